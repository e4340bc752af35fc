using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Stochastic;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>Horizons without end: an agreement that each keeps because a breach ends it, as a deal and as a stochastic game.</summary>
public class EndlessDeals
{
    private static string Text(string precision, string more = "", double temptation = 1.5) =>
        FormattableString.Invariant(
            $$"""
            deal "An agreement that a breach ends"
            period year
            horizon endless
            party North
            party South
            discount 0.95
            precision {{precision}}
            state s { peace, war } = peace
            joint turn both when s = peace {
              North { keep  breach }
              South { keep  breach }
              outcome when North plays breach and South plays keep: North gains {{temptation}}; s = war
              outcome when North plays keep and South plays breach: South gains {{temptation}}; s = war
              outcome when North plays breach and South plays breach: s = war
            }
            interest North each year { s = peace: 1 }
            interest South each year { s = peace: 1 }
            no deal none "As it is"
            ask until "Until war": time until s = war
            {{more}}
            """
        );

    // The same by hand: in each period first the choice, then the year in what it leads to.
    private static StochasticGame Game(double temptation = 1.5) =>
        new()
        {
            StateCount = 2,
            PlayerCount = 2,
            Actions =
            [
                [2, 2],
                [1, 1],
            ],
            Discount = [0.95, 0.95],
            Payoff =
            [
                [
                    [1, 0, temptation, 0],
                    [1, temptation, 0, 0],
                ],
                [
                    [0],
                    [0],
                ],
            ],
            Transition =
            [
                [
                    [1, 0],
                    [0, 1],
                    [0, 1],
                    [0, 1],
                ],
                [
                    [0, 1],
                ],
            ],
        };

    private static OfferOutcome Solve(string text, RecursionSettings? settings = null)
    {
        var offer = SoundDeal.Lower(text);
        return new OfferSolver(offer, 3, settings ?? OfferSolver.SettingsFor(offer)).Solve([], TestContext.Current.CancellationToken);
    }

    private static double Keeps(OfferOutcome outcome) => outcome.Solution.Choice(0, 0, 0, 0, 0)[0];

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(400)]
    public void Are_followed_from_no_precision_as_stochastic_games_are(double lambda)
    {
        var outcome = Solve(Text(FormattableString.Invariant($"lambda {lambda}")));
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        var (report, equilibria) = StochasticSolver.Solve(Game(), lambda, TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Solved, report.Status);
        Assert.Equal(equilibria[0].Strategies[0][0][0], Keeps(outcome), 1e-7);
        Assert.Equal(equilibria[0].Values[0][0], outcome.Values[0], 1e-5);
    }

    [Fact]
    public void Rational_parties_keep_it_and_nobody_gains_by_a_breach()
    {
        var outcome = Solve(Text("rational"));
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.True(outcome.Solution.Report.DeviationGain < 1e-6);
        Assert.Equal(1, Keeps(outcome), 1e-9);
    }

    [Fact]
    public void A_given_start_leads_to_the_equilibrium_near_it_and_others_are_found()
    {
        // So tempting that the branch from λ = 0 ends in a breach; kept it can be all the same.
        const double Temptation = 15;
        var principal = Solve(Text("lambda 3", temptation: Temptation), new RecursionSettings { SearchOthers = true });
        Assert.True(principal.IsSolved);
        var kept = Solve(Text("lambda 3", "start { North plays keep  South plays keep }", Temptation));
        Assert.True(kept.IsSolved);
        Assert.Equal("reached from the given profile", kept.Solution.Report!.Selection);
        Assert.True(Keeps(kept) > 0.95, $"kept with {Keeps(kept)}, principal {Keeps(principal)}");
        Assert.Contains(new[] { principal }.Concat(principal.Others), solution => Math.Abs(Keeps(solution) - Keeps(kept)) < 1e-4);
        Assert.Contains(new[] { principal }.Concat(principal.Others), solution => Keeps(solution) < 0.5);
        // What was begun elsewhere is not called the branch from λ = 0.
        Assert.All(new[] { principal }.Concat(principal.Others), solution =>
            Assert.Equal(solution.Solution.Reading[^1] == 0, solution.Solution.Report!.Selection.Contains("principal branch", StringComparison.Ordinal))
        );
        Assert.Contains(new[] { principal }.Concat(principal.Others), solution =>
            solution.Solution.Report!.Selection.StartsWith("begun at joint turns", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Time_until_is_exact()
    {
        var outcome = Solve(Text("lambda 1"));
        var stays = Keeps(outcome) * Keeps(outcome);
        Assert.Equal(1 / (1 - stays), outcome.Measures[0], 1e-6);
        Assert.Equal(0, outcome.Censored[0], 1e-9);
    }

    [Fact]
    public void Time_until_says_how_often_it_never_comes()
    {
        const string text = """
            deal "Three ways"
            period year
            horizon endless
            party A
            discount 0.9
            precision lambda 1
            state s { open, settled, war } = open
            chance draw when s = open { 0.1: s = war  0.3: s = settled  otherwise: s = open }
            interest A each year { s = war: -1 }
            no deal none "As it is"
            ask until "Until war": time until s = war
            """;
        var outcome = Solve(text);
        Assert.Equal(0.75, outcome.Censored[0], 1e-12);
        // Given that it comes: 1 + the mean number of years that stay open, each with 0.6.
        Assert.Equal(2.5, outcome.Measures[0], 1e-9);
    }

    /// <summary>Not cut off anywhere: one type brings war about in 1 of 1,000 years, the other in 1 of 5.</summary>
    [Fact]
    public void Time_until_has_no_last_period_where_something_is_private()
    {
        const string text = """
            deal "Slow and fast"
            period year
            horizon endless
            party A
            discount 0.9
            precision lambda 1
            private A.kind { slow: 0.6, fast: 0.4 }
            state s { open, settled, war } = open
            chance draw when s = open { 0.2 if fast else 0.001: s = war  0.2 if fast else 0.003: s = settled  otherwise: s = open }
            interest A each year { s = war: -1 }
            no deal none "As it is"
            ask until "Until war": time until s = war
            """;
        var outcome = Solve(text);
        // Of the slow a quarter come to war, after 250 years on average; of the fast a half, after 2.5.
        var comes = 0.6 * 0.25 + 0.4 * 0.5;
        Assert.Equal(1 - comes, outcome.Censored[0], 1e-7);
        Assert.Equal((0.6 * 0.25 * 250 + 0.4 * 0.5 * 2.5) / comes, outcome.Measures[0], 1e-4);
    }

    [Fact]
    public void Chances_forward_and_the_chain_over_states_give_the_same_time()
    {
        var outcome = Solve(Text("lambda 1"));
        var holds = Enumerable.Range(0, outcome.Solution.Game.StateCount).Select(state => state != outcome.Solution.Game.InitialState).ToArray();
        var (exact, along) = (EndlessTime.Of(outcome.Solution, holds), EndlessTime.Along(outcome.Solution, holds, TestContext.Current.CancellationToken));
        Assert.Equal(exact.Never, along.Never, 1e-9);
        Assert.Equal(exact.Mean, along.Mean, 1e-7 * exact.Mean);
    }

    [Fact]
    public void With_private_types_values_settle_and_are_certified()
    {
        var outcome = Solve(PrivateText);
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.InRange(outcome.Censored[0], 0, 1);
    }

    [Fact]
    public void With_private_types_it_is_said_whether_others_were_looked_for()
    {
        var report = Solve(PrivateText, new RecursionSettings()).Solution.Report!;
        Assert.Null(report.OthersFound);
        Assert.Contains(report.Notes, note => note.Contains("others were not looked for", StringComparison.Ordinal));
        report = Solve(PrivateText, new RecursionSettings { SearchOthers = true }).Solution.Report!;
        Assert.Equal(0, report.OthersFound);
        Assert.Contains(report.Notes, note => note.Contains("others were looked for from 4 profiles", StringComparison.Ordinal));
        var weighed = Weigh.Run(
            DealFile.Read(new SourceText(PrivateText, "private.foedus"), TestContext.Current.CancellationToken),
            new WeighingOptions
            {
                Draws = 8,
                EquilibriumDraws = 2,
                Effects = 0,
                Resolution = 3,
            },
            cancel: TestContext.Current.CancellationToken
        );
        Assert.Empty(weighed.Equilibria!.NotSearched);
        Assert.Equal(["none"], weighed.Equilibria.Offers.Select(offer => offer.Offer));
    }

    private const string PrivateText = """
        deal "Private, endless"
        period year
        horizon endless
        party A
        party B
        discount 0.9
        precision lambda 3
        private A.kind { good: 0.6, bad: 0.4 }
        state s { calm, war } = calm
        turn A when s = calm { keep  cheat: A gains 0.8 if bad else 0.1 }
        turn B when s = calm { stay  leave: s = war }
        interest A each year { s = calm: 1 }
        interest B each year { s = calm: 0.4  s = war: 0.3 }
        no deal none "As it is"
        ask until "Until war": time until s = war
        """;
}
