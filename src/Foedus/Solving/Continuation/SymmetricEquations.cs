using Foedus.Numerics;

namespace Foedus.Solving.Continuation;

/// <summary>Logit equations seen from inside a space that they keep: as many as the space has dimensions.</summary>
internal sealed class SymmetricEquations : IBranchEquations
{
    private readonly IBranchEquations _whole;
    private readonly SymmetricPart _part;
    private readonly DenseLu _matrix;
    private readonly double[] _point, _residual, _product, _column;

    public SymmetricEquations(IBranchEquations whole, SymmetricPart part)
    {
        _whole = whole;
        _part = part;
        _matrix = new DenseLu(whole.Unknowns + 1);
        _point = new double[whole.Unknowns + 1];
        _residual = new double[whole.Unknowns];
        _product = new double[part.Dimension];
        _column = new double[whole.Unknowns];
    }

    public int Unknowns => _part.Dimension;

    /// <summary>Coordinates are no blocks of choices: a symmetry within the symmetry is not looked for.</summary>
    public int[] BlockStart => [];

    public double[] BlockRange => [];
    public bool IsDense => true;
    public ReadOnlySpan<double> Probabilities => _whole.Probabilities;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        Expand(point, _point);
        _whole.Evaluate(_point, _residual);
        _part.Transposed(_residual, residual);
    }

    /// <summary>The point in the game's own log-odds.</summary>
    public void Expand(ReadOnlySpan<double> point, Span<double> whole)
    {
        _part.Expand(point[..Unknowns], whole[..^1]);
        whole[^1] = point[Unknowns];
    }

    public void FillJacobian(DenseLu matrix)
    {
        _whole.FillJacobian(_matrix);
        for (var k = 0; k <= Unknowns; k++)
        {
            for (var i = 0; i < _column.Length; i++) _column[i] = k == Unknowns ? _matrix.Row(i)[^1] : Product(_matrix.Row(i), _part.Basis[k]);
            _part.Transposed(_column, _product);
            for (var l = 0; l < Unknowns; l++) matrix.Row(l)[k] = _product[l];
        }
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        var whole = new double[_whole.Unknowns + 1];
        Expand(direction, whole);
        _whole.Apply(whole, _column);
        _part.Transposed(_column, product);
    }

    private static double Product(ReadOnlySpan<double> row, double[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++) sum += row[i] * vector[i];
        return sum;
    }
}
