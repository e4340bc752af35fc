using BenchmarkDotNet.Attributes;
using Foedus.Games;
using Foedus.Solving.Trees;

namespace Foedus.Benchmarks;

/// <summary>Agent quantal response to the end of the branch, beside gambit-logit's figures; and a large tree at one λ.</summary>
public class TreeBenchmarks
{
    private readonly ExtensiveGame centipede = Centipede(80);
    private readonly ExtensiveGame hidden = Binary(6, isHidden: true);
    private readonly ExtensiveGame large = Binary(19, isHidden: false);

    [Benchmark(Description = "centipede with 160 actions, limit")]
    public TreeResult CentipedeLimit() => LogitSolver.Limit(centipede);

    [Benchmark(Description = "binary tree with imperfect information, 127 nodes, limit")]
    public TreeResult HiddenLimit() => LogitSolver.Limit(hidden);

    [Benchmark(Description = "binary tree of a million nodes, at λ = 0.5")]
    public TreeResult Large() => LogitSolver.At(large, 0.5);

    private static ExtensiveGame Centipede(int moves)
    {
        var builder = new ExtensiveGameBuilder("centipede", ["1", "2"]);
        for (var move = 0; move < moves; move++)
        {
            var player = move % 2 + 1;
            builder.Decision(player, move / 2 + 1, ["take", "pass"]);
            builder.Terminal([1 + 0.5 * move * (player == 1 ? 1 : 0.4), 1 + 0.5 * move * (player == 2 ? 1 : 0.4)]);
        }
        builder.Terminal([1 + 0.5 * moves, 1 + 0.2 * moves]);
        return builder.Build();
    }

    // Players alternate; where hidden, each remembers the own moves only.
    private static ExtensiveGame Binary(int depth, bool isHidden)
    {
        var random = new Random(1);
        var builder = new ExtensiveGameBuilder("binary", ["1", "2"]);
        Grow(0, "", "", "");
        return builder.Build();

        void Grow(int at, string path, string first, string second)
        {
            if (at == depth)
            {
                builder.Terminal([random.Next(21), random.Next(21)]);
                return;
            }
            var own = at % 2 == 0 ? first : second;
            builder.Decision(at % 2 + 1, $"{at}:{(isHidden ? own : path)}", ["a", "b"]);
            foreach (var move in "ab")
                Grow(at + 1, path + move, at % 2 == 0 ? first + move : first, at % 2 == 1 ? second + move : second);
        }
    }
}
