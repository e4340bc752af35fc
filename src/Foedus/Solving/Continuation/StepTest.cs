namespace Foedus.Solving.Continuation;

/// <summary>Whether a step along a branch is shown to have stayed on it.</summary>
/// <remarks>
/// Three things, each of which a jump to another leg fails: the tangent has turned little; the curve through both points with both tangents meets the equations half-way; and the
/// derivatives have changed so little, relative to themselves, that nowhere between the points can they have been singular. The last is what a step across the mouth of a bifurcation
/// cannot pass, however smooth the way across looks: den Heijer and Rheinboldt 1981; Kearfott and Xing 1994; Telen, Van Barel and Verschelde 2020.
/// </remarks>
internal sealed class StepTest(IBranchEquations equations, BorderedSystem system)
{
    /// <summary>Cosine of the largest turn of the tangent in one step.</summary>
    public const double LeastCosine = 0.8;

    /// <summary>Largest relative change of the derivatives in one step; below 1 nothing between is singular.</summary>
    public const double MostChange = 0.6;

    /// <summary>Largest distance of the middle of the interpolated curve from the branch, as a share of the step.</summary>
    public const double MostBow = 0.05;

    // What rounding does to log-odds, at small λ and for every unit of λ.
    private const double LeastNoise = 1e-9,
        NoisePerLambda = 5e-13,
        MostNoise = 1e-6;

    private readonly double[] middle = new double[equations.Unknowns + 1];
    private readonly double[] off = new double[equations.Unknowns + 1];

    /// <param name="from">Departure.</param>
    /// <param name="tangentFrom">The tangent there, of length 1.</param>
    /// <param name="to">Arrival, where the system is prepared with the departure's tangent, or with λ held, as border.</param>
    /// <param name="tangentTo">The tangent there, of length 1.</param>
    /// <param name="weight">In what each coordinate is measured; lengths and angles are those of coordinates times these.</param>
    /// <param name="change">See <see cref="BorderedSystem.Change"/>.</param>
    public bool Stays(double[] from, double[] tangentFrom, double[] to, double[] tangentTo, double[] weight, out double change)
    {
        change = double.PositiveInfinity;
        var (cosine, length) = (0.0, 0.0);
        for (var i = 0; i < from.Length; i++)
        {
            var w = weight[i] * weight[i];
            cosine += w * tangentFrom[i] * tangentTo[i];
            length += w * (to[i] - from[i]) * (to[i] - from[i]);
        }
        if (!(cosine >= LeastCosine))
            return false;
        change = system.Change(to);
        return change <= MostChange && IsStraight(from, tangentFrom, to, tangentTo, Math.Sqrt(length));
    }

    /// <summary>Each unknown against its own size: odds of actions that are hardly taken are large and may be rough, those of mixed actions may not.</summary>
    public static double Size(ReadOnlySpan<double> delta, ReadOnlySpan<double> point)
    {
        var size = 0.0;
        for (var i = 0; i < delta.Length; i++)
        {
            var part = Math.Abs(delta[i]) / (1 + Math.Abs(point[i]));
            if (!(part <= size))
                size = part;
        }
        return size;
    }

    /// <summary>How small Newton's corrections become before rounding of λ times payoffs keeps them from shrinking.</summary>
    public static double Noise(double lambda) => Math.Min(MostNoise, LeastNoise + NoisePerLambda * lambda);

    // The middle of the cubic through both points with both tangents, and how far Newton's method moves it.
    private bool IsStraight(double[] from, double[] tangentFrom, double[] to, double[] tangentTo, double length)
    {
        for (var i = 0; i < middle.Length; i++)
        {
            middle[i] = (from[i] + to[i]) / 2 + length / 8 * (tangentFrom[i] - tangentTo[i]);
            off[i] = to[i] - from[i];
        }
        var step = Size(off, to);
        equations.Evaluate(middle, off.AsSpan(0, off.Length - 1));
        off[^1] = 0;
        var isSolved = system.Solve(off);
        var bow = Size(off, middle);
        equations.Evaluate(to, off.AsSpan(0, off.Length - 1));
        return isSolved && bow <= Math.Max(MostBow * step, Noise(to[^1]));
    }
}
