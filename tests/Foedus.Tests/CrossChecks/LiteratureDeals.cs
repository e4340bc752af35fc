using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>Models of the literature written as deals, against published or closed-form answers. What is published as a limit of exact play is met up to what care and the steps of a range leave.</summary>
public class LiteratureDeals
{
    // The dyad Russia-Ukraine of Crisman-Cox and Gibilisco (2018), ReplicationOutput.rdata: choices and long-run shares of the estimated equilibrium.
    [Fact]
    public void Audience_costs_in_time()
    {
        var (offer, outcome) = Solve("crisman-cox-2018/audience-costs.foedus", "dyad");
        double[][] russia =
        [
            [0.987295291561489, 0.009007063979540821, 0.003697644458970184],
            [0.9453339294433213, 0.0387316969938435, 0.01593437356283534],
            [0.9659749728062316, 0.0229471201162068, 0.011077907077561561],
        ];
        double[][] ukraine =
        [
            [0.9836300975825832, 0.012173579485198158, 0.004196322932218653],
            [0.9486450457339833, 0.038115923622916235, 0.01323903064310041],
            [0.9656637873107157, 0.02442695854424707, 0.00990925414503724],
        ];
        Close([0.9691440752788892, 0.022395312165015148, 0.008460612556095726], outcome.Measures);
        for (var state = 0; state < 3; state++)
        {
            Close(russia[state], Choices(offer, outcome, state, 0));
            Close(ukraine[state], Choices(offer, outcome, state, 1));
        }
    }

    // Powell 2006, two states: war at once above s* = (1 - (1 - d) W_now) / (d (W_now - W_later)) = 0.0639; else the declining side is held to its war value, 7.7.
    [Theory]
    [InlineData(0.05, false)]
    [InlineData(0.0625, false)]
    [InlineData(0.066, true)]
    [InlineData(0.1, true)]
    public void War_comes_where_power_shifts_too_fast(double shift, bool isWar)
    {
        var outcome = Solve("powell-2006/shifting-power.foedus", "hazard", ("shift", shift)).Outcome;
        Assert.InRange(outcome.Measures[0], isWar ? 0.85 : 0, isWar ? 1 : 0.02);
        Assert.Equal(7.7, outcome.Values[1], 0.04);
    }

    // Fearon 1997: at 0.92, above 0.9, the word separates, and war comes with 0.5 * 0.4; at 0.8 the irresolute give it too.
    [Fact]
    public void A_word_separates_where_it_costs_enough()
    {
        var outcome = Solve("fearon-1997/tying-hands.foedus", "crisis", ("care", 200)).Outcome;
        Assert.Equal(0.2, outcome.Measures[0], 0.005);
        Assert.Equal(0.66, outcome.Values[0], 0.005);
        Assert.Equal(0, outcome.Values[1], 0.005);
        Assert.True(Solve("fearon-1997/tying-hands.foedus", "crisis", ("care", 200), ("audience", 0.8)).Outcome.Measures[1] > 0.57);
    }

    // Kydd 2000, two types and one step: agent logit, principal branch, of a tree solver.
    [Theory]
    [InlineData(1, 0.4601271197725, 0.3186829794261, 0.3459773660349, 0.2258928191458)]
    [InlineData(5, 0.9067761869872, 0.3262692618639, 0.4274927246482, 3.478216935713e-06)]
    public void A_costly_step_reassures(double care, double trustworthy, double expansionist, double afterIt, double without)
    {
        var measures = Solve("kydd-2000/reassurance.foedus", "meeting", 201, ("care", care)).Outcome.Measures;
        var made = (trustworthy + expansionist) / 2;
        Assert.Equal(made, measures[0], 1e-3);
        Assert.Equal(made * afterIt, measures[2], 1e-3);
        Assert.Equal(made * afterIt + (1 - made) * without, measures[1], 1e-3);
    }

    // After Fang, Johnson and Leeds 2014: x* = 1 - (0.15 + (1 - h) 0.35), to one step of 0.005, since ties are split; never war.
    [Theory]
    [InlineData("free", 0.5)]
    [InlineData("half", 0.675)]
    [InlineData("whole", 0.85)]
    public void Support_that_may_be_withdrawn_restrains(string offer, double demand)
    {
        var outcome = Solve("ally-restraint/advice-to-concede.foedus", offer).Outcome;
        Assert.InRange(outcome.Values[0], demand - 0.0051, demand + 1e-9);
        Assert.Equal(1 - outcome.Values[0], outcome.Values[1], 1e-9);
        Assert.Equal(0, outcome.Measures[0], 1e-9);
    }

    // After Smith 1995: 0.35 of all pairs are attacked, and helped in 0.20714 of those.
    [Fact]
    public void Wars_show_the_unreliable()
    {
        var measures = Solve("smith-1995/reliability.foedus", "pairs").Outcome.Measures;
        Assert.Equal(0.35, measures[0], 1e-9);
        Assert.Equal(0.20714285714285718, measures[1] / measures[0], 1e-9);
    }

    // Maynard Smith 1974: each gives way with c / (v + c) a round.
    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(0.25, 2)]
    public void Attrition_ends_at_a_constant_rate(double cost, double prize)
    {
        var stays = Math.Pow(1 - cost / (prize + cost), 2);
        var measures = Solve("attrition/who-gives-way.foedus", "contest", ("care", 200), ("cost", cost), ("prize", prize)).Outcome.Measures;
        Assert.Equal(1 - stays, measures[0], 0.006);
        Assert.Equal(Math.Pow(stays, 10), measures[1], 0.006);
    }

    // Rubinstein 1982: 1 / (1 + d) for who begins, to a step of 0.02 and what care leaves.
    [Theory]
    [InlineData(0.5, 100, 0.04)]
    [InlineData(0.8, 400, 0.021)]
    public void Offers_in_turn_give_the_first_more(double patience, double care, double tolerance) =>
        Assert.Equal(
            1 / (1 + patience),
            Solve("rubinstein-1982/alternating-offers.foedus", "talks", ("care", care), ("patience", patience)).Outcome.Values[0],
            tolerance
        );

    // Romer and Rosenthal 1978: the reflection of what there is in the nearer veto player's point, 2 * 0.354 - 0.2, to the step below; 2 * 0.254 - 0.2 where it is nearer.
    [Theory]
    [InlineData(0.354, 0.5)]
    [InlineData(0.254, 0.3)]
    public void Proposals_go_as_far_as_the_nearest_veto(double near, double law) =>
        Assert.Equal(law - 1, Solve("setter-and-veto/two-vetoes.foedus", "both", ("near_to", near)).Outcome.Values[0], 1e-9);

    // Mixed play of two by two: each makes the other indifferent.
    [Theory]
    [InlineData(0.2, 0.1)]
    [InlineData(0.3, 0.05)]
    public void Inspections_that_err(double missed, double falseAlarm)
    {
        var measures = Solve(
            "inspection-errors/false-alarms.foedus",
            "errors",
            ("care", 800),
            ("missed", missed),
            ("false_alarm", falseAlarm)
        ).Outcome.Measures;
        Assert.Equal((0.2 + falseAlarm * 0.5) / ((1 - missed) * 3 + falseAlarm * 0.5), measures[0], 0.002);
        Assert.Equal(1 / ((1 - missed) * 3 - falseAlarm * 2), measures[1], 0.003);
    }

    // The last part is given if and only if cost / parts <= peace, and then all are.
    [Theory]
    [InlineData("whole", 0.99, 0)]
    [InlineData("halves", 0.49, 0)]
    [InlineData("halves", 0.51, 1)]
    [InlineData("quarters", 0.24, 0)]
    [InlineData("quarters", 0.26, 1)]
    public void Smaller_parts_need_less_to_come(string offer, double peace, double carriedOut) =>
        Assert.Equal(carriedOut, Solve("exchange-in-steps/smaller-parts.foedus", offer, ("peace", peace)).Outcome.Measures[0], 1e-12);

    private static double[] Choices(LoweredOffer offer, OfferOutcome outcome, int state, int mover)
    {
        var node = offer.Game.Steps[0].NodeOfState[state];
        return [.. Enumerable.Range(0, 3).Select(option => outcome.Solution.Choice(0, node, mover, 0, option)[0])];
    }

    private static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> found) =>
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));

    private static (LoweredOffer Offer, OfferOutcome Outcome) Solve(string file, string offer, params (string Name, double Value)[] set) =>
        Solve(file, offer, 21, set);

    private static (LoweredOffer Offer, OfferOutcome Outcome) Solve(string file, string offer, int resolution, params (string Name, double Value)[] set) =>
        SoundDeal.SolveTextbook(file, offer, resolution, set);
}
