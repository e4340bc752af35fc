using Foedus.Model;
using Foedus.Monitoring;
using static Foedus.Tests.Monitoring.Made;

namespace Foedus.Tests.Monitoring;

/// <summary>Cases that running counts get wrong easily.</summary>
public class MonitorFacts
{
    private static readonly IncidentClass CountedOnce = new("clash", null, new Criterion[] { new DistinctRows() }.ToSequence());

    private static readonly Trigger Two = new("two", null, new Tally(Counted.Incidents, "clash", null, true, 2, 7));

    [Fact]
    public void An_equal_row_that_is_handed_in_again_is_still_not_counted()
    {
        var monitor = new WatchMonitor(Plan(CountedOnce, Two), From);
        monitor.Take(Incident("1", 2));
        monitor.Take(Incident("2", 2));
        monitor.Advance(From.AddDays(4));
        Assert.Equal(0, monitor.Verdicts()[0].Probably.DaysTrue);
        Assert.Equal(Taken.Repeated, monitor.Take(Incident("2", 2)));
        Assert.Equal(0, monitor.Verdicts()[0].Probably.DaysTrue);
    }

    [Fact]
    public void When_one_of_two_equal_rows_is_corrected_the_other_counts()
    {
        var monitor = new WatchMonitor(Plan(CountedOnce, Two), From);
        monitor.Take(Incident("1", 2));
        monitor.Take(Incident("2", 2));
        monitor.Advance(From.AddDays(4));
        monitor.Take(Incident("1", 3));
        var verdict = monitor.Verdicts()[0].Probably;
        Assert.Equal(From.AddDays(3), verdict.FirstDay);
        Assert.Equal(["2", "1"], verdict.Evidence.Select(incident => incident.Id));
    }

    [Fact]
    public void How_far_one_trigger_looks_back_is_nothing_to_another()
    {
        var quiet = new Trigger("quiet", null, new Once(new Tally(Counted.Incidents, "clash", null, false, 0, 3), null));
        var far = new Trigger("far", null, new DaysAfter(30, new Tally(Counted.Incidents, "clash", null, true, 5, 3)));
        foreach (var plan in new[] { Plan(Clash, quiet), Plan(Clash, quiet, far) })
        {
            var monitor = new WatchMonitor(plan, From);
            for (var day = -2; day < 20; day++)
                monitor.Take(Incident($"{day}", day));
            monitor.Advance(From.AddDays(19));
            Assert.Equal(0, monitor.Verdicts()[0].Probably.DaysTrue);
        }
    }

    [Fact]
    public void What_is_kept_does_not_grow_with_the_history()
    {
        var monitor = new WatchMonitor(Plan(CountedOnce, Two), From, lateBy: 10);
        for (var day = 0; day < 3000; day++)
        {
            monitor.Advance(From.AddDays(day));
            monitor.Take(Incident($"{day}", day));
            Assert.InRange(monitor.Kept.Count, 1, 64);
        }
        Assert.Equal(2999, monitor.Verdicts()[0].Probably.DaysTrue);
    }
}
