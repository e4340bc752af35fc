using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Trees;

namespace Foedus.Tests.CrossChecks;

/// <summary>Every shipped deal by two engines: the recursion over beliefs, and the logit branch of the tree it unrolls to.</summary>
public class UnrolledDeals
{
    private const int MostNodes = 2_000;

    private static readonly int Most = TestScale.Of(2);

    public static TheoryData<string, string> Offers()
    {
        var data = new TheoryData<string, string>();
        foreach (var path in Repository.Deals.Select(deal => Path.GetRelativePath(Repository.Root, deal)).Append("bench/ukraine-2025-v1.foedus"))
        foreach (var offer in Shipped.Deal(path).Offers)
            if (offer.Game.ChoiceWorth == ChoiceWorth.QuantalResponse && !offer.Game.Parties.Any(party => party.IsRational))
                data.Add(path, offer.Offer.Name);
        return data;
    }

    [Theory]
    [MemberData(nameof(Offers))]
    public void Both_engines_give_every_party_the_same(string path, string name)
    {
        var offer = Shipped.Deal(path).Offers.Single(each => each.Offer.Name == name);
        var numbers = new double[offer.Table.Count];
        offer.Table.Evaluate(offer.Deal.Assumptions.Select(assumption => assumption.Best).ToArray(), numbers);
        var compared = 0;
        for (var periods = 1; periods <= Math.Min(Most, offer.Game.Periods ?? Most); periods++)
        {
            if (periods > 1 && offer.Game.Parties.Any(party => numbers[party.Discount.Index] <= 0))
                break;
            var tree = Unrolling.Unroll(offer.Game, numbers, periods, name);
            Assert.Equal(tree.NodeCount, UnrolledSize.Of(offer.Game, numbers, periods, Unrolling.MostNodes, TestContext.Current.CancellationToken));
            // One deal has a tree too large for its first period; its older form stands for it.
            if (periods == 1 && tree.NodeCount > MostNodes)
            {
                Assert.Contains("ukraine-2025/", path, StringComparison.Ordinal);
                return;
            }
            if (tree.NodeCount > MostNodes)
                break;
            var game = Lasting(offer.Game, periods);
            var solution = new BeliefRecursion(game, new BeliefGrid(game, 41, coefficients: numbers), OfferSettings(offer)).Solve(numbers);
            var branch = TreeSolver.Solve(tree, null, TreeMethod.Qre, 1);
            Assert.Equal(SolveStatus.Solved, branch.Report.Status);
            var expected = Expected(solution, numbers);
            for (var party = 0; party < expected.Length; party++)
                Assert.True(
                    Math.Abs(expected[party] - branch.Equilibria[0].Payoffs[party]) < 5e-4 * Math.Max(1, tree.PayoffRange()),
                    $"{name}, {periods} periods, {game.Parties[party].Name}: {expected[party]:G8} by recursion, {branch.Equilibria[0].Payoffs[party]:G8} on the tree"
                );
            compared++;
        }
        Assert.True(compared > 0);
    }

    private static RecursionSettings OfferSettings(LoweredOffer offer) => Foedus.Weighing.OfferSolver.SettingsFor(offer);

    // What a party expects before it learns its own type, at the priors.
    private static double[] Expected(BeliefSolution solution, double[] numbers)
    {
        var game = solution.Game;
        var point = 0;
        for (var party = 0; party < game.Parties.Count; party++)
        {
            if (!game.Parties[party].IsPrivate)
                continue;
            var prior = game.Parties[party].Prior.Select(share => numbers[share.Index]).ToArray();
            var (corner, weight) = (new int[prior.Length], new double[prior.Length]);
            solution.Grid.Parties[party].Locate(prior, corner, weight);
            point = solution.Grid.With(point, party, corner[Array.IndexOf(weight, weight.Max())]);
        }
        return
        [
            .. Enumerable
                .Range(0, game.Parties.Count)
                .Select(party =>
                    Enumerable
                        .Range(0, game.Parties[party].TypeCount)
                        .Sum(type =>
                            (game.Parties[party].IsPrivate ? numbers[game.Parties[party].Prior[type].Index] : 1) * solution.InitialValue(party, type, point)
                        )
                ),
        ];
    }

    /// <summary>The same game for so many periods, and after them what the game says or what is given.</summary>
    internal static PublicBeliefGame Lasting(PublicBeliefGame game, int periods, AfterLastPeriod? after = null) =>
        new()
        {
            Parties = game.Parties,
            StateNames = game.StateNames,
            InitialState = game.InitialState,
            Steps = game.Steps,
            Nodes = game.Nodes,
            Flows = game.Flows,
            Drifts = game.Drifts,
            Periods = periods,
            AfterLast = after ?? game.AfterLast,
            ChoiceWorth = game.ChoiceWorth,
            CoefficientCount = game.CoefficientCount,
        };
}
