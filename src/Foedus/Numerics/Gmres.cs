namespace Foedus.Numerics;

/// <summary>Solves A x = b by restarted GMRES, where A is known only by what it does to a vector.</summary>
/// <remarks>Saad and Schultz 1986. Memory: (restart + 2) vectors. Storage is kept between solves.</remarks>
internal sealed class Gmres
{
    private readonly double[][] basis;
    private readonly double[,] hessenberg;
    private readonly double[] cos,
        sin,
        rotated,
        product;

    public Gmres(int size, int restart)
    {
        Size = size;
        Restart = Math.Min(restart, size);
        basis = new double[Restart + 1][];
        for (var i = 0; i < basis.Length; i++)
            basis[i] = new double[size];
        hessenberg = new double[Restart + 1, Restart];
        cos = new double[Restart];
        sin = new double[Restart];
        rotated = new double[Restart + 1];
        product = new double[size];
    }

    public delegate void Operator(ReadOnlySpan<double> vector, Span<double> product);

    public int Size { get; }
    public int Restart { get; }

    /// <summary>Improves <paramref name="x"/> until ‖b − A x‖ ≤ tolerance · ‖b‖; false where that is not reached in <paramref name="iterations"/> products.</summary>
    public bool Solve(Operator apply, ReadOnlySpan<double> b, Span<double> x, double tolerance, int iterations, CancellationToken cancel)
    {
        var goal = tolerance * Norm(b);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            apply(x, product);
            var residual = basis[0].AsSpan();
            for (var i = 0; i < Size; i++)
                residual[i] = b[i] - product[i];
            var norm = Norm(residual);
            if (norm <= goal)
                return true;
            if (iterations <= 0 || double.IsNaN(norm))
                return false;
            Scale(residual, 1 / norm);
            Array.Clear(rotated);
            rotated[0] = norm;
            var used = 0;
            while (used < Restart && iterations-- > 0 && Math.Abs(rotated[used]) > goal)
            {
                Arnoldi(apply, used, cancel);
                used++;
            }
            AddCombination(x, used);
        }
    }

    private void Arnoldi(Operator apply, int k, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var next = this.basis[k + 1].AsSpan();
        apply(this.basis[k], next);
        for (var i = 0; i <= k; i++)
        {
            var projection = Dot(next, this.basis[i]);
            hessenberg[i, k] = projection;
            var basis = this.basis[i];
            for (var j = 0; j < Size; j++)
                next[j] -= projection * basis[j];
        }
        var norm = Norm(next);
        if (norm > 0)
            Scale(next, 1 / norm);
        for (var i = 0; i < k; i++)
        {
            var above = hessenberg[i, k];
            hessenberg[i, k] = cos[i] * above + sin[i] * hessenberg[i + 1, k];
            hessenberg[i + 1, k] = cos[i] * hessenberg[i + 1, k] - sin[i] * above;
        }
        var length = Math.Sqrt(hessenberg[k, k] * hessenberg[k, k] + norm * norm);
        (cos[k], sin[k]) = length > 0 ? (hessenberg[k, k] / length, norm / length) : (1, 0);
        hessenberg[k, k] = length;
        rotated[k + 1] = -sin[k] * rotated[k];
        rotated[k] *= cos[k];
    }

    private void AddCombination(Span<double> x, int used)
    {
        Span<double> weights = used <= 256 ? stackalloc double[used] : new double[used];
        for (var i = used - 1; i >= 0; i--)
        {
            var sum = rotated[i];
            for (var j = i + 1; j < used; j++)
                sum -= hessenberg[i, j] * weights[j];
            weights[i] = hessenberg[i, i] != 0 ? sum / hessenberg[i, i] : 0;
        }
        for (var i = 0; i < used; i++)
        {
            var basis = this.basis[i];
            for (var j = 0; j < Size; j++)
                x[j] += weights[i] * basis[j];
        }
    }

    private static double Norm(ReadOnlySpan<double> v) => Math.Sqrt(Dot(v, v));

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Scale(Span<double> v, double factor)
    {
        for (var i = 0; i < v.Length; i++)
            v[i] *= factor;
    }
}
