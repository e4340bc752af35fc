using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Trees;
using Foedus.Weighing;

namespace Foedus.Tests.CrossChecks;

/// <summary>Deals without an end where something is private, against answers that the stationary solver did not make: a long tree, a long horizon, the deal without the secret, and gains worked out by hand.</summary>
public class EndlessWitnesses
{
    // North keeps or strikes, South stays or leaves; either ends it. A deep tree of it is thin.
    private static string Patience(double lambda, double discount, string kinds, string strike = "1.6 if greedy else 0.4", string precision = "") =>
        FormattableString.Invariant(
            $$"""
            deal "Who strikes first"
            period year
            horizon endless
            party North
            party South
            discount {{discount}}
            precision {{(precision.Length > 0 ? precision : FormattableString.Invariant($"lambda {lambda}"))}}
            {{kinds}}
            state s { calm, war } = calm
            turn North when s = calm { keep  strike: North gains {{strike}}; s = war }
            turn South when s = calm { stay  leave: South gains 0.5; s = war }
            interest North each year { s = calm: 1 }
            interest South each year { s = calm: 0.8  s = war: 0.1 }
            no deal none "As it is"
            ask ten "Peace": chance s = calm through 10
            """
        );

    private const string Secret = "private North.kind { loyal: 0.6, greedy: 0.4 }";

    private static (LoweredOffer Offer, double[] Numbers) Lowered(string text)
    {
        var offer = SoundDeal.Lower(text);
        var numbers = new double[Math.Max(offer.Table.Count, offer.Game.CoefficientCount)];
        offer.Table.Evaluate([], numbers);
        return (offer, numbers);
    }

    private static OfferOutcome Solve(string text, int knots)
    {
        var offer = SoundDeal.Lower(text);
        var outcome = new OfferSolver(offer, knots).Solve([], TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSolved);
        Assert.DoesNotContain("jump", outcome.Solution.Report!.Selection, StringComparison.Ordinal);
        return outcome;
    }

    /// <summary>What is left beyond the last period is worth at most 2 points × 0.5^periods; the tree knows no grid, no stationarity and none of this code.</summary>
    [Theory]
    [InlineData(1, 24)]
    [InlineData(2, 16)]
    [InlineData(2, 24)]
    [InlineData(4, 30)]
    public void A_deep_tree_has_the_same_values(double lambda, int periods)
    {
        var text = Patience(lambda, 0.5, Secret);
        var (offer, numbers) = Lowered(text);
        var tree = Unrolling.Unroll(offer.Game, numbers, periods, "unrolled", TestContext.Current.CancellationToken);
        var branch = LogitSolver.At(tree, 1, cancel: TestContext.Current.CancellationToken);
        Assert.True(branch.Report.Status == SolveStatus.Solved, $"{branch.Report.Status}: {branch.Report.Certifies} {string.Join(' ', branch.Report.Notes)}");
        var errors = new List<double>();
        foreach (var knots in new[] { 11, 81 })
        {
            var outcome = Solve(text, knots);
            // Before North knows its kind, as the tree has it.
            var (north, south) = (0.6 * outcome.Values[0] + 0.4 * outcome.Values[1], outcome.Values[2]);
            errors.Add(Math.Max(Math.Abs(north - branch.Equilibria[0].Payoffs[0]), Math.Abs(south - branch.Equilibria[0].Payoffs[1])));
        }
        Assert.InRange(errors[0], 0, 5e-3);
        Assert.InRange(errors[1], 0, 2e-4);
    }

    /// <summary>The same grid over 250 periods, worked backward: what is chosen later moves what is chosen earlier by more than the discount, and 90 periods still differ by 3e-7.</summary>
    [Theory]
    [InlineData(1, 0.8, 250)]
    [InlineData(1.5, 0.7, 250)]
    public void A_long_horizon_begins_with_the_same_choices(double lambda, double discount, int periods)
    {
        var text = Patience(lambda, discount, Secret);
        var (offer, numbers) = Lowered(text);
        var game = UnrolledDeals.Lasting(offer.Game, periods, AfterLastPeriod.Nothing);
        var finite = new BeliefRecursion(game, new BeliefGrid(game, 11, coefficients: numbers)).Solve(numbers, cancel: TestContext.Current.CancellationToken);
        var endless = Solve(text, 11).Solution;
        for (var node = 0; node < game.Nodes.Count; node++)
        for (var i = 0; i < (endless.At(0, node)?.Length ?? 0); i++)
            Assert.Equal(finite.At(0, node)![i], endless.At(0, node)![i], 1e-7);
        for (var i = 0; i < endless.InitialValues.Length; i++)
            Assert.Equal(finite.InitialValues[i], endless.InitialValues[i], 1e-6);
    }

    /// <summary>Where everybody is sure of the kind, nothing is left to hide: the tracer of games with nothing private, which shares no equation, plays the same.</summary>
    [Theory]
    [InlineData(1, 0.9)]
    [InlineData(6, 0.9)]
    [InlineData(3, 0.8)]
    public void Where_the_kind_is_known_it_is_the_deal_without_the_secret(double lambda, double discount)
    {
        var hidden = Solve(Patience(lambda, discount, Secret), 5).Solution;
        foreach (var (type, strike, point) in new[] { (0, "0.4", 4), (1, "1.6", 0) })
        {
            var plain = Solve(Patience(lambda, discount, "", strike), 3).Solution;
            Assert.Equal(plain.Choice(0, 0, 0, 0, 0)[0], hidden.Choice(0, 0, 0, type, 0)[point], 1e-6);
            Assert.Equal(plain.Choice(0, 1, 0, 0, 0)[0], hidden.Choice(0, 1, 0, 0, 0)[point], 1e-6);
            Assert.Equal(plain.InitialValue(0, 0, 0), hidden.InitialValue(0, type, point), 1e-5);
            Assert.Equal(plain.InitialValue(1, 0, 0), hidden.InitialValue(1, 0, point), 1e-5);
        }
    }

    /// <summary>Rational parties by hand: keeping is worth 1 / (1 − 0.8); a greedy North strikes at once where that pays more, and who did not strike is then known to be loyal.</summary>
    [Theory]
    [InlineData("1.6 if greedy else 0.4", 5, 5, 4)]
    [InlineData("6 if greedy else 0.4", 5, 6, 0.6 * 4 + 0.4 * 0.5)]
    public void Rational_parties_do_what_pays(string strike, double loyal, double greedy, double south)
    {
        var outcome = Solve(Patience(1, 0.8, Secret, strike, "rational"), 3);
        Assert.InRange(outcome.Solution.Report!.DeviationGain, 0, 1e-6);
        Assert.Equal([loyal, greedy, south], outcome.Values.Select(value => Math.Round(value, 6)));
    }
}
