using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Foedus.Columnar;

/// <summary>Values of a page, as numbers or as texts. Nulls do not stand among them.</summary>
internal sealed class PageValues(SchemaElement of, ColumnBudget budget)
{
    private const int MostPooled = 100_000;
    private readonly HashSet<string> pool = new(StringComparer.Ordinal);

    public static int[] Places(ReadOnlySpan<byte> source, int count)
    {
        if (source.Length == 0)
            return count == 0 ? [] : throw RunLengths.Torn();
        var places = new int[count];
        RunLengths.Read(source[1..], source[0], places);
        return places;
    }

    /// <param name="source">The values.</param>
    /// <param name="encoding">Not by a dictionary.</param>
    /// <param name="into">[value]</param>
    /// <exception cref="ParquetFault">The bytes are not so many values, or are encoded in a way that the format does not have for them.</exception>
    public void Read(ReadOnlySpan<byte> source, int encoding, Span<double> into)
    {
        switch (encoding)
        {
            case PageHeader.Plain:
                Plain(source, into);
                break;
            case PageHeader.RunLength when of.Type == PhysicalType.Boolean:
                YesNo(source, into);
                break;
            case PageHeader.DeltaPacked when of.Type is PhysicalType.Int32 or PhysicalType.Int64:
                var whole = new long[into.Length];
                DeltaPacked.Read(source, whole);
                for (var i = 0; i < whole.Length; i++)
                    into[i] = of.Type == PhysicalType.Int32 ? Number((int)whole[i]) : Number(whole[i]);
                break;
            case PageHeader.StreamSplit when Width > 0:
                Plain(Joined(source, into.Length), into);
                break;
            case PageHeader.DeltaLengthBytes or PageHeader.DeltaBytes when of.Type is PhysicalType.ByteArray or PhysicalType.FixedBytes:
                var at = 0;
                var numbers = new double[into.Length];
                Deltas(source, encoding, into.Length, bytes => numbers[at++] = of.Logical == LogicalType.Half ? Half(bytes) : Big(bytes));
                numbers.CopyTo(into);
                break;
            default:
                throw Unknown(encoding);
        }
    }

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, int, Span{double})"/>
    public void Read(ReadOnlySpan<byte> source, int encoding, Span<string?> into)
    {
        switch (encoding)
        {
            case PageHeader.Plain:
                for (var i = 0; i < into.Length; i++)
                    into[i] = Text(Next(ref source));
                break;
            case PageHeader.DeltaLengthBytes or PageHeader.DeltaBytes:
                var at = 0;
                var texts = new string?[into.Length];
                Deltas(source, encoding, into.Length, bytes => texts[at++] = Text(bytes));
                texts.CopyTo(into);
                break;
            default:
                throw Unknown(encoding);
        }
    }

    // Bytes of a value where all have the same.
    private int Width =>
        of.Type switch
        {
            PhysicalType.Int32 or PhysicalType.Float => 4,
            PhysicalType.Int64 or PhysicalType.Double => 8,
            PhysicalType.FixedBytes => of.TypeLength,
            _ => 0,
        };

    private void Plain(ReadOnlySpan<byte> source, Span<double> into)
    {
        if (of.Type == PhysicalType.Boolean)
        {
            if (source.Length < ((long)into.Length + 7) / 8)
                throw RunLengths.Torn();
            for (var i = 0; i < into.Length; i++)
                into[i] = source[i >> 3] >> (i & 7) & 1;
            return;
        }
        if (of.Type == PhysicalType.ByteArray)
        {
            for (var i = 0; i < into.Length; i++)
                into[i] = Big(Next(ref source));
            return;
        }
        if (source.Length < (long)Width * into.Length)
            throw RunLengths.Torn();
        switch (of.Type)
        {
            case PhysicalType.Double:
                for (var i = 0; i < into.Length; i++)
                    into[i] = BinaryPrimitives.ReadDoubleLittleEndian(source[(8 * i)..]);
                break;
            case PhysicalType.Float:
                for (var i = 0; i < into.Length; i++)
                    into[i] = BinaryPrimitives.ReadSingleLittleEndian(source[(4 * i)..]);
                break;
            case PhysicalType.Int32:
                for (var i = 0; i < into.Length; i++)
                    into[i] = Number(BinaryPrimitives.ReadInt32LittleEndian(source[(4 * i)..]));
                break;
            case PhysicalType.Int64:
                for (var i = 0; i < into.Length; i++)
                    into[i] = Number(BinaryPrimitives.ReadInt64LittleEndian(source[(8 * i)..]));
                break;
            default:
                for (var i = 0; i < into.Length; i++)
                    into[i] = of.Logical == LogicalType.Half ? Half(source.Slice(Width * i, Width)) : Big(source.Slice(Width * i, Width));
                break;
        }
    }

    // Four bytes of length, then runs of one bit, in pages of either version.
    private static void YesNo(ReadOnlySpan<byte> source, Span<double> into)
    {
        var answers = new int[into.Length];
        RunLengths.Read(Next(ref source), 1, answers);
        for (var i = 0; i < answers.Length; i++)
            into[i] = answers[i];
    }

    // The k-th bytes of all values stand together.
    private byte[] Joined(ReadOnlySpan<byte> source, int count)
    {
        if (source.Length < (long)Width * count)
            throw RunLengths.Torn();
        var joined = new byte[Width * count];
        for (var k = 0; k < Width; k++)
        for (var i = 0; i < count; i++)
            joined[i * Width + k] = source[k * count + i];
        return joined;
    }

    private delegate void Take(ReadOnlySpan<byte> bytes);

    // Lengths first; with prefixes, each value begins as the one before.
    private void Deltas(ReadOnlySpan<byte> source, int encoding, int count, Take take)
    {
        var (prefixes, lengths) = (new long[count], new long[count]);
        if (encoding == PageHeader.DeltaBytes)
            source = source[DeltaPacked.Read(source, prefixes)..];
        source = source[DeltaPacked.Read(source, lengths)..];
        var before = Array.Empty<byte>();
        for (var i = 0; i < count; i++)
        {
            if (lengths[i] < 0 || lengths[i] > source.Length || prefixes[i] < 0 || prefixes[i] > before.Length)
                throw RunLengths.Torn();
            var own = source[..(int)lengths[i]];
            source = source[own.Length..];
            if (encoding == PageHeader.DeltaLengthBytes)
            {
                take(own);
                continue;
            }
            budget.Spend(prefixes[i]);
            before = [.. before.AsSpan(0, (int)prefixes[i]), .. own];
            take(before);
        }
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> source)
    {
        if (source.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(source) is var length && length > source.Length - 4)
            throw RunLengths.Torn();
        var next = source.Slice(4, (int)length);
        source = source[(4 + next.Length)..];
        return next;
    }

    private double Number(int value) =>
        of.Logical switch
        {
            LogicalType.Unsigned => (uint)value,
            LogicalType.Decimal => Scaled(value),
            _ => value,
        };

    private double Number(long value) =>
        of.Logical switch
        {
            LogicalType.Unsigned => (ulong)value,
            LogicalType.Decimal => Scaled(value),
            _ => value,
        };

    // Both exact as doubles, so that the quotient is the nearest there is; else by way of the decimal text.
    private double Scaled(long value) => Math.Abs((double)value) <= 1L << 53 && of.Scale <= 22 ? value / Math.Pow(10, of.Scale) : Scaled(new BigInteger(value));

    private double Scaled(BigInteger value) => double.Parse($"{value.ToString(CultureInfo.InvariantCulture)}e-{of.Scale}", CultureInfo.InvariantCulture);

    private double Big(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 1024)
            throw new ParquetFault("a decimal number has more than 1,024 bytes");
        return bytes.Length <= 8 ? Scaled((long)new BigInteger(bytes, isBigEndian: true)) : Scaled(new BigInteger(bytes, isBigEndian: true));
    }

    private static double Half(ReadOnlySpan<byte> bytes) => bytes.Length == 2 ? (double)BinaryPrimitives.ReadHalfLittleEndian(bytes) : throw RunLengths.Torn();

    // Texts repeat; one copy of each short one is kept.
    private string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 120)
        {
            budget.Spend(bytes.Length);
            return Encoding.UTF8.GetString(bytes);
        }
        Span<char> characters = stackalloc char[120];
        var text = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        var known = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out var found))
            return found;
        budget.Spend(32 + bytes.Length);
        var made = text.ToString();
        if (pool.Count < MostPooled)
            pool.Add(made);
        return made;
    }

    private ParquetFault Unknown(int encoding) => new($"values of {of.Type} are encoded in a way that is not read (encoding {encoding})");
}
