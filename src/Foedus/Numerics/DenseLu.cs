using System.Numerics;
using System.Runtime.InteropServices;

namespace Foedus.Numerics;

/// <summary>LU factors of a square matrix with row pivoting, in storage that is made once and used again and again.</summary>
/// <remarks>Row-major, rows padded to the vector width. Golub and Van Loan, Matrix Computations, algorithm 3.4.1.</remarks>
internal sealed class DenseLu
{
    private readonly double[] _a;
    private readonly int[] _pivot;
    private readonly double[] _permuted;
    private readonly int _stride;

    public DenseLu(int size)
    {
        Size = size;
        _stride = (size + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        _a = new double[(long)size * _stride];
        _pivot = new int[size];
        _permuted = new double[size];
    }

    public int Size { get; }

    /// <summary>Sign of the determinant of the matrix last factored; 0 where it was singular.</summary>
    public int DeterminantSign { get; private set; }

    /// <summary>Row <paramref name="i"/> of the matrix, to be filled before <see cref="Factor"/>, which overwrites it.</summary>
    public Span<double> Row(int i) => _a.AsSpan(i * _stride, Size);

    /// <summary>Factors in place; false where a pivot is zero or not a number.</summary>
    public bool Factor(CancellationToken cancel = default)
    {
        DeterminantSign = 1;
        for (var k = 0; k < Size; k++)
        {
            cancel.ThrowIfCancellationRequested();
            var best = k;
            var largest = Math.Abs(_a[k * _stride + k]);
            for (var i = k + 1; i < Size; i++)
            {
                var candidate = Math.Abs(_a[i * _stride + k]);
                if (candidate > largest) (largest, best) = (candidate, i);
            }
            if (!(largest > 0) || double.IsInfinity(largest))
            {
                DeterminantSign = 0;
                return false;
            }
            _pivot[k] = best;
            if (best != k)
            {
                SwapRows(k, best);
                DeterminantSign = -DeterminantSign;
            }
            var pivotRow = _a.AsSpan(k * _stride, _stride);
            var inverse = 1 / pivotRow[k];
            if (inverse < 0) DeterminantSign = -DeterminantSign;
            for (var i = k + 1; i < Size; i++)
            {
                var row = _a.AsSpan(i * _stride, _stride);
                if (row[k] == 0) continue;
                var factor = row[k] * inverse;
                row[k] = factor;
                SubtractMultiple(row, pivotRow, factor, k + 1);
            }
        }
        return true;
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution of A x = b.</summary>
    public void Solve(Span<double> b)
    {
        for (var k = 0; k < Size; k++)
            if (_pivot[k] != k) (b[k], b[_pivot[k]]) = (b[_pivot[k]], b[k]);
        for (var i = 1; i < Size; i++) b[i] -= Rows.Dot(_a.AsSpan(i * _stride, i), b[..i]);
        for (var i = Size - 1; i >= 0; i--)
            b[i] = (b[i] - Rows.Dot(_a.AsSpan(i * _stride + i + 1, Size - i - 1), b.Slice(i + 1, Size - i - 1))) / _a[i * _stride + i];
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution of Aᵀ x = b.</summary>
    public void SolveTransposed(Span<double> b)
    {
        var x = _permuted.AsSpan();
        b.CopyTo(x);
        for (var i = 0; i < Size; i++)
        {
            x[i] /= _a[i * _stride + i];
            SubtractMultiple(x[(i + 1)..], _a.AsSpan(i * _stride + i + 1, Size - i - 1), x[i], 0);
        }
        for (var i = Size - 1; i > 0; i--) SubtractMultiple(x[..i], _a.AsSpan(i * _stride, i), x[i], 0);
        for (var k = Size - 1; k >= 0; k--)
            if (_pivot[k] != k) (x[k], x[_pivot[k]]) = (x[_pivot[k]], x[k]);
        x.CopyTo(b);
    }

    private void SwapRows(int i, int j)
    {
        for (var c = 0; c < _stride; c++) (_a[i * _stride + c], _a[j * _stride + c]) = (_a[j * _stride + c], _a[i * _stride + c]);
    }

    private static void SubtractMultiple(Span<double> target, ReadOnlySpan<double> source, double factor, int from)
    {
        var width = Vector<double>.Count;
        var c = from;
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target[c..]);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source[c..]);
        var whole = Math.Min(targets.Length, sources.Length);
        var multiplier = new Vector<double>(factor);
        for (var v = 0; v < whole; v++) targets[v] -= multiplier * sources[v];
        for (c += whole * width; c < target.Length; c++) target[c] -= factor * source[c];
    }
}
