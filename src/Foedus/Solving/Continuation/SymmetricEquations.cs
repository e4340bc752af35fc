using Foedus.Numerics;

namespace Foedus.Solving.Continuation;

/// <summary>Logit equations seen from inside a space that they keep: as many as the space has dimensions.</summary>
internal sealed class SymmetricEquations : IBranchEquations
{
    private readonly IBranchEquations whole;
    private readonly SymmetricPart part;
    private readonly DenseLu matrix;
    private readonly double[] point,
        residual,
        product,
        column;

    public SymmetricEquations(IBranchEquations whole, SymmetricPart part)
    {
        this.whole = whole;
        this.part = part;
        matrix = new DenseLu(whole.Unknowns + 1);
        point = new double[whole.Unknowns + 1];
        residual = new double[whole.Unknowns];
        product = new double[part.Dimension];
        column = new double[whole.Unknowns];
    }

    public int Unknowns => part.Dimension;

    /// <summary>Coordinates are no blocks of choices: a symmetry within the symmetry is not looked for.</summary>
    public int[] BlockStart => [];

    public double[] BlockRange => [];
    public bool IsDense => true;
    public ReadOnlySpan<double> Probabilities => whole.Probabilities;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        Expand(point, this.point);
        whole.Evaluate(this.point, this.residual);
        part.Transposed(this.residual, residual);
    }

    /// <summary>The point in the game's own log-odds.</summary>
    public void Expand(ReadOnlySpan<double> point, Span<double> whole)
    {
        part.Expand(point[..Unknowns], whole[..^1]);
        whole[^1] = point[Unknowns];
    }

    public void FillJacobian(DenseLu matrix)
    {
        whole.FillJacobian(this.matrix);
        for (var k = 0; k <= Unknowns; k++)
        {
            for (var i = 0; i < column.Length; i++)
                column[i] = k == Unknowns ? this.matrix.Row(i)[^1] : Product(this.matrix.Row(i), part.Basis[k]);
            part.Transposed(column, product);
            for (var l = 0; l < Unknowns; l++)
                matrix.Row(l)[k] = product[l];
        }
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        var whole = new double[this.whole.Unknowns + 1];
        Expand(direction, whole);
        this.whole.Apply(whole, column);
        part.Transposed(column, product);
    }

    private static double Product(ReadOnlySpan<double> row, double[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
            sum += row[i] * vector[i];
        return sum;
    }
}
