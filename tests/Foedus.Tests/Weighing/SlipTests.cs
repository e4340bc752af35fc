using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Telling.Weighed;
using Foedus.Tests.CrossChecks;
using Foedus.Tests.Solving.Reasons;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Slips: what they are, and that taking one out is the deal written without it.</summary>
public class SlipTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The giver gives away what is worth more to it kept; the taker takes what it is given.
    private static string Text(string horizon = "horizon 3", string clause = "", string world = "", string giver = "", double lambda = 1.2) =>
        FormattableString.Invariant(
            $$"""
            deal "Slip"
            period year
            {{horizon}}
            party Giver
            party Taker
            discount 0.9
            precision lambda {{lambda}}
            {{giver}}
            private Taker.mind { greedy: 0.6, modest: 0.4 }
            state s { calm, open, lost } = calm
            {{(world.Length > 0 ? world : "turn Giver when s = calm { keep  give: s = open; Giver pays 0.6 }")}}
            turn grab of Taker when s = open { leave: s = calm  take: s = lost; Taker gains 0.5 if greedy else 0.1 }
            interest Giver each year { s = lost: -1 s = calm: 0.2 }
            interest Taker each year { s = lost: 0.3 if greedy else -1 }
            clause shut "No giving" { remove option give of Giver at Giver }
            no deal none "As it is" {{clause}}
            ask calm "Calm": chance s = calm through 3
            ask gone "Lost": chance s = lost at 3
            """
        );

    private static OfferOutcome Solve(LoweredOffer offer, IReadOnlyList<ClosedOption>? without = null)
    {
        var outcome = new OfferSolver(offer, 9, without: without).Solve([], Cancel);
        Assert.True(outcome.IsSolved);
        return outcome;
    }

    private static IReadOnlyList<SlipEffect> Slips(LoweredOffer offer) => SlipAnalysis.Run(new SolvedPlay(offer, Solve(offer), Cancel), Cancel);

    // Both stand beside each other and may point opposite ways: of which number, by how much, as far as the draws tell.
    [Fact]
    public void What_more_care_moves_beside_slips_has_its_question_and_its_range()
    {
        var result = Weigh.Run(
            SoundDeal.Read(Text()),
            new WeighingOptions
            {
                Draws = 16,
                ErrorDraws = 0,
                EquilibriumDraws = 0,
                Effects = 0,
            },
            cancel: Cancel
        );
        var all = result.Slips!.Where(slip => slip.Measure is not null).OrderByDescending(slip => slip.IsTogether).First();
        var care = result.Care!.Single(care => care.Offer == all.Offer && care.Kind == "ask" && care.Measure == all.Measure);
        var (change, title) = (
            care.Change!.Value,
            result.Offers.Single(offer => offer.Name == all.Offer).Measures.Single(measure => measure.Name == all.Measure).Title
        );
        Assert.Contains(
            $"With everybody four times as careful {(care.Unit.IsShare ? "the chance of " : "")}“{title}” moves by {care.Unit.Signed(care.FourTimes!.Value - care.AsWritten)} ({care.Unit.Signed(change.Low)} to {care.Unit.Signed(change.High)})",
            string.Join(
                ' ',
                WeighedTelling
                    .Of(new WeighedDeal(result))
                    .Sections.Single(section => section.Place == Foedus.Telling.Place.Slips)
                    .Blocks.OfType<Foedus.Telling.ToldGroup>()
                    .SelectMany(group => group.Blocks)
                    .OfType<Foedus.Telling.ToldText>()
                    .Select(text => text.Text)
            ),
            StringComparison.Ordinal
        );
    }

    /// <summary>The option's clause takes it away where the deal is lowered; a slip is taken out where it is solved.</summary>
    [Theory]
    [InlineData("horizon 3", "", 1.2)]
    [InlineData("horizon 3 then forever", "", 0.3)]
    [InlineData("horizon endless", "", 0.3)]
    [InlineData("horizon 3", "choices worth taste shocks", 1.2)]
    [InlineData("horizon 3", "start { Giver plays keep with chance 0.9 }", 1.2)]
    public void Without_is_the_deal_written_with_the_option_removed(string horizon, string giver, double lambda)
    {
        var rows = Slips(SoundDeal.Lower(Text(horizon, giver: giver, lambda: lambda))).Where(slip => slip is { Party: "Giver", Option: "give" }).ToList();
        var (written, removed) = (
            Solve(SoundDeal.Lower(Text(horizon, giver: giver, lambda: lambda))),
            Solve(SoundDeal.Lower(Text(horizon, ": shut", giver: giver, lambda: lambda)))
        );
        Assert.Equal(["calm", "gone"], rows.Select(row => row.Measure).Order());
        foreach (var row in rows)
        {
            var ask = row.Measure == "calm" ? 0 : 1;
            Assert.Equal(removed.Measures[ask], row.Without!.Value, 1e-9);
            Assert.Equal(written.Measures[ask], row.AsWritten!.Value, 1e-12);
            Assert.True(Math.Abs(row.Without.Value - row.AsWritten.Value) >= SlipAnalysis.Told);
            Assert.Contains("without that", row.Words);
        }
    }

    /// <summary>Several choose at once; the one with three options loses one.</summary>
    [Theory]
    [InlineData("horizon 3")]
    [InlineData("horizon endless")]
    public void Without_is_the_deal_with_the_option_removed_where_several_choose_at_once(string horizon)
    {
        string Joint(string extra) =>
            $$"""
                deal "Joint"
                period year
                {{horizon}}
                party A
                party B
                discount 0.8
                precision lambda 0.3
                state s { calm, war } = calm
                joint turn crisis when s = calm {
                  A { wait  hit  {{extra}} }
                  B { stand  yield: B pays 0.3 }
                  outcome when A plays hit and B plays stand: s = war
                  outcome when A plays hit and B plays yield: A gains 1
                  outcome when A plays wait and B plays stand: B gains 0.2
                }
                interest A each year { s = war: -2 }
                interest B each year { s = war: -2 }
                no deal none "As it is"
                ask calm "Calm": chance s = calm through 3
                """;
        var (with, without) = (SoundDeal.Lower(Joint("burn: A pays 1")), SoundDeal.Lower(Joint("")));
        var node = with.Game.Steps[0].NodeOfState[with.Game.InitialState];
        var outcome = Solve(with, [new ClosedOption(node, 0, 0, 2)]);
        Assert.Equal(Solve(without).Measures[0], outcome.Measures[0], 1e-9);
        Assert.NotEqual(Solve(with).Measures[0], outcome.Measures[0], 1e-3);
        Assert.All(outcome.Solution.Choice(0, node, 0, 0, 2).ToArray(), chance => Assert.Equal(0, chance));
    }

    /// <summary>Of one type alone it can not be written; by hand it is the logit of what is left, and the certificate agrees.</summary>
    [Fact]
    public void One_type_alone_loses_its_option()
    {
        var offer = SoundDeal.Lower(Text());
        var node = offer.Game.Steps.Single(step => step.Name == "grab").NodeOfState.Single(number => number >= 0);
        var outcome = Solve(offer, [new ClosedOption(node, 0, 1, 1)]);
        for (var period = 0; period < 3; period++)
        {
            Assert.All(outcome.Solution.Choice(period, node, 0, 1, 1).ToArray(), chance => Assert.Equal(0, chance));
            Assert.All(outcome.Solution.Choice(period, node, 0, 1, 0).ToArray(), chance => Assert.Equal(1, chance));
            Assert.All(outcome.Solution.Choice(period, node, 0, 0, 1).ToArray(), chance => Assert.InRange(chance, 0.05, 0.95));
        }
        // In the last year the greedy weigh what they gain at once and what a lost year is worth.
        var greedy = 1 / (1 + Math.Exp(-1.2 * (0.5 + 0.3)));
        Assert.All(outcome.Solution.Choice(2, node, 0, 0, 1).ToArray(), chance => Assert.Equal(greedy, chance, 1e-9));
    }

    [Fact]
    public void A_slip_is_worse_and_made_in_two_of_a_hundred_runs()
    {
        var offer = SoundDeal.Lower(Text());
        var outcome = Solve(offer);
        var slips = new SolvedPlay(offer, outcome, Cancel).Slips;
        Assert.NotEmpty(slips);
        var simulator = new Simulator(outcome.Solution, 5);
        const int plays = 40_000;
        var made = new int[slips.Count];
        var states = new int[3];
        for (var play = 0; play < plays; play++)
        {
            var chosen = new List<(int Node, int Mover, int Option)>();
            var types = simulator.Play(3, states, (_, node, options, _) => chosen.AddRange(options.Select((option, mover) => (node, mover, option))));
            // Nothing drifts here: types are what they were at the start.
            var seen = chosen
                .Select(each => new ClosedOption(each.Node, each.Mover, types[offer.Game.Nodes[each.Node].Choosers[each.Mover].Party], each.Option))
                .ToHashSet();
            for (var s = 0; s < made.Length; s++)
                made[s] += slips[s].Taken.Any(seen.Contains) ? 1 : 0;
        }
        for (var s = 0; s < made.Length; s++)
        {
            Assert.Equal(slips[s].Runs, made[s] / (double)plays, 4.5 * Math.Sqrt(slips[s].Runs / plays));
            Assert.True(slips[s].Runs >= Foedus.Weighing.Reasons.Slips.Least && slips[s].Worse > 0);
        }
    }

    /// <summary>What a type mixes because it must be believed to, it goes on mixing when it is more careful.</summary>
    [Fact]
    public void Mixing_is_no_slip()
    {
        var (offer, outcome) = ReasonsDeal.Solve(ReasonsDeal.Text(lambda: 8));
        var play = new SolvedPlay(offer, outcome, Cancel);
        foreach (var slip in play.Slips)
        foreach (var at in slip.Taken)
        {
            var (before, after) = (0.0, 0.0);
            for (var period = 0; period < outcome.Solution.Periods; period++)
                if (outcome.Forward.VisitsOf(period, at.Node) is { } visits && visits.Meets(slip.Party, slip.Type))
                {
                    before +=
                        visits.MassOf(slip.Party, slip.Type) * outcome.Forward.ChoiceWhereMet(period, at.Node, at.Mover, slip.Party, slip.Type, at.Option);
                    after +=
                        visits.MassOf(slip.Party, slip.Type)
                        * play.Careful!.Outcome.Forward.ChoiceWhereMet(period, at.Node, at.Mover, slip.Party, slip.Type, at.Option);
                }
            Assert.True(before == 0 || slip.Taken.Count > 1 || after < before / 2);
        }
    }

    [Fact]
    public void What_would_leave_an_unseen_option_without_cover_is_refused()
    {
        var offer = SoundDeal.Lower(Text(world: "turn Giver when s = calm { wait: Giver gains 2  keep  unseen give as keep: s = open; Giver gains 1.6 }"));
        var slips = Slips(offer);
        var refused = Assert.Single(slips, slip => slip.Option == "keep");
        Assert.Contains("could look like", refused.Refused);
        Assert.Null(refused.Without);
        Assert.Null(refused.Measure);
    }

    [Fact]
    public void All_together_is_the_deal_without_any_of_them()
    {
        var offer = SoundDeal.Lower(Text());
        var play = new SolvedPlay(offer, Solve(offer), Cancel);
        Assert.True(play.Slips.Count >= 2);
        var together = SlipAnalysis.Run(play, Cancel).Where(slip => slip.IsTogether).ToList();
        var without = Solve(offer, [.. play.Slips.SelectMany(slip => slip.Taken)]);
        Assert.NotEmpty(together);
        Assert.All(together, row => Assert.Equal(without.Measures[row.Measure == "calm" ? 0 : 1], row.Without!.Value, 1e-12));
        Assert.All(together, row => Assert.True(row is { Chance: null, Worse: null, Option: "", Turn: "" }));
    }

    /// <summary>The first case as it first was: what both types of Washington do at ordinary admission, taken out, is the deal whose clause removes it.</summary>
    [Fact]
    public void Without_admission_the_first_case_is_the_deal_that_forbids_it()
    {
        var path = Repository.PathOf("bench/ukraine-2025-v1.foedus");
        var text = File.ReadAllText(path);
        var (written, removed) = (
            DealFile.Read(new SourceText(text), Cancel),
            DealFile.Read(
                new SourceText(
                    text.Replace(
                        "option admit of Washington at ordinary_admission: if status = ceasefire { Washington pays breach_of_word }",
                        "remove option admit of Washington at ordinary_admission",
                        StringComparison.Ordinal
                    )
                ),
                Cancel
            )
        );
        Assert.NotEqual(written.Source.Text, removed.Source.Text);
        LoweredOffer Bare(DealFile file) => file.Offers.Single(offer => offer.Offer.Name == "bare");
        var (offer, best) = (Bare(written), new AssumptionSet(written.Deal, new WeighingOptions()).Best);
        var closed =
            from node in Enumerable.Range(0, offer.Game.Nodes.Count)
            where offer.Game.Steps[offer.Game.Nodes[node].Step].Name == "ordinary_admission"
            from type in new[] { 0, 1 }
            select new ClosedOption(node, 0, type, offer.Game.Nodes[node].Choosers[0].Options.ToList().IndexOf("admit"));
        var without = new OfferSolver(offer, 9, without: [.. closed]).Solve(best, Cancel);
        var other = new OfferSolver(Bare(removed), 9).Solve(best, Cancel);
        Assert.True(without.IsSolved && other.IsSolved);
        for (var ask = 0; ask < other.Measures.Length; ask++)
            Assert.Equal(other.Measures[ask], without.Measures[ask], 1e-6);
    }
}
