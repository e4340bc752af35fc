using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Foedus.Numerics;

/// <summary>Rows of numbers in whole registers.</summary>
internal static class Rows
{
    /// <summary>target += factor × source.</summary>
    public static void AddMultiple(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        source = source[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var multiplier = new Vector<double>(factor);
        for (var v = 0; v < targets.Length; v++)
            targets[v] += multiplier * sources[v];
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] += factor * source[i];
    }

    /// <summary>target += a × b, number by number.</summary>
    public static void AddProduct(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        a = a[..target.Length];
        b = b[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var left = MemoryMarshal.Cast<double, Vector<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var v = 0; v < targets.Length; v++)
            targets[v] += left[v] * right[v];
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] += a[i] * b[i];
    }

    /// <summary>target = the larger of itself and |a − b|, number by number.</summary>
    public static void Farther(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        a = a[..target.Length];
        b = b[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var left = MemoryMarshal.Cast<double, Vector<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var v = 0; v < targets.Length; v++)
            targets[v] = Vector.Max(targets[v], Vector.Abs(left[v] - right[v]));
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] = Math.Max(target[i], Math.Abs(a[i] - b[i]));
    }

    /// <summary>target = constant + factor × source.</summary>
    public static void Line(Span<double> target, double constant, double factor, ReadOnlySpan<double> source)
    {
        source = source[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var (start, slope) = (new Vector<double>(constant), new Vector<double>(factor));
        for (var v = 0; v < targets.Length; v++)
            targets[v] = start + slope * sources[v];
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] = constant + factor * source[i];
    }

    /// <summary>into[column, row] = from[row, column].</summary>
    /// <param name="from">Rows, one after another.</param>
    /// <param name="fromLength">From one row to the next.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="columns">Numbers of each that are read.</param>
    /// <param name="into">Columns, one after another.</param>
    /// <param name="intoLength">From one column to the next.</param>
    public static unsafe void Turn(ReadOnlySpan<double> from, int fromLength, int rows, int columns, Span<double> into, int intoLength)
    {
        if (rows == 0 || columns == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(from.Length, (rows - 1) * fromLength + columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(into.Length, (columns - 1) * intoLength + rows);
        fixed (double* source = from, target = into)
        {
            var row = 0;
            for (; Avx.IsSupported && row + 4 <= rows; row += 4)
            {
                var first = source + row * fromLength;
                var column = 0;
                for (; column + 4 <= columns; column += 4)
                {
                    var at = first + column;
                    var (a, b, c, d) = (Vector256.Load(at), Vector256.Load(at + fromLength), Vector256.Load(at + 2 * fromLength), Vector256.Load(at + 3 * fromLength));
                    var (even, odd, evenAfter, oddAfter) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
                    var to = target + column * intoLength + row;
                    Avx.Permute2x128(even, evenAfter, 0x20).Store(to);
                    Avx.Permute2x128(odd, oddAfter, 0x20).Store(to + intoLength);
                    Avx.Permute2x128(even, evenAfter, 0x31).Store(to + 2 * intoLength);
                    Avx.Permute2x128(odd, oddAfter, 0x31).Store(to + 3 * intoLength);
                }
                for (; column < columns; column++)
                    for (var i = 0; i < 4; i++)
                        target[column * intoLength + row + i] = first[i * fromLength + column];
            }
            for (; row < rows; row++)
                for (var column = 0; column < columns; column++)
                    target[column * intoLength + row] = source[row * fromLength + column];
        }
    }

    /// <summary>Σ a b.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var left = MemoryMarshal.Cast<double, Vector<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        // Four sums at once, so that none waits for the one before.
        var (first, second, third, fourth) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var v = 0;
        for (; v + 3 < left.Length; v += 4)
        {
            first += left[v] * right[v];
            second += left[v + 1] * right[v + 1];
            third += left[v + 2] * right[v + 2];
            fourth += left[v + 3] * right[v + 3];
        }
        for (; v < left.Length; v++)
            first += left[v] * right[v];
        var total = Vector.Sum(first + second + (third + fourth));
        for (var i = left.Length * Vector<double>.Count; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }
}
