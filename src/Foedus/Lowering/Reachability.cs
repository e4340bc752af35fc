using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>Which states can follow which, whatever anybody chooses: chances that are not 0 by structure count as possible.</summary>
internal sealed class Reachability
{
    private readonly PublicBeliefGame game;
    private readonly int[][] next;

    public Reachability(PublicBeliefGame game)
    {
        this.game = game;
        next = [.. game.Nodes.Select(node => Ends(node).Distinct().ToArray())];
    }

    /// <summary>States at the end of a period that begins in one of some states.</summary>
    public HashSet<int> After(IEnumerable<int> states)
    {
        var now = states.ToHashSet();
        foreach (var step in game.Steps)
        {
            var after = new HashSet<int>();
            foreach (var state in now)
                if (step.NodeOfState[state] is >= 0 and var node)
                    after.UnionWith(next[node]);
                else
                    after.Add(state);
            now = after;
        }
        return now;
    }

    /// <summary>Every state in which a period within the horizon can begin.</summary>
    public HashSet<int> Beginnings()
    {
        var all = new HashSet<int> { game.InitialState };
        var fresh = all.ToHashSet();
        for (var period = 1; fresh.Count > 0 && !(period >= game.Periods); period++)
        {
            fresh = After(fresh);
            fresh.ExceptWith(all);
            all.UnionWith(fresh);
        }
        return all;
    }

    /// <summary>What an ask comes to whatever anybody does: 1 or 0; null where it is open. Of a time until: 0 if it never comes.</summary>
    public int? Decided(AskedMeasure ask)
    {
        if (ask.Kind.Follows is not { } wanted)
        {
            var end = new HashSet<int> { game.InitialState };
            for (var period = 0; period < ask.Periods; period++)
                end = After(end);
            return end.All(state => ask.Holds[state]) ? 1
                : end.Any(state => ask.Holds[state]) ? null
                : 0;
        }
        // The runs in which it has not been decided yet: still true of 'through', not yet true of 'by'.
        var alive = new HashSet<int> { game.InitialState };
        var canEnd = false;
        for (var period = 0; period < ask.Periods && alive.Count > 0; period++)
        {
            var left = After(alive);
            canEnd |= left.RemoveWhere(state => ask.Holds[state] != wanted) > 0;
            if (alive.SetEquals(left))
                break;
            alive = left;
        }
        if (!canEnd)
            return wanted ? 1 : 0;
        return alive.Count > 0 ? null
            : ask.Kind.IsTime ? null
            : wanted ? 0
            : 1;
    }

    private static IEnumerable<int> Ends(GameNode node) =>
        DealLowering.TransitionsOf(node).Where(transition => !transition.Probability.IsZero).Select(transition => transition.NextState);
}
