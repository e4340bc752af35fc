using System.Globalization;
using System.Text;
using System.Text.Json;
using Foedus.Interop;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>What a running watch has counted, line by line on the disk, so that it can go on after a crash with nothing counted twice.</summary>
/// <remarks>The first line says to which deal it belongs; a last line that was cut off is dropped. Each incident is written before its verdict is told.</remarks>
internal sealed class WatchJournal : IDisposable
{
    private const string Schema = "foedus/watch-journal/1";
    private const int LongestLine = 100_000;

    private readonly FileStream file;

    private WatchJournal(FileStream file, bool isWhole) => (this.file, Earlier) = (file, new EarlierVersions(isWhole));

    /// <summary>What it holds of reports that a stream may bring again.</summary>
    internal EarlierVersions Earlier { get; }

    /// <summary>Incidents and days that were in it.</summary>
    public int Lines { get; private set; }

    /// <summary>Opens a journal, makes it where there is none, and hands what stands in it to a monitor.</summary>
    /// <exception cref="InputException">It belongs to another deal or other settings, or is no journal.</exception>
    /// <param name="path">The file.</param>
    /// <param name="belongsTo">Fingerprint of the deal and what else the counts hang on.</param>
    /// <param name="monitor">Takes what stands in it.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="isWhole">Whether the stream begins where it began when the journal was begun.</param>
    public static WatchJournal Open(string path, string belongsTo, WatchMonitor monitor, int classes, bool isWhole = false)
    {
        if (FileKinds.Of(path) is not (FileKind.Missing or FileKind.Regular))
            throw new InputException("A journal is a plain file. Name another.", path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var journal = new WatchJournal(stream, isWhole);
            if (stream.Length == 0)
                journal.Write(new Head(Schema, belongsTo));
            else
                journal.Replay(path, belongsTo, monitor, classes);
            return journal;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Count(Selected incident) =>
        Write(
            new Line(
                0,
                incident.Id,
                null,
                incident.Line,
                incident.First,
                incident.Last,
                incident.Low,
                incident.Best,
                incident.High,
                double.IsNaN(incident.Latitude) ? null : incident.Latitude,
                double.IsNaN(incident.Longitude) ? null : incident.Longitude,
                [.. incident.Of.Select(levels => (int)levels)],
                incident.Row.ToString("x", CultureInfo.InvariantCulture)
            )
        );

    public void TakeBack(string id) => Write(new Line(0, null, id));

    public void Judge(DateOnly day) => Write(new Line(day.DayNumber));

    public void Dispose() => file.Dispose();

    private void Replay(string path, string belongsTo, WatchMonitor monitor, int classes)
    {
        var (number, whole) = (0, 0L);
        foreach (var bytes in WholeLines())
        {
            number++;
            try
            {
                if (number == 1)
                {
                    var head = JsonSerializer.Deserialize<Head>(bytes.AsSpan());
                    if (head?.Schema != Schema)
                        throw new InputException("This is no journal of a watch. Name a new file.", path);
                    if (head.BelongsTo != belongsTo)
                        throw new InputException(
                            "This journal belongs to another deal, another first day or another --late-by. Name a new file, or go back to what it was begun with.",
                            path
                        );
                }
                else
                {
                    Play(JsonSerializer.Deserialize<Line>(bytes.AsSpan()) ?? throw new JsonException("empty"), monitor, classes);
                    Lines++;
                }
            }
            catch (JsonException fault)
            {
                throw new InputException($"This line of the journal cannot be read: {JsonInput.WordsOf(fault)}", $"{path}:{number}", fault);
            }
            whole = file.Position;
        }
        Earlier.Forget(monitor);
        if (number == 0)
            throw new InputException("This is no journal of a watch. Name a new file.", path);
        file.SetLength(whole);
        file.Position = whole;
    }

    private void Play(Line line, WatchMonitor monitor, int classes)
    {
        if (line.Gone is { } gone)
        {
            monitor.Remove(gone);
            Earlier.Heard(gone, null);
        }
        else if (line.Id is { } id)
        {
            if (line.First < 1 || line.Last < line.First || line.Last > DateOnly.MaxValue.DayNumber || line is { Low: < 0 } or { Best: < 0 } or { High: < 0 })
                throw new JsonException("its days or deaths are none");
            var selected = new Selected(
                id,
                line.At,
                line.First,
                line.Last,
                line.Low,
                line.Best,
                line.High,
                line.Latitude ?? double.NaN,
                line.Longitude ?? double.NaN,
                line.Of is { } of && of.Length == classes
                    ? [.. of.Select(levels => (Levels)levels & Levels.All)]
                    : throw new JsonException("it is of other classes"),
                UInt128.TryParse(line.Row, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var row) ? row : 0
            );
            monitor.Restore(selected);
            Earlier.Heard(id, selected);
        }
        else if (line.Day > 0 && line.Day - (long)monitor.From.DayNumber <= Watch.MostDays)
            monitor.Advance(DateOnly.FromDayNumber(line.Day));
        else
            throw new JsonException("it says neither a report nor a day");
        if (Lines % 100_000 == 99_999)
            Earlier.Forget(monitor);
    }

    // Leaves the file's position after the line.
    private IEnumerable<byte[]> WholeLines()
    {
        var line = new List<byte>();
        var start = 0L;
        var buffer = new byte[1 << 16];
        int count;
        file.Position = 0;
        while ((count = file.Read(buffer)) > 0)
        {
            var next = file.Position;
            for (var i = 0; i < count; i++)
            {
                start++;
                if (buffer[i] == (byte)'\n')
                {
                    file.Position = start;
                    yield return [.. line];
                    line.Clear();
                }
                else if (line.Count < LongestLine)
                    line.Add(buffer[i]);
            }
            file.Position = next;
        }
    }

    private void Write<T>(T line)
    {
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line) + "\n"));
        file.Flush();
    }

    private sealed record Head(string Schema, string BelongsTo);

    private sealed record Line(
        int Day,
        string? Id = null,
        string? Gone = null,
        long At = 0,
        int First = 0,
        int Last = 0,
        int Low = 0,
        int Best = 0,
        int High = 0,
        double? Latitude = null,
        double? Longitude = null,
        int[]? Of = null,
        string? Row = null
    );
}
