namespace Foedus.Weighing;

/// <summary>Share of the variance of y that x explains on its own (first-order Sobol' index), from draws that exist already.</summary>
/// <remarks>
/// Straight lines over classes of equal size in the order of x, corrected for the numbers fitted; steps instead of lines leave the slope inside a class unexplained, which is a sixteenth of all where there are four.
/// How many pieces: by generalised cross-validation (Craven and Wahba 1979), so that much noise is met with few and a steep answer with many. Given data: Plischke, Borgonovo and Smith 2013.
/// </remarks>
/// <param name="Share">The estimate, not held to 0 to 1: ends are cut where intervals are made.</param>
/// <param name="Fitted">What the correction took off.</param>
/// <param name="Unresolved">What may still lie inside a piece: as much as the last halving of the pieces added, where the finest were chosen; what one piece has left where most of what is left is in it, as at a jump.</param>
/// <param name="Pieces">How many.</param>
internal readonly record struct OwnEffect(double Share, double Fitted, double Unresolved, int Pieces)
{
    /// <summary>Draws below which nothing is said.</summary>
    public const int Least = 48;

    // Draws for each number fitted, at least.
    private const int PerNumber = 4;

    private const int FewPieces = 4;

    private readonly record struct Fit(double Left, int Numbers, double Largest);

    /// <param name="x">[draw]</param>
    /// <param name="y">[draw] NaN is left out.</param>
    public static OwnEffect Estimate(double[] x, double[] y)
    {
        var draws = Used(x, y, null);
        if (draws.Length < Least)
            return new OwnEffect(double.NaN, 0, 0, 0);
        var total = Total(draws, y);
        if (total < 1e-12 * draws.Length)
            return new OwnEffect(0, 0, 0, 1);
        var (best, pieces, score, before) = (default(Fit), 0, double.PositiveInfinity, default(Fit));
        var (fit, most) = (default(Fit), 1);
        for (var k = 1; 2 * k * PerNumber <= draws.Length; k *= 2)
        {
            var last = fit;
            (fit, most) = (In(draws, x, y, k), k);
            var n = (double)draws.Length;
            if (fit.Left / ((n - fit.Numbers) * (n - fit.Numbers)) is var found && found < score)
                (best, pieces, score, before) = (fit, k, found, last);
        }
        var share = Corrected(best, total, draws.Length);
        var halving = pieces == most && pieces > 1 ? Math.Max(0, share - Corrected(before, total, draws.Length)) : 0;
        // Noise is everywhere; what is left in one piece alone is a jump inside it.
        var jump =
            pieces >= FewPieces && best.Largest > best.Left / 2
                ? Math.Min(1 - share, best.Largest / total * (draws.Length - 1) / Math.Max(1, draws.Length - best.Numbers))
                : 0;
        return new OwnEffect(share, Math.Max(0, 1 - best.Left / total - share), Math.Max(halving, jump), pieces);
    }

    /// <summary>The same with so many pieces, from some of the draws.</summary>
    public static double Estimate(double[] x, double[] y, int pieces, Func<int, bool> use)
    {
        var draws = Used(x, y, use);
        if (pieces == 0 || draws.Length < 2 * pieces + 2)
            return double.NaN;
        var total = Total(draws, y);
        return total < 1e-12 * draws.Length ? 0 : Corrected(In(draws, x, y, pieces), total, draws.Length);
    }

    private static int[] Used(double[] x, double[] y, Func<int, bool>? use) =>
        [.. Enumerable.Range(0, x.Length).Where(draw => use?.Invoke(draw) != false && !double.IsNaN(y[draw])).OrderBy(draw => x[draw])];

    private static double Total(int[] draws, double[] y)
    {
        var mean = draws.Average(draw => y[draw]);
        return draws.Sum(draw => (y[draw] - mean) * (y[draw] - mean));
    }

    private static double Corrected(Fit fit, double total, int draws) => 1 - fit.Left / total * (draws - 1) / Math.Max(1, draws - fit.Numbers);

    private static Fit In(int[] draws, double[] x, double[] y, int pieces)
    {
        var (left, numbers, largest) = (0.0, 0, 0.0);
        for (var c = 0; c < pieces; c++)
        {
            var part = draws.AsSpan()[(int)((long)draws.Length * c / pieces)..(int)((long)draws.Length * (c + 1) / pieces)];
            var (mx, my) = (0.0, 0.0);
            foreach (var draw in part)
                (mx, my) = (mx + x[draw], my + y[draw]);
            (mx, my) = (mx / part.Length, my / part.Length);
            var (xx, xy, yy) = (0.0, 0.0, 0.0);
            foreach (var draw in part)
                (xx, xy, yy) = (xx + (x[draw] - mx) * (x[draw] - mx), xy + (x[draw] - mx) * (y[draw] - my), yy + (y[draw] - my) * (y[draw] - my));
            var hasSlope = xx > 1e-24 * part.Length * (1 + mx * mx);
            var open = Math.Max(0, hasSlope ? yy - xy * xy / xx : yy);
            (left, largest) = (left + open, Math.Max(largest, open));
            numbers += hasSlope ? 2 : 1;
        }
        return new Fit(left, numbers, largest);
    }
}
