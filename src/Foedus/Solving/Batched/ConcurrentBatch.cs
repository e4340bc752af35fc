using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Strategic;

namespace Foedus.Solving.Batched;

/// <summary>Games of some periods in which two players choose at once, for a block of draws side by side: backward induction over stage games. Not for two threads at once.</summary>
/// <remarks>
/// What <see cref="Stochastic.FiniteHorizonSolver"/> does for one game. Pure equilibria are found by comparing, the mixed one of a 2 × 2 stage by its formula; a lane whose stage
/// is larger and has no pure equilibrium, or where ties make more than these extreme, is solved by itself in exact arithmetic. States that cannot be reached by a period are left out of it.
/// </remarks>
internal sealed unsafe class ConcurrentBatch<TLane>
    where TLane : struct, ILane<TLane>
{
    private const int L = LaneColumns.Lanes;

    private readonly ConcurrentGame game;
    private readonly StageChoice choice;
    private readonly Stage[] stages;
    private readonly Stage[][] stagesOf;
    private readonly int[] discount;

    // [side][state]: what each of the two will have, discounted to the period, and the chance of being followed to the end.
    private readonly int firstValue;
    private readonly int firstLottery;
    private readonly int firstScratch;
    private readonly int result;

    /// <param name="game">The game.</param>
    /// <param name="columnOf">Column of each of its coefficients.</param>
    /// <param name="coefficients">How many columns they are.</param>
    /// <param name="choice">Which equilibrium of a stage is played.</param>
    public ConcurrentBatch(ConcurrentGame game, Func<Coefficient, int> columnOf, int coefficients, StageChoice choice)
    {
        this.game = game;
        this.choice = choice;
        discount = [.. game.Discount.Select(columnOf)];
        stages = [.. Enumerable.Range(0, game.StateCount).Select(state => new Stage(game, state, columnOf))];
        stagesOf = Reachable();
        firstValue = coefficients;
        firstLottery = firstValue + 2 * 3 * game.StateCount;
        firstScratch = firstLottery + 3 * stages.Max(stage => stage.Lotteries.Length);
        result = firstScratch + stages.Max(stage => 2 * stage.Profiles + stage.First + stage.Second);
        Columns = new LaneColumns(result + 3);
    }

    /// <summary>The coefficients stand in the first columns, to be filled before a solve.</summary>
    public LaneColumns Columns { get; }

    /// <summary>[lane] what the game is worth to a player at the start, points.</summary>
    public ReadOnlySpan<double> Value(int player) => Columns[result + player];

    /// <summary>[lane] chance that play is followed in every period.</summary>
    public ReadOnlySpan<double> Followed => Columns[result + 2];

    /// <summary>Solves for the coefficients that the columns hold.</summary>
    public void Solve(CancellationToken cancel = default)
    {
        var later = game.Periods % 2;
        for (var state = 0; state < game.StateCount; state++)
        {
            Columns[Values(later, state)].Clear();
            Columns[Values(later, state) + 1].Clear();
            Columns[Values(later, state) + 2].Fill(1);
        }
        for (var period = game.Periods - 1; period >= 0; period--)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var stage in stagesOf[period])
            {
                Lotteries(stage, (period + 1) % 2);
                var into = At(period == 0 ? result : Values(period % 2, stage.State));
                if (stage.First == 2 && stage.Second == 2)
                    TwoByTwo(stage, into, isFirst: period == 0);
                else
                    Any(stage, into, isFirst: period == 0);
            }
        }
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* At(int column) => Columns.First + (nint)column * L;

    private int Values(int side, int state) => firstValue + 3 * (side * game.StateCount + state);

    private Stage[][] Reachable()
    {
        var reached = new Stage[game.Periods][];
        var now = new bool[game.StateCount];
        now[game.InitialState] = true;
        for (var period = 0; period < game.Periods; period++)
        {
            reached[period] = [.. stages.Where(stage => now[stage.State])];
            var next = new bool[game.StateCount];
            foreach (var stage in reached[period])
            foreach (var lead in stage.Lotteries.SelectMany(lottery => lottery))
                next[lead.State] = true;
            now = next;
        }
        return reached;
    }

    // What is to come after each different lottery of the stage, for the two and for what is followed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lotteries(Stage stage, int side)
    {
        for (var lottery = 0; lottery < stage.Lotteries.Length; lottery++)
        {
            var leads = stage.Lotteries[lottery];
            var into = At(firstLottery + 3 * lottery);
            if (leads.Length == 2)
            {
                var (chance, other) = ((nint)leads[0].Chance * L, (nint)leads[1].Chance * L);
                var from = At(Values(side, leads[0].State));
                var second = At(Values(side, leads[1].State));
                for (var lane = 0; lane < L; lane += TLane.Width)
                {
                    var (p, q) = (TLane.Load(Columns.First + chance + lane), TLane.Load(Columns.First + other + lane));
                    (p * TLane.Load(from + lane) + q * TLane.Load(second + lane)).Store(into + lane);
                    (p * TLane.Load(from + L + lane) + q * TLane.Load(second + L + lane)).Store(into + L + lane);
                    (p * TLane.Load(from + 2 * L + lane) + q * TLane.Load(second + 2 * L + lane)).Store(into + 2 * L + lane);
                }
                continue;
            }
            for (var part = 0; part < 3; part++)
            for (var lane = 0; lane < L; lane += TLane.Width)
            {
                var sum = TLane.All(0);
                foreach (ref readonly var lead in leads.AsSpan())
                    sum += TLane.Load(At(lead.Chance) + lane) * TLane.Load(At(Values(side, lead.State) + part) + lane);
                sum.Store(into + part * L + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TwoByTwo(Stage stage, double* into, bool isFirst)
    {
        double* pay0 = At(stage.Pay[0]),
            pay1 = At(stage.Pay[1]),
            pay2 = At(stage.Pay[2]),
            pay3 = At(stage.Pay[3]);
        double* pay4 = At(stage.Pay[4]),
            pay5 = At(stage.Pay[5]),
            pay6 = At(stage.Pay[6]),
            pay7 = At(stage.Pay[7]);
        double* cont0 = At(firstLottery + 3 * stage.LotteryOf[0]),
            cont1 = At(firstLottery + 3 * stage.LotteryOf[1]);
        double* cont2 = At(firstLottery + 3 * stage.LotteryOf[2]),
            cont3 = At(firstLottery + 3 * stage.LotteryOf[3]);
        double* delta0 = At(discount[0]),
            delta1 = At(discount[1]);
        var inTotal = choice == StageChoice.BestInTotal;
        for (var lane = 0; lane < L; lane += TLane.Width)
        {
            // a: what the first player has in each profile, b: the second.
            var a0 = TLane.Load(pay0 + lane) + TLane.Load(cont0 + lane);
            var a1 = TLane.Load(pay2 + lane) + TLane.Load(cont1 + lane);
            var a2 = TLane.Load(pay4 + lane) + TLane.Load(cont2 + lane);
            var a3 = TLane.Load(pay6 + lane) + TLane.Load(cont3 + lane);
            var b0 = TLane.Load(pay1 + lane) + TLane.Load(cont0 + L + lane);
            var b1 = TLane.Load(pay3 + lane) + TLane.Load(cont1 + L + lane);
            var b2 = TLane.Load(pay5 + lane) + TLane.Load(cont2 + L + lane);
            var b3 = TLane.Load(pay7 + lane) + TLane.Load(cont3 + L + lane);
            var worst = TLane.All(double.NegativeInfinity);
            var best = TLane.Select(TLane.And(TLane.LessOrEqual(a2, a0), TLane.LessOrEqual(b1, b0)), a0 + b0, worst);
            var (first, second) = (a0, b0);
            var followed = stage.IsFollowed[0] ? TLane.Load(cont0 + 2 * L + lane) : TLane.All(0);

            var sum = TLane.Select(TLane.And(TLane.LessOrEqual(a3, a1), TLane.LessOrEqual(b0, b1)), a1 + b1, worst);
            var better = TLane.Less(best, sum);
            (best, first, second) = (TLane.Select(better, sum, best), TLane.Select(better, a1, first), TLane.Select(better, b1, second));
            followed = TLane.Select(better, stage.IsFollowed[1] ? TLane.Load(cont1 + 2 * L + lane) : TLane.All(0), followed);

            sum = TLane.Select(TLane.And(TLane.LessOrEqual(a0, a2), TLane.LessOrEqual(b3, b2)), a2 + b2, worst);
            better = TLane.Less(best, sum);
            (best, first, second) = (TLane.Select(better, sum, best), TLane.Select(better, a2, first), TLane.Select(better, b2, second));
            followed = TLane.Select(better, stage.IsFollowed[2] ? TLane.Load(cont2 + 2 * L + lane) : TLane.All(0), followed);

            sum = TLane.Select(TLane.And(TLane.LessOrEqual(a1, a3), TLane.LessOrEqual(b2, b3)), a3 + b3, worst);
            better = TLane.Less(best, sum);
            (best, first, second) = (TLane.Select(better, sum, best), TLane.Select(better, a3, first), TLane.Select(better, b3, second));
            followed = TLane.Select(better, stage.IsFollowed[3] ? TLane.Load(cont3 + 2 * L + lane) : TLane.All(0), followed);

            if (inTotal || TLane.Any(TLane.Equal(best, worst)))
            {
                // The chance of the first action that leaves the other indifferent.
                var y = (a3 - a1) / ((a0 - a2) + (a3 - a1));
                var x = (b3 - b2) / ((b0 - b1) + (b3 - b2));
                var (mixedFirst, mixedSecond) = (y * a0 + (TLane.All(1) - y) * a1, x * b0 + (TLane.All(1) - x) * b2);
                var inside = TLane.And(
                    TLane.And(TLane.Less(TLane.All(0), x), TLane.Less(x, TLane.All(1))),
                    TLane.And(TLane.Less(TLane.All(0), y), TLane.Less(y, TLane.All(1)))
                );
                better = TLane.And(inside, inTotal ? TLane.Less(best, mixedFirst + mixedSecond) : TLane.Equal(best, worst));
                (first, second) = (TLane.Select(better, mixedFirst, first), TLane.Select(better, mixedSecond, second));
                var mixed = TLane.All(0);
                if (stage.IsFollowed[0])
                    mixed += x * y * TLane.Load(cont0 + 2 * L + lane);
                if (stage.IsFollowed[1])
                    mixed += x * (TLane.All(1) - y) * TLane.Load(cont1 + 2 * L + lane);
                if (stage.IsFollowed[2])
                    mixed += (TLane.All(1) - x) * y * TLane.Load(cont2 + 2 * L + lane);
                if (stage.IsFollowed[3])
                    mixed += (TLane.All(1) - x) * (TLane.All(1) - y) * TLane.Load(cont3 + 2 * L + lane);
                followed = TLane.Select(better, mixed, followed);
            }
            (isFirst ? first : first * TLane.Load(delta0 + lane)).Store(into + lane);
            (isFirst ? second : second * TLane.Load(delta1 + lane)).Store(into + L + lane);
            followed.Store(into + 2 * L + lane);
            if (inTotal && TLane.Any(TLane.Or(TLane.Or(TLane.Equal(a0, a2), TLane.Equal(a1, a3)), TLane.Or(TLane.Equal(b0, b1), TLane.Equal(b2, b3)))))
                for (var one = lane; one < lane + TLane.Width; one++)
                    if (IsTied(stage, one))
                        ByItself(stage, one, into, isFirst);
        }
    }

    private bool IsTied(Stage stage, int lane)
    {
        for (var i = 0; i < 2; i++)
            if (Worth(stage, 0, i, lane) == Worth(stage, i == 0 ? 2 : 1, i, lane) || Worth(stage, i == 0 ? 1 : 2, i, lane) == Worth(stage, 3, i, lane))
                return true;
        return false;
    }

    private double Worth(Stage stage, int profile, int player, int lane) =>
        Columns[stage.Pay[2 * profile + player]][lane] + Columns[firstLottery + 3 * stage.LotteryOf[profile] + player][lane];

    // Any numbers of actions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Any(Stage stage, double* into, bool isFirst)
    {
        var (first, second) = (stage.First, stage.Second);
        var worth = At(firstScratch);
        var bestOfFirst = At(firstScratch + 2 * stage.Profiles);
        var bestOfSecond = At(firstScratch + 2 * stage.Profiles + second);
        for (var lane = 0; lane < L; lane += TLane.Width)
        {
            for (var b = 0; b < second; b++)
                TLane.All(double.NegativeInfinity).Store(bestOfFirst + b * L + lane);
            for (var a = 0; a < first; a++)
                TLane.All(double.NegativeInfinity).Store(bestOfSecond + a * L + lane);
            for (var profile = 0; profile < stage.Profiles; profile++)
            for (var i = 0; i < 2; i++)
            {
                var here = TLane.Load(At(stage.Pay[2 * profile + i]) + lane) + TLane.Load(At(firstLottery + 3 * stage.LotteryOf[profile] + i) + lane);
                here.Store(worth + (2 * profile + i) * L + lane);
                var at = (i == 0 ? bestOfFirst + profile % second * L : bestOfSecond + profile / second * L) + lane;
                TLane.Max(TLane.Load(at), here).Store(at);
            }
            var best = TLane.All(double.NegativeInfinity);
            var (wins, gains, followed) = (TLane.All(0), TLane.All(0), TLane.All(0));
            for (var profile = 0; profile < stage.Profiles; profile++)
            {
                var (here, other) = (TLane.Load(worth + 2 * profile * L + lane), TLane.Load(worth + (2 * profile + 1) * L + lane));
                var isStable = TLane.And(
                    TLane.LessOrEqual(TLane.Load(bestOfFirst + profile % second * L + lane), here),
                    TLane.LessOrEqual(TLane.Load(bestOfSecond + profile / second * L + lane), other)
                );
                var better = TLane.And(isStable, TLane.Less(best, here + other));
                (best, wins, gains) = (TLane.Select(better, here + other, best), TLane.Select(better, here, wins), TLane.Select(better, other, gains));
                followed = TLane.Select(
                    better,
                    stage.IsFollowed[profile] ? TLane.Load(At(firstLottery + 3 * stage.LotteryOf[profile] + 2) + lane) : TLane.All(0),
                    followed
                );
            }
            (isFirst ? wins : wins * TLane.Load(At(discount[0]) + lane)).Store(into + lane);
            (isFirst ? gains : gains * TLane.Load(At(discount[1]) + lane)).Store(into + L + lane);
            followed.Store(into + 2 * L + lane);
            // One that has a single action leaves the other nothing to mix for.
            var others = choice == StageChoice.BestInTotal && first > 1 && second > 1;
            best.Store(worth + lane);
            for (var one = lane; one < lane + TLane.Width; one++)
                if (others || worth[one] == double.NegativeInfinity)
                    ByItself(stage, one, into, isFirst);
        }
    }

    // One lane's stage by all extreme equilibria.
    private void ByItself(Stage stage, int lane, double* into, bool isFirst)
    {
        var table = new double[2 * stage.Profiles];
        for (var a = 0; a < stage.First; a++)
        for (var b = 0; b < stage.Second; b++)
        for (var i = 0; i < 2; i++)
            table[2 * (a + stage.First * b) + i] = Worth(stage, a * stage.Second + b, i, lane);
        var played = new NormalFormGame("stage", ["1", "2"], [Names(stage.First), Names(stage.Second)], table);
        var best = double.NegativeInfinity;
        foreach (var pair in ExtremeEquilibria.Find(played))
        {
            var (first, second, followed) = (0.0, 0.0, 0.0);
            for (var a = 0; a < stage.First; a++)
            for (var b = 0; b < stage.Second; b++)
            {
                var (chance, profile) = (pair[0][a] * pair[1][b], a * stage.Second + b);
                first += chance * Worth(stage, profile, 0, lane);
                second += chance * Worth(stage, profile, 1, lane);
                followed += stage.IsFollowed[profile] ? chance * Columns[firstLottery + 3 * stage.LotteryOf[profile] + 2][lane] : 0;
            }
            if (!(first + second > best))
                continue;
            best = first + second;
            into[lane] = isFirst ? first : first * Columns[discount[0]][lane];
            into[L + lane] = isFirst ? second : second * Columns[discount[1]][lane];
            into[2 * L + lane] = followed;
        }
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];

    private sealed class Stage
    {
        public Stage(ConcurrentGame game, int state, Func<Coefficient, int> columnOf)
        {
            State = state;
            (First, Second) = game.Actions[state];
            IsFollowed = game.IsFollowed[state];
            Pay = [.. game.Payoff[state].SelectMany(profile => profile).Select(columnOf)];
            LotteryOf = new int[Profiles];
            var lotteries = new List<(int State, int Chance)[]>();
            for (var profile = 0; profile < Profiles; profile++)
            {
                (int State, int Chance)[] leads = [.. game.Transitions[state][profile].Select(lead => (lead.NextState, columnOf(lead.Chance)))];
                LotteryOf[profile] = lotteries.FindIndex(known => known.AsSpan().SequenceEqual(leads));
                if (LotteryOf[profile] >= 0)
                    continue;
                LotteryOf[profile] = lotteries.Count;
                lotteries.Add(leads);
            }
            Lotteries = [.. lotteries];
        }

        public int State { get; }

        public int First { get; }

        public int Second { get; }

        public int Profiles => First * Second;

        /// <summary>[2 × profile + player] column.</summary>
        public int[] Pay { get; }

        /// <summary>Each different lottery once: where it leads, and the column of the chance.</summary>
        public (int State, int Chance)[][] Lotteries { get; }

        /// <summary>[profile]</summary>
        public int[] LotteryOf { get; }

        public bool[] IsFollowed { get; }
    }
}
