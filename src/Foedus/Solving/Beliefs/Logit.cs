namespace Foedus.Solving.Beliefs;

/// <summary>The logit response to continuation values.</summary>
internal static class Logit
{
    /// <summary>exp(λ q) over its sum, computed from the largest so that nothing overflows.</summary>
    /// <param name="q">Worths.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="chances">The response.</param>
    /// <param name="closed">[option] whether it cannot be chosen; empty: all can.</param>
    public static void Respond(ReadOnlySpan<double> q, double lambda, Span<double> chances, ReadOnlySpan<bool> closed = default)
    {
        var highest = Highest(q, closed);
        var total = 0.0;
        for (var option = 0; option < q.Length; option++)
            total += chances[option] = closed.IsEmpty || !closed[option] ? Math.Exp(lambda * (q[option] - highest)) : 0;
        for (var option = 0; option < q.Length; option++)
            chances[option] /= total;
    }

    /// <summary>Stands for the logarithm of the chance of an option that cannot be chosen.</summary>
    public const double LogOfNone = -700;

    /// <summary>The logarithms of the same response.</summary>
    public static void RespondInLogs(ReadOnlySpan<double> q, double lambda, Span<double> logs, ReadOnlySpan<bool> closed = default)
    {
        var highest = Highest(q, closed);
        var total = 0.0;
        for (var option = 0; option < q.Length; option++)
            total += closed.IsEmpty || !closed[option] ? Math.Exp(lambda * (q[option] - highest)) : 0;
        for (var option = 0; option < q.Length; option++)
            logs[option] = closed.IsEmpty || !closed[option] ? lambda * (q[option] - highest) - Math.Log(total) : LogOfNone;
    }

    private static double Highest(ReadOnlySpan<double> q, ReadOnlySpan<bool> closed)
    {
        var highest = double.NegativeInfinity;
        for (var option = 0; option < q.Length; option++)
            if (closed.IsEmpty || !closed[option])
                highest = Math.Max(highest, q[option]);
        return highest;
    }

    /// <summary>A chance from its logarithm.</summary>
    public static double FromLog(double log) => log <= LogOfNone + 1 ? 0 : Math.Exp(Math.Min(0, log));
}
