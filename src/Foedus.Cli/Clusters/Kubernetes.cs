using System.Globalization;
using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Interop;

namespace Foedus.Cli.Clusters;

/// <summary>Kubernetes: an indexed job with a pod for each shard, on a volume that this machine sees too, and a job that puts them together.</summary>
internal sealed class Kubernetes(IReadOnlyDictionary<string, string> settings) : ICluster
{
    private const string Where = "Run this where the cluster is administered from.";
    private const string Missing = Where + " To write the manifests alone: --only-write.";
    private const int Tries = 5;

    public string Name => "kubernetes";

    // Jobs do not wait for each other there: putting together is handed over by whoever follows.
    public bool MergeWaits => false;

    public IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>
        {
            ["image"] = "the image of Foedus, as the cluster's machines fetch it (default foedus:VERSION)",
            ["claim"] = "the claim of the volume that holds the run's folder; every pod and this machine must see it",
            ["mount"] = "where that volume stands, in pods and here (default: the folder that the run's folder is in)",
            ["namespace"] = "the namespace",
            ["memory"] = "memory of a pod, as 2Gi (default 1Gi)",
            ["workers"] = "most pods at a time (default: as many as shards)",
            ["user"] = "number of the user who owns the folder (default: the image's)",
        };

    public void Check(ClusterJob job)
    {
        if (!settings.ContainsKey("claim"))
            throw new InputException("Name the claim of the volume that holds the run's folder: --cluster claim=NAME.");
        _ = Manifest(job, job.Name, 1);
    }

    public IReadOnlyList<string> Write(ClusterJob job, IReadOnlyList<int> shards)
    {
        Output.WriteFile(ShardFile(job), Manifest(job, job.Name, job.Divided.Shards).ToJsonString(AnswerJson.Layout) + "\n");
        Output.WriteFile(MergeFile(job), Manifest(job, job.MergeName, null).ToJsonString(AnswerJson.Layout) + "\n");
        return
        [
            $"kubectl create -f {ShardFile(job)}",
            $"kubectl wait --for=condition=complete --timeout=-1s job/{job.Name}{(settings.TryGetValue("namespace", out var space) ? $" -n {space}" : "")}",
            $"kubectl create -f {MergeFile(job)}",
        ];
    }

    public IReadOnlyList<ClusterTask> Queue(ClusterJob job)
    {
        var (code, output, error) = Call(["get", "job", job.Name, job.MergeName, "--ignore-not-found", "-o", "json", .. Space]);
        if (code != 0)
            throw new InputException($"Kubernetes does not say what it has of this work, so nothing is submitted: {Tool.Gist(error)}\n{Missing}");
        var tasks = new List<ClusterTask>();
        if (string.IsNullOrWhiteSpace(output))
            return tasks;
        var answer = JsonNode.Parse(output)!;
        foreach (var each in answer["items"] is JsonArray items ? items.Select(item => item!) : [answer])
        {
            var status = each["status"];
            var isOver = (status?["conditions"] as JsonArray ?? []).Any(condition =>
                (string?)condition!["type"] is "Complete" or "Failed" && (string?)condition["status"] == "True"
            );
            if (isOver)
                continue;
            var active = (int?)status?["active"] ?? 0;
            if ((string?)each["metadata"]?["name"] == job.MergeName)
            {
                tasks.Add(new ClusterTask(null, active > 0, ""));
                continue;
            }
            var ended = Indices((string?)status?["completedIndexes"]).Concat(Indices((string?)status?["failedIndexes"])).ToHashSet();
            tasks.AddRange(
                Enumerable
                    .Range(0, job.Divided.Shards)
                    .Where(index => !ended.Contains(index))
                    .Select((index, place) => new ClusterTask(index + 1, place < active, ""))
            );
        }
        return tasks;
    }

    // A shard that is done costs its pod a second: the job has all of them again.
    public void SubmitShards(ClusterJob job, IReadOnlyList<int> shards) => Create(job, job.Name, ShardFile(job));

    public void SubmitMerge(ClusterJob job) => Create(job, job.MergeName, MergeFile(job));

    public void Cancel(ClusterJob job) => Delete(job.Name, job.MergeName);

    public string LogOf(ClusterJob job, int? shard) =>
        shard is { } number
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"kubectl logs -l job-name={job.Name},batch.kubernetes.io/job-completion-index={number - 1}{SpaceWords}"
            )
            : $"kubectl logs -l job-name={job.MergeName}{SpaceWords}";

    private string[] Space => settings.TryGetValue("namespace", out var space) ? ["--namespace", space] : [];

    private string SpaceWords => string.Concat(Space.Select(word => $" {word}"));

    private static string ShardFile(ClusterJob job) => Path.Combine(job.Folder, "shards.json");

    private static string MergeFile(ClusterJob job) => Path.Combine(job.Folder, "merge.json");

    private void Create(ClusterJob job, string name, string file)
    {
        // One that is over and did not finish what it was for; one that runs is in the queue, and nobody comes here.
        Delete(name);
        var (code, _, error) = Call(["create", "-f", file, .. Space]);
        if (code != 0)
            throw new InputException(
                $"Kubernetes refused the job; nothing was submitted:\n  {error.ReplaceLineEndings("\n  ")}\nLook at {job.Folder} and the settings (--cluster NAME=VALUE), and give the command again."
            );
    }

    private void Delete(params string[] names)
    {
        if (Call(["delete", "job", .. names, "--ignore-not-found", "--wait=true", .. Space]) is { Code: not 0 } answer)
            throw new InputException($"Kubernetes did not end the work: {Tool.Gist(answer.Error)}\n{Where}");
    }

    private JsonObject Manifest(ClusterJob job, string name, int? completions)
    {
        var mount = settings.GetValueOrDefault("mount") ?? Path.GetDirectoryName(job.Run)!;
        if (job.Run != mount && !job.Run.StartsWith(mount.TrimEnd('/') + "/", StringComparison.Ordinal))
            throw new InputException(
                $"The run's folder is not on the volume that pods see at {mount}. Name a folder below it with --out, or another --cluster mount=PATH.",
                job.Run
            );
        if (mount.TrimEnd('/') is "" or "/tmp")
            throw new InputException(
                $"A volume cannot stand at {mount} in a pod: pods have a /tmp of their own, and their root is the image's. Name a folder on the volume with --out, or --cluster mount=PATH.",
                job.Run
            );
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { ["app.kubernetes.io/name"] = "foedus", ["app.kubernetes.io/instance"] = job.Name },
        };
        if (settings.TryGetValue("namespace", out var space))
            metadata["namespace"] = space;
        var spec = new JsonObject();
        if (completions is { } count)
        {
            spec["completionMode"] = "Indexed";
            spec["completions"] = count;
            spec["parallelism"] = Math.Min(count, Number("workers", count));
            spec["backoffLimitPerIndex"] = Tries;
            spec["maxFailedIndexes"] = count;
        }
        else
        {
            spec["backoffLimit"] = Tries;
        }
        spec["template"] = new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = metadata["labels"]!.DeepClone() },
            ["spec"] = Pod(job, completions is null, mount),
        };
        return new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = metadata,
            ["spec"] = spec,
        };
    }

    private JsonObject Pod(ClusterJob job, bool isMerge, string mount)
    {
        var memory = settings.GetValueOrDefault("memory") ?? "1Gi";
        var security = new JsonObject { ["runAsNonRoot"] = true };
        if (settings.ContainsKey("user"))
            security["runAsUser"] = Number("user", 0);
        return new JsonObject
        {
            // A pod that fails is replaced by a new one, and counted by its index.
            ["restartPolicy"] = "Never",
            ["securityContext"] = security,
            ["containers"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "foedus",
                    ["image"] = settings.GetValueOrDefault("image") ?? $"foedus:{Foedus.Workflow.Weigh.Version.Split('+')[0]}",
                    ["args"] = new JsonArray([
                        "work",
                        job.Folder,
                        isMerge ? "--merge" : "--shard-by-index",
                        "--id",
                        job.Divided.Id,
                        "--threads",
                        $"{job.Cores}",
                    ]),
                    ["env"] = new JsonArray([.. ClusterJob.Pins.Select(pin => new JsonObject { ["name"] = pin.Key, ["value"] = pin.Value })]),
                    ["resources"] = new JsonObject
                    {
                        ["requests"] = new JsonObject { ["cpu"] = $"{job.Cores}", ["memory"] = memory },
                        ["limits"] = new JsonObject { ["memory"] = memory },
                    },
                    ["securityContext"] = new JsonObject
                    {
                        ["readOnlyRootFilesystem"] = true,
                        ["allowPrivilegeEscalation"] = false,
                        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
                    },
                    ["volumeMounts"] = new JsonArray(
                        new JsonObject { ["name"] = "run", ["mountPath"] = mount },
                        new JsonObject { ["name"] = "tmp", ["mountPath"] = "/tmp" }
                    ),
                }
            ),
            ["volumes"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "run",
                    ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = settings["claim"] },
                },
                new JsonObject { ["name"] = "tmp", ["emptyDir"] = new JsonObject() }
            ),
        };
    }

    private int Number(string name, int standard) =>
        !settings.TryGetValue(name, out var text) ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value
        : throw new InputException($"--cluster {name}={text}: that is no whole number above 0.");

    // "1,3-5,7"
    private static IEnumerable<int> Indices(string? text) =>
        (text ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(range =>
                range.Split('-') switch
                {
                    [var one] => [int.Parse(one, CultureInfo.InvariantCulture)],
                    [var from, var to] => Enumerable.Range(
                        int.Parse(from, CultureInfo.InvariantCulture),
                        int.Parse(to, CultureInfo.InvariantCulture) - int.Parse(from, CultureInfo.InvariantCulture) + 1
                    ),
                    _ => Enumerable.Empty<int>(),
                }
            );

    private static (int Code, string Out, string Error) Call(IEnumerable<string> arguments) => Tool.Run("kubectl", arguments, Missing);
}
