using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Exact;

namespace Foedus.Solving.Strategic;

/// <summary>All extreme equilibria of a two-player table: every equilibrium is a mixture of these, and where they are finitely many apart they are all there are.</summary>
/// <remarks>Pairs of vertices of the best-reply polytopes that have every label between them: Mangasarian 1964; Avis, Rosenberg, Savani and von Stengel 2010. Exact arithmetic.</remarks>
internal static class ExtremeEquilibria
{
    /// <exception cref="RefusedException">More than <paramref name="mostBases"/> bases would have to be visited.</exception>
    public static IReadOnlyList<double[][]> Find(NormalFormGame game, int mostBases = 200_000, CancellationToken cancel = default)
    {
        var polytopes = new BestReplyPolytopes(game);
        var (m, n) = (polytopes.First, polytopes.Second);
        var all = (BigInteger.One << (m + n)) - 1;
        var ofP = PolytopeVertices.Find(polytopes.RowsOfP, BigInteger.One, mostBases, cancel);
        var ofQ = PolytopeVertices.Find(polytopes.RowsOfQ, BigInteger.One, mostBases, cancel);
        // In Q the first n bits are player 2's strategies: turn them round to the labels of P.
        var low = (BigInteger.One << n) - 1;
        var labelsOfQ = ofQ.Select(vertex => ((vertex.Binding & low) << m) | (vertex.Binding >> n)).ToArray();
        var found = new List<double[][]>();
        foreach (var x in ofP)
        {
            cancel.ThrowIfCancellationRequested();
            if (Array.TrueForAll(x.X, entry => entry.IsZero))
                continue;
            for (var j = 0; j < ofQ.Count; j++)
                if ((x.Binding | labelsOfQ[j]) == all && !Array.TrueForAll(ofQ[j].X, entry => entry.IsZero))
                    found.Add([BestReplyPolytopes.Normalise(x.X), BestReplyPolytopes.Normalise(ofQ[j].X)]);
        }
        return found;
    }
}
