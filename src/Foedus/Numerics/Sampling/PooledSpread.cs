namespace Foedus.Numerics.Sampling;

/// <summary>Several experts' distributions of one number as one, each weighing the same.</summary>
/// <remarks>
/// Linear pooling (Stone, <i>Annals of Mathematical Statistics</i> 32, 1961): the mean of the distribution functions. By quantiles (Lichtendahl, Grushka-Cockayne and Winkler, <i>Management Science</i> 59, 2013): the mean of the quantile functions.
/// The linear pool is inverted on tables of its parts with knots at every 4,096th of the chance, between which they are taken as straight.
/// </remarks>
/// <param name="parts">Who says so, and what.</param>
/// <param name="byQuantiles">Whether quantiles are averaged and not chances.</param>
internal sealed class PooledSpread(IReadOnlyList<(string Who, Distribution Spread)> parts, bool byQuantiles) : Distribution
{
    private const int Knots = 4096;

    private const int Halvings = 60;

    private readonly double[][] tables =
    [
        .. parts.Select(part => Enumerable.Range(0, Knots + 1).Select(knot => part.Spread.Quantile((double)knot / Knots)).ToArray()),
    ];

    public bool IsByQuantiles => byQuantiles;

    public IReadOnlyList<string> Experts => [.. parts.Select(part => part.Who)];

    public override double Low => byQuantiles ? parts.Average(part => part.Spread.Low) : parts.Min(part => part.Spread.Low);

    public override double High => byQuantiles ? parts.Average(part => part.Spread.High) : parts.Max(part => part.Spread.High);

    public override string InWords =>
        $"{parts.Count} views pooled{(byQuantiles ? " by quantiles" : "")}: {string.Join("; ", parts.Select(part => $"{part.Who} {part.Spread.InWords}"))}";

    public override double Quantile(double u)
    {
        if (byQuantiles)
            return parts.Average(part => part.Spread.Quantile(u));
        var (low, high) = (tables.Min(table => table[0]), tables.Max(table => table[Knots]));
        for (var halving = 0; halving < Halvings && low < high; halving++)
        {
            var middle = low + (high - low) / 2;
            if (tables.Average(table => Below(table, middle)) < u)
                low = middle;
            else
                high = middle;
        }
        return Math.Clamp(low + (high - low) / 2, Low, High);
    }

    /// <summary>How much more likely a value is to one expert than to all of them on average; 1 where all say the same.</summary>
    /// <param name="expert">Index of the expert.</param>
    /// <param name="value">A value drawn from the linear pool.</param>
    public double Ratio(int expert, double value)
    {
        var all = tables.Average(table => Density(table, value));
        return all > 0 ? Density(tables[expert], value) / all : 0;
    }

    // Share of the chance below a value.
    private static double Below(double[] table, double value)
    {
        if (value <= table[0])
            return 0;
        if (value >= table[Knots])
            return 1;
        var at = Cell(table, value);
        return (at + (value - table[at]) / (table[at + 1] - table[at])) / Knots;
    }

    private static double Density(double[] table, double value) =>
        value < table[0] || value > table[Knots] ? 0
        : Cell(table, value) is var at && table[at + 1] > table[at] ? 1 / (Knots * (table[at + 1] - table[at]))
        : 0;

    // The knot before a value that is not the last.
    private static int Cell(double[] table, double value)
    {
        var (from, to) = (0, Knots);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            if (table[middle] <= value)
                from = middle;
            else
                to = middle;
        }
        return from;
    }
}
