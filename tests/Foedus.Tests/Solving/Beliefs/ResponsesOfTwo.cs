using Foedus.Solving.Beliefs;

namespace Foedus.Tests.Solving.Beliefs;

public class ResponsesOfTwo
{
    private static readonly double[] Ends = [0, 0.25, 0.5, 0.75, 1];

    // The first's chance, by iteration from many beginnings: damped, so that responses that chase one another settle.
    private static List<double> ByIteration(double[] first, double[] second, double lambda)
    {
        var found = new List<double>();
        foreach (var begin in Ends)
        {
            var x = begin;
            for (var round = 0; round < 20_000; round++)
            {
                var y = 1 / (1 + Math.Exp(-lambda * (x * (second[0] - second[1]) + (1 - x) * (second[2] - second[3]))));
                x += 0.05 * (1 / (1 + Math.Exp(-lambda * (y * (first[0] - first[2]) + (1 - y) * (first[1] - first[3])))) - x);
            }
            if (!found.Exists(known => Math.Abs(known - x) < 1e-6))
                found.Add(x);
        }
        return found;
    }

    [Fact]
    public void Where_they_are_shown_to_meet_once_they_do_and_there()
    {
        var random = new Random(7);
        var (once, several) = (0, 0);
        Span<double> chances = stackalloc double[4];
        for (var trial = 0; trial < TestScale.Of(60); trial++)
        {
            double[] first = [.. Enumerable.Range(0, 4).Select(_ => 4 * random.NextDouble())],
                second = [.. Enumerable.Range(0, 4).Select(_ => 4 * random.NextDouble())];
            // Two who would rather do the same.
            if (trial % 3 == 0)
                (first[0], first[3], second[0], second[3]) = (first[0] + 3, first[3] + 3, second[0] + 3, second[3] + 3);
            var (lambda, guess) = (0.5 + 3 * random.NextDouble(), 0.5);
            var found = ByIteration(first, second, lambda);
            if (!OpenPair.Solve(first, second, lambda, lambda, 1e-10, ref guess, chances))
            {
                several += found.Count > 1 ? 1 : 0;
                continue;
            }
            once++;
            Assert.Equal(Assert.Single(found), guess, 1e-8);
            Assert.Equal(guess, chances[0], 1e-15);
            Assert.Equal(1, chances[0] + chances[1], 1e-14);
            Assert.Equal(1, chances[2] + chances[3], 1e-14);
            var odds = lambda * (guess * (second[0] - second[1]) + (1 - guess) * (second[2] - second[3]));
            Assert.Equal(1 / (1 + Math.Exp(-odds)), chances[2], 1e-10);
        }
        Assert.True(once >= 20 && several >= 3, $"{once} {several}");
    }

    [Fact]
    public void Small_chances_keep_their_size()
    {
        Span<double> chances = stackalloc double[4];
        var guess = 0.5;
        Assert.True(OpenPair.Solve([60, 60, 0, 0], [0, 50, 0, 50], 1, 1, 1e-10, ref guess, chances));
        Assert.Equal(Math.Exp(-60), chances[1], Math.Exp(-60) * 1e-12);
        Assert.Equal(Math.Exp(-50), chances[2], Math.Exp(-50) * 1e-12);
    }
}
