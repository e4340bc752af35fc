using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>What every step in every state of a game without end is worth under given choices, with derivatives in any number of directions.</summary>
/// <remarks>One pass backward through a block (<see cref="EndlessNodes"/>); where it comes back to itself, the values it starts with are solved for, V = (1 − δP)⁻¹ c, and their derivatives with the same factors.</remarks>
internal sealed class EndlessWorths
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly EndlessGroup group;
    private readonly CancellationToken cancel;
    private readonly int parties;
    private readonly int states;
    private readonly double[] discount;
    private readonly double[] left;
    private readonly bool[] isLeft;
    private readonly List<(int Step, int State)> border = [];
    private readonly DenseLu?[][] factors;
    private readonly EndlessCells cells;
    private readonly EndlessCare care;
    private readonly EndlessNodes nodes;
    private readonly BlockChain chain;

    /// <param name="game">Nothing private, no end.</param>
    /// <param name="coefficients">The draw's numbers.</param>
    /// <param name="group">What is worked out; all it leads into has been left.</param>
    /// <param name="left">(step × states + state) × parties + party → points, of what has been left; what this group is worth is written there by <see cref="Leave"/>.</param>
    /// <param name="isLeft">[step × states + state].</param>
    /// <param name="cancel">Stops the work.</param>
    public EndlessWorths(PublicBeliefGame game, double[] coefficients, EndlessGroup group, double[] left, bool[] isLeft, CancellationToken cancel)
    {
        (this.game, this.coefficients, this.group, this.cancel, this.left, this.isLeft) = (game, coefficients, group, cancel, left, isLeft);
        (parties, states) = (game.Parties.Count, game.StateCount);
        discount = [.. game.Parties.Select(party => Number(party.Discount))];
        for (var place = 0; place < isLeft.Length; place++)
            if (isLeft[place])
                border.Add((place / states, place % states));
        factors = [.. group.Blocks.Select(block => block.ComesBack ? new DenseLu?[parties] : [])];
        cells = new EndlessCells(game);
        care = new EndlessCare(cells);
        nodes = new EndlessNodes(game, coefficients, group, cells, care);
        chain = new BlockChain(game, coefficients, nodes.Chances);
    }

    /// <inheritdoc cref="EndlessNodes.Chances"/>
    public double[][] Chances => nodes.Chances;

    /// <inheritdoc cref="EndlessNodes.Worth"/>
    public double[] Worth => nodes.Worth;

    /// <inheritdoc cref="EndlessNodes.WorthTangent"/>
    public ReadOnlySpan<double> WorthTangent => nodes.WorthTangent;

    /// <summary>Works out <see cref="Worth"/> under the given chances.</summary>
    /// <param name="course">What is cared for.</param>
    /// <param name="at">How far along.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="isKept">Whether all chances are given, those of turns that carry nothing too.</param>
    public void Evaluate(EndlessCourse course, double at, int blocks, bool isKept = false)
    {
        cancel.ThrowIfCancellationRequested();
        care.Stand(course, at);
        nodes.Answers = !isKept;
        cells.Carry(directions: 0);
        Border();
        for (var b = 0; b < blocks; b++)
        {
            if (group.Blocks[b].ComesBack)
                StartValues(b);
            nodes.Walk(group.Blocks[b]);
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
        cells.Carry(along.Length);
        care.Move(along);
        nodes.Move(chanceOf);
        Border();
        for (var b = 0; b < blocks; b++)
        {
            cancel.ThrowIfCancellationRequested();
            var block = group.Blocks[b];
            if (!block.ComesBack)
            {
                nodes.Walk(block);
                Ends(block);
                continue;
            }
            // With the values it starts with held; then what their own derivatives add.
            var held = block.At[0].SelectMany(state => Enumerable.Range(0, parties).Select(party => cells.Values[cells.At(0, state, party)])).ToArray();
            EndsOf(block, held, null);
            nodes.Walk(block);
            EndsOf(block, held, StartTangents(b));
            nodes.Walk(block);
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
                    isLeft[step * states + state] = true;
                    for (var party = 0; party < parties; party++)
                        left[(step * states + state) * parties + party] = cells.Values[cells.At(step, state, party)];
                }
    }

    private double Number(Coefficient c) => coefficients[c.Index];

    // What has been left is worth its points, whatever is followed now.
    private void Border()
    {
        foreach (var (step, state) in border)
            for (var party = 0; party < parties; party++)
            {
                var cell = cells.At(step, state, party);
                cells.Clear(cell);
                care.Pay(cell, party, left[cell]);
                if (step == 0)
                    End(state, party, cell);
            }
    }

    private void Ends(StationaryBlock block)
    {
        foreach (var state in block.At[0])
            for (var party = 0; party < parties; party++)
                End(state, party, cells.At(0, state, party));
    }

    // The end of a period in a state: its flow, and the start of the next.
    private void End(int state, int party, int? start)
    {
        var end = cells.At(game.Steps.Count, state, party);
        cells.Clear(end);
        care.Pay(end, party, Number(game.Flows[state][party][0]));
        if (start is { } cell)
            cells.Add(end, discount[party], cell);
    }

    // The same where the values it starts with, [state × parties + party], are known from outside.
    private void EndsOf(StationaryBlock block, double[] starts, double[]? tangents)
    {
        for (var i = 0; i < block.At[0].Length; i++)
        for (var party = 0; party < parties; party++)
        {
            var end = cells.At(game.Steps.Count, block.At[0][i], party);
            End(block.At[0][i], party, null);
            cells.Values[end] += discount[party] * starts[i * parties + party];
            if (tangents is not null)
                EndlessCells.AddSlopes(cells.Slopes(end), discount[party], tangents.AsSpan((i * parties + party) * cells.Directions, cells.Directions));
        }
    }

    private void StartValues(int b)
    {
        var block = group.Blocks[b];
        var (size, chances) = (block.At[0].Length, chain.Of(block));
        EndsOf(block, new double[size * parties], null);
        nodes.Walk(block);
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
                    lu!.Row(i)[j] = (i == j ? 1 : 0) - discount[party] * chances[i * size + j];
                lu!.Factor(cancel);
            }
            for (var i = 0; i < size; i++)
                right[i] = cells.Values[cells.At(0, block.At[0][i], party)];
            lu!.Solve(right);
            for (var i = 0; i < size; i++)
                starts[i * parties + party] = right[i];
        }
        EndsOf(block, starts, null);
    }

    private double[] StartTangents(int b)
    {
        var block = group.Blocks[b];
        var (size, directions) = (block.At[0].Length, cells.Directions);
        var found = new double[size * parties * directions];
        var right = new double[size];
        for (var party = 0; party < parties; party++)
        for (var k = 0; k < directions; k++)
        {
            for (var i = 0; i < size; i++)
                right[i] = cells.Slopes(cells.At(0, block.At[0][i], party))[k];
            factors[b][party]!.Solve(right);
            for (var i = 0; i < size; i++)
                found[(i * parties + party) * directions + k] = right[i];
        }
        return found;
    }
}
