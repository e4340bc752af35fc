using System.Diagnostics;
using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>Agent quantal response equilibria on the principal branch: at one λ, at the limit, or the whole way.</summary>
/// <remarks>McKelvey and Palfrey 1998; traced as in Turocy 2010. The branch's limit is a sequential equilibrium. Precondition: perfect recall.</remarks>
public static class LogitSolver
{
    /// <summary>Largest error of a choice probability in what is called solved: 1e-8, or where λ is so large that rounding of payoffs alone does more, twenty roundings.</summary>
    public static double MismatchTolerance(ExtensiveGame game, double lambda) => Math.Max(1e-8, 2e-14 * lambda * game.PayoffRange());

    /// <summary>A limit is named one where no player gains more than this share of the payoff range, in any subgame or at any information set.</summary>
    public const double LimitTolerance = 1e-8;

    /// <summary>Where the branch cannot be followed so far: an end to this share of the payoff range is called almost solved.</summary>
    public const double AlmostTolerance = 1e-5;

    private const double WorthSettling = 1e-12;
    private const int MostSteps = 5_000;

    // Where the branch is lost it is followed again with shorter steps, so often.
    private const int Finer = 6, Finest = 36;
    private const string Name = "agent quantal response, principal branch";

    /// <summary>The equilibrium where the branch first meets λ, exactly there.</summary>
    /// <exception cref="InputException">The game has imperfect recall, or λ is not a number ≥ 0.</exception>
    public static TreeResult At(ExtensiveGame game, double lambda, bool withBranch = false, CancellationToken cancel = default)
    {
        if (!(lambda >= 0) || double.IsInfinity(lambda)) throw new InputException($"λ must be a number that is not negative; {lambda} is not.");
        var (clock, subgames) = (Stopwatch.StartNew(), new SubgameStructure(game));
        var points = withBranch ? new List<TreeEquilibrium>() : null;
        LogitBranch branch;
        var fineness = 1;
        do
        {
            branch = new LogitBranch(new LogitTree(game, cancel), null, cancel, fineness);
            points?.Clear();
            if (lambda == 0 || branch.AdvanceTo(lambda, MostSteps * fineness, Keep(game, subgames, branch, points, cancel)))
            {
                var found = Settled(game, subgames, branch, lambda, cancel);
                if (found.LogitMismatch <= MismatchTolerance(game, lambda))
                    return Answer(game, branch, clock, found, points, $"every choice is the logit response at λ = {lambda:G6} up to {found.LogitMismatch:0.0e+0}", []);
            }
            fineness *= Finer;
        }
        while (fineness <= Finest);
        return Failed(game, branch, clock, points);
    }

    /// <summary>Where the branch goes as λ grows: a sequential equilibrium, up to the stated gain.</summary>
    public static TreeResult Limit(ExtensiveGame game, bool withBranch = false, CancellationToken cancel = default)
    {
        var (clock, subgames, range) = (Stopwatch.StartNew(), new SubgameStructure(game), game.PayoffRange());
        var branch = new LogitBranch(new LogitTree(game, cancel), null, cancel);
        var points = withBranch ? new List<TreeEquilibrium>() : null;
        var unit = range > 0 ? range : 1;
        var isCareful = false;
        (TreeEquilibrium Found, double Gain)? nearest = null;
        for (var lambda = 4 / unit; lambda * unit <= 1e12; lambda *= 4)
        {
            if (!isCareful && lambda * unit > 1e3 && Careful(game, branch, cancel) is { } careful) (branch, isCareful) = (careful, true);
            if (!branch.AdvanceTo(lambda, MostSteps, Keep(game, subgames, branch, points, cancel))) break;
            var found = TreeEquilibrium.Judge(game, subgames, branch.Profile(), lambda, cancel);
            var gain = Math.Max(found.DeviationGain, found.SubgameGain);
            if (gain > AlmostTolerance * unit) continue;
            gain = Math.Max(gain, Assessment.FromBayes(game, found.Profile).SequentialGain(game));
            if (!(nearest?.Gain <= gain)) nearest = (found, gain);
            if (gain <= LimitTolerance * unit && found.LogitMismatch <= Math.Max(1e-4, MismatchTolerance(game, lambda)))
                return Answer(game, branch, clock, found, points,
                    $"no player gains more than {gain:0.0e+0} points by a deviation, in any subgame or at any information set with the branch's beliefs (λ = {lambda:G4})", []);
        }
        if (nearest is { } near && near.Gain <= AlmostTolerance * unit)
        {
            var answer = Answer(game, branch, clock, near.Found, points, $"no player gains more than {near.Gain:0.0e+0} points by a deviation (λ = {near.Found.Lambda:G4})",
                [$"The branch could not be followed further: its end is not reached to {LimitTolerance:0e+0} of the payoff range."]);
            return answer with { Report = answer.Report with { Status = SolveStatus.AlmostSolved } };
        }
        return Failed(game, branch, clock, points);
    }

    // The traced profile, or where rounding has told, the solution next to it with every choice that depends on another as an unknown of its own.
    private static TreeEquilibrium Settled(ExtensiveGame game, SubgameStructure subgames, LogitBranch branch, double lambda, CancellationToken cancel)
    {
        var found = TreeEquilibrium.Judge(game, subgames, branch.Profile(), lambda, cancel);
        if (found.LogitMismatch <= WorthSettling || Careful(game, branch, cancel) is not { } careful) return found;
        var settled = TreeEquilibrium.Judge(game, subgames, careful.Profile(), lambda, cancel);
        return settled.LogitMismatch < found.LogitMismatch ? settled : found;
    }

    // The same point of the branch, with rounding that grows like λ and not like λ².
    private static LogitBranch? Careful(ExtensiveGame game, LogitBranch branch, CancellationToken cancel)
    {
        var careful = new LogitBranch(new LogitTree(game, cancel, eliminate: false), null, cancel);
        return careful.Settle(branch.Profile(), branch.Lambda) ? careful : null;
    }

    private static Action? Keep(ExtensiveGame game, SubgameStructure subgames, LogitBranch branch, List<TreeEquilibrium>? points, CancellationToken cancel)
        => points is null ? null : () => points.Add(TreeEquilibrium.Judge(game, subgames, branch.Profile(), branch.Lambda, cancel));

    private static TreeResult Answer(
        ExtensiveGame game, LogitBranch branch, Stopwatch clock, TreeEquilibrium found, List<TreeEquilibrium>? points, string certifies, string[] notes)
    {
        if (branch.Turns > 0)
            notes = [.. notes, $"The branch turned back {(branch.Turns == 1 ? "once" : $"{branch.Turns} times")} on its way: for some λ there are several equilibria on it."];
        return new TreeResult(Report(game, SolveStatus.Solved, clock) with
        {
            Certifies = certifies,
            DeviationGain = found.DeviationGain,
            LogitResidual = found.LogitResidual,
            Notes = notes,
        }, [found], points);
    }

    private static TreeResult Failed(ExtensiveGame game, LogitBranch branch, Stopwatch clock, List<TreeEquilibrium>? points)
        => new(Report(game, SolveStatus.NotConverged, clock) with
        {
            Notes = [$"The branch was followed to λ = {branch.Lambda:G6}{(branch.Failure.Length > 0 ? $": {branch.Failure}" : "")}, and no profile passed the check there."],
        }, [], points);

    private static SolveReport Report(ExtensiveGame game, SolveStatus status, Stopwatch clock) => new()
    {
        Status = status,
        Method = Name,
        Certifies = "",
        Selection = "principal branch",
        Size = game.NodeCount,
        SizeUnit = "nodes",
        Elapsed = clock.Elapsed,
    };
}
