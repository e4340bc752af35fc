using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foedus.Answers;
using Foedus.Tests.Corpus;
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

    // Nothing private, no fork: another measure, the first offer not no deal, a value of a list, effects and a map of their own.
    private const string Open = """
        deal "Open"
        period half_year
        horizon 4
        party East
        party West
        party Fund
        discount 0.95 each year
        precision lambda 3
        source book "A book" derived "by reckoning"
        assume toll 1 in 0.2..2 from book "what a raid brings"
        assume tries 0.1 one of { 0.1: 2, 0.3, 0.5 } "how often patrols meet"
        assume pay 0.6 in 0..1 "what a year of quiet is worth"
        state line { held, crossed } = held
        turn raid of East when line = held { stay  cross: line = crossed; East gains toll }
        joint turn patrol when line = held { East { still  march }  West { still  march }  outcome when East plays march and West plays march: chance { tries: line = crossed  otherwise: } }
        interest East each year { line = held: pay }
        interest West each year { line = held: 1  line = crossed: -0.5 }
        clause grant { Fund pays 0.4 to East each year while line = held }
        clause cheap { Fund pays 0.1 to East each year while line = held }
        clause duty { obligation calm of East: stay 2 times by month 12 { breach: East pays 0.5 to West } }
        offer bare
        offer fed: grant
        offer some: cheap
        offer bound: duty
        no deal war: starts line = crossed
        promise quiet: East plays stay at raid
        promise stays: West plays still at patrol
        ask months "Months held": time until line = crossed
        ask crossed "Crossed by the second year": chance line = crossed by 4
        holds when crossed <= 0.4
        """;

    // Two who hide something, without an end.
    private const string Endless = """
        deal "Endless"
        period year
        horizon endless
        party North
        party South
        discount 0.8
        precision lambda 2
        assume gain 1 in 0.5..1.5 "what a breach brings"
        assume weak 0.4 in 0.2..0.6 "how many are weak"
        private North.mind { firm: 1 - weak, weak: weak }
        private South.mind { calm: 0.5, sharp: 0.5 }
        state truce yes or no = yes
        turn keep of North when truce { hold  break: truce = no; North gains gain if weak else gain / 3 }
        turn answer of South when not truce { wait  mend: truce = yes; South pays 0.4 if sharp else 0.1 }
        interest North { truce: 0.4 }
        interest South { truce: 0.6 }
        clause prize { interest North { truce: 0.3 } }
        no deal none: starts truce = no
        offer plain
        offer dear: prize
        promise held: North plays hold at keep
        ask kept "Kept for five years": chance truce through 5
        holds when kept >= 0.1
        """;

    public static TheoryData<string> Deals => ["answer", "open", "endless"];

    private static (string Text, WeighingOptions Options) Of(string name) =>
        name switch
        {
            "open" => (
                Open,
                new WeighingOptions
                {
                    Draws = 96,
                    ErrorDraws = 2,
                    EquilibriumDraws = 4,
                    CareDraws = 4,
                    Effects = 16,
                    Thresholds = 3,
                }
            ),
            "endless" => (
                Endless,
                new WeighingOptions
                {
                    Draws = 32,
                    Resolution = 3,
                    ErrorDraws = 1,
                    EquilibriumDraws = 1,
                    CareDraws = 1,
                    Effects = 0,
                    Thresholds = 0,
                }
            ),
            _ => (Text, Options),
        };

    internal static readonly WeighingOptions Options = new()
    {
        Draws = 128,
        Resolution = 5,
        ErrorDraws = 2,
        EquilibriumDraws = 4,
        CareDraws = 4,
        Effects = 16,
        Thresholds = 2,
        WithReadings = true,
        Given = ["seen"],
    };

    [Theory]
    [MemberData(nameof(Deals))]
    public void Is_this(string name)
    {
        var (text, options) = Of(name);
        GoldenFile.HoldsAt(
            PathOf(name),
            Rounded(AnswerJson.Of(Weigh.Run(SoundDeal.Read(text), options, cancel: TestContext.Current.CancellationToken), withTimes: false))
        );
    }

    [Theory]
    [MemberData(nameof(Deals))]
    public void Has_these_reasons(string name)
    {
        var (text, options) = Of(name);
        var file = SoundDeal.Read(text);
        var told = new JsonObject();
        foreach (var offer in file.Offers)
        {
            var resolution = Math.Min(options.Resolution, 5);
            told[offer.Offer.Name] = new JsonObject
            {
                ["explanation"] = JsonSerializer.SerializeToNode(
                    new Explainer(offer, new AssumptionSet(file.Deal, options), resolution).Explain(withFlips: true, TestContext.Current.CancellationToken),
                    AnswerJson.Layout
                ),
                ["terms"] = JsonSerializer.SerializeToNode(TermSheets.Of(offer, SoundDeal.Solve(offer, resolution)), AnswerJson.Layout),
            };
        }
        GoldenFile.HoldsAt(PathOf(name == "answer" ? "reasons" : $"{name}-reasons"), Rounded(told));
    }

    /// <summary>The terms of every deal of the corpus, in words.</summary>
    [Fact]
    public void Has_these_terms()
    {
        var told = new StringBuilder();
        foreach (
            var row in CorpusFile
                .In(folder => folder == "right")
                .Where(row =>
                    row.Data.StartsWith("right/clause", StringComparison.Ordinal) || row.Data.StartsWith("right/obligation", StringComparison.Ordinal)
                )
        )
        foreach (var offer in SoundDeal.Read(CorpusFile.Read(row.Data).Text).Offers.Where(offer => offer.Offer.Clauses.Count > 0))
            told.Append($"== {row.Data}, {offer.Offer.Name}\n")
                .Append(Rounded(JsonSerializer.SerializeToNode(TermSheets.Of(offer, SoundDeal.Solve(offer)), AnswerJson.Layout)!));
        GoldenFile.HoldsAt(PathOf("terms"), told.ToString());
    }

    private static string PathOf(string name) => Repository.PathOf($"tests/Foedus.Tests/Weighing/whole-{name}.json.txt");

    // Numbers to three digits, what is next to nothing as nothing; short lists on a line.
    private static string Rounded(JsonNode json)
    {
        var text = Number()
            .Replace(json.ToJsonString(AnswerJson.Layout), match => !match.Value.AsSpan().ContainsAny('.', 'e', 'E') ? match.Value
                : double.Parse(match.Value, CultureInfo.InvariantCulture) is var number && Math.Abs(number) < 1e-7 ? "0"
                : number.ToString("G3", CultureInfo.InvariantCulture));
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
