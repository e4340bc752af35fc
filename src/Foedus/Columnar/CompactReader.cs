using System.Text;

namespace Foedus.Columnar;

/// <summary>How Thrift's compact protocol tags a value.</summary>
internal enum CompactType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    I16 = 4,
    I32 = 5,
    I64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>Reads Thrift's compact protocol and never past the bytes that are there: no length or count is believed before it is held against what is left.</summary>
/// <remarks>Apache Thrift, "Thrift compact protocol encoding".</remarks>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 24;
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    private readonly int Left => _bytes.Length - Position;

    /// <summary>Goes to the next field of a struct; false at its end.</summary>
    /// <param name="id">Of the field before, 0 at first; then of this one.</param>
    /// <param name="type">How its value is written.</param>
    public bool Next(ref short id, out CompactType type)
    {
        var head = Byte();
        type = (CompactType)(head & 0x0f);
        if (type == CompactType.Stop)
            return false;
        id = head >> 4 == 0 ? (short)Zigzag() : (short)(id + (head >> 4));
        return true;
    }

    public long Whole(CompactType type) =>
        type is CompactType.I16 or CompactType.I32 or CompactType.I64 ? Zigzag()
        : type == CompactType.Byte ? (sbyte)Byte()
        : throw Strange();

    /// <summary>A number that the format keeps in 32 bits.</summary>
    public int Short(CompactType type) => Whole(type) is var number && number == (int)number ? (int)number : throw Strange();

    public static bool Truth(CompactType type) => type is CompactType.True or CompactType.False ? type == CompactType.True : throw Strange();

    public string Text(CompactType type)
    {
        if (type != CompactType.Binary)
            throw Strange();
        return Encoding.UTF8.GetString(Binary());
    }

    /// <returns>How many elements follow.</returns>
    public int List(CompactType type, CompactType wanted)
    {
        if (type is not (CompactType.List or CompactType.Set))
            throw Strange();
        var count = Elements(out var element);
        return count == 0 || element == wanted ? count : throw Strange();
    }

    public void Enter(CompactType type)
    {
        if (type != CompactType.Struct)
            throw Strange();
    }

    public void Skip(CompactType type, int depth = 0)
    {
        if (depth > Deepest)
            throw new ParquetFault("its description is nested too deeply");
        switch (type)
        {
            case CompactType.True or CompactType.False:
                break;
            case CompactType.Byte:
                Byte();
                break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64:
                Zigzag();
                break;
            case CompactType.Double:
                Take(sizeof(double));
                break;
            case CompactType.Binary:
                Binary();
                break;
            case CompactType.List or CompactType.Set:
                var count = Elements(out var element);
                for (var i = 0; i < count; i++)
                    SkipElement(element, depth + 1);
                break;
            case CompactType.Map:
                var pairs = Count(Varint());
                var kinds = pairs == 0 ? (byte)0 : Byte();
                for (var i = 0; i < pairs; i++)
                {
                    SkipElement((CompactType)(kinds >> 4), depth + 1);
                    SkipElement((CompactType)(kinds & 0x0f), depth + 1);
                }
                break;
            case CompactType.Struct:
                short id = 0;
                while (Next(ref id, out var field))
                    Skip(field, depth + 1);
                break;
            default:
                throw Strange();
        }
    }

    // Outside a struct yes and no take a byte.
    private void SkipElement(CompactType type, int depth)
    {
        if (type is CompactType.True or CompactType.False)
            Byte();
        else
            Skip(type, depth);
    }

    private int Elements(out CompactType element)
    {
        var head = Byte();
        element = (CompactType)(head & 0x0f);
        return Count(head >> 4 == 15 ? Varint() : (ulong)(head >> 4));
    }

    // Every element takes at least a byte.
    private readonly int Count(ulong count) => count <= (ulong)Left ? (int)count : throw Torn();

    private ReadOnlySpan<byte> Binary()
    {
        var length = Varint();
        return length <= (ulong)Left ? Take((int)length) : throw Torn();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Torn();
        Position += count;
        return _bytes.Slice(Position - count, count);
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Torn();

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
        throw Strange();
    }

    private long Zigzag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static ParquetFault Torn() => new("a length in its description goes past its end");

    private static ParquetFault Strange() => new("its description holds something other than the format has there");
}
