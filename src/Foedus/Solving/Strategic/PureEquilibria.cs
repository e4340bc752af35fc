using Foedus.Games;

namespace Foedus.Solving.Strategic;

/// <summary>All equilibria of a table in which nobody mixes, by comparing every profile with the best reply to it.</summary>
internal static class PureEquilibria
{
    /// <summary>Profile numbers (<see cref="NormalFormGame"/>) in rising order.</summary>
    public static IReadOnlyList<int> Find(NormalFormGame game, CancellationToken cancel = default)
    {
        var ranges = game.PayoffRanges();
        var stable = new bool[game.ProfileCount];
        Array.Fill(stable, true);
        for (var player = 0; player < game.PlayerCount; player++)
        {
            var gap = Tolerances.Tie * ranges[player];
            var (stride, count) = (game.Stride(player), game.StrategyCount(player));
            for (var first = 0; first < game.ProfileCount; first++)
            {
                if ((first & 0xFFFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                if (game.StrategyIn(first, player) != 0)
                    continue;
                var best = double.NegativeInfinity;
                for (var s = 0; s < count; s++)
                    best = Math.Max(best, game.Payoff(first + s * stride, player));
                for (var s = 0; s < count; s++)
                    stable[first + s * stride] &= game.Payoff(first + s * stride, player) >= best - gap;
            }
        }
        return [.. Enumerable.Range(0, stable.Length).Where(profile => stable[profile])];
    }
}
