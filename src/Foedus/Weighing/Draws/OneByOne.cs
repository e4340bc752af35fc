namespace Foedus.Weighing.Draws;

/// <summary>The block solver for any offer: one draw after another.</summary>
internal sealed class OneByOne : IBlockSolver
{
    private readonly Func<double[], CancellationToken, SolvedNumbers> solve;
    private double[] values = [];

    /// <param name="solver">Solves each.</param>
    public OneByOne(OfferSolver solver) => solve = solver.SolveNumbers;

    internal OneByOne(SolveKind kind, SolveMemo memo) => solve = (world, cancel) => memo.Solve(kind, world, cancel);

    public void Solve(double[][] worlds, int from, int count, OfferDraws into, CancellationToken cancel)
    {
        if (values.Length != worlds.Length)
            values = new double[worlds.Length];
        for (var draw = from; draw < from + count; draw++)
        {
            for (var a = 0; a < values.Length; a++)
                values[a] = worlds[a][draw];
            Write(solve(values, cancel), draw, into);
        }
    }

    private static void Write(SolvedNumbers outcome, int draw, OfferDraws into)
    {
        into.Status[draw] = (double)outcome.Status;
        if (!outcome.IsSolved)
            return;
        into.Residual[draw] = outcome.Residual;
        for (var ask = 0; ask < outcome.Measures.Length; ask++)
            into.Measures[ask][draw] = outcome.Measures[ask];
        for (var slot = 0; slot < outcome.Values.Length; slot++)
        {
            into.Values[slot][draw] = outcome.Values[slot];
            into.Prior[slot][draw] = outcome.Prior[slot];
        }
        for (var promise = 0; promise < outcome.Called.Length; promise++)
        {
            into.Called[promise][draw] = outcome.Called[promise];
            into.Kept[promise][draw] = outcome.Kept[promise];
        }
        for (var standing = 0; standing < outcome.Standings.Count; standing++)
            into.Standings[standing][draw] = outcome.Standings[standing];
        for (var hidden = 0; hidden < outcome.Beliefs.Length; hidden++)
            into.Beliefs[hidden][draw] = outcome.Beliefs[hidden];
        for (var period = 0; period < (outcome.Survival?.Length ?? 0); period++)
            into.Survival[period][draw] = outcome.Survival![period];
    }
}
