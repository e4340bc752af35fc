using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>An answer again, with everybody more careful: on the first draws, in which it is certified at every care shown.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Measure">The ask's name; "holds" for the share of the draws in which the offer holds.</param>
/// <param name="Draws">How many draws.</param>
/// <param name="Unit">Of the three.</param>
/// <param name="AsWritten">Mean over the draws with the care that the deal says.</param>
/// <param name="FourTimes">With every party's λ four times as large, in the solution that goes on from the one shown.</param>
/// <param name="Rational">With everybody rational, where that is exact: nothing private, no turns at once, an end; else null.</param>
public sealed record OfferCare(string Offer, string Measure, int Draws, Unit Unit, double AsWritten, double? FourTimes, double? Rational)
{
    /// <summary>"ask", or "condition": whether the offer holds, by the deal's own condition. An ask may be called "holds", too.</summary>
    public string Kind { get; init; } = Ask;

    /// <summary>95% interval of <see cref="FourTimes"/> less <see cref="AsWritten"/>, draw by draw; null where not known.</summary>
    public Interval? Change { get; init; }

    /// <summary>Draws among the first that are in no mean, for want of a certified solution as written or four times as careful.</summary>
    public int NotSolved { get; init; }

    internal const string Ask = "ask";

    internal const string Condition = "condition";

    /// <summary>Whether so few draws tell that more care moves it.</summary>
    [JsonIgnore]
    public bool Moves => Change is { } change && (change.Low > 0 || change.High < 0);
}
