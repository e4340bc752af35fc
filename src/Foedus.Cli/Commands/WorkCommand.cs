using System.CommandLine;
using System.Globalization;
using Foedus.Cli.Clusters;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus work: what the jobs call that 'weigh --on' submits. One shard, or the putting together.</summary>
internal static class WorkCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("JOB") { Description = "The folder of the work, as 'weigh --on' made it." };
        var shard = new Option<int?>("--shard") { Description = "Work off this shard, from 1.", HelpName = "I" };
        var byIndex = new Option<bool>("--shard-by-index")
        {
            Description = "The same for the shard after the number in JOB_COMPLETION_INDEX, which counts from 0.",
        };
        var merge = new Option<bool>("--merge") { Description = "Put the shards together." };
        var id = new Option<string?>("--id") { Description = "The run that is meant; another in the folder is refused.", HelpName = "ID" };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads; 0 for all cores that the job was given.",
            HelpName = "N",
            DefaultValueFactory = _ => 0,
        };
        var command = new WritingCommand("work", "What jobs on a cluster call: work off one shard of a run, or put all together.")
        {
            folder,
            shard,
            byIndex,
            merge,
            id,
            threads,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(shard) is null ? 0 : 1) + (result.GetValue(byIndex) ? 1 : 0) + (result.GetValue(merge) ? 1 : 0) != 1)
                result.AddError("Say --shard I, --shard-by-index or --merge.");
        });
        command.SetAction(
            (parsed, cancel) =>
            {
                var (job, which) = (parsed.GetValue(folder)!, parsed.GetValue(byIndex) ? Index() : parsed.GetValue(shard));
                return Task.FromResult(Telling(job, which, () => Work(job, which, parsed.GetValue(id), parsed.GetValue(threads), cancel)));
            }
        );
        return command.WithExamples(("foedus work /shared/run.job --shard 3", "the third shard"), ("foedus work /shared/run.job --merge", "when all are done"));
    }

    private static int Work(string folder, int? shard, string? id, int threads, CancellationToken cancel)
    {
        if (!Directory.Exists(ClusterJob.ShardsOf(folder)))
            throw new InputException(
                $"{Environment.MachineName} sees no work in this folder. It must stand on a file system that all machines share, under the same path.",
                folder
            );
        var paths = Directory.EnumerateDirectories(ClusterJob.ShardsOf(folder)).Where(RunDirectory.IsRun).Order(StringComparer.Ordinal).ToList();
        if (shard is { } number && (number < 1 || number > paths.Count))
            throw new InputException($"There is no shard {number} here; there are {paths.Count}.", folder);
        if (id is not null && paths.Find(path => RunDirectory.Open(path, toWork: false).Manifest.Id != id) is { } strange)
            throw new InputException(
                $"What {Environment.MachineName} sees in this folder is another run than the one that was submitted. The folder must be the same file system on all machines; or other work was laid out in it since.",
                strange
            );
        if (shard is { } one)
        {
            // Held against the manifest: deal, version, kind of machine.
            Weigh.Resume(paths[one - 1], threads, null, cancel);
            return ExitCode.Fine;
        }
        var run = ClusterJob.RunOf(folder);
        if (RunDirectory.IsRun(run))
            return ExitCode.Fine;
        var merging = Path.Combine(folder, "merging");
        if (Directory.Exists(merging))
            Directory.Delete(merging, recursive: true);
        Weigh.Merge(merging, paths, null, cancel);
        Directory.Move(merging, run);
        return ExitCode.Fine;
    }

    // Whoever follows reads why, wherever the cluster keeps what a job says.
    private static int Telling(string folder, int? shard, Func<int> work)
    {
        var fault = ClusterJob.FaultOf(folder, shard);
        try
        {
            var code = work();
            File.Delete(fault);
            return code;
        }
        catch (Exception failure)
            when (failure is InputException or RefusedException or IOException or OutOfMemoryException && Directory.Exists(Path.GetDirectoryName(fault)))
        {
            var place = failure is InputException { Place: { } named } ? $"{named}: " : "";
            OutputFile.Write(fault, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.WriteLine($"{place}{failure.Message} (on {Environment.MachineName})");
            });
            throw;
        }
    }

    private static int Index() =>
        int.TryParse(Surroundings.Of("JOB_COMPLETION_INDEX"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index + 1
            : throw new InputException("--shard-by-index is for pods of an indexed job: JOB_COMPLETION_INDEX is not set.");
}
