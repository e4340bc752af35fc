using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>What reports of incidents say of a deal's triggers.</summary>
/// <param name="Title">The deal's title.</param>
/// <param name="From">First day judged.</param>
/// <param name="To">Last day judged.</param>
/// <param name="InForceFrom">First day on which the deal is in force; null where it does not say.</param>
/// <param name="DealSha256">Of the deal's text.</param>
/// <param name="Files">What was read.</param>
/// <param name="Notes">What a reader must know of how it was judged.</param>
/// <param name="Taken">What became of the incidents, with how many.</param>
/// <param name="Triggers">By trigger, with each of three certainties.</param>
/// <param name="States">States of the game that triggers call for.</param>
/// <param name="Obligations">What the deal owes, as reports have it.</param>
/// <param name="Classes">Classes of incidents over the days judged.</param>
/// <param name="ComparedWith">Files of the older edition; left out where nothing was compared.</param>
/// <param name="Rows">What differs between the rows of the editions; left out where nothing was compared.</param>
/// <param name="Changes">Verdicts that differ between the editions; left out where nothing was compared.</param>
[Answer("foedus/watch/1")]
public sealed record WatchAnswer(
    string Title,
    DateOnly From,
    DateOnly To,
    DateOnly? InForceFrom,
    string DealSha256,
    IReadOnlyList<WatchedFileAnswer> Files,
    IReadOnlyList<string> Notes,
    IReadOnlyDictionary<string, long> Taken,
    IReadOnlyList<TriggerAnswer> Triggers,
    IReadOnlyList<StateAnswer> States,
    IReadOnlyList<ObligationAnswer> Obligations,
    IReadOnlyList<ClassAnswer> Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<WatchedFileAnswer>? ComparedWith = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EditionRows? Rows = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ChangedVerdictAnswer>? Changes = null
)
{
    public static WatchAnswer Of(WatchResult result) =>
        new(
            result.Title,
            result.From,
            result.To,
            result.InForceFrom,
            result.DealSha256,
            Read(result),
            result.Notes,
            result.Taken.ToDictionary(pair => char.ToLowerInvariant(pair.Key.ToString()[0]) + pair.Key.ToString()[1..], pair => pair.Value),
            [.. result.Triggers.Select(TriggerAnswer.Of)],
            [
                .. result.States.Select(state => new StateAnswer(
                    state.Tie.Variable.Text,
                    state.Tie.Value.Text,
                    MonitoringWords.Of(state.Tie.How),
                    state.Since,
                    state.Of.Certainly.FirstDay,
                    state.Of.Probably.FirstDay,
                    state.Of.Possibly.FirstDay
                )
                {
                    Title = $"{state.State} becomes {state.Becomes}",
                }),
            ],
            [.. result.Obligations.Select(ObligationAnswer.From)],
            [.. result.Classes.Select(ClassAnswer.Of)]
        );

    public static WatchAnswer Of(WatchComparison comparison)
    {
        var rows = comparison.Rows;
        return Of(comparison.New) with
        {
            ComparedWith = Read(comparison.Old),
            Rows = new EditionRows(
                rows.OldRows,
                rows.NewRows,
                rows.Common,
                rows.Gone.Count,
                rows.Added,
                rows.ChangedDeaths,
                rows.ChangedFirstDay,
                rows.ChangedLastDay,
                rows.ChangedPlace,
                rows.ChangedSideB,
                rows.OldDeaths,
                rows.NewDeaths,
                rows.Gone
            ),
            Changes =
            [
                .. comparison.Changes.Select(change => new ChangedVerdictAnswer(
                    change.Trigger,
                    MonitoringWords.Of(change.Certainty),
                    change.Old.FirstDay,
                    change.New.FirstDay,
                    change.Old.DaysTrue,
                    change.New.DaysTrue,
                    change.Old.Episodes.Count,
                    change.New.Episodes.Count,
                    [.. change.Because.Select(row => new DecisiveRowAnswer(row.Row.Id, row.Row.Line, row.What))]
                )),
            ],
        };
    }

    private static IReadOnlyList<WatchedFileAnswer> Read(WatchResult result) =>
        [.. result.Files.Select(file => new WatchedFileAnswer(file.Name, file.Sha256, file.Schema, file.Incidents, ProblemAnswer.Of(file.Problems)))];
}

/// <param name="Name">Its name.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Schema">Whose layout it has.</param>
/// <param name="Incidents">Rows that were read.</param>
/// <param name="Problems">What is wrong with rows.</param>
public sealed record WatchedFileAnswer(string Name, string Sha256, string Schema, long Incidents, IReadOnlyList<ProblemAnswer> Problems);

/// <param name="Name">The trigger's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Condition">As it is written.</param>
/// <param name="Certainly">With incidents counted that are certainly of their class on that day.</param>
/// <param name="Probably">With best estimates.</param>
/// <param name="Possibly">With all that may be of their class.</param>
public sealed record TriggerAnswer(string Name, string Title, string Condition, VerdictAnswer Certainly, VerdictAnswer Probably, VerdictAnswer Possibly)
{
    public static TriggerAnswer Of(TriggerVerdict trigger) =>
        new(
            trigger.Name,
            trigger.Title,
            trigger.Condition,
            VerdictAnswer.Of(trigger.Certainly),
            VerdictAnswer.Of(trigger.Probably),
            VerdictAnswer.Of(trigger.Possibly)
        );
}

/// <param name="FirstDay">First day on which it is met; null if it never is.</param>
/// <param name="DaysTrue">Days on which it is met.</param>
/// <param name="Episodes">Stretches of such days.</param>
/// <param name="EpisodeList">First and last day of each.</param>
/// <param name="LongestEpisode">First and last day of the longest; null if there is none.</param>
/// <param name="LastDay">Last day on which it is met; null if it never is.</param>
/// <param name="Counts">What was counted on the first day, or on the nearest.</param>
/// <param name="Evidence">The incidents that were counted then.</param>
/// <param name="NearestDay">The day on which least was wanting; null where it is met.</param>
public sealed record VerdictAnswer(
    DateOnly? FirstDay,
    int DaysTrue,
    int Episodes,
    IReadOnlyList<IReadOnlyList<DateOnly>> EpisodeList,
    IReadOnlyList<DateOnly>? LongestEpisode,
    DateOnly? LastDay,
    IReadOnlyList<CountAnswer> Counts,
    IReadOnlyList<EvidenceAnswer> Evidence,
    DateOnly? NearestDay
)
{
    internal static VerdictAnswer Of(Verdict verdict) =>
        new(
            verdict.FirstDay,
            verdict.DaysTrue,
            verdict.Episodes.Count,
            [.. verdict.Episodes.Select(episode => (IReadOnlyList<DateOnly>)[episode.First, episode.Last])],
            verdict.Longest is { } longest ? [longest.First, longest.Last] : null,
            verdict.LastDay,
            [
                .. verdict.Counts.Select(count => new CountAnswer(
                    count.What,
                    count.Tally.Days,
                    count.Value,
                    count.Tally.IsAtLeast,
                    count.Tally.Threshold,
                    count.IsMet,
                    count.ToTurn
                )),
            ],
            [
                .. verdict.Evidence.Select(incident => new EvidenceAnswer(
                    incident.Id,
                    incident.Line,
                    DateOnly.FromDayNumber(incident.First),
                    DateOnly.FromDayNumber(incident.Last),
                    incident.Low,
                    incident.Best,
                    incident.High
                )),
            ],
            verdict.NearestDay
        );
}

/// <param name="What">"clash", "deaths in clash".</param>
/// <param name="Days">Length of the window.</param>
/// <param name="Value">What was counted.</param>
/// <param name="AtLeast">Whether at least the threshold is wanted, and not at most.</param>
/// <param name="Threshold">Held against it.</param>
/// <param name="Met">Whether this part of the condition is met.</param>
/// <param name="ToTurn">How many fewer, or more, would turn it around.</param>
public sealed record CountAnswer(string What, int Days, long Value, bool AtLeast, double Threshold, bool Met, long ToTurn);

/// <param name="Id">The incident's id.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="FirstDay">First day on which it may have been.</param>
/// <param name="LastDay">Last such day.</param>
/// <param name="Low">Deaths, the low estimate.</param>
/// <param name="Best">The best estimate.</param>
/// <param name="High">The high estimate.</param>
public sealed record EvidenceAnswer(string Id, long Line, DateOnly FirstDay, DateOnly LastDay, int Low, int Best, int High);

/// <param name="State">The public state.</param>
/// <param name="Becomes">What it becomes.</param>
/// <param name="Certainty">With which certainty the deal wants it.</param>
/// <param name="Since">Since when it is so; null if it is not.</param>
/// <param name="Certainly">Since when with certainty.</param>
/// <param name="Probably">Since when by best estimates.</param>
/// <param name="Possibly">Since when at the earliest.</param>
public sealed record StateAnswer(string State, string Becomes, string Certainty, DateOnly? Since, DateOnly? Certainly, DateOnly? Probably, DateOnly? Possibly)
{
    /// <summary>The same in words: "the war becomes halted".</summary>
    public string Title { get; init; } = "";
}

/// <param name="Name">The obligation's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="Of">The clause that it stands in; null if the deal itself.</param>
/// <param name="Owed">What is owed, and by when, in words.</param>
/// <param name="Surely">How it stands, whatever reports count and whatever they do not say; null where that hangs on them.</param>
/// <param name="Certainly">By reports that certainly say that it is done.</param>
/// <param name="Probably">By best estimates.</param>
/// <param name="Possibly">By all reports that may say so.</param>
/// <param name="Notes">What was taken for given.</param>
/// <param name="Otherwise">How else it may stand, if what was taken for given is not so.</param>
public sealed record ObligationAnswer(
    string Name,
    string Title,
    string Party,
    string? Of,
    string Owed,
    string? Surely,
    StandingAnswer Certainly,
    StandingAnswer Probably,
    StandingAnswer Possibly,
    IReadOnlyList<string> Notes,
    IReadOnlyList<StandingAnswer> Otherwise
)
{
    internal static ObligationAnswer From(ObligationVerdict owed) =>
        new(
            owed.Name,
            owed.Title,
            owed.Party,
            owed.Of,
            owed.Owed,
            owed.Surely is { } surely ? StandingWords.Of(surely) : null,
            StandingAnswer.Of(owed.Certainly),
            StandingAnswer.Of(owed.Probably),
            StandingAnswer.Of(owed.Possibly),
            owed.Notes,
            [.. owed.Otherwise.Select(StandingAnswer.Of)]
        )
        {
            Days =
            [
                .. owed
                    .Days.Where(days => !days.AreCertain)
                    .Select(days => new StandingDaysAnswer(StandingWords.Of(days.Standing), days.FirstDay, days.LastDay, days.FirstDue, days.LastDue)
                    {
                        MayBeDueLater = days.MayBeDueLater,
                    }),
            ],
        };

    /// <summary>Of the ways in which it may stand, those whose day or time is not certain.</summary>
    public IReadOnlyList<StandingDaysAnswer> Days { get; init; } = [];
}

/// <param name="Stands">How it may stand.</param>
/// <param name="FirstDay">The earliest day since when; null if it is still open.</param>
/// <param name="LastDay">The latest.</param>
/// <param name="FirstDue">The earliest day by which it may be owed; null where none is.</param>
/// <param name="LastDue">The latest.</param>
public sealed record StandingDaysAnswer(string Stands, DateOnly? FirstDay, DateOnly? LastDay, DateOnly? FirstDue, DateOnly? LastDue)
{
    /// <summary>Whether something that is not known yet may suspend it, so that it is owed by a later day still.</summary>
    public bool MayBeDueLater { get; init; }
}

/// <param name="Stands">How it stands on the last day judged.</param>
/// <param name="Day">Since when; null if it is still open.</param>
/// <param name="Due">The day by which it is owed; null where none is.</param>
/// <param name="Count">How often it was done.</param>
/// <param name="Evidence">Ids of the reports.</param>
public sealed record StandingAnswer(string Stands, DateOnly? Day, DateOnly? Due, int Count, IReadOnlyList<string> Evidence)
{
    internal static StandingAnswer Of(ObligationAt at) =>
        new(StandingWords.Of(at.Standing), at.Day, at.Due, at.Count, [.. at.Evidence.Select(report => report.Id)]);
}

/// <param name="Name">The class.</param>
/// <param name="Title">Its words.</param>
/// <param name="Selected">Incidents of it.</param>
/// <param name="Quiet">Longest stretches without one.</param>
/// <param name="Weekly">By week and key: incidents and deaths; null where they were not asked for.</param>
public sealed record ClassAnswer(
    string Name,
    string Title,
    SelectedAnswer Selected,
    QuietAnswer Quiet,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<long>>>? Weekly
)
{
    internal static ClassAnswer Of(ClassSummary of) =>
        new(
            of.Name,
            of.Title,
            new SelectedAnswer(of.Certainly, of.Probably, of.Possibly),
            new QuietAnswer(QuietStretch.Of(of.QuietByFirstDay), QuietStretch.Of(of.QuietBySpan)),
            of.Weekly?.Weeks.ToDictionary(
                week => week.Key,
                week =>
                    (IReadOnlyDictionary<string, IReadOnlyList<long>>)
                        week.Value.ToDictionary(key => key.Key, key => (IReadOnlyList<long>)[key.Value.Incidents, key.Value.Deaths])
            )
        );
}

/// <param name="Certainly">Incidents certainly of the class, whenever they were.</param>
/// <param name="Probably">Probably.</param>
/// <param name="Possibly">Possibly.</param>
public sealed record SelectedAnswer(long Certainly, long Probably, long Possibly);

/// <param name="Start">With an incident counted on its first day; null if there is none.</param>
/// <param name="Span">With every day busy that an incident may have happened on; null if there is none.</param>
public sealed record QuietAnswer(QuietStretch? Start, QuietStretch? Span);

/// <param name="Days">How long.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public sealed record QuietStretch(int Days, DateOnly First, DateOnly Last)
{
    internal static QuietStretch? Of(Episode? quiet) => quiet is { } run ? new QuietStretch(run.Days, run.First, run.Last) : null;
}

/// <param name="Old">Rows of the older edition.</param>
/// <param name="New">Rows of the newer.</param>
/// <param name="Common">Rows of both, by id.</param>
/// <param name="Gone">Only of the older.</param>
/// <param name="Added">Only of the newer.</param>
/// <param name="ChangedDeaths">Of those in both, with other deaths.</param>
/// <param name="ChangedFirstDay">With another first day.</param>
/// <param name="ChangedLastDay">With another last day.</param>
/// <param name="ChangedPlace">With another place.</param>
/// <param name="ChangedSideB">With another second side.</param>
/// <param name="OldDeaths">Deaths of the older edition, best estimates.</param>
/// <param name="NewDeaths">Deaths of the newer.</param>
/// <param name="GoneIds">Ids only of the older.</param>
public sealed record EditionRows(
    int Old,
    int New,
    int Common,
    int Gone,
    int Added,
    int ChangedDeaths,
    int ChangedFirstDay,
    int ChangedLastDay,
    int ChangedPlace,
    int ChangedSideB,
    long OldDeaths,
    long NewDeaths,
    IReadOnlyList<string> GoneIds
);

/// <param name="Trigger">The trigger's name.</param>
/// <param name="Certainty">With which certainty.</param>
/// <param name="OldFirstDay">First day met by the older edition.</param>
/// <param name="NewFirstDay">By the newer.</param>
/// <param name="OldDaysTrue">Days met by the older.</param>
/// <param name="NewDaysTrue">By the newer.</param>
/// <param name="OldEpisodes">Stretches of such days by the older.</param>
/// <param name="NewEpisodes">By the newer.</param>
/// <param name="Because">Rows that make the difference of the first days.</param>
public sealed record ChangedVerdictAnswer(
    string Trigger,
    string Certainty,
    DateOnly? OldFirstDay,
    DateOnly? NewFirstDay,
    int OldDaysTrue,
    int NewDaysTrue,
    int OldEpisodes,
    int NewEpisodes,
    IReadOnlyList<DecisiveRowAnswer> Because
);

/// <param name="Id">The row's id.</param>
/// <param name="Line">Its line.</param>
/// <param name="What">"added", "gone" or "changed".</param>
public sealed record DecisiveRowAnswer(string Id, long Line, string What);

/// <summary>What one incident, or days that passed, changed in the verdict on a trigger: a line of what is followed.</summary>
/// <param name="Trigger">Its name.</param>
/// <param name="From">First day whose verdict is another now.</param>
/// <param name="To">Last such day.</param>
/// <param name="Before">The surest thing that held: "certainly", "probably", "possibly" or "not".</param>
/// <param name="After">What holds now.</param>
/// <param name="Incident">The incident that changed it; null where days passed.</param>
/// <param name="IsRevision">Whether it was known before, with other content.</param>
public sealed record FollowedAnswer(string Trigger, DateOnly From, DateOnly To, string Before, string After, string? Incident, bool IsRevision)
{
    /// <summary>The obligation that stands otherwise now, whose name is in the trigger's place; null where it is a trigger. Before and after are then how it stands, in words.</summary>
    public string? Obligation { get; init; }

    /// <summary>What was taken for given of the obligation, said the first time that it is so; empty for a trigger.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public static FollowedAnswer Of(FollowedChange told) =>
        new(
            told.Change.Trigger,
            told.Change.From,
            told.Change.To,
            MonitoringWords.Of(told.Change.Before),
            MonitoringWords.Of(told.Change.After),
            told.Incident,
            told.IsRevision
        );

    /// <summary>An obligation that stands otherwise.</summary>
    public static FollowedAnswer Of(FollowedObligation told) =>
        new(told.Name, told.Day, told.Day, told.Before, told.After, told.Incident, told.IsRevision) { Obligation = told.Name, Notes = told.Notes };
}
