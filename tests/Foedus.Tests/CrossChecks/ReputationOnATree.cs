using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Trees;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>Kreps and Wilson's three entrants in drawn worlds, where mixing begins at one belief and a coarse grid is far off: refined answers against the same game as a tree, which knows no grid.</summary>
public class ReputationOnATree
{
    private const double A = 3,
        B = 0.5;

    // Worlds of the weighing, careful ones among them.
    private static readonly int Worlds = TestScale.Of(12);

    private static (LoweredOffer Offer, AssumptionSet Assumptions) Market()
    {
        var file = Shipped.Deal("deals/textbook/kreps-wilson-1982/chain-store.foedus");
        return (file.Offers[0], new AssumptionSet(file.Deal, new WeighingOptions()));
    }

    [Fact]
    public void Refined_answers_are_those_of_the_tree_within_what_is_said()
    {
        var (offer, assumptions) = Market();
        var (coarse, compared) = (0.0, 0);
        for (var draw = 0; draw < Worlds; draw++)
        {
            var world = new double[assumptions.Assumptions.Count];
            assumptions.Draw(draw, world);
            double Named(string name) => world[assumptions.Assumptions.ToList().FindIndex(each => each.Name == name)];
            var expected = Expected(Named("strong"), Named("care"));
            var refined = GridRefinement.Solve(offer, world, 11, refine: true, OfferSolver.SettingsFor(offer), TestContext.Current.CancellationToken);
            Assert.True(refined.Outcome.IsSolved);
            var unrefined = new OfferSolver(offer, 11).Solve(world, TestContext.Current.CancellationToken).Measures;
            for (var ask = 0; ask < 2; ask++)
            {
                // Twice what is said: the error is the difference of two grids, not a bound.
                Assert.True(
                    Math.Abs(refined.Outcome.Measures[ask] - expected[ask]) <= 2 * Math.Max(GridRefinement.Stable, refined.Errors![ask]),
                    FormattableString.Invariant(
                        $"draw {draw}, care {Named("care")}, strong {Named("strong")}: {offer.Asks[ask].Name} is {refined.Outcome.Measures[ask]} ± {refined.Errors[ask]} on {refined.Resolution} knots, {expected[ask]} on the tree"
                    )
                );
                TestContext.Current.TestOutputHelper?.WriteLine(
                    FormattableString.Invariant(
                        $"draw {draw}, care {Named("care"):0.0}, strong {Named("strong"):0.000}: {offer.Asks[ask].Name} {unrefined[ask]:0.0000} on 11 knots, {refined.Outcome.Measures[ask]:0.0000} ± {refined.Errors![ask]:0.0000} on {refined.Resolution}, {expected[ask]:0.0000} on the tree"
                    )
                );
                compared += refined.IsOpen(offer, ask) ? 0 : 1;
                coarse = Math.Max(coarse, Math.Abs(unrefined[ask] - expected[ask]));
            }
        }
        Assert.True(coarse > 0.1, $"11 knots are off by {coarse} at most");
        Assert.True(compared >= 2 * Worlds * 3 / 4, $"{compared} numbers of {2 * Worlds} are stable");
    }

    [Fact]
    public void Draws_are_off_by_what_is_said()
    {
        var file = Shipped.Deal("deals/textbook/kreps-wilson-1982/chain-store.foedus");
        var options = new WeighingOptions
        {
            Draws = Math.Max(64, Worlds),
            Effects = 0,
            EquilibriumDraws = 0,
            CareDraws = 0,
            Thresholds = 0,
        };
        var (chosen, asked) = (
            Weigh.Run(file, options, cancel: TestContext.Current.CancellationToken),
            Weigh.Run(file, options with { Resolution = 11 }, cancel: TestContext.Current.CancellationToken)
        );
        var (names, worst, worstAsked, above) = (chosen.Assumptions.Select(assumption => assumption.Name).ToList(), 0.0, 0.0, 0);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            double Named(string name) => chosen.Worlds[draw][names.IndexOf(name)];
            var expected = Expected(Named("strong"), Named("care"));
            for (var ask = 0; ask < 2; ask++)
            {
                double Off(WeighingResult result) => Math.Abs(result.Offers[0].Draws.Measures[ask][draw] - expected[ask]);
                (worst, worstAsked) = (Math.Max(worst, Off(chosen)), Math.Max(worstAsked, Off(asked)));
                if (Off(chosen) > chosen.Offers[0].Measures[ask].NumericalError)
                {
                    above++;
                    TestContext.Current.TestOutputHelper?.WriteLine(
                        FormattableString.Invariant($"draw {draw}, care {Named("care"):0.0}, strong {Named("strong"):0.000}, ask {ask}: {Off(chosen):0.0000}")
                    );
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant(
                $"{worst:0.0000} on {chosen.Offers[0].Knots} knots, {above} of {2 * options.Draws} above {chosen.Offers[0].Measures[0].NumericalError:0.0000} and {chosen.Offers[0].Measures[1].NumericalError:0.0000}; {worstAsked:0.0000} on {asked.Offers[0].Knots}"
            )
        );
        Assert.Equal(11, asked.Offers[0].Knots);
        Assert.True(worstAsked > 0.1, $"11 knots are off by {worstAsked} at most");
        Assert.True(worst < worstAsked);
        // All these draws were looked at.
        Assert.True(above <= options.Draws / 32, $"{above} numbers of {2 * options.Draws} are off by more than is said");
        Assert.Contains("Grids of belief were chosen by these draws", string.Join(' ', chosen.Honesty), StringComparison.Ordinal);
        Assert.DoesNotContain("Grids of belief", string.Join(' ', asked.Honesty), StringComparison.Ordinal);
    }

    private static double[] Expected(double strong, double care)
    {
        var tree = Tree(strong);
        var exact = LogitSolver.At(tree, care);
        Assert.Equal(SolveStatus.Solved, exact.Report.Status);
        return [exact.Equilibria[0].Profile.Probability(tree.ActionStart[tree.SetAt[tree.ChildrenOf(0)[0]]] + 1), Fought(tree, exact.Equilibria[0].Profile)];
    }

    // Players: the incumbent and an entrant a round; everybody sees what was done, and only the incumbent its nerve.
    private static ExtensiveGame Tree(double strong)
    {
        var builder = new ExtensiveGameBuilder("three entrants", ["Incumbent", "Entrant 1", "Entrant 2", "Entrant 3"]);
        builder.Chance([("strong", strong), ("weak", 1 - strong)]);
        foreach (var isStrong in new[] { true, false })
            Round(0, "", isStrong, new double[4]);
        return builder.Build();

        void Round(int round, string seen, bool isStrong, double[] paid)
        {
            if (round == 3)
            {
                builder.Terminal(paid);
                return;
            }
            builder.Decision(round + 2, seen, ["enter", "out"]);
            builder.Decision(1, $"{isStrong} {seen}", ["fight", "accommodate"]);
            Round(round + 1, seen + "f", isStrong, Add(paid, round, isStrong ? 0 : -1, B - 1));
            Round(round + 1, seen + "a", isStrong, Add(paid, round, isStrong ? -1 : 0, B));
            Round(round + 1, seen + "o", isStrong, Add(paid, round, A, 0));
        }

        static double[] Add(double[] paid, int round, double incumbent, double entrant)
        {
            var after = (double[])paid.Clone();
            (after[0], after[round + 1]) = (after[0] + incumbent, after[round + 1] + entrant);
            return after;
        }
    }

    // The chance of a fight in any round.
    private static double Fought(ExtensiveGame game, BehaviorProfile profile)
    {
        return Below(0);

        double Below(int node)
        {
            if (game.IsTerminal(node))
                return 0;
            var (sum, move) = (0.0, 0);
            foreach (var child in game.ChildrenOf(node))
            {
                var chance = game.IsChance(node)
                    ? game.ProbabilitiesOf(game.ChanceSetAt(node))[move]
                    : profile.Probability(game.ActionStart[game.SetAt[node]] + move);
                var isFight = !game.IsChance(node) && game.SetPlayer[game.SetAt[node]] == 0 && move == 0;
                sum += chance * (isFight ? 1 : Below(child));
                move++;
            }
            return sum;
        }
    }
}
