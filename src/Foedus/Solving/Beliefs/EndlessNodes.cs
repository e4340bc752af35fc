using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Turns, joint turns and lotteries of a game without end, one after another backward through a block: what each is worth under the chances there are, and what its options are worth.</summary>
internal sealed class EndlessNodes
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly EndlessGroup group;
    private readonly EndlessCells cells;
    private readonly EndlessCare care;
    private readonly int parties;

    // [node] its first choice; −1: it carries nothing.
    private readonly int[] choiceOf;
    private readonly int[] firstWorth;
    private double[] chanceTangent = [];
    private double[] worthTangent = [];

    public EndlessNodes(PublicBeliefGame game, double[] coefficients, EndlessGroup group, EndlessCells cells, EndlessCare care)
    {
        (this.game, this.coefficients, this.group, this.cells, this.care, parties) = (game, coefficients, group, cells, care, game.Parties.Count);
        Chances = new double[game.Nodes.Count][];
        choiceOf = [.. Enumerable.Repeat(-1, game.Nodes.Count)];
        for (var c = group.Choices.Count - 1; c >= 0; c--)
            choiceOf[group.Choices[c].Node] = c;
        foreach (var block in group.Blocks)
            for (var step = 0; step < block.At.Count; step++)
                foreach (var state in block.At[step])
                    if (game.Steps[step].NodeOfState[state] is >= 0 and var node && game.Nodes[node].Choosers.Count > 0)
                        Chances[node] = Even(node);
        Worth = new double[group.Choices.Sum(choice => choice.Open.Length)];
        firstWorth = new int[group.Choices.Count];
        for (var c = 1; c < firstWorth.Length; c++)
            firstWorth[c] = firstWorth[c - 1] + group.Choices[c - 1].Open.Length;
    }

    /// <summary>[node][row] chances; those of <see cref="EndlessGroup.Choices"/> are given, others are the answers to what follows.</summary>
    public double[][] Chances { get; }

    /// <summary>What every option that carries an unknown, and the first of each choice, is worth, in the order of the choices.</summary>
    public double[] Worth { get; }

    /// <summary>[option of <see cref="Worth"/> × directions + direction] derivatives, once they were asked for.</summary>
    public ReadOnlySpan<double> WorthTangent => worthTangent;

    /// <summary>Whether turns that carry nothing answer what follows them; else their chances stay.</summary>
    public bool Answers { get; set; }

    /// <param name="chanceOf">[row of a choice × directions + direction] derivatives of the chances given.</param>
    public void Move(double[] chanceOf)
    {
        chanceTangent = chanceOf;
        if (worthTangent.Length != Worth.Length * cells.Directions)
            worthTangent = new double[Worth.Length * cells.Directions];
    }

    /// <summary>Backward through a block, from the ends of its periods.</summary>
    public void Walk(StationaryBlock block)
    {
        for (var step = game.Steps.Count - 1; step >= 0; step--)
            foreach (var state in block.At[step])
            {
                for (var party = 0; party < parties; party++)
                    cells.Clear(cells.At(step, state, party));
                var node = game.Steps[step].NodeOfState[state];
                if (node < 0)
                    for (var party = 0; party < parties; party++)
                        cells.Add(cells.At(step, state, party), 1, cells.At(step + 1, state, party));
                else if (game.Nodes[node] is ChanceNode chance)
                    for (var party = 0; party < parties; party++)
                        Later(cells.At(step, state, party), step, chance.Transitions[0], party, chance.Payments[party]?[0][0]);
                else if (game.Nodes[node] is TurnNode turn)
                    Turn(turn, node, step, state, block.ComesBack);
                else
                    Joint((JointTurnNode)game.Nodes[node], node, step, state);
            }
    }

    /// <summary>[mover] first row of its options among the node's.</summary>
    public static int[] FirstRows(JointTurnNode joint)
    {
        var first = new int[joint.Movers.Count];
        for (var m = 1; m < first.Length; m++)
            first[m] = first[m - 1] + joint.Movers[m - 1].OptionNames.Count;
        return first;
    }

    private double[] Even(int node)
    {
        var rows = new double[BeliefSolution.RowsOf(game, game.Nodes[node])];
        var at = 0;
        foreach (var mover in game.Nodes[node].Choosers)
            for (var option = 0; option < mover.Options.Count; option++)
                rows[at++] = ClosedOptions.Even(mover.Closed, mover.Options.Count, 0, option);
        return rows;
    }

    private void Later(int cell, int step, Transition[] transitions, int party, Coefficient? paid)
    {
        foreach (var transition in transitions)
            cells.Add(cell, coefficients[transition.Probability.Index], cells.At(step + 1, transition.NextState, party));
        if (paid is { } amount)
            care.Pay(cell, party, coefficients[amount.Index]);
    }

    private void Turn(TurnNode turn, int node, int step, int state, bool isGiven)
    {
        var (options, mover, chances, directions) = (turn.Options.Count, turn.Mover, Chances[node], cells.Directions);
        for (var option = 0; option < options; option++)
        for (var party = 0; party < parties; party++)
        {
            cells.Clear(cells.Scratch(option, party));
            Later(cells.Scratch(option, party), step, turn.Options[option].Transitions[0], party, turn.Options[option].Payments[party]?[0][0]);
        }
        var moved = new double[options * directions];
        if (!isGiven && Answers)
            Answer(turn, chances, moved);
        else
            Given(node, moved);
        for (var party = 0; party < parties; party++)
        {
            var cell = cells.At(step, state, party);
            for (var option = 0; option < options; option++)
            {
                cells.Add(cell, chances[option], cells.Scratch(option, party));
                EndlessCells.AddSlopes(cells.Slopes(cell), cells.Values[cells.Scratch(option, party)], moved.AsSpan(option * directions, directions));
            }
        }
        care.Feel(cells.At(step, state, mover), mover, chances, 0, options, moved);
        if (isGiven && choiceOf[node] is >= 0 and var c)
            for (var i = 0; i < group.Choices[c].Open.Length; i++)
            {
                var of = cells.Scratch(group.Choices[c].Open[i], mover);
                Worth[firstWorth[c] + i] = cells.Values[of];
                cells.Slopes(of).CopyTo(WorthSlopes(c, i));
            }
    }

    // The answer to what the options are worth, or, where it is known, its derivatives.
    private void Answer(TurnNode turn, double[] chances, double[] moved)
    {
        var (options, mover, directions) = (turn.Options.Count, turn.Mover, cells.Directions);
        if (directions == 0)
        {
            var q = new double[options];
            for (var option = 0; option < options; option++)
                q[option] = cells.Values[cells.Scratch(option, mover)];
            Logit.Respond(q, 1, chances, turn.Closed);
        }
        for (var k = 0; k < directions; k++)
        {
            var mean = 0.0;
            for (var option = 0; option < options; option++)
                mean += chances[option] * cells.Slopes(cells.Scratch(option, mover))[k];
            for (var option = 0; option < options; option++)
                moved[option * directions + k] = chances[option] * (cells.Slopes(cells.Scratch(option, mover))[k] - mean);
        }
    }

    private Span<double> WorthSlopes(int choice, int option) =>
        cells.Directions == 0 ? [] : worthTangent.AsSpan((firstWorth[choice] + option) * cells.Directions, cells.Directions);

    // Derivatives of the chances that are given at a node: [row × directions + direction].
    private void Given(int node, double[] moved)
    {
        var directions = cells.Directions;
        if (directions == 0)
            return;
        for (var c = choiceOf[node]; c >= 0 && c < group.Choices.Count && group.Choices[c].Node == node; c++)
        for (var i = 0; i < group.Choices[c].Open.Length; i++)
            chanceTangent
                .AsSpan((firstWorth[c] + i) * directions, directions)
                .CopyTo(moved.AsSpan((group.Choices[c].Row + group.Choices[c].Open[i]) * directions, directions));
    }

    private void Joint(JointTurnNode joint, int node, int step, int state)
    {
        var (first, chances, movers, directions) = (FirstRows(joint), Chances[node], joint.Movers.Count, cells.Directions);
        var rows = chances.Length;
        var moved = new double[rows * directions];
        Given(node, moved);
        // What each party has by each option of each mover, over what the others do; and, for the mover's own, by each pair of options.
        var (by, pairs, played) = (new double[parties * rows], new double[directions > 0 ? rows * rows : 0], new int[movers]);
        var own = new double[rows * directions];
        for (var profile = 0; profile < joint.ProfileCount; profile++)
        {
            var all = 1.0;
            for (var m = 0; m < movers; m++)
                all *= chances[played[m] = first[m] + joint.Profiles[profile][m]];
            for (var party = 0; party < parties; party++)
            {
                var at = cells.Scratch(profile, party);
                cells.Clear(at);
                Later(at, step, joint.Transitions[profile], party, joint.Payments[profile][party]?[0]);
                cells.Add(cells.At(step, state, party), all, at);
                for (var m = 0; m < movers; m++)
                {
                    var others = Product(chances, played, m, -1);
                    by[party * rows + played[m]] += others * cells.Values[at];
                    if (directions == 0 || joint.Movers[m].Party != party)
                        continue;
                    EndlessCells.AddSlopes(own.AsSpan(played[m] * directions, directions), others, cells.Slopes(at));
                    for (var other = 0; other < movers; other++)
                        if (other != m)
                            pairs[played[m] * rows + played[other]] += Product(chances, played, m, other) * cells.Values[at];
                }
            }
        }
        for (var party = 0; party < parties && directions > 0; party++)
        for (var row = 0; row < rows; row++)
            EndlessCells.AddSlopes(cells.Slopes(cells.At(step, state, party)), by[party * rows + row], moved.AsSpan(row * directions, directions));
        for (var row = 0; row < rows && directions > 0; row++)
        for (var other = 0; other < rows; other++)
            EndlessCells.AddSlopes(own.AsSpan(row * directions, directions), pairs[row * rows + other], moved.AsSpan(other * directions, directions));
        for (var m = 0; m < movers; m++)
            care.Feel(cells.At(step, state, joint.Movers[m].Party), joint.Movers[m].Party, chances, first[m], joint.Movers[m].OptionNames.Count, moved);
        for (var c = choiceOf[node]; c >= 0 && c < group.Choices.Count && group.Choices[c].Node == node; c++)
        for (var i = 0; i < group.Choices[c].Open.Length; i++)
        {
            var row = group.Choices[c].Row + group.Choices[c].Open[i];
            Worth[firstWorth[c] + i] = by[group.Choices[c].Party * rows + row];
            own.AsSpan(row * directions, directions).CopyTo(WorthSlopes(c, i));
        }
    }

    private static double Product(double[] chances, int[] played, int but, int orBut)
    {
        var product = 1.0;
        for (var m = 0; m < played.Length; m++)
            if (m != but && m != orBut)
                product *= chances[played[m]];
        return product;
    }
}
