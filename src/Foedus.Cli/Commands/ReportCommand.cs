using System.CommandLine;
using Foedus.Interop;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus report: summary and report of a run again, from its draws.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("RUN") { Description = "A finished run, made with 'foedus weigh --out' or 'foedus merge'." };
        var html = new WritingOption<string?>("--html") { Description = "Write the report to this file (default: into the run)." };
        var table = new WritingOption<string?>("--table") { Description = "Write every world and its results to this CSV file." };
        var (marking, full, json) = (BriefCommand.Marking(), DealInputs.Full(), DealInputs.Json());
        var command = new WritingCommand("report", "Make the report of a run again, from the run alone: no draw is solved anew.")
        {
            folder,
            html,
            table,
            marking,
            full,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                var (run, page) = (parsed.GetValue(folder)!, parsed.GetValue(html));
                var (file, result) = Weigh.Report(run, Output.ProgressOfParts("What it hangs on", "solves done"), cancel);
                Output.WriteFile(
                    page ?? Path.Combine(run, RunDirectory.ReportName),
                    Output.Working("Reasons and the report", () => Weigh.Html(file, result, cancel, parsed.GetValue(marking)))
                );
                if (parsed.GetValue(table) is { } csv)
                    Output.WriteFile(csv, writer => DrawTable.WriteCsv(result, writer, cancel));
                return Task.FromResult(
                    WeighCommand.Say(file, result, page ?? Path.Combine(run, RunDirectory.ReportName), parsed.GetValue(json), parsed.GetValue(full))
                );
            }
        );
        return command.WithExamples(
            ("foedus report run", "print the summary and write run/report.html again"),
            ("foedus report run --full", "tell all of it here"),
            ("foedus report run --html report.html --json", "elsewhere, and the numbers for a program")
        );
    }
}
