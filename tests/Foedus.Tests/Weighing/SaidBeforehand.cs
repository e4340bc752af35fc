using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What a weighing takes, said before it begins, and how far a solve is while it lasts.</summary>
public class SaidBeforehand
{
    private const string Deal = """
        deal "Sizes"
        period year
        horizon 4
        party A
        party B
        discount 0.9
        precision lambda 1
        assume worth 2 in 1..3
        assume firm 0.5 in 0.2..0.8
        private B.mind { firm: firm, weak: 1 - firm }
        state s { calm, open, lost } = calm
        turn A when s = calm { keep  push: s = open }
        turn B when s = open { resist: s = calm; B pays 1 if firm else 2  yield: s = lost }
        interest A each year { s = lost: worth }
        interest B each year { s = lost: -worth }
        fork ends "What being lost is" {
          stays "It stays" {}
          returns "It ends" { event back when s = lost: s = calm }
        }
        clause shut "No pushing" { remove step A }
        no deal none "None"
        offer closed "Closed": shut
        offer half "Lost from the first day": starts s = lost
        ask calm "Calm": chance s = calm through 4
        holds when calm >= 0.5
        """;

    private static WeighSize Of(WeighingOptions options) => WeighSize.Of(SoundDeal.Read(Deal), options, TestContext.Current.CancellationToken);

    /// <summary>A grid that has to be refined takes more, and no more than the grids that it may be refined to.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(20_000)]
    public void What_refining_may_take_is_told_too(int horizon)
    {
        var game = SoundDeal.Read(Deal.Replace("horizon 4", $"horizon {horizon}", StringComparison.Ordinal)).Offers[0].Game;
        double Seconds(int knots) => Foedus.Solving.Beliefs.SolveSize.Of(game, knots).Seconds;
        var grids = new List<int> { 11 };
        while (
            2 * grids[^1] - 1 is var finer and <= GridRefinement.MostKnots
            && Seconds(finer) + Seconds(2 * finer - 1) <= (finer > 41 ? 5 : GridRefinement.MostSeconds)
        )
            grids.Add(finer);
        Assert.Equal(grids.Append(2 * grids[^1] - 1).Sum(Seconds), GridRefinement.MostSecondsOf(game, 11), 1e-9 * Seconds(201));
        Assert.True(GridRefinement.MostSecondsOf(game, 11) > GridRefinement.SecondsOf(game, 11));
    }

    /// <summary>The fork changes no game in which nothing is ever lost: that one is solved once.</summary>
    [Fact]
    public void A_game_that_is_the_same_under_two_answers_counts_once()
    {
        var size = Of(new WeighingOptions { Draws = 256, Effects = 0 });
        Assert.Equal(5 * 256, size.Solves);
        Assert.Equal(
            3 * 256,
            Of(
                new WeighingOptions
                {
                    Draws = 256,
                    Effects = 0,
                    Forks = new Dictionary<string, string> { ["ends"] = "stays" },
                }
            ).Solves
        );
        Assert.Equal(
            2 * 2 * 256 - 256,
            Of(
                new WeighingOptions
                {
                    Draws = 256,
                    Effects = 0,
                    Offers = ["closed"],
                }
            ).Solves
        );
    }

    [Fact]
    public void More_work_takes_longer()
    {
        var size = Of(new WeighingOptions { Draws = 256 });
        Assert.Equal(4 * size.DrawSeconds, Of(new WeighingOptions { Draws = 1024 }).DrawSeconds, 1e-9);
        Assert.True(Of(new WeighingOptions { Draws = 256, Resolution = 21 }).DrawSeconds > 1.5 * size.DrawSeconds);
        Assert.True(Of(new WeighingOptions { Draws = 256, Effects = 0 }).FurtherSeconds < size.FurtherSeconds);
        Assert.Equal(size.On(1).Most / 4, size.On(4).Most, 1e-9);
        Assert.Contains("on 2 cores", size.Words(2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pass_is_told_from_its_beginning_to_its_end_and_changes_nothing()
    {
        var offer = SoundDeal.Read(Deal).Offers.Single(offer => offer.Offer.Name == "none");
        var told = new Told();
        var best = new AssumptionSet(offer.Deal, new WeighingOptions()).Best;
        var plain = new OfferSolver(offer, 5).Solve(best, TestContext.Current.CancellationToken);
        var watched = new OfferSolver(offer, 5, new RecursionSettings { Progress = told }).Solve(best, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Measures, watched.Measures);
        Assert.Equal(Enumerable.Range(1, told.All.Count).Select(done => (done, told.All.Count)), told.All);
        Assert.True(told.All.Count >= 8);
    }

    private sealed class Told : IProgress<(int Done, int All)>
    {
        public List<(int Done, int All)> All { get; } = [];

        public void Report((int Done, int All) value) => All.Add(value);
    }
}
