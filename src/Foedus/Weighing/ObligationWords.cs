using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>What becomes of an obligation, in words.</summary>
public static class ObligationWords
{
    /// <summary>"done on time".</summary>
    public static string Of(Fate fate) =>
        fate switch
        {
            Fate.DoneOnTime => "done on time",
            Fate.Cured => "cured",
            Fate.Late => "done late",
            Fate.Excused => "excused",
            Fate.Breached => "breached",
            Fate.Open => "still open",
            Fate.NotOwed => "not owed",
            _ => throw new ArgumentOutOfRangeException(nameof(fate)),
        };

    /// <summary>The same of an obligation: what must not be done is kept, not done on time.</summary>
    public static string Of(Fate fate, bool isForbidden) =>
        !isForbidden
            ? Of(fate)
            : fate switch
            {
                Fate.DoneOnTime => "kept to the end",
                Fate.Open => "kept so far",
                _ => Of(fate),
            };

    /// <summary>The word for a column of draws.</summary>
    public static string Column(int number) => number == Fates.All.Count ? "found_wrongly" : Of(Fates.All[number]).Replace(' ', '_');

    /// <summary>The fates that happen, with their chances: "done on time in 83 of 100, breached in 17 of 100".</summary>
    /// <param name="date">When.</param>
    /// <param name="chance">A chance as text.</param>
    public static string Listed(ObligationDate date, Func<double, string> chance) => Listed(date, chance, isForbidden: false);

    /// <param name="date">When.</param>
    /// <param name="chance">A chance as text.</param>
    /// <param name="isForbidden">Whether it must not be done.</param>
    public static string Listed(ObligationDate date, Func<double, string> chance, bool isForbidden) =>
        string.Join(", ", Fates.All.Where(fate => date[fate] >= 1e-9).Select(fate => $"{Of(fate, isForbidden)} {chance(date[fate])}"))
        + (date.FoundWrongly is >= 1e-9 and var wrong ? $"; of these found wrongly {chance(wrong)}" : "");

    /// <summary>Dates that matter: when its time is up, when the cure period is over, and the last.</summary>
    public static IEnumerable<ObligationDate> Dates(ObligationStates obligation, IReadOnlyList<ObligationDate> dates) =>
        dates.Where(date =>
            date.Period == dates.Count
            || !obligation.IsConditional && obligation.Due > 0 && (date.Period == obligation.Due || date.Period == obligation.Due + obligation.Cure)
        );
}
