using System.Diagnostics;
using Foedus.Games;
using Foedus.Numerics.Sampling;

namespace Foedus.Solving.Stochastic;

/// <summary>Stationary equilibria of a stochastic game: the principal branch first, then what other starts lead to.</summary>
/// <remarks>At λ: points of the logit correspondence. Without λ: the branch's limit, made exact on its support. Every profile is judged by <see cref="StationaryProfile.Judge"/>.</remarks>
public static class StochasticSolver
{
    /// <summary>Largest deviation gain of what is called an equilibrium, points.</summary>
    public const double Tolerance = 1e-8;

    /// <summary>Most unknowns: the dense factors of the Jacobian take 16 n² bytes.</summary>
    public const int MostUnknowns = 6000;

    private const int Starts = 40;

    // Games with more actions than this are tried by Newton's method alone.
    private const int MostSmoothed = 120;

    /// <exception cref="RefusedException">Too large for dense factors.</exception>
    public static (SolveReport Report, IReadOnlyList<StationaryProfile> Equilibria) Solve(StochasticGame game, double? lambda, CancellationToken cancel = default)
    {
        var clock = Stopwatch.StartNew();
        var unknowns = game.Actions.Sum(state => state.Sum() + game.PlayerCount);
        if (unknowns > MostUnknowns)
            throw new RefusedException($"The game has {unknowns:N0} unknowns (actions and values over {game.StateCount:N0} states); at most {MostUnknowns:N0} are solved. Use fewer states or actions.");
        var branch = new LogitHomotopy(game);
        var found = new List<StationaryProfile>();
        if (lambda is { } target)
        {
            if (branch.GoTo(target, cancel: cancel))
                Keep(found, StationaryProfile.Judge(game, branch.Strategies(), target), profile => profile.LogitResidual <= 1e-9 || target == 0);
        }
        else
        {
            for (var at = 1.0; at <= 1e7 && found.Count == 0; at *= 2)
            {
                if (!branch.GoTo(at, cancel: cancel))
                    break;
                if (at < 8)
                    continue;
                foreach (var little in new[] { 0.2, 0.02, 1e-3 })
                    if (found.Count == 0 && branch.Polish(little) is { } polished && Near(polished, branch.Strategies(), 0.2))
                        Keep(found, StationaryProfile.Judge(game, polished, double.PositiveInfinity), profile => profile.DeviationGain <= Tolerance);
            }
        }
        var principal = found.Count;
        var others = principal == 0 ? 0 : Others(game, branch, lambda, found, cancel);
        var report = new SolveReport
        {
            Status = principal > 0 ? SolveStatus.Solved : SolveStatus.NotConverged,
            Method = "stationary logit equilibria, continuation in λ with arclength steps",
            Certifies = principal == 0 ? "" : lambda is null ? $"no player gains more than {found[0].DeviationGain:0.0e+0} points by a deviation in any state" : $"every choice is the logit response to its own values up to {found[0].LogitResidual:0.0e+0} points",
            DeviationGain = principal > 0 ? found[0].DeviationGain : double.NaN,
            LogitResidual = principal > 0 ? found[0].LogitResidual : null,
            Selection = "principal branch first",
            OthersFound = others,
            Size = unknowns,
            SizeUnit = "unknowns",
            Elapsed = clock.Elapsed,
            Notes = principal > 0 ? [] : [$"The branch was followed to λ = {branch.Lambda:0.####} and no certified profile was found."],
        };
        return (report, found);
    }

    private static int Others(StochasticGame game, LogitHomotopy branch, double? lambda, List<StationaryProfile> found, CancellationToken cancel)
    {
        var random = new RandomStream(2025);
        var before = found.Count;
        for (var start = 0; start < Starts; start++)
        {
            cancel.ThrowIfCancellationRequested();
            // Half of the starts are pure profiles, half lie anywhere.
            var pure = start % 2 == 0;
            var strategies = Enumerable.Range(0, game.StateCount).Select(state => Enumerable.Range(0, game.PlayerCount).Select(player =>
            {
                var chances = new double[game.Actions[state][player]];
                if (pure)
                    chances[(int)(random.Next() % (ulong)chances.Length)] = 1;
                else
                    for (var action = 0; action < chances.Length; action++)
                        chances[action] = -Math.Log(1 - random.NextUnit());
                var sum = chances.Sum();
                return chances.Select(chance => chance / sum).ToArray();
            }).ToArray()).ToArray();
            var judged = StationaryProfile.Judge(game, strategies, double.PositiveInfinity);
            if (lambda is null)
                Keep(found, judged, profile => profile.DeviationGain <= Tolerance);
            foreach (var step in lambda is { } given ? new[] { given } : [32, 8])
            {
                if (game.Actions.Sum(state => state.Sum()) <= MostSmoothed)
                    Smooth(game, strategies, judged.Values, step);
                var (settled, polished) = branch.From(strategies, judged.Values, step);
                if (lambda is { } target && settled is not null)
                    Keep(found, StationaryProfile.Judge(game, settled, target), profile => profile.LogitResidual <= 1e-9);
                if (lambda is null)
                    foreach (var exact in polished)
                        Keep(found, StationaryProfile.Judge(game, exact, double.PositiveInfinity), profile => profile.DeviationGain <= Tolerance);
            }
        }
        return found.Count - before;
    }

    // Logit responses, each a part of the way: stable fixed points draw the profile near, and Newton's method does the rest.
    private static void Smooth(StochasticGame game, double[][][] strategies, double[][] values, double lambda)
    {
        for (var round = 0; round < 150; round++)
            for (var state = 0; state < game.StateCount; state++)
                for (var player = 0; player < game.PlayerCount; player++)
                {
                    var chances = strategies[state][player];
                    var q = Enumerable.Range(0, chances.Length).Select(action => StationaryProfile.Worth(game, strategies, values, state, player, action)).ToArray();
                    var total = q.Sum(value => Math.Exp(lambda * (value - q.Max())));
                    values[state][player] = 0;
                    for (var action = 0; action < q.Length; action++)
                    {
                        chances[action] += 0.4 * (Math.Exp(lambda * (q[action] - q.Max())) / total - chances[action]);
                        values[state][player] += chances[action] * q[action];
                    }
                }
    }

    private static void Keep(List<StationaryProfile> found, StationaryProfile profile, Func<StationaryProfile, bool> isRight)
    {
        if (isRight(profile) && !found.Any(other => Near(other.Strategies, profile.Strategies, 1e-6)))
            found.Add(profile);
    }

    private static bool Near(double[][][] a, double[][][] b, double distance) =>
        a.Zip(b).All(state => state.First.Zip(state.Second).All(player => player.First.Zip(player.Second).All(pair => Math.Abs(pair.First - pair.Second) <= distance)));
}
