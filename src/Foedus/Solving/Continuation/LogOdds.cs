namespace Foedus.Solving.Continuation;

/// <summary>A choice in log-odds: of every option but the first, the logarithm of its chance over that of the first.</summary>
internal static class LogOdds
{
    /// <summary>Their chances, without overflow.</summary>
    /// <param name="odds">One fewer than there are options.</param>
    /// <param name="chances">Written over; the first is that of the option all others are counted against.</param>
    public static void ToChances(ReadOnlySpan<double> odds, Span<double> chances)
    {
        var top = 0.0;
        foreach (var z in odds)
            top = Math.Max(top, z);
        var sum = chances[0] = Math.Exp(-top);
        for (var i = 0; i < odds.Length; i++)
            sum += chances[i + 1] = Math.Exp(odds[i] - top);
        for (var i = 0; i < chances.Length; i++)
            chances[i] /= sum;
    }
}
