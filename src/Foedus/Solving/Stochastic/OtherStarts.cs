using Foedus.Games;
using Foedus.Numerics.Sampling;

namespace Foedus.Solving.Stochastic;

/// <summary>Looks for further stationary equilibria from pure and random profiles.</summary>
/// <remarks>The search ends after as many starts as were asked for, or when <see cref="MostQuiet"/> in a row have led to nothing that was not known.</remarks>
internal static class OtherStarts
{
    /// <summary>Starts in a row without anything new after which no more are tried: half of them pure, half anywhere.</summary>
    public const int MostQuiet = 10;

    // λ × range at which profiles are drawn towards an equilibrium before polishing.
    private static readonly double[] Cares = [32, 8];

    // Games with more actions than this are tried by Newton's method alone.
    private const int MostSmoothed = 120;

    /// <returns>How many starts were tried.</returns>
    public static int Search(StochasticGame game, StationaryBranch branch, double? lambda, StationaryList list, int most, CancellationToken cancel)
    {
        var random = new RandomStream(2025);
        for (int start = 0, quiet = 0; ; start++)
        {
            if (start == most || quiet == MostQuiet)
                return start;
            cancel.ThrowIfCancellationRequested();
            var known = list.Found.Count;
            // Half of the starts are pure profiles, half lie anywhere.
            var strategies = Profile(game, random, start % 2 == 0);
            if (lambda is null)
                list.Add(Copy(strategies));
            foreach (var care in lambda is { } given ? [given] : Cares.Select(each => each / branch.Scale))
            {
                if (game.Actions.Sum(state => state.Sum()) <= MostSmoothed)
                    Smooth(game, strategies, care, cancel);
                if (branch.From(strategies, care) is not { } settled)
                    continue;
                foreach (var found in lambda is null ? branch.Polished(settled) : [settled])
                    list.Add(found);
            }
            quiet = list.Found.Count > known ? 0 : quiet + 1;
        }
    }

    private static double[][][] Profile(StochasticGame game, RandomStream random, bool isPure) =>
        [
            .. game.Actions.Select(state =>
                state
                    .Select(count =>
                    {
                        var chances = new double[count];
                        if (isPure)
                            chances[(int)(random.Next() % (ulong)count)] = 1;
                        else
                            for (var action = 0; action < count; action++)
                                chances[action] = -Math.Log(1 - random.NextUnit());
                        var sum = chances.Sum();
                        return chances.Select(chance => chance / sum).ToArray();
                    })
                    .ToArray()
            ),
        ];

    private static double[][][] Copy(double[][][] strategies) => [.. strategies.Select(state => state.Select(player => (double[])player.Clone()).ToArray())];

    // Logit responses, each a part of the way: stable fixed points draw the profile near, and Newton's method does the rest.
    private static void Smooth(StochasticGame game, double[][][] strategies, double lambda, CancellationToken cancel)
    {
        var values = StationaryProfile.Judge(game, strategies, double.PositiveInfinity, cancel).Values;
        for (var round = 0; round < 150; round++)
        {
            cancel.ThrowIfCancellationRequested();
            for (var state = 0; state < game.StateCount; state++)
            for (var player = 0; player < game.PlayerCount; player++)
            {
                var chances = strategies[state][player];
                var q = chances.Select((_, action) => StationaryProfile.Worth(game, strategies, values, state, player, action)).ToArray();
                var most = q.Max();
                var total = q.Sum(value => Math.Exp(lambda * (value - most)));
                values[state][player] = 0;
                for (var action = 0; action < q.Length; action++)
                {
                    chances[action] += 0.4 * (Math.Exp(lambda * (q[action] - most)) / total - chances[action]);
                    values[state][player] += chances[action] * q[action];
                }
            }
        }
    }
}
