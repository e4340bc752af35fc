using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Foedus.Tests.Runs;

namespace Foedus.Tests.Cli;

/// <summary>Runs as a user meets them: stopped, killed, gone on with, put together.</summary>
public class RunCommands
{
    // Not the interrupt of Ctrl-C, which a shell may have told its children to ignore; both are taken alike.
    private const int Terminate = 15;
    private const int Kill = 9;
    private const string Light = "bench/guarantee.foedus";
    private const string Deal = "deals/record/snapback-2231/snapback-2231.foedus";

    // One undivided run to compare with, and two that were stopped in the middle: by the system without warning, and by the user.
    [Fact]
    public void A_run_that_was_killed_or_stopped_goes_on_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        string[] asked = [Deal, "--draws", "128", "--offer", "automatic", "--effects", "0"];
        Assert.Equal(0, CommandLineTests.Run(["weigh", .. asked, "--out", folder["whole"]]).Code);
        foreach (var (name, signal, code) in new[] { ("killed", Kill, 137), ("stopped", Terminate, 130) })
        {
            var (ended, error) = Stopped(signal, folder[name], [.. asked, "--html", folder["page.html"]]);
            Assert.Equal(code, ended);
            Assert.True(signal == Kill || error.Contains($"--resume {folder[name]} --html {folder["page.html"]}", StringComparison.Ordinal), error);
            var parts = Directory.EnumerateFiles(Path.Combine(folder[name], "draws"), "*.parquet").Count();
            // On a busy machine the signal may come when all draws are written and what follows them is not.
            Assert.InRange(parts, 1, 8);
            var (resumed, _, said) = CommandLineTests.Run("weigh", "--resume", folder[name], "--threads", "1");
            Assert.Equal((0, ""), (resumed, said));
            Assert.Equal(TemporaryFolder.Contents(folder["whole"]), TemporaryFolder.Contents(folder[name]));
        }
    }

    // A file system of its own, too small for the run and then larger; only where one may be made without rights.
    [Fact]
    public void A_run_that_filled_the_disk_goes_on_to_the_same_bytes()
    {
        const string Script = """
            mount -t tmpfs -o size=96k none "$1" || exit 99
            dotnet "$2" weigh "$3" --draws 128 --effects 0 --threads 1 --out "$1/run" > "$4/first.out" 2> "$4/first.err"; echo $? > "$4/first.code"
            ls "$1/run/draws" > "$4/first.parts"
            mount -o remount,size=20m none "$1" && dotnet "$2" weigh --resume "$1/run" > "$4/second.out" 2> "$4/second.err"; echo $? > "$4/second.code"
            cp -r "$1/run" "$4/run"
            """;
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare"), "needs Linux and unshare");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["small"]);
        var start = new ProcessStartInfo(
            "/usr/bin/unshare",
            [
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                Script,
                "sh",
                folder["small"],
                CommandLineTests.Program,
                Repository.PathOf(Light),
                Path.GetDirectoryName(folder["small"])!,
            ]
        )
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(!File.Exists(folder["first.code"]), $"no file system can be made here: {error}");
        Assert.Equal(("1", "0"), (File.ReadAllText(folder["first.code"]).Trim(), File.ReadAllText(folder["second.code"]).Trim()));
        Assert.Contains("the disk is full", File.ReadAllText(folder["first.err"]), StringComparison.Ordinal);
        Assert.DoesNotContain("unfinished", File.ReadAllText(folder["first.parts"]), StringComparison.Ordinal);
        Assert.Equal(0, CommandLineTests.Run("weigh", Light, "--draws", "128", "--effects", "0", "--out", folder["whole"]).Code);
        Assert.Equal(TemporaryFolder.Contents(folder["whole"]), TemporaryFolder.Contents(folder["run"]));
    }

    // A column of a million draws is 8 MB.
    [Fact]
    public void Too_little_memory_is_said_in_words()
    {
        var (code, output, error) = CommandLineTests.RunProcess(
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x4000000" },
            "weigh",
            Light,
            "--draws",
            "1000000",
            "--effects",
            "0"
        );
        Assert.Equal((3, ""), (code, output));
        Assert.Contains("not enough memory", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_merge_and_the_report_is_made_again()
    {
        using var folder = new TemporaryFolder();
        for (var shard = 1; shard <= 2; shard++)
            Assert.Equal(
                0,
                CommandLineTests.Run("weigh", Deal, "--draws", "32", "--effects", "0", "--resume", folder[$"s{shard}"], "--shard", $"{shard}/2").Code
            );
        Assert.Equal(0, CommandLineTests.Run("merge", folder["run"], folder["s1"], folder["s2"]).Code);
        var (code, output, error) = CommandLineTests.Run("report", folder["run"], "--html", folder["again.html"], "--json");
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        Assert.Equal(32, document.RootElement.GetProperty("draws").GetInt32());
        Assert.Equal(File.ReadAllText(Path.Combine(folder["run"], "report.html")), File.ReadAllText(folder["again.html"]));
    }

    [Theory]
    [InlineData(1, "is no run", "weigh", "--resume", "deals")]
    [InlineData(1, "no such folder", "report", "nowhere")]
    [InlineData(1, "counted from 1", "weigh", Deal, "--out", "x", "--shard", "0/4")]
    [InlineData(1, "at most 2 shards", "weigh", Deal, "--draws", "32", "--out", "x", "--shard", "1/3")]
    [InlineData(1, "not empty", "weigh", Deal, "--out", "deals")]
    [InlineData(2, "--shard is for --out or --resume", "weigh", Deal, "--shard", "1/2")]
    [InlineData(2, "--out does not go with --resume", "weigh", Deal, "--out", "x", "--resume", "x")]
    [InlineData(2, "Name the deal", "weigh")]
    [InlineData(2, "SHARD", "merge", "x")]
    public void Mistakes_are_named(int code, string words, params string[] arguments)
    {
        var (ended, output, error) = CommandLineTests.Run(arguments);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Repository.PathOf("x")));
    }

    private static (int Code, string Error) Stopped(int signal, string run, string[] asked)
    {
        using var process = CommandLineTests.Start(["weigh", .. asked, "--out", run, "--threads", "1"]);
        var error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var part = Path.Combine(run, "draws", "part-00000.parquet");
        while (!File.Exists(part) && !process.HasExited)
            Thread.Sleep(1);
        Assert.Equal(0, Send(process.Id, signal));
        process.WaitForExit();
        return (process.ExitCode, error.Result);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
