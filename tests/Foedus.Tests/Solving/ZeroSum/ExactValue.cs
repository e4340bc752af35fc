using Foedus.Games;

namespace Foedus.Tests.Solving.ZeroSum;

/// <summary>The value of a small table from the definitions, in fractions: some square part of it equalises both players' payoffs, and nothing outside does better (Shapley and Snow 1950).</summary>
internal static class ExactValue
{
    /// <returns>The value, and the mean size of a payoff under the pair that shows it; the largest where several pairs do.</returns>
    public static (ExactNumber Value, ExactNumber Size) Of(ExactNumber[][] table)
    {
        var (rows, columns) = (table.Length, table[0].Length);
        (ExactNumber Value, ExactNumber Size)? found = null;
        for (var size = 1; size <= Math.Min(rows, columns); size++)
            foreach (var r in Subsets(rows, size))
            foreach (var c in Subsets(columns, size))
            {
                if (Equalise(size, (i, j) => table[r[j]][c[i]]) is not { } x || Equalise(size, (i, j) => table[r[i]][c[j]]) is not { } y)
                    continue;
                if (x[..size].Concat(y[..size]).Any(chance => chance.Sign < 0) || x[size] != y[size])
                    continue;
                var value = x[size];
                if (Enumerable.Range(0, columns).Any(j => Sum(size, k => x[k] * table[r[k]][j]) < value))
                    continue;
                if (Enumerable.Range(0, rows).Any(i => Sum(size, k => y[k] * table[i][c[k]]) > value))
                    continue;
                var mean = Sum(size * size, k => x[k / size] * y[k % size] * Abs(table[r[k / size]][c[k % size]]));
                if (found is null || mean > found.Value.Size)
                    found = (value, mean);
            }
        return found ?? throw new InvalidOperationException("Every table has a value.");
    }

    // Chances z with Σ_j a_ij z_j = v for all i, and v last; null where the system is singular.
    private static ExactNumber[]? Equalise(int size, Func<int, int, ExactNumber> a)
    {
        var system = new ExactNumber[size + 1][];
        for (var i = 0; i < size; i++)
            system[i] = [.. Enumerable.Range(0, size).Select(j => a(i, j)), -ExactNumber.One, ExactNumber.Zero];
        system[size] = [.. Enumerable.Repeat(ExactNumber.One, size), ExactNumber.Zero, ExactNumber.One];
        for (var k = 0; k <= size; k++)
        {
            var pivot = Array.FindIndex(system, k, row => !row[k].IsZero);
            if (pivot < 0)
                return null;
            (system[k], system[pivot]) = (system[pivot], system[k]);
            system[k] = Array.ConvertAll(system[k], entry => entry / system[k][k]);
            for (var i = 0; i <= size; i++)
                if (i != k && !system[i][k].IsZero)
                    system[i] = [.. system[i].Zip(system[k], (entry, over) => entry - system[i][k] * over)];
        }
        return Array.ConvertAll(system, row => row[^1]);
    }

    private static IEnumerable<int[]> Subsets(int count, int size) =>
        Enumerable
            .Range(0, 1 << count)
            .Where(bits => int.PopCount(bits) == size)
            .Select(bits => Enumerable.Range(0, count).Where(k => (bits >> k & 1) == 1).ToArray());

    private static ExactNumber Sum(int count, Func<int, ExactNumber> term) => Enumerable.Range(0, count).Aggregate(ExactNumber.Zero, (sum, k) => sum + term(k));

    private static ExactNumber Abs(ExactNumber x) => x.Sign < 0 ? -x : x;
}
