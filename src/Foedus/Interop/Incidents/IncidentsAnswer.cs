using Foedus.Answers;

namespace Foedus.Interop.Incidents;

/// <summary>A file of incidents: what is in it, and what is wrong with it.</summary>
/// <param name="Source">Whose layout it has.</param>
/// <param name="Form">"csv", "parquet", "geojson".</param>
/// <param name="Sha256">Of the file's bytes; null for a stream.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Rows that were read.</param>
/// <param name="FirstDay">First day of an incident; null where there is none.</param>
/// <param name="LastDay">Last day of an incident; null where there is none.</param>
/// <param name="Deaths">Deaths of all together.</param>
/// <param name="Kinds">Rows by kind of incident.</param>
/// <param name="SidesA">Rows by first side.</param>
/// <param name="SidesB">Rows by second side.</param>
/// <param name="AttributedTo">Rows by whom the source names as the attacker.</param>
/// <param name="DayPrecision">Rows by how exactly the day is known.</param>
/// <param name="PlacePrecision">Rows by how exactly the place is known.</param>
/// <param name="SeveralDays">Rows of more than one day.</param>
/// <param name="DayNotExact">Rows whose day is not exact.</param>
/// <param name="PlaceProvinceOrVaguer">Rows whose place is a province or less exact.</param>
/// <param name="Exact">Rows whose day and place are exact.</param>
/// <param name="AlikeButForId">Rows that are the same as an earlier one but for their id.</param>
/// <param name="SeveralReports">Rows that rest on several reports.</param>
/// <param name="Problems">What is wrong with rows.</param>
[Answer("foedus/incidents/1")]
public sealed record IncidentsAnswer(
    string Source,
    string Form,
    string? Sha256,
    IReadOnlyList<string> Columns,
    long Rows,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    DeathsAnswer Deaths,
    IReadOnlyDictionary<string, long> Kinds,
    IReadOnlyDictionary<string, long> SidesA,
    IReadOnlyDictionary<string, long> SidesB,
    IReadOnlyDictionary<string, long> AttributedTo,
    IReadOnlyDictionary<string, long> DayPrecision,
    IReadOnlyDictionary<string, long> PlacePrecision,
    long SeveralDays,
    long DayNotExact,
    long PlaceProvinceOrVaguer,
    long Exact,
    long AlikeButForId,
    long SeveralReports,
    IReadOnlyList<ProblemAnswer> Problems
)
{
    public static IncidentsAnswer Of(IncidentSummary summary) =>
        new(
            summary.File.Schema.Name,
            summary.File.Form,
            summary.File.Sha256,
            [.. summary.File.Columns.Names],
            summary.Rows,
            summary.FirstDay,
            summary.LastDay,
            new DeathsAnswer(
                summary.DeathsLow,
                summary.DeathsBest,
                summary.DeathsHigh,
                summary.Uncounted,
                summary.Deathless,
                summary.LowUncounted,
                summary.HighUncounted
            ),
            summary.Kinds,
            summary.SidesA,
            summary.SidesB,
            summary.AttributedTo,
            summary.DayPrecisions,
            summary.PlacePrecisions,
            summary.ManyDays,
            summary.VagueDay,
            summary.VaguePlace,
            summary.Exact,
            summary.AlikeButForId,
            summary.SeveralReports,
            ProblemAnswer.Of(summary.File.Problems)
        );
}

/// <param name="Low">By the low estimates.</param>
/// <param name="Best">By the best estimates.</param>
/// <param name="High">By the high estimates.</param>
/// <param name="Uncounted">Rows without an estimate.</param>
/// <param name="BestIsZero">Rows whose best estimate is 0.</param>
/// <param name="LowUncounted">Rows that give no low estimate: what Low does not speak of.</param>
/// <param name="HighUncounted">Rows that give no high estimate: what High does not speak of.</param>
public sealed record DeathsAnswer(long Low, long Best, long High, long Uncounted, long BestIsZero, long LowUncounted, long HighUncounted);

/// <param name="Kind">What kind of problem.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="IsFault">Whether the row is at fault, and not only odd.</param>
/// <param name="Count">How often it is met.</param>
/// <param name="First">The first of them.</param>
public sealed record ProblemAnswer(string Kind, string Meaning, bool IsFault, long Count, IReadOnlyList<ProblemLine> First)
{
    public static IReadOnlyList<ProblemAnswer> Of(IncidentProblems problems) =>
        [
            .. problems.All.Select(entry => new ProblemAnswer(
                entry.Kind.Name,
                entry.Kind.Meaning,
                entry.Kind.IsFault,
                entry.Count,
                [.. entry.First.Select(one => new ProblemLine(one.Line, one.Words))]
            )),
        ];
}

/// <param name="Line">Line of the file; number of the feature in GeoJSON.</param>
/// <param name="Words">What is wrong there.</param>
public sealed record ProblemLine(long Line, string Words);
