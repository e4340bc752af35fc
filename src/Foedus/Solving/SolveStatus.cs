using System.Text.Json.Serialization;

namespace Foedus.Solving;

/// <summary>How a solver ended, and so what its numbers are worth.</summary>
public enum SolveStatus
{
    /// <summary>Certified: the residual or deviation gain, recomputed by code that did not make the result, is within tolerance.</summary>
    Solved,

    /// <summary>An equilibrium to the looser tolerance only; the certificate says how close.</summary>
    [JsonStringEnumMemberName("almost solved")]
    AlmostSolved,

    /// <summary>No certified result. Whatever numbers exist are not an equilibrium and are not returned as one.</summary>
    [JsonStringEnumMemberName("not converged")]
    NotConverged,

    /// <summary>Too large, or outside the method's preconditions; nothing was computed.</summary>
    Refused,

    /// <summary>Stopped by the user before the end.</summary>
    Cancelled,
}
