using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A game without end and with nothing private, block by block, as maps whose fixed points are its stationary logit equilibria.</summary>
/// <remarks>
/// The unknowns of a block are the logarithms of the chances at its joint turns and, where it comes back to itself, the values at the start of a period, in units of what is at stake; choices at other turns follow from
/// the values. One application is one period backward within the block; what it leads into has been left before, and its worth stands.
/// </remarks>
internal sealed class OpenStationaryGame
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly int parties;
    private readonly int[] firstOf;
    private readonly int[] valueOf;
    private readonly double[] unitOf;
    // [step][state] what it is worth to each before the step; at the start of a period apart, since an application goes on from the unknowns.
    private readonly double[][][] worth;
    private readonly double[][] start;
    private StationaryBlock block;

    /// <param name="game">Nothing private, no end.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    public OpenStationaryGame(PublicBeliefGame game, double[] coefficients)
    {
        (this.game, this.coefficients, parties) = (game, coefficients, game.Parties.Count);
        (firstOf, valueOf) = ([.. Enumerable.Repeat(-1, game.Nodes.Count)], new int[game.StateCount]);
        unitOf = [.. game.Parties.Select((party, p) => PayoffRange.Of(game, p, coefficients) / (1 - Number(party.Discount)))];
        worth = [.. game.Steps.Select(_ => Enumerable.Range(0, game.StateCount).Select(_ => new double[parties]).ToArray())];
        start = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[parties])];
        Blocks = StationaryBlocks.Of(game);
        block = Blocks[0];
        foreach (var each in Blocks)
        {
            Enter(each);
            LargestSize = Math.Max(LargestSize, Size);
        }
    }

    /// <summary>Each after all that it leads into.</summary>
    public IReadOnlyList<StationaryBlock> Blocks { get; }

    /// <summary>Unknowns of the largest block.</summary>
    public int LargestSize { get; }

    /// <summary>Goes on to a block: all else is about it then.</summary>
    public void Enter(StationaryBlock next)
    {
        foreach (var (node, _) in JointTurns())
            firstOf[node] = -1;
        (block, Choices) = (next, 0);
        foreach (var (node, rows) in JointTurns())
        {
            firstOf[node] = Choices;
            Choices += rows;
        }
        for (var i = 0; i < block.At[0].Length; i++)
            valueOf[block.At[0][i]] = Choices + i * parties;
        Size = Choices + (block.ComesBack ? block.At[0].Length * parties : 0);
    }

    /// <summary>Unknowns that are logarithms of chances; they come first.</summary>
    public int Choices { get; private set; }

    /// <summary>All unknowns.</summary>
    public int Size { get; private set; }

    private IEnumerable<(int Node, int Rows)> JointTurns() =>
        from step in Enumerable.Range(0, block.At.Count)
        from state in block.At[step]
        let node = game.Steps[step].NodeOfState[state]
        where node >= 0 && game.Nodes[node] is JointTurnNode
        select (node, BeliefSolution.RowsOf(game, game.Nodes[node]));

    /// <summary>Even choices and no values: where to begin at λ = 0.</summary>
    public double[] Centre()
    {
        var x = new double[Size];
        foreach (var (node, _) in JointTurns())
        {
            var at = firstOf[node];
            foreach (var mover in ((JointTurnNode)game.Nodes[node]).Movers)
                for (var option = 0; option < mover.OptionNames.Count; option++)
                    x[at++] = ClosedOptions.Even(mover.Closed, mover.OptionNames.Count, 0, option) is > 0 and var even ? Math.Log(even) : Logit.LogOfNone;
        }
        return x;
    }

    /// <summary>Logarithms of the choices given at joint turns, into the unknowns.</summary>
    public void Put(double[] x, int node, int mover, ReadOnlySpan<double> chances)
    {
        for (var option = 0; firstOf[node] >= 0 && option < chances.Length; option++)
            x[firstOf[node] + BeliefSolution.Row(game, node, mover, 0, option)] = game.Nodes[node] is JointTurnNode joint && joint.Movers[mover].Closed is { } closed && closed[option] ? Logit.LogOfNone : Math.Log(Math.Max(chances[option], 1e-12));
    }

    /// <summary>Applies the map in place.</summary>
    /// <param name="x">Unknowns.</param>
    /// <param name="precision">[party] λ.</param>
    /// <param name="keep">Told every node and its choices, [mover's row]; null for nobody.</param>
    /// <param name="given">Choices that are played whatever they are worth: by node, [row]; null, or null for a node, for none.</param>
    public void Apply(double[] x, double[] precision, Action<int, double[]>? keep = null, Func<int, double[]?>? given = null)
    {
        if (block.ComesBack)
            foreach (var state in block.At[0])
                for (var party = 0; party < parties; party++)
                    start[state][party] = unitOf[party] * x[valueOf[state] + party];
        for (var step = game.Steps.Count - 1; step >= 0; step--)
            foreach (var state in block.At[step])
                if (game.Steps[step].NodeOfState[state] is >= 0 and var node)
                    Node(node, step, worth[step][state], x, precision, keep, given?.Invoke(node));
                else
                    for (var party = 0; party < parties; party++)
                        worth[step][state][party] = After(step, state, party);
        if (block.ComesBack)
            foreach (var state in block.At[0])
                for (var party = 0; party < parties; party++)
                    x[valueOf[state] + party] = worth[0][state][party] / unitOf[party];
    }

    /// <summary>Applies the map once more and lets what the block is then worth stand for what leads into it.</summary>
    /// <param name="x">Its unknowns.</param>
    /// <param name="precision">[party] λ.</param>
    /// <param name="keep">Told every node and its choices.</param>
    public void Leave(double[] x, double[] precision, Action<int, double[]> keep)
    {
        Apply(x, precision, keep);
        foreach (var state in block.At[0])
            worth[0][state].CopyTo(start[state], 0);
    }

    /// <summary>Values at the start of a period, points, once the block of the state has been left.</summary>
    public double Value(int state, int party) => start[state][party];

    private double Number(Coefficient c) => coefficients[c.Index];

    // What a state is worth after a step.
    private double After(int step, int state, int party) => step + 1 < game.Steps.Count ? worth[step + 1][state][party]
        : Number(game.Flows[state][party][0]) + Number(game.Parties[party].Discount) * start[state][party];

    private void Node(int number, int step, double[] before, double[] x, double[] precision, Action<int, double[]>? keep, double[]? given)
    {
        Array.Clear(before);
        switch (game.Nodes[number])
        {
            case ChanceNode chance:
                for (var party = 0; party < parties; party++)
                    before[party] = Later(step, chance.Transitions[0], party) + (chance.Payments[party] is { } paid ? Number(paid[0][0]) : 0);
                break;
            case TurnNode turn:
                var q = turn.Options.Select(option => Worth(step, option, turn.Mover)).ToArray();
                var chances = given ?? new double[q.Length];
                if (given is null)
                    Logit.Respond(q, precision[turn.Mover], chances, turn.Closed);
                for (var option = 0; option < q.Length; option++)
                    for (var party = 0; party < parties; party++)
                        before[party] += chances[option] * (party == turn.Mover ? q[option] : Worth(step, turn.Options[option], party));
                before[turn.Mover] -= Felt(chances, precision[turn.Mover]);
                keep?.Invoke(number, chances);
                break;
            case JointTurnNode joint:
                Joint(joint, number, step, before, x, precision, keep, given);
                break;
        }
    }

    private double Worth(int step, GameOption option, int party) => Later(step, option.Transitions[0], party) + (option.Payments[party] is { } paid ? Number(paid[0][0]) : 0);

    private double Later(int step, Transition[] transitions, int party)
    {
        var sum = 0.0;
        foreach (var transition in transitions)
            sum += Number(transition.Probability) * After(step, transition.NextState, party);
        return sum;
    }

    private double Felt(double[] chances, double precision)
    {
        if (game.ChoiceWorth != ChoiceWorth.ChoiceShocks || !(precision > 0))
            return 0;
        var felt = 0.0;
        foreach (var chance in chances)
            if (chance > 0)
                felt += chance * Math.Log(chance) / precision;
        return felt;
    }

    private void Joint(JointTurnNode joint, int number, int step, double[] before, double[] x, double[] precision, Action<int, double[]>? keep, double[]? given)
    {
        var movers = joint.Movers.Count;
        var (first, row) = (new int[movers], firstOf[number]);
        for (var m = 0; m < movers; m++)
        {
            first[m] = row - firstOf[number];
            row += joint.Movers[m].OptionNames.Count;
        }
        var chances = given ?? Enumerable.Range(firstOf[number], row - firstOf[number]).Select(i => Logit.FromLog(x[i])).ToArray();
        var q = new double[chances.Length];
        var chosen = new int[movers];
        for (var profile = 0; profile < joint.ProfileCount; profile++)
        {
            for (var m = 0; m < movers; m++)
                chosen[m] = first[m] + joint.Profiles[profile][m];
            var all = 1.0;
            foreach (var cell in chosen)
                all *= chances[cell];
            for (var party = 0; party < parties; party++)
            {
                var points = Later(step, joint.Transitions[profile], party) + (joint.Payments[profile][party] is { } paid ? Number(paid[0]) : 0);
                before[party] += all * points;
                var mover = 0;
                while (mover < movers && joint.Movers[mover].Party != party)
                    mover++;
                if (mover == movers)
                    continue;
                var others = 1.0;
                for (var m = 0; m < movers; m++)
                    if (m != mover)
                        others *= chances[chosen[m]];
                q[chosen[mover]] += others * points;
            }
        }
        for (var m = 0; m < movers; m++)
        {
            var (options, lambda) = (joint.Movers[m].OptionNames.Count, precision[joint.Movers[m].Party]);
            before[joint.Movers[m].Party] -= Felt(chances.AsSpan(first[m], options).ToArray(), lambda);
            Logit.RespondInLogs(q.AsSpan(first[m], options), lambda, x.AsSpan(firstOf[number] + first[m], options), joint.Movers[m].Closed);
        }
        keep?.Invoke(number, chances);
    }
}
