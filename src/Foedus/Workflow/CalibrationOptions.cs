using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>Which thresholds are tried on which periods.</summary>
public sealed record CalibrationOptions
{
    public required string Trigger { get; init; }

    public required IReadOnlyList<KnownPeriod> Periods { get; init; }

    public IReadOnlyList<int> Incidents { get; init; } = [1, 2, 3, 5, 10, 20];

    public IReadOnlyList<int> Deaths { get; init; } = [1, 5, 10, 25];

    public IReadOnlyList<int> Windows { get; init; } = [7, 14, 30];

    public Certainty Certainty { get; init; } = Certainty.Probably;

    /// <summary>Days of a period of the deal, for detection and false alarms per period.</summary>
    public int BlockDays { get; init; } = 30;

    public bool Strict { get; init; }
}
