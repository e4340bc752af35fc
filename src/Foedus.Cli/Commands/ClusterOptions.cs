using System.CommandLine;
using System.CommandLine.Parsing;
using Foedus.Cli.Clusters;
using Foedus.Runs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>The options of foedus weigh that hand the work to a cluster.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> on = new("--on")
    {
        Description = "Hand the work to a cluster: slurm or kubernetes (docs/cluster.md); needs --out, a folder that all its machines see.",
        HelpName = "ENGINE",
    };
    private readonly Option<int> shards = new("--shards")
    {
        Description = "With --on: how many shards; more than machines, so that none waits for long (default: one for each part, 64 at most).",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };
    private readonly Option<int> cores = new("--cores")
    {
        Description = "With --on: processor cores for each shard (default 1).",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string[]> settings = new("--cluster")
    {
        Description =
            "With --on: what the cluster is told besides, as partition=short or time=2:00:00 (any long option of sbatch), claim=NAME (may be repeated).",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> onlyWrite = new("--only-write") { Description = "With --on: write scripts or manifests, and submit nothing." };
    private readonly Option<bool> detach = new("--detach") { Description = "With --on: submit and end; the same command without it follows." };
    private readonly Option<bool> cancel = new("--cancel") { Description = "With --on: end the work; what is done is kept." };

    public ClusterOptions() => on.AcceptOnlyFromAmong("slurm", "kubernetes");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [on, shards, cores, settings, onlyWrite, detach, cancel];

    public void Validate(CommandResult result, Option<string?> into, params Option[] notWith)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        if (!Given(on))
        {
            foreach (var option in All.Where(Given))
                result.AddError($"{option.Name} is for work on a cluster: it needs --on slurm or --on kubernetes.");
            return;
        }
        if (!Given(into))
            result.AddError("--on needs --out, a folder that all machines of the cluster see.");
        foreach (var option in notWith.Where(Given))
            result.AddError($"{option.Name} does not go with --on. The run that comes back is a whole one: foedus report RUN {option.Name}.");
        if (new[] { onlyWrite, detach, cancel }.Count(Given) > 1)
            result.AddError("Say one of --only-write, --detach and --cancel.");
        foreach (var pair in result.GetValue(settings)!)
            if (pair.Contains('\n', StringComparison.Ordinal) || pair.IndexOf('=', StringComparison.Ordinal) == 0 || pair.StartsWith('-'))
                result.AddError($"--cluster {pair}: write NAME=VALUE, as in --cluster partition=short.");
    }

    public bool Asks(ParseResult parsed) => parsed.GetValue(on) is not null;

    /// <returns>Null where the run is whole and to be told.</returns>
    public int? Run(ParseResult parsed, DealFile file, WeighingOptions options, string into, int? part, CancellationToken cancel)
    {
        var settings = new Dictionary<string, string>();
        foreach (var pair in parsed.GetValue(this.settings)!)
            settings[pair.Split('=', 2)[0]] = pair.Split('=', 2) is [_, var value] ? value : "";
        ICluster cluster = parsed.GetValue(on) == "slurm" ? new Slurm() : new Kubernetes(settings);
        if (cluster.Settings is { } known && settings.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } strange)
            throw new InputException(
                $"{cluster.Name} has no setting '{strange}'. Those are:\n  {string.Join("\n  ", known.Select(entry => $"{entry.Key}: {entry.Value}"))}"
            );
        var run = ClusterJob.Plain(into);
        var shards = ClusterJob.ShardsOf(ClusterJob.FolderOf(run));
        var job = new ClusterJob
        {
            Run = run,
            Divided = new DividedRun
            {
                Folder = shards,
                Shards = 0,
                Id = "",
            },
            Cores = parsed.GetValue(cores),
            Settings = settings,
        };
        // Whatever was asked for then, and by which version, it can be ended.
        if (parsed.GetValue(this.cancel))
            return ClusterRun.Cancel(cluster, job with { Divided = DividedRun.Open(shards) });
        if (RunDirectory.IsRun(run))
        {
            Weigh.RefuseOther(run, file, old => options with { Threads = old.Threads }, null, cancel, part);
            return null;
        }
        if (Directory.Exists(run) && Directory.EnumerateFileSystemEntries(run).Any())
            throw new InputException("The folder is not empty. Name one that is not there yet.", run);
        cluster.Check(job);
        job = job with { Divided = DividedRun.LayOut(shards, file, options, parsed.GetValue(this.shards), part) };
        var work = new ClusterRun(cluster, job);
        if (parsed.GetValue(onlyWrite))
            return work.OnlyWrite();
        work.Submit();
        if (parsed.GetValue(detach))
            return ExitCode.Fine;
        try
        {
            work.Follow(cancel);
            return null;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Not followed any more; the work goes on in the cluster. The same command follows it again; with --cancel it is ended.");
            return ExitCode.Cancelled;
        }
    }
}
