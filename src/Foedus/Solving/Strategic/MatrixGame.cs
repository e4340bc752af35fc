using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Exact;
using Foedus.Solving.ZeroSum;
using Foedus.Units;

namespace Foedus.Solving.Strategic;

/// <summary>The largest amount that a mixture over rows brings whatever column is played, by linear programming (von Neumann 1928).</summary>
internal static class MatrixGame
{
    private const string Remedy = "Give the state fewer actions.";

    /// <summary>The value to the player who chooses rows.</summary>
    /// <param name="rows">[row][column] points to the player who chooses rows.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="RefusedException">Too large.</exception>
    public static double MaxMin(double[][] rows, CancellationToken cancel)
    {
        // A saddle point in pure strategies needs no program, and is exact.
        var low = rows.Max(row => row.Min());
        var high = Enumerable.Range(0, rows[0].Length).Min(column => rows.Max(row => row[column]));
        if (low == high)
            return low;
        ActionPlans[] plans = [ActionPlans.OneOf(rows.Length), ActionPlans.OneOf(rows[0].Length)];
        var (pair, _) = ZeroSumSolver.Solve(new ZeroSumForm<double>(plans, Entries([.. rows.SelectMany(row => row)])), Exact, Remedy, cancel);
        return pair.IsCertain
            ? pair.Value
            : throw new RefusedException(
                $"The value of a stage game of {rows.Length:N0} by {Words.Counted(rows[0].Length, "choice")} is only known to lie between {pair.Least:R} and {pair.Most:R}; it is too large to be worked out exactly. {Remedy}"
            );

        (ZeroSumForm<BigInteger>, ExactNumber) Exact()
        {
            var (whole, power) = WholeNumbers.From([.. rows.SelectMany(row => row)]);
            return (new ZeroSumForm<BigInteger>(plans, Entries(whole)), new ExactNumber(BigInteger.One << power, BigInteger.One));
        }

        (int, int, T)[] Entries<T>(T[] amounts) => [.. amounts.Select((amount, cell) => (1 + cell / rows[0].Length, 1 + cell % rows[0].Length, amount))];
    }
}
