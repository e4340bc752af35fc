namespace Foedus.Lowering;

/// <summary>Values of a public state that periods begin with while somebody gets or pays something there, and those that something leads out of.</summary>
/// <param name="Met">Values with a flow.</param>
/// <param name="Left">Values that another can follow.</param>
internal sealed record Trapped(HashSet<int> Met, HashSet<int> Left)
{
    /// <summary>In one offer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="reached">What can follow what in it.</param>
    /// <param name="state">Number of the public state.</param>
    public static Trapped In(LoweredOffer offer, Reachability reached, int state)
    {
        var (met, left) = (new HashSet<int>(), new HashSet<int>());
        foreach (var group in reached.Beginnings().GroupBy(number => offer.States[number][state]))
        {
            if (group.Any(number => offer.Game.Flows[number].Any(flows => flows.Any(flow => !flow.IsZero))))
                met.Add(group.Key);
            if (reached.After(group).Any(number => offer.States[number][state] != group.Key))
                left.Add(group.Key);
        }
        return new Trapped(met, left);
    }

    /// <summary>Values that nothing leads out of, ascending; none where it is but one and no other is ever left, since then the state tells nothing apart.</summary>
    public IReadOnlyList<int> Values => Met.Except(Left).Order().ToList() is { Count: > 0 } traps && (Left.Count > 0 || traps.Count > 1) ? traps : [];
}
