using System.CommandLine;
using Foedus.Answers;
using Foedus.Interop;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Telling;
using Foedus.Units;
using Foedus.Workflow;
using Spectre.Console;

namespace Foedus.Cli.Commands;

/// <summary>foedus watch: a deal's triggers on reported incidents.</summary>
internal static class WatchCommand
{
    // Of those that a verdict rests on, in a line.
    private const int MostReports = 12;

    public static Command Make()
    {
        var deal = DealInputs.File();
        var files = new Argument<string[]>("INCIDENTS")
        {
            Description = "Files of incidents ('foedus incidents --help' says which kinds are read).",
            Arity = ArgumentArity.OneOrMore,
        };
        var from = DayOptions.Day("--from", "First day to judge (default: when the deal came into force, else the first day in the data).");
        var to = DayOptions.Day("--to", "Last day to judge (default: the last day in the data).");
        var force = DayOptions.Day("--in-force", "Instead of the deal's 'in force from': incidents that began before this day do not count.");
        var weekly = new Option<string?>("--weekly")
        {
            Description = "Count each class by week and by what stands in these columns (also loss_side, attributed_to).",
            HelpName = "A,B,…",
        };
        var compare = new ReadingOption<string[]>("--compare")
        {
            Description = "An older edition of the data (may be repeated): say which verdicts changed since, and because of which rows.",
            HelpName = "OLD",
            DefaultValueFactory = _ => [],
        };
        var follow = new Option<bool>("--follow")
        {
            Description = "Go on as the one file grows ('-' is standard input) and tell every change of a verdict; Ctrl-C ends it.",
        };
        var journal = new ReadingOption<string?>("--journal")
        {
            Description = "With --follow: note in this file what has been counted, so that it can go on after a crash.",
            HelpName = "FILE",
        };
        var late = new Option<int>("--late-by")
        {
            Description = "With --follow: reports later than this many days change no verdict any more, and memory stays bounded (default 365).",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 365,
        };
        late.Validators.Add(result => DealInputs.Within(result, late, 0, 36_525));
        var strict = new Option<bool>("--strict") { Description = "End at the first fault in a file instead of counting it." };
        var html = new WritingOption<string?>("--html") { Description = "Write a page: when and where, a table of verdicts, the reports behind them." };
        var json = DealInputs.Json();
        var command = new Command("watch", "Judge a deal's triggers on reported incidents: certainly, probably, possibly, since when, on which evidence.")
        {
            deal,
            files,
            from,
            to,
            force,
            weekly,
            compare,
            follow,
            journal,
            late,
            strict,
            html,
            json,
        };
        command.Needs(journal, follow);
        command.Needs(late, follow);
        // A page, counts by week and what changed are of days that are over.
        command.Excludes(follow, html, compare, weekly);
        command.SetAction(
            (parsed, cancel) =>
            {
                var (path, data, asJson) = (parsed.GetValue(deal)!, parsed.GetValue(files)!, parsed.GetValue(json));
                var options = new WatchOptions
                {
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    InForceFrom = parsed.GetValue(force),
                    WeeklyBy = parsed.GetValue(weekly)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                    Strict = parsed.GetValue(strict),
                };
                return Task.FromResult(
                    parsed.GetValue(follow)
                        ? Following.Run(path, data, options, parsed.GetValue(late), parsed.GetValue(journal), asJson, cancel)
                        : Run(path, data, parsed.GetValue(compare)!, options, parsed.GetValue(html), asJson, cancel)
                );
            }
        );
        return command.WithExamples(
            ("foedus watch my.foedus reports.csv", "what the triggers say on these reports"),
            ("foedus watch my.foedus reports.csv --from 2015-02-15 --to 2017-12-31 --json", "between two days, for a program"),
            ("foedus watch my.foedus reports.csv --html watch.html", "a page with timeline and map"),
            ("foedus watch my.foedus reports.csv --weekly side_b", "and counts by week and actor"),
            ("foedus watch my.foedus ged221.csv --compare ged201.csv", "what hindsight changed"),
            ("tail -f reports.csv | foedus watch my.foedus - --follow --from 2026-01-01 --journal watch.journal", "as reports come in")
        );
    }

    private static int Run(string path, string[] files, string[] older, WatchOptions options, string? html, bool json, CancellationToken cancel)
    {
        var (input, progress) = (WatchInput.Read(path), Output.Counting("Reading, incidents so far"));
        if (older.Length > 0)
        {
            var comparison = WatchComparison.Make(input, older, files, options, progress, cancel);
            if (html is not null)
                Output.WriteFile(html, WatchPageOf.Render(input, comparison.New));
            if (json)
                Console.WriteLine(AnswerJson.Text(WatchAnswer.Of(comparison)));
            else
                Print(comparison);
            return ExitCode.Fine;
        }
        var result = Watch.Run(input, files, options, progress, cancel);
        if (html is not null)
            Output.WriteFile(html, WatchPageOf.Render(input, result));
        if (json)
            Console.WriteLine(AnswerJson.Text(WatchAnswer.Of(result)));
        else
            Print(result);
        return ExitCode.Fine;
    }

    private static void Print(WatchComparison comparison)
    {
        var rows = comparison.Rows;
        Output.Console.MarkupLineInterpolated($"[bold]{comparison.New.Title}[/]");
        Output.Line(
            $"Judged from {comparison.New.From:yyyy-MM-dd} to {comparison.New.To:yyyy-MM-dd} on {Names(comparison.Old)}, then on {Names(comparison.New)}."
        );
        Output.Line();
        Output.Line(
            $"{Words.Counted(rows.OldRows, "row")} before, {rows.NewRows:N0} now: {rows.Common:N0} in both, {rows.Gone.Count:N0} gone, {rows.Added:N0} added. Of those in both {rows.ChangedDeaths:N0} have other deaths, {rows.ChangedFirstDay:N0} another first day, "
                + $"{rows.ChangedLastDay:N0} another last day, {rows.ChangedPlace:N0} another place, {rows.ChangedSideB:N0} another side B. Deaths {rows.OldDeaths:N0} before, {rows.NewDeaths:N0} now."
        );
        Output.Line();
        if (comparison.Changes.Count == 0)
            Output.Line("No verdict changed.");
        foreach (var change in comparison.Changes)
        {
            Output.Line(
                $"{change.Title}, {MonitoringWords.Of(change.Certainty)}: first {First(change.Old)} before, {First(change.New)} now; true on {Words.Counted(change.Old.DaysTrue, "day")} before, on {change.New.DaysTrue:N0} now."
            );
            foreach (var kind in change.Because.GroupBy(row => row.What))
                Output.Line($"  {kind.Count():N0} {kind.Key}: {Words.Some([.. kind.Select(row => row.Row.Id)])}");
        }
        if (comparison.New.Classes.All(of => of.Weekly is null))
            return;
        Output.Line();
        Print(comparison.New.Classes);
    }

    private static string Names(WatchResult result) => string.Join(" and ", result.Files.Select(file => $"{file.Name} ({file.Sha256[..12]}…)"));

    private static void Print(WatchResult result)
    {
        Output.Console.MarkupLineInterpolated($"[bold]{result.Title}[/]");
        Output.Line(
            $"Judged from {result.From:yyyy-MM-dd} to {result.To:yyyy-MM-dd}{(result.InForceFrom is { } day ? $", in force from {day:yyyy-MM-dd}" : "")}."
        );
        Output.Line();
        foreach (var note in result.Notes)
            Output.Line($"Note: {note}");
        foreach (var state in result.States)
        {
            Output.Line($"{state.InWords}.");
            Output.Line($"  certainly {First(state.Of.Certainly)}, probably {First(state.Of.Probably)}, possibly {First(state.Of.Possibly)}");
        }
        if (result.States.Count > 0)
            Output.Line();
        foreach (var owed in result.Obligations)
        {
            Output.Line($"{owed.Title}  [{owed.Name}{(owed.Of is null ? "" : $", {owed.Of}")}]: {owed.InWords}.");
            Output.Line($"  {owed.PartyTitle} {owed.OwesInWords}");
            if (owed.Probably.Evidence.Count > 0)
                Output.Line($"  On these reports: {Words.Some([.. owed.Probably.Evidence.Select(report => report.Id)], MostReports)}.");
            foreach (var note in owed.Notes)
                Output.Line($"  {note}");
        }
        if (result.Obligations.Count > 0)
            Output.Line();
        foreach (var trigger in result.Triggers)
            Print(trigger);
        Print(result.Classes);
        Output.Line();
        foreach (var file in result.Files)
        {
            Output.Line($"{file.Name}: {file.Schema}, {Words.Counted(file.Incidents, "incident")}, SHA-256 {file.Sha256[..16]}…");
            foreach (var line in ProblemLines.Of(file.Problems.All, 1, "  "))
                Output.Line(line);
        }
        var others = result.Taken.Where(pair => pair.Key is Taken.Revised or Taken.Repeated or Taken.BeforeInForce).ToList();
        if (others.Count > 0)
            Output.Line(string.Join("; ", others.Select(pair => $"{MonitoringWords.Of(pair.Key)}: {pair.Value:N0}")) + ".");
    }

    private static void Print(IReadOnlyList<ClassSummary> classes)
    {
        foreach (var of in classes)
        {
            Output.Line(
                $"{of.Title}: {Words.Counted(of.Probably, "incident")} ({of.Certainly:N0} certainly, {of.Possibly:N0} possibly of this class)"
                    + (
                        of.QuietByFirstDay is { } quiet
                            ? $"; probably quiet for {Words.Counted(quiet.Days, "day")} at the longest, {quiet.First:yyyy-MM-dd} to {quiet.Last:yyyy-MM-dd}"
                            : "; no quiet day"
                    )
            );
            if (of.Weekly is { } weekly)
                foreach (var week in weekly.Weeks)
                    Output.Line(
                        $"  {week.Key}  {string.Join(", ", week.Value.Select(key => $"{(key.Key.Length == 0 ? "(not said)" : key.Key)} {key.Value.Incidents} ({key.Value.Deaths} deaths)"))}"
                    );
        }
    }

    private static void Print(TriggerVerdict trigger)
    {
        Output.Line($"{trigger.Title}  [{trigger.Name}]");
        Output.Line($"  {trigger.Condition}");
        Output.Table(
            new ToldTable(
                [
                    new ToldColumn("how sure"),
                    new ToldColumn("first day"),
                    ToldColumn.Of("days"),
                    ToldColumn.Of("episodes"),
                    new ToldColumn("longest"),
                    new ToldColumn("last day"),
                ],
                [
                    .. new[] { trigger.Certainly, trigger.Probably, trigger.Possibly }.Select(verdict =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Say(MonitoringWords.Of(verdict.Certainty)),
                                ToldCell.Say(First(verdict)),
                                ToldCell.Say($"{verdict.DaysTrue:N0}"),
                                ToldCell.Say($"{verdict.Episodes.Count:N0}"),
                                ToldCell.Say(verdict.Longest is { } longest ? $"{Words.Counted(longest.Days, "day")} from {longest.First:yyyy-MM-dd}" : "–"),
                                ToldCell.Say(verdict.LastDay?.ToString("yyyy-MM-dd") ?? "–"),
                            ]
                    ),
                ]
            ),
            2
        );
        var said = trigger.Probably;
        foreach (var count in said.Counts)
            Output.Line($"  {(said.FirstDay ?? said.NearestDay):yyyy-MM-dd}{(said.FirstDay is null ? " (nearest)" : "")}: {count.InWords}.");
        if (said.Evidence.Count > 0)
            Output.Line($"  On these reports: {Words.Some([.. said.Evidence.Select(report => report.Id)], MostReports)}.");
        Output.Line();
    }

    private static string First(Verdict verdict) => verdict.FirstDay?.ToString("yyyy-MM-dd") ?? "never";
}
