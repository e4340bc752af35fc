using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Tests.Weighing;

/// <summary>A solution stays that of its own world, whatever its solver does next.</summary>
public class KeptWorlds
{
    private const string Text = """
        deal "Kept"
        period year
        horizon 3
        party A
        party B
        discount 0.9
        precision lambda 2
        assume pay 0.5 in 0.1..1 "what quiet is worth"
        private B.mind { soft: 0.5, hard: 0.5 }
        state s { calm, war } = calm
        turn A when s = calm { keep  attack: s = war; A gains 0.6 }
        turn B when s = calm { wait  strike: s = war; B gains 0.5 if hard else 0.1 }
        interest A { s = calm: pay }
        interest B { s = calm: pay }
        no deal none: starts s = war
        offer plain
        ask quiet "Quiet": chance s = calm through 3
        holds when quiet >= 0.1
        """;

    [Fact]
    public void Numbers_of_the_next_world_are_not_written_over_those_of_the_last()
    {
        var offer = SoundDeal.Lower(Text, 1);
        var solver = new OfferSolver(offer, 5);
        var first = solver.Solve([0.5], TestContext.Current.CancellationToken);
        double[] before = [.. first.Solution.Coefficients];
        var second = solver.Solve([1], TestContext.Current.CancellationToken);
        Assert.Equal(before, first.Solution.Coefficients);
        Assert.NotEqual(before, second.Solution.Coefficients);
    }

    /// <summary>A recursion has the numbers of its draw to itself, and so has each solution: neither who asks nor the next draw writes over them.</summary>
    [Fact]
    public void A_recursion_shares_its_numbers_with_nobody()
    {
        var offer = SoundDeal.Lower(Text, 1);
        var numbers = new double[offer.Game.CoefficientCount];
        offer.Table.Evaluate([0.5], numbers);
        double[] asked = [.. numbers];
        var recursion = new BeliefRecursion(offer.Game, new BeliefGrid(offer.Game, 5, coefficients: numbers));
        var first = recursion.Solve(numbers, cancel: TestContext.Current.CancellationToken);
        offer.Table.Evaluate([1], numbers);
        Assert.NotEqual(numbers, recursion.Solve(asked, cancel: TestContext.Current.CancellationToken).Coefficients);
        Assert.Equal(numbers, recursion.Solve(numbers, cancel: TestContext.Current.CancellationToken).Coefficients);
        Assert.Equal(asked, first.Coefficients);
    }

    [Fact]
    public void Reasons_are_the_same_with_thresholds_looked_for()
    {
        var deal = SoundDeal.Read(Text);
        var explainer = new Explainer(deal.Offers[1], new AssumptionSet(deal.Deal, new WeighingOptions()), 5);
        var plain = explainer.Explain(withFlips: false, TestContext.Current.CancellationToken);
        var flipped = explainer.Explain(withFlips: true, TestContext.Current.CancellationToken);
        Assert.All(plain.Turns.Zip(flipped.Turns), pair =>
            Assert.Equal(
                pair.First.Types.SelectMany(type => type.Differences.SelectMany(difference => difference.Parts.Select(part => part.Points))),
                pair.Second.Types.SelectMany(type => type.Differences.SelectMany(difference => difference.Parts.Select(part => part.Points)))
            )
        );
    }

    [Fact]
    public void A_turn_at_which_only_what_was_done_differs_is_told_by_it()
    {
        var deal = SoundDeal.Read(
            Text.Replace(
                "offer plain",
                "clause duty { obligation calm of A: keep 2 times by year 3 { breach: A pays 0.4 to B } }\n        offer plain: duty",
                StringComparison.Ordinal
            )
        );
        var told = new Explainer(deal.Offers[1], new AssumptionSet(deal.Deal, new WeighingOptions()), 5).Explain(
            withFlips: false,
            TestContext.Current.CancellationToken
        );
        Assert.Contains(told.Sentences, sentence => sentence.Contains("when done 1 of 2 times (reached", StringComparison.Ordinal));
        Assert.DoesNotContain(told.Sentences, sentence => sentence.Contains("when  ", StringComparison.Ordinal));
    }

    // By one rule, whatever it is: a state, what has been done, or both.
    [Fact]
    public void States_are_told_apart_by_all_in_which_they_differ()
    {
        var offer = SoundDeal
            .Read(
                Text.Replace(
                        "offer plain",
                        "clause duty { obligation calm of A: keep 2 times by year 3 { breach: A pays 0.4 to B } }\n        offer plain: duty",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "state s {",
                        "state seen yes or no = no\n        event look when s = calm: seen = yes\n        state s {",
                        StringComparison.Ordinal
                    )
            )
            .Offers[1];
        var (names, start) = (offer.Game.StateNames, offer.Game.InitialState);
        var apart = Enumerable
            .Range(0, names.Count)
            .Where(state => state != start)
            .Select(state => (Name: names[state], Apart: offer.Facts.Apart(state, start)))
            .ToList();
        Assert.All(apart, each => Assert.Equal(each.Name.Split(", ").Except(names[start].Split(", ")), each.Apart.SelectMany(fact => fact.Split(", "))));
        Assert.Contains(apart, each => each.Apart.SequenceEqual(["seen = yes", "1 year into calm, done 1 of 2 times"]));
    }
}
