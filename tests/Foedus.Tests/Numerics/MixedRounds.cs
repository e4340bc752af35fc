using Foedus.Numerics;

namespace Foedus.Tests.Numerics;

/// <summary>Anderson's acceleration: few rounds where plain ones need hundreds, also where plain ones lead away.</summary>
public class MixedRounds
{
    // x = A x + b with eigenvalues 0.99, −0.6, 0.3 and what is given; the answer is (1, 2, 3, 4).
    private static int Rounds(double last, bool mixed)
    {
        double[] eigenvalues = [0.99, -0.6, 0.3, last];
        double[] Answer(double[] x)
        {
            // In a turned basis, so that nothing is diagonal: a Householder reflection on (1, 1, 1, 1) / 2.
            double[] Reflect(double[] v) => [.. v.Select(each => each - v.Sum() / 2)];
            var off = Reflect([.. x.Select((each, i) => each - (i + 1))]);
            return [.. Reflect([.. off.Select((each, i) => eigenvalues[i] * each)]).Select((each, i) => each + i + 1)];
        }
        var (at, mixing) = (new double[4], new AndersonMixing([1, 1, 1, 1]));
        for (var round = 1; round <= 5000; round++)
        {
            var next = Answer(at);
            if (next.Zip(at, (a, b) => Math.Abs(a - b)).Max() < 1e-12)
            {
                Assert.All(at, each => Assert.Equal(Math.Round(each), each, 1e-9));
                return round;
            }
            if (mixed)
                mixing.Mix(at, next);
            at = next;
            if (at.Any(each => Math.Abs(each) > 1e6))
                return int.MaxValue;
        }
        return 5000;
    }

    [Fact]
    public void A_few_rounds_do_where_plain_ones_need_hundreds()
    {
        Assert.InRange(Rounds(0.5, mixed: false), 1000, 5000);
        Assert.InRange(Rounds(0.5, mixed: true), 4, 12);
    }

    [Fact]
    public void What_plain_rounds_lead_away_from_is_found()
    {
        Assert.Equal(int.MaxValue, Rounds(-1.5, mixed: false));
        Assert.InRange(Rounds(-1.5, mixed: true), 4, 15);
    }
}
