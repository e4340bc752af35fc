using System.Numerics;
using Foedus.Games;
using Foedus.Numerics.Programs;
using Foedus.Units;

namespace Foedus.Solving.ZeroSum;

/// <summary>Max-min plans of both players from one linear program: in doubles, judged by best replies on the game's own numbers; where that leaves more than rounding between them, in whole numbers.</summary>
internal static class ZeroSumSolver
{
    /// <summary>Most entries of a table in doubles: 256 MB, held twice.</summary>
    private const long MostEntries = 32_000_000;

    /// <summary>Most entries of a table in whole numbers, each of which grows to hundreds of digits.</summary>
    private const long MostExactEntries = 1_000_000;

    /// <param name="form">In doubles.</param>
    /// <param name="exact">The same form in whole numbers, and by what it was multiplied to make them whole; asked for only where it is needed.</param>
    /// <param name="remedy">What to do where the game is too large, as a sentence.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The pair, and whether whole numbers were needed. A pair that is too large for them is given as it is, for its reader to judge.</returns>
    /// <exception cref="RefusedException">The table would be too large.</exception>
    public static (PlanPair Pair, bool IsExact) Solve(
        ZeroSumForm<double> form,
        Func<(ZeroSumForm<BigInteger> Form, ExactNumber Scale)> exact,
        string remedy,
        CancellationToken cancel
    )
    {
        if (form.Size > MostEntries)
            throw new RefusedException($"The linear program would have {Words.Counted(form.Size, "entry")}; at most {MostEntries:N0} are solved. {remedy}");
        var program = new PlanProgram<double>(form);
        var basis = FloatingSimplex.Solve(program.Program, cancel);
        var corner = basis is null ? null : BasicSolution.At(program.Program, basis);
        var pair = corner is null ? null : PlanPair.Judge(form, program.FirstWeights(corner.X, 1), program.SecondWeights(corner.Y, 1));
        if (pair is { IsCertain: true })
            return (pair, false);
        if (form.Size <= MostExactEntries)
            return (Exactly(form, exact(), basis, cancel), true);
        return pair is not null
            ? (pair, false)
            : throw new RefusedException(
                $"The linear program has {Words.Counted(form.Size, "entry")} and did not end in floating point; at most {MostExactEntries:N0} are solved exactly. {remedy}"
            );
    }

    private static PlanPair Exactly(
        ZeroSumForm<double> form,
        (ZeroSumForm<BigInteger> Form, ExactNumber Scale) exact,
        ProgramBasis? start,
        CancellationToken cancel
    )
    {
        var program = new PlanProgram<BigInteger>(exact.Form);
        var solution = ExactSimplex.Solve(program.Program, start, cancel) ?? throw new InvalidOperationException("A zero-sum game without a value.");
        var value = (new ExactNumber(program.Value(solution.X, solution.Denominator), solution.Denominator) / exact.Scale).ToDouble();
        return PlanPair.Judge(
            form,
            Doubles(program.FirstWeights(solution.X, solution.Denominator)),
            Doubles(program.SecondWeights(solution.Y, solution.Denominator))
        ) with
        {
            Least = value,
            Most = value,
        };

        double[] Doubles(BigInteger[] weights) => Array.ConvertAll(weights, weight => new ExactNumber(weight, solution.Denominator).ToDouble());
    }
}
