using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A game without end and with nothing private as a map whose fixed points are its stationary logit equilibria.</summary>
/// <remarks>
/// The unknowns are the logarithms of the chances at joint turns and the values at the start of a period, in units of what is at stake; choices at other turns follow from the values. One application is one
/// period backward.
/// </remarks>
internal sealed class OpenStationaryGame
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly int parties;
    private readonly int[] firstOf;
    private readonly double[] unitOf;
    private readonly double[][] values;
    private readonly double[][] spare;

    /// <param name="game">Nothing private, no end.</param>
    /// <param name="coefficients">The draw's numbers; every discount below 1.</param>
    public OpenStationaryGame(PublicBeliefGame game, double[] coefficients)
    {
        (this.game, this.coefficients, parties) = (game, coefficients, game.Parties.Count);
        firstOf = new int[game.Nodes.Count];
        for (var node = 0; node < firstOf.Length; node++)
        {
            firstOf[node] = Choices;
            if (game.Nodes[node] is JointTurnNode joint)
                Choices += BeliefSolution.RowsOf(game, joint);
        }
        Size = Choices + game.StateCount * parties;
        unitOf = [.. game.Parties.Select((party, p) => PayoffRange.Of(game, p, coefficients) / (1 - Number(party.Discount)))];
        values = [.. Enumerable.Range(0, game.StateCount).Select(_ => new double[parties])];
        spare = [.. values.Select(_ => new double[parties])];
    }

    /// <summary>Unknowns that are logarithms of chances; they come first.</summary>
    public int Choices { get; }

    /// <summary>All unknowns.</summary>
    public int Size { get; }

    /// <summary>Even choices and no values: where to begin at λ = 0.</summary>
    public double[] Centre()
    {
        var x = new double[Size];
        for (var node = 0; node < game.Nodes.Count; node++)
            if (game.Nodes[node] is JointTurnNode joint)
            {
                var at = firstOf[node];
                foreach (var mover in joint.Movers)
                    for (var option = 0; option < mover.OptionNames.Count; option++)
                        x[at++] = ClosedOptions.Even(mover.Closed, mover.OptionNames.Count, 0, option) is > 0 and var even ? Math.Log(even) : Logit.LogOfNone;
            }
        return x;
    }

    /// <summary>Logarithms of the choices given at joint turns, into the unknowns.</summary>
    public void Put(double[] x, int node, int mover, ReadOnlySpan<double> chances)
    {
        for (var option = 0; option < chances.Length; option++)
            x[firstOf[node] + BeliefSolution.Row(game, node, mover, 0, option)] = game.Nodes[node] is JointTurnNode joint && joint.Movers[mover].Closed is { } closed && closed[option] ? Logit.LogOfNone : Math.Log(Math.Max(chances[option], 1e-12));
    }

    /// <summary>Applies the map in place.</summary>
    /// <param name="x">Unknowns.</param>
    /// <param name="precision">[party] λ.</param>
    /// <param name="keep">Told every node and its choices, [mover's row]; null for nobody.</param>
    /// <param name="given">Choices that are played whatever they are worth: by node, [row]; null, or null for a node, for none.</param>
    public void Apply(double[] x, double[] precision, Action<int, double[]>? keep = null, Func<int, double[]?>? given = null)
    {
        for (var state = 0; state < values.Length; state++)
            for (var party = 0; party < parties; party++)
                values[state][party] = Number(game.Flows[state][party][0]) + Number(game.Parties[party].Discount) * unitOf[party] * x[Choices + state * parties + party];
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var nodeOf = game.Steps[step].NodeOfState;
            for (var state = 0; state < nodeOf.Length; state++)
                if (nodeOf[state] >= 0)
                    Node(nodeOf[state], spare[state], x, precision, keep, given?.Invoke(nodeOf[state]));
            for (var state = 0; state < nodeOf.Length; state++)
                if (nodeOf[state] >= 0)
                    (values[state], spare[state]) = (spare[state], values[state]);
        }
        for (var state = 0; state < values.Length; state++)
            for (var party = 0; party < parties; party++)
                x[Choices + state * parties + party] = values[state][party] / unitOf[party];
    }

    /// <summary>Values at the start of a period, points: [state][party].</summary>
    public double Value(double[] x, int state, int party) => unitOf[party] * x[Choices + state * parties + party];

    private double Number(Coefficient c) => coefficients[c.Index];

    private void Node(int number, double[] before, double[] x, double[] precision, Action<int, double[]>? keep, double[]? given)
    {
        Array.Clear(before);
        switch (game.Nodes[number])
        {
            case ChanceNode chance:
                for (var party = 0; party < parties; party++)
                    before[party] = Later(chance.Transitions[0], party) + (chance.Payments[party] is { } paid ? Number(paid[0][0]) : 0);
                break;
            case TurnNode turn:
                var q = turn.Options.Select(option => Worth(option, turn.Mover)).ToArray();
                var chances = given ?? new double[q.Length];
                if (given is null)
                    Logit.Respond(q, precision[turn.Mover], chances, turn.Closed);
                for (var option = 0; option < q.Length; option++)
                    for (var party = 0; party < parties; party++)
                        before[party] += chances[option] * (party == turn.Mover ? q[option] : Worth(turn.Options[option], party));
                before[turn.Mover] -= Felt(chances, precision[turn.Mover]);
                keep?.Invoke(number, chances);
                break;
            case JointTurnNode joint:
                Joint(joint, number, before, x, precision, keep, given);
                break;
        }
    }

    private double Worth(GameOption option, int party) => Later(option.Transitions[0], party) + (option.Payments[party] is { } paid ? Number(paid[0][0]) : 0);

    private double Later(Transition[] transitions, int party)
    {
        var sum = 0.0;
        foreach (var transition in transitions)
            sum += Number(transition.Probability) * values[transition.NextState][party];
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

    private void Joint(JointTurnNode joint, int number, double[] before, double[] x, double[] precision, Action<int, double[]>? keep, double[]? given)
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
                var worth = Later(joint.Transitions[profile], party) + (joint.Payments[profile][party] is { } paid ? Number(paid[0]) : 0);
                before[party] += all * worth;
                var mover = 0;
                while (mover < movers && joint.Movers[mover].Party != party)
                    mover++;
                if (mover == movers)
                    continue;
                var others = 1.0;
                for (var m = 0; m < movers; m++)
                    if (m != mover)
                        others *= chances[chosen[m]];
                q[chosen[mover]] += others * worth;
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
