using System.Numerics;
using System.Runtime.InteropServices;
using Foedus.Numerics;

namespace Foedus.Solving.Trees;

/// <summary>Exact derivatives of the logit equations, carried through the tree in columns: one per unknown and one for λ, or a single direction.</summary>
/// <remarks>
/// Forward differentiation of <see cref="LogitState.Evaluate"/>. All columns together give the Jacobian; one direction gives a product of it with a vector for the price of two
/// evaluations. Memory: (nodes that depend on unknowns × players + reach nodes + actions) × columns doubles; <see cref="Bytes"/> says how much beforehand.
/// </remarks>
internal sealed class LogitDerivative
{
    private readonly LogitTree tree;
    private readonly LogitState state;
    private readonly bool whole;
    private readonly int columns;
    private readonly double[] value,
        reach,
        log,
        worth,
        mean,
        quietValue;
    private readonly int[] logSlot;

    // Where the derivative by λ goes, and how much of it is wanted.
    private readonly int lambdaColumn;
    private double lambdaSeed;
    private double lambda;

    /// <param name="tree">The game, prepared.</param>
    /// <param name="state">Where the derivative is taken: the point it evaluated last.</param>
    /// <param name="whole">All columns, for a Jacobian; otherwise one direction.</param>
    public LogitDerivative(LogitTree tree, LogitState state, bool whole)
    {
        this.tree = tree;
        this.state = state;
        this.whole = whole;
        columns = Columns(tree, whole);
        lambdaColumn = whole ? tree.Unknowns : 0;
        lambdaSeed = 1;
        value = new double[(long)tree.ActiveCount * tree.Players * columns];
        quietValue = new double[tree.Game.NodeCount * tree.Players];
        reach = new double[(long)tree.ReachNodes.Length * columns];
        (logSlot, var logs) = LogSlots(tree);
        log = new double[(long)logs * columns];
        var widest = 1;
        for (var s = 0; s < tree.Game.InformationSetCount; s++)
            widest = Math.Max(widest, tree.Game.ActionCountOf(s));
        worth = new double[(long)widest * columns];
        mean = new double[columns];
    }

    /// <summary>What the arrays of a Jacobian would take, with the matrix itself.</summary>
    public static long Bytes(LogitTree tree) =>
        8L * Columns(tree, true) * ((long)tree.ActiveCount * tree.Players + tree.ReachNodes.Length + LogSlots(tree).Count + tree.Unknowns + 1);

    /// <summary>Takes the point that the state saw last; must precede <see cref="Fill"/> and <see cref="Apply"/>.</summary>
    public void MoveTo(double lambda)
    {
        this.lambda = lambda;
        foreach (var item in tree.Order)
            if (item >= 0 && tree.Active[item] < 0)
                QuietValueAt(item);
    }

    /// <summary>Row r of the matrix becomes ∂F_r/∂(odds, λ); its last row is left alone.</summary>
    public void Fill(DenseLu matrix)
    {
        for (var u = 0; u < tree.UnknownSets.Length; u++)
            UnknownLogs(u, default);
        Carry();
        var last = tree.Unknowns;
        for (var u = 0; u < tree.UnknownSets.Length; u++)
        {
            var (set, first) = Worths(u);
            var multiplier = tree.Game.PrecisionMultiplier[set];
            for (var z = tree.UnknownStart[u]; z < tree.UnknownStart[u + 1]; z++)
            {
                var a = 1 + z - tree.UnknownStart[u];
                var target = matrix.Row(z);
                var mine = WorthOf(a);
                var other = WorthOf(0);
                for (var c = 0; c <= last; c++)
                    target[c] = -lambda * multiplier * (mine[c] - other[c]);
                target[last] -= multiplier * (state.ActionValue[first + a] - state.ActionValue[first]);
                target[z] += 1;
            }
        }
    }

    /// <summary><paramref name="product"/> = ∂F · direction, where the direction's last entry belongs to λ.</summary>
    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        lambdaSeed = direction[tree.Unknowns];
        for (var u = 0; u < tree.UnknownSets.Length; u++)
            UnknownLogs(u, direction);
        Carry();
        for (var u = 0; u < tree.UnknownSets.Length; u++)
        {
            var (set, first) = Worths(u);
            var multiplier = tree.Game.PrecisionMultiplier[set];
            for (var z = tree.UnknownStart[u]; z < tree.UnknownStart[u + 1]; z++)
            {
                var a = 1 + z - tree.UnknownStart[u];
                product[z] =
                    direction[z]
                    - multiplier * (lambda * (WorthOf(a)[0] - WorthOf(0)[0]) + lambdaSeed * (state.ActionValue[first + a] - state.ActionValue[first]));
            }
        }
    }

    private static int Columns(LogitTree tree, bool whole)
    {
        var width = Vector<double>.Count;
        return whole ? (tree.Unknowns + 1 + width - 1) / width * width : 1;
    }

    // Only actions whose probability matters for the reach of an unknown set, or for a value that depends on unknowns.
    private static (int[] Slot, int Count) LogSlots(LogitTree tree)
    {
        var slot = new int[tree.Game.ActionCount];
        var count = 0;
        Array.Fill(slot, -1);
        for (var s = 0; s < tree.Game.InformationSetCount; s++)
        {
            var needed = !tree.IsKnown[s];
            foreach (var m in tree.Game.MembersOf(s))
                needed |= tree.Active[m] >= 0 || tree.ReachSlot[m] >= 0;
            if (!needed)
                continue;
            for (var a = tree.Game.ActionStart[s]; a < tree.Game.ActionStart[s + 1]; a++)
                slot[a] = count++;
        }
        return (slot, count);
    }

    private Span<double> Reach(int slot) => reach.AsSpan(slot * columns, columns);

    private Span<double> Log(int action) => log.AsSpan(logSlot[action] * columns, columns);

    private Span<double> WorthOf(int a) => worth.AsSpan(a * columns, columns);

    private void Carry()
    {
        foreach (var item in tree.Order)
        {
            if (item < 0)
                Choose(~item);
            else if (tree.Active[item] >= 0)
                ValueAt(item);
        }
        var game = tree.Game;
        for (var slot = 1; slot < tree.ReachNodes.Length; slot++)
        {
            var node = tree.ReachNodes[slot];
            var parent = game.Parent[node];
            var reach = Reach(slot);
            Reach(tree.ReachSlot[parent]).CopyTo(reach);
            var set = game.SetAt[parent];
            if (set >= 0)
                AddScaled(reach, Log(game.ActionStart[set] + game.MoveFromParent[node]), 1);
        }
    }

    private void AddValue(Span<double> target, int node, int player, double weight)
    {
        if (weight == 0)
            return;
        var active = tree.Active[node];
        if (active >= 0)
            AddScaled(target, value.AsSpan((active * tree.Players + player) * columns, columns), weight);
        else
            target[lambdaColumn] += weight * lambdaSeed * quietValue[node * tree.Players + player];
    }

    private void UnknownLogs(int u, ReadOnlySpan<double> direction)
    {
        var first = tree.Game.ActionStart[tree.UnknownSets[u]];
        var start = tree.UnknownStart[u];
        var count = tree.UnknownStart[u + 1] - start + 1;
        if (whole)
        {
            for (var a = 0; a < count; a++)
            {
                var log = Log(first + a);
                log.Clear();
                for (var b = 1; b < count; b++)
                    log[start + b - 1] = (a == b ? 1 : 0) - state.Probability[first + b];
            }
            return;
        }
        var mean = 0.0;
        for (var b = 1; b < count; b++)
            mean += state.Probability[first + b] * direction[start + b - 1];
        for (var a = 0; a < count; a++)
            Log(first + a)[0] = (a > 0 ? direction[start + a - 1] : 0) - mean;
    }

    // Derivatives of the worth of every action at a set whose beliefs stand still.
    private void StillWorths(int set)
    {
        var game = tree.Game;
        var player = game.SetPlayer[set];
        var count = game.ActionCountOf(set);
        var start = game.MemberStart[set];
        var members = game.MembersOf(set);
        worth.AsSpan(0, count * columns).Clear();
        for (var m = 0; m < members.Length; m++)
        {
            var children = game.ChildrenOf(members[m]);
            for (var a = 0; a < count; a++)
                AddValue(WorthOf(a), children[a], player, state.Belief[start + m]);
        }
    }

    // The same at an unknown set, whose beliefs move with the reach of its nodes.
    private (int Set, int First) Worths(int u)
    {
        var game = tree.Game;
        var set = tree.UnknownSets[u];
        var first = game.ActionStart[set];
        var player = game.SetPlayer[set];
        var start = game.MemberStart[set];
        var members = game.MembersOf(set);
        StillWorths(set);
        for (var m = 0; m < members.Length; m++)
        {
            var belief = state.Belief[start + m];
            if (belief == 0)
                continue;
            var reach = Reach(tree.ReachSlot[members[m]]);
            var children = game.ChildrenOf(members[m]);
            // Σ b (dR − mean dR) V = Σ b (V − Q) dR: the differences stay small where values are alike.
            for (var a = 0; a < children.Length; a++)
                AddScaled(WorthOf(a), reach, belief * (state.Value[children[a] * tree.Players + player] - state.ActionValue[first + a]));
        }
        return (set, first);
    }

    private void Choose(int set)
    {
        var game = tree.Game;
        var first = game.ActionStart[set];
        if (logSlot[first] < 0)
            return;
        var count = game.ActionCountOf(set);
        var multiplier = game.PrecisionMultiplier[set];
        StillWorths(set);
        var mean = this.mean.AsSpan();
        mean.Clear();
        var average = 0.0;
        for (var a = 0; a < count; a++)
        {
            AddScaled(mean, WorthOf(a), state.Probability[first + a]);
            average += state.Probability[first + a] * state.ActionValue[first + a];
        }
        for (var a = 0; a < count; a++)
        {
            var log = Log(first + a);
            var worth = WorthOf(a);
            for (var c = 0; c < log.Length; c++)
                log[c] = lambda * multiplier * (worth[c] - mean[c]);
            log[lambdaColumn] += lambdaSeed * multiplier * (state.ActionValue[first + a] - average);
        }
    }

    private void ValueAt(int node)
    {
        var game = tree.Game;
        var players = tree.Players;
        var set = game.SetAt[node];
        var children = game.ChildrenOf(node);
        var values = this.value.AsSpan(tree.Active[node] * players * columns, players * columns);
        values.Clear();
        for (var a = 0; a < children.Length; a++)
        {
            var weight = Weight(set, a);
            if (weight == 0)
                continue;
            for (var i = 0; i < players; i++)
            {
                var value = values.Slice(i * columns, columns);
                AddValue(value, children[a], i, weight);
                if (set >= 0)
                    AddScaled(value, Log(game.ActionStart[set] + a), weight * Advantage(node, children[a], i));
            }
        }
    }

    // Only λ moves these: the choice there is known, and so is its derivative by λ.
    private void QuietValueAt(int node)
    {
        var game = tree.Game;
        var players = tree.Players;
        var set = game.SetAt[node];
        var children = game.ChildrenOf(node);
        for (var i = 0; i < players; i++)
            quietValue[node * players + i] = 0;
        for (var a = 0; a < children.Length; a++)
        {
            var weight = Weight(set, a);
            if (weight == 0)
                continue;
            var log = set >= 0 ? QuietLog(set, a) : 0;
            for (var i = 0; i < players; i++)
                quietValue[node * players + i] += weight * (quietValue[children[a] * players + i] + log * Advantage(node, children[a], i));
        }
    }

    // dlog σ_a/dλ up to a constant over the set's actions, which sums of advantages do not feel.
    private double QuietLog(int set, int a)
    {
        var game = tree.Game;
        var player = game.SetPlayer[set];
        var slope = 0.0;
        for (var m = game.MemberStart[set]; m < game.MemberStart[set + 1]; m++)
            slope += state.Belief[m] * quietValue[game.ChildrenOf(game.Members[m])[a] * tree.Players + player];
        return game.PrecisionMultiplier[set] * (state.ActionValue[game.ActionStart[set] + a] + lambda * slope);
    }

    private double Weight(int set, int a) =>
        set >= 0 ? state.Probability[tree.Game.ActionStart[set] + a] : tree.Game.ChanceProbability[tree.Game.ChanceStart[-2 - set] + a];

    // Value of a child above the average over its brothers.
    private double Advantage(int node, int child, int player) =>
        state.Value[child * tree.Players + player] - state.Value[node * tree.Players + player] + tree.NodePayoff[node * tree.Players + player];

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double weight)
    {
        if (target.Length == 1)
        {
            target[0] += weight * source[0];
            return;
        }
        var t = MemoryMarshal.Cast<double, Vector<double>>(target);
        var s = MemoryMarshal.Cast<double, Vector<double>>(source);
        var w = new Vector<double>(weight);
        for (var v = 0; v < t.Length; v++)
            t[v] += w * s[v];
    }
}
