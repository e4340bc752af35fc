using System.Numerics;

namespace Foedus.Numerics.Exact;

/// <summary>All vertices of {x ≥ 0 : A x ≤ 1} with A > 0, each with the constraints that bind there.</summary>
/// <remarks>Walks over feasible bases from x = 0, every basis once. In whole numbers, so what binds is known exactly. Compare Avis and Fukuda 1992.</remarks>
internal static class PolytopeVertices
{
    /// <param name="X">Numerators over <paramref name="Denominator"/>.</param>
    /// <param name="Denominator">Positive.</param>
    /// <param name="Binding">Bit j: x_j = 0; bit n + i: constraint i holds with equality.</param>
    public sealed record Vertex(BigInteger[] X, BigInteger Denominator, BigInteger Binding);

    /// <exception cref="RefusedException">More bases than allowed.</exception>
    public static IReadOnlyList<Vertex> Find(BigInteger[][] a, BigInteger bound, int mostBases, CancellationToken cancel)
    {
        var (rows, columns) = (a.Length, a[0].Length);
        var start = new IntegerDictionary(
            [.. a.Select(row => (BigInteger[])[.. row, bound])],
            [.. Enumerable.Range(columns, rows)],
            [.. Enumerable.Range(0, columns)]
        );
        var seen = new HashSet<BigInteger> { Key(start) };
        var open = new Stack<IntegerDictionary>([start]);
        var found = new Dictionary<BigInteger, Vertex>();
        while (open.TryPop(out var dictionary))
        {
            cancel.ThrowIfCancellationRequested();
            var vertex = Read(dictionary, columns);
            found.TryAdd(vertex.Binding, vertex);
            for (var column = 0; column < columns; column++)
                foreach (var row in TiedRows(dictionary, column))
                {
                    var key = Key(dictionary) ^ (BigInteger.One << dictionary.Basic[row]) ^ (BigInteger.One << dictionary.Nonbasic[column]);
                    if (!seen.Add(key))
                        continue;
                    if (seen.Count > mostBases)
                        throw new RefusedException(
                            $"More than {mostBases:N0} bases of the best-reply polytopes would have to be visited. Remove dominated strategies, or use --method lcp for one equilibrium."
                        );
                    var next = dictionary.Copy();
                    next.Pivot(row, column);
                    open.Push(next);
                }
        }
        return [.. found.Values];
    }

    // A basis is known by its basic variables.
    private static BigInteger Key(IntegerDictionary dictionary) =>
        dictionary.Basic.Aggregate(BigInteger.Zero, (key, variable) => key | (BigInteger.One << variable));

    private static IEnumerable<int> TiedRows(IntegerDictionary dictionary, int column)
    {
        var best = -1;
        for (var i = 0; i < dictionary.Rows; i++)
            if (dictionary[i, column].Sign > 0 && (best < 0 || Compare(i, best) < 0))
                best = i;
        for (var i = 0; i < dictionary.Rows; i++)
            if (dictionary[i, column].Sign > 0 && Compare(i, best) == 0)
                yield return i;

        int Compare(int i, int j) => (dictionary.Constant(i) * dictionary[j, column]).CompareTo(dictionary.Constant(j) * dictionary[i, column]);
    }

    private static Vertex Read(IntegerDictionary dictionary, int columns)
    {
        var x = new BigInteger[columns];
        var binding = BigInteger.Zero;
        foreach (var variable in dictionary.Nonbasic)
            binding |= BigInteger.One << variable;
        for (var i = 0; i < dictionary.Rows; i++)
        {
            if (dictionary.Basic[i] < columns)
                x[dictionary.Basic[i]] = dictionary.Constant(i);
            if (dictionary.Constant(i).IsZero)
                binding |= BigInteger.One << dictionary.Basic[i];
        }
        return new Vertex(x, dictionary.Determinant, binding);
    }
}
