using System.Text.Json.Nodes;

namespace Foedus.Tests.Cli;

/// <summary>foedus verify of a deal: what solve writes is read back, and mistakes in a profile are said with their place.</summary>
public sealed class VerifyDeals : IDisposable
{
    private const string Open = """
        deal "Keep or break"
        period year
        horizon 3
        party A
        party B
        discount 0.9
        precision lambda 2
        state s { calm, war } = calm
        turn A when s = calm { keep  breach: s = war; A gains 2 }
        turn B when s = calm { stay  leave: s = war }
        interest A each year { s = calm: 1 }
        interest B each year { s = calm: 1  s = war: 0.4 }
        no deal none "As it is"
        ask calm_3 "Calm for three years": chance s = calm through 3
        """;

    private static readonly string Endless = Open.Replace("horizon 3", "horizon endless", StringComparison.Ordinal);

    private static readonly string Private = Open.Replace("state s", "private A.kind { good: 0.6, bad: 0.4 }\nstate s", StringComparison.Ordinal)
        .Replace("A gains 2", "A gains 3 if bad else 0", StringComparison.Ordinal);

    private static readonly string PrivateEndless = Private.Replace("horizon 3", "horizon endless", StringComparison.Ordinal);

    // Strategies go round with the clock of the drift.
    private static readonly string Clocked = PrivateEndless.Replace("bad: 0.4 }", "bad: 0.4 } drifts each 2 years: bad to good 0.2", StringComparison.Ordinal);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("foedus-test-");

    public void Dispose() => folder.Delete(recursive: true);

    public static TheoryData<string, string> Deals =>
        new()
        {
            { "finite", Open },
            { "endless", Endless },
            { "private", Private },
            { "private without end", PrivateEndless },
            { "with a clock", Clocked },
        };

    [Theory, MemberData(nameof(Deals))]
    public void What_solve_writes_is_judged_an_equilibrium_with_the_same_numbers(string _, string text)
    {
        var deal = Write("deal.foedus", text);
        var solved = Solve(deal);
        var (code, output, error) = CommandLineTests.Run(
            "verify",
            deal,
            "--offer",
            "none",
            "--profile",
            Write("profile.json", solved.ToJsonString()),
            "--json"
        );
        Assert.Equal("", error);
        Assert.Equal(0, code);
        Assert.Equal([], Answers.SchemaTests.Faults(output));
        var (judged, offer) = (JsonNode.Parse(output)!, solved["offers"]![0]!);
        Assert.Equal("solved", (string?)judged["report"]!["status"]);
        Assert.Equal((double)offer["measures"]![0]!["value"]!, (double)judged["measures"]![0]!["value"]!, 1e-9);
        Assert.All(offer["values"]!.AsArray().Zip(judged["values"]!.AsArray()), pair =>
            Assert.Equal((double)pair.First!["value"]!, (double)pair.Second!["value"]!, 1e-6)
        );
    }

    /// <summary>A profile by hand: who never breaks is no equilibrium where breaking pays, and it is said where and by how much.</summary>
    [Fact]
    public void A_profile_by_hand_is_judged()
    {
        const string always =
            """{ "profile": [{ "step": "A", "party": "A", "options": { "keep": 1 } }, { "step": "B", "party": "B", "options": { "stay": 1 } }] }""";
        var (code, output, error) = CommandLineTests.Run("verify", Write("deal.foedus", Private), "--profile", Write("profile.json", always), "--json");
        Assert.Equal("", error);
        Assert.Equal(0, code);
        var judged = JsonNode.Parse(output)!;
        Assert.Equal("not converged", (string?)judged["report"]!["status"]);
        Assert.Equal(1, (double)judged["measures"]![0]!["value"]!, 1e-12);
        // In the last year breaking brings 3 and costs the year's calm.
        Assert.Equal(2, (double)judged["report"]!["deviationGain"]!, 1e-9);
        Assert.Contains("The turn of A when s is calm is not the response", (string?)judged["report"]!["notes"]![0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"step\":\"A\"", "\"step\":\"Aye\"", "profile[0].step", "There is no turn 'Aye'")]
    [InlineData("\"party\":\"A\"", "\"party\":\"C\"", "profile[0].party", "There is no party 'C'")]
    [InlineData("\"type\":\"good\"", "\"type\":\"ugly\"", "profile[0].type", "There is no type of A 'ugly'")]
    [InlineData("\"state\":\"s = calm\"", "\"state\":\"s = storm\"", "profile[0].state", "There is no state 's = storm'")]
    [InlineData("\"state\":\"s = calm\"", "\"state\":\"s = war\"", "profile[0]", "'A' is no turn of A when s = war")]
    [InlineData("\"keep\":", "\"hold\":", "profile[0].options.hold", "'hold' is no option of 'A'")]
    [InlineData("\"period\":1", "\"period\":9", "profile[0].period", "from 1 to 3")]
    [InlineData("\"keep\":[", "\"keep\":[0.5,", "profile[0].options.keep", "one for each of the 11 beliefs")]
    [InlineData("\"profileBeliefs\":[{\"A\":[", "\"profileBeliefs\":[{\"A\":[0.1,", "profileBeliefs[0].A", "A chance of each type of A")]
    public void A_wrong_name_or_number_is_said_with_its_place(string there, string instead, string place, string words)
    {
        var text = Once(Solve(Write("deal.foedus", Private)).ToJsonString(), there, instead);
        var error = Refused(Private, text);
        Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains(words, error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void A_turn_that_is_missing_and_chances_that_do_not_add_up_are_said()
    {
        var solved = Solve(Write("deal.foedus", Open));
        var lines = solved["offers"]![0]!["profile"]!.AsArray();
        lines[1]!["options"]!["stay"] = 0.25;
        lines[1]!["options"]!["leave"] = 0.25;
        var error = Refused(Open, solved.ToJsonString());
        Assert.Contains("profile[1]", error, StringComparison.Ordinal);
        Assert.Contains("add to 0.5, not to 1", error, StringComparison.Ordinal);
        lines.RemoveAt(1);
        error = Refused(Open, solved.ToJsonString());
        Assert.Contains("The profile has no line for 'B' of B when s = calm in period 1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_later_ones_go_over_is_said()
    {
        const string twice =
            """{ "profile": [{ "step": "A", "party": "A", "options": { "keep": 1 } }, { "step": "A", "party": "A", "options": { "breach": 1 } }, { "step": "B", "party": "B", "options": { "stay": 1 } }] }""";
        Assert.Contains("profile[0]", Refused(Open, twice), StringComparison.Ordinal);
    }

    [Fact]
    public void Beliefs_of_another_grid_are_refused_and_other_values_said()
    {
        var deal = Write(
            "deal.foedus",
            Private
                .Replace("good: 0.6, bad: 0.4", "good: p, bad: 1 - p", StringComparison.Ordinal)
                .Replace("party A", "assume p 0.6 in 0.2..0.8 \"A is good\"\nparty A", StringComparison.Ordinal)
        );
        var profile = Write("profile.json", Solve(deal, "--set", "p=0.3").ToJsonString());
        var (code, _, error) = CommandLineTests.Run("verify", deal, "--profile", profile);
        Assert.Equal(1, code);
        Assert.Contains("--set p=0.3", error, StringComparison.Ordinal);
        Assert.Contains("not those of the grid with 11 knots", error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(0, CommandLineTests.Run("verify", deal, "--profile", profile, "--set", "p=0.3").Code);
    }

    [Fact]
    public void A_profile_too_long_to_be_written_unasked_is_asked_for()
    {
        var deal = Write("deal.foedus", Private.Replace("horizon 3", "horizon 40", StringComparison.Ordinal));
        string[] asked = ["solve", deal, "--offer", "none", "--at-resolution", "101", "--json"];
        var profile = Write("profile.json", CommandLineTests.Run(asked).Out);
        var (code, _, error) = CommandLineTests.Run("verify", deal, "--offer", "none", "--profile", profile);
        Assert.Equal(1, code);
        Assert.Contains("--json --profile", error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Write("profile.json", CommandLineTests.Run([.. asked, "--profile"]).Out);
        var verified = CommandLineTests.Run("verify", deal, "--offer", "none", "--profile", profile);
        Assert.Equal("", verified.Error);
        Assert.Contains("the profile is an equilibrium", verified.Out, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static JsonNode Solve(string deal, params string[] more)
    {
        var (code, output, error) = CommandLineTests.Run(["solve", deal, "--json", "--at-resolution", "11", .. more]);
        Assert.True(code == 0, error);
        return JsonNode.Parse(output)!;
    }

    private string Refused(string deal, string profile)
    {
        var (code, output, error) = CommandLineTests.Run("verify", Write("deal.foedus", deal), "--profile", Write("profile.json", profile));
        Assert.Equal(1, code);
        Assert.Equal("", output);
        return error;
    }

    // In the profile, not in the turns before it; the first place alone.
    private static string Once(string text, string there, string instead)
    {
        var at = text.IndexOf(
            there,
            text.IndexOf(there.StartsWith("\"profileBeliefs\"", StringComparison.Ordinal) ? "\"profileBeliefs\"" : "\"profile\"", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.True(at >= 0, there);
        return string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + there.Length));
    }
}
