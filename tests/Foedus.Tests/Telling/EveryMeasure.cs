using System.Text.Json;
using Foedus.Answers;
using Foedus.Telling;
using Foedus.Telling.Weighed;
using Foedus.Tests.Weighing;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>Whatever stands in a weighed result is told, or left out by a decision: each property is changed where it stands, and the telling, which terminal, report and workbench draw, has to change with it.</summary>
/// <remarks>A new property of any record of a result fails here until a section tells it, or it stands in the list with the reason.</remarks>
public class EveryMeasure
{
    // Two roads that are level and a third, with forks, a best value on an edge and a few values that can be drawn: effects, boxes, thresholds, what would make another best.
    private static readonly string Roads = SoundDeal.Year(
        "Roads",
        """
        source report "A report" measured "3 of 9"
        assume x 0.2 in 0..0.7 from report "the risk of one road"
        assume y 0.4 in 0.1..0.7 "the risk of the other"
        assume few 0.1 one of { 0.1, 0.3: 2, 0.6 } "what may come besides"
        assume idle 0.5 in 0..1 "nothing"
        state calm yes or no = yes
        chance trouble when calm { x: calm = no  otherwise: calm = yes }
        chance more when calm { few: calm = no  otherwise: calm = yes }
        clause detour "The other road" {
          remove step trouble
          chance accident when calm { y: calm = no  otherwise: calm = yes }
        }
        fork luck "How lucky are they?" {
          plain weight 2 { }
          poor weight 1 { chance poorer when calm { 0.3: calm = no  otherwise: calm = yes } }
        }
        fork mood "What is peace worth?" {
          much weight 1 { }
          little weight 1 { interest Two each year { calm: -0.4 } }
        }
        interest One each year { calm: idle }
        interest Two each year { calm: 1 }
        no deal none: starts calm = no
        offer direct "One road"
        offer same "The same road"
        offer around "The other": detour
        ask quiet "Quiet for a year": chance calm through 1
        ask trouble "Time to trouble": time until not calm
        holds when quiet >= 0.7
        """
    );

    // One who gives away by slip what it would rather keep, and what is owed and disputed.
    private const string Giving = """
        deal "Giving"
        period year
        horizon 3
        party Giver
        party Taker
        discount 0.9
        precision lambda 1.2
        assume r 0.5 in 0.4..0.6 "what is grabbed"
        private Taker.mind { greedy: 0.6, modest: 0.4 }
        state s { calm, open, lost } = calm
        turn Giver when s = calm { keep  give: s = open; Giver pays 0.6 }
        turn grab of Taker when s = open { leave: s = calm  take: s = lost; Taker gains r if greedy else 0.1 }
        interest Giver each year { s = lost: -1 s = calm: 0.2 }
        interest Taker each year { s = lost: 0.3 if greedy else -1 }
        obligation hand of Giver: give by year 1 { cure 1 year  excused when s = lost  dispute Taker finds done 90% when done, 20% when not }
        obligation back of Taker: leave within 1 year of (s = open)
        clause more "More to grab" { interest Taker { s = lost: 0.5 } }
        no deal none "As it is"
        offer rich "Rich": more
        ask calm "Calm": chance s = calm through 3
        ask gone "Lost": chance s = lost at 3
        holds when calm >= 0.3
        """;

    private static readonly Lazy<WeighedDeal[]> Deals = new(() =>
        [
            Material(WholeAnswer.Text, WholeAnswer.Options),
            Material(
                Roads,
                new WeighingOptions
                {
                    Draws = 256,
                    Effects = 16,
                    EffectsOf = ["direct"],
                    CareDraws = 0,
                }
            ),
            Material(
                Giving,
                new WeighingOptions
                {
                    Draws = 16,
                    Resolution = 5,
                    Effects = 0,
                    CareDraws = 4,
                }
            ),
            Material(
                StartedSearch.Text(""),
                new WeighingOptions
                {
                    Draws = 16,
                    Effects = 0,
                    CareDraws = 0,
                    Fixed = new Dictionary<string, double> { ["care"] = 8 },
                }
            ),
        ]
    );

    /// <summary>What is not told, and why; a name with a dot at its end stands for all in it.</summary>
    private static readonly (string Why, string[] Paths)[] LeftOut =
    [
        (
            "Settings of a run: the last section says draws, seed, scrambles and knots, the title a reading; others stand in the kept run.",
            [
                "Options.Reading",
                "Options.WithReadings",
                "Options.Offers",
                "Options.Fixed",
                "Options.Forks",
                "Options.Given",
                "Options.ErrorDraws",
                "Options.EquilibriumDraws",
                "Options.CareDraws",
                "Options.Effects",
                "Options.EffectsOf",
                "Options.EffectBasePoints",
                "Options.Thresholds",
                "Options.Kept",
                "Options.Threads",
            ]
        ),
        (
            "The same again from what is told already.",
            [
                "Draws",
                "Seed",
                "Resolution",
                "Offers.Signs",
                "Ahead.Others.IsLevel",
                "Forks.Answers.Ahead.Others.IsLevel",
                "Forks.Answers.Leader",
                "Forks.Answers.Level",
                "Readings.Ahead.Others.IsLevel",
                "Views.Ahead.Others.IsLevel",
                "Analysis.Effects.Outcomes.WidestHalf",
                "Analysis.Effects.Outcomes.CombinationsMatter",
                "Analysis.Maps.NotSolved",
            ]
        ),
        (
            "Names by which programs find a row; the row is told by its words.",
            [
                "Titles.",
                "Assumptions.ByOffer.Offer",
                "Analysis.TradeOff.Parties.Party",
                "Analysis.Information.Yardstick",
                "Readings.Offers.Parties.Party",
                "Combinations.Title",
                "ForkEffects.Combinations.Title",
                "Given.Combinations.Answers",
                "Views.Offers.IsNoDeal",
                "Given.Offers.Measures.Name",
                "Given.Offers.Measures.Title",
                "Offers.Promises.Name",
                "Offers.Obligations.Name",
                "Forks.Answers.Offers.Promises.Promise",
            ]
        ),
        ("Every draw: shares, bands and boxes are told of them.", ["Offers.Draws", "Store"]),
        (
            "Of what varies over worlds, the median world and the middle nine tenths are told; the best values stand where the question is asked of them.",
            [
                "Offers.Beliefs.Prior.AtBest",
                "Offers.Beliefs.AtEnd.AtBest",
                "Offers.Measures.Across.AtBest",
                "Offers.Obligations.DoneOnTime.AtBest",
                "Offers.Obligations.Cured.AtBest",
                "Offers.Obligations.Late.AtBest",
                "Offers.Obligations.Excused.AtBest",
                "Offers.Obligations.Breached.AtBest",
                "Offers.Obligations.Open.AtBest",
                "Offers.Obligations.NotOwed.AtBest",
                "Offers.Obligations.FoundWrongly.AtBest",
            ]
        ),
        (
            "What a party gets is told type by type, and on average against the other offers.",
            ["Offers.Parties.Surplus.AtBest", "Offers.Parties.Surplus.Low", "Offers.Parties.Surplus.Median", "Offers.Parties.Surplus.High"]
        ),
        (
            "A sampling interval of a number that stands beside others with theirs.",
            [
                "Offers.Parties.ByType.Signs.Low",
                "Offers.Parties.ByType.Signs.High",
                "Offers.Parties.BestOffer.Low",
                "Offers.Parties.BestOffer.High",
                "Offers.Holds.MoreThanNoDeal.Low",
                "Offers.Holds.MoreThanNoDeal.High",
                "Analysis.Paired.HoldsWhereNoDealBreaks.Low",
                "Analysis.Paired.HoldsWhereNoDealBreaks.High",
                "Analysis.Paired.BreaksWhereNoDealHolds.Low",
                "Analysis.Paired.BreaksWhereNoDealHolds.High",
                "Given.Combinations.Offers.SignedAndHolds.Low",
                "Given.Combinations.Offers.SignedAndHolds.High",
            ]
        ),
        (
            "Numerical errors are told where they matter: by the worlds in which whether it holds lies within them; the largest stand in a sentence of the result, which is told.",
            ["Offers.Measures.NumericalError", "Forks.Answers.Offers.NumericalErrors.", "Combinations.Offers.NumericalErrors.", "Mixture.NumericalErrors."]
        ),
        (
            "How the solver went about it: said once, by method, selection and what is certified; 'solve' tells the rest.",
            [
                "Offers.OneByOneBecause",
                "Offers.AlmostSolved",
                "Offers.AtBest.Status",
                "Offers.AtBest.DeviationGain",
                "Offers.AtBest.LogitResidual",
                "Offers.AtBest.OthersFound",
                "Offers.AtBest.StartsTried",
                "Offers.AtBest.Size",
                "Offers.AtBest.SizeUnit",
                "Offers.AtBest.Elapsed",
                "Offers.AtBest.Milliseconds",
                "Offers.AtBest.Notes",
            ]
        ),
        (
            "Said in a sentence that stands beside them in the result, which is told.",
            [
                "Slips.Turn",
                "Slips.Party",
                "Slips.Type",
                "Slips.Option",
                "Slips.Chance",
                "Slips.OfTurns",
                "Slips.Worse",
                "Slips.Kind",
                "Analysis.Breaking.Boxes.Coverage",
                "Analysis.Breaking.Boxes.Worlds",
                "Analysis.Breaking.Boxes.OfTheRest",
                "Analysis.Breaking.Share",
                "Analysis.Breaking.Cases",
                "Analysis.Breaking.Tree.Coverage",
                "Analysis.Breaking.Tree.Density",
                "Analysis.Breaking.Tree.Worlds",
                "Analysis.Breaking.Tree.OfTheRest",
                "Analysis.Breaking.Tree.Limits.",
                "Evidence.ModelAtBest",
                "Evidence.Effective",
            ]
        ),
        (
            "Which of several solutions is played is told by what it changes: whether it holds.",
            ["Equilibria.Offers.Measure.Low", "Equilibria.Offers.Measure.High"]
        ),
        ("Only orders findings and keeps them apart.", ["ModelCheck.Kind"]),
        ("How many worlds were read is told where it is fewer than all, by those left out.", ["Analysis.Worlds"]),
        (
            "What screening is made of: told is which assumptions it kept.",
            [
                "Analysis.Effects.Screening.MeanAbsolute",
                "Analysis.Effects.Screening.Mean",
                "Analysis.Effects.Screening.Deviation",
                "Analysis.Effects.Screening.OnSurplus",
            ]
        ),
        (
            "The spread itself, of which shares are told, and whether there is any.",
            [
                "Analysis.Effects.Outcomes.IsYesNo",
                "Analysis.Effects.Outcomes.Mean",
                "Analysis.Effects.Outcomes.Deviation",
                "ForkEffects.Combinations.Mean",
                "ForkEffects.Combinations.Weight",
                "ForkEffects.Mixture.Mean",
                "ForkEffects.Mixture.Deviation",
            ]
        ),
        (
            "Estimates from the design alone, of which the better one is told.",
            [
                "Analysis.Effects.Outcomes.ByAssumption.OwnFromDesign",
                "Analysis.Effects.Outcomes.ByAssumption.OwnFromDesignInterval.Low",
                "Analysis.Effects.Outcomes.ByAssumption.OwnFromDesignInterval.High",
                "Analysis.Effects.Outcomes.ByAssumption.TotalFromDesign",
            ]
        ),
        (
            "Of a fork what it has a part in is told; what it does alone is beside it in JSON.",
            ["ForkEffects.Mixture.ByFork.Own", "ForkEffects.Mixture.ByFork.OwnInterval.Low", "ForkEffects.Mixture.ByFork.OwnInterval.High"]
        ),
        (
            "Told is which offer would be ahead and where; by how much, and how far it was looked, stands in JSON.",
            [
                "Edges.Distance",
                "Analysis.Ranking.Challengers.Value",
                "Analysis.Ranking.Challengers.Margin",
                "Analysis.Ranking.Challengers.Ahead",
                "Analysis.Ranking.Others.Margin",
                "Analysis.Ranking.Nearest.Distance",
                "Analysis.Ranking.Nearest.Lead",
                "Analysis.Ranking.Nearest.Changes.Offer",
                "Analysis.Ranking.Nearest.Changes.Distance",
                "Analysis.Ranking.Solves",
            ]
        ),
        (
            "A reading is told by worlds that hold and that all sign; parties one by one stand in JSON.",
            [
                "Readings.Offers.HoldsAtBest",
                "Readings.Offers.Parties.Signs.Share",
                "Readings.Offers.Parties.Signs.Low",
                "Readings.Offers.Parties.Signs.High",
                "Readings.Offers.Parties.Surplus.AtBest",
                "Readings.Offers.Parties.Surplus.Low",
                "Readings.Offers.Parties.Surplus.Median",
                "Readings.Offers.Parties.Surplus.High",
            ]
        ),
        (
            "Promises are told fork by fork, not for every combination of answers, and a mean over answers has none.",
            ["Combinations.Offers.Promises.", "Mixture.Promises."]
        ),
        (
            "A view is told by the one share that decides; holding, signing and asks apart stand in JSON.",
            ["Views.Offers.Holds.", "Views.Offers.AllSign.", "Views.Offers.Measures."]
        ),
        (
            "Of worlds weighted by evidence the plain table is repeated; under answers of forks only the one share that decides.",
            [
                "Given.Agree",
                "Given.Combinations.LogLikelihood",
                "Given.Combinations.Offers.Holds.",
                "Given.Combinations.Offers.AllSign.",
                "Given.Combinations.Offers.Measures.",
                "Given.Mixture.Effective",
                "Given.Mixture.Offers.Measures.",
            ]
        ),
    ];

    /// <summary>The same of an explanation, whose turns and slips are told in sentences.</summary>
    private static readonly (string Why, string[] Paths)[] LeftOutOfReasons =
    [
        ("Which offer it is, and in what it is not as written, stands above the sentences.", ["Offer", "NotAsWritten"]),
        ("What titles stand for, by which programs find a row; the sentences have the titles.", ["Titles."]),
        (
            "The sentence says what a difference is made of; what each option is worth by itself stands in JSON.",
            ["Turns.Types.Options.Worth", "Turns.Types.Differences.Parts.Kind", "Turns.Types.Differences.FailingTime"]
        ),
        ("Told in sentences that are made from the same courses, in Endings.", ["Ends."]),
        ("Told in sentences that are made from the same stakes, in Stakes.", ["Care."]),
        ("Said in the sentence that stands with it, which is told.", ["Slips."]),
        ("On which grid it was worked out is said only where a number hangs on it, beside which solution it is.", ["Knots"]),
        ("The sentences once more, by section of a report.", ["EndingSentences", "ChoiceSentences", "CareSentences"]),
    ];

    [Fact]
    public void Is_told_or_left_out_by_decision()
    {
        var told = Deals.Value.Select(deal => (Deal: deal, Said: Said(deal))).ToList();
        Holds(typeof(WeighingResult), LeftOut, paths =>
            told.Any(each =>
                IsTold(each.Deal.Result, each.Said, paths, [.. each.Deal.Result.Offers.Select(offer => offer.Name)], copy =>
                    Said(each.Deal with { Result = copy })
                )
            )
        );
    }

    [Fact]
    public void Of_a_reason_is_told_or_left_out_by_decision()
    {
        var file = SoundDeal.Read(WholeAnswer.Text);
        var reasons = file
            .Offers.Select(offer => new Explainer(offer, new AssumptionSet(file.Deal, WholeAnswer.Options), 5))
            .Select(explainer => (explainer, Told: explainer.Explain(withFlips: true, TestContext.Current.CancellationToken)))
            .ToList();
        static string Said(Explainer explainer, Explanation told) =>
            string.Join(
                '\n',
                [.. told.Turns.SelectMany(explainer.Sentences), .. SlipWords.Of(told.Slips), .. told.Sentences, told.Selection, told.Counting ?? ""]
            );
        Holds(typeof(Explanation), LeftOutOfReasons, paths =>
            reasons.Any(each => IsTold(each.Told, Said(each.explainer, each.Told), paths, ["word"], copy => Said(each.explainer, copy)))
        );
    }

    private static void Holds(Type root, (string Why, string[] Paths)[] decisions, Func<IReadOnlyList<string>, bool> isTold)
    {
        var leftOut = decisions.SelectMany(decision => decision.Paths).ToList();
        var (stored, derived) = (
            Altered.Paths(root).Where(path => path.IsStored).Select(path => path.Path),
            Altered.Paths(root).Where(path => !path.IsStored).Select(path => path.Path)
        );
        var expected = stored.ToLookup(path => leftOut.Any(decision => Covers(decision, path)));
        string[] silent = [.. derived, .. Silent([.. expected[true]], isTold), .. expected[false].Where(path => !isTold([path]))];
        var open = silent.Where(path => !leftOut.Any(decision => Covers(decision, path))).ToList();
        Assert.True(open.Count == 0, $"Neither told nor left out by decision:\n{string.Join('\n', open)}");
        var stale = leftOut.Where(decision => !silent.Any(path => Covers(decision, path))).ToList();
        Assert.True(stale.Count == 0, $"Left out, but told, or no more there:\n{string.Join('\n', stale)}");
        Assert.Distinct(leftOut);
    }

    // What changes nothing together is silent one by one; else it is looked at in halves.
    private static IEnumerable<string> Silent(IReadOnlyList<string> paths, Func<IReadOnlyList<string>, bool> isTold) =>
        paths.Count > 1 && TestScale.Factor > 1 || isTold(paths)
            ? paths.Count < 2
                ? []
                : Silent([.. paths.Take(paths.Count / 2)], isTold).Concat(Silent([.. paths.Skip(paths.Count / 2)], isTold))
            : paths;

    private static bool Covers(string decision, string path) =>
        decision == path || decision.EndsWith('.') && path.StartsWith(decision, StringComparison.Ordinal);

    private static bool IsTold<T>(T result, string said, IReadOnlyList<string> paths, IReadOnlyList<string> names, Func<T, string> say)
        where T : class =>
        Enum.GetValues<Altered.Change>()
            .Any(change =>
            {
                try
                {
                    return Altered.Of(result, paths, change, names) is { } copy && say(copy) != said;
                }
                catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or ArgumentException or IndexOutOfRangeException)
                {
                    // A name that is looked up, a place in a list: it is read.
                    return true;
                }
            });

    private static string Said(WeighedDeal deal) => JsonSerializer.Serialize(WeighedTelling.Of(deal), AnswerJson.Layout);

    private static WeighedDeal Material(string text, WeighingOptions options)
    {
        var file = SoundDeal.Read(text);
        return Weigh.Material(
            file,
            Weigh.Run(file, options, cancel: TestContext.Current.CancellationToken),
            withReasons: true,
            TestContext.Current.CancellationToken
        );
    }
}
