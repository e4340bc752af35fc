using Foedus.Answers;
using Foedus.Monitoring;

namespace Foedus.Workflow;

/// <summary>Thresholds of a trigger tried on periods known to be quiet or broken.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="Class">The class of incidents that it counts.</param>
/// <param name="Certainty">"certainly", "probably" or "possibly" met.</param>
/// <param name="BlockDays">Length of a block, over which chances are counted.</param>
/// <param name="Data">Which data.</param>
/// <param name="Periods">What is known.</param>
/// <param name="Thresholds">What was tried.</param>
[Answer("foedus/calibrate/1")]
public sealed record CalibrationAnswer(
    string Trigger,
    string Class,
    string Certainty,
    int BlockDays,
    string Data,
    IReadOnlyList<CalibrationPeriod> Periods,
    IReadOnlyList<CalibratedThreshold> Thresholds
)
{
    public static CalibrationAnswer Of(Calibration calibration) =>
        new(
            calibration.Trigger,
            calibration.Class,
            MonitoringWords.Of(calibration.Certainty),
            calibration.BlockDays,
            calibration.Source,
            [
                .. calibration.Periods.Select(period => new CalibrationPeriod(
                    period.From,
                    period.To,
                    period.IsBroken ? "broken" : "quiet",
                    period.Days / calibration.BlockDays,
                    period.DaysOutside(calibration.FirstReport, calibration.LastReport)
                )),
            ],
            [
                .. calibration.Scores.Select(score => new CalibratedThreshold(
                    score.Condition,
                    score.IsOwn,
                    score.IsEfficient,
                    score.FalseAlarms,
                    score.FalseAlarmsAYear,
                    score.FalseDays,
                    score.FalseShare,
                    score.Fired,
                    score.Delays,
                    score.Delay,
                    Share(score.Detection),
                    Share(score.FalseAlarm),
                    Calibrate.Lines(calibration, score)
                )),
            ]
        );

    private static CalibratedShare Share(BlockShare share) => new(share.True, share.All, share.Share, new Interval(share.Low, share.High));
}

/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Is">"broken" or "quiet".</param>
/// <param name="Blocks">Whole blocks in it, from its first day; 0: it is in no chance that is counted over blocks.</param>
/// <param name="DaysOutside">Days before the first report of the files, or after the last: nobody reports that they were without an incident.</param>
public sealed record CalibrationPeriod(DateOnly From, DateOnly To, string Is, int Blocks, int DaysOutside);

/// <param name="Condition">As it would stand in a deal.</param>
/// <param name="IsOwn">Whether it is the deal's own.</param>
/// <param name="IsEfficient">Nothing tried is at least as good in false days and in delay.</param>
/// <param name="FalseAlarms">Runs of days on which it was true in quiet periods.</param>
/// <param name="FalseAlarmsAYear">The same a year.</param>
/// <param name="FalseDays">Days on which it was true in quiet periods.</param>
/// <param name="FalseShare">The same as a share of the quiet days.</param>
/// <param name="Fired">Broken periods in which it became true.</param>
/// <param name="Delays">[broken period] days until it did; null: never.</param>
/// <param name="Delay">Their mean, where a period in which it never fired counts at its whole length.</param>
/// <param name="Detection">Blocks of broken periods in which it was true.</param>
/// <param name="FalseAlarm">Blocks of quiet periods in which it was true.</param>
/// <param name="Lines">Lines to paste into a deal.</param>
public sealed record CalibratedThreshold(
    string Condition,
    bool IsOwn,
    bool IsEfficient,
    int FalseAlarms,
    double FalseAlarmsAYear,
    int FalseDays,
    double FalseShare,
    int Fired,
    IReadOnlyList<int?> Delays,
    double Delay,
    CalibratedShare Detection,
    CalibratedShare FalseAlarm,
    string Lines
);

/// <param name="True">Blocks in which it was true.</param>
/// <param name="Blocks">Blocks in all.</param>
/// <param name="Share">Of the blocks.</param>
/// <param name="Interval">95%.</param>
public sealed record CalibratedShare(int True, int Blocks, double Share, Interval Interval);
