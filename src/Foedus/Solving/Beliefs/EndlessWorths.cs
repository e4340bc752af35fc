using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>What every step in every state of a game without end is worth under given choices, with derivatives in any number of directions.</summary>
/// <remarks>
/// One pass backward through a block; where it comes back to itself, the values it starts with are solved for, V = (1 − δP)⁻¹ c, and their derivatives with the same factors. A quantity is a cell: its
/// value, and behind it its derivatives.
/// </remarks>
internal sealed class EndlessWorths
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly EndlessGroup group;
    private readonly CancellationToken cancel;
    private readonly int parties;
    private readonly int states;
    private readonly double[] discount;
    private readonly double[] value;
    private readonly int firstScratch;
    private readonly List<(int Step, int State)> border = [];
    private readonly DenseLu?[][] factors;
    private readonly int[] choiceOf;
    private readonly int[] firstWorth;
    // [party] at where the way is now.
    private double[] points = [], pointsSlope = [], taste = [], tasteSlope = [];
    // Derivatives in so many directions are carried along; none where only values are.
    private int directions;
    private double[] towards = [];
    private double[] tangent = [];
    private double[] chanceTangent = [];
    private double[] worthTangent = [];
    private bool answers;

    /// <param name="game">Nothing private, no end.</param>
    /// <param name="coefficients">The draw's numbers.</param>
    /// <param name="group">What is worked out; all it leads into has been left.</param>
    /// <param name="left">(step × states + state) × parties + party → points, of what has been left; what this group is worth is written there by <see cref="Leave"/>.</param>
    /// <param name="isLeft">[step × states + state].</param>
    /// <param name="cancel">Stops the work.</param>
    public EndlessWorths(PublicBeliefGame game, double[] coefficients, EndlessGroup group, double[] left, bool[] isLeft, CancellationToken cancel)
    {
        (this.game, this.coefficients, this.group, this.cancel, Left, IsLeft) = (game, coefficients, group, cancel, left, isLeft);
        (parties, states) = (game.Parties.Count, game.StateCount);
        discount = [.. game.Parties.Select(party => Number(party.Discount))];
        firstScratch = (game.Steps.Count + 1) * states * parties;
        var profiles = game.Nodes.Select(node => node is JointTurnNode joint ? joint.ProfileCount : node is TurnNode turn ? turn.Options.Count : 1).DefaultIfEmpty(1).Max();
        value = new double[firstScratch + profiles * parties];
        for (var place = 0; place < isLeft.Length; place++)
            if (isLeft[place])
                border.Add((place / states, place % states));
        factors = [.. group.Blocks.Select(block => block.ComesBack ? new DenseLu?[parties] : [])];
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

    private double[] Left { get; }

    private bool[] IsLeft { get; }

    /// <summary>[node][row] chances; those of <see cref="EndlessGroup.Choices"/> are given, others are the answers to what follows.</summary>
    public double[][] Chances { get; }

    /// <summary>What every option that carries an unknown, and the first of each choice, is worth, in the order of the choices.</summary>
    public double[] Worth { get; }

    /// <summary>[option of <see cref="Worth"/> × directions + direction] derivatives, once they were asked for.</summary>
    public ReadOnlySpan<double> WorthTangent => worthTangent;

    /// <summary>Works out <see cref="Worth"/> under the given chances.</summary>
    /// <param name="course">What is cared for.</param>
    /// <param name="at">How far along.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="isKept">Whether all chances are given, those of turns that carry nothing too.</param>
    public void Evaluate(EndlessCourse course, double at, int blocks, bool isKept = false)
    {
        cancel.ThrowIfCancellationRequested();
        points = [.. course.Points.Select((a, p) => a + at * course.PointsSlope[p])];
        taste = [.. course.Taste.Select((b, p) => b + at * course.TasteSlope[p])];
        (pointsSlope, tasteSlope, directions, answers) = (course.PointsSlope, course.TasteSlope, 0, !isKept);
        Border();
        for (var b = 0; b < blocks; b++)
        {
            if (group.Blocks[b].ComesBack)
                StartValues(b);
            Walk(group.Blocks[b]);
            if (!group.Blocks[b].ComesBack)
                Ends(group.Blocks[b]);
        }
    }

    /// <summary>Derivatives of <see cref="Worth"/> at what was evaluated last.</summary>
    /// <param name="chanceOf">[row of a choice × directions + direction] of the chances given, for every choice of the group in turn (all options of the node's mover that are open).</param>
    /// <param name="along">[direction] by how much one moves along the course.</param>
    /// <param name="blocks">How many blocks.</param>
    public void Differentiate(double[] chanceOf, double[] along, int blocks)
    {
        (directions, towards, chanceTangent) = (along.Length, along, chanceOf);
        if (tangent.Length < value.Length * directions)
            tangent = new double[value.Length * directions];
        if (worthTangent.Length != Worth.Length * directions)
            worthTangent = new double[Worth.Length * directions];
        Border();
        for (var b = 0; b < blocks; b++)
        {
            cancel.ThrowIfCancellationRequested();
            var block = group.Blocks[b];
            if (!block.ComesBack)
            {
                Walk(block);
                Ends(block);
                continue;
            }
            // With the values it starts with held; then what their own derivatives add.
            var held = block.At[0].SelectMany(state => Enumerable.Range(0, parties).Select(party => value[Cell(0, state, party)])).ToArray();
            EndsOf(block, held, null);
            Walk(block);
            EndsOf(block, held, StartTangents(b));
            Walk(block);
        }
    }

    /// <summary>Values at the start of a period in points, under the chances there are, to stand for what leads into the group.</summary>
    /// <param name="precision">[party] λ.</param>
    public void Leave(double[] precision)
    {
        var none = new double[parties];
        var felt = precision.Select(lambda => game.ChoiceWorth == ChoiceWorth.ChoiceShocks && lambda > 0 ? 1 / lambda : 0).ToArray();
        Evaluate(new EndlessCourse([.. none.Select(_ => 1.0)], none, felt, none), 0, group.Blocks.Count, isKept: true);
        foreach (var block in group.Blocks)
            for (var step = 0; step < block.At.Count; step++)
                foreach (var state in block.At[step])
                {
                    IsLeft[step * states + state] = true;
                    for (var party = 0; party < parties; party++)
                        Left[(step * states + state) * parties + party] = value[Cell(step, state, party)];
                }
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

    private double Number(Coefficient c) => coefficients[c.Index];

    private int Cell(int step, int state, int party) => (step * states + state) * parties + party;

    private Span<double> Slopes(int cell) => tangent.AsSpan(cell * directions, directions);

    private void Clear(int cell)
    {
        value[cell] = 0;
        Slopes(cell).Clear();
    }

    private void Add(int cell, double factor, int of)
    {
        value[cell] += factor * value[of];
        AddSlopes(Slopes(cell), factor, Slopes(of));
    }

    private static void AddSlopes(Span<double> to, double factor, ReadOnlySpan<double> of)
    {
        if (factor == 0)
            return;
        for (var k = 0; k < to.Length; k++)
            to[k] += factor * of[k];
    }

    private void Pay(int cell, int party, double amount)
    {
        value[cell] += points[party] * amount;
        AddSlopes(Slopes(cell), pointsSlope[party] * amount, directions > 0 ? towards : []);
    }

    // What has been left is worth its points, whatever is followed now.
    private void Border()
    {
        foreach (var (step, state) in border)
            for (var party = 0; party < parties; party++)
            {
                Clear(Cell(step, state, party));
                Pay(Cell(step, state, party), party, Left[Cell(step, state, party)]);
                if (step == 0)
                    End(state, party, Cell(0, state, party));
            }
    }

    private void Ends(StationaryBlock block)
    {
        foreach (var state in block.At[0])
            for (var party = 0; party < parties; party++)
                End(state, party, Cell(0, state, party));
    }

    // The end of a period in a state: its flow, and the start of the next.
    private void End(int state, int party, int? start)
    {
        var end = Cell(game.Steps.Count, state, party);
        Clear(end);
        Pay(end, party, Number(game.Flows[state][party][0]));
        if (start is { } cell)
            Add(end, discount[party], cell);
    }

    // The same where the values it starts with, [state × parties + party], are known from outside.
    private void EndsOf(StationaryBlock block, double[] starts, double[]? tangents)
    {
        for (var i = 0; i < block.At[0].Length; i++)
            for (var party = 0; party < parties; party++)
            {
                var end = Cell(game.Steps.Count, block.At[0][i], party);
                End(block.At[0][i], party, null);
                value[end] += discount[party] * starts[i * parties + party];
                if (tangents is not null)
                    AddSlopes(Slopes(end), discount[party], tangents.AsSpan((i * parties + party) * directions, directions));
            }
    }

    private void StartValues(int b)
    {
        var block = group.Blocks[b];
        var (size, chain) = (block.At[0].Length, Chain(block));
        EndsOf(block, new double[size * parties], null);
        Walk(block);
        var starts = new double[size * parties];
        var right = new double[size];
        for (var party = 0; party < parties; party++)
        {
            var shared = Array.FindIndex(discount, 0, party, other => other == discount[party]);
            var lu = factors[b][party] = shared >= 0 ? factors[b][shared] : factors[b][party] ?? new DenseLu(size);
            if (shared < 0)
            {
                for (var i = 0; i < size; i++)
                    for (var j = 0; j < size; j++)
                        lu!.Row(i)[j] = (i == j ? 1 : 0) - discount[party] * chain[i * size + j];
                lu!.Factor(cancel);
            }
            for (var i = 0; i < size; i++)
                right[i] = value[Cell(0, block.At[0][i], party)];
            lu!.Solve(right);
            for (var i = 0; i < size; i++)
                starts[i * parties + party] = right[i];
        }
        EndsOf(block, starts, null);
    }

    private double[] StartTangents(int b)
    {
        var block = group.Blocks[b];
        var size = block.At[0].Length;
        var found = new double[size * parties * directions];
        var right = new double[size];
        for (var party = 0; party < parties; party++)
            for (var k = 0; k < directions; k++)
            {
                for (var i = 0; i < size; i++)
                    right[i] = tangent[Cell(0, block.At[0][i], party) * directions + k];
                factors[b][party]!.Solve(right);
                for (var i = 0; i < size; i++)
                    found[(i * parties + party) * directions + k] = right[i];
            }
        return found;
    }

    // [start × size + start a period later] chances within a block that comes back.
    private double[] Chain(StationaryBlock block)
    {
        var starts = block.At[0];
        var size = starts.Length;
        var number = new Dictionary<int, int>();
        for (var i = 0; i < size; i++)
            number[starts[i]] = i;
        Dictionary<int, double[]> after = starts.ToDictionary(state => state, state => Unit(size, number[state]));
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var here = new Dictionary<int, double[]>();
            foreach (var state in block.At[step])
            {
                if (game.Steps[step].NodeOfState[state] is not (>= 0 and var node))
                {
                    if (after.TryGetValue(state, out var same))
                        here[state] = same;
                    continue;
                }
                var row = new double[size];
                foreach (var (next, chance) in Ways(node))
                    if (after.TryGetValue(next, out var later))
                        AddSlopes(row, chance, later);
                here[state] = row;
            }
            after = here;
        }
        return [.. starts.SelectMany(state => after[state])];
    }

    private static double[] Unit(int size, int at)
    {
        var unit = new double[size];
        unit[at] = 1;
        return unit;
    }

    private IEnumerable<(int Next, double Chance)> Ways(int node)
    {
        switch (game.Nodes[node])
        {
            case ChanceNode chance:
                foreach (var transition in chance.Transitions[0])
                    yield return (transition.NextState, Number(transition.Probability));
                break;
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                    foreach (var transition in turn.Options[option].Transitions[0])
                        yield return (transition.NextState, Chances[node][option] * Number(transition.Probability));
                break;
            case JointTurnNode joint:
                var first = FirstRows(joint);
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    var all = 1.0;
                    for (var m = 0; m < first.Length; m++)
                        all *= Chances[node][first[m] + joint.Profiles[profile][m]];
                    foreach (var transition in joint.Transitions[profile])
                        yield return (transition.NextState, all * Number(transition.Probability));
                }
                break;
        }
    }

    private static int[] FirstRows(JointTurnNode joint)
    {
        var first = new int[joint.Movers.Count];
        for (var m = 1; m < first.Length; m++)
            first[m] = first[m - 1] + joint.Movers[m - 1].OptionNames.Count;
        return first;
    }

    private void Walk(StationaryBlock block)
    {
        for (var step = game.Steps.Count - 1; step >= 0; step--)
            foreach (var state in block.At[step])
            {
                for (var party = 0; party < parties; party++)
                    Clear(Cell(step, state, party));
                var node = game.Steps[step].NodeOfState[state];
                if (node < 0)
                    for (var party = 0; party < parties; party++)
                        Add(Cell(step, state, party), 1, Cell(step + 1, state, party));
                else if (game.Nodes[node] is ChanceNode chance)
                    for (var party = 0; party < parties; party++)
                        Later(Cell(step, state, party), step, chance.Transitions[0], party, chance.Payments[party]?[0][0]);
                else if (game.Nodes[node] is TurnNode turn)
                    Turn(turn, node, step, state, block.ComesBack);
                else
                    Joint((JointTurnNode)game.Nodes[node], node, step, state);
            }
    }

    private void Later(int cell, int step, Transition[] transitions, int party, Coefficient? paid)
    {
        foreach (var transition in transitions)
            Add(cell, Number(transition.Probability), Cell(step + 1, transition.NextState, party));
        if (paid is { } amount)
            Pay(cell, party, Number(amount));
    }

    private int Scratch(int profile, int party) => firstScratch + profile * parties + party;

    private void Turn(TurnNode turn, int node, int step, int state, bool isGiven)
    {
        var (options, mover, chances) = (turn.Options.Count, turn.Mover, Chances[node]);
        for (var option = 0; option < options; option++)
            for (var party = 0; party < parties; party++)
            {
                Clear(Scratch(option, party));
                Later(Scratch(option, party), step, turn.Options[option].Transitions[0], party, turn.Options[option].Payments[party]?[0][0]);
            }
        var moved = new double[options * directions];
        if (!isGiven && answers)
        {
            if (directions == 0)
            {
                var q = new double[options];
                for (var option = 0; option < options; option++)
                    q[option] = value[Scratch(option, mover)];
                Logit.Respond(q, 1, chances, turn.Closed);
            }
            for (var k = 0; k < directions; k++)
            {
                var mean = 0.0;
                for (var option = 0; option < options; option++)
                    mean += chances[option] * tangent[Scratch(option, mover) * directions + k];
                for (var option = 0; option < options; option++)
                    moved[option * directions + k] = chances[option] * (tangent[Scratch(option, mover) * directions + k] - mean);
            }
        }
        else
            Given(node, moved);
        for (var party = 0; party < parties; party++)
        {
            var cell = Cell(step, state, party);
            for (var option = 0; option < options; option++)
            {
                Add(cell, chances[option], Scratch(option, party));
                AddSlopes(Slopes(cell), value[Scratch(option, party)], moved.AsSpan(option * directions, directions));
            }
        }
        Felt(Cell(step, state, mover), mover, chances, 0, options, moved);
        if (isGiven && choiceOf[node] is >= 0 and var c)
            for (var i = 0; i < group.Choices[c].Open.Length; i++)
            {
                var of = Scratch(group.Choices[c].Open[i], mover);
                Worth[firstWorth[c] + i] = value[of];
                Slopes(of).CopyTo(WorthSlopes(c, i));
            }
    }

    private Span<double> WorthSlopes(int choice, int option) => directions == 0 ? [] : worthTangent.AsSpan((firstWorth[choice] + option) * directions, directions);

    // Derivatives of the chances that are given at a node: [row × directions + direction].
    private void Given(int node, double[] moved)
    {
        if (directions == 0)
            return;
        for (var c = choiceOf[node]; c >= 0 && c < group.Choices.Count && group.Choices[c].Node == node; c++)
            for (var i = 0; i < group.Choices[c].Open.Length; i++)
                chanceTangent.AsSpan((firstWorth[c] + i) * directions, directions).CopyTo(moved.AsSpan((group.Choices[c].Row + group.Choices[c].Open[i]) * directions, directions));
    }

    // The entropy of the own choice, where a taste for it is part of what it is worth.
    private void Felt(int cell, int party, double[] chances, int row, int options, double[] moved)
    {
        if (taste[party] == 0 && tasteSlope[party] == 0)
            return;
        var entropy = 0.0;
        for (var option = row; option < row + options; option++)
            if (chances[option] > 0)
            {
                entropy -= chances[option] * Math.Log(chances[option]);
                AddSlopes(Slopes(cell), -taste[party] * Math.Log(chances[option]), moved.AsSpan(option * directions, directions));
            }
        value[cell] += taste[party] * entropy;
        AddSlopes(Slopes(cell), tasteSlope[party] * entropy, directions > 0 ? towards : []);
    }

    private void Joint(JointTurnNode joint, int node, int step, int state)
    {
        var (first, chances, movers) = (FirstRows(joint), Chances[node], joint.Movers.Count);
        var rows = chances.Length;
        var moved = new double[rows * directions];
        Given(node, moved);
        // What each party has by each option of each mover, over what the others do; and, for the mover's own, by each pair of options.
        var (by, pairs, cells) = (new double[parties * rows], new double[directions > 0 ? rows * rows : 0], new int[movers]);
        var own = new double[rows * directions];
        for (var profile = 0; profile < joint.ProfileCount; profile++)
        {
            var all = 1.0;
            for (var m = 0; m < movers; m++)
                all *= chances[cells[m] = first[m] + joint.Profiles[profile][m]];
            for (var party = 0; party < parties; party++)
            {
                var at = Scratch(profile, party);
                Clear(at);
                Later(at, step, joint.Transitions[profile], party, joint.Payments[profile][party]?[0]);
                Add(Cell(step, state, party), all, at);
                for (var m = 0; m < movers; m++)
                {
                    var others = Product(chances, cells, m, -1);
                    by[party * rows + cells[m]] += others * value[at];
                    if (directions == 0 || joint.Movers[m].Party != party)
                        continue;
                    AddSlopes(own.AsSpan(cells[m] * directions, directions), others, Slopes(at));
                    for (var other = 0; other < movers; other++)
                        if (other != m)
                            pairs[cells[m] * rows + cells[other]] += Product(chances, cells, m, other) * value[at];
                }
            }
        }
        for (var party = 0; party < parties && directions > 0; party++)
            for (var row = 0; row < rows; row++)
                AddSlopes(Slopes(Cell(step, state, party)), by[party * rows + row], moved.AsSpan(row * directions, directions));
        for (var row = 0; row < rows && directions > 0; row++)
            for (var other = 0; other < rows; other++)
                AddSlopes(own.AsSpan(row * directions, directions), pairs[row * rows + other], moved.AsSpan(other * directions, directions));
        for (var m = 0; m < movers; m++)
            Felt(Cell(step, state, joint.Movers[m].Party), joint.Movers[m].Party, chances, first[m], joint.Movers[m].OptionNames.Count, moved);
        for (var c = choiceOf[node]; c >= 0 && c < group.Choices.Count && group.Choices[c].Node == node; c++)
            for (var i = 0; i < group.Choices[c].Open.Length; i++)
            {
                var row = group.Choices[c].Row + group.Choices[c].Open[i];
                Worth[firstWorth[c] + i] = by[group.Choices[c].Party * rows + row];
                own.AsSpan(row * directions, directions).CopyTo(WorthSlopes(c, i));
            }
    }

    private static double Product(double[] chances, int[] cells, int but, int orBut)
    {
        var product = 1.0;
        for (var m = 0; m < cells.Length; m++)
            if (m != but && m != orBut)
                product *= chances[cells[m]];
        return product;
    }
}
