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
        var worth = new[]
        {
            Enumerable.Range(0, Draws).Select(_ => random.NextUnit()).ToArray(),
            Enumerable.Range(0, Draws).Select(_ => random.NextUnit() + 0.02).ToArray(),
        };
        Assert.True(PartialInformation.Value(noise, worth, Folds).Gain < 0.003);
        Assert.Equal(0, PartialInformation.Value(x, [z, [.. z.Select(value => value + 1)]], Folds).Gain);
    }

    [Fact]
    public void Draws_without_a_number_are_left_out()
    {
        var found = PartialInformation.Value(
            [0, 0, 1, 1, 1],
            [
                [1, double.NaN, 3, 3, 3],
                [0, 0, 0, 0, 0],
            ],
            2
        );
        Assert.Equal((0, 2.5), (found.Option, found.Worth));
    }

    // 32 draws in two classes of sixteen and two folds. One option is always worth 0; the other in the lower class −1 in even draws and −3 in odd ones, in the upper class 1 and 3: on average
    // 0 as well, and the first stands. Who knows the class changes in the upper one and gains 8 of 16 draws' worth on the even fold, 24 of 16 on the odd: 0.5 and 1.5, mean 1.
    // Student's t with one degree of freedom is 12.7062; the standard error is 0.5.
    [Fact]
    public void Two_classes_and_two_folds_by_hand()
    {
        double[] x = [.. Enumerable.Range(0, 32).Select(draw => (double)draw)];
        double[] second = [.. x.Select((value, draw) => (value < 16 ? -1.0 : 1) * (draw % 2 == 0 ? 1 : 3))];
        var found = PartialInformation.Value(x, [new double[32], second], 2);
        Assert.Equal((0, 0.0, 1.0, 0.0), (found.Option, found.Worth, found.Gain, found.Low));
        Assert.Equal(1 + 0.5 * 12.706204736432095, found.High, 9);
        // A draw without a number is left out, and the classes are those of the draws that are left.
        second[31] = double.NaN;
        Assert.Equal(-3.0 / 31, PartialInformation.Value(x, [second], 2).Worth, 12);
        // Fewer than two classes' worth of draws tell nothing of the class.
        Assert.Equal(0, PartialInformation.Value(x[..31], [new double[31], [.. x[..31].Select(value => value < 16 ? -1.0 : 1)]], 2).Gain);
        // Equal values stay together, so that one value is one class.
        Assert.Equal(0, PartialInformation.Value(new double[32], [new double[32], [.. x.Select(value => value < 16 ? -1.0 : 1)]], 2).Gain);
        Assert.True(
            double.IsNaN(
                PartialInformation
                    .Value(
                        [1],
                        [
                            [double.NaN],
                        ],
                        2
                    )
                    .Gain
            )
        );
        Assert.Equal(
            double.PositiveInfinity,
            PartialInformation
                .Value(
                    [1, 2],
                    [
                        [1, 1],
                        [0, 0],
                    ],
                    1
                )
                .High
        );
    }
}
