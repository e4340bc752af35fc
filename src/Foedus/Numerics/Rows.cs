using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Foedus.Numerics.Lanes;

namespace Foedus.Numerics;

/// <summary>Rows of numbers in whole registers.</summary>
internal static class Rows
{
    /// <summary>target += factor × source.</summary>
    public static void AddMultiple(Span<double> target, ReadOnlySpan<double> source, double factor) => Each(target, source, source, new Multiple(factor));

    /// <summary>target += a × b, number by number.</summary>
    public static void AddProduct(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Each(target, a, b, default(Product));

    /// <summary>target = the larger of itself and |a − b|, number by number.</summary>
    public static void Farther(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Each(target, a, b, default(Distance));

    /// <summary>target = constant + factor × source.</summary>
    public static void Line(Span<double> target, double constant, double factor, ReadOnlySpan<double> source) =>
        Each(target, source, source, new OnLine(constant, factor));

    // What becomes of numbers that stand at the same place.
    private interface IOperation
    {
        Vector<double> Of(Vector<double> target, Vector<double> a, Vector<double> b);
    }

    private readonly struct Multiple(double factor) : IOperation
    {
        private readonly Vector<double> factor = new(factor);

        public Vector<double> Of(Vector<double> target, Vector<double> a, Vector<double> b) => target + factor * a;
    }

    private readonly struct Product : IOperation
    {
        public Vector<double> Of(Vector<double> target, Vector<double> a, Vector<double> b) => target + a * b;
    }

    private readonly struct Distance : IOperation
    {
        public Vector<double> Of(Vector<double> target, Vector<double> a, Vector<double> b) => Vector.Max(target, Vector.Abs(a - b));
    }

    private readonly struct OnLine(double constant, double factor) : IOperation
    {
        private readonly Vector<double> constant = new(constant);
        private readonly Vector<double> factor = new(factor);

        public Vector<double> Of(Vector<double> target, Vector<double> a, Vector<double> b) => constant + factor * a;
    }

    private static void Each<TOperation>(Span<double> target, ReadOnlySpan<double> a, ReadOnlySpan<double> b, TOperation operation)
        where TOperation : struct, IOperation
    {
        a = a[..target.Length];
        b = b[..target.Length];
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var left = MemoryMarshal.Cast<double, Vector<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector<double>>(b);
        for (var v = 0; v < targets.Length; v++)
            targets[v] = operation.Of(targets[v], left[v], right[v]);
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] = operation.Of(new(target[i]), new(a[i]), new(b[i])).ToScalar();
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
        fixed (
            double* source = from,
                target = into
        )
        {
            var row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                var first = source + row * fromLength;
                var column = 0;
                for (; column + 4 <= columns; column += 4)
                {
                    var at = first + column;
                    var (a, b, c, d) = Lane256.Turn(
                        Vector256.Load(at),
                        Vector256.Load(at + fromLength),
                        Vector256.Load(at + 2 * fromLength),
                        Vector256.Load(at + 3 * fromLength)
                    );
                    var to = target + column * intoLength + row;
                    a.Store(to);
                    b.Store(to + intoLength);
                    c.Store(to + 2 * intoLength);
                    d.Store(to + 3 * intoLength);
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
