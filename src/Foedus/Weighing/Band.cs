using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>How a quantity lies across the plausible worlds: median and the middle nine tenths, beside its value at the best values.</summary>
/// <param name="AtBest">With every assumption at its best value.</param>
/// <param name="Low">5% quantile over draws.</param>
/// <param name="Median">Median over draws.</param>
/// <param name="High">95% quantile over draws.</param>
public sealed record Band(double AtBest, double Low, double Median, double High);

/// <summary>A share of the plausible worlds with its sampling interval (95%, from independent scrambles).</summary>
public record WorldShare(double Share, double Low, double High)
{
    /// <summary>"36 of 100".</summary>
    [JsonIgnore]
    public string InWords => Unit.Worlds.Text(Share);

    /// <summary>"36 (34 to 38)".</summary>
    [JsonIgnore]
    public string WithRange => $"{Unit.Worlds.Number(Share)} ({Between})";

    /// <summary>"34 to 38".</summary>
    [JsonIgnore]
    internal string Between => Unit.Worlds.Between(Low, High);

    /// <summary>The worlds in which it is not so.</summary>
    [JsonIgnore]
    internal WorldShare Without => new(1 - Share, 1 - High, 1 - Low);
}

/// <summary>Worlds in which an offer holds.</summary>
/// <param name="Share">Share of the worlds.</param>
/// <param name="Low">95% sampling interval.</param>
/// <param name="High">95% sampling interval.</param>
/// <param name="AtBest">Whether it holds at the best values; null without a certified solution there.</param>
/// <param name="MoreThanNoDeal">Holds here less holds under no deal, on the same draws.</param>
/// <param name="AndAllSign">Worlds in which all sign and it holds.</param>
public sealed record HoldingShare(double Share, double Low, double High, bool? AtBest, WorldShare MoreThanNoDeal, WorldShare AndAllSign)
    : WorldShare(Share, Low, High);
