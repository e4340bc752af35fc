using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Foedus.Numerics;

/// <summary>LU factors of a square matrix with row pivoting, in storage that is made once and used again and again.</summary>
/// <remarks>Row-major, rows padded to the vector width. Golub and Van Loan, Matrix Computations, algorithms 3.4.1 and, in panels, 3.4.2.</remarks>
internal sealed class DenseLu
{
    // Columns that are eliminated together: their multiples stay in the nearest cache while the rest is gone through.
    private const int Panel = 16;
    private readonly double[] a;
    private readonly int[] pivot;
    private readonly double[] permuted;
    private readonly int[] changed;
    private readonly int stride;

    public DenseLu(int size)
    {
        Size = size;
        stride = (size + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        a = new double[(long)size * stride];
        pivot = new int[size];
        changed = new int[size];
        permuted = new double[size];
    }

    public int Size { get; }

    /// <summary>Sign of the determinant of the matrix last factored; 0 where it was singular.</summary>
    public int DeterminantSign { get; private set; }

    /// <summary>Row <paramref name="i"/> of the matrix, to be filled before <see cref="Factor"/>, which overwrites it.</summary>
    public Span<double> Row(int i) => a.AsSpan(i * stride, Size);

    /// <summary>Factors in place; false where a pivot is zero or not a number.</summary>
    public bool Factor(CancellationToken cancel = default)
    {
        DeterminantSign = 1;
        for (var from = 0; from < Size; from += Panel)
        {
            var to = Math.Min(Size, from + Panel);
            if (!FactorPanel(from, to, cancel))
            {
                DeterminantSign = 0;
                return false;
            }
            if (to < Size)
                Update(from, to);
        }
        return true;
    }

    // Columns of the panel, all rows; what stands to the right waits.
    private bool FactorPanel(int from, int to, CancellationToken cancel)
    {
        for (var k = from; k < to; k++)
        {
            cancel.ThrowIfCancellationRequested();
            var best = k;
            var largest = Math.Abs(a[k * stride + k]);
            for (var i = k + 1; i < Size; i++)
            {
                var candidate = Math.Abs(a[i * stride + k]);
                if (candidate > largest)
                    (largest, best) = (candidate, i);
            }
            if (!(largest > 0) || double.IsInfinity(largest))
                return false;
            pivot[k] = best;
            if (best != k)
            {
                SwapRows(k, best);
                DeterminantSign = -DeterminantSign;
            }
            var pivotRow = a.AsSpan(k * stride, stride);
            var inverse = 1 / pivotRow[k];
            if (inverse < 0)
                DeterminantSign = -DeterminantSign;
            for (var i = k + 1; i < Size; i++)
            {
                var row = a.AsSpan(i * stride, stride);
                if (row[k] == 0)
                    continue;
                var factor = row[k] * inverse;
                row[k] = factor;
                SubtractMultiple(row[(k + 1)..to], pivotRow[(k + 1)..to], factor, 0);
            }
        }
        return true;
    }

    // Every number to the right loses the panel's multiples one after another, as it would column by column: the same bits, from fewer loads and stores.
    private void Update(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        for (var k = from; k < i; k++)
            if (a[i * stride + k] is not 0 and var factor)
                SubtractMultiple(a.AsSpan(i * stride + to, Size - to), a.AsSpan(k * stride + to, Size - to), factor, 0);
        var count = 0;
        for (var i = to; i < Size; i++)
            if (a.AsSpan(i * stride + from, to - from).ContainsAnyExcept(0))
                changed[count++] = i;
        var row = 0;
        for (; row + 3 < count; row += 4)
            UpdateFour(from, to, changed[row], changed[row + 1], changed[row + 2], changed[row + 3]);
        for (; row < count; row++)
        for (var k = from; k < to; k++)
            if (a[changed[row] * stride + k] is not 0 and var factor)
                SubtractMultiple(a.AsSpan(changed[row] * stride + to, Size - to), a.AsSpan(k * stride + to, Size - to), factor, 0);
    }

    private void UpdateFour(int from, int to, int first, int second, int third, int fourth)
    {
        var width = Vector<double>.Count;
        ref var origin = ref MemoryMarshal.GetArrayDataReference(this.a);
        ref var one = ref Unsafe.Add(ref origin, first * stride);
        ref var two = ref Unsafe.Add(ref origin, second * stride);
        ref var three = ref Unsafe.Add(ref origin, third * stride);
        ref var four = ref Unsafe.Add(ref origin, fourth * stride);
        var c = to;
        for (; c + 2 * width <= Size; c += 2 * width)
        {
            var (a0, a1) = (Vector.LoadUnsafe(ref one, (nuint)c), Vector.LoadUnsafe(ref one, (nuint)(c + width)));
            var (b0, b1) = (Vector.LoadUnsafe(ref two, (nuint)c), Vector.LoadUnsafe(ref two, (nuint)(c + width)));
            var (c0, c1) = (Vector.LoadUnsafe(ref three, (nuint)c), Vector.LoadUnsafe(ref three, (nuint)(c + width)));
            var (d0, d1) = (Vector.LoadUnsafe(ref four, (nuint)c), Vector.LoadUnsafe(ref four, (nuint)(c + width)));
            for (var k = from; k < to; k++)
            {
                ref var upper = ref Unsafe.Add(ref origin, k * stride);
                var (u0, u1) = (Vector.LoadUnsafe(ref upper, (nuint)c), Vector.LoadUnsafe(ref upper, (nuint)(c + width)));
                var f = new Vector<double>(Unsafe.Add(ref one, k));
                (a0, a1) = (a0 - f * u0, a1 - f * u1);
                f = new Vector<double>(Unsafe.Add(ref two, k));
                (b0, b1) = (b0 - f * u0, b1 - f * u1);
                f = new Vector<double>(Unsafe.Add(ref three, k));
                (c0, c1) = (c0 - f * u0, c1 - f * u1);
                f = new Vector<double>(Unsafe.Add(ref four, k));
                (d0, d1) = (d0 - f * u0, d1 - f * u1);
            }
            a0.StoreUnsafe(ref one, (nuint)c);
            a1.StoreUnsafe(ref one, (nuint)(c + width));
            b0.StoreUnsafe(ref two, (nuint)c);
            b1.StoreUnsafe(ref two, (nuint)(c + width));
            c0.StoreUnsafe(ref three, (nuint)c);
            c1.StoreUnsafe(ref three, (nuint)(c + width));
            d0.StoreUnsafe(ref four, (nuint)c);
            d1.StoreUnsafe(ref four, (nuint)(c + width));
        }
        for (; c < Size; c++)
        {
            var (a, b, d, e) = (Unsafe.Add(ref one, c), Unsafe.Add(ref two, c), Unsafe.Add(ref three, c), Unsafe.Add(ref four, c));
            for (var k = from; k < to; k++)
            {
                var u = Unsafe.Add(ref origin, k * stride + c);
                a -= Unsafe.Add(ref one, k) * u;
                b -= Unsafe.Add(ref two, k) * u;
                d -= Unsafe.Add(ref three, k) * u;
                e -= Unsafe.Add(ref four, k) * u;
            }
            (Unsafe.Add(ref one, c), Unsafe.Add(ref two, c), Unsafe.Add(ref three, c), Unsafe.Add(ref four, c)) = (a, b, d, e);
        }
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution of A x = b.</summary>
    public void Solve(Span<double> b)
    {
        for (var k = 0; k < Size; k++)
            if (pivot[k] != k)
                (b[k], b[pivot[k]]) = (b[pivot[k]], b[k]);
        for (var i = 1; i < Size; i++)
            b[i] -= Rows.Dot(a.AsSpan(i * stride, i), b[..i]);
        for (var i = Size - 1; i >= 0; i--)
            b[i] = (b[i] - Rows.Dot(a.AsSpan(i * stride + i + 1, Size - i - 1), b.Slice(i + 1, Size - i - 1))) / a[i * stride + i];
    }

    /// <summary>Overwrites <paramref name="b"/> with the solution of Aᵀ x = b.</summary>
    public void SolveTransposed(Span<double> b)
    {
        var x = permuted.AsSpan();
        b.CopyTo(x);
        for (var i = 0; i < Size; i++)
        {
            x[i] /= a[i * stride + i];
            SubtractMultiple(x[(i + 1)..], a.AsSpan(i * stride + i + 1, Size - i - 1), x[i], 0);
        }
        for (var i = Size - 1; i > 0; i--)
            SubtractMultiple(x[..i], a.AsSpan(i * stride, i), x[i], 0);
        for (var k = Size - 1; k >= 0; k--)
            if (pivot[k] != k)
                (x[k], x[pivot[k]]) = (x[pivot[k]], x[k]);
        x.CopyTo(b);
    }

    private void SwapRows(int i, int j)
    {
        for (var c = 0; c < stride; c++)
            (a[i * stride + c], a[j * stride + c]) = (a[j * stride + c], a[i * stride + c]);
    }

    private static void SubtractMultiple(Span<double> target, ReadOnlySpan<double> source, double factor, int from)
    {
        var width = Vector<double>.Count;
        var c = from;
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target[c..]);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source[c..]);
        var whole = Math.Min(targets.Length, sources.Length);
        var multiplier = new Vector<double>(factor);
        for (var v = 0; v < whole; v++)
            targets[v] -= multiplier * sources[v];
        for (c += whole * width; c < target.Length; c++)
            target[c] -= factor * source[c];
    }
}
