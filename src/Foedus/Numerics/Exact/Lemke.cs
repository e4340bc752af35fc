using System.Numerics;

namespace Foedus.Numerics.Exact;

/// <summary>Finds w = q + M z with w, z ≥ 0 and w·z = 0 by Lemke's complementary pivoting, in whole numbers.</summary>
/// <remarks>Lemke 1965, with a covering vector of ones and the lexicographic rule; Cottle, Pang and Stone 1992, section 4.4.</remarks>
internal static class Lemke
{
    /// <returns>z as numerators over one positive denominator; null where the path ends in a ray or was too long.</returns>
    public static (BigInteger[] Numerators, BigInteger Denominator)? Solve(BigInteger[,] m, BigInteger[] q, int mostPivots, CancellationToken cancel)
    {
        var n = q.Length;
        if (Array.TrueForAll(q, entry => entry.Sign >= 0))
            return (new BigInteger[n], BigInteger.One);
        // Variables: w = 0 … n − 1, z = n … 2n − 1, the covering variable 2n.
        var rows = new BigInteger[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = new BigInteger[n + 2];
            for (var j = 0; j < n; j++)
                rows[i][j] = -m[i, j];
            rows[i][n] = -BigInteger.One;
            rows[i][n + 1] = q[i];
        }
        var dictionary = new IntegerDictionary(rows, [.. Enumerable.Range(0, n)], [.. Enumerable.Range(n, n + 1)]);
        // The covering variable rises until every w is non-negative; ties go to the last row, which keeps later rows lexicographically positive.
        var least = 0;
        for (var i = 1; i < n; i++)
            if (q[i] <= q[least])
                least = i;
        var leaving = dictionary.Basic[least];
        dictionary.Pivot(least, n);
        for (var pivots = 0; pivots < mostPivots; pivots++)
        {
            cancel.ThrowIfCancellationRequested();
            var entering = leaving < n ? leaving + n : leaving - n;
            var column = Array.IndexOf(dictionary.Nonbasic, entering);
            var row = dictionary.LeavingRow(column, 2 * n);
            if (row < 0)
                return null;
            leaving = dictionary.Basic[row];
            dictionary.Pivot(row, column);
            if (leaving != 2 * n)
                continue;
            var z = new BigInteger[n];
            for (var i = 0; i < n; i++)
                if (dictionary.Basic[i] >= n)
                    z[dictionary.Basic[i] - n] = dictionary.Constant(i);
            return (z, dictionary.Determinant);
        }
        return null;
    }
}
