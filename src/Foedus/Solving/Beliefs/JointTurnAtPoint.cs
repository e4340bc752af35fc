using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A joint turn at one grid point: what each option is worth to each mover's types when the others choose as they now do.</summary>
/// <remarks>A mover is judged by its own label; the one that may hide an option is judged by what happened as well.</remarks>
internal sealed class JointTurnAtPoint
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly BeliefGrid grid;
    private readonly JointTurnNode node;
    private readonly int[][] optionsIn;
    private readonly int[] slotOf;
    private readonly double[][] expected;
    private readonly int[][] corner;
    private readonly double[][] weight;
    private readonly double[] likelihood;
    private double[][] next = [];
    private int point;

    public JointTurnAtPoint(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, JointTurnNode node)
    {
        this.game = game;
        this.coefficients = coefficients;
        this.grid = grid;
        this.node = node;
        slotOf = [.. Enumerable.Range(0, game.Parties.Count).Select(game.SlotOf)];
        Chances = [.. node.Movers.Select((mover, m) => new double[TypesOf(m) * OptionsOf(m)])];
        Q = [.. node.Movers.Select((mover, m) => new double[TypesOf(m) * OptionsOf(m)])];
        expected = [.. node.Movers.Select((mover, m) => new double[OptionsOf(m)])];
        corner = [.. node.Movers.Select((mover, m) => new int[TypesOf(m)])];
        weight = [.. node.Movers.Select((mover, m) => new double[TypesOf(m)])];
        likelihood = new double[Math.Max(1, node.Movers.Select((_, m) => TypesOf(m)).Max())];
        optionsIn = new int[node.ProfileCount][];
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            optionsIn[profile] = new int[node.Movers.Count];
            var rest = profile;
            for (var m = node.Movers.Count - 1; m >= 0; m--)
            {
                optionsIn[profile][m] = rest % OptionsOf(m);
                rest /= OptionsOf(m);
            }
        }
    }

    /// <summary>[mover][type × options + option]</summary>
    public double[][] Chances { get; }

    /// <summary>[mover][type × options + option] points.</summary>
    public double[][] Q { get; }

    public int TypesOf(int mover) => game.Parties[node.Movers[mover].Party].TypeCount;

    public int OptionsOf(int mover) => node.Movers[mover].OptionNames.Count;

    public int[] OptionsIn(int profile) => optionsIn[profile];

    public void MoveTo(int joint, double[][] values)
    {
        point = joint;
        next = values;
    }

    /// <summary>Works out every Q at the present choices.</summary>
    public void Evaluate()
    {
        for (var m = 0; m < expected.Length; m++)
            for (var option = 0; option < OptionsOf(m); option++)
                expected[m][option] = Expected(m, option);
        foreach (var q in Q)
            Array.Clear(q);
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            var chosen = optionsIn[profile];
            foreach (var transition in node.Transitions[profile])
            {
                Judge(chosen, transition.NextState);
                for (var m = 0; m < expected.Length; m++)
                {
                    var others = OthersChance(chosen, m) * coefficients[transition.Probability.Index];
                    for (var type = 0; type < TypesOf(m); type++)
                        Q[m][type * OptionsOf(m) + chosen[m]] += others * Value(transition.NextState, slotOf[node.Movers[m].Party] + type);
                }
            }
            for (var m = 0; m < expected.Length; m++)
                if (node.Payments[profile][node.Movers[m].Party] is { } payment)
                    for (var type = 0; type < TypesOf(m); type++)
                        Q[m][type * OptionsOf(m) + chosen[m]] += OthersChance(chosen, m) * coefficients[payment[type].Index];
        }
    }

    /// <summary>Values before the turn at this point, of movers and onlookers.</summary>
    public void Worths(double[] result, Func<int, double> lambda, bool shocks)
    {
        for (var m = 0; m < expected.Length; m++)
            for (var type = 0; type < TypesOf(m); type++)
            {
                var worth = 0.0;
                for (var option = 0; option < OptionsOf(m); option++)
                {
                    var chance = Chances[m][type * OptionsOf(m) + option];
                    var precision = lambda(node.Movers[m].Party);
                    worth += chance * (Q[m][type * OptionsOf(m) + option] - (shocks && chance > 0 && precision > 0 ? Math.Log(chance) / precision : 0));
                }
                result[(slotOf[node.Movers[m].Party] + type) * grid.PointCount + point] = worth;
            }
        for (var party = 0; party < game.Parties.Count; party++)
        {
            if (node.Movers.Any(mover => mover.Party == party))
                continue;
            for (var type = 0; type < game.Parties[party].TypeCount; type++)
                result[(slotOf[party] + type) * grid.PointCount + point] = 0;
        }
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            var chosen = optionsIn[profile];
            var all = OthersChance(chosen, -1);
            for (var t = -1; t < node.Transitions[profile].Length; t++)
            {
                if (t >= 0)
                    Judge(chosen, node.Transitions[profile][t].NextState);
                for (var party = 0; party < game.Parties.Count; party++)
                {
                    if (node.Movers.Any(mover => mover.Party == party))
                        continue;
                    for (var type = 0; type < game.Parties[party].TypeCount; type++)
                        result[(slotOf[party] + type) * grid.PointCount + point] += t < 0
                            ? all * (node.Payments[profile][party] is { } payment ? coefficients[payment[type].Index] : 0)
                            : all * coefficients[node.Transitions[profile][t].Probability.Index] * Value(node.Transitions[profile][t].NextState, slotOf[party] + type);
                }
            }
        }
    }

    private double Expected(int mover, int option)
    {
        var belief = grid.Belief(node.Movers[mover].Party, point);
        var chance = 0.0;
        for (var type = 0; type < belief.Length; type++)
            chance += belief[type] * Chances[mover][type * OptionsOf(mover) + option];
        return chance;
    }

    private double OthersChance(int[] chosen, int except)
    {
        var chance = 1.0;
        for (var m = 0; m < expected.Length; m++)
            if (m != except)
                chance *= expected[m][chosen[m]];
        return chance;
    }

    // Beliefs about every mover after a profile and a state, as grid corners and weights.
    private void Judge(int[] chosen, int state)
    {
        for (var m = 0; m < corner.Length; m++)
        {
            var party = node.Movers[m].Party;
            if (TypesOf(m) == 1)
            {
                corner[m][0] = 0;
                weight[m][0] = 1;
                continue;
            }
            var belief = grid.Belief(party, point);
            var after = likelihood.AsSpan(0, belief.Length);
            var sum = 0.0;
            for (var type = 0; type < belief.Length; type++)
            {
                var likely = 0.0;
                for (var option = 0; option < OptionsOf(m); option++)
                    if (node.Movers[m].Labels[option] == node.Movers[m].Labels[chosen[m]])
                        likely += Chances[m][type * OptionsOf(m) + option] * (m == node.HidingMover ? ChanceOf(chosen, m, option, state) : 1);
                sum += after[type] = belief[type] * likely;
            }
            for (var type = 0; type < belief.Length; type++)
                after[type] = sum > 1e-300 ? after[type] / sum : belief[type];
            grid.Parties[party].Locate(after, corner[m], weight[m]);
        }
    }

    private double ChanceOf(int[] chosen, int mover, int option, int state)
    {
        var profile = 0;
        for (var m = 0; m < chosen.Length; m++)
            profile = profile * OptionsOf(m) + (m == mover ? option : chosen[m]);
        var chance = 0.0;
        foreach (var transition in node.Transitions[profile])
            if (transition.NextState == state)
                chance += coefficients[transition.Probability.Index];
        return chance;
    }

    private double Value(int state, int slot) => Value(next[state].AsSpan(slot * grid.PointCount, grid.PointCount), 0, point);

    private double Value(ReadOnlySpan<double> values, int mover, int joint)
    {
        if (mover == corner.Length)
            return values[joint];
        var party = node.Movers[mover].Party;
        var sum = 0.0;
        for (var k = 0; k < corner[mover].Length; k++)
            if (weight[mover][k] != 0)
                sum += weight[mover][k] * Value(values, mover + 1, grid.With(joint, party, corner[mover][k]));
        return sum;
    }
}
