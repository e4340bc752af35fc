using Foedus.Games;

namespace Foedus.Tests.Games;

/// <summary>Zero-sum tables and trees of growing size: random tables, poker with one card or two rounds, chains, trees in which each sees the own moves only.</summary>
internal static class ZeroSumGames
{
    private static readonly string[] Two = ["1", "2"];

    public static NormalFormGame Table(int rows, int columns, Func<Random, double> payoff, int seed = 1)
    {
        var random = new Random(seed);
        var payoffs = new double[rows * columns * 2];
        for (var cell = 0; cell < rows * columns; cell++)
            payoffs[2 * cell + 1] = -(payoffs[2 * cell] = payoff(random));
        return new NormalFormGame("random", Two, [Names(rows), Names(columns)], payoffs);
    }

    /// <summary>Kuhn 1950 with any number of cards: ante 1, a bet of 1, one round.</summary>
    public static ExtensiveGame OneCardPoker(int cards)
    {
        var builder = new ExtensiveGameBuilder("poker", Two);
        var deals = Enumerable.Range(0, cards * cards).Where(deal => deal / cards != deal % cards).ToArray();
        builder.Chance(1, [.. deals.Select(deal => ($"{deal}", new ExactNumber(1, deals.Length)))]);
        foreach (var deal in deals)
        {
            var (mine, its) = (deal / cards, deal % cards);
            var wins = mine > its ? 1 : -1;
            builder.Decision(1, $"open {mine}", ["check", "bet"]);
            builder.Decision(2, $"checked {its}", ["check", "bet"]);
            builder.Terminal([wins, -wins]);
            builder.Decision(1, $"answer {mine}", ["fold", "call"]);
            builder.Terminal([-1, 1]);
            builder.Terminal([2 * wins, -2 * wins]);
            builder.Decision(2, $"bet {its}", ["fold", "call"]);
            builder.Terminal([1, -1]);
            builder.Terminal([2 * wins, -2 * wins]);
        }
        return builder.Build();
    }

    /// <summary>Leduc's poker (Southey and others 2005): two suits, one card each, a round of bets, a card for all, a second round with twice the bet.</summary>
    public static ExtensiveGame TwoRoundPoker(int ranks)
    {
        var builder = new ExtensiveGameBuilder("two rounds", Two);
        var deals = Enumerable.Range(0, ranks * ranks).ToArray();
        var ways = 2 * ranks * (2 * ranks - 1);
        builder.Chance(1, [.. deals.Select(deal => ($"{deal}", new ExactNumber(deal / ranks == deal % ranks ? 2 : 4, ways)))]);
        foreach (var deal in deals)
            Round(deal / ranks, deal % ranks, -1, 1, "", 1, 1);
        return builder.Build();

        void Round(int first, int second, int board, int round, string before, int paid, int bet)
        {
            var pair = new[] { first, second };
            Move(0, "", [paid, paid], 0);

            void Move(int player, string history, int[] chips, int raises)
            {
                var facing = chips[0] != chips[1];
                string[] moves = [facing ? "fold" : "check", .. facing ? ["call"] : Array.Empty<string>(), .. raises < 2 ? ["raise"] : Array.Empty<string>()];
                builder.Decision(player + 1, $"{pair[player]}|{board}|{before}|{history}", moves);
                foreach (var move in moves)
                {
                    if (move == "fold")
                    {
                        var wins = player == 0 ? -chips[0] : chips[1];
                        builder.Terminal([wins, -wins]);
                    }
                    else if (move == "raise")
                    {
                        var next = (int[])chips.Clone();
                        next[player] = chips[1 - player] + 2 * bet;
                        Move(1 - player, history + "r", next, raises + 1);
                    }
                    else if (move == "call" || history.Length > 0)
                    {
                        End(Math.Max(chips[0], chips[1]), history + move[0]);
                    }
                    else
                    {
                        Move(1 - player, history + "c", chips, raises);
                    }
                }
            }

            void End(int chips, string history)
            {
                if (round == 2)
                {
                    var wins =
                        first == second ? 0
                        : first == board || (second != board && first > second) ? chips
                        : -chips;
                    builder.Terminal([wins, -wins]);
                    return;
                }
                var left = Enumerable
                    .Range(0, ranks)
                    .Select(rank => (Rank: rank, Count: 2 - (rank == first ? 1 : 0) - (rank == second ? 1 : 0)))
                    .Where(card => card.Count > 0)
                    .ToArray();
                builder.Chance(builder.NodeCount + 2, [.. left.Select(card => ($"{card.Rank}", new ExactNumber(card.Count, 2 * ranks - 2)))]);
                foreach (var card in left)
                    Round(first, second, card.Rank, 2, history, chips, 2 * bet);
            }
        }
    }

    /// <summary>Rounds in which both choose at once whether to stop; it goes on while both go on.</summary>
    public static ExtensiveGame Chain(int rounds)
    {
        var random = new Random(3);
        var builder = new ExtensiveGameBuilder("chain", Two);
        for (var round = 0; round < rounds; round++)
        {
            var (a, b, c) = (random.Next(-9, 10), random.Next(-9, 10), random.Next(-9, 10));
            builder.Decision(1, round + 1, ["stop", "go"]);
            builder.Decision(2, round + 1, ["stop", "go"]);
            builder.Terminal([a, -a]);
            builder.Terminal([b, -b]);
            builder.Decision(2, round + 1, ["stop", "go"]);
            builder.Terminal([c, -c]);
        }
        builder.Terminal([1, -1]);
        return builder.Build();
    }

    /// <summary>Players alternate between two moves; each remembers the own moves only.</summary>
    public static ExtensiveGame Hidden(int depth)
    {
        var random = new Random(1);
        var builder = new ExtensiveGameBuilder("hidden", Two);
        Grow(0, "", "");
        return builder.Build();

        void Grow(int at, string first, string second)
        {
            if (at == depth)
            {
                var wins = random.Next(-20, 21);
                builder.Terminal([wins, -wins]);
                return;
            }
            builder.Decision(at % 2 + 1, $"{at}:{(at % 2 == 0 ? first : second)}", ["a", "b"]);
            foreach (var move in "ab")
                Grow(at + 1, at % 2 == 0 ? first + move : first, at % 2 == 1 ? second + move : second);
        }
    }

    private static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(number => $"{number}")];
}
