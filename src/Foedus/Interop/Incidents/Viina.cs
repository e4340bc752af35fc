using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>VIINA 2.0 and files derived from it: reports, or reports merged by place, day and type. Actors and types are flags; deaths are not counted.</summary>
/// <remarks>Zhukov and Ayers (2023), "VIINA 2.0: Violent Incident Information from News Articles on the 2022 Russian Invasion of Ukraine".</remarks>
internal sealed class Viina()
    : IncidentSchema(
        "VIINA 2.0",
        "date, longitude, latitude",
        "viina_version, event_id, event_id_1pd, date, time, geonameid, feature_code, asciiname, ADM1_NAME, ADM1_CODE, ADM2_NAME, ADM2_CODE, longitude, latitude, GEO_PRECISION, GEO_API, "
            + "location, address, report_id, source, sources, url, text, lang, n_reports, event_ids, event_ids_matching, sources_matching, target_classes"
    )
{
    // Several reports of event_info may carry the same place-day number; their own is event_id.
    internal override SchemaColumns At { get; } = new(["event_id", "event_id_1pd"], "date") { Days = DayForm.Digits };

    internal override bool Knows(string column) =>
        base.Knows(column) || column.StartsWith("a_", StringComparison.OrdinalIgnoreCase) || column.StartsWith("t_", StringComparison.OrdinalIgnoreCase);

    internal override bool Fits(IncidentColumns columns) =>
        base.Fits(columns) && (columns.IndexOf("event_id_1pd") >= 0 || (columns.IndexOf("event_id") >= 0 && columns.IndexOf("viina_version") >= 0));

    private protected override Incident Interpret(in IncidentRow row, Incident read)
    {
        var (russia, ukraine) = (Flag(row, "a_rus"), Flag(row, "a_ukr"));
        if (russia && ukraine)
            row.Problem(ProblemKind.BothSides, "Both a_rus and a_ukr are set.");
        return read with
        {
            Kind = row.Has("target_classes") ? row.Name("target_classes") ?? "" : Types(row),
            SideA = russia ? "rus" : "",
            SideB = ukraine ? "ukr" : "",
            AttributedTo =
                russia == ukraine ? null
                : russia ? "rus"
                : "ukr",
            PlacePrecision = Precision(row),
        };
    }

    // The labels' probabilities are cut at thresholds of their own: only the binary flags are read.
    private static bool Flag(in IncidentRow row, string name)
    {
        var column = row.Has(name + "_b") ? name + "_b" : name;
        switch (row.Code(column))
        {
            case "1":
                return true;
            case "" or "0":
                return false;
            case var other:
                row.Problem(
                    ProblemKind.BadCode,
                    $"'{column}' is '{other}'; a flag of 0 or 1 is wanted (the file's own '{name}_b', where it gives probabilities)."
                );
                return false;
        }
    }

    private static string Types(in IncidentRow row)
    {
        var types = "";
        for (var c = 0; c < row.Columns.Names.Count; c++)
            if (IncidentRow.Coded(row.Fields[c]) is "1" && row.Columns.Names[c] is { } name && name.StartsWith("t_", StringComparison.OrdinalIgnoreCase))
                types += (types.Length > 0 ? "|" : "") + (name.EndsWith("_b", StringComparison.Ordinal) ? name[..^2] : name);
        return types;
    }

    private static int? Precision(in IncidentRow row)
    {
        switch (row.Name("GEO_PRECISION"))
        {
            case null:
                return null;
            case "STREET":
                return 1;
            case "ADM3":
                return 2;
            case "ADM2":
                return 3;
            case "ADM1":
                return 4;
            case "ADM0":
                return 6;
            case var other:
                row.Problem(ProblemKind.BadCode, $"GEO_PRECISION is '{other}'; known are STREET, ADM3, ADM2, ADM1 and ADM0.");
                return null;
        }
    }
}
