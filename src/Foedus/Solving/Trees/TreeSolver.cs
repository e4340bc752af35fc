using System.Diagnostics;
using Foedus.Games;
using Foedus.Solving.Strategic;

namespace Foedus.Solving.Trees;

/// <summary>How a tree or a table is solved.</summary>
public enum TreeMethod
{
    /// <summary>Agent quantal response along the principal branch; at λ, or its limit.</summary>
    Qre,

    /// <summary>Subgame-perfect equilibria by backward induction.</summary>
    Spe,

    /// <summary>All equilibria in pure (reduced) strategies.</summary>
    Pure,

    /// <summary>Two players: complementary pivoting. Lemke–Howson from every label on a table, the sequence form on a tree.</summary>
    Lcp,

    /// <summary>Two players, zero or constant sum: linear programming.</summary>
    Lp,

    /// <summary>Two players: all extreme mixed equilibria.</summary>
    Enumerate,
}

/// <summary>One door to all methods on trees and tables; every profile that leaves it has passed <see cref="DeviationCheck"/>.</summary>
public static class TreeSolver
{
    /// <summary>Most equilibria listed.</summary>
    public const int MostListed = 1_000;

    // So many pairs of the list are looked at for a continuum between them, and so many nodes in all; profiles nearer than this tell nothing of it.
    private const int MostPairs = 5_000;
    private const long MostPairNodes = 20_000_000;
    private const double WideApart = 0.01;

    private const long MostEntries = 50_000_000,
        MostEnumerated = 4_000_000;

    /// <param name="game">The tree, or the table's own tree (<see cref="NormalFormGame.ToExtensive"/>).</param>
    /// <param name="table">The table where the input was one; else null.</param>
    /// <param name="method">See <see cref="TreeMethod"/>.</param>
    /// <param name="lambda">For <see cref="TreeMethod.Qre"/>: where on the branch; null for its limit.</param>
    /// <param name="withBranch">Keep every point of the branch.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A precondition of the method does not hold.</exception>
    /// <exception cref="RefusedException">Too large for the method.</exception>
    public static TreeResult Solve(
        ExtensiveGame game,
        NormalFormGame? table,
        TreeMethod method,
        double? lambda = null,
        bool withBranch = false,
        CancellationToken cancel = default
    ) => Solve(game, table, method, 0, lambda, withBranch, cancel);

    /// <param name="game">The tree, or the table's own tree (<see cref="NormalFormGame.ToExtensive"/>).</param>
    /// <param name="table">The table where the input was one; else null.</param>
    /// <param name="method">See <see cref="TreeMethod"/>.</param>
    /// <param name="others">For <see cref="TreeMethod.Qre"/>: most further starts from which other equilibria are looked for; 0 for none.</param>
    /// <param name="lambda">For <see cref="TreeMethod.Qre"/>: where on the branch; null for its limit.</param>
    /// <param name="withBranch">Keep every point of the branch.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A precondition of the method does not hold.</exception>
    /// <exception cref="RefusedException">Too large for the method.</exception>
    public static TreeResult Solve(
        ExtensiveGame game,
        NormalFormGame? table,
        TreeMethod method,
        int others,
        double? lambda,
        bool withBranch,
        CancellationToken cancel
    )
    {
        var clock = Stopwatch.StartNew();
        Tolerances.CheckRanges(game.PayoffRanges(), game.Players);
        if (method == TreeMethod.Qre)
            return WithOthers(
                game,
                lambda is { } at ? LogitSolver.At(game, at, withBranch, cancel) : LogitSolver.Limit(game, withBranch, cancel),
                lambda,
                others,
                clock,
                cancel
            );
        if (others > 0)
            throw new InputException("Further starts belong to --method qre; the other methods find what they find without them.");
        if (lambda is not null || withBranch)
            throw new InputException("λ and the branch belong to --method qre; the other methods know no λ.");
        game.CheckPerfectRecall();
        return method switch
        {
            TreeMethod.Spe => Spe(game, clock, cancel),
            TreeMethod.Pure => Judged(
                game,
                Pure(game, table, cancel),
                true,
                "pure equilibria by comparing all profiles of reduced strategies",
                "all equilibria in pure strategies",
                clock,
                cancel
            ),
            TreeMethod.Lcp when table is not null => Judged(
                game,
                [.. LemkeHowson.Find(table, MostListed, cancel).Select(mixed => FromTable(game, mixed))],
                false,
                "Lemke–Howson from every label and every equilibrium found, exact arithmetic",
                "each equilibrium that paths connect with the artificial one",
                clock,
                cancel
            ),
            TreeMethod.Lcp => Judged(
                game,
                One(SequenceFormLcp.Find(game, cancel)),
                false,
                "sequence-form linear complementarity by Lemke's pivoting, exact arithmetic",
                "one equilibrium",
                clock,
                cancel
            ),
            TreeMethod.Lp => Lp(game, clock, cancel),
            _ => Judged(
                game,
                Enumerate(game, table, cancel),
                false,
                "vertices of the best-reply polytopes, exact arithmetic",
                "all extreme equilibria; every other one is a mixture of these",
                clock,
                cancel
            ),
        };
    }

    private static TreeResult WithOthers(ExtensiveGame game, TreeResult result, double? lambda, int most, Stopwatch clock, CancellationToken cancel)
    {
        if (most == 0 || result.Equilibria.Count == 0)
            return result;
        var search = new OtherBranches(game, cancel);
        if (search.WhyNone is { } why)
            return result with { Report = result.Report with { Notes = [.. result.Report.Notes, why] } };
        var (found, tried) = search.Search(result.Equilibria[0], lambda, most);
        var report = result.Report with { OthersFound = found.Count, StartsTried = tried, Elapsed = clock.Elapsed };
        return result with { Report = report, Equilibria = [.. result.Equilibria, .. found] };
    }

    private static TreeResult Lp(ExtensiveGame game, Stopwatch clock, CancellationToken cancel)
    {
        var (pair, isExact) = SequenceFormLp.Find(game, cancel);
        return Judged(
            game,
            [pair],
            false,
            isExact
                ? "linear programming over action sequences (zero sum), by exact pivoting where rounding left a gap"
                : "linear programming over action sequences (zero sum)",
            "one pair of max-min strategies, in every subgame",
            clock,
            cancel
        );
    }

    private static TreeResult Spe(ExtensiveGame game, Stopwatch clock, CancellationToken cancel)
    {
        var (profiles, search) = SubgamePerfection.Find(game, MostListed, cancel);
        var selection = search.IsMixed
            ? "every tie of pure play followed; one mixed equilibrium where a subgame has no pure one"
            : "every pure subgame-perfect equilibrium";
        var result = Judged(game, profiles, false, "backward induction over subgames", selection, clock, cancel, subgame: true);
        if (search.IsCut)
            result = result with
            {
                Report = result.Report with
                {
                    Notes = [.. result.Report.Notes, $"There are more than {MostListed:N0} (ties multiply); the first {MostListed:N0} are listed."],
                },
            };
        if (profiles.Count > 0)
            return result;
        return result with
        {
            Report = result.Report with
            {
                Status = SolveStatus.NotConverged,
                Notes =
                [
                    "Some subgame has no equilibrium in pure strategies, and a mixed one is only looked for where the game has two players. Use --method qre, whose limit is a sequential equilibrium.",
                ],
            },
        };
    }

    private static IReadOnlyList<BehaviorProfile> Pure(ExtensiveGame game, NormalFormGame? table, CancellationToken cancel)
    {
        if (table is not null)
            return [.. PureEquilibria.Find(table, cancel).Take(MostListed).Select(profile => FromTable(game, Cell(table, profile)))];
        var form = new ReducedForm(game, MostEntries, false, cancel);
        return [.. PureEquilibria.Find(form.Table, cancel).Take(MostListed).Select(form.ToBehavior)];
    }

    private static double[][] Cell(NormalFormGame table, int profile) =>
        [
            .. Enumerable
                .Range(0, table.PlayerCount)
                .Select(i =>
                {
                    var chances = new double[table.StrategyCount(i)];
                    chances[table.StrategyIn(profile, i)] = 1;
                    return chances;
                }),
        ];

    private static IReadOnlyList<BehaviorProfile> Enumerate(ExtensiveGame game, NormalFormGame? table, CancellationToken cancel)
    {
        if (table is not null)
            return [.. ExtremeEquilibria.Find(table, cancel: cancel).Select(mixed => FromTable(game, mixed))];
        var form = new ReducedForm(game, MostEnumerated, true, cancel);
        return [.. ExtremeEquilibria.Find(form.Table, cancel: cancel).Select(mixed => form.ToBehavior(mixed))];
    }

    private static BehaviorProfile[] One(BehaviorProfile? profile) => profile is null ? [] : [profile];

    private static BehaviorProfile FromTable(ExtensiveGame game, IReadOnlyList<double[]> mixed) =>
        BehaviorProfile.FromProbabilities(game, mixed.SelectMany(chances => chances).ToArray());

    private static TreeResult Judged(
        ExtensiveGame game,
        IReadOnlyList<BehaviorProfile> profiles,
        bool noneIsAnAnswer,
        string method,
        string selection,
        Stopwatch clock,
        CancellationToken cancel,
        bool subgame = false
    )
    {
        var subgames = new SubgameStructure(game);
        var judged = profiles.Select(profile => TreeEquilibrium.Judge(game, subgames, profile, null, cancel)).ToList();
        var right = Once(judged.Where(IsRight).ToList());
        var gain = right.Count > 0 ? right.Max(found => found.DeviationGain) : double.NaN;
        var notes = new List<string>();
        if (judged.Count(found => !IsRight(found)) is var wrong && wrong > 0)
            notes.Add($"{wrong} of {judged.Count} candidates did not pass the deviation check and are left out.");
        notes.AddRange(Continuum(game, right, profile => IsRight(TreeEquilibrium.Judge(game, subgames, profile, null, cancel))));
        if (right.Count == MostListed)
            notes.Add($"The list ends at {MostListed:N0}; there may be more.");
        if (profiles.Count == 0)
            notes.Add(noneIsAnAnswer ? "There is no equilibrium in pure strategies." : "The method ended without an equilibrium.");
        return new TreeResult(
            new SolveReport
            {
                Status = right.Count > 0 || (noneIsAnAnswer && judged.Count == 0) ? SolveStatus.Solved : SolveStatus.NotConverged,
                Method = method,
                Certifies =
                    right.Count == 0
                        ? ""
                        : $"no player gains more than {gain:0.0e+0;-0.0e+0;0} points by changing their whole strategy{(subgame ? ", in any subgame" : "")}",
                DeviationGain = gain,
                Selection = selection,
                OthersFound = right.Count > 0 ? right.Count - 1 : null,
                Size = game.NodeCount,
                SizeUnit = "nodes",
                Elapsed = clock.Elapsed,
                Notes = notes,
            },
            right
        );

        bool IsRight(TreeEquilibrium found) => (subgame ? found.RelativeGain : found.RelativeDeviationGain) <= Tolerances.Gain;
    }

    private static List<TreeEquilibrium> Once(List<TreeEquilibrium> found)
    {
        var once = new List<TreeEquilibrium>();
        foreach (var next in found)
            if (!once.Exists(other => Distance(other.Profile, next.Profile) <= Tolerances.SameExactly))
                once.Add(next);
        return once;
    }

    // Where the middle of two equilibria is an equilibrium as well, there are more than are listed.
    private static IEnumerable<string> Continuum(ExtensiveGame game, List<TreeEquilibrium> found, Func<BehaviorProfile, bool> isRight)
    {
        var pairs = 0;
        for (var j = 1; j < found.Count; j++)
        for (var i = 0; i < j; i++)
        {
            if (++pairs > MostPairs || (long)pairs * game.NodeCount > MostPairNodes)
                yield break;
            if (Distance(found[i].Profile, found[j].Profile) < WideApart)
                continue;
            var middle = Enumerable.Range(0, game.ActionCount).Select(a => (found[i].Profile.Probability(a) + found[j].Profile.Probability(a)) / 2).ToArray();
            if (!isRight(BehaviorProfile.FromProbabilities(game, middle)))
                continue;
            yield return $"There is a continuum of equilibria: what lies half-way between {i + 1} and {j + 1} is one as well.";
            yield break;
        }
    }

    internal static double Distance(BehaviorProfile a, BehaviorProfile b)
    {
        var most = 0.0;
        for (var k = 0; k < a.Count; k++)
            most = Math.Max(most, Math.Abs(a.Probability(k) - b.Probability(k)));
        return most;
    }
}
