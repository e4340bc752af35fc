using Foedus.Exploring;
using Foedus.Numerics.Sampling;

namespace Foedus.Tests.Exploring;

public class InformationTests
{
    private const int Draws = 4096;
    private const int Folds = 8;

    private static (double[] X, double[] Z) Uniform()
    {
        var points = new ScrambledSobol(2, 7, Folds);
        var (x, z) = (new double[Draws], new double[Draws]);
        Span<double> unit = stackalloc double[2];
        for (var draw = 0; draw < Draws; draw++)
        {
            points.Point(draw, unit);
            (x[draw], z[draw]) = (unit[0], unit[1]);
        }
        return (x, z);
    }

    // One option is worth 0, the other x − 0.4 + noise in z: by hand E max(0, x − 0.4) − 0.1 = 0.18 − 0.1 = 0.08.
    [Fact]
    public void Knowing_what_the_choice_turns_on_is_worth_what_the_integral_says()
    {
        var (x, z) = Uniform();
        var worth = new[] { new double[Draws], [.. x.Zip(z, (a, b) => a - 0.4 + (b - 0.5))] };
        var found = PartialInformation.Value(x, worth, Folds);
        Assert.Equal(1, found.Option);
        Assert.Equal(0.1, found.Worth, 0.003);
        Assert.Equal(0.08, found.Gain, 0.004);
        Assert.InRange(0.08, found.Low - 0.002, found.High + 0.002);
    }

    // Choosing and judging on the same draws would make luck look like knowledge.
    [Fact]
    public void Knowing_noise_is_worth_nothing()
    {
        var (x, z) = Uniform();
        var random = new RandomStream(1);
        var noise = Enumerable.Range(0, Draws).Select(_ => random.NextUnit()).ToArray();
        var worth = new[] { Enumerable.Range(0, Draws).Select(_ => random.NextUnit()).ToArray(), Enumerable.Range(0, Draws).Select(_ => random.NextUnit() + 0.02).ToArray() };
        Assert.True(PartialInformation.Value(noise, worth, Folds).Gain < 0.003);
        Assert.Equal(0, PartialInformation.Value(x, [z, [.. z.Select(value => value + 1)]], Folds).Gain);
    }

    [Fact]
    public void Draws_without_a_number_are_left_out()
    {
        var found = PartialInformation.Value([0, 0, 1, 1, 1], [[1, double.NaN, 3, 3, 3], [0, 0, 0, 0, 0]], 2);
        Assert.Equal((0, 2.5), (found.Option, found.Worth));
    }
}
