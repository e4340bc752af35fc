namespace Foedus.Solving.Beliefs;

/// <summary>What a turn of somebody with two types is worth to everybody, written out for <see cref="TurnKernel.Expect"/>. Filled anew for every turn.</summary>
/// <remarks>A row is a party in a joint type. Values after the turn stand point by point, all rows of a point one after another, so that a belief between two points takes both at once.</remarks>
internal sealed class TurnValues
{
    /// <summary>Where an option leads, the group that tells the belief, and whether it is certain.</summary>
    public struct Way
    {
        public int State;
        public int Group;
        public bool IsSure;
    }

    private Way[] ways = [];
    private int[] waysUntil = [];
    private double[] chances = [];
    private double[] payments = [];
    private double[] isSecond = [];
    private double[] result = [];

    public int Options { get; private set; }

    /// <summary>Rows, up to whole registers.</summary>
    public int Rows { get; private set; }

    /// <summary>[state × points × rows + point × rows + row] values after the turn.</summary>
    public double[] After { get; private set; } = [];

    public Way[] Ways => ways;

    /// <summary>[option] where its ways end.</summary>
    public int[] WaysUntil => waysUntil;

    /// <summary>[way × rows + row] how likely it is.</summary>
    public double[] Chances => chances;

    /// <summary>[option × rows + row] what is paid.</summary>
    public double[] Payments => payments;

    /// <summary>[row] bits set where the mover is of the second type.</summary>
    public double[] IsSecond => isSecond;

    /// <summary>[lane × rows + row]</summary>
    public double[] Result => result;

    /// <summary>Rows of so many numbers, up to whole registers.</summary>
    public static int Whole(int rows) => (rows + 3) / 4 * 4;

    /// <summary>Another turn.</summary>
    /// <param name="plan">One that <see cref="TurnPlan.IsAlike"/>.</param>
    /// <param name="coefficients">A draw's numbers.</param>
    /// <param name="types">Joint types.</param>
    /// <param name="parties">How many there are.</param>
    /// <param name="after">Values after the turn, point by point.</param>
    /// <param name="ofState">Numbers a state takes there.</param>
    public void Fill(TurnPlan plan, double[] coefficients, JointTypes types, int parties, double[] after, int ofState)
    {
        var rows = parties * types.Count;
        (Options, Rows, After) = (plan.Options, Whole(rows), after);
        var all = 0;
        for (var option = 0; option < plan.Options; option++)
            all += plan.Moves[2 * option].Length;
        if (ways.Length < all || chances.Length < all * Rows)
            (ways, chances) = (new Way[all], new double[all * Rows]);
        if (waysUntil.Length < Options || payments.Length < Options * Rows)
            (waysUntil, payments) = (new int[Options], new double[Options * Rows]);
        if (result.Length < TurnKernel.Block * Rows)
            (isSecond, result) = (new double[Rows], new double[TurnKernel.Block * Rows]);
        var mover = plan.Node.Mover;
        for (int option = 0, way = 0; option < Options; option++)
        {
            for (var i = 0; i < plan.Moves[2 * option].Length; i++, way++)
            {
                var (first, second) = (plan.Moves[2 * option][i], plan.Moves[2 * option + 1][i]);
                ways[way] = new Way
                {
                    State = first.State * ofState,
                    Group = first.Group,
                    IsSure = coefficients[first.Probability.Index] == 1 && coefficients[second.Probability.Index] == 1,
                };
                for (var row = 0; row < rows; row++)
                    chances[way * Rows + row] = coefficients[plan.Moves[2 * option + types.TypeOf(mover, row % types.Count)][i].Probability.Index];
            }
            waysUntil[option] = way;
            for (var row = 0; row < rows; row++)
            {
                var (party, joint) = (row / types.Count, row % types.Count);
                payments[option * Rows + row] = plan.Payments[option][party] is { } payment
                    ? coefficients[payment[types.TypeOf(mover, joint)][types.TypeOf(party, joint)].Index]
                    : 0;
            }
        }
        for (var row = 0; row < rows; row++)
            isSecond[row] = types.TypeOf(mover, row % types.Count) == 1 ? BitConverter.Int64BitsToDouble(-1) : 0;
    }
}
