namespace Foedus.Solving.Trees;

/// <summary>One evaluation of the logit equations: choices, values, reach, beliefs and residual at given log-odds and λ.</summary>
/// <remarks>
/// Equation of action a (not the first) of an unknown set h: F = z_a − λ_h (Q_a − Q_first), z the log-odds against the first action (Turocy 2005, section 3, in log-odds).
/// Beliefs are normalised in logarithms, so nothing underflows however large λ is. λ here is in the tree's scaled units.
/// </remarks>
internal sealed class LogitState
{
    private readonly LogitTree tree;
    private readonly double[] worth;

    public LogitState(LogitTree tree)
    {
        this.tree = tree;
        var game = tree.Game;
        Log = new double[game.ActionCount];
        Probability = new double[game.ActionCount];
        ActionValue = new double[game.ActionCount];
        Value = new double[tree.NodePayoff.Length];
        tree.NodePayoff.CopyTo(Value, 0);
        Reach = new double[tree.ReachNodes.Length];
        Belief = new double[game.Members.Length];
        tree.FixedBelief.CopyTo(Belief, 0);
        var widest = 1;
        for (var s = 0; s < game.InformationSetCount; s++)
            widest = Math.Max(widest, game.ActionCountOf(s));
        worth = new double[widest];
    }

    public double[] Log { get; }
    public double[] Probability { get; }

    /// <summary>Q of every action to its player, in scaled points.</summary>
    public double[] ActionValue { get; }

    public double[] Value { get; }
    public double[] Reach { get; }
    public double[] Belief { get; }

    /// <param name="odds">Log-odds of the unknown sets.</param>
    /// <param name="lambda">Scaled λ.</param>
    /// <param name="residual">F, one per unknown.</param>
    public void Evaluate(ReadOnlySpan<double> odds, double lambda, Span<double> residual)
    {
        var tree = this.tree;
        var game = tree.Game;
        for (var u = 0; u < tree.UnknownSets.Length; u++)
        {
            var first = game.ActionStart[tree.UnknownSets[u]];
            Log[first] = 0;
            for (var z = tree.UnknownStart[u]; z < tree.UnknownStart[u + 1]; z++)
                Log[first + 1 + z - tree.UnknownStart[u]] = odds[z];
            Normalise(first, tree.UnknownStart[u + 1] - tree.UnknownStart[u] + 1);
        }
        foreach (var item in tree.Order)
        {
            if (item < 0)
                Choose(~item, lambda);
            else
                ValueAt(item);
        }
        for (var slot = 1; slot < Reach.Length; slot++)
        {
            var node = tree.ReachNodes[slot];
            var parent = game.Parent[node];
            var move = game.MoveFromParent[node];
            var set = game.SetAt[parent];
            Reach[slot] = Reach[tree.ReachSlot[parent]] + (set >= 0 ? Log[game.ActionStart[set] + move] : tree.ChanceLog[game.ChanceStart[-2 - set] + move]);
        }
        for (var u = 0; u < tree.UnknownSets.Length; u++)
        {
            var set = tree.UnknownSets[u];
            Believe(set);
            Worth(set);
            var first = game.ActionStart[set];
            var precision = lambda * game.PrecisionMultiplier[set];
            for (var z = tree.UnknownStart[u]; z < tree.UnknownStart[u + 1]; z++)
                residual[z] = odds[z] - precision * (ActionValue[first + 1 + z - tree.UnknownStart[u]] - ActionValue[first]);
        }
    }

    private void Choose(int set, double lambda)
    {
        Worth(set);
        var first = tree.Game.ActionStart[set];
        var count = tree.Game.ActionCountOf(set);
        var precision = lambda * tree.Game.PrecisionMultiplier[set];
        for (var a = 0; a < count; a++)
            Log[first + a] = precision * ActionValue[first + a];
        Normalise(first, count);
    }

    private void ValueAt(int node)
    {
        var game = tree.Game;
        var players = tree.Players;
        var set = game.SetAt[node];
        var weights = set >= 0 ? Probability.AsSpan(game.ActionStart[set]) : game.ProbabilitiesOf(-2 - set);
        var value = Value.AsSpan(node * players, players);
        tree.NodePayoff.AsSpan(node * players, players).CopyTo(value);
        var move = 0;
        foreach (var child in game.ChildrenOf(node))
        {
            var weight = weights[move++];
            for (var i = 0; i < value.Length; i++)
                value[i] += weight * Value[child * players + i];
        }
    }

    private void Worth(int set)
    {
        var game = tree.Game;
        var player = game.SetPlayer[set];
        var worth = this.worth.AsSpan(0, game.ActionCountOf(set));
        worth.Clear();
        for (var m = game.MemberStart[set]; m < game.MemberStart[set + 1]; m++)
        {
            var belief = Belief[m];
            var children = game.ChildrenOf(game.Members[m]);
            for (var a = 0; a < worth.Length; a++)
                worth[a] += belief * Value[children[a] * tree.Players + player];
        }
        worth.CopyTo(ActionValue.AsSpan(game.ActionStart[set]));
    }

    private void Believe(int set)
    {
        var game = tree.Game;
        var belief = Belief.AsSpan(game.MemberStart[set], game.MemberStart[set + 1] - game.MemberStart[set]);
        var members = game.MembersOf(set);
        var top = double.NegativeInfinity;
        for (var m = 0; m < belief.Length; m++)
            top = Math.Max(top, belief[m] = Reach[tree.ReachSlot[members[m]]]);
        var sum = 0.0;
        for (var m = 0; m < belief.Length; m++)
            sum += belief[m] = Math.Exp(belief[m] - top);
        for (var m = 0; m < belief.Length; m++)
            belief[m] /= sum;
    }

    // Log and Probability of actions first .. first + count − 1, from unnormalised logarithms.
    private void Normalise(int first, int count)
    {
        var log = Log.AsSpan(first, count);
        var top = 0;
        for (var a = 1; a < count; a++)
            if (log[a] > log[top])
                top = a;
        var shift = log[top];
        // log1p keeps the tiny shortfall of a near-certain action.
        var rest = 0.0;
        for (var a = 0; a < count; a++)
        {
            log[a] -= shift;
            if (a != top)
                rest += Math.Exp(log[a]);
        }
        var normal = rest < 1e-5 ? rest - rest * rest / 2 + rest * rest * rest / 3 : Math.Log(1 + rest);
        for (var a = 0; a < count; a++)
        {
            log[a] -= normal;
            Probability[first + a] = Math.Exp(log[a]);
        }
    }
}
