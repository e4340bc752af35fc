using Foedus.Numerics;

namespace Foedus.Solving.Continuation;

/// <summary>The linear system of one continuation step: the derivatives of the logit equations, and one more row that says which way along the branch.</summary>
/// <remarks>
/// Dense LU where the Jacobian is small (Allgower and Georg 2003, chapter 4); otherwise restarted GMRES on products, which needs memory for a few hundred vectors only.
/// </remarks>
internal sealed class BorderedSystem
{
    // Up to this size the change of the Jacobian is bounded by a norm of its eighth power, above it is estimated by power iteration.
    private const int MostBounded = 24;
    private const int PowerRounds = 5;
    private readonly IBranchEquations equations;
    private readonly CancellationToken cancel;
    private readonly DenseLu? lu;
    private readonly Gmres? gmres;
    private readonly int n;
    private readonly double[] border,
        solution,
        product,
        probe,
        residual,
        keptPoint;
    private double[] matrix = [],
        kept = [];

    public BorderedSystem(IBranchEquations equations, CancellationToken cancel)
    {
        this.equations = equations;
        this.cancel = cancel;
        n = equations.Unknowns;
        border = new double[n + 1];
        solution = new double[n + 1];
        product = new double[n + 1];
        residual = new double[n];
        keptPoint = new double[n + 1];
        probe = new double[n + 1];
        var random = new Random(1);
        for (var i = 0; i <= n; i++)
            probe[i] = random.NextDouble() - 0.5;
        if (!equations.IsDense)
        {
            gmres = new Gmres(n + 1, 120);
            return;
        }
        lu = new DenseLu(n + 1);
        matrix = new double[(long)n * (n + 1)];
        kept = new double[(long)n * (n + 1)];
    }

    /// <summary>Sign of the determinant of the system prepared last; 0 where it is not known.</summary>
    public int Orientation => lu?.DeterminantSign ?? 0;

    /// <summary>Takes the derivatives at the point the equations saw last, with <paramref name="border"/> as the last row; false where they are singular.</summary>
    public bool Prepare(ReadOnlySpan<double> border)
    {
        border.CopyTo(this.border);
        if (lu is null)
            return true;
        equations.FillJacobian(lu);
        for (var i = 0; i < n; i++)
            lu.Row(i).CopyTo(matrix.AsSpan(i * (n + 1)));
        border.CopyTo(lu.Row(n));
        return lu.Factor(cancel);
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution; false where it is not found.</summary>
    public bool Solve(Span<double> b)
    {
        if (lu is not null)
        {
            lu.Solve(b);
        }
        else
        {
            Array.Clear(solution);
            if (!gmres!.Solve(Product, b, solution, 1e-9, 1_200, cancel))
                return false;
            solution.CopyTo(b);
        }
        foreach (var x in b)
            if (!double.IsFinite(x))
                return false;
        return true;
    }

    /// <summary>Remembers the Jacobian prepared last as that of the point from which the next step starts.</summary>
    public void Keep(ReadOnlySpan<double> point)
    {
        point.CopyTo(keptPoint);
        (matrix, kept) = (kept, matrix);
    }

    /// <summary>
    /// How much the system has changed since the kept point, relative to itself: the largest |eigenvalue| of M⁻¹ M_kept − 1, an upper bound where the system is small. Below 1 no
    /// matrix between the two is singular, so that no bifurcation, and no other leg of the curve behind one, lies between them.
    /// </summary>
    /// <param name="point">Where the system was prepared; the equations stand there again afterwards.</param>
    public double Change(ReadOnlySpan<double> point) => lu is not null && n < MostBounded ? Bound() : PowerIteration(point);

    private double Bound()
    {
        var size = n + 1;
        var k = new double[size, size];
        for (var c = 0; c < size; c++)
        {
            for (var i = 0; i < n; i++)
                product[i] = kept[i * size + c];
            product[n] = border[c];
            lu!.Solve(product);
            for (var i = 0; i < size; i++)
                k[i, c] = product[i] - (i == c ? 1 : 0);
        }
        // ρ(K) ≤ ‖K⁸‖^(1/8), scaled on the way so that nothing overflows.
        var log = 0.0;
        var power = 1;
        while (true)
        {
            var norm = 0.0;
            foreach (var entry in k)
                norm += entry * entry;
            norm = Math.Sqrt(norm);
            if (!double.IsFinite(norm))
                return double.PositiveInfinity;
            if (norm == 0)
                return 0;
            log += Math.Log(norm) / power;
            if (power == 8)
                return Math.Exp(log);
            k = Square(k, 1 / norm);
            power *= 2;
        }
    }

    private static double[,] Square(double[,] k, double scale)
    {
        var n = k.GetLength(0);
        var square = new double[n, n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
        {
            var sum = 0.0;
            for (var l = 0; l < n; l++)
                sum += k[i, l] * k[l, j];
            square[i, j] = sum * scale * scale;
        }
        return square;
    }

    // The direction found last is the first guess: near a bifurcation it is the one in which the Jacobian vanishes.
    private double PowerIteration(ReadOnlySpan<double> point)
    {
        var (last, before) = (0.0, 0.0);
        for (var round = 0; round < PowerRounds; round++)
        {
            var length = Math.Sqrt(Dot(probe, probe));
            if (!(length > 0) || !double.IsFinite(length))
                return length == 0 ? 0 : double.PositiveInfinity;
            for (var i = 0; i <= n; i++)
                probe[i] /= length;
            KeptProduct(point);
            if (!Solve(product))
                return double.PositiveInfinity;
            for (var i = 0; i <= n; i++)
                probe[i] = product[i] - probe[i];
            (before, last) = (last, Math.Sqrt(Dot(probe, probe)));
        }
        // Some of every direction stays in, so that another one can come to the front.
        var random = new Random(n);
        var size = last / Math.Sqrt(n + 1);
        for (var i = 0; i <= n; i++)
            probe[i] += 0.02 * size * (random.NextDouble() - 0.5);
        return Math.Max(last, Math.Sqrt(last * before));
    }

    private void KeptProduct(ReadOnlySpan<double> point)
    {
        if (lu is null)
        {
            equations.Evaluate(keptPoint, residual);
            equations.Apply(probe, product);
            equations.Evaluate(point, residual);
        }
        else
        {
            for (var i = 0; i < n; i++)
                product[i] = Dot(kept.AsSpan(i * (n + 1), n + 1), probe);
        }
        product[n] = Dot(border, probe);
    }

    private void Product(ReadOnlySpan<double> vector, Span<double> product)
    {
        equations.Apply(vector, product);
        product[^1] = Dot(border, vector);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
