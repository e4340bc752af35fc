using System.Globalization;
using System.Text;

namespace Foedus.Cli.Clusters;

/// <summary>Slurm: an array with a task for each shard, and a job that puts them together when all are done.</summary>
internal sealed class Slurm : ICluster
{
    private const string Where = "Run this on a login node of the cluster, or load what holds it first (often: module load slurm).";
    private const string Missing = Where + " To write the scripts alone: --only-write.";
    private const int Tries = 5;

    public string Name => "slurm";

    public bool MergeWaits => true;

    // Long options of sbatch, as they are.
    public IReadOnlyDictionary<string, string>? Settings => null;

    // Only it knows what it takes.
    public void Check(ClusterJob job) { }

    public IReadOnlyList<string> Write(ClusterJob job, IReadOnlyList<int> shards)
    {
        Output.WriteFile(ShardScript(job), Script(job, $"--array={Ranges(shards)}", $"--shard \"$SLURM_ARRAY_TASK_ID\"", job.Name, job.Cores, "shard-%a.txt"));
        Output.WriteFile(MergeScript(job), Script(job, null, "--merge", job.MergeName, job.Cores, "merge.txt"));
        return [$"job=$(sbatch --parsable {ShardScript(job)})", $"sbatch --dependency=afterany:$job {MergeScript(job)}"];
    }

    public IReadOnlyList<ClusterTask> Queue(ClusterJob job) =>
        [
            .. Listed(job)
                .Select(entry => new ClusterTask(
                    entry.Shard,
                    entry.State is "RUNNING" or "COMPLETING" or "CONFIGURING",
                    entry.Reason is "None" ? "" : entry.Reason
                )),
        ];

    public void SubmitShards(ClusterJob job, IReadOnlyList<int> shards)
    {
        // What waited for shards that failed is replaced.
        Call("scancel", [$"--name={job.MergeName}", $"--user={Environment.UserName}"]);
        Submit([ShardScript(job)], shards[^1]);
    }

    public void SubmitMerge(ClusterJob job)
    {
        var before = Listed(job).Where(entry => entry.Shard is not null).Select(entry => entry.Job).Distinct().ToList();
        // After any end: where shards failed, it says which.
        Submit([.. before.Count == 0 ? Array.Empty<string>() : [$"--dependency=afterany:{string.Join(':', before)}"], MergeScript(job)], null);
    }

    public void Cancel(ClusterJob job)
    {
        foreach (var name in new[] { job.MergeName, job.Name })
            if (Call("scancel", [$"--name={name}", $"--user={Environment.UserName}"]) is { Code: not 0 } answer)
                throw new InputException($"Slurm did not end the work: {Tool.Gist(answer.Error)}\n{Where}");
    }

    public string LogOf(ClusterJob job, int? shard) => Path.Combine(job.Logs, shard is { } number ? $"shard-{number}.txt" : "merge.txt");

    private static string ShardScript(ClusterJob job) => Path.Combine(job.Folder, "shards.sh");

    private static string MergeScript(ClusterJob job) => Path.Combine(job.Folder, "merge.sh");

    private static string Script(ClusterJob job, string? array, string what, string name, int cores, string log)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        void Line(string line) => text.Append(line).Append('\n');
        Line($"#SBATCH --job-name={name}");
        if (array is not null)
            Line($"#SBATCH {array}");
        Line($"#SBATCH --cpus-per-task={cores}");
        Line("#SBATCH --requeue");
        Line("#SBATCH --open-mode=append");
        Line($"#SBATCH --output={Path.Combine(job.Logs, log)}");
        foreach (var (key, value) in job.Settings)
            Line($"#SBATCH --{key}{(value.Length > 0 ? $"={value}" : "")}");
        foreach (var (key, value) in ClusterJob.Pins)
            Line($"export {key}={value}");
        // Where the cluster requeues on this code (RequeueExit=137), it goes on elsewhere after that.
        Line("# What is killed (137, out of memory) is begun again and goes on; 130 and 143 are somebody's wish.");
        Line($"for try in {string.Join(' ', Enumerable.Range(1, Tries))}; do");
        Line($"  {string.Join(' ', ClusterJob.Program)} work {job.Folder} {what} --id {job.Divided.Id}");
        Line("  code=$?");
        Line("  if [ $code -lt 128 ] || [ $code = 130 ] || [ $code = 143 ]; then exit $code; fi");
        Line("  echo \"Killed (code $code), begun again after try $try.\" >&2");
        Line("done");
        Line("exit $code");
        return text.ToString();
    }

    private static void Submit(IReadOnlyList<string> arguments, int? last)
    {
        var (code, _, error) = Call("sbatch", ["--parsable", .. arguments]);
        if (code != 0)
            throw new InputException(
                $"Slurm refused the {(last is null ? "job that puts the shards together" : "shards; nothing was submitted")}:\n  {error.ReplaceLineEndings("\n  ")}\n{Remedy(error, last)}"
            );
    }

    private static string Remedy(string error, int? last)
    {
        if (error.Contains("partition", StringComparison.OrdinalIgnoreCase))
            return $"Name a partition that there is: --cluster partition=NAME. There are: {string.Join(", ", Call("sinfo", ["-h", "-o", "%R"]).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct())}.";
        if (error.Contains("array", StringComparison.OrdinalIgnoreCase))
            return $"The cluster takes no array up to {last?.ToString(CultureInfo.InvariantCulture)} (scontrol show config | grep MaxArraySize). Ask for fewer shards: --shards.";
        if (error.Contains("account", StringComparison.OrdinalIgnoreCase))
            return "Name the account: --cluster account=NAME.";
        return last is null
            ? "The shards are with the cluster. When they are done, the same command again puts them together."
            : "Change what it asks for (--cluster NAME=VALUE, --cores, --shards), and give the command again.";
    }

    // Only what is not over: a cluster remembers what ended for some minutes.
    private static IEnumerable<(string Job, int? Shard, string State, string Reason)> Listed(ClusterJob job)
    {
        var (code, output, error) = Call(
            "squeue",
            ["-r", "-h", $"--name={job.Name},{job.MergeName}", $"--user={Environment.UserName}", "-o", "%F|%K|%T|%r|%j"]
        );
        if (code != 0)
            throw new InputException($"Slurm does not say what is in its queue, so nothing is submitted: {Tool.Gist(error)}\n{Missing}");
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (
                line.Split('|') is [var number, var task, var state, var reason, var name]
                && state is not ("COMPLETED" or "FAILED" or "CANCELLED" or "TIMEOUT" or "NODE_FAIL" or "OUT_OF_MEMORY" or "BOOT_FAIL" or "DEADLINE")
            )
                yield return (number, name == job.MergeName ? null : int.Parse(task, CultureInfo.InvariantCulture), state, reason);
    }

    private static (int Code, string Out, string Error) Call(string name, IEnumerable<string> arguments) => Tool.Run(name, arguments, Missing);

    // 1-5,8,10-12
    private static string Ranges(IReadOnlyList<int> shards)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var shard in shards)
            if (ranges.Count > 0 && ranges[^1].To == shard - 1)
                ranges[^1] = (ranges[^1].From, shard);
            else
                ranges.Add((shard, shard));
        return string.Join(',', ranges.Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}-{range.To}"));
    }
}
