namespace Foedus.Numerics;

/// <summary>Solves A x = b by restarted GMRES, where A is known only by what it does to a vector.</summary>
/// <remarks>Saad and Schultz 1986. Memory: (restart + 2) vectors. Storage is kept between solves.</remarks>
internal sealed class Gmres
{
    private readonly double[][] _basis;
    private readonly double[,] _hessenberg;
    private readonly double[] _cos, _sin, _rotated, _product;

    public Gmres(int size, int restart)
    {
        Size = size;
        Restart = Math.Min(restart, size);
        _basis = new double[Restart + 1][];
        for (var i = 0; i < _basis.Length; i++) _basis[i] = new double[size];
        _hessenberg = new double[Restart + 1, Restart];
        _cos = new double[Restart];
        _sin = new double[Restart];
        _rotated = new double[Restart + 1];
        _product = new double[size];
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
            apply(x, _product);
            var residual = _basis[0].AsSpan();
            for (var i = 0; i < Size; i++) residual[i] = b[i] - _product[i];
            var norm = Norm(residual);
            if (norm <= goal) return true;
            if (iterations <= 0 || double.IsNaN(norm)) return false;
            Scale(residual, 1 / norm);
            Array.Clear(_rotated);
            _rotated[0] = norm;
            var used = 0;
            while (used < Restart && iterations-- > 0 && Math.Abs(_rotated[used]) > goal)
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
        var next = _basis[k + 1].AsSpan();
        apply(_basis[k], next);
        for (var i = 0; i <= k; i++)
        {
            var projection = Dot(next, _basis[i]);
            _hessenberg[i, k] = projection;
            var basis = _basis[i];
            for (var j = 0; j < Size; j++) next[j] -= projection * basis[j];
        }
        var norm = Norm(next);
        if (norm > 0) Scale(next, 1 / norm);
        for (var i = 0; i < k; i++)
        {
            var above = _hessenberg[i, k];
            _hessenberg[i, k] = _cos[i] * above + _sin[i] * _hessenberg[i + 1, k];
            _hessenberg[i + 1, k] = _cos[i] * _hessenberg[i + 1, k] - _sin[i] * above;
        }
        var length = Math.Sqrt(_hessenberg[k, k] * _hessenberg[k, k] + norm * norm);
        (_cos[k], _sin[k]) = length > 0 ? (_hessenberg[k, k] / length, norm / length) : (1, 0);
        _hessenberg[k, k] = length;
        _rotated[k + 1] = -_sin[k] * _rotated[k];
        _rotated[k] *= _cos[k];
    }

    private void AddCombination(Span<double> x, int used)
    {
        Span<double> weights = used <= 256 ? stackalloc double[used] : new double[used];
        for (var i = used - 1; i >= 0; i--)
        {
            var sum = _rotated[i];
            for (var j = i + 1; j < used; j++) sum -= _hessenberg[i, j] * weights[j];
            weights[i] = _hessenberg[i, i] != 0 ? sum / _hessenberg[i, i] : 0;
        }
        for (var i = 0; i < used; i++)
        {
            var basis = _basis[i];
            for (var j = 0; j < Size; j++) x[j] += weights[i] * basis[j];
        }
    }

    private static double Norm(ReadOnlySpan<double> v) => Math.Sqrt(Dot(v, v));

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Scale(Span<double> v, double factor)
    {
        for (var i = 0; i < v.Length; i++) v[i] *= factor;
    }
}
