using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Tests.CrossChecks;
using Foedus.Tests.Solving.Continuation;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>Horizons without end where something is private: followed from λ = 0 past the points at which the solution turns back, or it is said that it is not.</summary>
public class EndlessPrivate
{
    // An agreement that each keeps because a breach ends it. With kinds that differ in nothing it is the game in which nothing is private.
    private static string Agreement(double lambda, string kinds, string temptation = "1.5", string more = "") =>
        FormattableString.Invariant(
            $$"""
            deal "An agreement that a breach ends"
            period year
            horizon endless
            party North
            party South
            discount 0.95
            precision lambda {{lambda}}
            {{kinds}}
            state s { peace, war } = peace
            joint turn both when s = peace {
              North { keep  breach }
              South { keep  breach }
              outcome when North plays breach and South plays keep: North gains {{temptation}}; s = war
              outcome when North plays keep and South plays breach: South gains 1.5; s = war
              outcome when North plays breach and South plays breach: s = war
            }
            interest North each year { s = peace: 1 }
            interest South each year { s = peace: 1 }
            no deal none "As it is"
            ask ten "Peace": chance s = peace through 10
            {{more}}
            """
        );

    private const string Alike = "private North.kind { one: 0.3, other: 0.7 }";

    private static OfferOutcome Solve(string text, int knots = 3, RecursionSettings? settings = null)
    {
        var offer = SoundDeal.Lower(text);
        return new OfferSolver(offer, knots, settings ?? OfferSolver.SettingsFor(offer)).Solve([], TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(4)]
    [InlineData(100)]
    public void Kinds_that_differ_in_nothing_change_nothing_at_any_precision(double lambda)
    {
        var (plain, hidden) = (Solve(Agreement(lambda, "")), Solve(Agreement(lambda, Alike)));
        Assert.Equal(SolveStatus.Solved, plain.Solution.Report!.Status);
        Assert.Equal(SolveStatus.Solved, hidden.Solution.Report!.Status);
        Assert.DoesNotContain("jump", hidden.Solution.Report.Selection, StringComparison.Ordinal);
        Assert.Equal(plain.Measures[0], hidden.Measures[0], 1e-6);
        Assert.Equal(plain.Values[0], hidden.Values[0], 1e-5);
        for (var point = 0; point < 3; point++)
        for (var type = 0; type < 2; type++)
            Assert.Equal(plain.Solution.Choice(0, 0, 0, 0, 0)[0], hidden.Solution.Choice(0, 0, 0, type, 0)[point], 1e-6);
    }

    /// <summary>Kinds that differ: the same equations over three beliefs, written here and followed by a tracer that shares nothing with the solver.</summary>
    /// <remarks>With λ = 4 the solution turns back on the way from λ = 0, and iteration begun below the turn has nothing near to go to.</remarks>
    [Theory]
    [InlineData(1, 6)]
    [InlineData(4, 6)]
    [InlineData(4, 15)]
    public void Kinds_that_differ_are_followed_as_a_slow_tracer_follows_them(double lambda, double temptation)
    {
        var outcome = Solve(
            Agreement(lambda, "private North.kind { loyal: 0.8, greedy: 0.2 }", FormattableString.Invariant($"1.5 if loyal else {temptation}"))
        );
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.DoesNotContain("jump", outcome.Solution.Report.Selection, StringComparison.Ordinal);
        var expected = new SlowTracer([.. Enumerable.Repeat(2, 9)], (p, care) => Cared(p, care, [1.5, temptation])).GoTo(lambda);
        Assert.NotNull(expected);
        for (var point = 0; point < 3; point++)
        for (var chooser = 0; chooser < 3; chooser++)
            Assert.Equal(
                expected[(3 * point + chooser) * 2],
                chooser < 2 ? outcome.Solution.Choice(0, 0, 0, chooser, 0)[point] : outcome.Solution.Choice(0, 0, 1, 0, 0)[point],
                1e-6
            );
    }

    /// <summary>Several solutions: each that is found answers the equations that are written here; that which hangs together with λ = 0 is shown, whether others are looked for or not.</summary>
    [Theory]
    [InlineData(30, 3)]
    [InlineData(30, 11)]
    public void Others_are_found_and_are_solutions(double lambda, int knots)
    {
        var text = Agreement(lambda, "private North.kind { loyal: 0.8, greedy: 0.2 }", "1.5 if loyal else 6", "holds when ten >= 0.5");
        var (alone, searched) = (Solve(text, knots), Solve(text, knots, new RecursionSettings { SearchOthers = true }));
        Assert.Empty(alone.Others);
        Assert.NotEmpty(searched.Others);
        Assert.Equal(alone.Measures[0], searched.Measures[0], 1e-9);
        Assert.All(searched.Others, other => Assert.True(Math.Abs(other.Measures[0] - searched.Measures[0]) > 0.01));
        foreach (var outcome in searched.Others.Append(searched))
        {
            Assert.True(outcome.IsSolved);
            if (knots > 3)
                continue;
            double[] chances =
            [
                .. Enumerable
                    .Range(0, 9)
                    .SelectMany(row =>
                        Enumerable
                            .Range(0, 2)
                            .Select(option =>
                                row % 3 < 2 ? outcome.Solution.Choice(0, 0, 0, row % 3, option)[row / 3] : outcome.Solution.Choice(0, 0, 1, 0, option)[row / 3]
                            )
                    ),
            ];
            var cared = Cared(chances, lambda, [1.5, 6]);
            for (var row = 0; row < 9; row++)
                Assert.Equal(1 / (1 + Math.Exp(cared[2 * row + 1] - cared[2 * row])), chances[2 * row], 1e-6);
        }
        var found = Weigh
            .Run(
                SoundDeal.Read(text),
                new WeighingOptions
                {
                    Draws = 8,
                    EquilibriumDraws = 2,
                    CareDraws = 0,
                    Effects = 0,
                    Resolution = 3,
                },
                cancel: TestContext.Current.CancellationToken
            )
            .Equilibria!;
        Assert.Equal(2, found.DrawsWithSeveral);
        Assert.True(found.Offers[0].Measure!.High > found.Offers[0].Measure!.Low + 0.01);
    }

    /// <summary>Where the turn is not followed, as in games with too many values for it, it is said where it jumped, and nobody calls it the branch from λ = 0.</summary>
    [Fact]
    public void What_jumped_is_said_to_have()
    {
        var report = Solve(Agreement(4, Alike), settings: new RecursionSettings { FollowTurns = false }).Solution.Report!;
        Assert.Contains("after a jump", report.Selection, StringComparison.Ordinal);
        Assert.Contains(report.Notes, note => note.Contains("followed without a jump to 0.", StringComparison.Ordinal));
        var followed = Solve(Agreement(4, Alike)).Solution.Report!;
        Assert.DoesNotContain("jump", followed.Selection, StringComparison.Ordinal);
        Assert.Contains(followed.Notes, note => note.Contains("turned back", StringComparison.Ordinal));
    }

    /// <summary>Where the curve has too many unknowns a coarser grid is followed past the turn, and its end taken to this one: the same as where this one is followed.</summary>
    [Fact]
    public void Larger_games_are_followed_on_a_coarser_grid()
    {
        var text = Agreement(4, "private North.kind { loyal: 0.8, greedy: 0.2 }", "1.5 if loyal else 6");
        var (whole, taken) = (Solve(text, 11), Solve(text, 11, new RecursionSettings { MostFollowed = 40 }));
        Assert.Equal(SolveStatus.Solved, taken.Solution.Report!.Status);
        Assert.DoesNotContain("jump", taken.Solution.Report.Selection, StringComparison.Ordinal);
        Assert.Contains(taken.Solution.Report.Notes, note => note.Contains("its end taken to this one", StringComparison.Ordinal));
        Assert.Equal(whole.Measures[0], taken.Measures[0], 1e-6);
        for (var point = 0; point < 11; point++)
        for (var type = 0; type < 2; type++)
            Assert.Equal(whole.Solution.Choice(0, 0, 0, type, 0)[point], taken.Solution.Choice(0, 0, 0, type, 0)[point], 1e-6);
    }

    /// <summary>Two that hide something, which differ in nothing: 300 unknowns on 5 knots, 1,452 on 11, and the answer is that of the game in which nothing is private.</summary>
    [Fact]
    public void Two_that_hide_something_are_followed_past_the_turn()
    {
        var (plain, hidden) = (
            Solve(Agreement(4, "")),
            Solve(Agreement(4, Alike + "\n        private South.kind { grey: 0.5, blue: 0.5 }"), TestScale.Size(5, 11))
        );
        Assert.Equal(SolveStatus.Solved, hidden.Solution.Report!.Status);
        Assert.DoesNotContain("jump", hidden.Solution.Report.Selection, StringComparison.Ordinal);
        Assert.Equal(plain.Measures[0], hidden.Measures[0], 1e-6);
        Assert.Equal(plain.Values[0], hidden.Values[0], 1e-5);
    }

    // λ times what keeping and breaching are worth: at each of three beliefs to the loyal, to the greedy, to South. Values while choices are held are solved for.
    private static double[] Cared(double[] p, double care, double[] temptations)
    {
        double[] beliefs = [0, 0.8, 1];
        double Keep(int point, int chooser) => p[(3 * point + chooser) * 2];
        // [point] where the belief that North is loyal goes when it keeps: the knot below, and how far beyond it.
        var next = beliefs
            .Select((belief, point) => belief * Keep(point, 0) / (belief * Keep(point, 0) + (1 - belief) * Keep(point, 1)))
            .Select(belief => belief < 0.8 ? (0, belief / 0.8) : (1, (belief - 0.8) / 0.2))
            .ToArray();
        double Later(double[,] worth, int point, int type) =>
            (1 - next[point].Item2) * worth[next[point].Item1, type] + next[point].Item2 * worth[next[point].Item1 + 1, type];
        var (north, south) = (new double[3, 2], new double[3, 2]);
        for (var type = 0; type < 2; type++)
        {
            // Peace goes on with the chance that both keep; a breach pays once.
            var stays = Enumerable.Range(0, 3).Select(point => Keep(point, type) * Keep(point, 2)).ToArray();
            Elimination(north, type, next, stays, [.. Enumerable.Range(0, 3).Select(point => Keep(point, 2) * (1 - Keep(point, type)) * temptations[type])]);
            Elimination(south, type, next, stays, [.. Enumerable.Range(0, 3).Select(point => Keep(point, type) * (1 - Keep(point, 2)) * 1.5)]);
        }
        var cared = new double[18];
        for (var point = 0; point < 3; point++)
        for (var type = 0; type < 2; type++)
        {
            var likely = type == 0 ? beliefs[point] : 1 - beliefs[point];
            cared[(3 * point + type) * 2] = care * Keep(point, 2) * (1 + 0.95 * Later(north, point, type));
            cared[(3 * point + type) * 2 + 1] = care * Keep(point, 2) * temptations[type];
            cared[(3 * point + 2) * 2] += care * likely * Keep(point, type) * (1 + 0.95 * Later(south, point, type));
            cared[(3 * point + 2) * 2 + 1] += care * likely * Keep(point, type) * 1.5;
        }
        return cared;
    }

    // worth = stays × (1 + 0.95 × what it is worth at the next belief) + paid, by Gauss and Jordan.
    private static void Elimination(double[,] worth, int type, (int Below, double Beyond)[] next, double[] stays, double[] paid)
    {
        var a = new double[3, 4];
        for (var i = 0; i < 3; i++)
        {
            a[i, i] = 1;
            a[i, next[i].Below] -= 0.95 * stays[i] * (1 - next[i].Beyond);
            a[i, next[i].Below + 1] -= 0.95 * stays[i] * next[i].Beyond;
            a[i, 3] = stays[i] + paid[i];
        }
        for (var k = 0; k < 3; k++)
        for (var i = 0; i < 3; i++)
            if (i != k)
            {
                var factor = a[i, k] / a[k, k];
                for (var j = k; j < 4; j++)
                    a[i, j] -= factor * a[k, j];
            }
        for (var i = 0; i < 3; i++)
            worth[i, type] = a[i, 3] / a[i, i];
    }
}
