namespace Foedus.Numerics;

/// <summary>Things in an order in which each comes after those that it depends on.</summary>
internal static class DependencyOrder
{
    /// <summary>Their numbers in groups, each after those that it depends on; where two depend on each other, directly or through others, they are in one group. Else the order in which they come.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="dependsOn">Whether one depends directly on another.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int count, Func<int, int, bool> dependsOn)
    {
        var depends = new bool[count, count];
        for (var one = 0; one < count; one++)
        for (var other = 0; other < count; other++)
            depends[one, other] = one != other && dependsOn(one, other);
        for (var through = 0; through < count; through++)
        for (var one = 0; one < count; one++)
        for (var other = 0; other < count; other++)
            depends[one, other] |= depends[one, through] && depends[through, other];
        var (groups, placed) = (new List<IReadOnlyList<int>>(), new bool[count]);
        while (placed.Contains(false))
        {
            bool Waits(int one) => Enumerable.Range(0, count).Any(other => !placed[other] && depends[one, other] && !depends[other, one]);
            var next = Enumerable.Range(0, count).First(one => !placed[one] && !Waits(one));
            int[] together = [.. Enumerable.Range(0, count).Where(other => other == next || depends[next, other] && depends[other, next])];
            foreach (var one in together)
                placed[one] = true;
            groups.Add(together);
        }
        return groups;
    }
}
