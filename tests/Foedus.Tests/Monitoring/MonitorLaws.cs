using Foedus.Monitoring;

namespace Foedus.Tests.Monitoring;

/// <summary>The monitor, which keeps running counts, against re-evaluation from the definitions.</summary>
public class MonitorLaws
{
    private static readonly int Cases = TestScale.Of(25);

    [Fact]
    public void Reports_in_the_order_of_days_give_what_the_definition_says() =>
        ForEach(watch =>
        {
            var monitor = new WatchMonitor(watch.Plan, RandomWatch.First);
            foreach (var incident in watch.Incidents.OrderBy(incident => incident.FirstDay))
            {
                monitor.Advance(incident.FirstDay < RandomWatch.Last ? incident.FirstDay : RandomWatch.Last);
                monitor.Take(incident);
            }
            monitor.Advance(RandomWatch.Last);
            return (watch.Expected(watch.Incidents), RandomWatch.Found(monitor));
        });

    [Fact]
    public void Late_and_corrected_reports_leave_what_the_last_ones_alone_would_have_given() =>
        ForEach(watch =>
        {
            var monitor = new WatchMonitor(watch.Plan, RandomWatch.First);
            var last = new Dictionary<string, Incident>();
            foreach (var incident in watch.Incidents)
            {
                monitor.Take(last[incident.Id] = incident);
                if (watch.Next(4) == 0)
                    monitor.Advance(RandomWatch.First.AddDays(watch.Next(RandomWatch.Length)));
            }
            monitor.Advance(RandomWatch.Last);
            foreach (var id in last.Keys.ToList())
                if (watch.Next(3) == 0)
                    monitor.Take(last[id] = watch.Incident(id));
            return (watch.Expected([.. last.Values]), RandomWatch.Found(monitor));
        });

    [Fact]
    public void Letting_settled_days_go_changes_nothing_for_reports_that_come_in_time() =>
        ForEach(watch =>
        {
            const int lateBy = 5;
            var monitor = new WatchMonitor(watch.Plan, RandomWatch.First, lateBy);
            foreach (var incident in watch.Incidents.OrderBy(incident => incident.FirstDay.AddDays(incident.Id.Length % lateBy)))
            {
                var today = incident.FirstDay.AddDays(incident.Id.Length % lateBy);
                monitor.Advance(today < RandomWatch.Last ? today : RandomWatch.Last);
                monitor.Take(incident);
            }
            monitor.Advance(RandomWatch.Last);
            return (watch.Expected(watch.Incidents), RandomWatch.Found(monitor));
        });

    [Fact]
    public void A_report_that_is_far_too_late_leaves_open_days_as_the_definition_says()
    {
        const int lateBy = 3;
        for (var seed = 0; seed < Cases; seed++)
        {
            var watch = new RandomWatch(seed, isBounded: true);
            var monitor = new WatchMonitor(watch.Plan, RandomWatch.First, lateBy);
            var incidents = new List<Incident>();
            foreach (var incident in watch.Incidents)
            {
                // In no order at all, so that many are weeks late when they come.
                monitor.Advance(RandomWatch.First.AddDays(watch.Next(RandomWatch.Length)));
                monitor.Take(incident, []);
                incidents.Add(incident);
            }
            monitor.Advance(RandomWatch.Last);
            var open = RandomWatch.Last.DayNumber - lateBy;
            foreach (var (expected, found) in watch.Expected(incidents).Zip(RandomWatch.Found(monitor)))
                Assert.True(expected.Where(day => day > open).SequenceEqual(found.Where(day => day > open)), $"Case {seed}: {watch.Condition}");
        }
    }

    private static void ForEach(Func<RandomWatch, (List<int>[] Expected, List<int>[] Found)> run)
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var watch = new RandomWatch(seed);
            var (expected, found) = run(watch);
            for (var how = 0; how < 3; how++)
                Assert.True(
                    expected[how].SequenceEqual(found[how]),
                    $"Case {seed}, certainty {how}: {watch.Condition}\nexpected {string.Join(' ', expected[how])}\nfound    {string.Join(' ', found[how])}"
                );
        }
    }
}
