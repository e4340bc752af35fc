using Foedus.Model;
using Foedus.Monitoring;

namespace Foedus.Tests.Monitoring;

/// <summary>What a verdict says beside its days, and what the monitor says of changes, against the definitions on random watches.</summary>
public class VerdictLaws
{
    private static readonly int Cases = TestScale.Of(25);

    private static readonly Certainty[] Certainties = Enum.GetValues<Certainty>();

    [Fact]
    public void The_first_day_has_the_counts_and_the_incidents_of_its_windows()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var watch = new RandomWatch(seed);
            foreach (var lateBy in new int?[] { null, 5 })
            {
                var monitor = InOrder(watch, lateBy);
                var plain = watch.Plain(watch.Incidents);
                foreach (var how in Certainties)
                {
                    var verdict = monitor.Verdicts()[0].At(how);
                    if (verdict.FirstDay is not { } day)
                        continue;
                    Assert.Equal(verdict.Episodes[0].First, day);
                    Assert.Equal(verdict.Episodes.Sum(episode => episode.Days), verdict.DaysTrue);
                    Assert.Null(verdict.NearestDay);
                    var tallies = Tallies(watch.Condition).ToList();
                    Assert.Equal(
                        tallies.Distinct().Select(tally => plain.Value(tally, day.DayNumber, Counted(tally, how))),
                        verdict.Counts.Select(count => (double)count.Value)
                    );
                    var expected = watch.Incidents.Where(incident =>
                        tallies.Any(tally =>
                            watch.Of(tally.Class, incident).Has(Counted(tally, how))
                            && PlainMonitor.IsInside(incident, day.DayNumber - tally.Days + 1, day.DayNumber, Counted(tally, how))
                        )
                    );
                    Assert.Equal(expected.Select(incident => incident.Id).Order(), verdict.Evidence.Select(incident => incident.Id).Order());
                    Assert.Equal(verdict.Evidence.Select(incident => incident.First).Order(), verdict.Evidence.Select(incident => incident.First));
                }
            }
        }
    }

    // The shares that are missing of all thresholds that have to be reached, added; the earliest of the best days, and none where nothing was counted on it.
    [Fact]
    public void What_was_never_true_came_nearest_where_least_was_missing()
    {
        var seen = 0;
        for (var seed = 0; seed < Cases * 4; seed++)
        {
            var watch = new RandomWatch(seed);
            var monitor = InOrder(watch, null);
            var plain = watch.Plain(watch.Incidents);
            foreach (var how in Certainties)
            {
                var verdict = monitor.Verdicts()[0].At(how);
                if (verdict.FirstDay is not null)
                    continue;
                var parts = Tallies(watch.Condition).Distinct().Where(tally => tally.IsAtLeast).ToList();
                double Missing(int day) => parts.Sum(tally => Math.Max(0, 1 - plain.Value(tally, day, how) / tally.Threshold));
                int? nearest = null;
                for (var day = RandomWatch.First.DayNumber; parts.Count > 0 && day <= RandomWatch.Last.DayNumber; day++)
                    if (nearest is null || Missing(day) < Missing(nearest.Value) - 1e-12)
                        nearest = day;
                if (nearest is { } found && parts.All(tally => plain.Value(tally, found, how) == 0))
                    nearest = null;
                seen += nearest is null ? 0 : 1;
                Assert.Equal(nearest, verdict.NearestDay?.DayNumber);
                Assert.Equal(nearest is null ? 0 : Tallies(watch.Condition).Distinct().Count(), verdict.Counts.Count);
                Assert.Empty(verdict.Evidence);
            }
        }
        Assert.True(seen > 10);
    }

    [Fact]
    public void A_report_says_which_verdicts_it_changed_and_a_day_what_is_new_on_it()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var watch = new RandomWatch(seed);
            var monitor = new WatchMonitor(watch.Plan, RandomWatch.First);
            var before = new Levels[RandomWatch.Length];
            foreach (var incident in watch.Incidents)
            {
                var changes = new List<VerdictChange>();
                monitor.Take(incident, changes);
                var after = PerDay(monitor);
                var other = Enumerable.Range(0, RandomWatch.Length).Where(day => before[day] != after[day]).ToList();
                Assert.Equal(
                    other.Count == 0 ? [] : [new VerdictChange("tested", Day(other[0]), Day(other[^1]), before[other[^1]], after[other[^1]])],
                    changes
                );
                var today = monitor.Today.DayNumber;
                var advanced = monitor.Advance(monitor.Today.AddDays(watch.Next(6)) is var to && to <= RandomWatch.Last ? to : RandomWatch.Last);
                before = PerDay(monitor);
                var turned = Enumerable
                    .Range(0, RandomWatch.Length)
                    .Where(day => Number(day) > today && Number(day) <= monitor.Today.DayNumber && before[day] != (day == 0 ? Levels.None : before[day - 1]));
                Assert.Equal(
                    turned.Select(day => new VerdictChange("tested", Day(day), Day(day), day == 0 ? Levels.None : before[day - 1], before[day])),
                    advanced
                );
                Assert.Equal(
                    [("tested", monitor.Today < RandomWatch.First ? Levels.None : before[monitor.Today.DayNumber - RandomWatch.First.DayNumber])],
                    monitor.Now
                );
            }
        }
    }

    // What a journal does: takes back, and counts again what another monitor had kept.
    [Fact]
    public void What_is_taken_back_was_never_there_and_what_is_restored_counts_as_before()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var watch = new RandomWatch(seed);
            var (monitor, other) = (InOrder(watch, null), new WatchMonitor(watch.Plan, RandomWatch.First));
            foreach (var incident in monitor.Kept.ToList())
            {
                if (watch.Next(3) == 0)
                    monitor.Remove(incident.Id);
                if (watch.Next(4) == 0)
                    other.Advance(RandomWatch.First.AddDays(watch.Next(RandomWatch.Length)));
            }
            foreach (var incident in monitor.Kept)
                other.Restore(incident);
            other.Advance(RandomWatch.Last);
            var left = watch.Incidents.Where(incident => monitor.Find(incident.Id) is not null).ToList();
            Assert.Equal(watch.Expected(left), RandomWatch.Found(monitor));
            Assert.Equal(watch.Expected(left), RandomWatch.Found(other));
            Assert.Equal(watch.Classes.Select(of => (long)left.Count(incident => watch.Of(of.Name, incident) != Levels.None)), other.SelectedBy);
            Assert.Equal(monitor.SelectedBy, other.SelectedBy);
            Assert.Equal(left.Count, other.Kept.Count);
        }
    }

    private static WatchMonitor InOrder(RandomWatch watch, int? lateBy)
    {
        var monitor = new WatchMonitor(watch.Plan, RandomWatch.First, lateBy);
        foreach (var incident in watch.Incidents.OrderBy(incident => incident.FirstDay))
        {
            monitor.Advance(incident.FirstDay < RandomWatch.Last ? incident.FirstDay : RandomWatch.Last);
            monitor.Take(incident);
        }
        monitor.Advance(RandomWatch.Last);
        return monitor;
    }

    // At most so many is certain only where even the highest count leaves it true.
    private static Certainty Counted(Tally tally, Certainty how) => tally.IsAtLeast ? how : PlainMonitor.Opposite(how);

    private static IEnumerable<Tally> Tallies(DayCondition condition) => condition is Tally tally ? [tally] : condition.Parts.SelectMany(Tallies);

    private static Levels[] PerDay(WatchMonitor monitor)
    {
        var days = new Levels[RandomWatch.Length];
        var found = RandomWatch.Found(monitor);
        foreach (var how in Certainties)
        foreach (var day in found[(int)how])
            days[day - RandomWatch.First.DayNumber] |= LevelsExtensions.At(how);
        return days;
    }

    private static int Number(int day) => RandomWatch.First.DayNumber + day;

    private static DateOnly Day(int day) => RandomWatch.First.AddDays(day);
}
