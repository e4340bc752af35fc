using Foedus.BaseRates;
using Foedus.Interop.Tables;

namespace Foedus.Interop.Ucdp;

/// <summary>UCDP Conflict Termination: one row a year of an episode, its last with the outcome.</summary>
internal static class TerminationReader
{
    public static SpellSet Read(CsvTable table, string unit, DateOnly? followUpEnd)
    {
        var (id, number, over) = (table.Needed($"{unit}_id"), table.Needed($"{unit}episode"), table.Needed(unit == "dyad" ? "dyadterm" : "confterm"));
        var (ends, outcome, starts, year) = (table.Needed("ependdate"), table.Needed("outcome"), table.Needed("start_date2"), table.Needed("year"));
        var (type, version, sideA, sideB) = (table.Column("type_of_conflict2"), table.Column("version"), table.Column("side_a"), table.Column("side_b"));
        var episodes = new Episodes();
        var (rows, lastYear, noEnd, noNumber, oddYear, edition) = (0, 0, 0, 0, 0, "");
        while (BaseRateFile.Next(table, ref rows))
        {
            edition = table.Code(version);
            if (!table.TryInteger(number, out var episode) || !table.TryInteger(year, out var y))
            {
                noNumber++;
                continue;
            }
            if (y is < BaseRateFile.FirstYear or > BaseRateFile.LastYear)
            {
                oddYear++;
                table.Tell($"a year outside {BaseRateFile.FirstYear} to {BaseRateFile.LastYear}: a digit is lost or gained", $"{y}", true);
                continue;
            }
            lastYear = Math.Max(lastYear, y);
            var how = table.Code(outcome);
            var isOver = table.YesNo(over) is true && how.Length > 0;
            if (isOver && !Groupings.Outcomes.ContainsKey(how))
                table.Tell("an outcome that is none of UCDP's codes (1 to 6); it counts among all outcomes alone", how, false);
            var day = BaseRateFile.Date(table.Text(ends));
            if (isOver && day is null)
                noEnd++;
            (DateOnly, string, IReadOnlyDictionary<string, string>)? ending =
                isOver && day is { } d
                    ? (
                        d,
                        $"{table.Text(sideA)} – {table.Text(sideB)}",
                        new Dictionary<string, string>
                        {
                            [Groupings.Outcome] = Groupings.Outcomes.GetValueOrDefault(how, $"code {how}"),
                            [Groupings.Interstate] = table.Code(type) == "2" ? "yes" : "no",
                        }
                    )
                    : null;
            episodes.Add(table.Code(id), episode, BaseRateFile.Date(table.Text(starts)), ending);
        }
        if (lastYear == 0)
            throw new InputException("No row states a year and an episode.", table.Path);
        return episodes.Spells(
            $"UCDP Conflict Termination, by {unit}",
            edition,
            rows,
            followUpEnd ?? new DateOnly(lastYear, 12, 31),
            [
                (noEnd, "rows with an outcome but no day of the end"),
                (noNumber, "rows without a year or episode number"),
                (oddYear, $"rows of a year outside {BaseRateFile.FirstYear} to {BaseRateFile.LastYear}"),
            ]
        );
    }
}
