using Foedus.BaseRates;
using Foedus.Interop.Tables;

namespace Foedus.Interop.Ucdp;

/// <summary>UCDP/PRIO Armed Conflict: one row a conflict year; an episode ends where ep_end is 1. It knows no outcome, but it is newer than the termination set.</summary>
internal static class ArmedConflictReader
{
    public static SpellSet Read(CsvTable table, DateOnly? followUpEnd)
    {
        var (id, year, over, ends, starts) = (
            table.Needed("conflict_id"),
            table.Needed("year"),
            table.Needed("ep_end"),
            table.Needed("ep_end_date"),
            table.Needed("start_date2")
        );
        var (type, version, sideA, sideB) = (table.Column("type_of_conflict"), table.Column("version"), table.Column("side_a"), table.Column("side_b"));
        var list = new List<(string Id, DateOnly Starts, DateOnly? Ends, string Name, string Interstate)>();
        var (rows, lastYear, noStart, noEnd, edition) = (0, 0, 0, 0, "");
        while (BaseRateFile.Next(table, ref rows))
        {
            edition = table.Code(version);
            if (
                !table.TryInteger(year, out var y)
                || y is < BaseRateFile.FirstYear or > BaseRateFile.LastYear
                || BaseRateFile.Date(table.Text(starts)) is not { } start
            )
            {
                noStart++;
                continue;
            }
            lastYear = Math.Max(lastYear, y);
            var isOver = table.YesNo(over) is true;
            var end = isOver ? BaseRateFile.Date(table.Text(ends)) : null;
            if (isOver && end is null)
                noEnd++;
            list.Add((table.Code(id), start, end, $"{table.Text(sideA)} – {table.Text(sideB)}", table.Code(type) == "2" ? "yes" : "no"));
        }
        if (lastYear == 0)
            throw new InputException("No row states a year and the start of an episode.", table.Path);
        // start_date2 is the same in all years of an episode: it numbers the episodes of a conflict.
        var episodes = new Episodes();
        foreach (var conflict in list.GroupBy(row => row.Id))
        {
            var numbers = conflict.Select(row => row.Starts).Distinct().Order().Select((day, n) => (day, n)).ToDictionary(pair => pair.day, pair => pair.n);
            foreach (var row in conflict)
                episodes.Add(
                    row.Id,
                    numbers[row.Starts],
                    row.Starts,
                    row.Ends is { } day ? (day, row.Name, new Dictionary<string, string> { [Groupings.Interstate] = row.Interstate }) : null
                );
        }
        return episodes.Spells(
            "UCDP/PRIO Armed Conflict, by conflict",
            edition,
            rows,
            followUpEnd ?? new DateOnly(lastYear, 12, 31),
            [(noEnd, "ended episodes without a day of the end"), (noStart, "rows without a year or a start")]
        );
    }
}
