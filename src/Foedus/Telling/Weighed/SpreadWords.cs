using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Whether an answer varies over the worlds as far as a reader is shown: what reads as one number owes nothing to anything.</summary>
internal static class SpreadWords
{
    /// <summary>Why what decides an outcome is not told; null where it is.</summary>
    /// <param name="outcome">What was looked at.</param>
    /// <param name="points">Base points that were solved for it.</param>
    /// <param name="offer">Whose.</param>
    public static string? Nothing(EffectsOnOutcome outcome, int points, OfferResult offer)
    {
        if (!(outcome.Deviation > 0))
            return Unmoved(outcome, points, offer);
        if (outcome.Outcome == "measure")
            return Reads(offer) || offer.Measures.FirstOrDefault(measure => measure.Decides) is not { } decides
                ? null
                : $"{decides.Unit.Text(decides.Across.Low)} in nine of ten worlds, as far as is shown: what moves it by less is not told.";
        return (outcome.Outcome == "holds" ? offer.Holds : offer.AcceptableAndHolds) is { } share && !Varies(share.Share)
            ? $"So in {share.WithRange} of 100 worlds: too nearly the same in all for what decides it to be told."
            : null;
    }

    // What did not vary in a design may vary all the same, more seldom than its points can show.
    private static string Unmoved(EffectsOnOutcome outcome, int points, OfferResult offer)
    {
        var where = $"the {Words.Counted(points, "base point")} that were solved for this";
        if (double.IsNaN(outcome.Deviation))
            return $"No certified solution at {where}.";
        var seen = outcome.Outcome switch
        {
            "measure" => null,
            "holds" => offer.Holds,
            _ => offer.AcceptableAndHolds,
        };
        return seen is { Share: > 0 and < 1 }
            ? $"It did not vary at {where}. In the draws it is so in {seen.WithRange} of 100 worlds: too few differ to say from so few points which assumptions decide it. --effects {4 * points} looks at more."
            : $"It did not vary at {where}: none of them moved it.";
    }

    /// <summary>Whether the measure that decides reads differently in one world and another: the ends of the middle nine tenths, as they are shown.</summary>
    public static bool Reads(OfferResult offer) =>
        offer
            .Measures.Where(measure => measure.Decides)
            .DefaultIfEmpty(offer.Measures[0])
            .Any(measure => measure.Unit.Number(measure.Across.Low) != measure.Unit.Number(measure.Across.High));

    /// <summary>The same by a standard deviation, of a measure or a yes or no.</summary>
    /// <param name="deviation">Over the worlds.</param>
    /// <param name="unit">Of the measure; yes or no where it is one.</param>
    public static bool Reads(double deviation, Unit unit) =>
        unit.Kind == UnitKind.YesNo ? Varies((1 - Math.Sqrt(Math.Max(0, 1 - 4 * deviation * deviation))) / 2) : unit.Shown(2 * deviation) > 0;

    private static bool Varies(double share) => Unit.Worlds.Shown(share) is > 0 and < 1;
}
