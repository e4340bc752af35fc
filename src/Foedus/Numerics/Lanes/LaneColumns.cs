namespace Foedus.Numerics.Lanes;

/// <summary>Columns of numbers, a fixed number of lanes each, one after another in memory that does not move.</summary>
internal sealed unsafe class LaneColumns
{
    /// <summary>Lanes of a column: four registers of 512 bits, so that the work of finding out what to do is shared by many numbers.</summary>
    public const int Lanes = 32;

    private const int Alignment = 64;

    private readonly double[] room;

    public LaneColumns(int count)
    {
        Count = count;
        room = GC.AllocateArray<double>(checked(count * Lanes) + Alignment / sizeof(double), pinned: true);
        var start = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(room));
        First = (double*)((start + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    public int Count { get; }

    /// <summary>Where the first column begins. Whoever keeps the pointer keeps this object.</summary>
    public double* First { get; }

    /// <summary>One column.</summary>
    public Span<double> this[int column] => new(First + column * Lanes, Lanes);

    /// <summary>Memory that so many columns take, in bytes.</summary>
    public static double Bytes(double count) => count * Lanes * sizeof(double);
}
