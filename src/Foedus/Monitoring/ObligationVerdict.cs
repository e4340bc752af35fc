using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>An obligation as the reports have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="Of">The clause or answer that it stands in; null where it is the deal's own.</param>
/// <param name="Owed">What is owed, as it is written.</param>
/// <param name="Certainly">With what is certainly reported; probably and possibly with more.</param>
/// <param name="Probably">With what is probably reported.</param>
/// <param name="Possibly">With what is possibly reported.</param>
/// <param name="Notes">What cannot be judged from reports, and how it was taken.</param>
public sealed record ObligationVerdict(
    string Name,
    string Title,
    string Party,
    string? Of,
    string Owed,
    ObligationAt Certainly,
    ObligationAt Probably,
    ObligationAt Possibly,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Who owes it, in words.</summary>
    public string PartyTitle { get; init; } = Party;

    /// <summary>"owes “pull back” within 2 months of (the front is strained)".</summary>
    public string OwesInWords { get; init; } = $"owes {Owed}";

    /// <summary>How else it may stand, by what neither the calendar nor reports say of its conditions, and by the days on which reports of several days may have been; empty where that makes no difference.</summary>
    public IReadOnlyList<ObligationAt> Otherwise { get; init; } = [];

    /// <summary>Whether there are more ways in which its reports may have been than were tried, so that nothing is certain.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How it certainly stands: as little as is certainly reported and as much as possibly is agree on it, whatever is not known; null where they do not.</summary>
    public Standing? Surely =>
        Certainly.Standing == Probably.Standing && Probably.Standing == Possibly.Standing && Otherwise.Count == 0 && !IsOpen ? Probably.Standing : null;

    /// <summary>Every way in which it possibly stands, the likeliest first.</summary>
    public IReadOnlyList<Standing> Ways => [.. All.Select(at => at.Standing)];

    /// <summary>[a way in which it possibly stands] the days since when, and of its time, by everything that is not known.</summary>
    public IReadOnlyList<StandingDays> Days { get; init; } = [];

    /// <summary>Whether what is probably reported comes to the same standing whatever else is not known; else none of the ways is called probable.</summary>
    internal bool IsProbable { get; init; } = true;

    /// <summary>The same of the day since when it stands so.</summary>
    internal bool IsDayProbable { get; init; } = true;

    /// <summary>"certainly breached on 2026-07-01"; "probably done on time on 2026-05-03, possibly breached"; "possibly breached or still open" where conditions are not known.</summary>
    public string InWords =>
        Surely is { } surely ? $"certainly {Probably.Words(DaysOf(surely), IsDayProbable)}"
        : Otherwise.Count > 0 || !IsProbable ? $"possibly {Joined(All)}"
        : All.Count() == 1 ? $"probably {Likely}"
        : $"probably {Likely}, possibly {Joined(All.Where(other => other.Standing != Probably.Standing))}";

    // The likeliest first.
    private IEnumerable<ObligationAt> All => new[] { Probably, Possibly, Certainly }.Concat(Otherwise).DistinctBy(at => at.Standing);

    private StandingDays? DaysOf(Standing standing) => Days.FirstOrDefault(days => days.Standing == standing);

    // Where the reports say on which day it probably was, that day comes first.
    private string Likely =>
        DaysOf(Probably.Standing) is not { } days ? Probably.InWords
        : !IsDayProbable || Probably.Day is not { } day ? Probably.Words(days, isDayProbable: false)
        : Probably.Words(days with { FirstDay = day, LastDay = day })
            + (days.FirstDay == days.LastDay ? "" : $" (possibly {days.FirstDay:yyyy-MM-dd} to {days.LastDay:yyyy-MM-dd})");

    // What only possibly stands so is told with every day on which it may have come to.
    private string Joined(IEnumerable<ObligationAt> ways) => string.Join(" or ", ways.Select(way => way.Words(DaysOf(way.Standing), isDayProbable: false)));
}

/// <summary>How an obligation stands on the last day judged, at one degree of certainty of what is reported.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Day">Since when; null where its time runs, or it is not owed, or where that hangs on which offer was signed.</param>
/// <param name="Due">The last day of its time, or of its cure period where that runs, if nothing suspends it but what the calendar says; null where it is settled or not owed, or where that never comes or hangs on which offer was signed.</param>
/// <param name="Count">How often it has been reported as done; of rounds, in all of them.</param>
/// <param name="Evidence">The reports that count; of rounds, those of the last one that was done, or of one that is not yet.</param>
public sealed record ObligationAt(Standing Standing, DateOnly? Day, DateOnly? Due, int Count, IReadOnlyList<Selected> Evidence)
{
    /// <summary>Whether it must not be done.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>Whether something that is not known yet may suspend it and put <see cref="Due"/> off.</summary>
    public bool MayBeDueLater { get; init; }

    /// <summary>"done on time on 2026-05-03", "still open, due on 2026-06-30", "still open, due on 2026-06-30 at the earliest", "kept so far, until 2026-12-31".</summary>
    public string InWords => Words(null);

    /// <summary>The same where days are not certain: "breached between 2024-03-30 and 2024-04-03, probably on 2024-03-30"; "still open, due between 2024-03-31 and 2024-05-31".</summary>
    /// <param name="days">What the days may be; null where they are certain.</param>
    /// <param name="isDayProbable">Whether the reports say which of them it probably is.</param>
    internal string Words(StandingDays? days, bool isDayProbable = true) => StandingWords.Of(Standing, IsForbidden) + Since(days, isDayProbable) + Until(days);

    private string Since(StandingDays? days, bool isDayProbable) =>
        days is { FirstDay: { } first, LastDay: { } last } && first != last
            ? $" between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}{(Day is { } likely && isDayProbable ? $", probably on {likely:yyyy-MM-dd}" : "")}"
        : (Day ?? days?.FirstDay) is { } day ? $" on {day:yyyy-MM-dd}"
        : "";

    private string Until(StandingDays? days) =>
        (Due ?? days?.FirstDue) is not { } due ? ""
        : days is null || days.FirstDue == days.LastDue ? $", {(IsForbidden ? "until" : "due on")} {due:yyyy-MM-dd}{(IsLater(days) ? " at the earliest" : "")}"
        : $", {(IsForbidden ? "until a day" : "due")} between {days.FirstDue:yyyy-MM-dd} and {days.LastDue:yyyy-MM-dd}{(IsLater(days) ? ", or later" : "")}";

    private bool IsLater(StandingDays? days) => MayBeDueLater || days is { MayBeDueLater: true };
}
