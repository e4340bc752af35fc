using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>What the columns of one source mean.</summary>
public abstract class IncidentSchema
{
    private readonly HashSet<string> known;

    /// <param name="name">The source and, where they differ, its layout.</param>
    /// <param name="wanted">Columns a file must have to be of this schema.</param>
    /// <param name="known">All its columns, with commas.</param>
    private protected IncidentSchema(string name, string wanted, string known)
    {
        Name = name;
        Wanted = wanted.Split(", ");
        this.known = known.Split(", ").ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>For the user.</summary>
    public string Name { get; }

    internal IReadOnlyList<string> Wanted { get; }

    internal abstract SchemaColumns At { get; }

    internal virtual bool Knows(string column) => known.Contains(column);

    internal virtual bool Fits(IncidentColumns columns) => Wanted.All(name => columns.IndexOf(name) >= 0);

    /// <returns>Null where the row is left out; the problems say why.</returns>
    internal Incident? Read(in IncidentRow row)
    {
        if (Id(row) is not { } id || Days(row) is not var (first, last))
            return null;
        if (At.Year.Length > 0 && row.Whole(At.Year) is { } year && (year < first.Year || year > last.Year))
            row.Problem(ProblemKind.YearContradicts, $"Column '{At.Year}' says {year}, column '{At.FirstDay}' {first:yyyy-MM-dd}.");
        var (latitude, longitude) = row.Place(At.Latitude, At.Longitude);
        var best = row.Whole(At.DeathsBest);
        var code = row.Text(At.Cameo).Trim();
        if (code.Length > 0 && Cameo.Root(code) is null)
            row.Problem(ProblemKind.BadCode, $"'{code}' is no CAMEO code; are its leading zeros lost?");
        return Interpret(
            row,
            new Incident
            {
                Id = id,
                FirstDay = first,
                LastDay = last,
                DeathsLow = At.DeathsLow == At.DeathsBest ? best : row.Whole(At.DeathsLow),
                DeathsBest = best,
                DeathsHigh = At.DeathsHigh == At.DeathsBest ? best : row.Whole(At.DeathsHigh),
                Latitude = latitude,
                Longitude = longitude,
                Kind = Cameo.Root(code) ?? "",
                SideA = row.Name(At.SideA) ?? "",
                SideB = row.Name(At.SideB) ?? "",
                DayPrecision = row.Whole(At.DayPrecision),
                PlacePrecision = row.Whole(At.PlacePrecision),
                Clarity = row.Whole(At.Clarity),
                Columns = row.Columns,
                Fields = row.Fields,
                Line = row.Line,
            }
        );
    }

    /// <summary>What the source codes in its own way: kind of event, who did it.</summary>
    private protected abstract Incident Interpret(in IncidentRow row, Incident read);

    private protected static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    // First and last day in the right order, or null where there is no first.
    private (DateOnly First, DateOnly Last)? Days(in IncidentRow row)
    {
        if (row.Day(At.FirstDay, At.Days) is not { } begins)
        {
            if (row.Text(At.FirstDay).AsSpan().Trim().Length == 0)
                row.Problem(ProblemKind.BadDate, $"There is no date in column '{At.FirstDay}'.");
            return null;
        }
        if (row.Text(At.LastDay).AsSpan().Trim().Length == 0)
            return (begins, begins);
        // An unreadable end would make the incident look exact.
        if (row.Day(At.LastDay, At.Days) is not { } ends)
            return null;
        if (ends >= begins)
            return (begins, ends);
        row.Problem(ProblemKind.DatesReversed, $"It ends on {ends:yyyy-MM-dd}, before it begins on {begins:yyyy-MM-dd}.");
        return (ends, begins);
    }

    private string? Id(in IncidentRow row)
    {
        var column = At.Ids[0];
        foreach (var name in At.Ids)
            if (row.Has(name))
            {
                column = name;
                break;
            }
        var id = row.Code(column);
        if (id.Length > 0)
            return id;
        row.Problem(ProblemKind.NoId, $"There is no id in column '{column}'.");
        return null;
    }
}
