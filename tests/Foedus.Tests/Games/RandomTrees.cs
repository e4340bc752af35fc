using CsCheck;
using Foedus.Games;

namespace Foedus.Tests.Games;

/// <summary>Small random trees with perfect recall: chance, two or three players, sets that join nodes a player cannot tell apart.</summary>
internal static class RandomTrees
{
    public static Gen<ExtensiveGame> Games { get; } =
        Gen.Select(Gen.Int, Gen.Int[2, 3], Gen.Int[2, 4]).Select((seed, players, depth) => Make(seed, players, depth));

    public static ExtensiveGame Make(int seed, int players, int depth, bool zeroSum = false)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(1, players).Select(i => $"P{i}").ToArray();
        var builder = new ExtensiveGameBuilder($"random {seed}", names);
        // What each player knows grows by a note at every move that is not hidden from them; equal notes at equal moments make one set.
        var hidden = new bool[64];
        for (var i = 0; i < hidden.Length; i++)
            hidden[i] = random.NextDouble() < 0.5;
        var mover = new int[depth];
        for (var d = 0; d < depth; d++)
            mover[d] = random.Next(0, players + 1);
        if (Array.TrueForAll(mover, m => m == 0))
            mover[0] = 1;
        var moves = new int[depth];
        for (var d = 0; d < depth; d++)
            moves[d] = random.Next(2, 4);
        Grow(0, Enumerable.Repeat("", players).ToArray());
        return builder.Build();

        void Grow(int d, string[] known)
        {
            if (d == depth || (d > 1 && random.NextDouble() < 0.15 && mover[d] == 0))
            {
                var payoffs = new double[players];
                for (var i = 0; i < players; i++)
                    payoffs[i] = random.Next(-8, 9);
                if (zeroSum)
                    payoffs[1] = -payoffs[0];
                builder.Terminal(payoffs);
                return;
            }
            var who = mover[d];
            if (who == 0)
            {
                var weights = Enumerable.Range(0, moves[d]).Select(_ => random.Next(1, 5)).ToArray();
                var chance = new (string, ExactNumber)[weights.Length];
                for (var m = 0; m < weights.Length; m++)
                    chance[m] = ($"c{m}", new ExactNumber(weights[m], weights.Sum()));
                builder.Chance(builder.NodeCount + 1, chance);
            }
            else
            {
                builder.Decision(who, $"{d}:{known[who - 1]}", Enumerable.Range(0, moves[d]).Select(m => $"m{m}").ToArray());
            }
            for (var m = 0; m < moves[d]; m++)
            {
                var after = new string[players];
                for (var i = 0; i < players; i++)
                    after[i] = who == i + 1 || !hidden[(d * players + i) % 64] ? $"{known[i]}/{d}{m}" : known[i];
                Grow(d + 1, after);
            }
        }
    }
}
