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
            for (var j = 0; j < size; j++) a[i, j] = random.NextDouble() - 0.5 + (i == (j + 1) % size ? 2 : 0);
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
        Assert.True(gmres.Solve((v, p) =>
        {
            for (var i = 0; i < size; i++)
            {
                p[i] = 0;
                for (var j = 0; j < size; j++) p[i] += a[i, j] * v[j];
            }
        }, b, iterative, 1e-12, 200, default));
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
}
