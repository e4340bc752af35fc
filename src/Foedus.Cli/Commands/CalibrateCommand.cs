using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.Interop;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Reporting;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus calibrate: which threshold would have told quiet from broken periods, how soon, at how many false alarms.</summary>
internal static class CalibrateCommand
{
    public static Command Make()
    {
        var deal = DealInputs.File();
        var files = new Argument<string[]>("INCIDENTS")
        {
            Description = "Files of incidents ('foedus incidents --help' says which kinds are read).",
            Arity = ArgumentArity.OneOrMore,
        };
        var trigger = new Option<string>("--trigger")
        {
            Description = "The trigger whose class of incidents is counted.",
            HelpName = "NAME",
            Required = true,
        };
        var quiet = DayOptions.Periods("--quiet", "A period known to have been quiet (may be repeated).");
        var broken = DayOptions.Periods("--broken", "A period known to have been broken (may be repeated).");
        var standard = new CalibrationOptions { Trigger = "", Periods = [] };
        var events = Numbers("--events", "Numbers of incidents to try", standard.Incidents);
        var deaths = Numbers("--deaths", "Numbers of deaths to try", standard.Deaths);
        var days = Numbers("--days", "Windows to try, in days", standard.Windows);
        var certainty = new Option<string>("--certainty")
        {
            Description = "certainly, probably or possibly (default probably).",
            HelpName = "HOW",
            DefaultValueFactory = _ => "probably",
        };
        certainty.AcceptOnlyFromAmong("certainly", "probably", "possibly");
        var per = new Option<int>("--per")
        {
            Description = "Days of one period of the deal, for the assumptions (default 30).",
            HelpName = "DAYS",
            DefaultValueFactory = _ => 30,
        };
        per.Validators.Add(result => DealInputs.Within(result, per, 1, 36_525));
        var html = new WritingOption<string?>("--html") { Description = "Write chart and table as a page to this file." };
        var json = DealInputs.Json();
        var command = new Command("calibrate", "Try thresholds on past periods known to be quiet or broken: false alarms against delay.")
        {
            deal,
            files,
            trigger,
            quiet,
            broken,
            events,
            deaths,
            days,
            certainty,
            per,
            html,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(deal)!,
                        parsed.GetValue(files)!,
                        new CalibrationOptions
                        {
                            Trigger = parsed.GetValue(trigger)!,
                            Periods =
                            [
                                .. parsed.GetValue(quiet)!.Select(period => new KnownPeriod(period.From, period.To, false)),
                                .. parsed.GetValue(broken)!.Select(period => new KnownPeriod(period.From, period.To, true)),
                            ],
                            Incidents = parsed.GetValue(events)!,
                            Deaths = parsed.GetValue(deaths)!,
                            Windows = parsed.GetValue(days)!,
                            Certainty = Enum.Parse<Certainty>(parsed.GetValue(certainty)!, ignoreCase: true),
                            BlockDays = parsed.GetValue(per),
                        },
                        parsed.GetValue(html),
                        parsed.GetValue(json),
                        cancel
                    )
                )
        );
        return command.WithExamples(
            (
                "foedus calibrate my.foedus reports.csv --trigger serious --quiet 2016-01-01..2016-06-30 --broken 2015-01-10..2015-02-20",
                "what each threshold would have said"
            ),
            (
                "foedus calibrate my.foedus reports.csv --trigger serious --broken 2015-01-10..2015-02-20 --quiet 2016-01-01..2016-06-30 --html thresholds.html",
                "with the chart"
            )
        );
    }

    private static int Run(string path, string[] files, CalibrationOptions options, string? html, bool json, CancellationToken cancel)
    {
        var input = WatchInput.Read(path);
        var calibration = Calibrate.Run(input, files, options, Output.Counting("Reading, incidents so far"), cancel);
        var lines = Calibrate.Lines(calibration, calibration.Scores[0]);
        if (html is not null)
            Output.WriteFile(html, CalibrationPage.Render(calibration, input.Deal.Title, lines));
        if (json)
            Console.WriteLine(AnswerJson.Text(CalibrationAnswer.Of(calibration)));
        else
            Print(calibration, lines, html);
        return ExitCode.Fine;
    }

    private static void Print(Calibration calibration, string lines, string? html)
    {
        Output.Line(
            $"Thresholds on {calibration.Class}, {MonitoringWords.Of(calibration.Certainty)} met. * is efficient: nothing tried is at least as good in both false days and delay."
        );
        foreach (var period in calibration.Periods)
            Output.Line($"  {(period.IsBroken ? "broken" : "quiet")} {period.From:yyyy-MM-dd} to {period.To:yyyy-MM-dd}");
        Output.Line();
        if (calibration.NeverTrue is { } never)
        {
            Output.Line(never);
            if (html is not null)
                Output.Line($"Written: {html}");
            return;
        }
        Output.Line($"  {"threshold", -44} quiet days  false  found   days");
        Output.Line($"  {"", -44}       true  alarms         late");
        foreach (var score in calibration.Scores)
            Output.Line(
                $"{(score.IsEfficient ? "* " : "  ")}{score.Condition + (score.IsOwn ? " (own)" : ""), -44} {(double.IsNaN(score.FalseShare) ? "–" : $"{Words.OfHundred(score.FalseShare)}%"), 10} {score.FalseAlarms, 6} {score.Fired, 3} of {score.Delays.Count, -2}"
                    + $"{(score.Fired < score.Delays.Count ? "> " : "") + Words.Number(score.Delay), 6}"
            );
        Output.Line();
        if (lines.Length > 0)
        {
            Output.Line("For the deal, from its own threshold:");
            Console.WriteLine(lines);
        }
        foreach (var note in calibration.Notes)
            Output.Line(note);
        if (html is not null)
            Output.Line($"Written: {html}");
    }

    private static Option<int[]> Numbers(string name, string description, IReadOnlyList<int> standard) =>
        new(name)
        {
            Description = $"{description} (default {string.Join(",", standard)}).",
            HelpName = "N,N,…",
            DefaultValueFactory = _ => [.. standard],
            CustomParser = result =>
            {
                var numbers = new List<int>();
                foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)))
                    if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000)
                        numbers.Add(number);
                    else
                        result.AddError($"{name} wants whole numbers from 1 to 100,000 with commas, not '{text}'.");
                return [.. numbers.Distinct()];
            },
        };
}
