using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Continuation;

/// <summary>From how many further starts others are looked for, and that what they lead to is right: held against methods and maps that know no starts.</summary>
public class FurtherStarts
{
    private static NormalFormGame Table(int rows, params double[] payoffs) =>
        new(
            "table",
            ["1", "2"],
            [
                [.. Enumerable.Range(1, rows).Select(k => $"{k}")],
                [.. Enumerable.Range(1, payoffs.Length / 2 / rows).Select(k => $"{k}")],
            ],
            payoffs
        );

    private static TreeResult Solve(NormalFormGame table, TreeMethod method, int others, double? lambda = null) =>
        TreeSolver.Solve(table.ToExtensive(), table, method, others, lambda, withBranch: false, TestContext.Current.CancellationToken);

    // Meeting at the same of four places, as a table: 15 equilibria, one for every set of places (published with Gambit's list).
    private static NormalFormGame FourPlaces() => Table(4, [.. Enumerable.Range(0, 16).SelectMany(cell => cell % 5 == 0 ? new[] { 5.0, 5 } : [0, 0])]);

    [Theory]
    [InlineData(TreeMethod.Lcp)]
    [InlineData(TreeMethod.Enumerate)]
    public void All_fifteen_of_four_meeting_places_are_listed(TreeMethod method) => Assert.Equal(15, Solve(FourPlaces(), method, 0).Equilibria.Count);

    [Fact]
    public void Limits_from_further_starts_are_among_all_equilibria()
    {
        var all = Solve(FourPlaces(), TreeMethod.Enumerate, 0).Equilibria;
        Assert.Single(Solve(FourPlaces(), TreeMethod.Qre, 0).Equilibria);
        var found = Solve(FourPlaces(), TreeMethod.Qre, 30);
        Assert.InRange(found.Equilibria.Count, 4, 15);
        Assert.Equal(found.Equilibria.Count - 1, found.Report.OthersFound);
        Assert.InRange(found.Report.StartsTried!.Value, 1, 30);
        Assert.All(found.Equilibria, one =>
            Assert.Contains(all, other => Enumerable.Range(0, 8).All(a => Math.Abs(one.Profile.Probability(a) - other.Profile.Probability(a)) < 1e-6))
        );
    }

    // Every crossing of the one-dimensional map of a two by two table, found by going through it.
    [Theory]
    [InlineData(1.2)]
    [InlineData(3)]
    public void All_logit_equilibria_of_a_small_table_are_found(double lambda)
    {
        double[] payoffs = [3, 2, 0, 0, 0, 0, 2, 3];
        double Answer(double other, double both, double neither) => 1 / (1 + Math.Exp(-lambda * (other * both - (1 - other) * neither)));
        double Off(double p) => Answer(Answer(p, 2, 3), 3, 2) - p;
        var crossings = Enumerable.Range(0, 20_000).Select(i => (i + 0.5) / 20_000).Where(p => Off(p) < 0 != Off(p + 1.0 / 20_000) < 0).ToList();
        var found = Solve(Table(2, payoffs), TreeMethod.Qre, 40, lambda).Equilibria;
        Assert.Equal(3, crossings.Count);
        Assert.Equal(crossings, found.Select(one => one.Profile.Probability(0)).Order(), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_search_ends_when_starts_only_find_what_is_known()
    {
        // One best action whatever the other does.
        var game = new StochasticGame
        {
            StateCount = 1,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
            ],
            Discount = [0.5, 0.5],
            Payoff =
            [
                [
                    [3, 0, 4, 1],
                    [3, 4, 0, 1],
                ],
            ],
            Transition =
            [
                [
                    [1],
                    [1],
                    [1],
                    [1],
                ],
            ],
        };
        var (usual, _) = StochasticSolver.Solve(game, 2, TestContext.Current.CancellationToken);
        Assert.Equal((10, 0), (usual.StartsTried!.Value, usual.OthersFound!.Value));
        Assert.Equal(3, StochasticSolver.Solve(game, 2, 3, TestContext.Current.CancellationToken).Report.StartsTried);
        var (none, one) = StochasticSolver.Solve(game, 2, 0, TestContext.Current.CancellationToken);
        Assert.Null(none.OthersFound);
        Assert.Single(one);
    }

    [Fact]
    public void Joint_turns_are_begun_from_as_many_profiles_as_were_asked_for()
    {
        const string text = """
            deal "Road"
            period year
            horizon 1
            party North
            party South
            discount 1
            precision lambda 3
            state met { open, left, right } = open
            joint turn drive when met = open {
              North { left  right }
              South { left  right }
              outcome when North plays left and South plays left: met = left; North gains 3; South gains 2
              outcome when North plays right and South plays right: met = right; North gains 2; South gains 3
            }
            no deal bare "As it is"
            ask meet "Meet": chance not met = open by 1
            """;
        int Found(int most) =>
            1
            + new OfferSolver(SoundDeal.Lower(text), 3, new RecursionSettings { SearchOthers = most > 0, MostOthers = most })
                .Solve([], TestContext.Current.CancellationToken)
                .Others.Count;
        Assert.Equal(1, Found(0));
        Assert.Equal(2, Found(1));
        Assert.True(Found(4) >= 2);
    }
}
