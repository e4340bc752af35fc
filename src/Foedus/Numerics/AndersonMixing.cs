namespace Foedus.Numerics;

/// <summary>Anderson's acceleration of a fixed-point iteration x = g(x): the last few rounds are mixed so that what is left of x − g(x) is least (Walker and Ni, SIAM Journal on Numerical Analysis 49, 2011).</summary>
/// <remarks>Where a round is far worse than the best so far, what was remembered is forgotten and the plain iteration goes on from there.</remarks>
internal sealed class AndersonMixing
{
    // Rounds that are remembered; how much worse a round may be than the best; and what is added to the normal equations so that rounds that are alike do no harm.
    private const int Depth = 6;
    private const double MuchWorse = 10,
        Ridge = 1e-12;

    private readonly double[] weight;
    private readonly double[] before;
    private readonly double[] lastAnswer;
    private readonly double[][] offs = new double[Depth][];
    private readonly double[][] answers = new double[Depth][];
    private readonly DenseLu?[] normal = new DenseLu?[Depth + 1];
    private double best = double.PositiveInfinity;
    private int count,
        next;
    private bool hasLast;

    /// <param name="weight">[place] in what each unknown is measured.</param>
    public AndersonMixing(double[] weight)
    {
        this.weight = weight;
        (before, lastAnswer) = (new double[weight.Length], new double[weight.Length]);
    }

    /// <summary>Replaces an answer g(x) by where to look next.</summary>
    /// <param name="x">What was tried.</param>
    /// <param name="answer">g(x); written over.</param>
    public void Mix(ReadOnlySpan<double> x, Span<double> answer)
    {
        var off = new double[x.Length];
        var size = 0.0;
        for (var i = 0; i < off.Length; i++)
        {
            off[i] = (answer[i] - x[i]) * weight[i];
            size += off[i] * off[i];
        }
        if (!(size <= MuchWorse * MuchWorse * best))
            (count, next, hasLast, best) = (0, 0, false, double.PositiveInfinity);
        best = Math.Min(best, size);
        if (hasLast)
        {
            var (turn, moved) = (offs[next] ??= new double[off.Length], answers[next] ??= new double[off.Length]);
            for (var i = 0; i < off.Length; i++)
                (turn[i], moved[i]) = (off[i] - before[i], answer[i] - lastAnswer[i]);
            (next, count) = ((next + 1) % Depth, Math.Min(Depth, count + 1));
        }
        off.CopyTo(before, 0);
        answer.CopyTo(lastAnswer);
        hasLast = true;
        if (count == 0)
            return;
        // Each measured against its own length: old ones are longer by powers of ten.
        var (lu, share, length) = (normal[count] ??= new DenseLu(count), new double[count], new double[count]);
        for (var a = 0; a < count; a++)
            length[a] = Math.Max(double.Epsilon, Math.Sqrt(Rows.Dot(offs[a], offs[a])));
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
                lu.Row(a)[b] = a == b ? 1 + Ridge : Rows.Dot(offs[a], offs[b]) / length[a] / length[b];
            share[a] = Rows.Dot(offs[a], off) / length[a];
        }
        if (!lu.Factor())
            return;
        lu.Solve(share);
        for (var a = 0; a < count; a++)
            if (share[a] / length[a] is var part && double.IsFinite(part))
                for (var i = 0; i < answer.Length; i++)
                    answer[i] -= part * answers[a][i];
    }
}
