using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>Work on a cluster, with programs in the cluster's place that do at once what they are asked, or refuse. The real ones: packaging/test-slurm.sh.</summary>
public class ClusterCommands
{
    private const string Light = "bench/guarantee.foedus";

    // Answers at once and works on behind: one task of the array after another, and what was submitted later after that.
    private const string Sbatch = """
        #!/bin/bash
        echo "sbatch $*" >> "$CALLS"
        script="${!#}"
        tasks=$(sed -n 's/^#SBATCH --array=//p' "$script" | tr ',' '\n' | while IFS=- read -r from to; do seq "$from" "${to:-$from}"; done)
        mine=$(mktemp "$CALLS.job.XXXXXX")
        earlier=$(ls "$CALLS".job.* | grep -vx "$mine")
        (
          for one in $earlier; do while [ -e "$one" ]; do sleep 0.1; done; done
          for task in ${tasks:-none}; do SLURM_ARRAY_TASK_ID=$task bash "$script" >> "$CALLS" 2>&1; done
          rm "$mine"
        ) > /dev/null 2>&1 &
        echo 17
        """;

    private const string Squeue = """
        #!/bin/bash
        name=$(echo "$*" | sed -n 's/.*--name=\(foedus-[0-9a-f]*\),.*/\1/p')
        ls "$CALLS".job.* > /dev/null 2>&1 && echo "17|1|RUNNING|None|$name"
        exit 0
        """;

    [Fact]
    public void Slurm_ends_with_the_bytes_of_one_machine_and_submits_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var slurm = new FakeCluster(folder, ("sbatch", Sbatch), ("squeue", Squeue), ("scancel", "#!/bin/bash\n"));
        string[] asked = ["weigh", Light, "--draws", "128", "--effects", "0"];
        string[] onSlurm = [.. asked, "--out", folder["run"], "--on", "slurm", "--shards", "3", "--cluster", "partition=short"];
        var (code, output, error) = slurm.Run(onSlurm);
        Assert.True(code == 0, error + slurm.Calls);
        Assert.Contains("3 of 3 shards submitted", error, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --partition=short", File.ReadAllText(folder["run.job/shards.sh"]), StringComparison.Ordinal);
        Assert.Equal(0, CommandLineTests.Run([.. asked, "--out", folder["whole"]]).Code);
        Assert.Equal(TemporaryFolder.Contents(folder["whole"]), TemporaryFolder.Contents(folder["run"]));
        var calls = slurm.Calls;
        Assert.Equal(2, calls.Split("sbatch ").Length - 1);
        var (again, told, _) = slurm.Run(onSlurm);
        Assert.Equal((0, calls), (again, slurm.Calls));
        Assert.Equal(output, told);
        var (other, _, words) = slurm.Run([.. onSlurm, "--seed", "7"]);
        Assert.Equal(1, other);
        Assert.Contains("seed", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_queue_holds_is_not_submitted_again_and_what_is_lost_is()
    {
        using var folder = new TemporaryFolder();
        // Two of three shards wait there, whoever submitted them.
        const string Waiting = """
            #!/bin/bash
            name=$(echo "$*" | sed -n 's/.*--name=\(foedus-[0-9a-f]*\),.*/\1/p')
            echo "17|1|PENDING|Priority|$name"; echo "17|3|RUNNING|None|$name"; echo "16|2|FAILED|NonZeroExitCode|$name"
            """;
        var slurm = new FakeCluster(
            folder,
            ("sbatch", "#!/bin/bash\necho \"sbatch $*\" >> \"$CALLS\"\necho 18\n"),
            ("squeue", Waiting),
            ("scancel", "#!/bin/bash\n")
        );
        var (code, _, error) = slurm.Run("weigh", Light, "--draws", "128", "--out", folder["run"], "--on", "slurm", "--shards", "3", "--detach");
        Assert.Equal(0, code);
        Assert.Contains("1 of 3 shards submitted", error, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --array=2\n", File.ReadAllText(folder["run.job/shards.sh"]), StringComparison.Ordinal);
        Assert.Contains("--dependency=afterany:17 ", slurm.Calls, StringComparison.Ordinal);
        var (ended, said, _) = slurm.Run("weigh", Light, "--out", folder["run"], "--on", "slurm", "--cancel");
        Assert.Equal(0, ended);
        Assert.Contains("0 of 3 shards are done", said, StringComparison.Ordinal);
        // Cut otherwise, it would be other work in the same folder.
        var (cut, _, words) = slurm.Run("weigh", Light, "--draws", "128", "--out", folder["run"], "--on", "slurm", "--shards", "4", "--detach");
        Assert.Equal(1, cut);
        Assert.Contains("cut into 3 shards", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_are_told_with_what_there_is()
    {
        using var folder = new TemporaryFolder();
        const string Refusing = "#!/bin/bash\necho 'sbatch: error: invalid partition specified: nope' >&2\nexit 1\n";
        var slurm = new FakeCluster(
            folder,
            ("sbatch", Refusing),
            ("squeue", "#!/bin/bash\n"),
            ("scancel", "#!/bin/bash\n"),
            ("sinfo", "#!/bin/bash\necho short\necho long\n")
        );
        string[] asked = ["weigh", Light, "--draws", "128", "--out", folder["run"], "--on", "slurm"];
        var (code, output, error) = slurm.Run([.. asked, "--cluster", "partition=nope"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("nothing was submitted", error, StringComparison.Ordinal);
        Assert.Contains("short, long", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
        var (without, _, words) = new FakeCluster(folder).Run(asked);
        Assert.Equal(1, without);
        Assert.Contains("no program 'squeue'", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_that_does_not_answer_is_told_with_what_can_be_done()
    {
        using var folder = new TemporaryFolder();
        const string Lost = "#!/bin/bash\necho 'error: resolve_srv: Unknown host' >&2\necho 'fatal: Could not establish a configuration source' >&2\nexit 1\n";
        var cluster = new FakeCluster(folder, ("squeue", Lost), ("scancel", Lost), ("sbatch", Lost), ("kubectl", Lost));
        foreach (var on in new[] { (string[])["slurm"], ["kubernetes", "--cluster", "claim=c", "--cluster", $"mount={folder["shared"]}"] })
        {
            var (code, output, error) = cluster.Run(["weigh", Light, "--draws", "128", "--out", folder["shared/run"], "--on", .. on]);
            Assert.Equal((1, ""), (code, output));
            Assert.Contains(
                "nothing is submitted: fatal: Could not establish a configuration source\nRun this ",
                error.ReplaceLineEndings("\n"),
                StringComparison.Ordinal
            );
            Assert.Contains("--only-write", error, StringComparison.Ordinal);
            Assert.DoesNotContain("resolve_srv", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Shards_that_fail_say_why_and_the_rest_is_kept()
    {
        using var folder = new TemporaryFolder();
        // The second worker knows no vectors; the third never comes.
        const string Uneven = """
            #!/bin/bash
            script="${!#}"
            case $script in *shards.sh)
              SLURM_ARRAY_TASK_ID=1 bash "$script"
              DOTNET_EnableHWIntrinsic=0 SLURM_ARRAY_TASK_ID=2 bash "$script" ;;
            esac > /dev/null 2>&1
            echo 17
            """;
        var slurm = new FakeCluster(folder, ("sbatch", Uneven), ("squeue", "#!/bin/bash\n"), ("scancel", "#!/bin/bash\n"));
        var (code, output, error) = slurm.Run("weigh", Light, "--draws", "128", "--out", folder["run"], "--on", "slurm", "--shards", "3");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("2 of 3 shards are not done", error, StringComparison.Ordinal);
        Assert.Contains("vector width in bits", error, StringComparison.Ordinal);
        Assert.Contains("shard 3: ended without a word", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
        // What is missing is not put together.
        var (merge, _, words) = CommandLineTests.Run("work", folder["run.job"], "--merge");
        Assert.Equal(1, merge);
        Assert.Contains("not finished", words, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["run"]));
        // A worker of another version than the one that laid it out.
        var manifest = folder["run.job/shards/00003/run.json"];
        File.WriteAllText(
            manifest,
            System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(manifest), "\"foedus\": \"[^\"]*\"", "\"foedus\": \"0.0.1\"")
        );
        var (older, _, version) = CommandLineTests.Run("work", folder["run.job"], "--shard", "3");
        Assert.Equal(1, older);
        Assert.Contains("version", version, StringComparison.Ordinal);
        Assert.Contains("0.0.1", version, StringComparison.Ordinal);
        var (strange, _, other) = CommandLineTests.Run("work", folder["run.job"], "--shard", "1", "--id", "0000");
        Assert.Equal(1, strange);
        Assert.Contains("another run", other, StringComparison.Ordinal);
        var (unshared, _, unseen) = CommandLineTests.Run("work", folder["elsewhere.job"], "--shard", "1");
        Assert.Equal(1, unshared);
        Assert.Contains("all machines share", unseen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--on needs --out", "weigh", Light, "--on", "slurm")]
    [InlineData(2, "needs --on", "weigh", Light, "--shards", "4")]
    [InlineData(2, "does not go with --on", "weigh", Light, "--on", "slurm", "--out", "x", "--shard", "1/2")]
    [InlineData(2, "Say one of", "weigh", Light, "--on", "slurm", "--out", "x", "--cancel", "--detach")]
    [InlineData(2, "NAME=VALUE", "weigh", Light, "--on", "slurm", "--out", "x", "--cluster=--wrap=x")]
    [InlineData(1, "letters, digits", "weigh", Light, "--on", "slurm", "--out", "x y")]
    [InlineData(1, "at most 2 shards", "weigh", Light, "--draws", "32", "--on", "slurm", "--out", "x", "--shards", "3")]
    public void Mistakes_are_named(int code, string words, params string[] arguments)
    {
        var (ended, output, error) = CommandLineTests.Run(arguments);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Repository.PathOf("x.job")));
    }
}
