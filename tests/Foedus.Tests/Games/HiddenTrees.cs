using Foedus.Games;

namespace Foedus.Tests.Games;

/// <summary>Random binary trees of two players who move in turn, remember their own moves and see the other's some moves late, so that they stand at sets of two, four or eight nodes.</summary>
internal static class HiddenTrees
{
    /// <summary>How many of the other's latest moves nobody sees, by the tree's number.</summary>
    public static int LateOf(int number) => 1 + number % 3;

    /// <summary>Whether payoffs are whole numbers, so that many of them tie.</summary>
    public static bool IsWhole(int number) => number % 2 == 0;

    /// <param name="number">Draws the payoffs, and says how they are drawn.</param>
    /// <param name="depth">Moves; 2^(depth + 1) − 1 nodes.</param>
    /// <param name="zeroSum">Whether one's gain is the other's loss.</param>
    public static ExtensiveGame Make(int number, int depth, bool zeroSum = false)
    {
        var (random, late) = (new Random(number), LateOf(number));
        var builder = new ExtensiveGameBuilder(FormattableString.Invariant($"hidden {number}"), ["1", "2"]);
        Grow(0, "", "");
        return builder.Build();

        void Grow(int at, string first, string second)
        {
            if (at == depth)
            {
                var (one, two) = (Payoff(), Payoff());
                builder.Terminal([one, zeroSum ? -one : two]);
                return;
            }
            var (own, other) = at % 2 == 0 ? (first, second) : (second, first);
            builder.Decision(at % 2 + 1, $"{at}:{own}:{other[..Math.Max(0, other.Length - late)]}", ["a", "b"]);
            foreach (var move in "ab")
                Grow(at + 1, at % 2 == 0 ? first + move : first, at % 2 == 1 ? second + move : second);
        }

        double Payoff() => IsWhole(number) ? random.Next(21) : 20 * random.NextDouble();
    }
}
