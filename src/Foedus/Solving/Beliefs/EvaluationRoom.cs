namespace Foedus.Solving.Beliefs;

/// <summary>Room for judging profiles of one game, used again from one profile to the next. Not for two threads at once.</summary>
internal sealed class EvaluationRoom
{
    private readonly Dictionary<int, Stack<double[]>> free = [];
    private readonly List<(int[] Corner, double[] Weight)> located = [];
    private PublicOutlook? outlook;

    /// <summary>What may happen under a profile; valid until it is asked for another.</summary>
    public PublicOutlook OutlookOf(BeliefSolution solution)
    {
        if (outlook?.Game == solution.Game)
            outlook.Restart(solution);
        else
            outlook = new PublicOutlook(solution);
        return outlook;
    }

    /// <summary>An array with whatever was in it.</summary>
    public double[] Rent(int length) => free.TryGetValue(length, out var some) && some.TryPop(out var array) ? array : new double[length];

    /// <summary>An array that nothing reads any more.</summary>
    public void Return(double[] array)
    {
        if (!free.TryGetValue(array.Length, out var some))
            free.Add(array.Length, some = []);
        some.Push(array);
    }

    /// <summary>Room for grid points and weights that stand for beliefs, by number; each has at least so many points.</summary>
    public (int[] Corner, double[] Weight) Located(int number, int points)
    {
        while (located.Count <= number)
            located.Add(([], []));
        if (located[number].Corner.Length < points)
            located[number] = (new int[points], new double[points]);
        return located[number];
    }
}

/// <summary>What is held about everybody at the points of a profile's grid, worked out once a profile.</summary>
internal sealed class HeldBeliefs(BeliefSolution solution, EvaluationRoom room)
{
    private readonly double[]?[] held = new double[solution.Game.Parties.Count][];
    private readonly double[]?[] others = new double[solution.Game.Parties.Count][];

    /// <summary>[type × points + point] what is held about a party.</summary>
    public double[] Of(int party)
    {
        if (held[party] is { } known)
            return known;
        var (grid, count) = (solution.Grid, solution.Game.Parties[party].TypeCount);
        known = held[party] = room.Rent(count * grid.PointCount);
        for (var point = 0; point < grid.PointCount; point++)
        for (var type = 0; type < count; type++)
            known[type * grid.PointCount + point] = grid.Belief(party, point)[type];
        return known;
    }

    /// <summary>Σ over the joint types in which a party has a type, at what it believes of the others: [point].</summary>
    /// <param name="party">The party.</param>
    /// <param name="values">Values by joint type, as of a profile.</param>
    /// <param name="type">Its own type.</param>
    /// <param name="sum">Written over.</param>
    public void Expect(int party, double[] values, int type, Span<double> sum)
    {
        var (types, points) = (solution.Types, solution.Grid.PointCount);
        var likely = others[party] ??= Others(party);
        sum.Clear();
        for (var joint = 0; joint < types.Count; joint++)
        {
            if (types.TypeOf(party, joint) != type)
                continue;
            var weight = likely.AsSpan(joint * points, points);
            var value = values.AsSpan((party * types.Count + joint) * points, points);
            for (var point = 0; point < sum.Length; point++)
                sum[point] += weight[point] * value[point];
        }
    }

    /// <summary>The profile has been judged.</summary>
    public void Release()
    {
        foreach (var array in held.Concat(others))
            if (array is not null)
                room.Return(array);
        Array.Clear(held);
        Array.Clear(others);
    }

    private double[] Others(int party)
    {
        var (grid, types) = (solution.Grid, solution.Types);
        var likely = room.Rent(types.Count * grid.PointCount);
        for (var joint = 0; joint < types.Count; joint++)
        for (var point = 0; point < grid.PointCount; point++)
            likely[joint * grid.PointCount + point] = grid.Others(party, types, joint, point);
        return likely;
    }
}
