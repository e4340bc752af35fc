using Foedus.Solving;

namespace Foedus.Weighing;

/// <summary>What an offer gives in one world, as numbers alone: as in <see cref="OfferOutcome"/>.</summary>
internal sealed record SolvedNumbers
{
    public required SolveStatus Status { get; init; }

    /// <summary>Logit residual; the largest gain of a deviation where all are rational.</summary>
    public required double Residual { get; init; }

    public required double[] Measures { get; init; }

    public required double[] Values { get; init; }

    public required double[] Prior { get; init; }

    public required double[] Called { get; init; }

    public required double[] Kept { get; init; }

    public required IReadOnlyList<double> Standings { get; init; }

    public required double[]? Survival { get; init; }

    /// <summary>[hidden slot] mean public belief at the end of the last period.</summary>
    public double[] Beliefs { get; init; } = [];

    public required int[] Reading { get; init; }

    /// <summary>Further solutions, in their order.</summary>
    public required IReadOnlyList<SolvedNumbers> Others { get; init; }

    public bool IsSolved => Status is SolveStatus.Solved or SolveStatus.AlmostSolved;

    /// <summary>How many there are, about.</summary>
    public int Length =>
        Measures.Length
        + 2 * Values.Length
        + 2 * Called.Length
        + Standings.Count
        + Beliefs.Length
        + (Survival?.Length ?? 0)
        + 40
        + Others.Sum(other => other.Length);

    public static SolvedNumbers Of(OfferOutcome outcome) =>
        new()
        {
            Status = outcome.Solution.Report!.Status,
            Residual = outcome.Solution.Report!.LogitResidual ?? outcome.Solution.Report!.DeviationGain,
            Measures = outcome.Measures,
            Values = outcome.Values,
            Prior = outcome.Prior,
            Called = outcome.Called,
            Kept = outcome.Kept,
            Standings = outcome.Standings,
            Survival = outcome.Survival,
            Beliefs = outcome.Beliefs,
            Reading = outcome.Solution.Reading,
            Others = [.. outcome.Others.Select(Of)],
        };
}
