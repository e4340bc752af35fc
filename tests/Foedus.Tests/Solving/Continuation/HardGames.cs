using Foedus.Games;
using Foedus.Tests.Games;

namespace Foedus.Tests.Solving.Continuation;

/// <summary>Random games of the kinds that tracers have gone wrong on, each by its number.</summary>
internal static class HardGames
{
    public static readonly string[] Kinds =
    [
        "plain",
        "near-symmetric by exchange of players",
        "near-symmetric coordination",
        "near-symmetric conflict",
        "near-dominated",
        "badly scaled",
        "near-duplicated",
        "tree",
    ];

    public static (string Kind, ExtensiveGame Game) Make(int number)
    {
        var table = Table(number);
        var random = new Random(number);
        return (Kinds[number % Kinds.Length], table?.ToExtensive() ?? RandomTrees.Make(number, random.Next(2, 4), random.Next(2, 4)));
    }

    /// <summary>The table of that number; null where it is a tree.</summary>
    public static NormalFormGame? Table(int number)
    {
        var random = new Random(number * 7919 + 13);
        var kind = number % Kinds.Length;
        if (kind == 7)
            return null;
        var (m, n) = (random.Next(2, 5), random.Next(2, 5));
        if (kind is 1 or 2 or 3)
            n = m;
        if (kind == 3)
            m = n = 2;
        var (a, b) = (new double[m, n], new double[m, n]);
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
            (a[i, j], b[i, j]) = (Number(random), Number(random));
        // The advantage of one side: from a tenth to a millionth.
        var little = Math.Pow(10, -1 - 5 * random.NextDouble());
        switch (kind)
        {
            case 1:
                Each(a, (i, j) => b[j, i] = a[i, j]);
                Shake(random, little, a);
                break;
            case 2:
                var worth = 1 + 4 * random.NextDouble();
                Each(a, (i, j) => a[i, j] = b[i, j] = i == j ? worth : 0);
                Shake(random, little, a);
                Shake(random, little, b);
                break;
            case 3:
                double[] chicken = [0, -1 - random.NextDouble(), 1 + random.NextDouble(), -3 - 9 * random.NextDouble()];
                Each(a, (i, j) => (a[i, j], b[i, j]) = (chicken[2 * i + j], chicken[2 * j + i]));
                Shake(random, little, a);
                break;
            case 4:
                for (var j = 0; j < n; j++)
                    a[1, j] = a[0, j] - little * (0.5 + random.NextDouble());
                break;
            case 5:
                var scale = Math.Pow(10, 4 * random.NextDouble() - 2);
                Each(b, (i, j) => b[i, j] *= scale);
                break;
            case 6:
                for (var j = 0; j < n; j++)
                    a[1, j] = a[0, j] + little * (random.NextDouble() - 0.5);
                for (var i = 0; i < m; i++)
                    b[i, 1] = b[i, 0] + little * (random.NextDouble() - 0.5);
                break;
        }
        var payoffs = new double[m * n * 2];
        Each(a, (i, j) => (payoffs[2 * (i + m * j)], payoffs[2 * (i + m * j) + 1]) = (a[i, j], b[i, j]));
        return new NormalFormGame($"game {number}", ["1", "2"], [Names(m), Names(n)], payoffs);
    }

    private static double Number(Random random) => random.Next(2) == 0 ? random.Next(-9, 10) : 20 * random.NextDouble() - 10;

    private static void Shake(Random random, double little, double[,] table)
    {
        var size = table.Cast<double>().Max(Math.Abs);
        Each(table, (i, j) => table[i, j] += little * size * (random.NextDouble() - 0.5));
    }

    private static void Each(double[,] table, Action<int, int> act)
    {
        for (var i = 0; i < table.GetLength(0); i++)
        for (var j = 0; j < table.GetLength(1); j++)
            act(i, j);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(k => $"{k}")];
}
