namespace Foedus.Solving.Beliefs;

/// <summary>Arrays for values by state, made once and used again period by period and world by world.</summary>
/// <remarks>Values of a period are read while the one before it is worked out, and never after: so two lots, in turn.</remarks>
internal sealed class ValueRoom(int length, int states)
{
    private readonly List<double[]>[] lots =
    [
        [],
        [],
    ];
    private readonly List<double[][]>[] tables =
    [
        [],
        [],
    ];
    private int lot;
    private int used;
    private int usedTables;

    /// <summary>An array with whatever was in it; valid until the second <see cref="Turn"/> from now.</summary>
    public double[] Rent()
    {
        if (used == lots[lot].Count)
            lots[lot].Add(new double[length]);
        return lots[lot][used++];
    }

    /// <summary>[state] with whatever was in it; valid as long.</summary>
    public double[][] RentTable()
    {
        if (usedTables == tables[lot].Count)
            tables[lot].Add(new double[states][]);
        return tables[lot][usedTables++];
    }

    /// <summary>Another period begins: what was rented before the last turn is free.</summary>
    public void Turn() => (lot, used, usedTables) = (1 - lot, 0, 0);
}
