using System.Numerics;
using CsCheck;
using Foedus.Numerics.Programs;

namespace Foedus.Tests.Numerics;

/// <summary>Random programs, most of them degenerate, by both simplex methods; the exact one is judged by duality on the program's own numbers.</summary>
public class LinearProgramTests
{
    // Small whole numbers and many zeros on the right make ties at nearly every pivot; the last row keeps the program bounded.
    private static readonly Gen<LinearProgram<BigInteger>> Degenerate = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int)
        .Select(
            (rows, columns, seed) =>
            {
                var random = new Random(seed);
                var a = Enumerable
                    .Range(0, rows + 1)
                    .Select(row => Enumerable.Range(0, columns).Select(_ => (BigInteger)(row == rows ? 1 : random.Next(-2, 4))).ToArray())
                    .ToArray();
                var b = Enumerable.Range(0, rows + 1).Select(row => (BigInteger)(row == rows ? 5 : Math.Max(0, random.Next(-3, 4)))).ToArray();
                return new LinearProgram<BigInteger>(a, b, [.. Enumerable.Range(0, columns).Select(_ => (BigInteger)random.Next(-3, 6))]);
            }
        );

    [Fact]
    public void The_exact_method_ends_at_points_that_duality_proves_optimal() =>
        Degenerate.Sample(program => IsOptimal(program, ExactSimplex.Solve(program)!), iter: 3000);

    [Fact]
    public void Wherever_the_exact_method_begins_it_ends_at_the_same_worth() =>
        Gen.Select(Degenerate, Gen.Int)
            .Sample(
                (program, seed) =>
                {
                    var random = new Random(seed);
                    var count = random.Next(0, Math.Min(program.Rows, program.Columns) + 1);
                    var columns = Enumerable.Range(0, program.Columns).ToArray();
                    var rows = Enumerable.Range(0, program.Rows).ToArray();
                    random.Shuffle(columns);
                    random.Shuffle(rows);
                    IsOptimal(program, ExactSimplex.Solve(program, new ProgramBasis(columns[..count], rows[..count]))!);
                },
                iter: 2000
            );

    [Fact]
    public void Doubles_reach_the_worth_of_the_exact_method() =>
        Gen.Select(Degenerate, Gen.Int[-6, 6], Gen.Int)
            .Sample(
                (program, spread, seed) =>
                {
                    var exact = ExactSimplex.Solve(program)!;
                    var worth = (double)program.C.Zip(exact.X, (c, x) => c * x).Aggregate(BigInteger.Zero, (sum, x) => sum + x) / (double)exact.Denominator;
                    // The same program in other units: rows and columns of any size.
                    var random = new Random(seed);
                    var units = Enumerable.Range(0, program.Rows + program.Columns).Select(_ => Math.Pow(10, spread * random.NextDouble())).ToArray();
                    var scaled = new LinearProgram<double>(
                        [.. program.A.Select((row, i) => row.Select((entry, j) => (double)entry * units[i] * units[program.Rows + j]).ToArray())],
                        [.. program.B.Select((b, i) => (double)b * units[i])],
                        [.. program.C.Select((c, j) => (double)c * units[program.Rows + j])]
                    );
                    var corner = BasicSolution.At(scaled, FloatingSimplex.Solve(scaled)!)!;
                    Assert.Equal(worth, scaled.C.Zip(corner.X, (c, x) => c * x).Sum(), 1e-9 * Math.Max(1, Math.Abs(worth)));
                    Assert.Equal(worth, scaled.B.Zip(corner.Y, (b, y) => b * y).Sum(), 1e-9 * Math.Max(1, Math.Abs(worth)));
                },
                iter: 3000
            );

    [Fact]
    public void A_program_on_which_the_plain_rule_cycles_ends()
    {
        // Beale 1955, in whole numbers: with the largest coefficient and the first of tied rows the simplex method comes back to where it began. Worth 5.
        BigInteger[][] a =
        [
            [25, -6000, -4, 900],
            [50, -9000, -2, 300],
            [0, 0, 1, 0],
        ];
        var program = new LinearProgram<BigInteger>(a, [0, 0, 1], [75, -15000, 2, -600]);
        var exact = ExactSimplex.Solve(program)!;
        IsOptimal(program, exact);
        Assert.Equal(exact.Denominator, program.C.Zip(exact.X, (c, x) => c * x).Aggregate(BigInteger.Zero, (sum, x) => sum + x) / 5);
        var doubles = new LinearProgram<double>([.. a.Select(row => Array.ConvertAll(row, x => (double)x))], [0, 0, 1], [75, -15000, 2, -600]);
        Assert.Equal(5, doubles.C.Zip(BasicSolution.At(doubles, FloatingSimplex.Solve(doubles)!)!.X, (c, x) => c * x).Sum(), 1e-12);
    }

    [Fact]
    public void A_program_without_bound_has_no_answer()
    {
        Assert.Null(
            ExactSimplex.Solve(
                new LinearProgram<BigInteger>(
                    [
                        [-1, 1],
                    ],
                    [1],
                    [1, 1]
                )
            )
        );
        Assert.Null(
            FloatingSimplex.Solve(
                new LinearProgram<double>(
                    [
                        [-1, 1],
                    ],
                    [1],
                    [1, 1]
                )
            )
        );
    }

    // Feasible, feasible for the dual, and both worth the same: then both are optimal.
    private static void IsOptimal(LinearProgram<BigInteger> program, ExactSolution solution)
    {
        Assert.True(solution.Denominator.Sign > 0);
        Assert.All(solution.X, x => Assert.True(x.Sign >= 0));
        Assert.All(solution.Y, y => Assert.True(y.Sign >= 0));
        for (var i = 0; i < program.Rows; i++)
            Assert.True(Sum(program.Columns, j => program.A[i][j] * solution.X[j]) <= program.B[i] * solution.Denominator);
        for (var j = 0; j < program.Columns; j++)
            Assert.True(Sum(program.Rows, i => program.A[i][j] * solution.Y[i]) >= program.C[j] * solution.Denominator);
        Assert.Equal(Sum(program.Columns, j => program.C[j] * solution.X[j]), Sum(program.Rows, i => program.B[i] * solution.Y[i]));
    }

    private static BigInteger Sum(int count, Func<int, BigInteger> term) => Enumerable.Range(0, count).Aggregate(BigInteger.Zero, (sum, k) => sum + term(k));
}
