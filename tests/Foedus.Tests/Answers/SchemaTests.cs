using System.Text.Json;
using System.Text.Json.Nodes;
using Foedus.Tests.Cli;

namespace Foedus.Tests.Answers;

/// <summary>docs/schemas: what the records say, and what the program really answers.</summary>
public class SchemaTests
{
    private const string Deal = "deals/record/snapback-2231/snapback-2231.foedus";

    public static TheoryData<string> Schemas => [.. SchemaText.Answers.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Schemas))]
    public void The_file_of_a_schema_is_what_its_record_says(string schema)
    {
        var (path, text) = (SchemaText.PathOf(schema), SchemaText.Of(schema));
        if (Environment.GetEnvironmentVariable("FOEDUS_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(text, File.Exists(path) ? File.ReadAllText(path) : "(no such file)");
    }

    [Theory]
    [InlineData("check", Deal)]
    [InlineData("check", "tests/corpus/frame.foedus", "--solve")]
    [InlineData("diff", Deal, "deals/record/budapest-1994/budapest-1994.foedus")]
    [InlineData("solve", Deal, "--offer", "automatic")]
    [InlineData("stability", "deals/record/budapest-1994/budapest-1994.foedus", "--offer", "memorandum")]
    [InlineData("incidents", "deals/ukraine-2025/incidents/ucdp-ged-22.1-ukraine-2014-2017.csv.gz")]
    [InlineData(
        "watch",
        "deals/ukraine-2025/ukraine-2025.foedus",
        "deals/ukraine-2025/incidents/ucdp-ged-22.1-ukraine-2014-2017.csv.gz",
        "--weekly",
        "loss_side"
    )]
    [InlineData(
        "watch",
        "deals/ukraine-2025/ukraine-2025.foedus",
        "deals/ukraine-2025/incidents/ucdp-ged-22.1-ukraine-2014-2017.csv.gz",
        "--compare",
        "deals/ukraine-2025/incidents/ucdp-ged-20.1-ukraine-2014-2017.csv.gz"
    )]
    [InlineData("weigh", Deal, "--draws", "128")]
    [InlineData("weigh", Deal, "--draws", "16", "--effects", "0")]
    [InlineData("map", Deal, "--offer", "automatic", "--x", "trade", "--y", "breakout", "--points", "3")]
    [InlineData("explain", Deal, "--offer", "automatic")]
    [InlineData("simulate", Deal, "--offer", "automatic", "--paths", "10")]
    [InlineData("elicit", "deals/ukraine-2025/ukraine-2025.foedus", "--list")]
    [InlineData("baserates")]
    [InlineData(
        "calibrate",
        "deals/ukraine-2025/ukraine-2025.foedus",
        "deals/ukraine-2025/incidents/ucdp-ged-22.1-ukraine-2014-2017.csv.gz",
        "--trigger",
        "frequent",
        "--broken",
        "2015-01-10..2015-02-20",
        "--quiet",
        "2016-01-01..2016-06-30"
    )]
    public void An_answer_is_what_its_schema_says(params string[] arguments)
    {
        var (code, output, error) = InsideTheTests.Once([.. arguments, "--json"]);
        Assert.True(code == 0, error);
        Assert.Equal([], Faults(output));
    }

    [Fact]
    public void The_judgement_of_a_profile_is_what_its_schema_says()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            var (game, profile) = (Path.Combine(folder.FullName, "game.nfg"), Path.Combine(folder.FullName, "profile.json"));
            File.WriteAllText(game, "NFG 1 R \"Matching pennies\" { \"Even\" \"Odd\" } { 2 2 }\n1 -1 -1 1 -1 1 1 -1\n");
            File.WriteAllText(profile, CommandLineTests.Run("solve", game, "--lambda", "2", "--json").Out);
            var (code, output, error) = CommandLineTests.Run("verify", game, profile, "--lambda", "2", "--json");
            Assert.True(code == 0, error);
            Assert.Equal([], Faults(output));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A wrong deal is answered too.</summary>
    [Fact]
    public void What_is_wrong_with_a_deal_is_what_its_schema_says()
    {
        var (code, output, _) = CommandLineTests.RunOn("wrong.foedus", "deal \"Wrong\"\nperiod year\nhorizon 4 quarters\nparty A\nstate s 0..2 = 5\n", path =>
            ["check", path, "--json"]
        );
        Assert.Equal(1, code);
        Assert.Equal([], Faults(output));
    }

    /// <summary>Raw games: a table with its branch, a game without an end, one of some rounds.</summary>
    [Theory]
    [InlineData("game.nfg", "NFG 1 R \"Pennies\" { \"Even\" \"Odd\" } { 2 2 }\n1 -1 -1 1 -1 1 1 -1\n", "--lambda", "2", "--branch")]
    [InlineData("game.json", Stochastic)]
    [InlineData("game.json", Stochastic, "--lambda", "2")]
    [InlineData("game.json", Rounds)]
    public void A_solved_game_is_what_its_schema_says(string name, string text, params string[] more)
    {
        var (code, output, error) = CommandLineTests.RunOn(name, text, path => ["solve", path, .. more, "--json"]);
        Assert.True(code == 0, error);
        Assert.Equal([], Faults(output));
    }

    private const string Stochastic =
        """{"discount":[0.9,0.9],"num_actions":[[2,2]],"payoff":[[[[1,0],[2,0.5]],[[1,2],[0,0.5]]]],"transition":[[[[1],[1]],[[1],[1]]]]}""";
    private const string Rounds =
        """{"horizon":2,"target_state":0,"num_actions":[[2,2]],"payoff":[[[[1,0],[2,0.5]],[[1,2],[0,0.5]]]],"transition":[[[[1],[1]],[[1],[1]]]]}""";

    /// <summary>Tables: boxes over numbers and over categories, shares of variance with pairs, and steps of one input at a time.</summary>
    [Fact]
    public void What_is_found_in_a_table_is_what_its_schema_says()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 200).Select(_ => (X: random.NextDouble(), Kind: random.Next(3))).ToList();
        var table =
            "x,kind,y\n"
            + string.Concat(rows.Select(row => FormattableString.Invariant($"{row.X},{"abc"[row.Kind]},{(row.X > 0.6 && row.Kind > 0 ? 1 : 0)}\n")));
        foreach (var method in new[] { "prim", "cart" })
        {
            var (code, output, error) = CommandLineTests.RunOn("table.csv", table, path =>
                ["discover", path, "--outcome", "y", "--above", "0.5", "--method", method, "--json"]
            );
            Assert.True(code == 0, error);
            Assert.Equal([], Faults(output));
        }
        double[] Point() => [random.NextDouble(), random.NextDouble()];
        static string Row(params double[] values) =>
            string.Join(',', values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))) + "\n";
        static double Result(double[] at) => at[0] + at[0] * at[1];
        var saltelli =
            "x,z,y\n"
            + string.Concat(
                Enumerable
                    .Range(0, 64)
                    .Select(_ => (A: Point(), B: Point()))
                    .SelectMany(pair => new double[][] { pair.A, [pair.B[0], pair.A[1]], [pair.A[0], pair.B[1]], pair.B })
                    .Select(at => Row(at[0], at[1], Result(at)))
            );
        var morris =
            "trajectory,x,z,y\n"
            + string.Concat(
                Enumerable
                    .Range(0, 8)
                    .SelectMany(
                        number =>
                            (double[][])
                                [
                                    [0, 0.25],
                                    [0.5, 0.25],
                                    [0.5, 0.75],
                                ],
                        (number, at) => Row(number, at[0], at[1], Result(at))
                    )
            );
        foreach (var design in new[] { saltelli, morris })
        {
            var (code, output, error) = CommandLineTests.RunOn("design.csv", design, path => ["sensitivity", path, "--outcome", "y", "--json"]);
            Assert.True(code == 0, error);
            Assert.Equal([], Faults(output));
        }
    }

    /// <summary>The check can fail: a field too many, one too few, and a word where a number belongs are all found.</summary>
    [Fact]
    public void A_wrong_answer_is_found()
    {
        var (_, output, _) = CommandLineTests.Run("explain", Deal, "--offer", "automatic", "--json");
        JsonObject Changed(Action<JsonObject> change)
        {
            var json = JsonNode.Parse(output)!.AsObject();
            change(json);
            return json;
        }
        Assert.Empty(Faults(output));
        Assert.NotEmpty(Faults(Changed(json => json["surprise"] = 1).ToJsonString()));
        Assert.NotEmpty(Faults(Changed(json => json.Remove("offer")).ToJsonString()));
        Assert.NotEmpty(Faults(Changed(json => json["turns"]![0]!["reached"] = "often").ToJsonString()));
    }

    /// <summary>What is wrong with an answer, by the schema that it names.</summary>
    internal static IReadOnlyList<string> Faults(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return RecordSchema.Faults(
            JsonNode.Parse(File.ReadAllText(SchemaText.PathOf(document.RootElement.GetProperty("schema").GetString()!)))!,
            document.RootElement
        );
    }
}
