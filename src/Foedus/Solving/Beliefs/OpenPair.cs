namespace Foedus.Solving.Beliefs;

/// <summary>Two parties that choose at once between two options each, neither hiding anything: their logit responses to each other, where these meet once only.</summary>
/// <remarks>
/// With x the chance of the first party's first option and y that of the second's, x = L(λ₁ D₁(y)) and y = L(λ₂ D₂(x)), both D linear. Along x the one response to the other has a slope of at most the product of the
/// steepest slopes within reach; below 1 there is one fixed point, whatever way leads to it, and Newton's method within a bracket finds it.
/// </remarks>
internal static class OpenPair
{
    private const double MostSlope = 0.99;
    private const int Rounds = 60;

    /// <summary>The fixed point, or false where there may be more than one.</summary>
    /// <param name="first">[first's option × 2 + second's option] what the first party gets.</param>
    /// <param name="second">The same for the second.</param>
    /// <param name="firstLambda">λ of the first.</param>
    /// <param name="secondLambda">λ of the second.</param>
    /// <param name="tolerance">How far a chance may be from the response.</param>
    /// <param name="guess">A chance of the first's first option to begin from, and the one found.</param>
    /// <param name="chances">[party × 2 + option] filled where it is found.</param>
    public static bool Solve(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        double firstLambda,
        double secondLambda,
        double tolerance,
        ref double guess,
        Span<double> chances
    )
    {
        var (a, b) = (firstLambda * (first[1] - first[3]), firstLambda * (first[0] - first[2] - (first[1] - first[3])));
        var (c, d) = (secondLambda * (second[2] - second[3]), secondLambda * (second[0] - second[1] - (second[2] - second[3])));
        var (ends, other) = (Chance(c), Chance(c + d));
        var slope = b * Steepest(a + b * ends, a + b * other) * d * Steepest(c, c + d);
        // Not a number is no proof either.
        if (!(slope < MostSlope))
            return false;
        var (low, high) = (Math.Min(Chance(a + b * ends), Chance(a + b * other)), Math.Max(Chance(a + b * ends), Chance(a + b * other)));
        var x = Math.Clamp(guess, low, high);
        for (var round = 0; round < Rounds; round++)
        {
            var y = Chance(c + d * x);
            var response = Chance(a + b * y);
            var off = x - response;
            if (Math.Abs(off) <= 1e-15 || high - low <= 1e-15)
                break;
            if (off > 0)
                high = x;
            else
                low = x;
            var next = x - off / (1 - b * response * (1 - response) * d * y * (1 - y));
            x = next > low && next < high ? next : (low + high) / 2;
        }
        var answer = c + d * x;
        var own = a + b * Chance(answer);
        if (!(Math.Abs(Chance(c + d * Chance(own)) - Chance(answer)) <= tolerance))
            return false;
        guess = Chance(own);
        (chances[0], chances[1], chances[2], chances[3]) = (Chance(own), Chance(-own), Chance(answer), Chance(-answer));
        return true;
    }

    private static double Chance(double odds) => 1 / (1 + Math.Exp(-odds));

    // The largest L (1 − L) between two log-odds.
    private static double Steepest(double from, double to)
    {
        if (from * to <= 0)
            return 0.25;
        var nearest = Chance(Math.Min(Math.Abs(from), Math.Abs(to)));
        return nearest * (1 - nearest);
    }
}
