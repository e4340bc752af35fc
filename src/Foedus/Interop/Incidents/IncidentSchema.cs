using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>What the columns of one source mean.</summary>
public abstract class IncidentSchema
{
    /// <summary>In the order in which a heading is held against them.</summary>
    public static IReadOnlyList<IncidentSchema> All { get; } = [new UcdpGed(), new Acled(), new Viina(), new Icews(), new PlainCsv()];

    /// <summary>For the user: the source and, where they differ, its layout.</summary>
    public abstract string Name { get; }

    /// <summary>The columns a file must have to be of this schema.</summary>
    internal abstract IReadOnlyList<string> Wanted { get; }

    internal abstract bool Knows(string column);

    internal virtual bool Fits(IncidentColumns columns) => Wanted.All(name => columns.IndexOf(name) >= 0);

    /// <returns>Null where the row is left out; the problems say why.</returns>
    internal abstract Incident? Read(in IncidentRow row);

    /// <summary>First and last day in the right order, or null where there is no first.</summary>
    private protected static (DateOnly First, DateOnly Last)? Days(in IncidentRow row, string first, string last, DayForm form = DayForm.Iso)
    {
        if (row.Day(first, form) is not { } begins)
        {
            if (row.Text(first).AsSpan().Trim().Length == 0)
                row.Problem(ProblemKind.BadDate, $"There is no date in column '{first}'.");
            return null;
        }
        if (row.Text(last).AsSpan().Trim().Length == 0)
            return (begins, begins);
        // An unreadable end would make the incident look exact.
        if (row.Day(last, form) is not { } ends)
            return null;
        if (ends >= begins)
            return (begins, ends);
        row.Problem(ProblemKind.DatesReversed, $"It ends on {ends:yyyy-MM-dd}, before it begins on {begins:yyyy-MM-dd}.");
        return (ends, begins);
    }

    private protected static string? Id(in IncidentRow row, string column)
    {
        var id = row.Text(column).Trim();
        if (id.Length > 0)
            return id;
        row.Problem(ProblemKind.NoId, $"There is no id in column '{column}'.");
        return null;
    }
}
