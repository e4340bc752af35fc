using System.Globalization;

namespace Foedus.Monitoring;

/// <summary>Incidents and deaths by ISO week and by what stands in some columns.</summary>
/// <remarks>Weeks by ISO 8601 of the first day. Deaths by the best estimate. A class counts what is probably of it.</remarks>
public sealed class WeeklyCounts(IReadOnlyList<string> columns)
{
    /// <summary>Instead of a column: which of UCDP's two sides lost lives. It says who was hit, not who attacked.</summary>
    public const string LossSide = "loss_side";

    /// <summary>Instead of a column: who it is attributed to.</summary>
    public const string Attributed = "attributed_to";

    private const int MostKeys = 100_000;

    private readonly SortedDictionary<string, SortedDictionary<string, (long Incidents, long Deaths)>> weeks = new(StringComparer.Ordinal);
    private int keys;

    /// <summary>[week, as 2014-W04][key]</summary>
    public IReadOnlyDictionary<string, SortedDictionary<string, (long Incidents, long Deaths)>> Weeks => weeks;

    /// <summary>Holds columns that somebody asked for against those that a file has.</summary>
    /// <exception cref="InputException">The file has no such column; says which it has.</exception>
    internal static void RefuseMissing(IReadOnlyList<string> columns, IncidentColumns known, string file)
    {
        foreach (var column in columns.Where(column => column != Attributed))
        foreach (var needed in column == LossSide ? DeathsOfSides : [column])
            if (known.IndexOf(needed) < 0)
                throw new InputException(
                    $"There is no column '{needed}'{(needed == column ? "" : $", which {column} is read from")}.{(Nearest.To(needed, known.Names) is { } near ? $" Did you mean '{near}'?" : "")} Columns: {string.Join(", ", known.Names)}; also {LossSide}, {Attributed}.",
                    file
                );
    }

    private static readonly string[] DeathsOfSides = ["deaths_a", "deaths_b"];

    /// <exception cref="RefusedException">Too many different texts stand in the columns.</exception>
    internal void Add(Incident incident)
    {
        var day = incident.FirstDay.ToDateTime(default);
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
        var key = string.Join(" | ", columns.Select(column => Of(incident, column)));
        if (!weeks.TryGetValue(week, out var counts))
            weeks[week] = counts = new SortedDictionary<string, (long, long)>(StringComparer.Ordinal);
        if (!counts.TryGetValue(key, out var count) && ++keys > MostKeys)
            throw new RefusedException(
                $"Weekly counts by {string.Join(", ", columns)} have more than {MostKeys:N0} entries. Choose columns with fewer different texts."
            );
        counts[key] = (count.Incidents + 1, count.Deaths + (incident.DeathsBest ?? 0));
    }

    private static string Of(Incident incident, string column) =>
        column switch
        {
            LossSide => (Lost(incident, DeathsOfSides[0]), Lost(incident, DeathsOfSides[1])) switch
            {
                (true, true) => "both",
                (true, false) => "side_a_only",
                (false, true) => "side_b_only",
                _ => "neither",
            },
            Attributed => incident.AttributedTo ?? "nobody",
            _ => incident.Field(column) ?? "",
        };

    private static bool Lost(Incident incident, string column) =>
        double.TryParse(incident.Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var deaths) && deaths > 0;
}
