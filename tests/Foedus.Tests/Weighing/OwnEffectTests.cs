using Foedus.Exploring;
using Foedus.Numerics.Sampling;
using Foedus.Weighing;

namespace Foedus.Tests.Weighing;

/// <summary>Own effects read off draws, against functions whose effects are known in closed form; draws as a weighing makes them.</summary>
public class OwnEffectTests
{
    private const int Scrambles = 8;

    // [input][draw]
    private static double[][] Inputs(int inputs, int draws, ulong seed)
    {
        var sequence = new ScrambledSobol(inputs, seed, Scrambles);
        var columns = Enumerable.Range(0, inputs).Select(_ => new double[draws]).ToArray();
        var point = new double[inputs];
        for (var draw = 0; draw < draws; draw++)
        {
            sequence.Point(draw, point);
            for (var i = 0; i < inputs; i++)
                columns[i][draw] = point[i];
        }
        return columns;
    }

    private static double Ishigami(double x, double y, double z) =>
        Math.Sin(Angle(x)) + 7 * Math.Pow(Math.Sin(Angle(y)), 2) + 0.1 * Math.Pow(Angle(z), 4) * Math.Sin(Angle(x));

    private static double Angle(double unit) => 2 * Math.PI * unit - Math.PI;

    [Theory]
    [InlineData(64)]
    [InlineData(1024)]
    public void The_only_assumption_explains_all(int draws)
    {
        var x = Inputs(1, draws, 7)[0];
        foreach (
            var (name, of) in new (string, Func<double, double>)[]
            {
                ("line", value => value),
                ("curve", value => Math.Exp(2 * value)),
                ("wave", value => Math.Sin(6 * value)),
                ("step", value => value > 0.37 ? 1 : 0),
            }
        )
        {
            var found = Statistics.OwnShares([x], Array.ConvertAll(x, value => of(value)), Scrambles).Each[0];
            Assert.True(found.High >= 0.9999, $"{name}: {found.Share} ({found.Low} to {found.High})");
            Assert.InRange(found.Share, name == "step" ? 0.85 : 0.98, 1);
            Assert.InRange(found.Low, 0.8, found.Share);
        }
    }

    // Ishigami and Homma 1990: first-order indices 0.3139, 0.4424 and 0. The sum of three straight lines: squares of the slopes.
    [Theory]
    [InlineData(128)]
    [InlineData(512)]
    public void Intervals_cover_the_truth_about_as_often_as_they_say(int draws)
    {
        var (covered, all, mean) = (0, 0, new double[6]);
        const int Seeds = 40;
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var x = Inputs(3, draws, seed);
            double[] waves = [.. Enumerable.Range(0, draws).Select(d => Ishigami(x[0][d], x[1][d], x[2][d]))],
                lines = [.. Enumerable.Range(0, draws).Select(d => 4 * x[0][d] + 2 * x[1][d] - x[2][d])];
            double[] truth = [0.3139051911, 0.4424111448, 0, 16.0 / 21, 4.0 / 21, 1.0 / 21];
            var found = Statistics.OwnShares(x, waves, Scrambles).Each.Concat(Statistics.OwnShares(x, lines, Scrambles).Each).ToList();
            for (var i = 0; i < truth.Length; i++)
            {
                all++;
                covered += found[i].Low <= truth[i] + 1e-12 && truth[i] <= found[i].High + 1e-12 ? 1 : 0;
                mean[i] += found[i].Share / Seeds;
                Assert.InRange(found[i].Low, 0, found[i].Share);
                Assert.InRange(found[i].High, found[i].Share, 1);
            }
        }
        Assert.True(covered >= 0.9 * all, $"{covered} of {all}");
        Assert.Equal(0.3139, mean[0], 0.04);
        Assert.Equal(0.4424, mean[1], 0.05);
        Assert.Equal(0, mean[2], 0.03);
        Assert.Equal(16.0 / 21, mean[3], 0.01);
    }

    // Total effects from base points as few as a weighing spends in its first round.
    [Theory]
    [InlineData(32)]
    [InlineData(128)]
    public void Intervals_of_totals_cover_too(int points)
    {
        var (covered, all) = (0, 0);
        double[] truth = [0.5575888552, 0.4424111448, 0.2436836641];
        for (var seed = 1UL; seed <= 40; seed++)
        {
            var sequence = new ScrambledSobol(6, seed, 1);
            var rows = new double[points][];
            for (var p = 0; p < points; p++)
                sequence.Point(p, rows[p] = new double[6]);
            for (var j = 0; j < 3; j++)
            {
                double[] a = [.. rows.Select(row => Ishigami(row[0], row[1], row[2]))],
                    b = [.. rows.Select(row => Ishigami(row[3], row[4], row[5]))],
                    mixed = [.. rows.Select(row => Ishigami(row[j == 0 ? 3 : 0], row[j == 1 ? 4 : 1], row[j == 2 ? 5 : 2]))];
                var (low, high) = SobolIndices.Estimate(a, b, mixed).TotalInterval;
                all++;
                covered += low <= truth[j] && truth[j] <= high ? 1 : 0;
            }
        }
        Assert.True(covered >= 0.88 * all, $"{covered} of {all}");
    }
}
