namespace Foedus.Solving.Continuation;

/// <summary>The profiles in which certain actions are taken equally often, where the equations keep them so: what a symmetric game leaves of the space of profiles.</summary>
/// <remarks>
/// Found from a point of the branch: actions with equal probability there, split until at random points of the remaining space the responses are equal too (balanced colourings: Stewart,
/// Golubitsky and Pivato 2003). A branch that has a point in such a space stays in it as long as it is regular, and where it meets a bifurcation that breaks the symmetry the
/// equations inside the space are regular still (Golubitsky, Stewart and Schaeffer 1988, chapter XIII): so it is followed inside.
/// </remarks>
internal sealed class SymmetricPart
{
    // Equal at the point: as far as Newton's method is sure of it next to a singular point. Equal as responses: rounding.
    private const double Alike = 1e-6,
        Same = 1e-12;
    private const int Trials = 4;
    private readonly double[][] basis;

    private SymmetricPart(double[][] basis) => this.basis = basis;

    /// <summary>Dimension of the space.</summary>
    public int Dimension => basis.Length;

    /// <summary>Log-odds of the space's basis vectors.</summary>
    public IReadOnlyList<double[]> Basis => basis;

    /// <summary>The smallest space around the point that the equations keep; null where that is all there is.</summary>
    public static SymmetricPart? Find(IBranchEquations equations, ReadOnlySpan<double> point)
    {
        var n = equations.Unknowns;
        var classes = new ActionClasses(equations.BlockStart, equations.BlockRange);
        classes.SplitBy(classes.LogProbabilities(point[..n]), Alike, 0);
        var random = new Random(7);
        var at = point.ToArray();
        var residual = new double[n];
        for (int quiet = 0, before = classes.Count; quiet < Trials; before = classes.Count)
        {
            classes.SplitByBlocks();
            classes.RandomPoint(at.AsSpan(0, n), random);
            at[n] = (point[n] > 0 ? point[n] : 1) * (0.5 + random.NextDouble());
            equations.Evaluate(at, residual);
            for (var i = 0; i < n; i++)
                residual[i] = at[i] - residual[i];
            classes.SplitBy(classes.LogProbabilities(residual), Same, at[n]);
            quiet = classes.Count == before ? quiet + 1 : 0;
        }
        var basis = classes.Basis();
        return basis.Length < n ? new SymmetricPart(basis) : null;
    }

    /// <summary>Log-odds from coordinates.</summary>
    public void Expand(ReadOnlySpan<double> coordinates, Span<double> odds)
    {
        odds.Clear();
        for (var k = 0; k < basis.Length; k++)
        for (var i = 0; i < odds.Length; i++)
            odds[i] += coordinates[k] * basis[k][i];
    }

    /// <summary>Coordinates of the nearest point of the space.</summary>
    public double[] Project(ReadOnlySpan<double> odds)
    {
        var gram = new Foedus.Numerics.DenseLu(Dimension);
        var coordinates = new double[Dimension];
        for (var k = 0; k < Dimension; k++)
        {
            for (var l = 0; l < Dimension; l++)
                gram.Row(k)[l] = Dot(basis[k], basis[l]);
            coordinates[k] = Dot(basis[k], odds);
        }
        if (gram.Factor())
            gram.Solve(coordinates);
        return coordinates;
    }

    /// <summary>Product of every basis vector with a vector.</summary>
    public void Transposed(ReadOnlySpan<double> vector, Span<double> product)
    {
        for (var k = 0; k < basis.Length; k++)
            product[k] = Dot(basis[k], vector);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
