using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>A turn of somebody with two types, wholly in registers: what its definition gives, and the same bits in every width.</summary>
public class TurnRounds
{
    private const int Block = TurnKernel.Block;
    private const int Lines = 3;
    private const int Knots = 11;

    private static readonly TurnKernel[] kernels = [new TurnKernel<Lane128>(), new TurnKernel<Lane256>(), new TurnKernel<Lane512>()];

    private static double[] Numbers(Random random, int count, double low = 0, double high = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextDouble())];

    private sealed record Case(
        PublicBeliefGame Game,
        TurnPlan Plan,
        double[] Coefficients,
        SimplexGrid Simplex,
        double[] Worth,
        double[] Held,
        int[] Line,
        double[] Choices
    )
    {
        public int Points => Lines * Knots;

        public TurnRound Round(int lane = -1)
        {
            var round = new TurnRound();
            // One lane of them, beside itself.
            round.Fill(
                Plan,
                Coefficients,
                Simplex,
                Worth,
                2 * Points,
                lane < 0 ? Held : [.. Enumerable.Range(0, 2 * Block).Select(i => Held[i / Block * Block + lane])],
                lane < 0 ? Line : [.. Enumerable.Repeat(Line[lane], Block)]
            );
            return round;
        }

        public double Belief(int group, int lane, double[] choices)
        {
            var likelihood = new double[2];
            foreach (var share in Plan.Groups[group])
                likelihood[share.NextType] +=
                    Coefficients[share.Probability.Index] * Held[share.Type * Block + lane] * choices[(share.Option * 2 + share.Type) * Block + lane];
            return likelihood[0] / (likelihood[0] + likelihood[1]);
        }

        // Between the two points of the grid around the belief.
        public double Ahead(int state, int type, double belief, int lane)
        {
            var cell = Simplex.CellOf(belief);
            var fraction = (belief - Simplex.Knots[cell]) / (Simplex.Knots[cell + 1] - Simplex.Knots[cell]);
            double At(int own) => Worth[2 * Points * state + Line[lane] + 2 * own + type];
            return (1 - fraction) * At(cell) + fraction * At(cell + 1);
        }
    }

    private static IEnumerable<Case> Cases()
    {
        var random = new Random(12);
        foreach (var path in new[] { "deals/ukraine-2025/ukraine-2025.foedus", "deals/record/korea-1953/korea-1953.foedus" })
        foreach (var offer in Shipped.Deal(path).Offers.Skip(1).Take(2))
        {
            var coefficients = new double[Math.Max(offer.Table.Count, offer.Game.CoefficientCount)];
            offer.Table.Evaluate([.. offer.Bound.Deal.Assumptions.Select(assumption => 0.3)], coefficients);
            foreach (var node in offer.Game.Nodes.OfType<TurnNode>().Where(node => offer.Game.Parties[node.Mover].TypeCount == 2))
            {
                var (plan, first) = (new TurnPlan(offer.Game, node), Numbers(random, Block, 0.02, 0.98));
                var choices = Numbers(random, 2 * plan.Options * Block, 0.05, 1);
                for (var type = 0; type < 2; type++)
                for (var lane = 0; lane < Block; lane++)
                {
                    var sum = Enumerable.Range(0, plan.Options).Sum(option => choices[(2 * option + type) * Block + lane]);
                    for (var option = 0; option < plan.Options; option++)
                        choices[(2 * option + type) * Block + lane] /= sum;
                }
                yield return new Case(
                    offer.Game,
                    plan,
                    coefficients,
                    new SimplexGrid(2, SimplexGrid.KnotsDenserAtTheEnds(Knots)),
                    Numbers(random, 2 * Lines * Knots * offer.Game.StateCount, -3, 3),
                    [.. first, .. first.Select(held => 1 - held)],
                    [.. Enumerable.Range(0, Block).Select(_ => 2 * Knots * random.Next(Lines))],
                    choices
                );
            }
        }
    }

    [Fact]
    public void Answers_are_the_logit_responses_to_what_lies_ahead()
    {
        var tried = 0;
        foreach (var turn in Cases())
        {
            var plan = turn.Plan;
            double[]? firstResponses = null,
                firstChange = null;
            foreach (var kernel in kernels)
            {
                var (responses, change) = (new double[2 * plan.Options * Block], new double[Block]);
                kernel.Answer(turn.Round(), 1.7, turn.Choices, responses, change, Block);
                Assert.Equal(firstResponses ??= responses, responses);
                Assert.Equal(firstChange ??= change, change);
            }
            for (var lane = 0; lane < Block; lane += 5)
            {
                var off = 0.0;
                for (var type = 0; type < 2; type++)
                {
                    var worths = Enumerable
                        .Range(0, plan.Options)
                        .Select(option =>
                            (plan.Payments[option][plan.Node.Mover] is { } paid ? turn.Coefficients[paid[type][type].Index] : 0)
                            + plan.Moves[2 * option + type]
                                .Sum(move =>
                                    turn.Coefficients[move.Probability.Index]
                                    * turn.Ahead(move.State, move.Type, turn.Belief(move.Group, lane, turn.Choices), lane)
                                )
                        )
                        .ToArray();
                    var expected = new double[plan.Options];
                    Logit.Respond(worths, 1.7, expected, plan.Node.Closed is { } closed ? closed.AsSpan(type * plan.Options, plan.Options) : default);
                    for (var option = 0; option < plan.Options; option++)
                    {
                        Assert.Equal(expected[option], firstResponses![(2 * option + type) * Block + lane], 1e-12);
                        off = Math.Max(off, Math.Abs(expected[option] - turn.Choices[(2 * option + type) * Block + lane]));
                    }
                }
                Assert.Equal(off, firstChange![lane], 1e-12);
                tried++;
            }
        }
        Assert.True(tried > 100, $"{tried}");
    }

    // Registers are read whole, however few lanes are asked for.
    [Fact]
    public void Beliefs_and_lines_of_less_than_a_block_are_refused()
    {
        var turn = Cases().First();
        void Fill(int held, int line) =>
            new TurnRound().Fill(turn.Plan, turn.Coefficients, turn.Simplex, turn.Worth, 2 * turn.Points, turn.Held[..held], turn.Line[..line]);
        Fill(2 * Block, Block);
        Assert.Throws<ArgumentOutOfRangeException>(() => Fill(2 * Block - 1, Block));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fill(2 * Block, Block - 1));
    }

    [Fact]
    public void Settled_choices_are_their_own_answers_whatever_settles_beside_them()
    {
        var (settled, all) = (0, 0);
        foreach (var turn in Cases())
        {
            var length = turn.Choices.Length;
            double[]? first = null;
            (double[] Choices, double[] Open) Settle(TurnKernel kernel, TurnRound round, double[] begin, int count)
            {
                var (choices, open) = ((double[])begin.Clone(), new double[Block]);
                open.AsSpan(0, count).Fill(BitConverter.Int64BitsToDouble(-1));
                kernel.Settle(
                    round,
                    1.7,
                    new MixedCells
                    {
                        Choices = choices,
                        Responses = new double[length],
                        LastResponses = new double[length],
                        LastOff = new double[length],
                        Open = open,
                    },
                    1e-10,
                    40,
                    count
                );
                return (choices, open);
            }
            foreach (var kernel in kernels)
                Assert.Equal(first ??= Settle(kernel, turn.Round(), turn.Choices, Block).Choices, Settle(kernel, turn.Round(), turn.Choices, Block).Choices);
            var (responses, change, stillOpen) = (new double[length], new double[Block], Settle(kernels[0], turn.Round(), turn.Choices, Block).Open);
            kernels[0].Answer(turn.Round(), 1.7, first!, responses, change, Block);
            for (var lane = 0; lane < Block; lane++)
            {
                var isOpen = BitConverter.DoubleToInt64Bits(stillOpen[lane]) != 0;
                Assert.True(isOpen || change[lane] <= 1e-10);
                (settled, all) = (settled + (isOpen ? 0 : 1), all + 1);
            }
            foreach (var lane in new[] { 0, 13 })
            {
                var (alone, _) = Settle(kernels[2], turn.Round(lane), [.. Enumerable.Range(0, length).Select(i => turn.Choices[i / Block * Block + lane])], 1);
                for (var cell = 0; cell < length; cell += Block)
                    Assert.Equal(first![cell + lane], alone[cell]);
            }
        }
        Assert.True(settled > all / 4, $"{settled} of {all}");
    }

    [Fact]
    public void What_a_turn_is_worth_to_everybody_is_expected_over_options_ways_and_beliefs()
    {
        var random = new Random(5);
        var tried = 0;
        foreach (var turn in Cases().Where(turn => turn.Plan.IsAlike))
        {
            var (plan, types, parties) = (turn.Plan, new JointTypes(turn.Game), turn.Game.Parties.Count);
            var rows = parties * types.Count;
            var whole = TurnValues.Whole(rows);
            // Values point by point, the mover's own points one after another.
            var after = Numbers(random, turn.Game.StateCount * turn.Points * whole, -3, 3);
            var foot = turn.Line.Select(line => line / 2).ToArray();
            double[]? first = null;
            foreach (var kernel in kernels)
            {
                var (values, round) = (new TurnValues(), new TurnRound());
                values.Fill(plan, turn.Coefficients, types, parties, after, whole * turn.Points);
                round.Fill(plan, turn.Coefficients, turn.Simplex, [], 0, turn.Held, foot);
                kernel.Expect(round, values, turn.Choices, 1, Block);
                Assert.Equal(first ??= values.Result, values.Result);
            }
            for (var lane = 0; lane < Block; lane += 7)
            for (var row = 0; row < rows; row++)
            {
                var (party, joint) = (row / types.Count, row % types.Count);
                var (own, moving) = (types.TypeOf(party, joint), types.TypeOf(plan.Node.Mover, joint));
                var expected = 0.0;
                for (var option = 0; option < plan.Options; option++)
                {
                    var worth = plan.Payments[option][party] is { } paid ? turn.Coefficients[paid[moving][own].Index] : 0;
                    foreach (var move in plan.Moves[2 * option + moving])
                    {
                        var belief = turn.Belief(move.Group, lane, turn.Choices);
                        var cell = turn.Simplex.CellOf(belief);
                        var fraction = (belief - turn.Simplex.Knots[cell]) / (turn.Simplex.Knots[cell + 1] - turn.Simplex.Knots[cell]);
                        double At(int own) => after[(move.State * turn.Points + foot[lane] + own) * whole + row];
                        worth += turn.Coefficients[move.Probability.Index] * ((1 - fraction) * At(cell) + fraction * At(cell + 1));
                    }
                    expected += worth * turn.Choices[(2 * option + moving) * Block + lane];
                }
                Assert.Equal(expected, first![lane * whole + row], 1e-12);
                tried++;
            }
        }
        Assert.True(tried > 100, $"{tried}");
    }
}
