using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>How sure a verdict is, in words.</summary>
public static class MonitoringWords
{
    public static string Of(Certainty certainty) => certainty.ToString().ToLowerInvariant();

    /// <summary>The surest thing that holds: "certainly", "probably", "possibly" or "not".</summary>
    public static string Of(Levels levels) =>
        levels.HasFlag(Levels.Certainly) ? "certainly"
        : levels.HasFlag(Levels.Probably) ? "probably"
        : levels.HasFlag(Levels.Possibly) ? "possibly"
        : "not";

    /// <summary>What became of reports, in words that a count stands behind.</summary>
    public static string Of(Taken taken) =>
        taken switch
        {
            Taken.Revised => "reports that replaced an earlier one with the same id",
            Taken.Repeated => "reports whose id had said all that counts before",
            Taken.TooLate => "reports that came too late to change a verdict",
            Taken.BeforeInForce => "reports that began before the deal was in force and do not count",
            Taken.OfNoClass => "reports of no class",
            _ => "reports that were counted",
        };
}
