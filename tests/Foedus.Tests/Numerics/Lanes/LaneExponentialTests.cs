using Foedus.Numerics.Lanes;

namespace Foedus.Tests.Numerics.Lanes;

/// <summary>The exponential of choices against the system's, which is held to be right to a unit in the last place.</summary>
public class LaneExponentialTests
{
    private static unsafe double Exp<TLane>(double x)
        where TLane : struct, ILane<TLane>
    {
        var room = stackalloc double[8];
        LaneExponential.Of(TLane.All(x)).Store(room);
        return room[0];
    }

    [Fact]
    public void It_is_right_within_two_units_in_the_last_place_and_the_same_in_every_width()
    {
        var random = new Random(5);
        for (var i = 0; i < TestScale.Of(40_000); i++)
        {
            var x = i % 4 == 0 ? -Math.Exp(random.NextDouble() * 40 - 33) : random.NextDouble() * 1416 - 707;
            if (x < -707)
                continue;
            var (expected, found) = (Math.Exp(x), Exp<Lane256>(x));
            Assert.True(Math.Abs(found - expected) <= 2 * (Math.BitIncrement(expected) - expected), $"exp({x:R}): {found:R}, not {expected:R}");
            Assert.Equal(found, Exp<Lane512>(x));
            Assert.Equal(found, Exp<Lane128>(x));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-708, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void Its_ends_are_exact(double x, double expected) => Assert.Equal(expected, Exp<Lane256>(x));

    [Fact]
    public void It_never_falls_where_the_argument_rises()
    {
        var last = 0.0;
        for (var x = -3.0; x < 0.5; x += 1.7e-5)
        {
            var now = Exp<Lane256>(x);
            Assert.True(now >= last, $"at {x:R}");
            last = now;
        }
    }
}
