using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Laws;

public class WeighingLaws
{
    private static DealFile Snapback => Shipped.Deal("deals/record/snapback-2231/snapback-2231.foedus");

    [Fact]
    public void Threads_change_no_number()
    {
        var options = new WeighingOptions
        {
            Draws = 32,
            Effects = 0,
            ErrorDraws = 0,
            EquilibriumDraws = 0,
            CareDraws = 0,
            Thresholds = 0,
        };
        var one = Weigh.Run(Snapback, options with { Threads = 1 });
        var all = Weigh.Run(Snapback, options with { Threads = 2 });
        Assert.Equal(one.Worlds, all.Worlds);
        for (var o = 0; o < one.Offers.Count; o++)
        {
            Assert.Equal(one.Offers[o].Draws.Values, all.Offers[o].Draws.Values);
            Assert.Equal(one.Offers[o].Draws.Measures, all.Offers[o].Draws.Measures);
        }
    }

    // What a solver did before must leave no trace, or numbers would depend on which thread came first.
    [Fact]
    public void A_used_solver_gives_the_same_bits_as_a_fresh_one()
    {
        var file = Snapback;
        var set = new AssumptionSet(file.Deal, new WeighingOptions());
        var world = new double[set.Assumptions.Count];
        foreach (var offer in file.Offers)
        {
            var used = new OfferSolver(offer, 11);
            for (var draw = 0; draw < 32; draw++)
            {
                set.Draw(draw, world);
                Assert.Equal(new OfferSolver(offer, 11).Solve(world).Values, used.Solve(world).Values);
            }
        }
    }

    [Fact]
    public void Another_seed_draws_other_worlds_within_the_same_ranges()
    {
        var file = Snapback;
        var first = new AssumptionSet(file.Deal, new WeighingOptions { Seed = 1 });
        var second = new AssumptionSet(file.Deal, new WeighingOptions { Seed = 2 });
        var (a, b) = (new double[first.Assumptions.Count], new double[first.Assumptions.Count]);
        for (var draw = 0; draw < 200; draw++)
        {
            first.Draw(draw, a);
            second.Draw(draw, b);
            Assert.NotEqual(a, b);
            for (var i = 0; i < a.Length; i++)
                Assert.InRange(a[i], first.Distributions[i].Low, first.Distributions[i].High);
        }
    }

    [Fact]
    public void A_fixed_value_has_no_range_left()
    {
        var file = Snapback;
        var name = file.Deal.Assumptions.First().Name;
        var set = new AssumptionSet(file.Deal, new WeighingOptions { Fixed = new Dictionary<string, double> { [name] = 0.25 } });
        Assert.Equal(0.25, set.Distributions[0].Low);
        Assert.Equal(0.25, set.Distributions[0].High);
    }

    [Fact]
    public void What_is_unknown_is_named_with_what_is_known()
    {
        var file = Snapback;
        Assert.Contains(
            "automatic",
            Assert.Throws<InputException>(() => Weigh.Run(file, new WeighingOptions { Offers = ["automatik"] })).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InputException>(() => Weigh.Run(file, new WeighingOptions { Reading = "nobody" }));
        Assert.Throws<InputException>(() => Weigh.Run(file, new WeighingOptions { Fixed = new Dictionary<string, double> { ["nothing"] = 1 } }));
    }

    [Fact]
    public void Cancelling_stops_the_work()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Weigh.Run(Snapback, new WeighingOptions { Draws = 1000 }, cancel: stop.Token));
    }
}
