using Foedus.Lowering;
using Foedus.Numerics.Sampling;

namespace Foedus.Weighing;

/// <summary>The value at which an offer stops or starts to hold when one assumption moves through its range and all others stay at their best values.</summary>
/// <remarks>Outward from the best value in even steps, then by halving; a flip and a flip back between two steps are not seen. Not for two threads at once.</remarks>
internal sealed class Thresholds(AssumptionSet assumptions, SolveKind kind, HoldingCondition holding, SolveMemo memo)
{
    private const int Halvings = 7;

    private readonly double[] values = (double[])assumptions.Best.Clone();
    private readonly Lazy<bool?> atBest = new(() => Holds(memo, kind, holding, assumptions.Best, default));

    /// <summary>The nearest flip on its side; null: nowhere in the range, or no solution at the best values.</summary>
    /// <param name="a">Which assumption.</param>
    /// <param name="steps">Places looked at on either side of the best value.</param>
    /// <param name="cancel">Stops the work.</param>
    public double? Find(int a, int steps, CancellationToken cancel)
    {
        if (atBest.Value is not { } standing)
            return null;
        var (low, high, best) = (assumptions.Distributions[a].Low, assumptions.Distributions[a].High, assumptions.Best[a]);
        try
        {
            foreach (var end in Math.Abs(high - best) < Math.Abs(best - low) ? new[] { high, low } : [low, high])
            {
                if (end == best)
                    continue;
                // Where only a few values can be drawn, those are the steps, and nothing lies between them.
                if (assumptions.Distributions[a] is OneOfValues few)
                {
                    foreach (var value in few.Values.Where(value => end > best ? value > best : value < best).OrderBy(value => Math.Abs(value - best)))
                        if (HoldsAt(value) == !standing)
                            return value;
                    continue;
                }
                var inside = best;
                for (var step = 1; step <= steps; step++)
                {
                    var outside = Outward.Place(best, end, step, steps);
                    if (HoldsAt(outside) == !standing)
                        return Between(inside, outside);
                    inside = outside;
                }
            }
            return null;
        }
        finally
        {
            values[a] = best;
        }

        double Between(double inside, double outside)
        {
            for (var round = 0; round < Halvings; round++)
            {
                var middle = (inside + outside) / 2;
                if (HoldsAt(middle) == standing)
                    inside = middle;
                else
                    outside = middle;
            }
            return (inside + outside) / 2;
        }

        bool? HoldsAt(double value)
        {
            values[a] = value;
            return Holds(memo, kind, holding, values, cancel);
        }
    }

    private static bool? Holds(SolveMemo memo, SolveKind kind, HoldingCondition holding, double[] values, CancellationToken cancel)
    {
        var outcome = memo.Solve(kind, values, cancel);
        return outcome.IsSolved ? holding.Holds(outcome.Measures, values) : null;
    }
}
