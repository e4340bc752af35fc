using Foedus.Model;
using Foedus.Units;

namespace Foedus.Monitoring;

/// <summary>A stretch of days of which it is known, from elsewhere, whether the deal was kept.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="IsBroken">Whether it was being broken; otherwise it was quiet.</param>
public sealed record KnownPeriod(DateOnly From, DateOnly To, bool IsBroken)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>How many of its days lie before the first report or after the last.</summary>
    public int DaysOutside(DateOnly first, DateOnly last) =>
        Math.Clamp(first.DayNumber - From.DayNumber, 0, Days) + Math.Clamp(To.DayNumber - last.DayNumber, 0, Days);
}

/// <summary>How one threshold did on the known periods, at one degree of certainty. An incident counts from the first day of its period on, as if the deal had come into force then.</summary>
/// <param name="Condition">As it would stand in the deal.</param>
/// <param name="IsOwn">Whether it is the deal's own.</param>
/// <param name="FalseAlarms">Episodes begun in the quiet periods.</param>
/// <param name="FalseAlarmsAYear">The same per 365.25 quiet days; NaN without quiet periods.</param>
/// <param name="FalseDays">Quiet days on which it was true.</param>
/// <param name="FalseShare">Their share of all quiet days: unlike the episodes, which grow together, never smaller for a lower threshold. NaN without quiet periods.</param>
/// <param name="Fired">Broken periods in which it was true at all.</param>
/// <param name="Delays">[broken period] days from its first until it was true; null where it never was.</param>
/// <param name="Delay">Mean delay, a period in which it never fired counted at its whole length: a lower bound there. NaN without broken periods.</param>
/// <param name="Detection">Share of the blocks of the broken periods in which it was true on some day.</param>
/// <param name="FalseAlarm">The same of the quiet periods.</param>
public sealed record ThresholdScore(
    string Condition,
    bool IsOwn,
    int FalseAlarms,
    double FalseAlarmsAYear,
    int FalseDays,
    double FalseShare,
    int Fired,
    IReadOnlyList<int?> Delays,
    double Delay,
    BlockShare Detection,
    BlockShare FalseAlarm
)
{
    /// <summary>Whether no other threshold fires at least as soon with at most as many false days, and is better in one.</summary>
    public bool IsEfficient { get; init; }
}

/// <summary>Blocks of days in which a trigger was true, with Wilson's 95% interval. Blocks next to each other are not independent, so the interval is too narrow rather than too wide.</summary>
public readonly record struct BlockShare(int True, int All, double Low, double High)
{
    public double Share => All == 0 ? double.NaN : (double)True / All;
}

/// <summary>False alarms against delay, for a family of thresholds.</summary>
/// <remarks>Fawcett and Provost (1999), "Activity monitoring: noticing interesting changes in behavior", KDD-99: what matters is how soon, at how many false alarms in a time, not how many days are told right.</remarks>
/// <param name="Trigger">The trigger whose class of incidents is counted.</param>
/// <param name="Class">That class.</param>
/// <param name="Certainty">How sure.</param>
/// <param name="BlockDays">Length of a block.</param>
/// <param name="Periods">The known periods.</param>
/// <param name="Source">The data and their fingerprints, in words.</param>
/// <param name="Scores">The deal's own first.</param>
public sealed record Calibration(
    string Trigger,
    string Class,
    Certainty Certainty,
    int BlockDays,
    IReadOnlyList<KnownPeriod> Periods,
    string Source,
    IReadOnlyList<ThresholdScore> Scores
)
{
    /// <summary>First day of the earliest report in the files, of whatever class.</summary>
    public DateOnly FirstReport { get; init; }

    /// <summary>Last day of the latest.</summary>
    public DateOnly LastReport { get; init; }

    /// <summary>Periods with days of which no report could tell, in words; null where there is none.</summary>
    private string? Outside =>
        Periods.Where(period => period.DaysOutside(FirstReport, LastReport) > 0).ToList() is not { Count: > 0 } some
            ? null
            : $"The reports run from {FirstReport:yyyy-MM-dd} to {LastReport:yyyy-MM-dd}. Outside lie {Words.Listed([.. some.Select(period => $"{Words.Counted(period.DaysOutside(FirstReport, LastReport), "day")} of {(period.IsBroken ? "broken" : "quiet")} {period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}")])}: they count as days without an incident, which nobody reports.";

    /// <summary>What must be known beside the table.</summary>
    public IEnumerable<string> Notes => new[] { LeftOut, Outside }.OfType<string>();

    /// <summary>Said instead of a table where no threshold was true on any known day: then all are alike, and none is to be chosen. Null where one was.</summary>
    public string? NeverTrue =>
        Scores.Any(score => score.Fired > 0 || score.FalseDays > 0)
            ? null
            : $"None of the {Words.Counted(Scores.Count, "threshold")} was true on any day of these periods, so nothing tells them apart. Look at what the data have of '{Class}' in these days: foedus incidents FILE says which columns are read, and foedus watch DEAL FILE how many incidents are of that class.";

    /// <summary>Periods shorter than a block: they say nothing of what is seen within one, and are in no share of blocks.</summary>
    public IReadOnlyList<KnownPeriod> TooShort => [.. Periods.Where(period => period.Days < BlockDays)];

    /// <summary>The same in words, and what to do about it; null where there is none.</summary>
    private string? LeftOut =>
        TooShort is not { Count: > 0 } some
            ? null
            : $"In no assumption for the deal, as shorter than {Words.Counted(BlockDays, "day")}: {string.Join(", ", some.Select(period => $"{(period.IsBroken ? "broken" : "quiet")} {period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd} ({Words.Counted(period.Days, "day")})"))}. For shorter periods of the deal: --per.";
}
