namespace Foedus.Weighing;

/// <summary>How a quantity lies across the plausible worlds: median and the middle nine tenths, beside its value at the best values.</summary>
/// <param name="AtBest">With every assumption at its best value.</param>
/// <param name="Low">5% quantile over draws.</param>
/// <param name="Median">Median over draws.</param>
/// <param name="High">95% quantile over draws.</param>
public sealed record Band(double AtBest, double Low, double Median, double High);

/// <summary>A share of the plausible worlds with its sampling interval (95%, from independent scrambles).</summary>
public sealed record WorldShare(double Share, double Low, double High)
{
    /// <summary>"36 of 100".</summary>
    public string InWords => $"{Math.Round(100 * Share, MidpointRounding.AwayFromZero):0} of 100";
}
