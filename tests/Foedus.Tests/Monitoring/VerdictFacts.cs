using Foedus.Model;
using Foedus.Monitoring;
using static Foedus.Tests.Monitoring.Made;

namespace Foedus.Tests.Monitoring;

/// <summary>What a watch says in words and numbers, on cases small enough to count on one's fingers.</summary>
public class VerdictFacts
{
    private static readonly Tally Two = new(Counted.Incidents, "clash", null, true, 2, 7);

    private static string Words(bool isAtLeast, double threshold, long value) =>
        new CountedValue("clash", new Tally(Counted.Incidents, "clash", null, isAtLeast, threshold, 7), value).InWords;

    // By hand: at least 3 turns at 3, at least 2.5 too; at most 3 turns at 4, at most 2.5 at 3.
    [Theory]
    [InlineData(true, 3, 5, "5 clash within 7 days, at least 3 asked for: met; 3 fewer and it would not be met")]
    [InlineData(true, 3, 3, "3 clash within 7 days, at least 3 asked for: met; 1 fewer and it would not be met")]
    [InlineData(true, 3, 2, "2 clash within 7 days, at least 3 asked for: not met; 1 more and it would be met")]
    [InlineData(true, 2.5, 3, "3 clash within 7 days, at least 2.5 asked for: met; 1 fewer and it would not be met")]
    [InlineData(true, 2.5, 0, "0 clash within 7 days, at least 2.5 asked for: not met; 3 more and it would be met")]
    [InlineData(false, 3, 3, "3 clash within 7 days, at most 3 asked for: met; 1 more and it would not be met")]
    [InlineData(false, 3, 1, "1 clash within 7 days, at most 3 asked for: met; 3 more and it would not be met")]
    [InlineData(false, 3, 4, "4 clash within 7 days, at most 3 asked for: not met; 1 fewer and it would be met")]
    [InlineData(false, 2.5, 5, "5 clash within 7 days, at most 2.5 asked for: not met; 3 fewer and it would be met")]
    public void How_much_would_turn_a_count_is_said(bool isAtLeast, double threshold, long value, string expected) =>
        Assert.Equal(expected, Words(isAtLeast, threshold, value));

    // On days 0, 1, then 20, 21, 22: true on the second of each, as long as both lie within seven days.
    [Fact]
    public void Episodes_begin_and_end_where_the_window_does()
    {
        var monitor = new WatchMonitor(Plan(Clash, new Trigger("two", "Two in a week", Two)), From);
        foreach (var day in new[] { 0, 1, 20, 21, 22 })
            Assert.Equal(Taken.Counted, monitor.Take(Incident($"{day}", day)));
        monitor.Advance(From.AddDays(60));
        var of = monitor.Verdicts()[0];
        Assert.Equal(("two", "Two in a week"), (of.Name, of.Title));
        Assert.Equal([of.Certainly, of.Probably, of.Possibly], Enum.GetValues<Certainty>().Select(of.At));
        var verdict = of.Certainly;
        Episode[] expected = [new(From.AddDays(1), From.AddDays(6)), new(From.AddDays(21), From.AddDays(27))];
        Assert.Equal(expected, verdict.Episodes);
        Assert.Equal((From.AddDays(1), From.AddDays(27), 13, expected[1]), (verdict.FirstDay, verdict.LastDay, verdict.DaysTrue, verdict.Longest));
        Assert.Equal(["0", "1"], verdict.Evidence.Select(incident => incident.Id));
        Assert.Equal(2, Assert.Single(verdict.Counts).Value);
        Assert.Equal("clash", verdict.Counts[0].What);
    }

    [Fact]
    public void What_was_never_true_has_no_day_and_no_evidence_but_how_near_it_came()
    {
        var monitor = new WatchMonitor(Plan(Clash, new Trigger("two", null, Two)), From);
        monitor.Take(Incident("1", 3));
        monitor.Advance(From.AddDays(30));
        var of = monitor.Verdicts()[0];
        Assert.Equal("two", of.Title);
        Assert.Equal((null, null, null, 0), (of.Probably.FirstDay, of.Probably.LastDay, of.Probably.Longest, of.Probably.DaysTrue));
        Assert.Equal(From.AddDays(3), of.Probably.NearestDay);
        Assert.Empty(of.Probably.Evidence);
        Assert.False(Assert.Single(of.Probably.Counts).IsMet);
    }

    [Fact]
    public void A_state_is_called_for_since_its_trigger_is_true_at_the_certainty_that_is_asked()
    {
        var plan = Plan(Clash, new StateTrigger("status", "broken", Certainty.Certainly, Two), new StateTrigger("status", "tense", Certainty.Possibly, Two));
        var monitor = new WatchMonitor(plan, From);
        monitor.Take(Incident("1", 2));
        monitor.Take(Incident("2", 4) with { DeathsLow = 0 });
        monitor.Take(Incident("3", 5));
        monitor.Advance(From.AddDays(9));
        Assert.Empty(monitor.Verdicts());
        Assert.Equal(
            [("status becomes broken", From.AddDays(5)), ("status becomes tense", From.AddDays(4))],
            monitor.States().Select(state => (state.Of.Name, state.Since!.Value))
        );
    }

    [Fact]
    public void What_becomes_of_a_report_is_told()
    {
        var monitor = new WatchMonitor(Plan(Clash, new Trigger("two", null, Two), new InForceFrom(From.AddDays(2))), From, lateBy: 3);
        Assert.Equal(From.AddDays(2), monitor.From);
        Assert.Equal(Taken.BeforeInForce, monitor.Take(Incident("0", 1)));
        Assert.Equal(Taken.OfNoClass, monitor.Take(Incident("1", 5) with { DeathsLow = 0, DeathsBest = 0, DeathsHigh = 0 }));
        Assert.Equal(Taken.Counted, monitor.Take(Incident("2", 2)));
        Assert.Equal(Taken.Repeated, monitor.Take(Incident("2", 2) with { Line = 7 }));
        Assert.Equal(Taken.Revised, monitor.Take(Incident("2", 2) with { DeathsHigh = 2 }));
        Assert.Equal([1L], monitor.SelectedBy);
        Assert.True(monitor.Counts("2", 0));
        // Corrected to a day before the deal, and to no death: it is taken back.
        Assert.Equal(Taken.Revised, monitor.Take(Incident("2", 1)));
        Assert.Equal([0L], monitor.SelectedBy);
        Assert.False(monitor.Counts("2", 0));
        Assert.Null(monitor.Find("2"));
        monitor.Take(Incident("3", 6));
        Assert.Equal(Taken.Revised, monitor.Take(Incident("3", 6) with { DeathsLow = 0, DeathsBest = 0, DeathsHigh = 0 }));
        Assert.Equal(Taken.OfNoClass, monitor.Take(Incident("3", 6) with { DeathsLow = 0, DeathsBest = 0, DeathsHigh = 0 }));
        Assert.Empty(monitor.Kept);
    }

    // Late by 3, a window of 7 and one day more: what left every window 11 days ago or earlier can change nothing that is still open.
    [Fact]
    public void A_report_is_too_late_when_its_last_window_is_settled()
    {
        var monitor = new WatchMonitor(Plan(Clash, new Trigger("two", null, Two)), From, lateBy: 3);
        monitor.Advance(From.AddDays(100));
        Assert.Equal(Taken.TooLate, monitor.Take(Incident("1", 82)));
        Assert.Equal(Taken.Counted, monitor.Take(Incident("2", 83)));
        // A revision of what is still kept comes in time by its own days.
        Assert.Equal(Taken.Revised, monitor.Take(Incident("2", 84)));
    }

    [Fact]
    public void Equal_rows_stand_for_each_other()
    {
        var once = new IncidentClass("clash", null, new Criterion[] { new DistinctRows(), new DeathsAtLeast(1) }.ToSequence());
        var monitor = new WatchMonitor(Plan(once, new Trigger("two", null, Two)), From);
        foreach (var id in new[] { "1", "2", "3" })
            monitor.Take(Incident(id, 4));
        monitor.Take(Incident("4", 4, arms: "drone"));
        monitor.Advance(From.AddDays(9));
        Assert.Equal([2L], monitor.SelectedBy);
        Assert.Equal([true, false, false, true], new[] { "1", "2", "3", "4" }.Select(id => monitor.Counts(id, 0)));
        Assert.Equal(["1", "4"], monitor.Verdicts()[0].Probably.Evidence.Select(incident => incident.Id));
        monitor.Remove("1");
        Assert.Equal([2L], monitor.SelectedBy);
        Assert.True(monitor.Counts("2", 0));
        monitor.Remove("2");
        monitor.Remove("3");
        Assert.Equal([1L], monitor.SelectedBy);
        Assert.Equal(0, monitor.Verdicts()[0].Probably.DaysTrue);
    }

    [Fact]
    public void A_plan_without_a_trigger_is_refused_and_another_day_in_force_replaces_the_deals()
    {
        Assert.Contains("no trigger", Assert.Throws<InputException>(() => Plan(Clash)).Message, StringComparison.Ordinal);
        var deal = new Deal("Made", new Declaration[] { Clash, new Trigger("two", null, Two), new InForceFrom(From) }.ToSequence());
        Assert.Equal(From, new WatchPlan(deal, new Dictionary<string, Region>()).InForceFrom);
        Assert.Equal(From.AddDays(9), new WatchPlan(deal, new Dictionary<string, Region>(), From.AddDays(9)).InForceFrom);
        // A thousand are still watched.
        var many = Enumerable.Range(0, WatchPlan.MostTriggers).Select(t => (Declaration)new Trigger($"t{t}", null, Two)).Append(Clash);
        Assert.Equal(1_000, new WatchPlan(new Deal("Made", [.. many]), new Dictionary<string, Region>()).Triggers.Count);
    }
}
