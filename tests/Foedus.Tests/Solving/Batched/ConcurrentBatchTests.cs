using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Batched;
using Foedus.Solving.Stochastic;

namespace Foedus.Tests.Solving.Batched;

public class ConcurrentBatchTests
{
    // Two sides comply or breach at once in 20 periods. Trust 0 … 19 begins at 10; it rises by one with chance p when both comply, falls by two with chance q and else by one after a breach.
    private static ConcurrentGame Ceasefire(CoefficientTable table)
    {
        var a = Enumerable.Range(0, 11).Select(table.Assumption).ToArray();
        Coefficient Not(Coefficient chance) => table.Minus(Coefficient.One, chance);
        return new ConcurrentGame
        {
            Periods = 20,
            InitialState = 10,
            Actions = [.. Enumerable.Repeat((2, 2), 20)],
            Discount = [a[10], a[10]],
            Payoff =
            [
                .. Enumerable
                    .Range(0, 20)
                    .Select(s => table.Constant(0.5 + 0.5 * s / 19))
                    .Select(trust =>
                        new Coefficient[][]
                        {
                            [table.Times(a[0], trust), table.Times(a[1], trust)],
                            [table.Negative(a[4]), a[3]],
                            [a[2], table.Negative(a[5])],
                            [table.Negative(a[6]), table.Negative(a[7])],
                        }
                    ),
            ],
            Transitions =
            [
                .. Enumerable
                    .Range(0, 20)
                    .Select(s =>
                    {
                        (int, Coefficient)[] up = [(Math.Min(s + 1, 19), a[8]), (s, Not(a[8]))];
                        (int, Coefficient)[] down = [(Math.Max(s - 2, 0), a[9]), (Math.Max(s - 1, 0), Not(a[9]))];
                        return new[] { up, down, down, down };
                    }),
            ],
            IsFollowed = [.. Enumerable.Repeat(new[] { true, false, false, false }, 20)],
        };
    }

    private static ConcurrentBatch<TLane> Solve<TLane>(CoefficientTable table, ConcurrentGame game, StageChoice choice, double[][] worlds, int from, int count)
        where TLane : struct, ILane<TLane>
    {
        var numbers = new LaneCoefficients(table, game.Numbers());
        var batch = new ConcurrentBatch<TLane>(game, numbers.ColumnOf, numbers.Count, choice);
        numbers.WriteConstants(batch.Columns);
        numbers.Evaluate<TLane>(worlds, from, count, batch.Columns);
        batch.Solve(TestContext.Current.CancellationToken);
        return batch;
    }

    // d₁ d₂ t₁ t₂ l₁ l₂ w₁ w₂ p q δ; then the chance that both comply throughout, and both values, as three programs in plain Python, numpy and C# gave them alike.
    private static readonly (double[] World, double Holds, double First, double Second)[] Known =
    [
        (
            [1.044651, 0.77828, 1.928608, 2.216349, 0.43117, 1.252318, 1.378267, 0.715897, 0.800268, 0.804047, 0.812908],
            0.0,
            -2.26799315769819,
            11.658195994784489
        ),
        (
            [1.883523, 1.551369, 0.925185, 1.30092, 0.574719, 1.323746, 0.497704, 0.077973, 0.543956, 0.210438, 0.757218],
            0.9999113763644694,
            6.231956329870859,
            5.132968494635111
        ),
        (
            [1.827897, 1.104875, 1.452404, 0.98921, 1.838954, 0.640776, 1.007617, 0.148068, 0.786191, 0.888365, 0.902342],
            0.9999984013136912,
            14.344550221923564,
            8.670584400986472
        ),
        (
            [1.335534, 0.621953, 1.177513, 0.436533, 0.23212, 1.84066, 0.851657, 0.737035, 0.382187, 0.240759, 0.773684],
            0.9880987002690523,
            4.671331544248331,
            2.1753079507490027
        ),
        (
            [1.292191, 1.939348, 0.573339, 1.841167, 1.742736, 0.570721, 0.451001, 1.341918, 0.816676, 0.845032, 0.706327],
            0.6422061134220809,
            2.6564925881718446,
            5.249373952929254
        ),
        (
            [0.854126, 1.134875, 0.498845, 1.203259, 1.310433, 0.687453, 0.723254, 1.495637, 0.603672, 0.356469, 0.947751],
            0.5703529362303567,
            9.156602470123243,
            12.506202387483135
        ),
        (
            [1.801409, 1.964861, 1.795172, 0.48387, 1.669124, 1.377466, 0.367705, 1.080745, 0.686867, 0.633951, 0.972445],
            0.9851687940933909,
            25.184700693535994,
            27.45667567549564
        ),
        (
            [0.965009, 1.566436, 0.865608, 2.182321, 1.509175, 1.039248, 0.973323, 0.277232, 0.525259, 0.256708, 0.720375],
            0.0,
            -3.4758853014372693,
            -0.9900378742596823
        ),
    ];

    [Fact]
    public void The_ceasefire_game_is_what_three_other_programs_say()
    {
        var table = new CoefficientTable();
        var game = Ceasefire(table);
        double[][] worlds = [.. Enumerable.Range(0, 11).Select(a => Known.Select(known => known.World[a]).ToArray())];
        var batch = Solve<Lane256>(table, game, StageChoice.PureIfAny, worlds, 0, Known.Length);
        for (var draw = 0; draw < Known.Length; draw++)
        {
            Assert.Equal(Known[draw].Holds, batch.Followed[draw], 1e-10);
            Assert.Equal(Known[draw].First, batch.Value(0)[draw], 1e-10);
            Assert.Equal(Known[draw].Second, batch.Value(1)[draw], 1e-10);
        }
    }

    [Fact]
    public void No_bit_depends_on_the_width_or_the_place()
    {
        var table = new CoefficientTable();
        var game = Ceasefire(table);
        var random = new Random(5);
        double[][] worlds = [.. Enumerable.Range(0, 11).Select(_ => Enumerable.Range(0, 64).Select(_ => random.NextDouble()).ToArray())];
        var wide = Solve<Lane512>(table, game, StageChoice.PureIfAny, worlds, 0, 32);
        var narrow = Solve<Lane128>(table, game, StageChoice.PureIfAny, worlds, 0, 32);
        var moved = Solve<Lane512>(table, game, StageChoice.PureIfAny, worlds, 9, 32);
        Assert.Equal(wide.Value(0).ToArray(), narrow.Value(0).ToArray());
        Assert.Equal(wide.Followed.ToArray(), narrow.Followed.ToArray());
        Assert.Equal(wide.Value(1)[9..].ToArray(), moved.Value(1)[..23].ToArray());
    }

    // Numbers between −1 and 1 in halves make ties and stages with several, with mixed and with a whole line of equilibria.
    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(1, 2, true)]
    public void The_best_equilibrium_in_total_is_what_the_solver_of_one_game_finds(int first, int second, bool coarse)
    {
        var random = new Random(first * 10 + second);
        for (var seed = 0; seed < 4; seed++)
        {
            var table = new CoefficientTable();
            var assumptions = 0;
            var profiles = first * second;
            var game = new ConcurrentGame
            {
                // After a tie what came later may differ with the equilibrium played, so ties are looked at in one period.
                Periods = coarse ? 1 : 3,
                InitialState = 0,
                Actions = [(first, second), (second, first), (1, 1)],
                Discount = [table.Constant(0.9), table.Constant(0.5)],
                Payoff =
                [
                    .. new[] { profiles, profiles, 1 }.Select(count =>
                        Enumerable.Range(0, count).Select(_ => new[] { table.Assumption(assumptions++), table.Assumption(assumptions++) }).ToArray()
                    ),
                ],
                Transitions =
                [
                    .. new[] { profiles, profiles, 1 }.Select(count =>
                        Enumerable
                            .Range(0, count)
                            .Select(profile =>
                                profile % 2 == 0
                                    ? new[] { (profile % 3, Coefficient.One) }
                                    : new[] { (0, table.Constant(0.25)), (1, table.Constant(0.5)), (2, table.Constant(0.25)) }
                            )
                            .ToArray()
                    ),
                ],
                IsFollowed = [.. new[] { profiles, profiles, 1 }.Select(count => Enumerable.Repeat(true, count).ToArray())],
            };
            double[][] worlds =
            [
                .. Enumerable
                    .Range(0, assumptions)
                    .Select(_ => Enumerable.Range(0, 4).Select(_ => coarse ? random.Next(-2, 3) / 2.0 : 2 * random.NextDouble() - 1).ToArray()),
            ];
            var batch = Solve<Lane256>(table, game, StageChoice.BestInTotal, worlds, 0, 4);
            for (var draw = 0; draw < 4; draw++)
            {
                var numbers = new double[table.Count];
                table.Evaluate([.. worlds.Select(column => column[draw])], numbers);
                var (_, values) = FiniteHorizonSolver.Solve(
                    One(game, numbers),
                    new FiniteHorizon(game.Periods, 0, null),
                    TestContext.Current.CancellationToken
                );
                var (found, expected) = (new[] { batch.Value(0)[draw], batch.Value(1)[draw] }, values.Welfare!);
                Assert.Equal(1, batch.Followed[draw], 1e-12);
                Assert.Equal(expected.Sum(), found.Sum(), 1e-9);
                if (!coarse)
                    Assert.Equal(expected[0], found[0], 1e-9);
            }
        }
    }

    [Fact]
    public void Matching_pennies_is_mixed_and_followed_by_its_chances()
    {
        var table = new CoefficientTable();
        var (win, lose) = (table.Assumption(0), table.Negative(table.Assumption(0)));
        Coefficient[][] pennies =
        [
            [win, lose],
            [lose, win],
            [lose, win],
            [win, lose],
        ];
        var game = new ConcurrentGame
        {
            Periods = 2,
            InitialState = 0,
            Actions = [(2, 2)],
            Discount = [Coefficient.One, Coefficient.One],
            Payoff = [pennies],
            Transitions =
            [
                [
                    [(0, Coefficient.One)],
                    [(0, Coefficient.One)],
                    [(0, Coefficient.One)],
                    [(0, Coefficient.One)],
                ],
            ],
            IsFollowed =
            [
                [true, false, false, false],
            ],
        };
        foreach (var choice in Enum.GetValues<StageChoice>())
        {
            var batch = Solve<Lane128>(
                table,
                game,
                choice,
                [
                    [3],
                ],
                0,
                1
            );
            Assert.Equal(0, batch.Value(0)[0], 1e-12);
            Assert.Equal(1 / 16.0, batch.Followed[0], 1e-12);
        }
    }

    private static StochasticGame One(ConcurrentGame game, double[] numbers) =>
        new()
        {
            StateCount = game.StateCount,
            PlayerCount = 2,
            Actions = [.. game.Actions.Select(actions => new[] { actions.First, actions.Second })],
            Discount = [.. game.Discount.Select(discount => numbers[discount.Index])],
            Payoff =
            [
                .. game.Payoff.Select(state => Enumerable.Range(0, 2).Select(i => state.Select(profile => numbers[profile[i].Index]).ToArray()).ToArray()),
            ],
            Transition =
            [
                .. game.Transitions.Select(state =>
                    state
                        .Select(leads =>
                        {
                            var row = new double[game.StateCount];
                            foreach (var (next, chance) in leads)
                                row[next] += numbers[chance.Index];
                            return row;
                        })
                        .ToArray()
                ),
            ],
        };
}
