using Foedus.Numerics;

namespace Foedus.Solving.Trees;

/// <summary>The linear system of one continuation step: the derivatives of the logit equations, and one more row that says which way along the branch.</summary>
/// <remarks>
/// Dense LU where the Jacobian is small (Allgower and Georg 2003, chapter 4); otherwise restarted GMRES on products, which needs memory for a few hundred vectors only.
/// </remarks>
internal sealed class BorderedSystem
{
    private const int MostDense = 700;
    private const long MostDenseBytes = 400L << 20;
    private readonly LogitTree _tree;
    private readonly LogitDerivative _derivative;
    private readonly DenseLu? _lu;
    private readonly Gmres? _gmres;
    private readonly double[] _border, _solution;
    private readonly CancellationToken _cancel;

    public BorderedSystem(LogitTree tree, LogitState state, bool? dense, CancellationToken cancel)
    {
        _tree = tree;
        _cancel = cancel;
        IsDense = dense ?? (tree.Unknowns <= MostDense && LogitDerivative.Bytes(tree) <= MostDenseBytes);
        _derivative = new LogitDerivative(tree, state, IsDense);
        _border = new double[tree.Unknowns + 1];
        _solution = new double[tree.Unknowns + 1];
        if (IsDense) _lu = new DenseLu(tree.Unknowns + 1);
        else _gmres = new Gmres(tree.Unknowns + 1, 120);
    }

    public bool IsDense { get; }

    /// <summary>Takes the derivatives at the point the state saw last, with <paramref name="border"/> as the last row; false where they are singular.</summary>
    public bool Prepare(double lambda, ReadOnlySpan<double> border)
    {
        border.CopyTo(_border);
        _derivative.MoveTo(lambda);
        if (_lu is null) return true;
        _derivative.Fill(_lu);
        border.CopyTo(_lu.Row(_tree.Unknowns));
        return _lu.Factor();
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

    private void Product(ReadOnlySpan<double> vector, Span<double> product)
    {
        _derivative.Apply(vector, product);
        var sum = 0.0;
        for (var i = 0; i < _border.Length; i++) sum += _border[i] * vector[i];
        product[^1] = sum;
    }
}
