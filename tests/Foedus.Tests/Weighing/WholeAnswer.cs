using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foedus.Answers;
using Foedus.Tests.Golden;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>A small deal with everything that can be weighed, and the whole answer to it, to three digits: beside this file.</summary>
/// <remarks>Whether the numbers are right is for the other tests; this one notices that one of them, or a word, has changed.</remarks>
public partial class WholeAnswer
{
    internal const string Text = """
        deal "Whole"
        period year
        horizon 3
        party North "The north"
        party South
        discount 0.9
        precision an option 3 points worse once in 20 times
        source count "A count" measured "7 of 20"
        source one "One expert" expert
        source two "Another expert" expert
        assume storm 0.4 in 0.2..0.8 from count "chance that an answer fails"
        assume gain 1.5 in 0.5..3 "what an attack brings"
        assume cost 1 likely 0.5..2 from one
        assume mend 0.3 pooled "chance that a war ends"
        assume twice = 2 * cost
        view of mend: 0.2 in 0.1..0.4 from one
        view of mend: 0.5 in 0.3..0.7 from two
        correlate gain with cost 0.4
        private North.mind { firm: 0.6, weak: 0.4 }
        state s { calm, broken, war } = calm
        turn North when s = calm { keep  attack: s = broken; North gains gain if weak else 0.3 * gain }
        turn South when s = broken { answer: chance { storm: s = war otherwise: s = calm } South pays twice / 2  yield: s = war }
        chance end when s = war { mend: s = calm otherwise: }
        interest North { s = war: -1 if firm else -0.4 }
        interest South { s = war: -1.5 s = calm: 0.2 }
        clause aid { option answer at South: South gains 0.5 }
        clause strict(much) {
          option attack at North: North pays much
          obligation pause of North: keep 2 times by year 2 { cure 1 year  breach: North pays 0.2 to South }
        }
        fork luck "How lucky is the south?" {
          plain weight 2 { }
          poor weight 1 { interest South { s = broken: -0.6 s = war: -0.5 } }
        }
        no deal none "As it is"
        offer helped "Aid": aid
        offer tied "Aid, and a price": aid, strict(70%)
        promise kept "North keeps": North plays keep
        ask calm_3 "Calm for three years": chance s = calm through 3
        ask war "Time to war": time until s = war
        holds when calm_3 >= 0.3
        evidence seen for calm_3 of helped: 7 of 20 from count "cases" on 2025-01-01
        evidence said for calm_3 of tied: 20%..70% from two "a view" on 2025-01-01
        reading south "South's view" { storm 0.6  offers helped }
        """;

    internal static readonly WeighingOptions Options = new()
    {
        Draws = 128, Resolution = 5, ErrorDraws = 2, EquilibriumDraws = 4, CareDraws = 4, Effects = 16, Thresholds = 2, WithReadings = true, Given = ["seen"],
    };

    [Fact]
    public void Is_this()
    {
        var file = SoundDeal.Read(Text);
        var result = Weigh.Run(file, Options, cancel: TestContext.Current.CancellationToken);
        GoldenFile.HoldsAt(PathOf("whole-answer"), Rounded(AnswerJson.Of(result, withTimes: false)));
    }

    [Fact]
    public void Has_these_reasons()
    {
        var file = SoundDeal.Read(Text);
        var told = new JsonObject();
        foreach (var offer in file.Offers)
        {
            var assumptions = new AssumptionSet(file.Deal, Options);
            told[offer.Offer.Name] = new JsonObject
            {
                ["explanation"] = JsonSerializer.SerializeToNode(new Explainer(offer, assumptions, 5).Explain(withFlips: true, TestContext.Current.CancellationToken), AnswerJson.Layout),
                ["terms"] = JsonSerializer.SerializeToNode(TermSheets.Of(offer, SoundDeal.Solve(offer, 5)), AnswerJson.Layout),
            };
        }
        GoldenFile.HoldsAt(PathOf("whole-reasons"), Rounded(told));
    }

    private static string PathOf(string name) => Repository.PathOf($"tests/Foedus.Tests/Weighing/{name}.json.txt");

    // Numbers to three digits, what is next to nothing as nothing; short lists on a line.
    private static string Rounded(JsonNode json)
    {
        var text = Number().Replace(json.ToJsonString(AnswerJson.Layout), match => !match.Value.AsSpan().ContainsAny('.', 'e', 'E') ? match.Value
            : double.Parse(match.Value, CultureInfo.InvariantCulture) is var number && Math.Abs(number) < 1e-7 ? "0" : number.ToString("G3", CultureInfo.InvariantCulture));
        // What rounding leaves, told in words, is another on another way to the same answer.
        text = NextToNothing().Replace(text, "0");
        return List().Replace(text, match => Space().Replace(match.Value, " ")).ReplaceLineEndings("\n") + "\n";
    }

    [GeneratedRegex(@"(?<=[:\[,]\s*|^\s*)(-?\d+\.?\d*(?:[eE][-+]?\d+)?)(?=\s*[,\]\}]|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b\d(\.\d+)?e-([89]|[1-9]\d)\b")]
    private static partial Regex NextToNothing();

    [GeneratedRegex(@"[\[{]\s[^\[\]{}]{0,240}?\s[\]}]", RegexOptions.Singleline)]
    private static partial Regex List();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
