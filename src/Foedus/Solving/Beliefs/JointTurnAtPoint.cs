using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A joint turn at one grid point: what each option is worth to each mover's types when the others choose as they now do.</summary>
/// <remarks>
/// A mover is judged by its own label; the one that may hide an option is judged by what happened as well. Worths are worked out at fixed types and averaged over what a mover believes of the
/// others' types afterwards, since what the others choose goes with what they are.
/// </remarks>
internal sealed class JointTurnAtPoint
{
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly JointTypes types;
    private readonly JointTurnNode node;
    private readonly int[][] optionsIn;
    private readonly int[] partyOf;
    private readonly int[] typesOf;
    private readonly int[] optionsOf;

    // [mover × profiles + profile] where nobody who chooses hides anything: no choice then moves a belief, and what a profile is worth at a point is one number.
    private readonly double[] open;
    private bool isOpenThere;
    private BeliefGrid grid;
    private readonly double[] likelihood;
    private readonly int[] corner;
    private readonly double[] weight;
    private readonly int[] places;
    private readonly double[] shares;
    private int placeCount;
    private double[][] next = [];
    private int point;

    public JointTurnAtPoint(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, JointTypes types, JointTurnNode node)
    {
        (this.game, this.coefficients, this.grid, this.types, this.node) = (game, coefficients, grid, types, node);
        partyOf = [.. node.Movers.Select(mover => mover.Party)];
        typesOf = [.. partyOf.Select(party => game.Parties[party].TypeCount)];
        optionsOf = [.. node.Movers.Select(mover => mover.OptionNames.Count)];
        Chances = [.. node.Movers.Select((mover, m) => new double[TypesOf(m) * OptionsOf(m)])];
        Q = [.. node.Movers.Select((mover, m) => new double[TypesOf(m) * OptionsOf(m)])];
        var most = node.Movers.Select((_, m) => TypesOf(m)).Max();
        (likelihood, corner, weight) = (new double[most], new int[most], new double[most]);
        var corners = node.Movers.Select((_, m) => TypesOf(m)).Aggregate(1, (product, count) => product * count);
        (places, shares) = (new int[corners], new double[corners]);
        optionsIn = node.Profiles;
        IsOpen = most == 1;
        open = IsOpen ? new double[Q.Length * optionsIn.Length] : [];
    }

    /// <summary>Whether nobody who chooses hides anything.</summary>
    public bool IsOpen { get; }

    /// <summary>Works on another grid of the same size.</summary>
    public void Restart(BeliefGrid other) => grid = other;

    /// <summary>[mover][type × options + option]</summary>
    public double[][] Chances { get; }

    /// <summary>[mover][type × options + option] points.</summary>
    public double[][] Q { get; }

    public int TypesOf(int mover) => typesOf[mover];

    public int OptionsOf(int mover) => optionsOf[mover];

    public int PartyOf(int mover) => partyOf[mover];

    public int[] OptionsIn(int profile) => optionsIn[profile];

    /// <param name="joint">The joint grid point.</param>
    /// <param name="values">[state] values after the turn, by joint type.</param>
    public void MoveTo(int joint, double[][] values) => (point, next, isOpenThere) = (joint, values, false);

    /// <summary>Works out every Q at the present choices.</summary>
    public void Evaluate()
    {
        foreach (var q in Q)
            Array.Clear(q);
        if (IsOpen)
        {
            EvaluateOpen();
            return;
        }
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            var chosen = optionsIn[profile];
            foreach (var transition in node.Transitions[profile])
            {
                Judge(chosen, transition.NextState);
                for (var m = 0; m < Q.Length; m++)
                for (var joint = 0; joint < types.Count; joint++)
                    if (Others(chosen, m, joint) is > 0 and var others)
                        Add(
                            m,
                            joint,
                            chosen[m],
                            others * coefficients[transition.Probability.Index] * Value(transition.NextState, node.Movers[m].Party, joint)
                        );
            }
            for (var m = 0; m < Q.Length; m++)
                if (node.Payments[profile][node.Movers[m].Party] is { } payment)
                    for (var joint = 0; joint < types.Count; joint++)
                        Add(m, joint, chosen[m], Others(chosen, m, joint) * coefficients[payment[types.TypeOf(node.Movers[m].Party, joint)].Index]);
        }
    }

    /// <summary>[mover × profiles + profile] what each profile is worth at the point, where nobody who chooses hides anything.</summary>
    public ReadOnlySpan<double> Open()
    {
        if (!isOpenThere)
            FillOpen();
        return open;
    }

    private void EvaluateOpen()
    {
        if (!isOpenThere)
            FillOpen();
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            var chosen = optionsIn[profile];
            for (var m = 0; m < Q.Length; m++)
            {
                var chance = 1.0;
                for (var n = 0; n < Q.Length; n++)
                    if (n != m)
                        chance *= Chances[n][chosen[n]];
                Q[m][chosen[m]] += chance * open[m * optionsIn.Length + profile];
            }
        }
    }

    private void FillOpen()
    {
        isOpenThere = true;
        Array.Clear(open);
        (places[0], shares[0], placeCount) = (point, 1, 1);
        for (var m = 0; m < Q.Length; m++)
        {
            var party = node.Movers[m].Party;
            for (var joint = 0; joint < types.Count; joint++)
            {
                var likely = grid.Others(party, types, joint, point);
                for (var profile = 0; profile < optionsIn.Length && likely > 0; profile++)
                {
                    var worth = node.Payments[profile][party] is { } payment ? coefficients[payment[0].Index] : 0;
                    foreach (var transition in node.Transitions[profile])
                        worth += coefficients[transition.Probability.Index] * Value(transition.NextState, party, joint);
                    open[m * optionsIn.Length + profile] += likely * worth;
                }
            }
        }
    }

    /// <summary>Values before the turn at this point, of everybody by joint type.</summary>
    public void Worths(double[] result, Func<int, double> lambda, bool shocks)
    {
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            var chosen = optionsIn[profile];
            for (var t = -1; t < node.Transitions[profile].Length; t++)
            {
                if (t >= 0)
                    Judge(chosen, node.Transitions[profile][t].NextState);
                for (var joint = 0; joint < types.Count; joint++)
                {
                    var chance = Chance(chosen, -1, joint) * (t < 0 ? 1 : coefficients[node.Transitions[profile][t].Probability.Index]);
                    for (var party = 0; party < game.Parties.Count; party++)
                        result[(party * types.Count + joint) * grid.PointCount + point] +=
                            chance
                            * (
                                t >= 0 ? Value(node.Transitions[profile][t].NextState, party, joint)
                                : node.Payments[profile][party] is { } payment ? coefficients[payment[types.TypeOf(party, joint)].Index]
                                : 0
                            );
                }
            }
        }
        for (var m = 0; m < Q.Length && shocks; m++)
            if (lambda(node.Movers[m].Party) is > 0 and var precision)
                for (var joint = 0; joint < types.Count; joint++)
                for (var option = 0; option < OptionsOf(m); option++)
                    if (Chances[m][types.TypeOf(node.Movers[m].Party, joint) * OptionsOf(m) + option] is > 0 and var chance)
                        result[(node.Movers[m].Party * types.Count + joint) * grid.PointCount + point] -= chance * Math.Log(chance) / precision;
    }

    /// <summary>Values before the turn at every point, of everybody by joint type, where nobody who chooses hides anything: no belief moves.</summary>
    /// <param name="chances">[row × points + point], rows by mover and option.</param>
    /// <param name="values">[state] values after the turn.</param>
    /// <param name="result">Added to.</param>
    public void OpenWorths(double[] chances, double[][] values, double[] result)
    {
        var points = grid.PointCount;
        Span<double> likely = points <= 128 ? stackalloc double[points] : new double[points];
        for (var profile = 0; profile < optionsIn.Length; profile++)
        {
            likely.Fill(1);
            for (var (m, row) = (0, 0); m < Q.Length; row += OptionsOf(m), m++)
            {
                var chosen = chances.AsSpan((row + optionsIn[profile][m]) * points, points);
                for (var at = 0; at < points; at++)
                    likely[at] *= chosen[at];
            }
            for (var party = 0; party < game.Parties.Count; party++)
                if (node.Payments[profile][party] is { } payment)
                    for (var joint = 0; joint < types.Count; joint++)
                        AddTo(result.AsSpan((party * types.Count + joint) * points, points), likely, coefficients[payment[types.TypeOf(party, joint)].Index]);
            foreach (var transition in node.Transitions[profile])
                for (var first = 0; first < result.Length; first += points)
                    AddTo(result.AsSpan(first, points), likely, coefficients[transition.Probability.Index], values[transition.NextState].AsSpan(first, points));
        }
    }

    private static void AddTo(Span<double> sum, ReadOnlySpan<double> likely, double worth)
    {
        for (var at = 0; at < sum.Length; at++)
            sum[at] += likely[at] * worth;
    }

    private static void AddTo(Span<double> sum, ReadOnlySpan<double> likely, double chance, ReadOnlySpan<double> worth)
    {
        for (var at = 0; at < sum.Length; at++)
            sum[at] += likely[at] * chance * worth[at];
    }

    private void Add(int mover, int joint, int option, double worth) =>
        Q[mover][types.TypeOf(node.Movers[mover].Party, joint) * OptionsOf(mover) + option] += worth;

    // How likely a mover holds the others' types and choices to be.
    private double Others(int[] chosen, int mover, int joint) => grid.Others(node.Movers[mover].Party, types, joint, point) * Chance(chosen, mover, joint);

    private double Chance(int[] chosen, int except, int joint)
    {
        var chance = 1.0;
        for (var m = 0; m < Q.Length; m++)
            if (m != except)
                chance *= Chances[m][types.TypeOf(node.Movers[m].Party, joint) * OptionsOf(m) + chosen[m]];
        return chance;
    }

    // Beliefs about every mover after a profile and a state, as joint grid points and weights.
    private void Judge(int[] chosen, int state)
    {
        (places[0], shares[0], placeCount) = (point, 1, 1);
        for (var m = 0; m < Q.Length; m++)
        {
            if (TypesOf(m) == 1)
                continue;
            var party = node.Movers[m].Party;
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
            grid.Locate(party, after, corner, weight);
            for (var k = belief.Length - 1; k >= 0; k--)
            for (var i = 0; i < placeCount; i++)
                (places[k * placeCount + i], shares[k * placeCount + i]) = (grid.With(places[i], party, corner[k]), shares[i] * weight[k]);
            placeCount *= belief.Length;
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

    private double Value(int state, int party, int joint)
    {
        var values = next[state].AsSpan((party * types.Count + joint) * grid.PointCount, grid.PointCount);
        var sum = 0.0;
        for (var i = 0; i < placeCount; i++)
            sum += shares[i] * values[places[i]];
        return sum;
    }
}
