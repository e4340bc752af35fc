namespace Foedus.Solving.Beliefs;

/// <summary>The logit response to continuation values.</summary>
internal static class Logit
{
    /// <summary>exp(λ q) over its sum, computed from the largest so that nothing overflows.</summary>
    public static void Respond(ReadOnlySpan<double> q, double lambda, Span<double> chances)
    {
        var highest = q[0];
        for (var option = 1; option < q.Length; option++)
            highest = Math.Max(highest, q[option]);
        var total = 0.0;
        for (var option = 0; option < q.Length; option++)
            total += chances[option] = Math.Exp(lambda * (q[option] - highest));
        for (var option = 0; option < q.Length; option++)
            chances[option] /= total;
    }
}
