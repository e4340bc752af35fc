using System.Diagnostics;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Stochastic;

/// <summary>Stationary equilibria of a stochastic game: the principal branch first, then what other starts lead to.</summary>
/// <remarks>At λ: points of the logit correspondence. Without λ: the branch's limit, made exact on its support. Every profile is judged by <see cref="StationaryProfile.Judge"/>.</remarks>
public static class StochasticSolver
{
    /// <summary>Most unknowns: the dense factors of the Jacobian take 16 n² bytes.</summary>
    public const int MostUnknowns = 6000;

    // λ × range, of the player with the narrowest one, up to which the limit is looked for, and from which on.
    private const double Farthest = 1e7,
        Nearest = 8;

    /// <summary>Most further starts where nothing else is asked for.</summary>
    public const int UsualStarts = 40;

    /// <exception cref="InputException">λ is not a number ≥ 0.</exception>
    /// <exception cref="RefusedException">Too large for dense factors, or payoffs beyond what sixteen digits can tell.</exception>
    public static (SolveReport Report, IReadOnlyList<StationaryProfile> Equilibria) Solve(
        StochasticGame game,
        double? lambda,
        CancellationToken cancel = default
    ) => Solve(game, lambda, UsualStarts, cancel);

    /// <param name="game">The game.</param>
    /// <param name="lambda">λ; null for the branch's limit.</param>
    /// <param name="others">Most further starts from which others are looked for; 0 for none.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">λ is not a number ≥ 0.</exception>
    /// <exception cref="RefusedException">Too large for dense factors, or payoffs beyond what sixteen digits can tell.</exception>
    public static (SolveReport Report, IReadOnlyList<StationaryProfile> Equilibria) Solve(
        StochasticGame game,
        double? lambda,
        int others,
        CancellationToken cancel
    )
    {
        var clock = Stopwatch.StartNew();
        var unknowns = game.Actions.Sum(state => state.Sum() + game.PlayerCount);
        if (lambda is { } asked && (!(asked >= 0) || double.IsInfinity(asked)))
            throw new InputException($"λ must be a number that is not negative; {asked} is not.");
        if (unknowns > MostUnknowns)
            throw new RefusedException(
                $"The game has {Words.Counted(unknowns, "unknown")} (actions and values over {Words.Counted(game.StateCount, "state")}); at most {MostUnknowns:N0} are solved. Use fewer states or actions."
            );
        var ranges = game.PayoffRanges();
        string[] names = [.. Enumerable.Range(1, game.PlayerCount).Select(player => $"player {player}")];
        Tolerances.CheckRanges([.. ranges.Select((range, player) => range / (1 - game.Discount[player]))], names);
        Tolerances.CheckPrecision(lambda ?? 0, ranges, names);
        var branch = new StationaryBranch(game, ranges, cancel);
        var list = new StationaryList(game, lambda, cancel);
        if (lambda is { } target)
        {
            if (branch.GoTo(target))
                list.Add(branch.Strategies());
        }
        else
        {
            Limit(branch, list, ranges);
        }
        var principal = list.Found.Count;
        var tried = principal > 0 ? OtherStarts.Search(game, branch, lambda, list, others, cancel) : 0;
        var report = Report(branch, list, principal, lambda, unknowns, clock) with
        {
            OthersFound = tried > 0 ? list.Found.Count - principal : null,
            StartsTried = tried,
        };
        return (report, list.Found);
    }

    private static void Limit(StationaryBranch branch, StationaryList list, double[] ranges)
    {
        var narrowest = ranges.Where(range => range > 0).DefaultIfEmpty(1).Min();
        for (var lambda = 1 / branch.Scale; lambda * narrowest <= Farthest && list.Found.Count == 0; lambda *= 2)
        {
            if (!branch.GoTo(lambda))
                break;
            if (lambda * branch.Scale < Nearest)
                continue;
            foreach (var little in new[] { 0.2, 0.02, 1e-3 })
                if (list.Found.Count == 0 && branch.Polish(little) is { } polished && StationaryList.Distance(polished, branch.Strategies()) <= 0.2)
                    list.Add(polished);
        }
    }

    private static SolveReport Report(StationaryBranch branch, StationaryList list, int principal, double? lambda, int unknowns, Stopwatch clock)
    {
        var notes = new List<string>();
        if (branch.Turns > 0)
            notes.Add(
                $"The branch turned back {(branch.Turns == 1 ? "once" : Words.Counted(branch.Turns, "time"))} on its way: for some λ there are several equilibria on it."
            );
        foreach (var at in branch.Bifurcations)
            notes.Add(
                $"The game has a symmetry, and at about λ = {at:G4} other equilibria branch off that do not have it; from there on the symmetric ones are followed, and only they."
            );
        notes.AddRange(
            list.Continua.Select(at => $"Equilibrium {at + 1} is one of a continuum: there are others as near to it as one likes, and they are not listed.")
        );
        if (principal == 0)
            notes.Add(
                $"The branch was followed to λ = {branch.Lambda:G6}{(branch.Failure.Length > 0 ? $" ({branch.Failure})" : "")} and no certified profile was found."
            );
        var first = principal > 0 ? list.Found[0] : null;
        return new SolveReport
        {
            Status = principal > 0 ? SolveStatus.Solved : SolveStatus.NotConverged,
            Method = "stationary logit equilibria, continuation in λ with arclength steps",
            Certifies =
                first is null ? ""
                : lambda is null ? $"no player gains more than {first.DeviationGain:0.0e+0;-0.0e+0;0} points by a deviation in any state"
                : $"every choice is the logit response to its own values up to {first.LogitResidual:0.0e+0;-0.0e+0;0} points",
            DeviationGain = first?.DeviationGain ?? double.NaN,
            LogitResidual = first?.LogitResidual,
            Selection = "principal branch first",
            Size = unknowns,
            SizeUnit = "unknowns",
            Elapsed = clock.Elapsed,
            Notes = notes,
        };
    }
}
