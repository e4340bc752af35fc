using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>One period of the certificate, written out: values of the profile worked out again from its chances, over events and not over options, then every choice against its own values.</summary>
/// <remarks>
/// It shares with <see cref="ExactPlan"/> the columns of coefficients and of choices, nothing else. The logit residual is bounded from above, KL(σ ‖ r) ≤ Σ (σ − r)² / r (Gibbs and Su, International Statistical Review 70, 2002),
/// which needs no logarithm; a second program gives a lane in which the bound is not small the divergence itself.
/// </remarks>
internal sealed class CertificatePlan
{
    /// <summary>Columns, in the blocks that go over, of the largest residual so far and of the largest gain from a deviation, in points; then of both as the verdict counts them. Ranges follow, one a party, and values, one a state and party.</summary>
    public const int Residual = 0,
        Gain = 1,
        ResidualShare = 2,
        GainShare = 3,
        FirstRange = 4;

    // Least divisor, so that a chance that underflows on both sides is no difference.
    private const double Least = 1e-300;

    private readonly PublicBeliefGame game;
    private readonly int[] firstRow;
    private readonly Func<Coefficient, int> columnOf;
    private readonly int parties;
    private readonly bool shocks;
    private LaneProgramBuilder program = new();
    private bool inLogarithms;
    private int residual;
    private int gain;
    private int residualShare;
    private int gainShare;
    private int[] ranges = [];

    /// <param name="game">The game.</param>
    /// <param name="firstRow">[node] its first row of choices.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    public CertificatePlan(PublicBeliefGame game, int[] firstRow, Func<Coefficient, int> columnOf)
    {
        this.game = game;
        this.firstRow = firstRow;
        this.columnOf = columnOf;
        parties = game.Parties.Count;
        shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
        (BeyondLast, Bounded, InLogarithms) = (AfterTheLast(), Period(false), Period(true));
    }

    /// <summary>Columns that go over from period to period.</summary>
    public int ColumnCount => FirstRange + parties + game.StateCount * parties;

    /// <summary>What goes over to the last period from beyond it.</summary>
    public LaneProgram BeyondLast { get; }

    public LaneProgram Bounded { get; }

    public LaneProgram InLogarithms { get; }

    public int ValueColumn(int state, int party) => FirstRange + parties + state * parties + party;

    private int Number(Coefficient coefficient) => program.Load(LaneBlocks.Columns, columnOf(coefficient));

    // Values at the beginning of a period beyond the last, such that flow + δ × value is what the last period is worth.
    private LaneProgram AfterTheLast()
    {
        program = new LaneProgramBuilder();
        for (var state = 0; state < game.StateCount; state++)
        for (var party = 0; party < parties; party++)
        {
            var flow = Number(game.Flows[state][party][0]);
            var rest =
                game.AfterLast == AfterLastPeriod.LastFlowForEver
                    ? program.Divide(flow, program.Subtract(program.Constant(1), Number(game.Parties[party].Discount)))
                    : program.Constant(0);
            program.Store(LaneBlocks.Into, ValueColumn(state, party), rest);
        }
        foreach (var column in new[] { Residual, Gain, ResidualShare, GainShare })
            program.Store(LaneBlocks.Into, column, program.Constant(0));
        for (var party = 0; party < parties; party++)
            program.Store(LaneBlocks.Into, FirstRange + party, Range(party));
        return program.Build();
    }

    // The party's payoff range, as PayoffRange has it.
    private int Range(int party)
    {
        var zero = program.Constant(0);
        var flows = PayoffRange.Flows(game, party).Select(Number).ToList();
        var paid = PayoffRange.Payments(game, party).Select(Number).Append(zero).ToList();
        var range = program.Add(
            program.Subtract(flows.Aggregate(program.Max), flows.Aggregate(program.Min)),
            program.Subtract(paid.Aggregate(program.Max), paid.Aggregate(program.Min))
        );
        return program.Select(program.Less(zero, range), range, program.Constant(1));
    }

    private LaneProgram Period(bool logarithms)
    {
        program = new LaneProgramBuilder();
        inLogarithms = logarithms;
        (residual, gain) = (program.Load(LaneBlocks.From, Residual), program.Load(LaneBlocks.From, Gain));
        (residualShare, gainShare) = (program.Load(LaneBlocks.From, ResidualShare), program.Load(LaneBlocks.From, GainShare));
        ranges = [.. Enumerable.Range(0, parties).Select(party => program.Load(LaneBlocks.From, FirstRange + party))];
        var values = new int[game.StateCount][];
        for (var state = 0; state < values.Length; state++)
        {
            values[state] = new int[parties];
            for (var party = 0; party < parties; party++)
            {
                var later = program.Multiply(Number(game.Parties[party].Discount), program.Load(LaneBlocks.From, ValueColumn(state, party)));
                var flow = game.Flows[state][party][0];
                values[state][party] = flow.IsZero ? later : program.Add(Number(flow), later);
            }
        }
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var after = values;
            values = [.. after];
            foreach (var node in game.Steps[step].NodeOfState.Where(node => node >= 0))
                values[game.Nodes[node].State] = Before(new JudgedNode(game.Nodes[node], firstRow[node], parties), after);
        }
        for (var state = 0; state < values.Length; state++)
        for (var party = 0; party < parties; party++)
            program.Store(LaneBlocks.Into, ValueColumn(state, party), values[state][party]);
        program.Store(LaneBlocks.Into, Residual, residual);
        program.Store(LaneBlocks.Into, Gain, gain);
        program.Store(LaneBlocks.Into, ResidualShare, residualShare);
        program.Store(LaneBlocks.Into, GainShare, gainShare);
        for (var party = 0; party < parties; party++)
            program.Store(LaneBlocks.Into, FirstRange + party, ranges[party]);
        return program.Build();
    }

    // [party] what the node is worth.
    private int[] Before(JudgedNode node, int[][] after)
    {
        var values = new int[parties];
        for (var party = 0; party < parties; party++)
        {
            var mover = Array.FindIndex(node.Movers, mover => mover.Party == party);
            if (mover < 0)
                values[party] = Sum(node, node.Events, -1, party, after);
            else
            {
                var own = Enumerable
                    .Range(node.Movers[mover].FirstRow, node.Movers[mover].Options)
                    .Select(row => Sum(node, node.Events.Where(happened => happened.Rows[mover] == row), mover, party, after))
                    .ToArray();
                values[party] = Judge(node.Movers[mover], own);
            }
        }
        return values;
    }

    // Σ chance × what follows; the chance is of what is chosen, but for one mover's part, times of what then happens.
    private int Sum(JudgedNode node, IEnumerable<JudgedEvent> events, int except, int party, int[][] after)
    {
        var terms = new List<(int, int)>();
        foreach (var happened in events)
        {
            var weight = happened.Chance is { } chance ? Number(chance) : -1;
            for (var mover = 0; mover < node.Movers.Length; mover++)
                if (mover != except)
                {
                    var chosen = program.Load(LaneBlocks.Chosen, happened.Rows[mover]);
                    weight = weight < 0 ? chosen : program.Multiply(weight, chosen);
                }
            if (happened.NextState >= 0)
                terms.Add((weight, after[happened.NextState][party]));
            else if (happened.Payments[party] is { IsZero: false } paid)
                terms.Add((weight, Number(paid)));
        }
        return program.Sum(terms);
    }

    // What the party gets, after holding each of its chances against the response to its own Q.
    private int Judge(JudgedMover mover, int[] own)
    {
        var party = game.Parties[mover.Party];
        var chosen = Enumerable.Range(mover.FirstRow, mover.Options).Select(row => program.Load(LaneBlocks.Chosen, row)).ToArray();
        var highest = own.Aggregate(program.Max);
        var mean = program.Sum(chosen.Zip(own));
        var gained = program.Subtract(highest, mean);
        gain = program.Max(gain, gained);
        if (party.IsRational)
        {
            gainShare = program.Max(gainShare, program.Divide(gained, ranges[mover.Party]));
            return mean;
        }
        var zero = program.Constant(0);
        var lambda = Number(party.Precision);
        if (shocks)
            mean = program.Subtract(mean, Felt(chosen, lambda));
        var bound = own.Length == 2 ? OffOfTwo(own, lambda, chosen) : Off(own, lambda, highest, chosen);
        if (inLogarithms)
            bound = program.Select(
                program.Less(program.Multiply(program.Constant(Verdict.SmallBound), lambda), bound),
                Divergence(own, lambda, highest, chosen),
                bound
            );
        // Where λ is 0 the choice is held to be as even as it must be, and weighs nothing.
        var inverse = program.And(program.Less(zero, lambda), program.Divide(program.Constant(1), lambda));
        var off = program.Multiply(bound, inverse);
        residual = program.Max(residual, off);
        residualShare = program.Max(residualShare, program.Divide(off, ranges[mover.Party]));
        return mean;
    }

    // Σ σ log σ / λ; where λ is 0 a choice carries no shock.
    private int Felt(int[] chosen, int lambda) =>
        chosen
            .Select(chance =>
            {
                var zero = program.Constant(0);
                return program.And(
                    program.And(program.Less(zero, chance), program.Less(zero, lambda)),
                    program.Divide(program.Multiply(chance, program.Log(chance)), lambda)
                );
            })
            .Aggregate(program.Add);

    // KL(σ ‖ r) in logarithms.
    private int Divergence(int[] own, int lambda, int highest, int[] chosen)
    {
        var exponents = own.Select(worth => program.Multiply(lambda, program.Subtract(worth, highest))).ToArray();
        var logTotal = program.Log(exponents.Select(program.Exp).Aggregate(program.Add));
        var parts = chosen.Zip(exponents, (chance, exponent) =>
            program.And(
                program.Less(program.Constant(0), chance),
                program.Multiply(chance, program.Subtract(program.Log(chance), program.Subtract(exponent, logTotal)))
            )
        );
        return program.Max(parts.Aggregate(program.Add), program.Constant(0));
    }

    // Σ (σ − r)² / r.
    private int Off(int[] own, int lambda, int highest, int[] chosen)
    {
        var weights = own.Select(worth => program.Exp(program.Multiply(lambda, program.Subtract(worth, highest)))).ToArray();
        var total = weights.Aggregate(program.Add);
        return chosen
            .Zip(weights, (chance, weight) =>
            {
                var response = program.Divide(weight, total);
                var off = program.Subtract(chance, response);
                return program.Divide(program.Multiply(off, off), program.Max(response, program.Constant(Least)));
            })
            .Aggregate(program.Add);
    }

    // Two options: with e = e^{−λ|Q₁ − Q₂|} the responses are 1 / (1 + e) and e / (1 + e), and where both pairs add to 1, Σ (σ − r)² / r = (σ₁ − r₁)² (1 + e)² / e; the larger of the two differences counts.
    private int OffOfTwo(int[] own, int lambda, int[] chosen)
    {
        var (zero, one) = (program.Constant(0), program.Constant(1));
        var difference = program.Multiply(lambda, program.Subtract(own[0], own[1]));
        var small = program.Exp(program.Subtract(zero, program.Abs(difference)));
        var total = program.Add(one, small);
        var firstIsRarer = program.Less(difference, zero);
        var first = program.Subtract(program.Multiply(chosen[0], total), program.Select(firstIsRarer, small, one));
        var second = program.Subtract(program.Multiply(chosen[1], total), program.Select(firstIsRarer, one, small));
        var larger = program.Max(program.Abs(first), program.Abs(second));
        return program.Divide(program.Multiply(larger, larger), program.Max(small, program.Constant(Least)));
    }
}
