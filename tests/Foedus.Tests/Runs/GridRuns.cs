using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Runs;
using Foedus.Tests.Cli;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Runs;

/// <summary>Runs of a deal whose first draws choose a finer grid: the same bytes however they were worked off.</summary>
public class GridRuns
{
    private const string Market = "deals/textbook/kreps-wilson-1982/chain-store.foedus";
    private static readonly WeighingOptions Options = new()
    {
        Draws = 64,
        Effects = 8,
        EquilibriumDraws = 4,
        CareDraws = 4,
        Thresholds = 1,
    };
    private static readonly DealFile Deal = Shipped.Deal(Market);

    // What is in the undivided run's folder, but for its time, and its answer.
    private static readonly Lazy<(Dictionary<string, byte[]> Files, string Answer)> Whole = new(() =>
    {
        using var folder = new TemporaryFolder();
        var result = Weigh.RunInto(folder["run"], Deal, Options with { Threads = 1 })!;
        return (Bytes(folder["run"]), AnswerJson.Text(result, withTimes: false));
    });

    private static Dictionary<string, byte[]> Bytes(string run) =>
        Directory
            .EnumerateFiles(run, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != RunDirectory.ManifestName)
            .ToDictionary(path => Path.GetRelativePath(run, path), File.ReadAllBytes);

    private static void Is(string run)
    {
        var bytes = Bytes(run);
        Assert.Equal(Whole.Value.Files.Keys.Order(StringComparer.Ordinal), bytes.Keys.Order(StringComparer.Ordinal));
        Assert.All(bytes, file => Assert.True(file.Value.AsSpan().SequenceEqual(Whole.Value.Files[file.Key]), file.Key));
    }

    [Fact]
    public void Shards_and_what_was_stopped_make_the_undivided_run_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        foreach (var shard in new[] { 3, 1, 2 })
            Weigh.RunInto(folder[$"{shard}"], Deal, Options, new Shard(shard, 3));
        // The second loses a part and its choice, and is gone on with.
        File.Delete(Path.Combine(folder["2"], RunDirectory.GridsName));
        File.Delete(Directory.EnumerateFiles(Path.Combine(folder["2"], RunDirectory.DrawsName)).First());
        Weigh.Resume(folder["2"], threads: 2);
        Weigh.Merge(folder["run"], [folder["3"], folder["1"], folder["2"]]);
        Is(folder["run"]);
        var told = Weigh.Report(folder["run"]).Result;
        Assert.Equal(Whole.Value.Answer, AnswerJson.Text(told, withTimes: false));
        Assert.True(told.Offers[0].Knots > WeighingOptions.StandardResolution);
    }

    [Fact]
    public void Another_grid_is_not_taken_for_the_runs()
    {
        using var folder = new TemporaryFolder();
        foreach (var shard in new[] { 1, 2 })
            Weigh.RunInto(folder[$"{shard}"], Deal, Options, new Shard(shard, 2));
        var path = Path.Combine(folder["2"], RunDirectory.GridsName);
        var written = File.ReadAllText(path);
        var node = JsonNode.Parse(written)!;
        node["solved"]![0]!["knots"] = 11;
        File.WriteAllText(path, node.ToJsonString());
        Assert.Contains(
            "its numbers are not those that were written",
            Assert.Throws<InputException>(() => Weigh.Merge(folder["run"], [folder["1"], folder["2"]])).Message,
            StringComparison.Ordinal
        );
        File.WriteAllText(path, RunTests.WithHash(node));
        Assert.Contains(
            "solved on other grids of belief",
            Assert.Throws<InputException>(() => Weigh.Merge(folder["run"], [folder["1"], folder["2"]])).Message,
            StringComparison.Ordinal
        );
        node["solved"]![0]!["knots"] = 4000;
        File.WriteAllText(path, RunTests.WithHash(node));
        Assert.Contains(
            "none that can be chosen",
            Assert.Throws<InputException>(() => Weigh.Merge(folder["run"], [folder["1"], folder["2"]])).Message,
            StringComparison.Ordinal
        );
        Weigh.Resume(folder["2"]);
        Assert.Equal(written, File.ReadAllText(path));
    }

    [Fact]
    public void A_grid_that_was_asked_for_is_the_runs()
    {
        using var folder = new TemporaryFolder();
        var result = Weigh.RunInto(folder["run"], Deal, Options with { Resolution = 11 })!;
        Assert.Equal(11, result.Offers[0].Knots);
        Assert.Contains(
            "resolution: 11 here, none there",
            Assert.Throws<InputException>(() => Weigh.RefuseOther(folder["run"], null, old => old with { AskedResolution = null })).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(AnswerJson.Text(result, withTimes: false), AnswerJson.Text(Weigh.Report(folder["run"]).Result, withTimes: false));
    }
}
