using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>A tree prepared for logit work: who depends on whom, what can be worked out backwards, and what remains unknown.</summary>
/// <remarks>
/// At an information set whose beliefs do not depend on strategies (a single node, or nodes that differ by chance and own moves only) the logit choice follows from the values
/// below it, exactly. All such sets are worked out in one backward pass, in the order of <see cref="Order"/>; only the others carry unknowns: log-odds against their first action.
/// Payoffs are divided by <see cref="Scale"/>, and λ multiplied by it, so that steps mean the same in every game.
/// </remarks>
internal sealed class LogitTree
{
    /// <param name="game">Perfect recall.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="eliminate">
    /// Work out every set backwards that can be. False keeps those that depend on an unknown as unknowns too: more of them, but rounding then grows like λ and not like λ².
    /// </param>
    public LogitTree(ExtensiveGame game, CancellationToken cancel, bool eliminate = true)
    {
        game.CheckPerfectRecall();
        Game = game;
        Players = game.PlayerCount;
        Scale = game.PayoffRange() is var range && range > 0 ? range : 1;
        NodePayoff = new double[checked(game.NodeCount * Players)];
        for (var n = 0; n < game.NodeCount; n++)
        {
            if (game.OutcomeAt[n] < 0)
                continue;
            for (var i = 0; i < Players; i++)
                NodePayoff[n * Players + i] = game.Payoff(game.OutcomeAt[n], i) / Scale;
        }
        PayWhereSure();
        ChanceLog = new double[game.ChanceProbability.Length];
        for (var c = 0; c < ChanceLog.Length; c++)
            ChanceLog[c] = Math.Log(game.ChanceProbability[c]);
        FixedBelief = FindFixedBeliefs(cancel, out var isFixed);
        Order = Schedule(isFixed, cancel);
        if (!eliminate && FreeDependent(isFixed))
            Order = Schedule(isFixed, cancel);
        IsKnown = isFixed;
        UnknownSets = [.. Enumerable.Range(0, game.InformationSetCount).Where(s => !isFixed[s]).OrderBy(s => game.MembersOf(s)[0])];
        UnknownStart = new int[UnknownSets.Length + 1];
        UnknownOf = new int[game.InformationSetCount];
        Array.Fill(UnknownOf, -1);
        for (var u = 0; u < UnknownSets.Length; u++)
        {
            UnknownOf[UnknownSets[u]] = u;
            UnknownStart[u + 1] = UnknownStart[u] + game.ActionCountOf(UnknownSets[u]) - 1;
        }
        (ReachNodes, ReachSlot) = FindReachNodes();
        (Active, ActiveCount, _) = FindActive(IsKnown);
    }

    public ExtensiveGame Game { get; }
    public int Players { get; }
    public double Scale { get; }

    /// <summary>[node and player] What is paid there, in scaled points; sums along every path are those of the game.</summary>
    public double[] NodePayoff { get; }
    public double[] ChanceLog { get; }

    /// <summary>Beliefs that no strategy can change, beside <see cref="ExtensiveGame.Members"/>; meaningful at known sets.</summary>
    public double[] FixedBelief { get; }

    /// <summary>Backward pass: n ≥ 0 works out the values at node n, ~h the choice at set h.</summary>
    public int[] Order { get; }

    /// <summary>Sets that the backward pass works out exactly.</summary>
    public bool[] IsKnown { get; }

    public int[] UnknownSets { get; }

    /// <summary>Where each unknown set's log-odds (its actions but the first) begin; the last entry is their number.</summary>
    public int[] UnknownStart { get; }

    public int[] UnknownOf { get; }
    public int Unknowns => UnknownStart[^1];

    /// <summary>Members of unknown sets and the nodes above them, in prefix order; only there does the reach matter.</summary>
    public int[] ReachNodes { get; }

    public int[] ReachSlot { get; }

    /// <summary>Index among the nodes whose values depend on some unknown, else −1.</summary>
    public int[] Active { get; }

    public int ActiveCount { get; }

    // What is paid on whatever way is still taken counts where that is sure. Deep in a tree with discounting choices are between small amounts, with a large precision: as parts of all that was ever paid they would be lost in its rounding.
    private void PayWhereSure()
    {
        for (var n = Game.NodeCount - 1; n >= 0; n--)
        {
            var children = Game.ChildrenOf(n);
            for (var i = 0; i < Players && children.Length > 0; i++)
            {
                var sure = NodePayoff[children[0] * Players + i];
                NodePayoff[n * Players + i] += sure;
                foreach (var child in children)
                    NodePayoff[child * Players + i] -= sure;
            }
        }
    }

    // Beliefs are free of strategies where all members of a set have the same moves of others on their paths: compared by a sum of random marks, one per action.
    private double[] FindFixedBeliefs(CancellationToken cancel, out bool[] isFixed)
    {
        var game = Game;
        var mark = new UInt128[game.ActionCount];
        var random = new Random(20240229);
        Span<byte> bytes = stackalloc byte[16];
        for (var a = 0; a < mark.Length; a++)
        {
            random.NextBytes(bytes);
            mark[a] = BitConverter.ToUInt128(bytes);
        }
        var path = new UInt128[game.NodeCount];
        var chance = new double[game.NodeCount];
        for (var n = 1; n < game.NodeCount; n++)
        {
            if ((n & 0xFFFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            var parent = game.Parent[n];
            var set = game.SetAt[parent];
            path[n] = path[parent] + (set >= 0 ? mark[game.ActionStart[set] + game.MoveFromParent[n]] : UInt128.Zero);
            chance[n] = chance[parent] + (set < -1 ? ChanceLog[game.ChanceStart[game.ChanceSetAt(parent)] + game.MoveFromParent[n]] : 0);
        }
        isFixed = new bool[game.InformationSetCount];
        var belief = new double[game.Members.Length];
        for (var set = 0; set < isFixed.Length; set++)
        {
            var members = game.MembersOf(set);
            var top = double.NegativeInfinity;
            isFixed[set] = true;
            foreach (var m in members)
            {
                top = Math.Max(top, chance[m]);
                isFixed[set] &= path[m] == path[members[0]];
            }
            if (members.Length == 1)
            {
                belief[game.MemberStart[set]] = 1;
                continue;
            }
            if (double.IsNegativeInfinity(top))
                throw new InputException(
                    $"Information set {game.InformationSetNumber(set)} of {game.Players[game.SetPlayer[set]]} is reached only by chance moves of probability 0: "
                        + "give them a small probability or take them out."
                );
            var sum = 0.0;
            for (var m = 0; m < members.Length; m++)
                sum += belief[game.MemberStart[set] + m] = Math.Exp(chance[members[m]] - top);
            for (var m = 0; m < members.Length; m++)
                belief[game.MemberStart[set] + m] /= sum;
        }
        return belief;
    }

    // Kahn's order over "values at a node" and "choice at a known set"; a set that waits for itself in a circle becomes an unknown.
    private int[] Schedule(bool[] isFixed, CancellationToken cancel)
    {
        var game = Game;
        var waitNode = new int[game.NodeCount];
        var waitSet = new int[game.InformationSetCount];
        var ready = new Stack<int>();
        var order = new List<int>(game.NodeCount);
        for (var n = 0; n < game.NodeCount; n++)
        {
            var children = game.ChildrenOf(n).Length;
            var set = game.SetAt[n];
            waitNode[n] = children + (set >= 0 && isFixed[set] ? 1 : 0);
            if (set >= 0)
                waitSet[set] += children;
        }
        for (var n = game.NodeCount - 1; n >= 0; n--)
            if (game.IsTerminal(n))
                Valued(n);
        var next = 0;
        while (true)
        {
            while (ready.TryPop(out var item))
            {
                if ((order.Count & 0xFFFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                order.Add(item);
                if (item >= 0)
                    Valued(item);
                else
                    foreach (var m in game.MembersOf(~item))
                        Release(m);
            }
            // A circle: free the last stuck set by making it an unknown. Deeper sets first, so that few are freed.
            while (next < isFixed.Length && (!isFixed[Candidate(next)] || waitSet[Candidate(next)] == 0))
                next++;
            if (next == isFixed.Length)
                break;
            var freed = Candidate(next);
            isFixed[freed] = false;
            foreach (var m in game.MembersOf(freed))
                Release(m);
        }
        return [.. order];

        int Candidate(int i) => isFixed.Length - 1 - i;

        void Release(int node)
        {
            if (--waitNode[node] == 0)
                ready.Push(node);
        }

        void Valued(int node)
        {
            if (node == 0)
                return;
            var parent = game.Parent[node];
            var set = game.SetAt[parent];
            if (set >= 0 && --waitSet[set] == 0 && isFixed[set])
                ready.Push(~set);
            Release(parent);
        }
    }

    private (int[] Nodes, int[] Slot) FindReachNodes()
    {
        var wanted = new bool[Game.NodeCount];
        foreach (var set in UnknownSets)
        foreach (var member in Game.MembersOf(set))
            for (var n = member; n >= 0 && !wanted[n]; n = Game.Parent[n])
                wanted[n] = true;
        var nodes = new List<int>();
        var slot = new int[Game.NodeCount];
        Array.Fill(slot, -1);
        for (var n = 0; n < wanted.Length; n++)
        {
            if (!wanted[n])
                continue;
            slot[n] = nodes.Count;
            nodes.Add(n);
        }
        return ([.. nodes], slot);
    }

    /// <summary>Log-odds of a profile's choices at the unknown sets, against the first action of each.</summary>
    public void OddsOf(BehaviorProfile profile, Span<double> odds)
    {
        for (var u = 0; u < UnknownSets.Length; u++)
        {
            var first = Game.ActionStart[UnknownSets[u]];
            for (var z = UnknownStart[u]; z < UnknownStart[u + 1]; z++)
                odds[z] = profile.LogProbabilities[first + 1 + z - UnknownStart[u]] - profile.LogProbabilities[first];
        }
    }

    private bool FreeDependent(bool[] isFixed)
    {
        var (_, _, depends) = FindActive(isFixed);
        var any = false;
        for (var set = 0; set < depends.Length; set++)
        {
            any |= isFixed[set] && depends[set];
            isFixed[set] &= !depends[set];
        }
        return any;
    }

    private (int[] Active, int Count, bool[] SetActive) FindActive(bool[] isFixed)
    {
        var active = new int[Game.NodeCount];
        Array.Fill(active, -1);
        var setActive = Array.ConvertAll(isFixed, known => !known);
        var count = 0;
        foreach (var item in Order)
        {
            if (item < 0)
            {
                foreach (var m in Game.MembersOf(~item))
                foreach (var child in Game.ChildrenOf(m))
                    setActive[~item] |= active[child] >= 0;
                continue;
            }
            var depends = Game.SetAt[item] >= 0 && setActive[Game.SetAt[item]];
            foreach (var child in Game.ChildrenOf(item))
                depends |= active[child] >= 0;
            if (depends)
                active[item] = count++;
        }
        return (active, count, setActive);
    }
}
