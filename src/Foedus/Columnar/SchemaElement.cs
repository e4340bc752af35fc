namespace Foedus.Columnar;

/// <summary>What the logical type of a column adds to how it is stored.</summary>
internal enum LogicalType
{
    None,
    Text,
    Signed,
    Unsigned,
    Decimal,
    Half,
    Other,
}

/// <summary>One node of a Parquet schema, in its order from the root down.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Type">How values are stored; null for a group of columns.</param>
/// <param name="TypeLength">Bytes of a value of fixed length.</param>
/// <param name="Repetition">0 required, 1 optional, 2 repeated.</param>
/// <param name="Children">Of a group.</param>
/// <param name="Logical">What values mean.</param>
/// <param name="Scale">Of a decimal: digits after the point.</param>
/// <param name="TypeName">For the user, where values are of a kind that is not read.</param>
internal sealed record SchemaElement(
    string Name,
    PhysicalType? Type,
    int TypeLength,
    int Repetition,
    int Children,
    LogicalType Logical,
    int Scale,
    string TypeName
)
{
    // The older annotation; the numbers are the format's.
    private static readonly string[] Converted =
    [
        "UTF8",
        "MAP",
        "MAP_KEY_VALUE",
        "LIST",
        "ENUM",
        "DECIMAL",
        "DATE",
        "TIME_MILLIS",
        "TIME_MICROS",
        "TIMESTAMP_MILLIS",
        "TIMESTAMP_MICROS",
        "UINT_8",
        "UINT_16",
        "UINT_32",
        "UINT_64",
        "INT_8",
        "INT_16",
        "INT_32",
        "INT_64",
        "JSON",
        "BSON",
        "INTERVAL",
    ];

    private static readonly string[] Annotated =
    [
        "",
        "STRING",
        "MAP",
        "LIST",
        "ENUM",
        "DECIMAL",
        "DATE",
        "TIME",
        "TIMESTAMP",
        "",
        "INTEGER",
        "UNKNOWN",
        "JSON",
        "BSON",
        "UUID",
        "FLOAT16",
    ];

    public static SchemaElement Read(ref CompactReader reader)
    {
        var (name, kind, length, repetition, children, converted, scale) = ("", -1, 0, 0, 0, -1, 0);
        (int Kind, int Scale, bool Signed)? annotated = null;
        short id = 0;
        while (reader.Next(ref id, out var type))
            switch (id)
            {
                case 1:
                    kind = reader.Short(type);
                    break;
                case 2:
                    length = reader.Short(type);
                    break;
                case 3:
                    repetition = reader.Short(type);
                    break;
                case 4:
                    name = reader.Text(type);
                    break;
                case 5:
                    children = reader.Short(type);
                    break;
                case 6:
                    converted = reader.Short(type);
                    break;
                case 7:
                    scale = reader.Short(type);
                    break;
                case 10:
                    reader.Enter(type);
                    annotated = Annotation(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        if (kind is < -1 or > 7 || repetition is < 0 or > 2 || children < 0 || length < 0)
            throw new ParquetFault("its schema holds something other than the format has there");
        var word = annotated is { } note ? Annotated.ElementAtOrDefault(note.Kind) ?? "" : Converted.ElementAtOrDefault(converted) ?? "";
        var logical = word switch
        {
            "" when annotated is null && converted < 0 => LogicalType.None,
            "STRING" or "UTF8" or "ENUM" or "JSON" => LogicalType.Text,
            "DECIMAL" => LogicalType.Decimal,
            "INTEGER" => annotated!.Value.Signed ? LogicalType.Signed : LogicalType.Unsigned,
            "FLOAT16" => LogicalType.Half,
            _ when word.StartsWith("UINT_", StringComparison.Ordinal) => LogicalType.Unsigned,
            _ when word.StartsWith("INT_", StringComparison.Ordinal) => LogicalType.Signed,
            _ => LogicalType.Other,
        };
        var digits = annotated is { Kind: 5 } number ? number.Scale : scale;
        if (logical == LogicalType.Decimal && digits is < 0 or > 308)
            throw new ParquetFault("a decimal has no sensible number of digits");
        return new SchemaElement(name, kind < 0 ? null : (PhysicalType)kind, length, repetition, children, logical, digits, word);
    }

    private static (int Kind, int Scale, bool Signed) Annotation(ref CompactReader reader)
    {
        var (kind, scale, signed) = (0, 0, true);
        short id = 0;
        while (reader.Next(ref id, out var type))
        {
            kind = id;
            if (id is not (5 or 10))
            {
                reader.Skip(type);
                continue;
            }
            reader.Enter(type);
            short inner = 0;
            while (reader.Next(ref inner, out var field))
                if (id == 5 && inner == 1)
                    scale = reader.Short(field);
                else if (id == 10 && inner == 2)
                    signed = CompactReader.Truth(field);
                else
                    reader.Skip(field);
        }
        return (kind, scale, signed);
    }
}
