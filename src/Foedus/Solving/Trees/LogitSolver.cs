using System.Diagnostics;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Trees;

/// <summary>Agent quantal response equilibria on the principal branch: at one λ, at the limit, or the whole way.</summary>
/// <remarks>McKelvey and Palfrey 1998; traced as in Turocy 2010. The branch's limit is a sequential equilibrium. Precondition: perfect recall.</remarks>
internal static class LogitSolver
{
    private const double WorthSettling = 1e-12;

    // Limits are traced with every choice as an unknown of its own from this λ × range on, and given up beyond that one.
    private const double Far = 1e3,
        Farthest = 1e12;
    private const int MostSteps = 20_000;
    private const string Name = "agent quantal response, principal branch";

    // A profile of the branch's far end may be this much off its own λ: the limit is judged by what deviations gain. Off the path, and there alone, more: beliefs are ratios of chances like exp(-λ) there,
    // whose logarithms are rounded by λ × 2⁻⁵², and the response to them is off by λ times that. What is off by it is told, and no change may gain there either.
    private const double LimitMismatch = 1e-4,
        MostMismatch = 0.1,
        Rounding = 4.0 / (1L << 52);

    /// <summary>The equilibrium where the branch first meets λ, exactly there.</summary>
    /// <exception cref="InputException">The game has imperfect recall, or λ is not a number ≥ 0.</exception>
    /// <exception cref="RefusedException">λ times the payoffs is beyond what sixteen digits can tell.</exception>
    public static TreeResult At(ExtensiveGame game, double lambda, bool withBranch = false, CancellationToken cancel = default)
    {
        if (!(lambda >= 0) || double.IsInfinity(lambda))
            throw new InputException($"λ must be a number that is not negative; {lambda} is not.");
        CheckSize(game, lambda);
        var (clock, subgames) = (Stopwatch.StartNew(), new SubgameStructure(game));
        var points = withBranch ? new List<TreeEquilibrium>() : null;
        var branch = new LogitBranch(game, cancel);
        if (lambda == 0 || branch.AdvanceTo(lambda, MostSteps, Keep(game, subgames, branch, points, cancel)))
        {
            var found = Settled(game, subgames, branch, lambda, cancel);
            if (found.LogitExcess <= 1)
                return Answer(
                    game,
                    branch,
                    clock,
                    found,
                    points,
                    $"every choice is the logit response at λ = {lambda:G6} up to {found.LogitMismatch:0.0e+0;-0.0e+0;0}"
                );
        }
        return Failed(game, branch, clock, points);
    }

    /// <summary>Where the branch goes as λ grows: a sequential equilibrium, up to the stated gain.</summary>
    public static TreeResult Limit(ExtensiveGame game, bool withBranch = false, CancellationToken cancel = default)
    {
        CheckSize(game, 0);
        var (clock, subgames) = (Stopwatch.StartNew(), new SubgameStructure(game));
        var branch = new LogitBranch(game, cancel);
        var points = withBranch ? new List<TreeEquilibrium>() : null;
        var nearest = ToLimit(game, subgames, ref branch, 4 / Positive(game.PayoffRanges()).Max(), points, cancel);
        if (nearest is { } end && end.Share <= Tolerances.Gain)
            return Answer(game, branch, clock, end.Found, points, Certified(end.Found), Rounded(end.Found));
        if (nearest is { } near && near.Share <= Tolerances.AlmostGain)
        {
            var answer = Answer(
                game,
                branch,
                clock,
                near.Found,
                points,
                Certified(near.Found),
                [
                    .. Rounded(near.Found),
                    $"The branch could not be followed further{(branch.Failure.Length > 0 ? $" ({branch.Failure})" : "")}: its end is not reached to {Tolerances.Gain:0e+0} of the payoff range.",
                ]
            );
            return answer with { Report = answer.Report with { Status = SolveStatus.AlmostSolved } };
        }
        return Failed(game, branch, clock, points);
    }

    /// <summary>Follows a branch from one λ on until nobody gains by a deviation; what came nearest to that, and by which share of a payoff range it misses it.</summary>
    internal static (TreeEquilibrium Found, double Share)? ToLimit(
        ExtensiveGame game,
        SubgameStructure subgames,
        ref LogitBranch branch,
        double from,
        List<TreeEquilibrium>? points,
        CancellationToken cancel
    )
    {
        var ranges = game.PayoffRanges();
        var (widest, narrowest) = (Positive(ranges).Max(), Positive(ranges).Min());
        (TreeEquilibrium Found, double Share)? nearest = null;
        var isFollowed = true;
        for (var lambda = from; isFollowed && lambda * narrowest <= Farthest; lambda *= 4)
        {
            if (lambda * widest > Far && branch.InFull() is { } full)
                branch = full;
            isFollowed = branch.AdvanceTo(lambda, MostSteps, Keep(game, subgames, branch, points, cancel));
            // Where it could not be followed so far, the last point is what there is.
            var found = TreeEquilibrium.Judge(game, subgames, branch.Profile(), branch.Lambda, cancel);
            var off = Math.Min(MostMismatch, LimitMismatch + Rounding * Math.Pow(branch.Lambda * widest, 2));
            if (
                found.RelativeGain > Tolerances.AlmostGain
                || !(found.LogitExcess <= 1 || (found.OnPath.LogitMismatch <= LimitMismatch && found.OffPath.LogitMismatch <= off))
            )
                continue;
            var share = Math.Max(found.RelativeGain, Math.Max(found.OnPath.Gain ?? double.PositiveInfinity, found.OffPath.Gain ?? double.PositiveInfinity));
            if (!(nearest?.Share <= share))
                nearest = (found, share);
            if (share <= Tolerances.Gain)
                break;
        }
        return nearest;
    }

    // On the path and off it, each with its own numbers.
    private static string Certified(TreeEquilibrium found)
    {
        var (on, off, whole) = (
            found.OnPath,
            found.OffPath,
            $"no player gains more than {Size(found.RelativeGain)} of the own payoff range by another strategy, in the game or in any subgame"
        );
        return off.Sets == 0
            ? $"{whole}; at every information set no change of the choice gains more than {Size(on.Gain)}, and choices are the response at λ = {found.Lambda:G4} up to {Size(on.LogitMismatch)}"
            : $"{whole}; on the path ({Words.Counted(on.Sets, "information set")} met with a chance above {PathCertificate.Met:0e+0}) no change of a choice gains more than {Size(on.Gain)}, and choices are the response at λ = {found.Lambda:G4} up to {Size(on.LogitMismatch)}; "
                + $"off it ({off.Sets}) no change gains more than {Size(off.Gain)} at the beliefs that this profile gives by Bayes' rule, and choices are that response up to {Size(off.LogitMismatch)}";
    }

    private static string Size(double? share) => $"{share:0.0e+0;-0.0e+0;0}";

    private static string[] Rounded(TreeEquilibrium found) =>
        !(found.OffPath.LogitMismatch > LimitMismatch)
            ? []
            :
            [
                $"Off the path choices may be {Size(found.OffPath.LogitMismatch)} from where the branch ends: beliefs there are ratios of chances like exp(−λ), whose logarithms are rounded. "
                    + "It is certified that no change of a choice gains there, not which of several choices that gain alike the branch ends in.",
            ];

    private static IEnumerable<double> Positive(double[] ranges) => ranges.Where(range => range > 0).DefaultIfEmpty(1);

    private static void CheckSize(ExtensiveGame game, double lambda)
    {
        game.CheckPerfectRecall();
        var (ranges, names) = (game.PayoffRanges(), game.Players);
        Tolerances.CheckRanges(ranges, names);
        Tolerances.CheckPrecision(lambda, ranges, names);
    }

    // The traced profile, or where rounding has told, the solution next to it with every choice that depends on another as an unknown of its own.
    private static TreeEquilibrium Settled(ExtensiveGame game, SubgameStructure subgames, LogitBranch branch, double lambda, CancellationToken cancel)
    {
        var found = TreeEquilibrium.Judge(game, subgames, branch.Profile(), lambda, cancel);
        if (found.LogitMismatch <= WorthSettling || branch.InFull() is not { } full)
            return found;
        var settled = TreeEquilibrium.Judge(game, subgames, full.Profile(), lambda, cancel);
        return settled.LogitMismatch < found.LogitMismatch ? settled : found;
    }

    private static Action? Keep(ExtensiveGame game, SubgameStructure subgames, LogitBranch branch, List<TreeEquilibrium>? points, CancellationToken cancel) =>
        points is null ? null : () => points.Add(TreeEquilibrium.Judge(game, subgames, branch.Profile(), branch.Lambda, cancel));

    private static TreeResult Answer(
        ExtensiveGame game,
        LogitBranch branch,
        Stopwatch clock,
        TreeEquilibrium found,
        List<TreeEquilibrium>? points,
        string certifies,
        params string[] notes
    ) =>
        new(
            Report(game, SolveStatus.Solved, clock) with
            {
                Certifies = certifies,
                DeviationGain = found.DeviationGain,
                LogitResidual = found.LogitResidual,
                Notes = [.. Events(branch), .. notes],
            },
            [found],
            points
        );

    private static IEnumerable<string> Events(LogitBranch branch)
    {
        if (branch.Turns > 0)
            yield return $"The branch turned back {(branch.Turns == 1 ? "once" : Words.Counted(branch.Turns, "time"))} on its way: for some λ there are several equilibria on it.";
        foreach (var lambda in branch.Bifurcations)
            yield return $"The game has a symmetry, and at about λ = {lambda:G4} other equilibria branch off that do not have it; from there on the symmetric ones are followed, and only they.";
    }

    private static TreeResult Failed(ExtensiveGame game, LogitBranch branch, Stopwatch clock, List<TreeEquilibrium>? points) =>
        new(
            Report(game, SolveStatus.NotConverged, clock) with
            {
                Notes =
                [
                    .. Events(branch),
                    $"The branch was followed to λ = {branch.Lambda:G6}{(branch.Failure.Length > 0 ? $": {branch.Failure}" : "")}, and no profile passed the check there.",
                ],
            },
            [],
            points
        );

    private static SolveReport Report(ExtensiveGame game, SolveStatus status, Stopwatch clock) =>
        new()
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
