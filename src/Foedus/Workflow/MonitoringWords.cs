using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>How sure a verdict is, in words.</summary>
public static class MonitoringWords
{
    public static string Of(Certainty certainty) => certainty.ToString().ToLowerInvariant();

    /// <summary>The surest thing that holds: "certainly", "probably", "possibly" or "not".</summary>
    public static string Of(Levels levels) => levels.HasFlag(Levels.Certainly) ? "certainly" : levels.HasFlag(Levels.Probably) ? "probably" : levels.HasFlag(Levels.Possibly) ? "possibly" : "not";
}
