using System.Text.Json.Serialization;
using Foedus.Answers;

namespace Foedus.Solving;

/// <summary>What every solver says of its own work, whatever the game and the method.</summary>
/// <remarks>Points are the payoff units of the game, as seen from the period of the choice unless the method says otherwise.</remarks>
public sealed record SolveReport
{
    public required SolveStatus Status { get; init; }

    /// <summary>The method in the field's words, e.g. "agent quantal response, principal branch".</summary>
    public required string Method { get; init; }

    /// <summary>What the status certifies, in one sentence: "no party gains more than 1e-9 points by one deviation".</summary>
    public required string Certifies { get; init; }

    /// <summary>Largest gain of any party from one unilateral deviation, in points; NaN when there is no profile.</summary>
    public double DeviationGain { get; init; } = double.NaN;

    /// <summary>max over parties of KL(σ ‖ softmax(λQ)) / λ, in points; null where λ is infinite or choices are not logit.</summary>
    public double? LogitResidual { get; init; }

    /// <summary>Which equilibrium this is, in words: "principal branch", "reached from the given profile".</summary>
    public string Selection { get; init; } = "";

    /// <summary>How many further equilibria were found; null when none were looked for.</summary>
    public int? OthersFound { get; init; }

    /// <summary>From how many further starts others were looked for; null where they are not looked for so.</summary>
    public int? StartsTried { get; init; }

    /// <summary>Size of what was solved, in the unit named by <see cref="SizeUnit"/>.</summary>
    public long Size { get; init; }

    /// <summary>"nodes", "states", "state × belief points", …</summary>
    public string SizeUnit { get; init; } = "";

    [JsonIgnore]
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long it took; null where answers are kept.</summary>
    [Timing]
    public double? Milliseconds => Elapsed.TotalMilliseconds;

    /// <summary>Things the reader must know: ties, turns with several fixed points, why it did not converge.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
