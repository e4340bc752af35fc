using System.Globalization;
using Foedus.Exploring;
using Foedus.Interop.Incidents;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Numerics.Sampling;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>Tries thresholds on periods of which it is known whether the deal was kept.</summary>
public static class Calibrate
{
    private const double DaysAYear = 365.25;
    private const int MostThresholds = 500;

    /// <exception cref="InputException">No such trigger, a file that cannot be read, or periods that make no sense.</exception>
    public static Calibration Run(
        WatchInput input,
        IReadOnlyList<string> files,
        CalibrationOptions options,
        IProgress<long>? progress = null,
        CancellationToken cancel = default
    )
    {
        var trigger = input.Deal.Triggers.FirstOrDefault(one => one.Name == options.Trigger)
            ?? throw new InputException(
                input.Deal.Triggers.Any()
                    ? $"There is no trigger '{options.Trigger}'. Triggers: {string.Join(", ", input.Deal.Triggers.Select(one => one.Name))}."
                    : "The deal declares no trigger."
            );
        Check(options.Periods);
        var of = FirstClass(input.Deal, trigger.Condition, []) ?? throw new InputException($"The trigger '{trigger.Name}' counts no incidents.");
        var (deal, thresholds) = Family(input.Deal, trigger, of, options);
        var monitors = options.Periods.Select(period => new WatchMonitor(new WatchPlan(deal, input.Regions, period.From), period.From)).ToArray();
        var read = new List<string>();
        var count = 0L;
        (DateOnly First, DateOnly Last)? span = null;
        foreach (var path in files)
        {
            using var file = IncidentFile.Open(path, new IncidentReading { Strict = options.Strict });
            foreach (var incident in file.Read(cancel))
            {
                span = span is not var (first, last)
                    ? (incident.FirstDay, incident.LastDay)
                    : (first < incident.FirstDay ? first : incident.FirstDay, last > incident.LastDay ? last : incident.LastDay);
                for (var p = 0; p < monitors.Length; p++)
                    if (incident.FirstDay <= options.Periods[p].To)
                        monitors[p].Take(incident);
                if (++count % 1000 == 0)
                    progress?.Report(count);
            }
            read.Add($"{Path.GetFileName(path)} ({file.Schema.Name}, SHA-256 {file.Sha256![..12]})");
        }
        var reported = span ?? throw new InputException("The files hold no incident that can be read.");
        CheckReported(options.Periods, reported);
        var verdicts = monitors
            .Select(
                (monitor, p) =>
                {
                    monitor.Advance(options.Periods[p].To, cancel);
                    return monitor.Verdicts();
                }
            )
            .ToArray();
        var scores = thresholds
            .Select(named =>
                Score(
                    named.Condition,
                    named.IsOwn,
                    [.. verdicts.Select((of, p) => (options.Periods[p], of.First(verdict => verdict.Name == named.Name).At(options.Certainty)))],
                    options.BlockDays
                )
            )
            .ToList();
        return new Calibration(trigger.Name, of, options.Certainty, options.BlockDays, options.Periods, string.Join("; ", read), WithEfficient(scores))
        {
            FirstReport = reported.First,
            LastReport = reported.Last,
        };
    }

    /// <summary>Lines for a deal, from one threshold: what it finds of a period that is broken, and what it says of one that is not. Empty where no known period is as long as a block.</summary>
    public static string Lines(Calibration calibration, ThresholdScore score)
    {
        if (score.Detection.All == 0 && score.FalseAlarm.All == 0)
            return "";
        var periods = calibration
            .Periods.Except(calibration.TooShort)
            .GroupBy(period => period.IsBroken)
            .OrderBy(group => group.Key)
            .Select(group =>
                $"{(group.Key ? "broken" : "quiet")} {string.Join(", ", group.Select(period => $"{period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}"))}"
            );
        var lines = new List<string>
        {
            $"source calibration \"{Plain($"{calibration.Source}; {score.Condition}, {MonitoringWords.Of(calibration.Certainty)}; {string.Join("; ", periods)}; blocks of {Words.Counted(calibration.BlockDays, "day")}")}\"",
        };
        if (score.Detection.All > 0)
            lines.Add(
                $"assume detection {Value(score.Detection)} from calibration \"a breach is signalled within {Words.Counted(calibration.BlockDays, "day")} ({score.Detection.True} of {Words.Counted(score.Detection.All, "block")})\""
            );
        if (score.FalseAlarm.All > 0)
            lines.Add(
                $"assume false_alarm {Value(score.FalseAlarm)} from calibration \"a breach is signalled within {Words.Counted(calibration.BlockDays, "day")} though there is none ({score.FalseAlarm.True} of {Words.Counted(score.FalseAlarm.All, "block")})\""
            );
        return string.Join('\n', lines);
    }

    private static string Plain(string text) => text.Replace('\\', '/').Replace('"', '\'');

    // Rounded outwards, so that the range still holds the interval.
    private static string Value(BlockShare share) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{share.Share:0.###} in {Math.Floor(share.Low * 1000) / 1000:0.###}..{Math.Ceiling(share.High * 1000) / 1000:0.###}"
        );

    private static void Check(IReadOnlyList<KnownPeriod> periods)
    {
        if (periods.Count == 0)
            throw new InputException("Name at least one period: --quiet FROM..TO or --broken FROM..TO.");
        foreach (var period in periods)
            if (period.To < period.From || period.Days > 366 * 300)
                throw new InputException($"{period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd} ends before it begins, or is longer than 300 years.");
        var ordered = periods.OrderBy(period => period.From).ToList();
        for (var p = 1; p < ordered.Count; p++)
            if (ordered[p].From <= ordered[p - 1].To)
                throw new InputException(
                    $"The periods {ordered[p - 1].From:yyyy-MM-dd}..{ordered[p - 1].To:yyyy-MM-dd} and {ordered[p].From:yyyy-MM-dd}..{ordered[p].To:yyyy-MM-dd} overlap."
                );
    }

    // Of a day before the first report or after the last nothing is known: taken for quiet it would make every threshold look good.
    private static void CheckReported(IReadOnlyList<KnownPeriod> periods, (DateOnly First, DateOnly Last) reported)
    {
        foreach (var period in periods)
            if (period.DaysOutside(reported.First, reported.Last) == period.Days)
                throw new InputException(
                    $"The reports run from {reported.First:yyyy-MM-dd} to {reported.Last:yyyy-MM-dd}; nothing is known of {period.From:yyyy-MM-dd}..{period.To:yyyy-MM-dd}, which you call {(period.IsBroken ? "broken" : "quiet")}. Take it out, or add the reports of that time."
                );
    }

    private static (Deal Deal, List<(string Name, string Condition, bool IsOwn)> Thresholds) Family(
        Deal deal,
        Trigger own,
        string of,
        CalibrationOptions options
    )
    {
        var count = (options.Incidents.Count + options.Deaths.Count) * options.Windows.Count;
        if (count > MostThresholds)
            throw new RefusedException($"{count:N0} thresholds are wanted; the limit is {MostThresholds}. Name fewer with --events, --deaths and --days.");
        var declarations = deal.Declarations.Where(declaration => declaration is Zone or IncidentClass or Trigger).ToList();
        var thresholds = new List<(string, string, bool)> { (own.Name, DayConditionText.Of(own.Condition), true) };
        foreach (var (counted, values) in new[] { (Counted.Incidents, options.Incidents), (Counted.Deaths, options.Deaths) })
        foreach (var days in options.Windows)
        foreach (var value in values)
        {
            // No name of a deal begins with a digit.
            var (name, tally) = ($"{thresholds.Count}", new Tally(counted, of, null, true, value, days));
            declarations.Add(new Trigger(name, null, tally));
            thresholds.Add((name, DayConditionText.Of(tally), false));
        }
        return (new Deal(deal.Title, [.. declarations]), thresholds);
    }

    private static ThresholdScore Score(string condition, bool isOwn, IReadOnlyList<(KnownPeriod Period, Verdict Verdict)> verdicts, int blockDays)
    {
        var (quiet, broken) = (verdicts.Where(one => !one.Period.IsBroken).ToList(), verdicts.Where(one => one.Period.IsBroken).ToList());
        int?[] delays = [.. broken.Select(one => one.Verdict.FirstDay is { } day ? day.DayNumber - one.Period.From.DayNumber : (int?)null)];
        var (alarms, falseDays, days) = (
            quiet.Sum(one => one.Verdict.Episodes.Count),
            quiet.Sum(one => one.Verdict.DaysTrue),
            quiet.Sum(one => one.Period.Days)
        );
        return new ThresholdScore(
            condition,
            isOwn,
            alarms,
            days == 0 ? double.NaN : alarms / (days / DaysAYear),
            falseDays,
            days == 0 ? double.NaN : (double)falseDays / days,
            delays.Count(delay => delay is not null),
            delays,
            broken.Count == 0 ? double.NaN : broken.Select((one, b) => (double)(delays[b] ?? one.Period.Days)).Average(),
            Blocks(broken, blockDays),
            Blocks(quiet, blockDays)
        );
    }

    // Whole blocks from a period's first day; a period shorter than a block has none.
    private static BlockShare Blocks(IReadOnlyList<(KnownPeriod Period, Verdict Verdict)> verdicts, int blockDays)
    {
        var (isTrue, all) = (0, 0);
        foreach (var (period, verdict) in verdicts)
            for (var b = 0; b < period.Days / blockDays; b++)
            {
                var first = period.From.AddDays(b * blockDays);
                var last = first.AddDays(blockDays - 1);
                all++;
                if (verdict.Episodes.Any(episode => episode.First <= last && episode.Last >= first))
                    isTrue++;
            }
        var (low, high) = ShareInterval.Wilson(isTrue, all);
        return new BlockShare(isTrue, all, low, high);
    }

    private static IReadOnlyList<ThresholdScore> WithEfficient(List<ThresholdScore> scores)
    {
        if (scores.Any(score => double.IsNaN(score.FalseShare) || double.IsNaN(score.Delay)))
            return scores;
        return [.. scores.Select(score => score with { IsEfficient = !scores.Any(other => IsBetter(other, score)) })];

        static bool IsBetter(ThresholdScore a, ThresholdScore b) =>
            a.FalseDays <= b.FalseDays && a.Delay <= b.Delay && (a.FalseDays < b.FalseDays || a.Delay < b.Delay);
    }

    private static string? FirstClass(Deal deal, DayCondition condition, HashSet<string> seen) =>
        condition switch
        {
            Tally tally => tally.Class,
            TriggerName name => seen.Add(name.Name) && deal.Triggers.FirstOrDefault(one => one.Name == name.Name) is { } other
                ? FirstClass(deal, other.Condition, seen)
                : null,
            NotDay not => FirstClass(deal, not.Operand, seen),
            BothDays both => FirstClass(deal, both.Left, seen) ?? FirstClass(deal, both.Right, seen),
            EitherDay either => FirstClass(deal, either.Left, seen) ?? FirstClass(deal, either.Right, seen),
            Once once => FirstClass(deal, once.Operand, seen),
            Lasting lasting => FirstClass(deal, lasting.Operand, seen),
            DaysAfter after => FirstClass(deal, after.Operand, seen),
            Since since => FirstClass(deal, since.Left, seen) ?? FirstClass(deal, since.Right, seen),
            _ => null,
        };
}
