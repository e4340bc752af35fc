using System.Diagnostics;
using System.Globalization;
using Foedus.Model;
using Foedus.Monitoring;
using Foedus.Tests.Monitoring;

namespace Foedus.Benchmarks;

/// <summary>A hundred triggers on a made stream of incidents: events a second, against re-evaluation from the definitions, and what is kept.</summary>
internal static class MonitorReport
{
    private const int LateBy = 30;

    private const int LongestWindow = 30;

    private static readonly DateOnly Start = new(2000, 1, 1);

    private static readonly IncidentColumns Columns = new(["id", "side"]);

    // Seconds of all processors, the collector's included: what others do on the machine does not count.
    private static double Cpu => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <param name="events">Length of the long stream.</param>
    public static void Run(int events)
    {
        var plan = Plan();
        Console.WriteLine(
            $"{plan.Triggers.Count} triggers on {plan.Filters.Count} classes of incidents, verdicts at three certainties after every event, one thread, CPU time"
        );

        const int compared = 1_000;
        var few = Stream(compared, 50).ToList();
        var (monitorTime, monitorTrue) = Best(() => Monitored(plan, few));
        var (plainTime, plainTrue) = Best(() => ReEvaluated(plan, few), 1);
        if (monitorTrue != plainTrue)
            throw new InvalidOperationException($"The two do not agree: {monitorTrue} and {plainTrue} verdicts.");
        Console.WriteLine(Invariant($"monitor:       {compared / monitorTime:N0} events a second ({compared:N0} events)"));
        Console.WriteLine(
            Invariant(
                $"re-evaluation: {compared / plainTime:N0} events a second (the same events and verdicts; looks at the last {LongestWindow + LateBy} days only)"
            )
        );

        var monitor = new WatchMonitor(plan, Start, LateBy);
        var start = Cpu;
        var (seen, next) = (0, events / 10);
        foreach (var incident in Stream(events, 2_500))
        {
            if (incident.LastDay > monitor.Today)
                monitor.Advance(incident.LastDay);
            monitor.Take(incident);
            if (++seen != next)
                continue;
            Console.WriteLine(
                Invariant(
                    $"{seen, 12:N0} events: {seen / (Cpu - start), 9:N0} a second so far, {monitor.Kept.Count, 8:N0} kept, {GC.GetTotalMemory(true) / 1e6, 6:N0} MB in use"
                )
            );
            next += events / 10;
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(Invariant($"most memory the process ever had: {process.PeakWorkingSet64 / 1e6:N0} MB"));
    }

    private static (double Seconds, long Result) Best(Func<long> run, int times = 5)
    {
        var (best, result) = (double.PositiveInfinity, 0L);
        for (var i = 0; i < times; i++)
        {
            var start = Cpu;
            result = run();
            best = Math.Min(best, Cpu - start);
        }
        return (best, result);
    }

    // Both return the number of pairs of trigger and certainty that are true on the last day, after all events.
    private static long Monitored(WatchPlan plan, List<Incident> incidents)
    {
        var monitor = new WatchMonitor(plan, Start, LateBy);
        foreach (var incident in incidents)
        {
            if (incident.LastDay > monitor.Today)
                monitor.Advance(incident.LastDay);
            monitor.Take(incident);
        }
        return monitor.Verdicts().Sum(verdict => Enum.GetValues<Certainty>().Count(how => verdict.At(how).LastDay == monitor.Today));
    }

    private static long ReEvaluated(WatchPlan plan, List<Incident> incidents)
    {
        var classes = plan.Filters.Select((filter, number) => (filter.Class.Name, number)).ToDictionary(pair => pair.Name, pair => pair.number);
        var of = new Dictionary<Incident, Levels[]>(ReferenceEqualityComparer.Instance);
        var recent = new List<Incident>();
        var plain = new PlainMonitor(recent, new Dictionary<string, DayCondition>(), (name, incident) => of[incident][classes[name]], Start.DayNumber);
        var (today, count) = (0, 0L);
        foreach (var incident in incidents)
        {
            today = Math.Max(today, incident.LastDay.DayNumber);
            recent.RemoveAll(old => old.LastDay.DayNumber <= today - LongestWindow - LateBy);
            recent.Add(incident);
            of[incident] = [.. plan.Filters.Select(filter => filter.Of(incident))];
            count = plan.Triggers.Sum(trigger => Enum.GetValues<Certainty>().Count(how => plain.Is(trigger.Condition, today, how)));
        }
        return count;
    }

    private static WatchPlan Plan()
    {
        var declarations = new List<Declaration>();
        var regions = new Dictionary<string, Region>();
        for (var c = 0; c < 10; c++)
        {
            regions[$"zone{c}"] = new CircleRegion(46 + c % 5, 32 + c, 100 + 50 * c);
            declarations.Add(
                new IncidentClass(
                    $"class{c}",
                    null,
                    new Criterion[]
                    {
                        new DeathsAtLeast(1 + c % 3),
                        new InZone($"zone{c}"),
                        new WithSide(new[] { "a", c % 2 == 0 ? "b" : "c" }.ToSequence()),
                    }.ToSequence()
                )
            );
        }
        for (var t = 0; t < 100; t++)
        {
            var tally = new Tally((Counted)(t / 10 % 4), $"class{t % 10}", null, true, 1 + t % 7 * (1 + t / 20), t / 10 % 2 == 0 ? 7 : LongestWindow);
            declarations.Add(new Trigger($"trigger{t}", null, t % 5 == 0 ? new NotDay(tally) : tally));
        }
        return new WatchPlan(new Deal("Bench", declarations.ToSequence()), regions);
    }

    // In the order of days but for one report in ten, which is up to ten days late; one in eight covers several days.
    private static IEnumerable<Incident> Stream(int events, int aDay)
    {
        var random = new Random(1);
        for (var i = 0; i < events; i++)
        {
            var day = Start.AddDays(i / aDay);
            var first = day.AddDays(-(random.Next(10) == 0 ? random.Next(11) : 0));
            var best = random.Next(5);
            yield return new Incident
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                FirstDay = first,
                LastDay = random.Next(8) == 0 ? day : first,
                DeathsLow = best / 2,
                DeathsBest = best,
                DeathsHigh = best * 2,
                Latitude = 44 + 8 * Math.Round(random.NextDouble(), 2),
                Longitude = 30 + 12 * Math.Round(random.NextDouble(), 2),
                SideA = "abcd".Substring(random.Next(4), 1),
                SideB = "efgh".Substring(random.Next(4), 1),
                Columns = Columns,
                Fields = [],
                Line = i + 2,
            };
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
