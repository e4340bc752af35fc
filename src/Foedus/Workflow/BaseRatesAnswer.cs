using Foedus.Answers;
using Foedus.BaseRates;
using Foedus.Interop.Tables;

namespace Foedus.Workflow;

/// <summary>How often, and how soon, earlier peaces failed.</summary>
/// <param name="Sets">One a table.</param>
/// <param name="Problems">Rows that were hard to read.</param>
[Answer("foedus/baserates/1")]
public sealed record BaseRatesAnswer(IReadOnlyList<BaseRateSetAnswer> Sets, IReadOnlyList<RowProblem> Problems)
{
    public static BaseRatesAnswer Of(IReadOnlyList<BaseRateTable> tables, IReadOnlyList<RowProblem> problems) =>
        new([.. tables.Select(BaseRateSetAnswer.Of)], problems);
}

/// <param name="Set">Which table.</param>
/// <param name="Version">Its edition.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Spells">Peaces that they give.</param>
/// <param name="FollowUpEnd">Last day watched.</param>
/// <param name="LeftOut">What gave none, and why.</param>
/// <param name="Extract">Whether these are some of the conflicts only.</param>
/// <param name="FirstYearUnseen">Whether an early failure can hardly be seen, since an episode closes only after a calm calendar year.</param>
/// <param name="Clamped">Peaces whose end lay before their beginning.</param>
/// <param name="SeveralEnds">Peaces with several ends.</param>
/// <param name="Groups">By how the fighting ended or what was signed.</param>
public sealed record BaseRateSetAnswer(
    string Set,
    string Version,
    int Rows,
    int Spells,
    DateOnly FollowUpEnd,
    IReadOnlyList<LeftOutAnswer> LeftOut,
    bool Extract,
    bool FirstYearUnseen,
    int Clamped,
    int SeveralEnds,
    IReadOnlyList<BaseRateGroupAnswer> Groups
)
{
    public static BaseRateSetAnswer Of(BaseRateTable table) =>
        new(
            table.Set.Set,
            table.Set.Version,
            table.Set.Rows,
            table.Set.Spells.Count,
            table.Set.FollowUpEnd,
            [.. table.Set.LeftOut.Where(part => part.Count > 0).Select(part => new LeftOutAnswer(part.Count, part.Why))],
            table.Set.IsExtract,
            table.Set.FromEpisodes,
            table.Set.Clamped,
            table.Set.SeveralEnds,
            [.. table.Groups.Select(BaseRateGroupAnswer.Of)]
        );
}

/// <param name="Count">Rows.</param>
/// <param name="Why">In words.</param>
public sealed record LeftOutAnswer(int Count, string Why);

/// <param name="Group">How it ended or was signed.</param>
/// <param name="Count">Peaces.</param>
/// <param name="Failed">Of these, failed so far.</param>
/// <param name="Censored">Of these, unbroken when last seen.</param>
/// <param name="MedianDays">Days after which half have failed; null: fewer have.</param>
/// <param name="Horizons">Failures within so many years.</param>
/// <param name="Curve">Kaplan and Meier's steps.</param>
public sealed record BaseRateGroupAnswer(
    string Group,
    int Count,
    int Failed,
    int Censored,
    int? MedianDays,
    IReadOnlyList<BaseRateHorizonAnswer> Horizons,
    IReadOnlyList<CurveStepAnswer> Curve
)
{
    public static BaseRateGroupAnswer Of(BaseRateGroup group) =>
        new(
            group.Name,
            group.Count,
            group.EverFailed,
            group.Censored,
            group.Curve.Median,
            [
                .. group.Horizons.Select(horizon => new BaseRateHorizonAnswer(
                    horizon.Years,
                    horizon.Within.Count,
                    horizon.Within.Of,
                    horizon.Within.Share,
                    new Interval(horizon.Within.Interval().Low, horizon.Within.Interval().High),
                    1 - horizon.Curve.Survival,
                    horizon.Curve.StandardError,
                    new Interval(1 - horizon.Curve.High, 1 - horizon.Curve.Low),
                    horizon.Curve.AtRisk
                )),
            ],
            [.. group.Curve.Steps.Select(step => new CurveStepAnswer(step.Day, step.AtRisk, step.Failed, step.Censored, step.Survival, step.StandardError))]
        );
}

/// <param name="Years">Within so many.</param>
/// <param name="FailedWithin">Failures.</param>
/// <param name="Watched">Peaces that were watched so long, or failed before.</param>
/// <param name="Share">Failed of watched.</param>
/// <param name="Wilson95">95% interval of it.</param>
/// <param name="Failure">1 less Kaplan and Meier's survival.</param>
/// <param name="StandardError">Of it (Greenwood).</param>
/// <param name="Greenwood95">95% interval of it.</param>
/// <param name="AtRisk">Peaces still watched then.</param>
public sealed record BaseRateHorizonAnswer(
    int Years,
    int FailedWithin,
    int Watched,
    double Share,
    Interval Wilson95,
    double Failure,
    double StandardError,
    Interval Greenwood95,
    int AtRisk
);

/// <param name="Day">From the beginning of the peace.</param>
/// <param name="AtRisk">Peaces watched until then.</param>
/// <param name="Failed">On that day.</param>
/// <param name="Censored">Last seen unbroken on that day.</param>
/// <param name="Survival">Share that has not failed.</param>
/// <param name="StandardError">Of it.</param>
public sealed record CurveStepAnswer(int Day, int AtRisk, int Failed, int Censored, double Survival, double StandardError);
