using System.Text.Json;
using System.Text.Json.Nodes;
using Foedus.Language;
using Foedus.Runs;
using Foedus.Tests.Cli;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Runs;

/// <summary>Runs that are kept: the same bits however they were worked off, and nothing strange taken for a run.</summary>
public class RunTests
{
    // Nothing is private, so that it is solved at once.
    private const string Deal = """
        deal "Ceasefire with a guarantee"
        period year
        horizon 5
        party Rival
        party Guarantor
        discount 0.9
        precision an option 4 points worse once in 20 times
        assume prize 2 in 0.5..4 "what the war would bring the rival each year"
        assume cost 2 in 0.5..6 "what honouring costs the guarantor"
        assume shame 3 in 0..6 "what breaking the word costs"
        state status { ceasefire, broken, war, member } = ceasefire
        turn Rival when status = ceasefire { keep  attack: status = broken }
        turn Guarantor when status = broken {
          honour: status = member; Guarantor pays cost
          renege: status = war
        }
        clause audience "Breaking the word is costly" { option renege at Guarantor: Guarantor pays shame }
        interest Rival each year { status = war: prize status = member: -2 }
        interest Guarantor each year { status = war: -1 }
        no deal bare "A bare ceasefire"
        offer costly "The guarantee is given in public": audience
        ask peace "Holds five years": chance status = ceasefire through 5
        holds when peace >= 0.5
        """;

    private static readonly WeighingOptions Options = new()
    {
        Draws = 100,
        Effects = 0,
        ErrorDraws = 2,
        Thresholds = 0,
    };

    // With a mark at its beginning, as some editors leave one.
    private static readonly byte[] Bytes = [0xef, 0xbb, 0xbf, .. System.Text.Encoding.UTF8.GetBytes(Deal)];

    private static readonly DealFile File1 = DealFile.Read(SourceText.FromBytes(Bytes, "guarantee.foedus"));

    [Fact]
    public void A_run_holds_the_deal_byte_for_byte_and_gives_the_same_result_as_memory()
    {
        using var folder = new TemporaryFolder();
        var kept = Weigh.RunInto(folder["run"], File1, Options)!;
        var held = Weigh.Run(File1, Options);
        Assert.Equal(Bytes, File.ReadAllBytes(Path.Combine(folder["run"], "deal.foedus")));
        Assert.Equal(held.Worlds, kept.Worlds);
        Assert.Equal(Foedus.Answers.AnswerJson.Text(held, withTimes: false), Foedus.Answers.AnswerJson.Text(kept, withTimes: false));
        Assert.Equal(
            ["deal.foedus", "draws", "report.html", "run.json", "solved.json", "summary.json"],
            Directory.EnumerateFileSystemEntries(folder["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    // Every command that opens a run says the same of it, and a remedy that there is.
    [Fact]
    public void Columns_that_were_changed_are_said_by_all_commands()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options);
        var path = Path.Combine(folder["run"], RunDirectory.ManifestName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["columns"] = new JsonArray([.. manifest["columns"]!.AsArray().Reverse().Select(column => column!.DeepClone())]);
        File.WriteAllText(path, manifest.ToJsonString());
        foreach (
            var open in new Action[]
            {
                () => Weigh.Resume(folder["run"]),
                () => Weigh.Report(folder["run"]),
                () => Weigh.OwnShares(folder["run"], "costly.peace"),
            }
        )
        {
            var fault = Assert.Throws<InputException>(open);
            Assert.EndsWith("run.json", fault.Place, StringComparison.Ordinal);
            Assert.Contains("column 1 is", fault.Message, StringComparison.Ordinal);
            Assert.Contains("put it back, or weigh anew", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Use that version", fault.Message, StringComparison.Ordinal);
        }
    }

    // Beyond so many draws the rest is read from the files only.
    [Fact]
    public void What_is_read_from_the_files_is_what_memory_holds()
    {
        using var folder = new TemporaryFolder();
        var options = Options with { Kept = 40 };
        var kept = Weigh.RunInto(folder["run"], File1, options)!;
        var held = Weigh.Run(File1, options);
        Assert.Equal(40, kept.Worlds.Length);
        Assert.Equal(100, kept.Store.Count);
        Assert.IsNotType<Foedus.Weighing.Draws.MemoryStore>(kept.Store);
        Assert.Equal(Foedus.Answers.AnswerJson.Text(held, withTimes: false), Foedus.Answers.AnswerJson.Text(kept, withTimes: false));
        var all = Weigh.Run(File1, Options);
        Assert.Equal(
            all.Offers.Select(offer => (offer.Holds, offer.AllSign, offer.Parties[0].Surplus, offer.Parties[0].MeanRegret)),
            kept.Offers.Select(offer => (offer.Holds, offer.AllSign, offer.Parties[0].Surplus, offer.Parties[0].MeanRegret))
        );
    }

    // What took further solves is read, not solved: a number put into the file, with its hash, comes back.
    [Fact]
    public void The_report_is_made_from_what_the_run_holds()
    {
        using var folder = new TemporaryFolder();
        var (run, path) = (folder["run"], Path.Combine(folder["run"], "solved.json"));
        var first = Weigh.RunInto(run, File1, Options with { Effects = 8, Thresholds = 2 })!;
        static string Text(WeighingResult result) => Foedus.Answers.AnswerJson.Text(result, withTimes: false);
        Assert.Equal(Text(first), Text(Weigh.Report(run).Result));
        var written = File.ReadAllText(path);
        var node = JsonNode.Parse(written)!;
        node["solved"]!["effects"]![0]!["solves"] = 123_456;
        File.WriteAllText(path, WithHash(node));
        Assert.Equal(123_456, Weigh.Report(run).Result.Analysis!.Effects[0].Solves);
        // A run of an earlier version has no such file, or another one.
        File.Delete(path);
        Assert.Equal(Text(first), Text(Weigh.Report(run).Result));
        File.WriteAllText(path, """{ "schema": "foedus/solved/0", "other": [] }""");
        Assert.Equal(Text(first), Text(Weigh.Report(run).Result));
        Weigh.Resume(run);
        Assert.Equal(written, File.ReadAllText(path));
    }

    // What is in a run's folder, by the path there.
    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> WithEffects = new(() =>
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options with { Effects = 8, ErrorDraws = 0 });
        return Directory
            .EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder["run"], path), File.ReadAllBytes);
    });

    [Theory]
    [InlineData("its numbers are not those", "effects.0.solves", "1", false)]
    [InlineData("belongs to another run", "@run", "\"x\"", false)]
    [InlineData("effects are not those", "effects.0.offer", "\"nobody\"", true)]
    [InlineData("effects are not those", "effects.0.screening.0.assumption", "\"nothing\"", true)]
    [InlineData("thresholds are not those", "flips", "[]", true)]
    [InlineData("numerical errors are not those", "errors.0", "[-1]", true)]
    [InlineData("maps are not those", "maps.0.x", "\"nobody\"", true)]
    [InlineData("maps are not those", "maps.0.y", "\"nobody\"", true)]
    [InlineData("maps are not those", "maps.0.ys", "[]", true)]
    [InlineData("ranking is not that", "ranking.leader", "\"nobody\"", true)]
    [InlineData("changed by hand", "effects", "null", true)]
    [InlineData("changed by hand", "effects.0.bases", "1", true)]
    public void What_somebody_else_put_there_is_refused_and_mended(string words, string at, string value, bool hashed)
    {
        using var folder = new TemporaryFolder();
        var (run, path) = (folder["run"], Path.Combine(folder["run"], "solved.json"));
        foreach (var (name, bytes) in WithEffects.Value)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(run, name))!);
            File.WriteAllBytes(Path.Combine(run, name), bytes);
        }
        var written = File.ReadAllText(path);
        var node = JsonNode.Parse(written)!;
        JsonNode here = at[0] == '@' ? node : node["solved"]!;
        var steps = at.TrimStart('@').Split('.');
        foreach (var step in steps[..^1])
            here = int.TryParse(step, out var place) ? here[place]! : here[step]!;
        if (int.TryParse(steps[^1], out var last))
            here[last] = JsonNode.Parse(value);
        else
            here[steps[^1]] = JsonNode.Parse(value);
        File.WriteAllText(path, hashed ? WithHash(node) : node.ToJsonString());
        Assert.Contains(words, Assert.Throws<InputException>(() => Weigh.Report(run)).Message, StringComparison.Ordinal);
        Weigh.Resume(run);
        Assert.Equal(written, File.ReadAllText(path));
    }

    internal static string WithHash(JsonNode node)
    {
        var relaxed = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var bytes = System.Text.Encoding.UTF8.GetBytes(node["run"]!.GetValue<string>() + node["solved"]!.ToJsonString(relaxed));
        node["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return node.ToJsonString(relaxed);
    }

    [Fact]
    public void Shards_in_any_order_make_the_undivided_run_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["whole"], File1, Options);
        foreach (var shard in (int[])[3, 1, 2])
            Assert.Null(Weigh.RunInto(folder[$"s{shard}"], File1, Options with { Threads = shard }, new Shard(shard, 3)));
        Weigh.Merge(folder["merged"], [folder["s2"], folder["s3"], folder["s1"]]);
        Assert.Equal(TemporaryFolder.Contents(folder["whole"]), TemporaryFolder.Contents(folder["merged"]));
    }

    [Fact]
    public void A_run_with_holes_torn_and_altered_parts_is_mended_to_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options);
        var whole = TemporaryFolder.Contents(folder["run"]);
        string Part(int part) => Path.Combine(folder["run"], "draws", $"part-{part:00000}.parquet");
        File.Delete(Part(0));
        File.WriteAllBytes(Part(2), File.ReadAllBytes(Part(2))[..^100]);
        var bytes = File.ReadAllBytes(Part(4));
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(Part(4), bytes);
        File.WriteAllText(Part(5) + ".unfinished", "half");
        File.Delete(Path.Combine(folder["run"], "summary.json"));
        Assert.Throws<InputException>(() => Weigh.Report(folder["run"]));
        var progress = new List<(int Done, int All)>();
        Weigh.Resume(folder["run"], threads: 1, new Listener(progress));
        Assert.Equal(whole, TemporaryFolder.Contents(folder["run"]));
        // 100 draws in parts of 16: three of seven parts are computed anew.
        Assert.Equal((100, 100), progress[^1]);
        Assert.True(progress[0].Done >= 52);
    }

    // A part holds more than our numbers: its description, what other tools read, the run it says it belongs to.
    [Fact]
    public void A_part_with_any_bit_altered_is_computed_anew()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options with { Draws = 16 });
        var whole = TemporaryFolder.Contents(folder["run"]);
        var part = Path.Combine(folder["run"], "draws", "part-00000.parquet");
        var sound = File.ReadAllBytes(part);
        var random = new Random(7);
        for (var round = 0; round < 12; round++)
        {
            var bytes = (byte[])sound.Clone();
            // Half of them in the last bytes, where the file describes itself.
            var at = round % 2 == 0 ? random.Next(bytes.Length) : bytes.Length - 1 - random.Next(4000);
            bytes[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(part, bytes);
            Weigh.Resume(folder["run"], threads: 1);
            Assert.Equal(whole, TemporaryFolder.Contents(folder["run"]));
        }
    }

    [Fact]
    public void What_does_not_belong_together_is_named()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["a"], File1, Options, new Shard(1, 3));
        Weigh.RunInto(folder["b"], File1, Options, new Shard(2, 3));
        Weigh.RunInto(folder["half"], File1, Options, new Shard(2, 2));
        Weigh.RunInto(folder["seed"], File1, Options with { Seed = 7 }, new Shard(3, 3));
        string Refusal(params string[] shards) =>
            Assert.Throws<InputException>(() => Weigh.Merge(folder["out"], [.. shards.Select(shard => folder[shard])])).Message;
        Assert.Contains("64 to 99 are in none", Refusal("a", "b"), StringComparison.Ordinal);
        Assert.Contains("in two of the shards", Refusal("a", "b", "half"), StringComparison.Ordinal);
        Assert.Contains("seed: 7 here, 2025 there", Refusal("a", "b", "seed"), StringComparison.Ordinal);
        Assert.Contains("shard 1/3", Assert.Throws<InputException>(() => Weigh.Report(folder["a"])).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
        Assert.Contains(
            "draws: 100 here, 200 there",
            Assert.Throws<InputException>(() => Weigh.RefuseOther(folder["a"], null, old => old with { Draws = 200 })).Message,
            StringComparison.Ordinal
        );
        var other = DealFile.ReadSound(Repository.PathOf("deals/textbook/signorino-1999/strategic-logit.foedus"));
        Assert.Contains(
            "deal (SHA-256)",
            Assert.Throws<InputException>(() => Weigh.RefuseOther(folder["a"], other, old => old)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "There is a run here already",
            Assert.Throws<InputException>(() => Weigh.RunInto(folder["a"], File1, Options)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("\"draws\": 100", "\"draws\": 99999999")]
    [InlineData("\"partDraws\": 16", "\"partDraws\": 1")]
    [InlineData("\"vectorBits\"", "\"vectorBytes\"")]
    [InlineData("\"name\": \"guarantee.foedus\"", "\"name\": \"../../secret.foedus\"")]
    [InlineData("\"name\": \"guarantee.foedus\"", "\"name\": null")]
    [InlineData("foedus/run/1", "foedus/run/2")]
    [InlineData("{", "")]
    public void A_manifest_changed_by_hand_is_refused_in_words(string from, string to)
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options, new Shard(1, 7));
        var path = Path.Combine(folder["run"], "run.json");
        var text = File.ReadAllText(path);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
        Assert.Contains("run.json", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_numbers_of_the_machine_or_version_are_refused_with_what_differs()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options, new Shard(1, 7));
        var path = Path.Combine(folder["run"], "run.json");
        var manifest = RunManifest.Parse(File.ReadAllBytes(path), path);
        File.WriteAllBytes(path, (manifest with { Foedus = "0.0.1", Numerics = manifest.Numerics with { VectorBits = 64 } }).ToJson());
        var message = Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message;
        Assert.Contains("version of Foedus: 0.0.1", message, StringComparison.Ordinal);
        Assert.Contains("vector width in bits: 64 here", message, StringComparison.Ordinal);
        File.WriteAllBytes(path, (manifest with { Options = manifest.Options with { Seed = 1 } }).ToJson());
        Assert.Contains("changed by hand", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Strange_things_in_the_folder_are_not_taken_for_the_run()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options, new Shard(1, 7));
        Weigh.RunInto(folder["other"], File1, Options with { Seed = 3 }, new Shard(1, 7));
        var part = Path.Combine("draws", "part-00000.parquet");
        File.Copy(Path.Combine(folder["other"], part), Path.Combine(folder["run"], part), overwrite: true);
        Assert.Contains("another run", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder["run"], part));
        File.CreateSymbolicLink(Path.Combine(folder["run"], part), Path.Combine(folder["other"], part));
        Assert.Contains("no links", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder["run"], part));
        File.AppendAllText(Path.Combine(folder["run"], "deal.foedus"), " ");
        Assert.Contains("was changed", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder["run"], "deal.foedus"));
        File.CreateSymbolicLink(Path.Combine(folder["run"], "deal.foedus"), "/etc/hostname");
        Assert.Contains("no links", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_process_at_a_time_works_on_a_run()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options, new Shard(1, 7));
        using (RunDirectory.Open(folder["run"], toWork: true))
            Assert.Contains("Another process", Assert.Throws<InputException>(() => Weigh.Resume(folder["run"])).Message, StringComparison.Ordinal);
        Assert.Null(Weigh.Resume(folder["run"]));
    }

    // Under no deal the guarantor pays nothing for a broken word, so that shame explains nothing there.
    [Fact]
    public void Own_shares_are_read_from_the_draws()
    {
        using var folder = new TemporaryFolder();
        Weigh.RunInto(folder["run"], File1, Options with { Draws = 1024 });
        var shares = Weigh.OwnShares(folder["run"], "bare.peace").ToDictionary(of => of.Name, of => of.Share);
        // Shame is in no number of that offer: by default it is left out, and its share is known.
        Assert.Equal(["cost", "prize"], shares.Keys.Order());
        Assert.InRange(shares["cost"].Share, 0.2, 1);
        Assert.Equal(new Foedus.Weighing.WorldShare(0, 0, 0), Weigh.OwnShares(folder["run"], "bare.peace", ["shame"])[0].Share);
        Assert.Equal(["cost", "prize", "shame"], Weigh.OwnShares(folder["run"], "costly.peace").Select(of => of.Name).Order());
        Assert.Equal(Weigh.OwnShares(folder["run"], "costly.holds"), Weigh.OwnShares(folder["run"], "costly.holds_when"));
        string Refused(string column) => Assert.Throws<InputException>(() => Weigh.OwnShares(folder["run"], column)).Message;
        Assert.Contains("Did you mean 'bare.peace'?", Refused("bare.peac"), StringComparison.Ordinal);
        Assert.Contains("Of 'bare' there are: bare.peace, ", Refused("bare.nothing"), StringComparison.Ordinal);
        Assert.Contains("Offers: bare, costly.", Refused("peculiar"), StringComparison.Ordinal);
        var (_, output, _) = CommandLineTests.Run("sensitivity", folder["run"], "--outcome", "costly.peace");
        double[] said =
        [
            .. output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => double.Parse(line.Split("on its own ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(said.OrderDescending(), said);
        Assert.Throws<InputException>(() => Weigh.OwnShares(folder["run"], "bare.peace", ["bare.holds"]));
    }

    [Theory]
    [InlineData("0/4"), InlineData("5/4"), InlineData("1"), InlineData("1/0"), InlineData("a/b"), InlineData("-1/4")]
    public void Shards_are_counted_from_one(string text) => Assert.Throws<InputException>(() => Shard.Parse(text));

    [Fact]
    public void Shards_share_the_parts_without_gap_or_overlap()
    {
        for (var parts = 1; parts <= 65; parts++)
        for (var of = 1; of <= parts; of++)
            Assert.Equal(
                Enumerable.Range(0, parts),
                Enumerable.Range(1, of).SelectMany(index => new Shard(index, of).PartsOf(parts) is var (from, to) ? Enumerable.Range(from, to - from) : [])
            );
    }

    private sealed class Listener(List<(int Done, int All)> heard) : IProgress<(int Done, int All)>
    {
        public void Report((int Done, int All) value)
        {
            lock (heard)
                heard.Add(value);
        }
    }
}
