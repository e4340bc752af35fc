using Foedus.Games;

namespace Foedus.Tests.Games;

/// <summary>Published games, written down from their payoffs.</summary>
internal static class ClassicGames
{
    /// <summary>Selten 1975, International Journal of Game Theory 4, figure 1.</summary>
    public static ExtensiveGame SeltensHorse()
    {
        var g = new ExtensiveGameBuilder("Selten's horse", ["1", "2", "3"]);
        g.Decision(1, 1, ["R", "L"]);
        g.Decision(2, 1, ["R", "L"]);
        g.Terminal([1, 1, 1]);
        g.Decision(3, 1, ["R", "L"]);
        g.Terminal([4, 4, 0]);
        g.Terminal([0, 0, 1]);
        g.Decision(3, 1, null);
        g.Terminal([3, 2, 2]);
        g.Terminal([0, 0, 0]);
        return g.Build();
    }

    /// <summary>Selten 1975, figure 2: perfect in the normal form and not in the tree.</summary>
    public static ExtensiveGame SeltenFigure2()
    {
        var g = new ExtensiveGameBuilder("Selten 1975, figure 2", ["1", "2"]);
        g.Decision(1, 1, ["R", "L"]);
        g.Terminal([1, 1]);
        g.Decision(2, 1, ["R", "L"]);
        g.Terminal([0, 2]);
        g.Decision(1, 2, ["r", "l"]);
        g.Terminal([0, 3]);
        g.Terminal([2, 0]);
        return g.Build();
    }

    /// <summary>One-card poker of Reiley, Urbancic and Walker 2008: bet or fold, call or fold.</summary>
    public static ExtensiveGame StrippedDownPoker()
    {
        var g = new ExtensiveGameBuilder("Stripped-down poker", ["Professor", "Student"]);
        g.Chance([("King", 0.5), ("Queen", 0.5)]);
        for (var card = 1; card <= 2; card++)
        {
            g.Decision(1, card, ["Bet", "Fold"]);
            g.Decision(2, 1, ["Call", "Fold"]);
            g.Terminal(card == 1 ? [2, -2] : [-2, 2]);
            g.Terminal([1, -1]);
            g.Terminal([-1, 1]);
        }
        return g.Build();
    }

    /// <summary>McKelvey and Palfrey 1992: the centipede of four moves.</summary>
    public static ExtensiveGame Centipede4() => Centipede([0.8, 0.2], [0.4, 1.6], [3.2, 0.8], [1.6, 6.4], [12.8, 3.2]);

    public static ExtensiveGame Centipede(params double[][] ends)
    {
        var g = new ExtensiveGameBuilder("Centipede", ["1", "2"]);
        for (var move = 0; move < ends.Length - 1; move++)
        {
            g.Decision(move % 2 + 1, move / 2 + 1, ["TAKE", "PASS"]);
            g.Terminal(ends[move]);
        }
        g.Terminal(ends[^1]);
        return g.Build();
    }

    /// <summary>Two types on either side, one stage each (the one-stage Bayesian game of Gambit's documentation, last payoff of the 12th outcome 2).</summary>
    public static ExtensiveGame Bayes1a()
    {
        var g = new ExtensiveGameBuilder("General Bayes game", ["1", "2"]);
        double[][] ends =
        [
            [10, 2],
            [0, 10],
            [2, 4],
            [4, 0],
            [10, 2],
            [0, 10],
            [2, 4],
            [4, 0],
            [4, 2],
            [2, 10],
            [0, 4],
            [10, 2],
            [4, 2],
            [2, 10],
            [0, 4],
            [10, 0],
        ];
        var end = 0;
        g.Chance([("1G", 0.5), ("1B", 0.5)]);
        for (var own = 1; own <= 2; own++)
        {
            g.Chance([("2g", 0.5), ("2b", 0.5)]);
            for (var other = 1; other <= 2; other++)
            {
                g.Decision(1, own, ["H", "L"]);
                for (var move = 0; move < 2; move++)
                {
                    g.Decision(2, other, ["h", "l"]);
                    g.Terminal(ends[end++]);
                    g.Terminal(ends[end++]);
                }
            }
        }
        return g.Build();
    }

    /// <summary>A 2 × 2 game whose principal logit branch bends back between λ = 1.324 and 1.348 (found by McKelvey; in Gambit's catalogue as loopback).</summary>
    public static NormalFormGame Loopback() =>
        new(
            "Backward-bending branch",
            ["1", "2"],
            [
                ["1", "2"],
                ["1", "2"],
            ],
            [6, 7, 7.32, 6, 6, 7, 1, 4]
        );
}
