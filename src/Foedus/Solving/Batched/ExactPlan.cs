using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>The backward step of a game without private types, compiled: which columns are made of which, the same in every draw and every period.</summary>
/// <remarks>
/// Columns 0 … are the draw's coefficients; after them come one for the value of every (state, party) at the end of a period, and one for every value that a node makes.
/// A state that a step passes over keeps its columns, so nothing is copied. A lottery that leads to one state for certain and is not paid for is that state's column.
/// </remarks>
internal sealed class ExactPlan
{
    private readonly PublicBeliefGame game;
    private readonly Func<Coefficient, int> columnOf;
    private readonly List<Operation> operations = [];
    private readonly List<Term> terms = [];
    private readonly List<int> inputs = [];
    private readonly int parties;

    /// <param name="game">Nothing private, no drifts, a horizon that ends.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    /// <param name="firstFree">First column that is the plan's.</param>
    public ExactPlan(PublicBeliefGame game, Func<Coefficient, int> columnOf, int firstFree)
    {
        this.game = game;
        this.columnOf = columnOf;
        parties = game.Parties.Count;
        ColumnCount = firstFree;
        EndColumn = [.. Enumerable.Range(0, game.StateCount).Select(_ => Take(parties))];
        FirstRow = new int[game.Nodes.Count];
        for (var node = 0; node < FirstRow.Length; node++)
        {
            FirstRow[node] = Rows;
            Rows += RowsOf(game.Nodes[node]);
        }
        var now = (int[])EndColumn.Clone();
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var before = (int[])now.Clone();
            for (var state = 0; state < game.StateCount; state++)
                if (game.Steps[step].NodeOfState[state] is >= 0 and var node)
                    before[state] = Compile(node, now);
            now = before;
        }
        StartColumn = now;
        Operations = [.. operations];
        Terms = [.. terms];
        Inputs = [.. inputs];
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

    /// <summary>In order of evaluation, from the last step to the first.</summary>
    public Operation[] Operations { get; }

    public Term[] Terms { get; }

    /// <summary>Columns that operations read, as they say.</summary>
    public int[] Inputs { get; }

    public static int RowsOf(GameNode node) => node switch
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

    // The columns of the values before the node.
    private int Compile(int number, int[] after) => game.Nodes[number] switch
    {
        TurnNode turn => Compile(turn, number, after),
        ChanceNode chance => Compile(chance, after),
        JointTurnNode joint => Compile(joint, number, after),
        _ => throw new InvalidOperationException("Unknown node."),
    };

    private int Compile(TurnNode turn, int number, int[] after)
    {
        var known = new Dictionary<string, int>();
        var first = inputs.Count;
        var worths = new int[parties * turn.Options.Count];
        for (var party = 0; party < parties; party++)
            for (var option = 0; option < turn.Options.Count; option++)
                worths[party * turn.Options.Count + option] =
                    Lottery(known, turn.Options[option].Payments[party]?[0][0] ?? Coefficient.Zero, turn.Options[option].Transitions[0], after, party, payLast: false);
        inputs.AddRange(worths);
        var result = Take(parties);
        operations.Add(new Operation(OperationKind.Turn, result, first, turn.Options.Count, turn.Mover, FirstRow[number], number));
        return result;
    }

    private int Compile(ChanceNode chance, int[] after)
    {
        var first = inputs.Count;
        var known = new Dictionary<string, int>();
        var worths = Enumerable.Range(0, parties).Select(party => Lottery(known, chance.Payments[party]?[0][0] ?? Coefficient.Zero, chance.Transitions[0], after, party, payLast: true)).ToArray();
        // Where the columns stand in a row they are the result; else they are copied together. What stands at the end of a period is overwritten there and must be copied.
        if (worths[0] >= EndColumn[0] + game.StateCount * parties && Enumerable.Range(0, parties).All(party => worths[party] == worths[0] + party))
            return worths[0];
        inputs.AddRange(worths);
        var result = Take(parties);
        operations.Add(new Operation(OperationKind.Gather, result, first, parties, 0, 0, 0));
        return result;
    }

    private int Compile(JointTurnNode joint, int number, int[] after)
    {
        var known = new Dictionary<string, int>();
        var first = inputs.Count;
        var worths = new int[parties * joint.ProfileCount];
        for (var party = 0; party < parties; party++)
            for (var profile = 0; profile < joint.ProfileCount; profile++)
                worths[party * joint.ProfileCount + profile] = Lottery(known, joint.Payments[profile][party]?[0] ?? Coefficient.Zero, joint.Transitions[profile], after, party, payLast: true);
        inputs.AddRange(worths);
        var result = Take(parties);
        operations.Add(new Operation(OperationKind.Joint, result, first, joint.ProfileCount, -1, FirstRow[number], number));
        return result;
    }

    private int Lottery(Dictionary<string, int> known, Coefficient pay, Transition[] transitions, int[] after, int party, bool payLast)
    {
        var leads = transitions.Where(transition => !transition.Probability.IsZero)
            .Select(transition => new Term(transition.Probability == Coefficient.One ? -1 : columnOf(transition.Probability), after[transition.NextState] + party)).ToArray();
        if (pay.IsZero && leads is [{ Chance: -1 } only])
            return only.Value;
        var key = $"{pay.Index}:{string.Join(',', leads)}";
        if (known.TryGetValue(key, out var column))
            return column;
        known.Add(key, column = Take(1));
        operations.Add(new Operation(payLast ? OperationKind.LotteryThenPay : OperationKind.PayThenLottery, column, terms.Count, leads.Length, pay.IsZero ? -1 : columnOf(pay), 0, 0));
        terms.AddRange(leads);
        return column;
    }

    /// <param name="Chance">Column of the chance; −1 where it is certain.</param>
    /// <param name="Value">Column of what follows.</param>
    public readonly record struct Term(int Chance, int Value);

    public enum OperationKind { PayThenLottery, LotteryThenPay, Gather, Turn, Joint }

    /// <param name="Kind">What is done.</param>
    /// <param name="Result">First column made: one of a lottery, else one a party.</param>
    /// <param name="First">First of its terms (a lottery) or inputs ([party][option or profile]).</param>
    /// <param name="Count">Terms, options or profiles.</param>
    /// <param name="Who">Column of the payment or −1 (a lottery); the mover (a turn).</param>
    /// <param name="Row">First row of its choices.</param>
    /// <param name="Node">Number of the node.</param>
    public readonly record struct Operation(OperationKind Kind, int Result, int First, int Count, int Who, int Row, int Node);
}
