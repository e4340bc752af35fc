using Foedus.Units;

namespace Foedus.Games;

/// <summary>A finite game in strategic form: each of n players chooses once, all at the same time.</summary>
/// <remarks>
/// A strategy profile is one number: player 1's strategy counts fastest, <c>profile = s₁ + S₁ (s₂ + S₂ (s₃ + …))</c>, strategies from 0.
/// Payoffs in points.
/// </remarks>
public sealed class NormalFormGame
{
    private readonly double[] payoffs;
    private readonly IReadOnlyDictionary<int, ExactNumber> exact;
    private readonly string[] players;
    private readonly string[][] strategies;
    private readonly int[] stride;

    /// <param name="title">Shown to people.</param>
    /// <param name="players">Names, in order.</param>
    /// <param name="strategies">For each player the labels of the strategies.</param>
    /// <param name="payoffs">Entry <c>profile · players + player</c>.</param>
    /// <param name="comment">Free text.</param>
    /// <param name="exact">Payoffs whose exact value is not the shortest decimal of the double, by entry.</param>
    /// <param name="outcomes">Named outcomes behind the table, where the author gave any.</param>
    internal NormalFormGame(
        string title,
        IReadOnlyList<string> players,
        IReadOnlyList<IReadOnlyList<string>> strategies,
        double[] payoffs,
        string comment = "",
        IReadOnlyDictionary<int, ExactNumber>? exact = null,
        NormalFormOutcomes? outcomes = null
    )
    {
        if (players.Count == 0)
            throw new InputException("A game needs at least one player.");
        if (players.Count != strategies.Count)
            throw new InputException($"It has {Words.Counted(players.Count, "player")} and strategies for {strategies.Count}.");
        Title = title;
        Comment = comment;
        this.players = [.. players];
        this.strategies = [.. strategies.Select(s => s.ToArray())];
        stride = new int[players.Count];
        long profiles = 1;
        for (var i = 0; i < stride.Length; i++)
        {
            if (this.strategies[i].Length == 0)
                throw new InputException($"{players[i]} has no strategies.");
            stride[i] = (int)profiles;
            profiles *= this.strategies[i].Length;
            if (profiles * players.Count > Array.MaxLength)
                throw new RefusedException(
                    $"The table would have {profiles} or more strategy profiles; the largest that is held has {Array.MaxLength / players.Count}."
                );
        }
        if (payoffs.Length != profiles * players.Count)
            throw new InputException(
                $"The table needs {Words.Counted(profiles * players.Count, "payoff")} ({Words.Counted(profiles, "profile")} × {Words.Counted(players.Count, "player")}); there are {payoffs.Length}."
            );
        foreach (var payoff in payoffs)
            if (!double.IsFinite(payoff))
                throw new InputException("A payoff is not a finite number.");
        ProfileCount = (int)profiles;
        this.payoffs = payoffs;
        this.exact = exact ?? new Dictionary<int, ExactNumber>();
        Outcomes = outcomes;
    }

    public string Title { get; }
    public string Comment { get; }
    public IReadOnlyList<string> Players => players;
    public int PlayerCount => players.Length;
    public int ProfileCount { get; }

    /// <summary>The outcomes by which the table was written down; null where payoffs stand in it directly.</summary>
    internal NormalFormOutcomes? Outcomes { get; }

    public IReadOnlyList<string> Strategies(int player) => strategies[player];

    public int StrategyCount(int player) => strategies[player].Length;

    /// <summary>How far the profile number moves when the player takes the next strategy.</summary>
    public int Stride(int player) => stride[player];

    public int StrategyIn(int profile, int player) => profile / stride[player] % strategies[player].Length;

    public double Payoff(int profile, int player) => payoffs[profile * players.Length + player];

    /// <summary>The payoff as the author meant it: the fraction that was written, or the shortest decimal.</summary>
    internal ExactNumber ExactPayoff(int profile, int player) =>
        this.exact.TryGetValue(profile * players.Length + player, out var exact) ? exact : ExactNumber.FromShortestDecimal(Payoff(profile, player));

    /// <summary>[player] best minus worst payoff, points.</summary>
    public double[] PayoffRanges()
    {
        var ranges = new double[PlayerCount];
        for (var i = 0; i < PlayerCount; i++)
        {
            double low = double.PositiveInfinity,
                high = double.NegativeInfinity;
            for (var p = 0; p < ProfileCount; p++)
            {
                low = Math.Min(low, Payoff(p, i));
                high = Math.Max(high, Payoff(p, i));
            }
            ranges[i] = high - low;
        }
        return ranges;
    }

    /// <summary>The same game as a tree in which nobody sees what the earlier players chose.</summary>
    public ExtensiveGame ToExtensive()
    {
        var builder = new ExtensiveGameBuilder(Title, Players, Comment);
        var payoffs = new double[PlayerCount];
        Unfold(0, 0);
        return builder.Build();

        void Unfold(int player, int profile)
        {
            if (player == PlayerCount)
            {
                for (var i = 0; i < PlayerCount; i++)
                    payoffs[i] = Payoff(profile, i);
                builder.Terminal(payoffs);
                return;
            }
            builder.Decision(player + 1, 1, strategies[player]);
            for (var s = 0; s < strategies[player].Length; s++)
                Unfold(player + 1, profile + s * stride[player]);
        }
    }
}

/// <summary>Named outcomes of a strategic form.</summary>
/// <param name="Labels">One per outcome.</param>
/// <param name="Payoffs">Exact payoffs, one array per outcome.</param>
/// <param name="OfProfile">Which outcome each profile leads to; −1: none, everybody receives 0.</param>
internal sealed record NormalFormOutcomes(IReadOnlyList<string> Labels, IReadOnlyList<ExactNumber[]> Payoffs, IReadOnlyList<int> OfProfile);
