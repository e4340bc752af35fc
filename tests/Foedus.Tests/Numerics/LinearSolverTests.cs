using Foedus.Numerics;

namespace Foedus.Tests.Numerics;

public class LinearSolverTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(37)]
    public void Lu_and_Gmres_solve_what_was_multiplied(int size)
    {
        var random = new Random(size);
        var a = new double[size, size];
        var x = new double[size];
        for (var i = 0; i < size; i++)
        {
            x[i] = random.NextDouble() - 0.5;
            for (var j = 0; j < size; j++)
                a[i, j] = random.NextDouble() - 0.5 + (i == (j + 1) % size ? 2 : 0);
        }
        var lu = new DenseLu(size);
        var b = new double[size];
        var bt = new double[size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                lu.Row(i)[j] = a[i, j];
                b[i] += a[i, j] * x[j];
                bt[j] += a[i, j] * x[i];
            }
        }
        var iterative = new double[size];
        var gmres = new Gmres(size, 40);
        Assert.True(
            gmres.Solve(
                (v, p) =>
                {
                    for (var i = 0; i < size; i++)
                    {
                        p[i] = 0;
                        for (var j = 0; j < size; j++)
                            p[i] += a[i, j] * v[j];
                    }
                },
                b,
                iterative,
                1e-12,
                200,
                default
            )
        );
        Assert.True(lu.Factor());
        lu.Solve(b);
        lu.SolveTransposed(bt);
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(x[i], b[i], 1e-10);
            Assert.Equal(x[i], bt[i], 1e-10);
            Assert.Equal(x[i], iterative[i], 1e-9);
        }
    }

    [Fact]
    public void Determinant_sign_is_known()
    {
        var lu = new DenseLu(2);
        (lu.Row(0)[0], lu.Row(0)[1], lu.Row(1)[0], lu.Row(1)[1]) = (0, 1, 1, 0);
        Assert.True(lu.Factor());
        Assert.Equal(-1, lu.DeterminantSign);
        (lu.Row(0)[0], lu.Row(0)[1], lu.Row(1)[0], lu.Row(1)[1]) = (1, 2, 2, 4);
        Assert.False(lu.Factor());
        Assert.Equal(0, lu.DeterminantSign);
    }

    // Golub and Van Loan, algorithm 3.4.1, a column at a time.
    [Theory]
    [InlineData(5, 0)]
    [InlineData(16, 0)]
    [InlineData(17, 0)]
    [InlineData(53, 0)]
    [InlineData(90, 0.8)]
    public void Factors_in_panels_are_those_of_one_column_after_another(int size, double empty)
    {
        var random = new Random(size);
        var a = Enumerable
            .Range(0, size)
            .Select(i =>
                Enumerable.Range(0, size).Select(j => random.NextDouble() < empty ? 0 : random.NextDouble() - 0.5 + (j == (7 * i + 3) % size ? 3 : 0)).ToArray()
            )
            .ToArray();
        var lu = new DenseLu(size);
        for (var i = 0; i < size; i++)
            a[i].CopyTo(lu.Row(i));
        Assert.True(lu.Factor());
        for (var k = 0; k < size; k++)
        {
            var best = Enumerable.Range(k, size - k).MaxBy(i => Math.Abs(a[i][k]));
            (a[k], a[best]) = (a[best], a[k]);
            for (var i = k + 1; i < size; i++)
            {
                a[i][k] *= 1 / a[k][k];
                for (var j = k + 1; j < size && a[i][k] != 0; j++)
                    a[i][j] -= a[i][k] * a[k][j];
            }
        }
        for (var i = 0; i < size; i++)
            Assert.Equal(a[i], lu.Row(i).ToArray());
    }
}
