namespace Foedus.Exploring;

/// <summary>In how many worlds each side has at least its floor.</summary>
/// <param name="Each">[side] share of worlds in which it accepts.</param>
/// <param name="All">Share in which all accept.</param>
/// <param name="Nobody">Share in which none does.</param>
internal sealed record Acceptance(IReadOnlyList<double> Each, double All, double Nobody)
{
    /// <param name="values">[side][world]</param>
    /// <param name="floors">[side] accepted is what is at least this.</param>
    public static Acceptance Of(IReadOnlyList<double[]> values, IReadOnlyList<double> floors)
    {
        var worlds = values[0].Length;
        var each = new double[values.Count];
        var (all, nobody) = (0, 0);
        for (var world = 0; world < worlds; world++)
        {
            var accepting = 0;
            for (var side = 0; side < values.Count; side++)
            {
                if (!(values[side][world] >= floors[side]))
                    continue;
                each[side]++;
                accepting++;
            }
            if (accepting == values.Count)
                all++;
            else if (accepting == 0)
                nobody++;
        }
        return new Acceptance([.. each.Select(count => count / worlds)], (double)all / worlds, (double)nobody / worlds);
    }
}
