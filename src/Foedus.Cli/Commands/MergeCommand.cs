using System.CommandLine;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus merge: shards of a run put together.</summary>
internal static class MergeCommand
{
    public static Command Make()
    {
        var into = new Argument<string>("OUT") { Description = "Folder for the whole run; must not be there yet." };
        var shards = new Argument<string[]>("SHARD")
        {
            Description = "Folders made with 'foedus weigh --shard', in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (full, json) = (DealInputs.Full(), DealInputs.Json());
        var command = new WritingCommand("merge", "Put the shards of a run together, with summary and report; the same bits as an undivided run.")
        {
            into,
            shards,
            full,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
            {
                var run = parsed.GetValue(into)!;
                var result = Weigh.Merge(
                    run,
                    parsed.GetValue(shards)!,
                    Output.Progress("Merging, parts done"),
                    cancel,
                    Output.ProgressOfParts("What it hangs on", "solves done")
                );
                return Task.FromResult(
                    WeighCommand.Say(
                        Weigh.DealIn(run, cancel),
                        result,
                        Path.Combine(run, RunDirectory.ReportName),
                        parsed.GetValue(json),
                        parsed.GetValue(full)
                    )
                );
            }
        );
        return command.WithExamples(
            ("foedus merge run shard1 shard2 shard3 shard4", "four shards to one run"),
            ("foedus merge run shard*", "all that begin with 'shard'")
        );
    }
}
