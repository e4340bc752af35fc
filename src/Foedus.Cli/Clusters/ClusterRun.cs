using System.Diagnostics;
using System.Globalization;
using Foedus.Runs;
using Foedus.Units;

namespace Foedus.Cli.Clusters;

/// <summary>A weighing on a cluster: laid out, submitted, followed, gathered. The same call goes on with what is there and submits only what neither is done nor in the queue.</summary>
internal sealed class ClusterRun(ICluster cluster, ClusterJob job)
{
    // Another machine's files may be seen late: so long, and in two looks after the first, nothing must be in any queue before it is said that something is missing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Often at first; a queue that many look at should not be asked all the time.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.25),
        LongestPause = TimeSpan.FromSeconds(10);
    private const double Longer = 1.15;

    /// <summary>Writes what would be submitted, and says how to do it by hand.</summary>
    public int OnlyWrite()
    {
        Prepare();
        Output.Line($"Nothing was submitted. The work is in {job.Folder}: {Words.Counted(job.Divided.Shards, "shard")}. By hand:");
        foreach (var line in cluster.Write(job, [.. Enumerable.Range(1, job.Divided.Shards)]))
            Console.WriteLine($"  {line}");
        return ExitCode.Fine;
    }

    /// <summary>Ends it; what is done is kept.</summary>
    public static int Cancel(ICluster cluster, ClusterJob job)
    {
        cluster.Cancel(job);
        var done = job.Divided.Progress().Count(shard => shard.Done == shard.All);
        Output.Line(
            $"The work is ended. {done} of {Words.Counted(job.Divided.Shards, "shard")} {Words.Does(job.Divided.Shards, "is", "are")} done and kept in {job.Folder}; the same command without --cancel goes on, and without that folder nothing is left of it."
        );
        return ExitCode.Fine;
    }

    /// <summary>Submits what is to be submitted.</summary>
    public void Submit()
    {
        Prepare();
        using var held = Held();
        var queue = cluster.Queue(job);
        var waiting = queue.Select(task => task.Shard).OfType<int>().ToHashSet();
        var open = Unfinished();
        var missing = open.Where(shard => !waiting.Contains(shard)).ToList();
        if (missing.Count > 0 && (waiting.Count == 0 || cluster.MergeWaits))
        {
            cluster.Write(job, missing);
            Forget([.. missing.Cast<int?>(), null]);
            cluster.SubmitShards(job, missing);
            Tell(
                $"{missing.Count} of {Words.Counted(job.Divided.Shards, "shard")} submitted as {job.Name}{(waiting.Count > 0 ? $"; {waiting.Count} were in the queue already" : "")}."
            );
            if (cluster.MergeWaits)
                cluster.SubmitMerge(job);
        }
        else if (open.Count > 0)
        {
            Tell(
                $"Nothing new was submitted: {waiting.Count} of {Words.Counted(job.Divided.Shards, "shard")} {Words.Does(job.Divided.Shards, "is", "are")} in the queue as {job.Name}, {job.Divided.Shards - open.Count} done."
            );
        }
        else if (queue.Count == 0)
        {
            SubmitMerge();
        }
    }

    /// <summary>Waits until the run is whole.</summary>
    /// <exception cref="InputException">Something failed; says what, in which shard.</exception>
    public void Follow(CancellationToken cancel)
    {
        var (progress, told, gone, isMerging) = (Output.Progress("On the cluster, parts done"), "", (Stopwatch?)null, false);
        for (var pause = ShortestPause; ; pause = pause * Longer < LongestPause ? pause * Longer : LongestPause)
        {
            var parts = job.Divided.Progress();
            progress?.Report((Math.Min(parts.Sum(part => part.Done), parts.Sum(part => part.All) - 1), parts.Sum(part => part.All)));
            if (RunDirectory.IsRun(job.Run))
            {
                progress?.Report((1, 1));
                return;
            }
            var queue = cluster.Queue(job);
            // Whatever is in no queue is done, or has failed.
            gone = queue.Any(task => task.Shard is not null) || (queue.Count > 0 && Unfinished().Count == 0) ? null : gone ?? Stopwatch.StartNew();
            if (gone?.Elapsed >= (2 * pause > Patience ? 2 * pause : Patience) && !RunDirectory.IsRun(job.Run))
            {
                progress?.Report((1, 1));
                if (Unfinished() is { Count: > 0 } open)
                    throw Failed(open);
                // Handed over once and over without a run: again it would end as it did.
                if (File.Exists(job.FaultOf(null)) || cluster.MergeWaits || isMerging)
                    throw FailedMerge();
                using (Held())
                    SubmitMerge();
                (gone, isMerging) = (null, true);
            }
            var why = queue.Any(task => task.IsRunning) ? "" : queue.Where(task => task.Shard is not null).Select(task => task.Reason).FirstOrDefault() ?? "";
            if (why != told && why is not ("" or "Priority" or "Resources" or "BeginTime" or "None"))
                Tell(
                    why is "PartitionConfig" or "PartitionNodeLimit" or "PartitionTimeLimit" or "BadConstraints"
                        ? $"The shards wait: {why}. They ask for more than there is, and will not begin. End them with --cancel and ask for less (--cluster, --cores)."
                        : $"The shards wait: {why}. They begin when that is over; --cancel ends them."
                );
            told = why;
            if (cancel.WaitHandle.WaitOne(pause))
                throw new OperationCanceledException(cancel);
        }
    }

    private void SubmitMerge()
    {
        cluster.Write(job, [.. Enumerable.Range(1, job.Divided.Shards)]);
        Forget([null]);
        cluster.SubmitMerge(job);
        Tell("All shards are done; they are put together.");
    }

    private void Prepare()
    {
        foreach (var folder in new[] { job.Logs, Path.Combine(job.Folder, "failed") })
            OutputFile.MakeFolder(folder);
    }

    private List<int> Unfinished() =>
        [
            .. job
                .Divided.Progress()
                .Select((shard, place) => (shard, Number: place + 1))
                .Where(entry => entry.shard.Done < entry.shard.All)
                .Select(entry => entry.Number),
        ];

    private void Forget(IEnumerable<int?> shards)
    {
        foreach (var shard in shards)
            File.Delete(job.FaultOf(shard));
    }

    private InputException Failed(List<int> open)
    {
        var words = open.Where(shard => File.Exists(job.FaultOf(shard)))
            .GroupBy(shard => File.ReadAllText(job.FaultOf(shard)).Trim())
            .Select(same => $"{Some([.. same])}: {same.Key}")
            .ToList();
        var silent = open.Where(shard => !File.Exists(job.FaultOf(shard))).ToList();
        if (silent.Count > 0)
            words.Add(
                $"{Some(silent)}: ended without a word. A limit of time or memory may have ended it, or the machine that it came to does not see this folder. What the cluster kept: {cluster.LogOf(job, silent[0])}"
            );
        return new InputException(
            $"{open.Count} of {Words.Counted(job.Divided.Shards, "shard")} {Words.Does(job.Divided.Shards, "is", "are")} not done and in no queue:\n  {string.Join("\n  ", words.Select(line => line.ReplaceLineEndings("\n  ")))}\nWhat is done is kept. When that is mended, the same command submits those alone.",
            job.Folder
        );
    }

    private InputException FailedMerge() =>
        new(
            $"All shards are done, but they were not put together: {(File.Exists(job.FaultOf(null)) ? File.ReadAllText(job.FaultOf(null)).Trim() : $"the job ended without a word. What the cluster kept: {cluster.LogOf(job, null)}")}\nThe same command tries again; here, without the cluster: foedus merge {job.Run} {DividedGlob}",
            job.Folder
        );

    private string DividedGlob => Path.Combine(job.Divided.Folder, "*");

    private static string Some(IReadOnlyList<int> shards) =>
        $"{Words.Noun(shards.Count, "shard")} {Words.Some([.. shards.Select(shard => shard.ToString(CultureInfo.InvariantCulture))])}";

    private string LockPath => Path.Combine(job.Folder, "submitting");

    // Two that submit at once would each find nothing in the queue.
    private FileStream Held()
    {
        try
        {
            return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException fault)
            when (fault is not (DirectoryNotFoundException or FileNotFoundException) && fault.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            throw new InputException("Another process is submitting this work. Wait for it, and give the command again.", job.Folder, fault);
        }
    }

    private static void Tell(string words) => Console.Error.WriteLine(words);
}
