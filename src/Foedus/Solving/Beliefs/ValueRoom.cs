namespace Foedus.Solving.Beliefs;

/// <summary>Arrays for values by state, made once and used again period by period and world by world.</summary>
/// <remarks>Values of a period are read while the one before it is worked out, and never after: so two lots, in turn.</remarks>
internal sealed class ValueRoom(int length)
{
    private readonly List<double[]>[] lots = [[], []];
    private int lot;
    private int used;

    /// <summary>An array with whatever was in it; valid until the second <see cref="Turn"/> from now.</summary>
    public double[] Rent()
    {
        if (used == lots[lot].Count)
            lots[lot].Add(new double[length]);
        return lots[lot][used++];
    }

    /// <summary>Another period begins: what was rented before the last turn is free.</summary>
    public void Turn() => (lot, used) = (1 - lot, 0);
}
