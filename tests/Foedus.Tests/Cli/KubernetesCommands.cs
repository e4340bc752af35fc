using System.Text.Json;
using System.Text.Json.Nodes;
using Foedus.Tests.Runs;
using Json.Schema;

namespace Foedus.Tests.Cli;

/// <summary>Work on Kubernetes: its manifests against a schema, and the way of a run with a kubectl that does what a cluster would, or refuses.</summary>
public class KubernetesCommands
{
    private const string Light = "bench/guarantee.foedus";

    // Keeps jobs by name, works pods off one after another by the arguments that the manifest gives them, and answers with their state.
    private const string Kubectl = """
        #!/bin/bash
        echo "kubectl $*" >> "$CALLS"
        of() { sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\).*/\1/p" "$2" | head -n 1; }
        case $1 in
          get)
            items=""
            for name in "$3" "$4"; do [ -e "$CALLS.$name" ] && items="$items,$(cat "$CALLS.$name")"; done
            [ -z "$items" ] || echo "{\"kind\": \"List\", \"items\": [${items#,}]}" ;;
          delete)
            for name in "$@"; do rm -f "$CALLS.$name"; done ;;
          create)
            name=$(of name "$3")
            [ ! -e "$CALLS.$name" ] || { echo "Error from server (AlreadyExists): jobs.batch \"$name\" already exists" >&2; exit 1; }
            say() { echo "{\"metadata\": {\"name\": \"$name\"}, \"status\": $1}" > "$CALLS.$name.new" && mv "$CALLS.$name.new" "$CALLS.$name"; }
            say '{"active": 1}'
            (
              pods=$(of completions "$3")
              mapfile -t arguments < <(sed -n '/"args": \[/,/\]/s/^ *"\([^"]*\)",\{0,1\}$/\1/p' "$3")
              for ((index = 0; index < ${pods:-1}; index++)); do JOB_COMPLETION_INDEX=$index dotnet "$PROGRAM" "${arguments[@]}"; done
              say '{"conditions": [{"type": "Complete", "status": "True"}]}'
            ) > /dev/null 2>&1 & ;;
        esac
        """;

    private static readonly Lazy<JsonSchema> Job = new(() =>
        JsonSchema.FromText(File.ReadAllText(Repository.PathOf("tests/Foedus.Tests/Cli/kubernetes-job.json")))
    );

    private static readonly string[] Asked = ["weigh", Light, "--draws", "128", "--effects", "0"];

    [Fact]
    public void It_ends_with_the_bytes_of_one_machine_and_submits_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var cluster = new FakeCluster(folder, ("kubectl", Kubectl));
        string[] onCluster =
        [
            .. Asked,
            "--out",
            folder["run"],
            "--on",
            "kubernetes",
            "--shards",
            "2",
            "--cluster",
            "claim=data",
            "--cluster",
            "namespace=deals",
        ];
        var (code, output, error) = cluster.Run(onCluster);
        Assert.True(code == 0, error + cluster.Calls);
        Assert.Contains("2 of 2 shards submitted", error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLineTests.Run([.. Asked, "--out", folder["whole"]]).Code);
        Assert.Equal(TemporaryFolder.Contents(folder["whole"]), TemporaryFolder.Contents(folder["run"]));
        var calls = cluster.Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(calls, call => Assert.EndsWith("--namespace deals", call, StringComparison.Ordinal));
        Assert.Equal(
            [$"kubectl create -f {folder["run.job/shards.json"]} --namespace deals", $"kubectl create -f {folder["run.job/merge.json"]} --namespace deals"],
            calls.Where(call => call.StartsWith("kubectl create", StringComparison.Ordinal))
        );
        var (again, told, _) = cluster.Run(onCluster);
        Assert.Equal((0, output, calls.Length), (again, told, cluster.Calls.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public void A_putting_together_that_dies_without_a_word_is_not_submitted_for_ever()
    {
        using var folder = new TemporaryFolder();
        var cluster = new FakeCluster(folder, ("kubectl", Kubectl.Replace("create)", "create) grep -q -e --merge \"$3\" && exit 0", StringComparison.Ordinal)));
        var (code, output, error) = cluster.Run([.. Asked, "--out", folder["run"], "--on", "kubernetes", "--shards", "1", "--cluster", "claim=data"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("they were not put together", error, StringComparison.Ordinal);
        Assert.Matches("kubectl logs -l job-name=foedus-[0-9a-f]{12}-merge", error);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void What_it_has_is_not_submitted_again_and_can_be_ended()
    {
        using var folder = new TemporaryFolder();
        // A pod is done, one runs, one waits, whoever submitted them.
        const string Running = """
            #!/bin/bash
            echo "kubectl $*" >> "$CALLS"
            [ "$1" != get ] || echo "{\"metadata\": {\"name\": \"$3\"}, \"status\": {\"active\": 1, \"completedIndexes\": \"0\"}}"
            """;
        var cluster = new FakeCluster(folder, ("kubectl", Running));
        string[] onCluster = [.. Asked, "--out", folder["run"], "--on", "kubernetes", "--shards", "3", "--cluster", "claim=data"];
        var (code, _, error) = cluster.Run([.. onCluster, "--detach"]);
        Assert.Equal(0, code);
        Assert.Contains("Nothing new was submitted: 2 of 3 shards are in the queue", error, StringComparison.Ordinal);
        Assert.DoesNotContain("create", cluster.Calls, StringComparison.Ordinal);
        var (ended, said, _) = cluster.Run("weigh", Light, "--out", folder["run"], "--on", "kubernetes", "--cancel");
        Assert.Equal(0, ended);
        Assert.Contains("0 of 3 shards are done", said, StringComparison.Ordinal);
        Assert.Matches("kubectl delete job (foedus-[0-9a-f]{12}) \\1-merge --ignore-not-found", cluster.Calls);
    }

    [Theory]
    [InlineData("echo 'Unable to connect to the server: dial tcp: lookup cluster: no such host' >&2; exit 1", "no such host", "nothing is submitted")]
    [InlineData(
        "[ \"$1\" != create ] || { echo 'Error from server (NotFound): namespaces \"nope\" not found' >&2; exit 1; }",
        "namespaces \"nope\" not found",
        "nothing was submitted"
    )]
    [InlineData(null, "no program 'kubectl'", "--only-write")]
    // Takes everything and works off nothing.
    [InlineData(":", "2 of 2 shards are not done", "kubectl logs -l job-name=foedus-")]
    public void What_goes_wrong_is_told_in_its_words_and_with_a_remedy(string? script, string words, string remedy)
    {
        using var folder = new TemporaryFolder();
        var cluster = script is null ? new FakeCluster(folder) : new FakeCluster(folder, ("kubectl", "#!/bin/bash\n" + script + "\n"));
        var (code, output, error) = cluster.Run([.. Asked, "--out", folder["run"], "--on", "kubernetes", "--shards", "2", "--cluster", "claim=data"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Fact]
    public void Its_manifests_are_what_the_schema_of_a_job_says_and_their_commands_work()
    {
        using var folder = new TemporaryFolder();
        string[] settings = ["claim=data", "image=registry.example/foedus:1", "namespace=deals", "memory=2Gi", "workers=1", "user=1000"];
        var (code, output, error) = CommandLineTests.Run([
            .. Asked,
            "--out",
            folder["run"],
            "--on",
            "kubernetes",
            "--shards",
            "2",
            .. settings.SelectMany(setting => (string[])["--cluster", setting]),
            "--only-write",
        ]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("kubectl create -f", output, StringComparison.Ordinal);
        var (shards, merge) = (
            JsonNode.Parse(File.ReadAllText(folder["run.job/shards.json"]))!.AsObject(),
            JsonNode.Parse(File.ReadAllText(folder["run.job/merge.json"]))!.AsObject()
        );
        Assert.Equal([], Faults(shards));
        Assert.Equal([], Faults(merge));
        Assert.Equal(
            ("registry.example/foedus:1", "deals", 1, 1000),
            (
                (string?)Container(shards)["image"],
                (string?)shards["metadata"]!["namespace"],
                (int)shards["spec"]!["parallelism"]!,
                (int)shards["spec"]!["template"]!["spec"]!["securityContext"]!["runAsUser"]!
            )
        );
        // Writes to the volume and to what is gone with the pod, without rights.
        Assert.True((bool)Container(shards)["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.Equal(["run", "tmp"], Container(shards)["volumeMounts"]!.AsArray().Select(mount => (string?)mount!["name"]));
        // The arguments are a command of ours: every shard is worked off by them, and then the run is whole.
        for (var index = 0; index < 2; index++)
            Assert.Equal(0, InsideTheTests.Run(Arguments(shards), environment: new Dictionary<string, string> { ["JOB_COMPLETION_INDEX"] = $"{index}" }).Code);
        Assert.Equal(0, CommandLineTests.Run(Arguments(merge)).Code);
        Assert.Equal(0, CommandLineTests.Run("report", folder["run"], "--json").Code);

        // The schema can fail: what the interface would refuse is found.
        void Refused(Action<JsonObject> change)
        {
            var wrong = shards.DeepClone().AsObject();
            change(wrong);
            Assert.NotEmpty(Faults(wrong));
        }
        Refused(job => job["spec"]!["completions"] = "three");
        Refused(job => job["spec"]!.AsObject().Remove("completions"));
        Refused(job => job["spec"]!["completion"] = 2);
        Refused(job => job["spec"]!["template"]!["spec"]!["restartPolicy"] = "OnFailure");
        Refused(job => job["metadata"]!["name"] = "Foedus_1");
        Refused(job => job["metadata"]!["labels"]!["app.kubernetes.io/name"] = "two words");
        Refused(job => Container(job).AsObject().Remove("name"));
        Refused(job => Container(job)["resources"]!["limits"]!["memory"] = "2 GB");
        Refused(job => Container(job)["volumeMounts"]![0]!["mountPath"] = "");
        Refused(job => Container(job)["env"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = 1 }));
        Refused(job => job["spec"]!["template"]!["spec"]!["volumes"]![0]!["persistentVolumeClaim"]!.AsObject().Remove("claimName"));
    }

    [Theory]
    [InlineData("no setting 'queue'", "/shared/run", "queue=a")]
    [InlineData("claim=NAME", "/shared/run", "memory=1Gi")]
    [InlineData("no whole number above 0", "/shared/run", "claim=data", "workers=few")]
    [InlineData("not on the volume", "/shared/run", "claim=data", "mount=/elsewhere")]
    [InlineData("pods have a /tmp of their own", "/tmp/foedus-no-such-run", "claim=data")]
    public void Settings_that_cannot_be_are_named(string words, string into, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        var place = into.StartsWith("/shared", StringComparison.Ordinal) ? folder["run"] : into;
        var (code, output, error) = CommandLineTests.Run([
            .. Asked,
            "--out",
            place,
            "--on",
            "kubernetes",
            "--shards",
            "2",
            .. settings.SelectMany(setting => (string[])["--cluster", setting]),
            "--only-write",
        ]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        // Nothing is laid out for what cannot be submitted.
        Assert.False(Directory.Exists(place + ".job"));
    }

    private static JsonNode Container(JsonNode job) => job["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private static string[] Arguments(JsonNode job) => [.. Container(job)["args"]!.AsArray().Select(argument => (string)argument!)];

    private static IReadOnlyList<string> Faults(JsonObject manifest)
    {
        using var document = JsonDocument.Parse(manifest.ToJsonString());
        var result = Job.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            :
            [
                .. (result.Details ?? [])
                    .Where(detail => detail.Errors is { Count: > 0 })
                    .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}"),
                "not a job",
            ];
    }
}
