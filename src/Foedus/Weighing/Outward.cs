namespace Foedus.Weighing;

/// <summary>Places from the best value of an assumption to an end of its range: the same to the bit wherever they are looked at, so that none is solved twice.</summary>
internal static class Outward
{
    /// <param name="best">The best value.</param>
    /// <param name="end">The end.</param>
    /// <param name="step">From 1.</param>
    /// <param name="steps">The last is the end itself.</param>
    public static double Place(double best, double end, int step, int steps) => step == steps ? end : best + (end - best) * ((double)step / steps);
}
