using Foedus.Weighing;
using MathNet.Numerics;

namespace Foedus.Tests.Weighing;

/// <summary>Own effects by lines over classes, against a regression package piece by piece.</summary>
public class PiecesOfLines
{
    // Left over and numbers fitted, by classes of equal size in the order of x.
    private static (double Left, int Numbers, double Largest) Fitted(List<(double X, double Y)> points, int pieces)
    {
        var (left, numbers, largest) = (0.0, 0, 0.0);
        for (var c = 0; c < pieces; c++)
        {
            var part = points.Skip(points.Count * c / pieces).Take(points.Count * (c + 1) / pieces - points.Count * c / pieces).ToList();
            var isFlat = part.Select(point => point.X).Distinct().Count() == 1;
            var (intercept, slope) = isFlat
                ? (part.Average(point => point.Y), 0)
                : Fit.Line([.. part.Select(point => point.X)], [.. part.Select(point => point.Y)]);
            var open = part.Sum(point => Math.Pow(point.Y - intercept - slope * point.X, 2));
            (left, numbers, largest) = (left + open, numbers + (isFlat ? 1 : 2), Math.Max(largest, open));
        }
        return (left, numbers, largest);
    }

    private static double Total(List<(double X, double Y)> points) =>
        points.Average(point => point.Y) is var mean ? points.Sum(point => Math.Pow(point.Y - mean, 2)) : 0;

    // As of an adjusted R².
    private static double Share(List<(double X, double Y)> points, int pieces) =>
        Fitted(points, pieces) is var fit ? 1 - fit.Left / (points.Count - fit.Numbers) / (Total(points) / (points.Count - 1)) : 0;

    private static (double[] X, double[] Y, List<(double X, double Y)> Sorted) Draws(string name, int count)
    {
        var random = new Random(11);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => name == "few" ? Math.Floor(3 * random.NextDouble()) : 10 + random.NextDouble())];
        double[] y =
        [
            .. x.Select(value =>
                name switch
                {
                    "line" => 3 * value + 0.2 * random.NextDouble(),
                    "wave" => Math.Sin(12 * value) + 0.1 * random.NextDouble(),
                    "jump" => (value > 10.37 ? 1 : 0) + 0.001 * random.NextDouble(),
                    "few" => (value == 1 ? 2 : 0) + 0.3 * random.NextDouble(),
                    "steep" => Math.Exp(9 * (value - 10)),
                    _ => random.NextDouble(),
                }
            ),
        ];
        (y[5], y[17]) = (double.NaN, double.NaN);
        return (x, y, [.. x.Zip(y).Where(point => !double.IsNaN(point.Second)).OrderBy(point => point.First)]);
    }

    public static TheoryData<string, int> Cases =>
        new(from name in new[] { "line", "wave", "jump", "few", "steep", "noise" } from count in new[] { 60, 130, 515 } select (name, count));

    [Theory, MemberData(nameof(Cases))]
    public void So_many_pieces_leave_what_a_regression_leaves(string name, int count)
    {
        var (x, y, sorted) = Draws(name, count);
        foreach (var pieces in new[] { 1, 2, 4, 8 })
            Assert.Equal(Share(sorted, pieces), OwnEffect.Estimate(x, y, pieces, _ => true), 1e-6);
        // From some of the draws.
        List<(double, double)> odd = [.. x.Zip(y).Where((point, draw) => draw % 2 == 1 && !double.IsNaN(point.Second)).OrderBy(point => point.First)];
        Assert.Equal(Share(odd, 2), OwnEffect.Estimate(x, y, 2, draw => draw % 2 == 1), 1e-6);
    }

    // The number of pieces, a power of two with four draws a number at least, by generalised cross-validation.
    [Theory, MemberData(nameof(Cases))]
    public void Pieces_are_as_many_as_cross_validation_wants(string name, int count)
    {
        var (x, y, sorted) = Draws(name, count);
        var n = (double)sorted.Count;
        var tried = Enumerable.Range(0, 20).Select(power => 1 << power).Where(pieces => 8 * pieces <= n).ToList();
        var best = tried.MinBy(pieces => Fitted(sorted, pieces) is var fit ? fit.Left / Math.Pow(n - fit.Numbers, 2) : 0);
        var (found, own) = (OwnEffect.Estimate(x, y), Fitted(sorted, best));
        Assert.Equal(best, found.Pieces);
        Assert.Equal(Share(sorted, best), found.Share, 1e-6);
        // What the correction took off the plain R².
        Assert.Equal(Math.Max(0, 1 - own.Left / Total(sorted) - Share(sorted, best)), found.Fitted, 1e-6);
        var halving = best == tried[^1] && best > 1 ? Math.Max(0, Share(sorted, best) - Share(sorted, best / 2)) : 0;
        var jump = best >= 4 && own.Largest > own.Left / 2 ? Math.Min(1 - Share(sorted, best), own.Largest / (n - own.Numbers) / (Total(sorted) / (n - 1))) : 0;
        Assert.Equal(Math.Max(halving, jump), found.Unresolved, 1e-6);
    }

    [Fact]
    public void Of_too_few_draws_nothing_is_said_and_what_does_not_vary_is_explained_by_nothing()
    {
        double[] x = [.. Enumerable.Range(0, 48).Select(draw => draw / 48.0)];
        Assert.False(double.IsNaN(OwnEffect.Estimate(x, x).Share));
        var few = OwnEffect.Estimate(x, [.. x.Select((value, draw) => draw == 7 ? double.NaN : value)]);
        Assert.Equal((true, 0.0, 0.0, 0), (double.IsNaN(few.Share), few.Fitted, few.Unresolved, few.Pieces));
        Assert.Equal(new OwnEffect(0, 0, 0, 1), OwnEffect.Estimate(x, [.. x.Select(_ => 0.3)]));
        Assert.Equal(0, OwnEffect.Estimate(x, [.. x.Select(_ => 0.3)], 2, _ => true));
        Assert.True(double.IsNaN(OwnEffect.Estimate(x, x, 0, _ => true)));
        // Two pieces of two numbers take six draws.
        Assert.True(double.IsNaN(OwnEffect.Estimate(x, x, 2, draw => draw < 5)));
        Assert.Equal(1, OwnEffect.Estimate(x, x, 2, draw => draw < 6), 1e-9);
    }
}
