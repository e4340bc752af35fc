using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What somebody counted or judged about an ask, beside what the plausible worlds say of it. It changes no other number.</summary>
public sealed record EvidenceResult
{
    /// <summary>Its name in the deal.</summary>
    public required string Name { get; init; }

    /// <summary>The offer it is about.</summary>
    public required string Offer { get; init; }

    /// <summary>The ask it is about.</summary>
    public required string Ask { get; init; }

    /// <summary>Words of the ask.</summary>
    public required string Title { get; init; }

    /// <summary>Of the ask.</summary>
    public required Unit Unit { get; init; }

    /// <summary>"counted": so many of so many cases. "judged": somebody's range.</summary>
    public required string Kind { get; init; }

    /// <summary>Cases in which it was so; null where it was judged.</summary>
    public int? Count { get; init; }

    /// <summary>Of so many cases; null where it was judged.</summary>
    public int? Of { get; init; }

    /// <summary>Lower end: of the judged range; of the 95% interval of the counted share (Wilson).</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>The answer in the median world.</summary>
    public required double Model { get; init; }

    /// <summary>5% quantile of the answer over the worlds.</summary>
    public required double ModelLow { get; init; }

    /// <summary>95% quantile of the answer over the worlds.</summary>
    public required double ModelHigh { get; init; }

    /// <summary>The answer at the best values.</summary>
    public required double ModelAtBest { get; init; }

    /// <summary>Share of the worlds whose answer lies from low to high.</summary>
    public required double Agree { get; init; }

    /// <summary>Effective number of worlds left with this evidence alone: (Σw)² / Σw², w being the likelihood of the count, or 1 inside the judged range and 0 outside.</summary>
    public required double Effective { get; init; }

    /// <summary>Who says so.</summary>
    public required string Source { get; init; }

    /// <summary>What was counted or judged.</summary>
    public required string Definition { get; init; }

    /// <summary>As of when.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Through, by or at the end of which period the ask asks; for a time, null.</summary>
    public int? Period { get; init; }

    /// <summary>Whether it can be drawn beside the survival curve of its offer.</summary>
    [JsonIgnore]
    public bool IsOnSurvival { get; init; }

    /// <summary>"41 of 97", "0.06 to 0.37".</summary>
    [JsonIgnore]
    public string Found =>
        Count is { } count
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:N0} of {Of:N0}")
            : $"{Unit.Number(Low)} to {Unit.Number(High)}";

    /// <summary>What was found, what the worlds say, and the difference.</summary>
    public required string Words { get; init; }
}
