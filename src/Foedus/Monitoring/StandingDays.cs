using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>The days of one way in which an obligation possibly stands, by everything that reports leave open: which of them count and when they were, and how states begin.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="FirstDay">The earliest day since when; null where its time runs, or it is not owed.</param>
/// <param name="LastDay">The latest.</param>
/// <param name="FirstDue">The earliest last day of its time; null where it is settled or not owed.</param>
/// <param name="LastDue">The latest.</param>
public sealed record StandingDays(Standing Standing, DateOnly? FirstDay, DateOnly? LastDay, DateOnly? FirstDue, DateOnly? LastDue)
{
    /// <summary>Whether something that is not known yet may suspend it and put <see cref="LastDue"/> off.</summary>
    public bool MayBeDueLater { get; init; }

    /// <summary>Whether both the day and the end of its time are certain, if it stands so.</summary>
    public bool AreCertain => FirstDay == LastDay && FirstDue == LastDue && !MayBeDueLater;

    // Together with those of one more way that stands so.
    internal static StandingDays With(StandingDays? known, ObligationAt at) =>
        new(at.Standing, First(known?.FirstDay, at.Day), Last(known?.LastDay, at.Day), First(known?.FirstDue, at.Due), Last(known?.LastDue, at.Due))
        {
            MayBeDueLater = at.MayBeDueLater || known is { MayBeDueLater: true },
        };

    private static DateOnly? First(DateOnly? one, DateOnly? other) => one < other ? one : other ?? one;

    private static DateOnly? Last(DateOnly? one, DateOnly? other) => one > other ? one : other ?? one;
}
