using System.Globalization;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Stochastic;
using Foedus.Tests.CrossChecks;
using Foedus.Tests.Solving.Continuation;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>Deals without end are followed whole from λ = 0: the same point as the stochastic game, and as a slow tracer whose equations are written here.</summary>
public class EndlessBranch
{
    private const double Discount = 0.85;

    [Fact]
    public void Random_games_as_deals_as_stochastic_games_and_by_a_slow_tracer()
    {
        var wrong = new List<string>();
        for (var number = 0; number < TestScale.Of(5); number++)
        {
            var game = Random(number);
            var slow = new SlowTracer([.. game.Actions.SelectMany(state => state)], (p, lambda) => Cared(game, p, lambda, tasteFor: false));
            foreach (var lambda in new[] { 0.5, 2, 6 })
            {
                var deal = Solve(Text(game, lambda, "quantal response"));
                var (report, stationary) = StochasticSolver.Solve(game, lambda, TestContext.Current.CancellationToken);
                if (slow.GoTo(lambda) is not { } expected)
                    break;
                Assert.Equal(SolveStatus.Solved, deal.Solution.Report!.Status);
                Assert.Equal(SolveStatus.Solved, report.Status);
                var other = stationary[0].Strategies.SelectMany(state => state).SelectMany(player => player);
                var gap = Chances(deal, game).Zip(expected, (a, b) => Math.Abs(a - b)).Max() + other.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
                if (!(gap < 1e-6))
                    wrong.Add(FormattableString.Invariant($"game {number} at λ = {lambda}: off by {gap}"));
            }
        }
        Assert.Empty(wrong);
    }

    /// <summary>With a taste for choosing, states with more options are worth more even at λ = 0, where choices are then not even.</summary>
    [Fact]
    public void With_taste_shocks_the_branch_begins_where_tastes_alone_count()
    {
        for (var number = 0; number < TestScale.Of(2); number++)
        {
            var game = Random(number);
            var deal = Solve(Text(game, 2, "taste shocks"));
            Assert.Equal(SolveStatus.Solved, deal.Solution.Report!.Status);
            // The same course: tastes first, then payoffs.
            var tastes = new SlowTracer([.. game.Actions.SelectMany(state => state)], (p, share) => Cared(game, p, 0, tasteFor: true, share));
            Assert.NotNull(tastes.GoTo(1));
            var slow = new SlowTracer([.. game.Actions.SelectMany(state => state)], (p, lambda) =>
                Cared(game, p, Math.Max(0, lambda - 1), tasteFor: true, Math.Min(1, lambda))
            );
            if (slow.GoTo(3) is { } expected)
                Assert.All(Chances(deal, game).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        }
    }

    // Both alike, so the branch stays where both hold alike; there one equation in one unknown has to vanish, and holding is worth less the more the other holds.
    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(400)]
    public void A_war_of_attrition_is_followed_on_its_symmetric_branch(double care)
    {
        const double Cost = 0.25,
            Prize = 1,
            Patience = 0.95;
        double Hold(double h) => (-(h * Cost) + (1 - h) * Prize) / (1 - Patience * h * h);
        double Off(double h) => Math.Log(h) - Math.Log(1 - h) - care * Hold(h);
        var grid = Enumerable.Range(1, 99_999).Select(i => i / 100_000.0).ToArray();
        var at = Assert.Single(grid.Zip(grid.Skip(1)), pair => Off(pair.First) < 0 != Off(pair.Second) < 0);
        var (low, high) = at;
        for (var round = 0; round < 60; round++)
            (low, high) = Off((low + high) / 2) < 0 ? ((low + high) / 2, high) : (low, (low + high) / 2);

        var outcome = Solve(
            FormattableString.Invariant(
                $$"""
                deal "A war of attrition"
                period round
                horizon endless
                discount {{Patience}}
                party Left
                party Right
                precision lambda {{care}}
                state contest { open, left, right, neither } = open
                joint turn round when contest = open {
                  Left  { hold  give_way }
                  Right { hold  give_way }
                  outcome when Left plays hold and Right plays hold: Left pays {{Cost}}; Right pays {{Cost}}
                  outcome when Left plays hold and Right plays give_way: contest = left; Left gains {{Prize}}
                  outcome when Left plays give_way and Right plays hold: contest = right; Right gains {{Prize}}
                  outcome when Left plays give_way and Right plays give_way: contest = neither
                }
                no deal contest "The contest"
                ask ten "It goes on": chance contest = open through 10
                """
            )
        );
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.Equal(low, outcome.Solution.Choice(0, 0, 0, 0, 0)[0], 1e-9);
        Assert.Equal(low, outcome.Solution.Choice(0, 0, 1, 0, 0)[0], 1e-9);
        Assert.Equal("principal branch (from λ = 0)", outcome.Solution.Report.Selection);
        Assert.Contains(outcome.Solution.Report.Notes, note => note.Contains("symmetry", StringComparison.Ordinal));
    }

    /// <summary>The published game from λ = 0: it ends where both fight, as the published page says of the branch, and not in the estimated equilibrium.</summary>
    [Fact]
    public void The_published_crisis_game_is_followed_to_its_end()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "deals", "textbook", "crisman-cox-2018", "audience-costs.foedus"));
        var start = text.IndexOf("start {", StringComparison.Ordinal);
        var offer = SoundDeal.Lower(text.Remove(start, text.IndexOf('}', start) + 1 - start));
        var outcome = new OfferSolver(offer, 3, OfferSolver.SettingsFor(offer)).Solve([16.219749, 14.286036914], TestContext.Current.CancellationToken);
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);

        // Months of peace, crisis and war; what each month and choice is worth, from the text.
        double[][] stakes =
        [
            [0, 19.229685245, 18.607703565],
            [0, 19.249419074, 18.308813052],
        ];
        double[][] pays =
        [
            [0, 20.760413371, 21.415780816],
            [0, 20.859976387, 21.30653347],
        ];
        double[] together = [-48.245068183, 9.322797958, 13.836028049],
            audience = [16.219749, 14.286036914];
        var game = new StochasticGame
        {
            StateCount = 3,
            PlayerCount = 2,
            Actions =
            [
                [3, 3],
                [3, 3],
                [3, 3],
            ],
            Discount = [0.9, 0.9],
            Payoff =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(month =>
                        Enumerable
                            .Range(0, 2)
                            .Select(i =>
                                Enumerable
                                    .Range(0, 9)
                                    .Select(profile =>
                                    {
                                        var (mine, its) = i == 0 ? (profile / 3, profile % 3) : (profile % 3, profile / 3);
                                        return stakes[i][month]
                                            - pays[i][mine]
                                            + (mine > 0 && its > 0 ? together[month] : 0)
                                            - (month == 1 && mine == 0 && its > 0 ? audience[i] : 0)
                                            - (month == 2 && mine < 2 && its == 2 ? audience[i] : 0);
                                    })
                                    .ToArray()
                            )
                            .ToArray()
                    ),
            ],
            Transition =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(_ =>
                        Enumerable
                            .Range(0, 9)
                            .Select(profile => Enumerable.Range(0, 3).Select(next => Math.Max(profile / 3, profile % 3) == next ? 1.0 : 0).ToArray())
                            .ToArray()
                    ),
            ],
        };
        var slow = new SlowTracer([3, 3, 3, 3, 3, 3], (p, lambda) => Cared(game, p, lambda, tasteFor: true));
        var expected = slow.GoTo(1);
        Assert.NotNull(expected);
        Assert.All(Chances(outcome, game).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.True(outcome.Measures[2] > 0.99);
    }

    // λ times what every action is worth, with a taste for choosing or without: values by elimination, written here.
    private static double[] Cared(StochasticGame game, double[] p, double lambda, bool tasteFor, double tastes = 1)
    {
        var (states, cared) = (game.StateCount, new double[p.Length]);
        var first = new int[states + 1];
        for (var s = 0; s < states; s++)
            first[s + 1] = first[s] + game.Actions[s].Sum();
        int Action(int s, int player, int action) => first[s] + game.Actions[s].Take(player).Sum() + action;
        for (var player = 0; player < 2; player++)
        {
            var (a, b) = (new double[states, states], new double[states]);
            for (var s = 0; s < states; s++)
            {
                a[s, s] += 1;
                for (var i = 0; tasteFor && i < game.Actions[s][player]; i++)
                    b[s] -= tastes * p[Action(s, player, i)] * Math.Log(p[Action(s, player, i)]);
                for (var profile = 0; profile < game.ProfileCount(s); profile++)
                {
                    var chance = p[Action(s, 0, profile / game.Actions[s][1])] * p[Action(s, 1, profile % game.Actions[s][1])];
                    b[s] += chance * lambda * game.Payoff[s][player][profile];
                    for (var next = 0; next < states; next++)
                        a[s, next] -= game.Discount[player] * chance * game.Transition[s][profile][next];
                }
            }
            for (var k = 0; k < states; k++)
            for (var i = 0; i < states; i++)
                if (i != k)
                {
                    var factor = a[i, k] / a[k, k];
                    for (var j = k; j < states; j++)
                        a[i, j] -= factor * a[k, j];
                    b[i] -= factor * b[k];
                }
            for (var s = 0; s < states; s++)
            for (var profile = 0; profile < game.ProfileCount(s); profile++)
            {
                var (one, two) = (profile / game.Actions[s][1], profile % game.Actions[s][1]);
                var worth = lambda * game.Payoff[s][player][profile];
                for (var next = 0; next < states; next++)
                    worth += game.Discount[player] * game.Transition[s][profile][next] * b[next] / a[next, next];
                cared[Action(s, player, player == 0 ? one : two)] += p[Action(s, 1 - player, player == 0 ? two : one)] * worth;
            }
        }
        return cared;
    }

    // Two or three states with a joint turn or one's turn each, near-symmetric in every other game, and an end.
    private static StochasticGame Random(int number)
    {
        var random = new Random(number);
        var states = 2 + number % 2;
        int[][] actions =
        [
            .. Enumerable
                .Range(0, states)
                .Select(s =>
                    (int[])(
                        (number + s) % 4 == 3 ? [3, 1]
                        : s == 1 ? [2, 3]
                        : [2, 2]
                    )
                ),
            [1, 1],
        ];
        double[] Row(int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(4 * random.NextDouble() - 2, 3))];
        var payoff = actions
            .Select(state =>
                state[0] * state[1] == 1
                    ?
                    [
                        [0.0],
                        [0.0],
                    ]
                    : new[] { Row(state[0] * state[1]), Row(state[0] * state[1]) }
            )
            .ToArray();
        for (var s = 0; s < states && number % 2 == 0; s++)
            if (actions[s][0] == actions[s][1])
                for (var profile = 0; profile < 4; profile++)
                    payoff[s][1][profile % 2 * 2 + profile / 2] = payoff[s][0][profile] + Math.Round(0.1 * random.NextDouble(), 3);
        return new StochasticGame
        {
            StateCount = states + 1,
            PlayerCount = 2,
            Actions = actions,
            Discount = [Discount, Discount],
            Payoff = payoff,
            Transition =
            [
                .. actions.Select(
                    (state, s) =>
                        Enumerable
                            .Range(0, state[0] * state[1])
                            .Select(_ =>
                            {
                                var row = new double[states + 1];
                                if (s == states)
                                    row[s] = 1;
                                else
                                {
                                    row[random.Next(states + 1)] += 0.25;
                                    row[random.Next(states)] += 0.75;
                                }
                                return row;
                            })
                            .ToArray()
                ),
            ],
        };
    }

    private static string Text(StochasticGame game, double lambda, string worth)
    {
        var text = new System.Text.StringBuilder(
            FormattableString.Invariant(
                $"deal \"Random\"\nperiod year\nhorizon endless\nchoices worth {worth}\nparty North\nparty South\ndiscount {Discount}\nprecision lambda {lambda}\nstate s 0..{game.StateCount - 1} = 0\nstate last 0..{game.StateCount - 1} = 0\n"
            )
        );
        for (var s = 0; s + 1 < game.StateCount; s++)
        {
            string Goes(int profile) =>
                $"chance {{ {string.Join("  ", game.Transition[s][profile].Select((chance, next) => (chance, next)).Where(each => each.chance > 0).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.chance}: s = {each.next}")))} }}";
            if (game.Actions[s][1] == 1)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"turn t{s} of North when s = {s} and last = {s} {{");
                for (var a = 0; a < game.Actions[s][0]; a++)
                    text.AppendLine(CultureInfo.InvariantCulture, $"  a{a}: North gains {game.Payoff[s][0][a]}; South gains {game.Payoff[s][1][a]}; {Goes(a)}");
                text.AppendLine("}");
                continue;
            }
            text.AppendLine(CultureInfo.InvariantCulture, $"joint turn t{s} when s = {s} and last = {s} {{");
            text.AppendLine(CultureInfo.InvariantCulture, $"  North {{ {string.Join("  ", Enumerable.Range(0, game.Actions[s][0]).Select(a => $"a{a}"))} }}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  South {{ {string.Join("  ", Enumerable.Range(0, game.Actions[s][1]).Select(a => $"b{a}"))} }}");
            for (var profile = 0; profile < game.ProfileCount(s); profile++)
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"  outcome when North plays a{profile / game.Actions[s][1]} and South plays b{profile % game.Actions[s][1]}: North gains {game.Payoff[s][0][profile]}; South gains {game.Payoff[s][1][profile]}; {Goes(profile)}"
                );
            text.AppendLine("}");
        }
        return text.Append("chance clock { 1: last = s }\nno deal none \"As it is\"\nask end \"Ends\": chance s = 0 by 3\n").ToString();
    }

    private static OfferOutcome Solve(string text)
    {
        var offer = SoundDeal.Lower(text);
        return new OfferSolver(offer, 3, OfferSolver.SettingsFor(offer)).Solve([], TestContext.Current.CancellationToken);
    }

    // In the order of the game's states, players and actions; a choice of one is not a choice.
    private static List<double> Chances(OfferOutcome outcome, StochasticGame game)
    {
        var chances = new List<double>();
        for (var s = 0; s < game.StateCount; s++)
        {
            var node = outcome
                .Solution.Game.Nodes.Select((each, number) => (each, number))
                .Where(pair => pair.each.Choosers.Count > 0)
                .FirstOrDefault(pair => NumberOf(outcome.Solution.Game.StateNames[pair.each.State]) == s)
                .number;
            for (var player = 0; player < 2; player++)
            for (var action = 0; action < game.Actions[s][player]; action++)
                chances.Add(game.Actions[s][player] == 1 ? 1 : outcome.Solution.Choice(0, node, player, 0, action)[0]);
        }
        return chances;
    }

    private static int NumberOf(string name) =>
        name switch
        {
            "month = peace" => 0,
            "month = crisis" => 1,
            "month = war" => 2,
            _ => int.Parse(name[(name.IndexOf('=') + 1)..name.IndexOf(',')].Trim(), CultureInfo.InvariantCulture),
        };
}
