using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Exact;

namespace Foedus.Solving.Strategic;

/// <summary>Equilibria of a two-player table by complementary pivoting in exact arithmetic: from the artificial equilibrium along every label, and from each one found along every label again.</summary>
/// <remarks>Lemke and Howson 1964; with the lexicographic rule, von Stengel 2007, section 3.6. All that the paths connect with the artificial equilibrium: at least one, not always all (Shapley 1974).</remarks>
internal static class LemkeHowson
{
    private const int MostPivots = 1_000_000;

    // Both dictionaries of a completely labelled pair.
    private sealed record Corner(IntegerDictionary P, IntegerDictionary Q)
    {
        public string Key => string.Join(' ', P.Basic.Order()) + "|" + string.Join(' ', Q.Basic.Order());
    }

    /// <summary>Mixed strategies of both players, each equilibrium once; at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<double[][]> Find(NormalFormGame game, int most = 1_000, CancellationToken cancel = default)
    {
        var polytopes = new BestReplyPolytopes(game);
        var (m, n) = (polytopes.First, polytopes.Second);
        var start = new Corner(
            new IntegerDictionary([.. polytopes.RowsOfP.Select(row => (BigInteger[])[.. row, 1])], [.. Enumerable.Range(m, n)], [.. Enumerable.Range(0, m)]),
            new IntegerDictionary([.. polytopes.RowsOfQ.Select(row => (BigInteger[])[.. row, 1])], [.. Enumerable.Range(0, m)], [.. Enumerable.Range(m, n)])
        );
        var found = new List<double[][]>();
        var seen = new HashSet<string> { start.Key };
        var walked = new HashSet<(string, int)>();
        var open = new Queue<Corner>([start]);
        while (open.TryDequeue(out var corner))
            for (var missing = 0; missing < m + n; missing++)
            {
                // A path has two ends: what was walked from the one is not walked from the other.
                if (!walked.Add((corner.Key, missing)))
                    continue;
                var (p, q) = (corner.P.Copy(), corner.Q.Copy());
                if (!Follow(p, q, missing, cancel))
                    continue;
                var end = new Corner(p, q);
                walked.Add((end.Key, missing));
                if (!seen.Add(end.Key))
                    continue;
                open.Enqueue(end);
                double[][] pair = [Point(p, 0, m), Point(q, m, n)];
                if (
                    found.Exists(other =>
                        other.Zip(pair).All(both => both.First.Zip(both.Second).All(x => Math.Abs(x.First - x.Second) <= Tolerances.SameExactly))
                    )
                )
                    continue;
                found.Add(pair);
                if (found.Count == most)
                    return found;
            }
        return found;
    }

    private static bool Follow(IntegerDictionary p, IntegerDictionary q, int missing, CancellationToken cancel)
    {
        var (entering, inP) = (missing, Array.IndexOf(p.Nonbasic, missing) >= 0);
        for (var pivots = 0; pivots < MostPivots; pivots++)
        {
            cancel.ThrowIfCancellationRequested();
            var dictionary = inP ? p : q;
            var column = Array.IndexOf(dictionary.Nonbasic, entering);
            var row = dictionary.LeavingRow(column);
            if (row < 0)
                return false;
            entering = dictionary.Basic[row];
            dictionary.Pivot(row, column);
            if (entering == missing)
                return true;
            inP = !inP;
        }
        return false;
    }

    private static double[] Point(IntegerDictionary dictionary, int from, int count)
    {
        var x = new BigInteger[count];
        for (var i = 0; i < dictionary.Rows; i++)
            if (dictionary.Basic[i] >= from && dictionary.Basic[i] < from + count)
                x[dictionary.Basic[i] - from] = dictionary.Constant(i);
        return BestReplyPolytopes.Normalise(x);
    }
}
