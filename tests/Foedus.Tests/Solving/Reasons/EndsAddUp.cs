using Foedus.Model;
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

    /// <summary>Quiet until a fifth of each month from the given one on ends it: periods in which nothing can fail come first, and between.</summary>
    [Theory]
    [InlineData("from month 2", 1)]
    [InlineData("from month 5", 1)]
    [InlineData("in month 3", 1)]
    [InlineData("from month 4", 0.5)]
    public void Periods_in_which_nothing_can_fail_add_nothing(string when, double firm)
    {
        var (offer, outcome) = ReasonsDeal.Solve(
            FormattableString.Invariant(
                $$"""
                deal "Late"
                period month
                horizon 6
                party North
                discount 1
                precision lambda 1
                private North.will { firm: {{firm}}, weak: {{1 - firm}} }
                state s { calm, war } = calm
                chance fate when s = calm and {{when}} { 20% if firm else 70%: s = war; otherwise: }
                interest North { s = war: -1 }
                no deal none "Nothing"
                ask calm "Calm": chance s = calm through 6
                """
            )
        );
        var ends = Of(offer, outcome);
        double Survives(double chance) =>
            Math.Pow(1 - chance, outcome.Forward.Alive[1].Zip(outcome.Forward.Alive[1].Skip(1)).Count(pair => pair.First > pair.Second));
        var expected = firm * Survives(0.2) + (1 - firm) * Survives(0.7);
        Assert.InRange(expected, 0.05, 0.85);
        Assert.Equal(1 - expected, ends.Whole, 1e-12);
        for (var period = 0; period < 6; period++)
            Assert.Equal(
                outcome.Forward.Alive[1][period] - outcome.Forward.Alive[1][period + 1],
                ends.Courses.Sum(course => course.ByPeriod[period]) + ends.Others[period],
                1e-12
            );
    }

    /// <summary>Of every question that is asked to hold through, in every offer that ships: what fails is what does not hold.</summary>
    [Theory]
    [MemberData(nameof(Shipped.Files), MemberType = typeof(Shipped))]
    public void Courses_of_what_ships_add_up(string path)
    {
        foreach (var offer in Shipped.Deal(path).Offers.Where(offer => offer.Asks.Any(ask => ask.Kind == AskedKind.ChanceThrough)))
        {
            if (Shipped.Solved(path, offer) is not { IsSolved: true } outcome)
                continue;
            foreach (var (ask, answer) in offer.Asks.Zip(outcome.Measures).Where(asked => asked.First.Kind == AskedKind.ChanceThrough))
                Assert.Equal(
                    1 - answer,
                    new FirstFailures(
                        outcome.Solution,
                        ask.Holds,
                        ask.Periods,
                        (_, to) => offer.Game.StateNames[to],
                        TestContext.Current.CancellationToken
                    ).Whole,
                    1e-9
                );
        }
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
        Assert.All(ends.Courses.Where(course => course.Events.Any(happened => happened.Option == "concede")), course =>
            Assert.DoesNotContain(course.Events, happened => happened.Step == plea)
        );
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
                Near(
                    ends.Courses.Where(course => course.Events.Any(happened => happened.Option == option)).Sum(course => course.ByPeriod[period]),
                    byOption.GetValueOrDefault((period, option)),
                    ends.Others[period]
                );
        }

        static void Near(double exact, int count, double slack) =>
            Assert.Equal(exact, count / (double)plays, slack + 1e-9 + 4.5 * Math.Sqrt(Math.Max(exact, 1e-4) / plays));

        static string Name(Foedus.Games.GameNode node, int mover, int option) =>
            node is Foedus.Games.TurnNode turn ? turn.Options[option].Name : ((Foedus.Games.JointTurnNode)node).Movers[mover].OptionNames[option];
    }

    private static FirstFailures Of(Foedus.Lowering.LoweredOffer offer, Foedus.Weighing.OfferOutcome outcome) =>
        new(outcome.Solution, offer.Asks[0].Holds, offer.Asks[0].Periods, (_, to) => offer.Game.StateNames[to], TestContext.Current.CancellationToken);
}
