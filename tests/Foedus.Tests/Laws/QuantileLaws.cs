using Foedus.Weighing;
using Foedus.Weighing.Draws;
using Foedus.Weighing.Engine;

namespace Foedus.Tests.Laws;

public class QuantileLaws
{
    private static readonly double[] Shares = [0, 0.025, 0.05, 0.25, 0.5, 0.95, 0.975, 1];

    // Counting digit by digit must find exactly what sorting finds: negative numbers, ties, both zeros, infinities, gaps.
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(1000)]
    public void Counting_finds_what_sorting_finds(int draws)
    {
        var random = new Random(draws);
        double[] special =
        [
            0.0,
            -0.0,
            1,
            -1,
            0.5,
            double.Epsilon,
            -double.Epsilon,
            double.NaN,
            double.MaxValue,
            double.PositiveInfinity,
            double.NegativeInfinity,
        ];
        for (var round = 0; round < 20; round++)
        {
            var store = Store(draws, _ =>
                random.Next(4) == 0 ? special[random.Next(special.Length)] : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12))
            );
            IReadOnlyList<Quantity> asked = [Quantity.Of(0), Quantity.Of(1)];
            var sorted = Quantiles.Find(store, asked, Shares);
            var counted = Quantiles.Find(store, asked, Shares, mostSorted: 0);
            for (var q = 0; q < asked.Count; q++)
                Assert.Equal(sorted[q]?.Select(BitConverter.DoubleToInt64Bits), counted[q]?.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    // Hyndman and Fan (1996), definition 7: the p-quantile of 1, 2, …, n is 1 + (n − 1) p.
    [Fact]
    public void Quantiles_are_those_of_definition_seven()
    {
        var next = 0;
        var found = Quantiles.Find(Store(10, _ => 10 - next++ % 10), [Quantity.Of(0)], [0.25, 0.5, 0.9])[0];
        Assert.Equal([3.25, 5.5, 9.1], found!);
    }

    [Fact]
    public void What_no_draw_has_has_no_quantiles() => Assert.Null(Quantiles.Find(Store(10, _ => double.NaN), [Quantity.Of(0)], [0.5], mostSorted: 0)[0]);

    private static MemoryStore Store(int draws, Func<int, double> value)
    {
        var file = Shipped.Deal("deals/record/snapback-2231/snapback-2231.foedus");
        var store = new MemoryStore(new WeighingEngine(file.Deal, file.Offers, new WeighingOptions()).Layout, draws);
        foreach (var column in store.All.Columns)
            for (var draw = 0; draw < draws; draw++)
                column[draw] = value(draw);
        return store;
    }
}
