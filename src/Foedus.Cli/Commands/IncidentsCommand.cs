using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.Interop;
using Foedus.Interop.Incidents;
using Foedus.Units;

namespace Foedus.Cli.Commands;

/// <summary>foedus incidents: what a file of incidents holds, and what is wrong with it.</summary>
internal static class IncidentsCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "UCDP GED, ACLED, VIINA, ICEWS or plain columns, as CSV or GeoJSON, also packed (.gz); '-' is standard input.",
        };
        var strict = new Option<bool>("--strict") { Description = "End at the first fault instead of counting it." };
        var last = DayOptions.Day("--last-day", "The last day reports can be about (2017-12-31): later ones are counted as a problem.");
        var json = DealInputs.Json();
        var command = new Command("incidents", "Say what a file of incidents holds: schema, period, kinds, actors, precision, problems.")
        {
            file,
            strict,
            last,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(file)!,
                        new IncidentReading { Strict = parsed.GetValue(strict), LastDay = parsed.GetValue(last) },
                        parsed.GetValue(json),
                        cancel
                    )
                )
        );
        return command.WithExamples(
            ("foedus incidents reports.csv", "look at a file before a deal is watched on it"),
            ("foedus incidents GEDEvent_v25_1.csv.gz --last-day 2024-12-31 --json", "the same for a program, with a check of the dates"),
            ("foedus incidents reports.csv --strict", "stop at the first fault, with its line")
        );
    }

    private static int Run(string path, IncidentReading options, bool json, CancellationToken cancel)
    {
        using var file = path == "-" ? IncidentFile.FromStream(Console.OpenStandardInput(), "standard input", options) : IncidentFile.Open(path, options);
        var summary = IncidentSummary.Of(file, cancel);
        if (json)
            Console.WriteLine(AnswerJson.Text(IncidentsAnswer.Of(summary)));
        else
            Print(summary);
        return ExitCode.Fine;
    }

    private static void Print(IncidentSummary summary)
    {
        var file = summary.File;
        Output.Line($"{file.Schema.Name}, {file.Form}, {Words.Counted(file.Columns.Names.Count, "column")}");
        Output.Line($"SHA-256    {file.Sha256![..16]}…");
        Output.Line(
            summary.FirstDay is null
                ? "Incidents  none"
                : $"Incidents  {Number(summary.Rows)}, from {summary.FirstDay:yyyy-MM-dd} to {summary.LastDay:yyyy-MM-dd}"
        );
        Output.Line(
            summary.Uncounted == summary.Rows
                ? "Deaths     not counted by this source"
                : $"Deaths     {Number(summary.DeathsBest)} by the best estimates{Bounds(summary)}"
        );
        Names("Kinds", summary.Kinds);
        Names("Side A", summary.SidesA);
        Names("Side B", summary.SidesB);
        Names("Attributed", summary.AttributedTo);
        Output.Line(
            $"Precision  {Number(summary.Exact)} deadly, clear, on a known day, in a known district or closer; {Number(summary.ManyDays)} span several days; {Number(summary.VaguePlace)} are placed by province or vaguer"
        );
        if (summary.AlikeButForId > 0)
            Output.Line(
                $"Repeats    {Words.Counted(summary.AlikeButForId, "row")} {Words.Does(summary.AlikeButForId, "equals", "equal")} an earlier one in all but the id; counts of events feel them"
            );
        Output.Line();
        var lines = ProblemLines.Of(file.Problems.All, 3).ToList();
        foreach (var line in lines)
            Output.Line(line);
        if (lines.Count == 0)
            Output.Line("No problems were found in the rows.");
    }

    // Sums over different rows are no bounds: an empty field is not 0.
    private static string Bounds(IncidentSummary summary)
    {
        var (low, high) = (summary.Rows - summary.LowUncounted, summary.Rows - summary.HighUncounted);
        return summary.Unbounded == 0 ? $" ({Number(summary.DeathsLow)} to {Number(summary.DeathsHigh)})"
            : low == 0 && high == 0 ? "; no low or high estimates are given"
            : $"; by the low ones {Number(summary.DeathsLow)}, given in {Number(low)} of {Words.Counted(summary.Estimated, "row")}, by the high ones {Number(summary.DeathsHigh)}, given in {Number(high)}";
    }

    private static void Names(string title, SortedDictionary<string, long> counts)
    {
        const int most = 6;
        var shown = counts
            .OrderByDescending(pair => pair.Value)
            .Take(most)
            .Select(pair => $"{(pair.Key.Length == 0 ? "(not said)" : pair.Key)} {Number(pair.Value)}");
        var rest = counts.Count - most;
        Output.Line($"{title, -10} {string.Join(", ", shown)}{(rest > 0 ? $", and {Number(rest)} more" : "")}");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
