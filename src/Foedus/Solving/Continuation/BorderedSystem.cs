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
    private readonly IBranchEquations _equations;
    private readonly CancellationToken _cancel;
    private readonly DenseLu? _lu;
    private readonly Gmres? _gmres;
    private readonly int _n;
    private readonly double[] _border, _solution, _product, _probe, _residual, _keptPoint;
    private double[] _matrix = [], _kept = [];

    public BorderedSystem(IBranchEquations equations, CancellationToken cancel)
    {
        _equations = equations;
        _cancel = cancel;
        _n = equations.Unknowns;
        _border = new double[_n + 1];
        _solution = new double[_n + 1];
        _product = new double[_n + 1];
        _residual = new double[_n];
        _keptPoint = new double[_n + 1];
        _probe = new double[_n + 1];
        var random = new Random(1);
        for (var i = 0; i <= _n; i++) _probe[i] = random.NextDouble() - 0.5;
        if (!equations.IsDense)
        {
            _gmres = new Gmres(_n + 1, 120);
            return;
        }
        _lu = new DenseLu(_n + 1);
        _matrix = new double[(long)_n * (_n + 1)];
        _kept = new double[(long)_n * (_n + 1)];
    }

    /// <summary>Sign of the determinant of the system prepared last; 0 where it is not known.</summary>
    public int Orientation => _lu?.DeterminantSign ?? 0;

    /// <summary>Takes the derivatives at the point the equations saw last, with <paramref name="border"/> as the last row; false where they are singular.</summary>
    public bool Prepare(ReadOnlySpan<double> border)
    {
        border.CopyTo(_border);
        if (_lu is null) return true;
        _equations.FillJacobian(_lu);
        for (var i = 0; i < _n; i++) _lu.Row(i).CopyTo(_matrix.AsSpan(i * (_n + 1)));
        border.CopyTo(_lu.Row(_n));
        return _lu.Factor(_cancel);
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution; false where it is not found.</summary>
    public bool Solve(Span<double> b)
    {
        if (_lu is not null)
        {
            _lu.Solve(b);
        }
        else
        {
            Array.Clear(_solution);
            if (!_gmres!.Solve(Product, b, _solution, 1e-9, 1_200, _cancel)) return false;
            _solution.CopyTo(b);
        }
        foreach (var x in b)
            if (!double.IsFinite(x)) return false;
        return true;
    }

    /// <summary>Remembers the Jacobian prepared last as that of the point from which the next step starts.</summary>
    public void Keep(ReadOnlySpan<double> point)
    {
        point.CopyTo(_keptPoint);
        (_matrix, _kept) = (_kept, _matrix);
    }

    /// <summary>
    /// How much the system has changed since the kept point, relative to itself: the largest |eigenvalue| of M⁻¹ M_kept − 1, an upper bound where the system is small. Below 1 no
    /// matrix between the two is singular, so that no bifurcation, and no other leg of the curve behind one, lies between them.
    /// </summary>
    /// <param name="point">Where the system was prepared; the equations stand there again afterwards.</param>
    public double Change(ReadOnlySpan<double> point) => _lu is not null && _n < MostBounded ? Bound() : PowerIteration(point);

    private double Bound()
    {
        var size = _n + 1;
        var k = new double[size, size];
        for (var c = 0; c < size; c++)
        {
            for (var i = 0; i < _n; i++) _product[i] = _kept[i * size + c];
            _product[_n] = _border[c];
            _lu!.Solve(_product);
            for (var i = 0; i < size; i++) k[i, c] = _product[i] - (i == c ? 1 : 0);
        }
        // ρ(K) ≤ ‖K⁸‖^(1/8), scaled on the way so that nothing overflows.
        var log = 0.0;
        var power = 1;
        while (true)
        {
            var norm = 0.0;
            foreach (var entry in k) norm += entry * entry;
            norm = Math.Sqrt(norm);
            if (!double.IsFinite(norm)) return double.PositiveInfinity;
            if (norm == 0) return 0;
            log += Math.Log(norm) / power;
            if (power == 8) return Math.Exp(log);
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
                for (var l = 0; l < n; l++) sum += k[i, l] * k[l, j];
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
            var length = Math.Sqrt(Dot(_probe, _probe));
            if (!(length > 0) || !double.IsFinite(length)) return length == 0 ? 0 : double.PositiveInfinity;
            for (var i = 0; i <= _n; i++) _probe[i] /= length;
            KeptProduct(point);
            if (!Solve(_product)) return double.PositiveInfinity;
            for (var i = 0; i <= _n; i++) _probe[i] = _product[i] - _probe[i];
            (before, last) = (last, Math.Sqrt(Dot(_probe, _probe)));
        }
        // Some of every direction stays in, so that another one can come to the front.
        var random = new Random(_n);
        var size = last / Math.Sqrt(_n + 1);
        for (var i = 0; i <= _n; i++) _probe[i] += 0.02 * size * (random.NextDouble() - 0.5);
        return Math.Max(last, Math.Sqrt(last * before));
    }

    private void KeptProduct(ReadOnlySpan<double> point)
    {
        if (_lu is null)
        {
            _equations.Evaluate(_keptPoint, _residual);
            _equations.Apply(_probe, _product);
            _equations.Evaluate(point, _residual);
        }
        else
        {
            for (var i = 0; i < _n; i++) _product[i] = Dot(_kept.AsSpan(i * (_n + 1), _n + 1), _probe);
        }
        _product[_n] = Dot(_border, _probe);
    }

    private void Product(ReadOnlySpan<double> vector, Span<double> product)
    {
        _equations.Apply(vector, product);
        product[^1] = Dot(_border, vector);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
