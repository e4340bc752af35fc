using CsvHelper;
using Foedus.Interop.Streams;
using Foedus.Monitoring;
using Foedus.Units;

namespace Foedus.Interop.Incidents;

/// <summary>Rows of a table with a heading: commas, semicolons, tabs or bars; quoted fields may hold line breaks (RFC 4180).</summary>
internal sealed class CsvRows : IRowSource
{
    private readonly CsvReaderOptions csv;
    private readonly WholeRows? live;
    private CsvReader reader;
    private long linesBefore,
        linesRead;
    private readonly RewoundStream stream;
    private readonly IncidentProblems problems;
    private readonly IncidentReading options;
    private readonly string name;
    private CsvMalformedRecord? malformed;
    private long lastLine = 1;

    public CsvRows(RewoundStream stream, ReadOnlySpan<byte> begin, bool isLive, string name, IncidentReading options, IncidentProblems problems)
    {
        (this.stream, this.name, this.options, this.problems) = (stream, name, options, problems);
        var separator = Separator(begin);
        csv = new CsvReaderOptions
        {
            Separator = separator,
            TrackLineNumbers = true,
            MaxRecordSize = options.LongestRow,
            OnMalformedRecord = record => malformed = record,
            PoolStrings = true,
        };
        // The reader looks at blocks of bytes, and would hold back the last rows that have come.
        live = isLive ? new WholeRows(stream, (byte)separator, options.LongestRow) : null;
        reader = live is null ? CsvReader.Create(stream, csv) : Part(csv)!;
        IReadOnlyList<string> names;
        try
        {
            reader.ReadHeader();
            names = [.. reader.Headers.Select(header => header.Trim())];
        }
        catch (CsvFormatException fault)
        {
            throw Refused(fault);
        }
        if (names.Count == 0 || names.All(column => column.Length == 0))
            throw new InputException("The file is empty: a heading with the names of the columns is wanted.", name);
        if (names.Count > options.MostColumns)
            throw new RefusedException($"{name}: the heading names {Words.Counted(names.Count, "column")}; the limit is {options.MostColumns:N0}.");
        foreach (
            var twice in names.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
        )
            problems.Add(
                ProblemKind.RepeatedColumn,
                1,
                $"Column '{twice.Key}' stands {Words.Counted(twice.Count(), "time")} in the heading; the first is read."
            );
        Columns = new IncidentColumns(names);
    }

    public IncidentColumns Columns { get; }

    public string Form => HasTags ? "CSV with a second row of HXL tags" : "CSV";

    /// <summary>Whether the second row held HXL tags (known once the first row was asked for).</summary>
    public bool HasTags { get; private set; }

    public IEnumerable<SourceRow> Rows(CancellationToken cancel)
    {
        var count = Columns.Names.Count;
        var first = true;
        // A row with another number of fields is only known to be the file's torn end when nothing follows it.
        (long Line, int Fields)? odd = null;
        while (Next())
        {
            cancel.ThrowIfCancellationRequested();
            SayOdd(ref odd, false);
            var line = Line;
            var malformed = this.malformed;
            this.malformed = null;
            if (malformed is { Reason: CsvMalformedReason.UnterminatedQuote })
            {
                problems.Add(
                    ProblemKind.CutOff,
                    line,
                    "A quotation mark opens in this row and is never closed: the file is cut off, or the mark is out of place."
                );
                continue;
            }
            if (reader.FieldCount != count)
            {
                odd = (line, reader.FieldCount);
                continue;
            }
            if (malformed is { } mark)
                problems.Add(
                    ProblemKind.Quoting,
                    line,
                    mark.Reason == CsvMalformedReason.StrayQuote
                        ? "A quotation mark stands in the middle of a field."
                        : "Text follows a closing quotation mark."
                );
            if (first)
            {
                first = false;
                HasTags = IsTagRow(count);
                if (HasTags)
                    continue;
            }
            if (TakeFields(count, line) is { } fields)
                yield return new SourceRow(fields, line);
        }
        SayOdd(ref odd, !stream.EndsInLineBreak);
        if (!stream.EndsInLineBreak && problems.Count(ProblemKind.CutOff) == 0)
            problems.Add(ProblemKind.NoLineBreak, lastLine, "The file does not end in a line break.");
    }

    public void Dispose() => reader.Dispose();

    private static char Separator(ReadOnlySpan<byte> begin)
    {
        var heading = begin.IndexOf((byte)'\n') is var end and >= 0 ? begin[..end] : begin;
        var (best, most) = (',', heading.Count((byte)','));
        foreach (var mark in "\t;|")
            if (heading.Count((byte)mark) is var count && count > most)
                (best, most) = (mark, count);
        return best;
    }

    private long Line => reader.LineNumber + linesBefore;

    // The first part of a growing file holds the heading, even when that is empty.
    private CsvReader? Part(CsvReaderOptions options)
    {
        var skipped = live!.LinesSkipped;
        var rows = live.Next();
        if (live.LinesSkipped > skipped)
            problems.Add(
                ProblemKind.CutOff,
                linesRead + 1,
                $"This row is longer than {this.options.LongestRow:N0} bytes, as after a quotation mark that is never closed: reading goes on at the next line."
            );
        linesRead += live.LinesSkipped - skipped;
        if (rows.Length == 0 && !options.HasHeader)
            return null;
        (linesBefore, linesRead) = (linesRead, linesRead + rows.AsSpan().Count((byte)'\n'));
        return CsvReader.Create(rows, options);
    }

    private bool Next()
    {
        try
        {
            while (!reader.Read())
            {
                if (live is null || Part(csv with { HasHeader = false }) is not { } part)
                    return false;
                reader.Dispose();
                reader = part;
            }
            lastLine = Line;
            return true;
        }
        catch (CsvFormatException fault)
        {
            throw Refused(fault);
        }
    }

    private void SayOdd(ref (long Line, int Fields)? odd, bool isTornEnd)
    {
        if (odd is not var (line, fields))
            return;
        odd = null;
        if (isTornEnd && fields < Columns.Names.Count)
            problems.Add(ProblemKind.CutOff, line, $"The file ends in the middle of this row ({fields} of {Words.Counted(Columns.Names.Count, "field")}).");
        else
            problems.Add(ProblemKind.FieldCount, line, $"This row has {Words.Counted(fields, "field")}; the heading has {Columns.Names.Count}.");
    }

    // HDX files carry tags such as #date+start under the heading; cells without a tag, the first among them, are empty.
    private bool IsTagRow(int count)
    {
        var tags = 0;
        for (var c = 0; c < count; c++)
        {
            var cell = reader.GetSpan(c);
            if (cell.Length > 0 && cell[0] != (byte)'#')
                return false;
            tags += cell.Length > 0 ? 1 : 0;
        }
        return tags > 0;
    }

    private string[]? TakeFields(int count, long line)
    {
        var fields = new string[count];
        var strange = -1;
        for (var c = 0; c < count; c++)
        {
            var field = fields[c] = reader.GetString(c);
            if (field.Length > options.LongestField)
            {
                problems.Add(
                    ProblemKind.FieldTooLong,
                    line,
                    $"Column '{Columns.Names[c]}' has {Words.Counted(field.Length, "character")}; the limit is {options.LongestField:N0}."
                );
                return null;
            }
            if (strange < 0 && field.Contains('\uFFFD'))
                strange = c;
        }
        if (strange >= 0)
            problems.Add(ProblemKind.BadText, line, $"Some bytes of column '{Columns.Names[strange]}' are not UTF-8.");
        return fields;
    }

    private RefusedException Refused(CsvFormatException fault) => TooLong(Math.Max(1, fault.LineNumber));

    private RefusedException TooLong(long line) =>
        new(
            $"{name}:{line}: this row is longer than {options.LongestRow:N0} bytes, which is the limit. A quotation mark that is never closed has the same effect."
        );
}
