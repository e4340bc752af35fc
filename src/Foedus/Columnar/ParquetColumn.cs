namespace Foedus.Columnar;

/// <summary>What a column holds, as far as we read it.</summary>
internal enum ColumnContent
{
    YesNo,
    Whole,
    Real,
    Text,
    Other,
}

/// <summary>A column that stands on its own: not repeated, and not part of another.</summary>
/// <param name="Element">Its place in the schema.</param>
/// <param name="Leaf">Its number among the columns that hold values.</param>
internal sealed record ParquetColumn(SchemaElement Element, int Leaf)
{
    public string Name => Element.Name;

    public bool IsOptional => Element.Repetition == 1;

    public PhysicalType Type => Element.Type!.Value;

    public ColumnContent Content { get; } =
        (Element.Type, Element.Logical) switch
        {
            (PhysicalType.Boolean, LogicalType.None) => ColumnContent.YesNo,
            (PhysicalType.Int32 or PhysicalType.Int64, LogicalType.None or LogicalType.Signed or LogicalType.Unsigned) => ColumnContent.Whole,
            (PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray, LogicalType.Decimal) => ColumnContent.Real,
            (PhysicalType.FixedBytes, LogicalType.Decimal) when Element.TypeLength is > 0 and <= 1024 => ColumnContent.Real,
            (PhysicalType.FixedBytes, LogicalType.Half) when Element.TypeLength == 2 => ColumnContent.Real,
            (PhysicalType.Float or PhysicalType.Double, LogicalType.None) => ColumnContent.Real,
            (PhysicalType.ByteArray, LogicalType.Text) => ColumnContent.Text,
            _ => ColumnContent.Other,
        };

    /// <summary>For the user, where the content is of no kind that is read.</summary>
    public string Holds =>
        Element.TypeName.Length > 0 ? Element.TypeName
        : Type == PhysicalType.Int96 ? "INT96 (days and times)"
        : "bytes that are not said to be text";
}
