using Foedus.Answers;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>The answer over two assumptions, all others at their best values.</summary>
[Answer("foedus/map/1")]
public sealed record AnswerMap
{
    /// <summary>Most places along a side.</summary>
    public const int MostPoints = 1_001;

    public required string Offer { get; init; }

    /// <summary>Name of the assumption along the page.</summary>
    public required string X { get; init; }

    /// <summary>Name of the assumption up the page.</summary>
    public required string Y { get; init; }

    public required string XSentence { get; init; }

    public required string YSentence { get; init; }

    /// <summary>[column] values of X.</summary>
    public required IReadOnlyList<double> Xs { get; init; }

    /// <summary>[row] values of Y, from below.</summary>
    public required IReadOnlyList<double> Ys { get; init; }

    public required double XBest { get; init; }

    public required double YBest { get; init; }

    /// <summary>What is shown in each cell, in words.</summary>
    public required string Title { get; init; }

    /// <summary>A chance, periods, or yes and no.</summary>
    public required Unit Unit { get; init; }

    /// <summary>[row][column] the deciding measure; NaN without a certified solution.</summary>
    public required IReadOnlyList<double[]> Values { get; init; }

    /// <summary>[row][column] whether it holds; null: no solution or no condition. The flip line runs where neighbours differ.</summary>
    public required IReadOnlyList<bool?[]> Holds { get; init; }

    public int NotSolved => Values.Sum(row => row.Count(double.IsNaN));
}
