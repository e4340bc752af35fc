using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Foedus.Numerics.Sampling;

/// <summary>How an uncertain number is spread, by its quantile function.</summary>
public abstract class Distribution
{
    public abstract double Quantile(double u);

    /// <summary>Smallest and largest value that can be drawn.</summary>
    public abstract double Low { get; }

    public abstract double High { get; }

    /// <summary>What was understood, in words.</summary>
    public abstract string InWords { get; }

    protected static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>One value for certain.</summary>
internal sealed class PointMass(double value) : Distribution
{
    public override double Low => value;

    public override double High => value;

    public override string InWords => $"{Text(value)}, fixed";

    public override double Quantile(double u) => value;
}

/// <summary>Every value of a range equally likely, or every ratio.</summary>
internal sealed class Even(double low, double high, bool ratios) : Distribution
{
    public override double Low => low;

    public override double High => high;

    public override string InWords => ratios ? $"evenly in ratios from {Text(low)} to {Text(high)}" : $"evenly between {Text(low)} and {Text(high)}";

    public override double Quantile(double u) => ratios ? low * Math.Pow(high / low, u) : low + u * (high - low);
}

/// <summary>Rising to the most likely value and falling after it, in straight lines.</summary>
internal sealed class TriangularSpread(double low, double mode, double high) : Distribution
{
    public override double Low => low;

    public override double High => high;

    public override string InWords => $"triangular from {Text(low)} to {Text(high)}, most likely {Text(mode)}";

    public override double Quantile(double u)
    {
        var split = (mode - low) / (high - low);
        return u < split ? low + Math.Sqrt(u * (high - low) * (mode - low)) : high - Math.Sqrt((1 - u) * (high - low) * (high - mode));
    }
}

/// <summary>A beta distribution over a range, by shape.</summary>
internal sealed class BetaSpread(double low, double high, double alpha, double beta, string words, double tail = 0) : Distribution
{
    private readonly Beta shape = new(alpha, beta);

    public override double Low => Quantile(0);

    public override double High => Quantile(1);

    public override string InWords => words;

    /// <summary>Most likely value in the middle of the weight: mean (low + 4 mode + high) / 6 (Malcolm and others 1959).</summary>
    public static BetaSpread Pert(double low, double mode, double high) =>
        new(
            low,
            high,
            1 + 4 * (mode - low) / (high - low),
            1 + 4 * (high - mode) / (high - low),
            $"smoothly from {Text(low)} to {Text(high)}, most likely {Text(mode)} (PERT)"
        );

    /// <summary>The beta distribution on 0..1 with the given 5% and 95% quantiles.</summary>
    public static BetaSpread FromQuantiles(double low, double high)
    {
        var mean = (low + high) / 2;
        var spread = (high - low) / 3.29;
        var total = Math.Max(0.2, mean * (1 - mean) / (spread * spread) - 1);
        var (a, b) = (Math.Max(0.05, mean * total), Math.Max(0.05, (1 - mean) * total));
        // Newton in log shape, Jacobian by differences.
        for (var round = 0; round < 100; round++)
        {
            var (f, g) = Off(a, b);
            if (Math.Abs(f) + Math.Abs(g) < 1e-12)
                break;
            const double h = 1e-6;
            var (fa, ga) = Off(a * Math.Exp(h), b);
            var (fb, gb) = Off(a, b * Math.Exp(h));
            var (j11, j12, j21, j22) = ((fa - f) / h, (fb - f) / h, (ga - g) / h, (gb - g) / h);
            var determinant = j11 * j22 - j12 * j21;
            if (Math.Abs(determinant) < 1e-300)
                break;
            a *= Math.Exp(Math.Clamp((-f * j22 + g * j12) / determinant, -0.5, 0.5));
            b *= Math.Exp(Math.Clamp((-g * j11 + f * j21) / determinant, -0.5, 0.5));
        }
        return new BetaSpread(0, 1, a, b, $"nine in ten between {Text(low)} and {Text(high)}, within 0 and 1", 1 / 2000.0);

        (double, double) Off(double alpha, double beta) => (Beta.CDF(alpha, beta, low) - 0.05, Beta.CDF(alpha, beta, high) - 0.95);
    }

    public override double Quantile(double u) =>
        low
        + (high - low)
            * (
                u <= 0 && tail == 0 ? 0
                : u >= 1 && tail == 0 ? 1
                : shape.InverseCumulativeDistribution(Math.Clamp(u, tail, 1 - tail))
            );
}

/// <summary>A range that holds nine in ten: normal, or lognormal where both ends are positive; the outermost 1 in 2,000 on each side is drawn at its edge.</summary>
internal sealed class LikelyRange(double low, double high) : Distribution
{
    private const double Tail = 1 / 2000.0;
    private static readonly double Z95 = Normal.InvCDF(0, 1, 0.95);

    public override double Low => Quantile(0);

    public override double High => Quantile(1);

    public override string InWords => $"nine in ten between {Text(low)} and {Text(high)}, {(low > 0 ? "lognormal" : "normal")}";

    public override double Quantile(double u)
    {
        var z = Normal.InvCDF(0, 1, Math.Clamp(u, Tail, 1 - Tail)) / Z95;
        return low > 0 ? Math.Exp((Math.Log(low) + Math.Log(high)) / 2 + z * (Math.Log(high) - Math.Log(low)) / 2) : (low + high) / 2 + z * (high - low) / 2;
    }
}

/// <summary>One of a few values.</summary>
internal sealed class OneOfValues(IReadOnlyList<double> values, IReadOnlyList<double> weights) : Distribution
{
    /// <summary>What can be drawn, ascending.</summary>
    public IReadOnlyList<double> Values { get; } = [.. values.Distinct().Order()];

    public override double Low => values.Min();

    public override double High => values.Max();

    public override string InWords =>
        "one of " + string.Join(", ", values.Select((value, i) => $"{Text(value)} ({100 * weights[i] / weights.Sum():0} in 100)"));

    public override double Quantile(double u)
    {
        var left = u * weights.Sum();
        for (var i = 0; i < values.Count - 1; i++)
            if ((left -= weights[i]) < 0)
                return values[i];
        return values[^1];
    }
}
