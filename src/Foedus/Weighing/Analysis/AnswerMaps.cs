using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Units;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing.Analysis;

/// <summary>Solves an offer over two assumptions, all others at their best values.</summary>
internal static class AnswerMaps
{
    /// <summary>Solves the offer on a grid.</summary>
    /// <param name="assumptions">As a reading and fixed values leave them.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="x">Name of an assumption with a range.</param>
    /// <param name="y">Name of another.</param>
    /// <param name="points">Places in each range, ends included; where only a few values can be drawn, those.</param>
    /// <param name="resolution">Knots of the belief grid.</param>
    /// <param name="period">The deal's period.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    /// <param name="solved">Told after every solve.</param>
    /// <exception cref="InputException">No such assumption, none with a range, or twice the same.</exception>
    public static AnswerMap Solve(
        AssumptionSet assumptions,
        LoweredOffer offer,
        string x,
        string y,
        int points,
        int resolution,
        string period,
        ParallelOptions parallel,
        Action? solved = null
    ) => Solve(assumptions, offer, x, y, points, resolution, period, parallel, solved, null);

    internal static AnswerMap Solve(
        AssumptionSet assumptions,
        LoweredOffer offer,
        string x,
        string y,
        int points,
        int resolution,
        string period,
        ParallelOptions parallel,
        Action? solved,
        SolveMemo? memo
    )
    {
        var (first, second) = (Find(assumptions, x), Find(assumptions, y));
        if (first == second)
            throw new InputException($"A map needs two assumptions; '{x}' was named twice.");
        var holding = offer.Holding;
        if (holding is null && offer.Asks.Count == 0)
            throw new InputException(
                "The deal asks nothing, so there is no answer to map. Write: ask NAME \"…\": chance … through N, and: holds when NAME >= …"
            );
        var ask = holding is null ? 0 : holding.Decides?.Ask;
        var (xs, ys) = (Places(assumptions, first, points), Places(assumptions, second, points));
        var (values, held) = (Grid(ys.Length, xs.Length, double.NaN), Grid<bool?>(ys.Length, xs.Length, null));
        var worlds = ys.SelectMany(
                _ => xs,
                (up, along) =>
                {
                    var world = (double[])assumptions.Best.Clone();
                    (world[first], world[second]) = (along, up);
                    return world;
                }
            )
            .ToList();
        var solutions = ManyWorlds.Solve(offer, worlds, resolution, parallel, solved, memo);
        for (var cell = 0; cell < worlds.Count; cell++)
        {
            if (!solutions.IsSolved(cell))
                continue;
            var (row, column, measures) = (cell / xs.Length, cell % xs.Length, solutions.MeasuresOf(cell));
            held[row][column] = holding?.Holds(measures, worlds[cell]);
            values[row][column] =
                ask is { } known ? measures[known]
                : held[row][column] is { } yes
                    ? yes ? 1
                        : 0
                : double.NaN;
        }
        return new AnswerMap
        {
            Offer = offer.Offer.Name,
            X = x,
            Y = y,
            XSentence = assumptions.Assumptions[first].Sentence ?? "",
            YSentence = assumptions.Assumptions[second].Sentence ?? "",
            Xs = xs,
            Ys = ys,
            XBest = assumptions.Best[first],
            YBest = assumptions.Best[second],
            Title = ask is { } shown ? offer.Asks[shown].Title : "holds",
            Unit = ask is not { } asked ? Unit.YesNo : new Asked(offer.Asks[asked]).In(period),
            Values = values,
            Holds = held,
        };
    }

    private static T[][] Grid<T>(int rows, int columns, T value) => [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Repeat(value, columns).ToArray())];

    private static int Find(AssumptionSet assumptions, string name)
    {
        var index = assumptions.Assumptions.ToList().FindIndex(assumption => assumption.Name == name);
        if (index < 0)
            throw new InputException(
                $"There is no assumption '{name}'. Assumptions: {string.Join(", ", assumptions.Assumptions.Select(assumption => assumption.Name))}."
            );
        return assumptions.Uncertain.Contains(index)
            ? index
            : throw new InputException(
                $"'{name}' has no range to map. With a range: {string.Join(", ", assumptions.Uncertain.Select(i => assumptions.Assumptions[i].Name))}."
            );
    }

    private static double[] Places(AssumptionSet assumptions, int a, int points)
    {
        if (assumptions.Distributions[a] is OneOfValues few)
            return [.. few.Values];
        var (low, high) = (assumptions.Distributions[a].Low, assumptions.Distributions[a].High);
        return [.. Enumerable.Range(0, points).Select(i => low + (high - low) * i / (points - 1))];
    }
}
