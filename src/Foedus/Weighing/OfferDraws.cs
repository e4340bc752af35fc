using Foedus.Solving;

namespace Foedus.Weighing;

/// <summary>What one offer gave in a number of draws: columns of equal length. NaN where a draw has no certified solution or a promise was not called.</summary>
public sealed class OfferDraws(int draws, int asks, int slots, int promises, int periods, int standings = 0, int beliefs = 0)
{
    public int Count => draws;

    /// <summary>[ask][draw]</summary>
    public double[][] Measures { get; } = Columns(asks, draws);

    /// <summary>[slot][draw] value at the prior, by party and type; points discounted to the first period.</summary>
    public double[][] Values { get; } = Columns(slots, draws);

    /// <summary>[slot][draw] value less that of no deal in the same draw.</summary>
    public double[][] Surplus { get; } = Columns(slots, draws);

    /// <summary>[slot][draw] prior chance of the type.</summary>
    public double[][] Prior { get; } = Columns(slots, draws);

    /// <summary>[promise][draw] chance kept given called; NaN: not called.</summary>
    public double[][] Kept { get; } = Columns(promises, draws);

    /// <summary>[promise][draw] chance called.</summary>
    public double[][] Called { get; } = Columns(promises, draws);

    /// <summary>[period from 0][draw] survival of the first chance-through condition.</summary>
    public double[][] Survival { get; } = Columns(periods, draws);

    /// <summary>[obligation and number, as in <see cref="OfferOutcome.Standings"/>][draw] chance.</summary>
    public double[][] Standings { get; } = Columns(standings, draws);

    /// <summary>[slot of a party that hides something, in order][draw] mean public belief at the end of the last period.</summary>
    public double[][] Beliefs { get; } = Columns(beliefs, draws);

    /// <summary>[draw] 1 holds, 0 does not, NaN no solution or no condition.</summary>
    public double[] Holds { get; } = Column(draws);

    /// <summary>[draw] logit residual as certified, points; under rational choice the largest gain by a deviation.</summary>
    public double[] Residual { get; } = Column(draws);

    /// <summary>[draw] how the solver ended: a <see cref="SolveStatus"/> as a number.</summary>
    public double[] Status { get; } = Column(draws);

    /// <summary>Whether the draw has a certified solution.</summary>
    public bool IsSolved(int draw) => Status[draw] is (double)SolveStatus.Solved or (double)SolveStatus.AlmostSolved;

    private static double[][] Columns(int count, int draws) => [.. Enumerable.Range(0, count).Select(_ => Column(draws))];

    private static double[] Column(int draws)
    {
        var column = new double[draws];
        Array.Fill(column, double.NaN);
        return column;
    }
}
