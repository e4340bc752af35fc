namespace Foedus.Columnar;

internal enum PageKind
{
    Data,
    Dictionary,
    DataV2,
    Index,
}

/// <summary>What stands before a page.</summary>
/// <param name="Kind">Of values, or of the dictionary that they point into.</param>
/// <param name="Unpacked">Bytes once unpacked.</param>
/// <param name="Packed">Bytes that follow.</param>
/// <param name="Values">How many, with those that are null.</param>
/// <param name="Encoding">Of the values.</param>
/// <param name="LevelEncoding">Of the definition levels, in the first version.</param>
/// <param name="DefinitionBytes">Of the definition levels, in the second version.</param>
/// <param name="RepetitionBytes">Of the repetition levels, in the second version.</param>
/// <param name="IsPacked">Whether the values of a page of the second version are packed.</param>
/// <param name="Length">Bytes of the header itself.</param>
internal readonly record struct PageHeader(
    PageKind Kind,
    int Unpacked,
    int Packed,
    int Values,
    int Encoding,
    int LevelEncoding,
    int DefinitionBytes,
    int RepetitionBytes,
    bool IsPacked,
    int Length
)
{
    public const int Plain = 0,
        PlainDictionary = 2,
        RunLength = 3,
        BitPacked = 4,
        DeltaPacked = 5,
        DeltaLengthBytes = 6,
        DeltaBytes = 7,
        RunLengthDictionary = 8,
        StreamSplit = 9;

    /// <exception cref="ParquetFault">It is no such header.</exception>
    public static PageHeader Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        var (kind, unpacked, packed) = (-1, -1, -1);
        PageHeader? of = null;
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 1:
                    kind = reader.Short(type);
                    break;
                case 2:
                    unpacked = reader.Short(type);
                    break;
                case 3:
                    packed = reader.Short(type);
                    break;
                case 5 or 7 or 8:
                    reader.Enter(type);
                    of = Described(ref reader, id);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        if (unpacked < 0 || packed < 0)
            throw new ParquetFault("a page has no sensible size");
        var wanted = kind switch
        {
            0 => PageKind.Data,
            1 => PageKind.Index,
            2 => PageKind.Dictionary,
            3 => PageKind.DataV2,
            _ => throw new ParquetFault($"a page is of kind {kind}, which the format does not have"),
        };
        if (wanted == PageKind.Index)
            return new PageHeader(wanted, unpacked, packed, 0, 0, 0, 0, 0, false, reader.Position);
        return of is { } header && header.Kind == wanted && header is { Values: >= 0, DefinitionBytes: >= 0, RepetitionBytes: >= 0 }
            ? header with
            {
                Unpacked = unpacked,
                Packed = packed,
                Length = reader.Position,
            }
            : throw new ParquetFault("a page is not described");
    }

    private static PageHeader Described(ref CompactReader reader, int of)
    {
        var (values, encoding, levels, definition, repetition, isPacked) = (-1, -1, RunLength, 0, 0, true);
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch ((of, id))
            {
                case (_, 1):
                    values = reader.Short(type);
                    break;
                case (5 or 7, 2) or (8, 4):
                    encoding = reader.Short(type);
                    break;
                case (5, 3):
                    levels = reader.Short(type);
                    break;
                case (8, 5):
                    definition = reader.Short(type);
                    break;
                case (8, 6):
                    repetition = reader.Short(type);
                    break;
                case (8, 7):
                    isPacked = CompactReader.Truth(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        return new PageHeader(
            of switch
            {
                5 => PageKind.Data,
                7 => PageKind.Dictionary,
                _ => PageKind.DataV2,
            },
            0,
            0,
            values,
            encoding,
            levels,
            definition,
            repetition,
            isPacked,
            0
        );
    }
}
