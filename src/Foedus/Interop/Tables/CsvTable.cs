using System.Buffers.Text;
using CsvHelper;
using Foedus.Interop.Streams;
using Foedus.Units;

namespace Foedus.Interop.Tables;

/// <summary>One row that could not be used, or was used with a doubt.</summary>
/// <param name="Kind">What is wrong, in words that are the same for every row with this fault.</param>
/// <param name="Line">Line of the file where the row begins, from 1, counting line breaks inside quoted fields.</param>
/// <param name="Detail">The field or number at fault; may be empty.</param>
/// <param name="LeftOut">Whether the row is missing from what was read.</param>
public sealed record RowProblem(string Kind, long Line, string Detail, bool LeftOut);

/// <summary>A CSV file with a heading, row after row, in memory for one row (RFC 4180, UTF-8, byte order mark allowed, gzip allowed).</summary>
/// <remarks>A row with too few or too many fields, and a file that ends inside a row, is passed to the listener with its line, never skipped in silence.</remarks>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvReader reader;
    private readonly EndWatcher source;
    private readonly Action<RowProblem> tell;
    private readonly Dictionary<string, int> index = new(StringComparer.OrdinalIgnoreCase);
    private bool unclosed;
    private RowProblem? held;
    private long toldLine;

    private CsvTable(Stream stream, string path, Action<RowProblem> tell)
    {
        (Path, this.tell) = (path, tell);
        source = new EndWatcher(stream);
        reader = CsvReader.Create(
            source,
            new CsvReaderOptions
            {
                Separator = ',',
                TrackLineNumbers = true,
                MaxRecordSize = TableLimits.MostRowBytes,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                OnMalformedRecord = Hear,
            },
            leaveOpen: false
        );
    }

    public string Path { get; }

    /// <summary>The heading's names without surrounding blanks.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Line of the file where the current row begins, from 1.</summary>
    public long Line => reader.LineNumber;

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <param name="tell">Hears of every row that is left out or doubtful.</param>
    /// <exception cref="InputException">No such file, or it has no heading.</exception>
    public static CsvTable Open(string path, Action<RowProblem> tell) => Open(DataStream.Open(path), path, tell);

    public static CsvTable Open(Stream stream, string path, Action<RowProblem> tell)
    {
        var table = new CsvTable(stream, path, tell);
        try
        {
            table.ReadHeading();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next whole row.</summary>
    /// <exception cref="InputException">A row is longer than any real one: most likely a quotation mark is never closed.</exception>
    public bool Read()
    {
        try
        {
            var more = reader.Read();
            // A short row is only known as the torn end of the file once nothing follows it.
            if (held is { } bad)
            {
                held = null;
                tell(more || !source.EndedWithoutLineBreak ? bad : bad with { Kind = "the file ends in the middle of a row" });
            }
            if (more && unclosed)
            {
                tell(new RowProblem("the file ends in the middle of a row", reader.LineNumber, "a quotation mark is not closed", true));
                return false;
            }
            return more;
        }
        catch (CsvFormatException fault)
        {
            throw new InputException(
                "From here on there is no end of a row: most likely a quotation mark is never closed, or this is no CSV file.",
                $"{Path}:{fault.LineNumber}",
                fault
            );
        }
    }

    /// <summary>Place of a column by its name, whatever its case; −1 where there is none.</summary>
    public int Column(string name) => index.GetValueOrDefault(name, -1);

    /// <summary>Place of a column that must be there.</summary>
    /// <exception cref="InputException">It is not there.</exception>
    public int Needed(string name) =>
        Column(name) is var c and >= 0
            ? c
            : throw new InputException(
                $"There is no column '{name}'. Columns: {string.Join(", ", Names.Take(12))}{(Names.Count > 12 ? ", …" : "")}.",
                $"{Path}:1"
            );

    /// <summary>The field without surrounding blanks; empty where the column is not there.</summary>
    public string Text(int column)
    {
        if (column < 0)
            return "";
        var text = reader.GetString(column).Trim();
        if (text.Contains('\uFFFD') && toldLine != reader.LineNumber)
        {
            toldLine = reader.LineNumber;
            tell(new RowProblem("bytes that are not UTF-8, shown as \uFFFD", reader.LineNumber, $"column '{Names[column]}'", false));
        }
        return text;
    }

    /// <summary>The field as a code: a whole number as such whatever a data frame has made of it (1.0), yes as 1 and no as 0, anything else as it stands; nothing for the words of other programs for nothing.</summary>
    public string Code(int column)
    {
        var text = Text(column);
        if (TextColumn.IsGap(text))
            return "";
        var whole = text.AsSpan().TrimEnd('0');
        if (whole is [_, .., '.'] && whole[..^1].IndexOfAnyExceptInRange('0', '9') < 0)
            return whole[..^1].ToString();
        return text.ToUpperInvariant() switch
        {
            "TRUE" or "T" or "YES" => "1",
            "FALSE" or "F" or "NO" => "0",
            _ => text,
        };
    }

    /// <summary>Whether a code of 0 and 1 is 1; nothing is no. Anything else is told, and null.</summary>
    public bool? YesNo(int column)
    {
        switch (Code(column))
        {
            case "1":
                return true;
            case "" or "0":
                return false;
            case var other:
                Tell($"a code that is neither 0 nor 1 in column '{Names[column]}'", other, true);
                return null;
        }
    }

    /// <summary>Tells a doubt about the current row.</summary>
    public void Tell(string kind, string detail, bool leftOut) => tell(new RowProblem(kind, reader.LineNumber, detail, leftOut));

    /// <summary>The field as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => column < 0 ? [] : reader.GetSpan(column);

    /// <summary>A whole number; false where the field is empty or anything else.</summary>
    public bool TryInteger(int column, out int value)
    {
        var bytes = Bytes(column).Trim((byte)' ');
        // Data frames with gaps write whole numbers as 1990.0.
        if (bytes.IndexOf((byte)'.') is var point and > 0 && bytes[(point + 1)..].IndexOfAnyExcept((byte)'0') < 0)
            bytes = bytes[..point];
        return Utf8Parser.TryParse(bytes, out value, out var used) && used == bytes.Length && used > 0;
    }

    /// <summary>A finite number with a point; false where the field is empty or anything else.</summary>
    public bool TryNumber(int column, out double value)
    {
        var bytes = Bytes(column).Trim((byte)' ');
        return Utf8Parser.TryParse(bytes, out value, out var used) && used == bytes.Length && used > 0 && double.IsFinite(value);
    }

    public void Dispose() => reader.Dispose();

    private void ReadHeading()
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException fault)
        {
            throw new InputException("This is not a CSV file: its first row has no end.", Path, fault);
        }
        Names = [.. reader.Headers.Select(name => name.Trim().TrimStart('\uFEFF'))];
        if (Names.Count == 0 || Names is [""])
            throw new InputException("The file is empty: a heading with the names of the columns is wanted.", Path);
        if (Separators.WhyOneColumn(Names) is { } reason)
            throw new InputException(reason, $"{Path}:1");
        if (Names.Count > TableLimits.MostColumns)
            throw new InputException($"The heading names {Words.Counted(Names.Count, "column")}; {TableLimits.MostColumns:N0} are read at most.", $"{Path}:1");
        for (var c = 0; c < Names.Count; c++)
            if (!index.TryAdd(Names[c], c) && Names[c].Length > 0)
                throw new InputException($"The heading names '{Names[c]}' twice. Name every column once.", $"{Path}:1");
    }

    private void Hear(CsvMalformedRecord record)
    {
        switch (record.Reason)
        {
            case CsvMalformedReason.FieldCountMismatch:
                if (unclosed) // told of already, below
                {
                    tell(new RowProblem("the file ends in the middle of a row", record.LineNumber, "a quotation mark is not closed", true));
                    break;
                }
                if (held is { } before)
                    tell(before);
                held = new RowProblem("wrong number of fields", record.LineNumber, $"the heading has {Names.Count}", true);
                break;
            case CsvMalformedReason.UnterminatedQuote:
                unclosed = true;
                break;
            default:
                tell(new RowProblem("a quotation mark in an odd place", record.LineNumber, "the row is read as it stands", false));
                break;
        }
    }

    /// <summary>Remembers how the file ended.</summary>
    private sealed class EndWatcher(Stream inner) : Stream
    {
        private byte last = (byte)'\n';
        private bool ended;

        public bool EndedWithoutLineBreak => ended && last is not ((byte)'\n' or (byte)'\r');

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            if (count > 0)
                last = buffer[count - 1];
            else if (buffer.Length > 0)
                ended = true;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
