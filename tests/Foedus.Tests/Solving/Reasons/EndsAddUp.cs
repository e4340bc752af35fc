using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;

namespace Foedus.Tests.Solving.Reasons;

public class EndsAddUp
{
    [Theory]
    [InlineData("horizon 4")]
    [InlineData("horizon 4 then forever")]
    [InlineData("horizon endless")]
    public void All_courses_together_are_what_does_not_hold(string horizon)
    {
        var (offer, outcome) = ReasonsDeal.Solve(ReasonsDeal.Text(horizon), horizon == "horizon endless" ? 5 : 7);
        var ends = Of(offer, outcome);
        Assert.Equal(1 - outcome.Measures[0], ends.Whole, 1e-12);
        var alive = outcome.Forward.Alive[1];
        for (var period = 0; period < 4; period++)
            Assert.Equal(alive[period] - alive[period + 1], ends.Courses.Sum(course => course.ByPeriod[period]) + ends.Others[period], 1e-12);
        Assert.True(ends.Others.Sum() < 0.01 * ends.Whole);
        Assert.Equal(ends.Courses.Count, ends.Courses.Select(course => string.Join(";", course.Events)).Distinct().Count());
    }

    // A course ends where what comes is settled: nothing that came later in the period belongs to it.
    [Fact]
    public void What_makes_no_difference_is_no_part_of_a_course()
    {
        var (offer, outcome) = ReasonsDeal.Solve();
        var ends = Of(offer, outcome);
        var plea = offer.Game.Steps.Select((step, s) => (step.Name, s)).Single(step => step.Name == "plea").s;
        Assert.Contains(ends.Courses, course => course.Events[^1] is { Option: "fight" });
        // Once South has lost nothing can mend it; a plea that is made mends it, so that no course that fails holds it.
        Assert.All(ends.Courses, course => Assert.DoesNotContain(course.Events, happened => happened is { Option: "sue" }));
        Assert.All(ends.Courses.Where(course => course.Events.Any(happened => happened.Option == "concede")), course => Assert.DoesNotContain(course.Events, happened => happened.Step == plea));
    }

    [Fact]
    public void Chances_of_courses_are_the_simulators_frequencies()
    {
        var (offer, outcome) = ReasonsDeal.Solve();
        var ends = Of(offer, outcome);
        var simulator = new Simulator(outcome.Solution, 11);
        const int plays = 30_000;
        var states = new int[4];
        var (byPeriod, byOption) = (new int[4], new Dictionary<(int Period, string Option), int>());
        for (var play = 0; play < plays; play++)
        {
            var chosen = new List<(int Period, string Option)>();
            simulator.Play(4, states, (period, node, options, _) =>
            {
                for (var mover = 0; mover < options.Length; mover++)
                    chosen.Add((period - 1, Name(offer.Game.Nodes[node], mover, options[mover])));
            });
            var failed = Array.FindIndex(states, state => !offer.Asks[0].Holds[state]);
            if (failed < 0)
                continue;
            byPeriod[failed]++;
            foreach (var choice in chosen.Where(choice => choice.Period == failed))
                byOption[choice] = byOption.GetValueOrDefault(choice) + 1;
        }
        for (var period = 0; period < 4; period++)
        {
            Near(ends.Courses.Sum(course => course.ByPeriod[period]) + ends.Others[period], byPeriod[period], 0);
            // These belong to every course in which they were possible.
            foreach (var option in new[] { "arm", "cheat", "press", "concede", "fight" })
                Near(ends.Courses.Where(course => course.Events.Any(happened => happened.Option == option)).Sum(course => course.ByPeriod[period]), byOption.GetValueOrDefault((period, option)), ends.Others[period]);
        }

        static void Near(double exact, int count, double slack) => Assert.Equal(exact, count / (double)plays, slack + 1e-9 + 4.5 * Math.Sqrt(Math.Max(exact, 1e-4) / plays));

        static string Name(Foedus.Games.GameNode node, int mover, int option) =>
            node is Foedus.Games.TurnNode turn ? turn.Options[option].Name : ((Foedus.Games.JointTurnNode)node).Movers[mover].OptionNames[option];
    }

    private static FirstFailures Of(Foedus.Lowering.LoweredOffer offer, Foedus.Weighing.OfferOutcome outcome) =>
        new(outcome.Solution, offer.Asks[0].Holds, offer.Asks[0].Periods, (_, to) => offer.Game.StateNames[to], TestContext.Current.CancellationToken);
}
