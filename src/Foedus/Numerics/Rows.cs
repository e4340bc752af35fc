using System.Numerics;
using System.Runtime.InteropServices;

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
