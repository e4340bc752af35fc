using Foedus.Games;
using Foedus.Numerics.Exact;

namespace Foedus.Solving.Strategic;

/// <summary>Equilibria of a two-player table by complementary pivoting, from every missing label in turn, in exact arithmetic.</summary>
/// <remarks>Lemke and Howson 1964; with the lexicographic rule, von Stengel 2007, section 3.6. Finds at least one equilibrium, not always all.</remarks>
public static class LemkeHowson
{
    private const int MostPivots = 1_000_000;

    /// <summary>Mixed strategies of both players, each equilibrium once.</summary>
    public static IReadOnlyList<double[][]> Find(NormalFormGame game, CancellationToken cancel = default)
    {
        var polytopes = new BestReplyPolytopes(game);
        var (m, n) = (polytopes.First, polytopes.Second);
        var found = new List<double[][]>();
        for (var missing = 0; missing < m + n; missing++)
        {
            var p = new IntegerDictionary([.. polytopes.RowsOfP.Select(row => (System.Numerics.BigInteger[])[.. row, 1])], [.. Enumerable.Range(m, n)], [.. Enumerable.Range(0, m)]);
            var q = new IntegerDictionary([.. polytopes.RowsOfQ.Select(row => (System.Numerics.BigInteger[])[.. row, 1])], [.. Enumerable.Range(0, m)], [.. Enumerable.Range(m, n)]);
            if (!Follow(p, q, missing, m, cancel)) continue;
            double[][] pair = [Point(p, 0, m), Point(q, m, n)];
            if (!found.Exists(other => other.Zip(pair).All(both => both.First.Zip(both.Second).All(x => Math.Abs(x.First - x.Second) < 1e-12)))) found.Add(pair);
        }
        return found;
    }

    private static bool Follow(IntegerDictionary p, IntegerDictionary q, int missing, int m, CancellationToken cancel)
    {
        var (entering, inP) = (missing, missing < m);
        for (var pivots = 0; pivots < MostPivots; pivots++)
        {
            cancel.ThrowIfCancellationRequested();
            var dictionary = inP ? p : q;
            var column = Array.IndexOf(dictionary.Nonbasic, entering);
            var row = dictionary.LeavingRow(column);
            if (row < 0) return false;
            entering = dictionary.Basic[row];
            dictionary.Pivot(row, column);
            if (entering == missing) return true;
            inP = !inP;
        }
        return false;
    }

    private static double[] Point(IntegerDictionary dictionary, int from, int count)
    {
        var x = new System.Numerics.BigInteger[count];
        for (var i = 0; i < dictionary.Rows; i++)
            if (dictionary.Basic[i] >= from && dictionary.Basic[i] < from + count) x[dictionary.Basic[i] - from] = dictionary.Constant(i);
        return BestReplyPolytopes.Normalise(x);
    }
}
