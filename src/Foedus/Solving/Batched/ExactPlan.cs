using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>The backward step of a game without private types, written out as programs on columns: the same in every draw and every period.</summary>
/// <remarks>
/// Columns 0 … are the draw's coefficients; after them come one for the value of every (state, party) at the end of a period and at its beginning, and what joint turns read and give, which are solved between two programs.
/// What <see cref="Beliefs.BeliefRecursion"/> does on one point, in the same order of operations: at a turn the numbers are the same bits.
/// </remarks>
internal sealed class ExactPlan
{
    private readonly PublicBeliefGame game;
    private readonly Func<Coefficient, int> columnOf;
    private readonly List<Segment> segments = [];
    private readonly Dictionary<int, int> columnOfStored = [];
    private readonly int parties;
    private readonly bool shocks;
    private LaneProgramBuilder program = new();

    // [state][party] values after and before the step at hand.
    private int[][] after;
    private int[][] before;

    /// <param name="game">Nothing private, no drifts, a horizon that ends.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    /// <param name="firstFree">First column that is the plan's.</param>
    public ExactPlan(PublicBeliefGame game, Func<Coefficient, int> columnOf, int firstFree)
    {
        this.game = game;
        this.columnOf = columnOf;
        parties = game.Parties.Count;
        shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        ColumnCount = firstFree;
        EndColumn = [.. Enumerable.Range(0, game.StateCount).Select(_ => Take(parties))];
        StartColumn = [.. Enumerable.Range(0, game.StateCount).Select(_ => Take(parties))];
        FirstRow = new int[game.Nodes.Count];
        for (var node = 0; node < FirstRow.Length; node++)
        {
            FirstRow[node] = Rows;
            Rows += RowsOf(game.Nodes[node]);
        }
        LastPeriod = EndOfPeriod(isLast: true);
        EarlierPeriod = EndOfPeriod(isLast: false);
        before = [.. EndColumn.Select(first => Loads(first))];
        after = before;
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            after = before;
            before = [.. after];
            for (var state = 0; state < game.StateCount; state++)
                if (game.Steps[step].NodeOfState[state] is >= 0 and var node)
                {
                    // A joint turn makes both arrays anew.
                    var values = Compile(game.Nodes[node], FirstRow[node]);
                    before[state] = values;
                }
        }
        for (var state = 0; state < game.StateCount; state++)
        for (var party = 0; party < parties; party++)
            program.Store(LaneBlocks.Columns, StartColumn[state] + party, before[state][party]);
        segments.Add(new Segment(program.Build(), null));
    }

    /// <summary>Columns in all, coefficients included.</summary>
    public int ColumnCount { get; private set; }

    /// <summary>Chances of options kept for one period.</summary>
    public int Rows { get; }

    /// <summary>[node] its first row; at a joint turn the movers follow one another.</summary>
    public int[] FirstRow { get; }

    /// <summary>[state] the first party's value at the end of a period; the others follow.</summary>
    public int[] EndColumn { get; }

    /// <summary>[state] the first party's value at the beginning of a period.</summary>
    public int[] StartColumn { get; }

    /// <summary>Values at the end of the last period.</summary>
    public LaneProgram LastPeriod { get; }

    /// <summary>Values at the end of an earlier one, from those at the beginning of the next.</summary>
    public LaneProgram EarlierPeriod { get; }

    /// <summary>From values at the end of a period to those at its beginning.</summary>
    public IReadOnlyList<Segment> Segments => segments;

    public static int RowsOf(GameNode node) =>
        node switch
        {
            TurnNode turn => turn.Options.Count,
            JointTurnNode joint => joint.Movers.Sum(mover => mover.OptionNames.Count),
            _ => 0,
        };

    private int Take(int columns)
    {
        var first = ColumnCount;
        ColumnCount += columns;
        return first;
    }

    private int[] Loads(int first) => [.. Enumerable.Range(first, parties).Select(column => program.Load(LaneBlocks.Columns, column))];

    private int Number(Coefficient coefficient) => program.Load(LaneBlocks.Columns, columnOf(coefficient));

    private LaneProgram EndOfPeriod(bool isLast)
    {
        var end = new LaneProgramBuilder();
        for (var state = 0; state < game.StateCount; state++)
        for (var party = 0; party < parties; party++)
            end.Store(
                LaneBlocks.Columns,
                EndColumn[state] + party,
                Value(game.Flows[state][party][0], end.Load(LaneBlocks.Columns, columnOf(game.Parties[party].Discount)), StartColumn[state] + party)
            );
        return end.Build();

        int Value(Coefficient number, int discount, int start)
        {
            var one = end.Constant(1);
            var flow = number.IsZero ? -1 : end.Load(LaneBlocks.Columns, columnOf(number));
            if (isLast)
                return flow < 0 ? end.Constant(0)
                    : game.AfterLast == AfterLastPeriod.LastFlowForEver ? end.Multiply(end.Divide(one, end.Subtract(one, discount)), flow)
                    : flow;
            var later = end.Multiply(discount, end.Load(LaneBlocks.Columns, start));
            return flow < 0 ? later : end.Add(flow, later);
        }
    }

    // [party] values before the node.
    private int[] Compile(GameNode node, int row) =>
        node switch
        {
            TurnNode turn => Compile(turn, row),
            ChanceNode chance =>
            [
                .. Enumerable.Range(0, parties).Select(party => Lottery(chance.Payments[party]?[0][0], chance.Transitions[0], party, payLast: true)),
            ],
            JointTurnNode joint => Compile(joint, row),
            _ => throw new InvalidOperationException("Unknown node."),
        };

    private int[] Compile(TurnNode turn, int row)
    {
        var mover = game.Parties[turn.Mover];
        var worths = Enumerable
            .Range(0, parties)
            .Select(party => turn.Options.Select(option => Lottery(option.Payments[party]?[0][0], option.Transitions[0], party, payLast: false)).ToArray())
            .ToArray();
        var own = worths[turn.Mover];
        var chosen =
            mover.IsRational ? Best(own)
            : own.Length == 2 ? RespondOfTwo(own, Number(mover.Precision))
            : Respond(own, Number(mover.Precision));
        for (var option = 0; option < chosen.Length; option++)
            program.Store(LaneBlocks.Chosen, row + option, chosen[option]);
        return
        [
            .. worths.Select(
                (worth, party) =>
                    program.Sum(chosen.Zip(party == turn.Mover && shocks && !mover.IsRational ? Felt(worth, chosen, Number(mover.Precision)) : worth))
            ),
        ];
    }

    private int[] Compile(JointTurnNode joint, int row)
    {
        var worths = new int[parties * joint.ProfileCount];
        for (var party = 0; party < parties; party++)
        for (var profile = 0; profile < joint.ProfileCount; profile++)
            worths[party * joint.ProfileCount + profile] = ColumnFor(
                Lottery(joint.Payments[profile][party]?[0], joint.Transitions[profile], party, payLast: true)
            );
        var columns = after.Concat(before).SelectMany(values => values).Distinct().ToDictionary(value => value, ColumnFor);
        segments.Add(new Segment(program.Build(), new JointCall(joint, worths, Take(parties), row)));
        columnOfStored.Clear();
        program = new LaneProgramBuilder();
        after = [.. after.Select(Again)];
        before = [.. before.Select(Again)];
        return Loads(segments[^1].Then!.Result);

        int[] Again(int[] values) => [.. values.Select(value => program.Load(LaneBlocks.Columns, columns[value]))];
    }

    // Where a value can be read after this program.
    private int ColumnFor(int value)
    {
        if (program[value] is { Operation: LaneOperation.Load, B: var given })
            return given;
        if (!columnOfStored.TryGetValue(value, out var column))
        {
            columnOfStored.Add(value, column = Take(1));
            program.Store(LaneBlocks.Columns, column, value);
        }
        return column;
    }

    private int Lottery(Coefficient? pay, Transition[] transitions, int party, bool payLast)
    {
        var leads = transitions
            .Where(transition => !transition.Probability.IsZero)
            .Select(transition =>
                (Factor: transition.Probability == Coefficient.One ? -1 : Number(transition.Probability), Value: after[transition.NextState][party])
            )
            .ToList();
        if (pay is not { IsZero: false } paid)
            return program.Sum(leads);
        leads.Insert(payLast ? leads.Count : 0, (-1, Number(paid)));
        return program.Sum(leads);
    }

    // The larger of two has exponent 0, so one exponential does.
    private int[] RespondOfTwo(int[] own, int lambda)
    {
        var (one, zero) = (program.Constant(1), program.Constant(0));
        var difference = program.Subtract(own[0], own[1]);
        var e = program.Exp(program.Multiply(program.Subtract(zero, lambda), program.Abs(difference)));
        var likelier = program.Divide(one, program.Add(one, e));
        var rarer = program.Multiply(e, likelier);
        var firstIsRarer = program.Less(difference, zero);
        return [program.Select(firstIsRarer, rarer, likelier), program.Select(firstIsRarer, likelier, rarer)];
    }

    private int[] Respond(int[] own, int lambda)
    {
        var highest = own.Aggregate(program.Max);
        var weights = own.Select(worth => program.Exp(program.Multiply(lambda, program.Subtract(worth, highest)))).ToArray();
        var inverse = program.Divide(program.Constant(1), weights.Aggregate(program.Add));
        return [.. weights.Select(weight => program.Multiply(weight, inverse))];
    }

    // λ = ∞; what ties within rounding is shared evenly.
    private int[] Best(int[] own)
    {
        var one = program.Constant(1);
        var highest = own.Aggregate(program.Max);
        var least = program.Subtract(highest, program.Multiply(program.Constant(1e-12), program.Max(one, program.Abs(highest))));
        var reached = own.Select(worth => program.LessOrEqual(least, worth)).ToArray();
        var share = program.Divide(one, reached.Select(mask => program.And(mask, one)).Aggregate(program.Add));
        return [.. reached.Select(mask => program.And(mask, share))];
    }

    // Q − log σ / λ; where λ is 0 a choice carries no shock.
    private IEnumerable<int> Felt(int[] worths, int[] chosen, int lambda) =>
        worths.Select(
            (worth, option) =>
            {
                var zero = program.Constant(0);
                var carries = program.And(program.Less(zero, chosen[option]), program.Less(zero, lambda));
                return program.Subtract(worth, program.And(carries, program.Divide(program.Log(chosen[option]), lambda)));
            }
        );

    /// <param name="Program">Done first.</param>
    /// <param name="Then">Done after it; null at the end of the step.</param>
    public sealed record Segment(LaneProgram Program, JointCall? Then);

    /// <param name="Node">The turn.</param>
    /// <param name="Worths">[party × profiles + profile] column of what a profile is worth.</param>
    /// <param name="Result">First of the columns of values before the turn.</param>
    /// <param name="Row">First row of its choices.</param>
    public sealed record JointCall(JointTurnNode Node, int[] Worths, int Result, int Row);
}
