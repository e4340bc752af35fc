using Foedus.Games;
using Foedus.Numerics.Sampling;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Trees;

/// <summary>Looks for further agent quantal response equilibria of a tree or table, from pure and random profiles: at λ, or where their own branches end.</summary>
/// <remarks>The search ends after as many starts as were asked for, or when <see cref="MostQuiet"/> in a row have led to nothing that was not known. Each equilibrium is judged like the first.</remarks>
internal sealed class OtherBranches(ExtensiveGame game, CancellationToken cancel)
{
    /// <summary>Starts in a row without anything new after which no more are tried: half of them pure, half anywhere.</summary>
    public const int MostQuiet = 10;

    // Rounds in which a profile is drawn towards an equilibrium before Newton's method, and by how much in each.
    private const int Rounds = 150;
    private const double Share = 0.4;

    // λ × range at which branches are begun that are then followed to their ends.
    private static readonly double[] Cares = [32, 8];

    private readonly TreeEquations equations = new(new LogitTree(game, cancel, eliminate: false));
    private readonly SubgameStructure subgames = new(game);

    /// <summary>Why others are not looked for; null where they are.</summary>
    public string? WhyNone =>
        equations.Unknowns == 0 ? "No further starts: every choice is worked out backward, so there is one logit equilibrium at every λ."
        : !equations.IsDense ? "No further starts: the game has too many choices that depend on each other for their derivatives to be kept."
        : null;

    /// <param name="first">What the principal branch gave.</param>
    /// <param name="lambda">λ; null for the limit.</param>
    /// <param name="most">Most starts.</param>
    /// <returns>What else was found, and from how many starts.</returns>
    public (IReadOnlyList<TreeEquilibrium> Found, int Tried) Search(TreeEquilibrium first, double? lambda, int most)
    {
        var known = new List<TreeEquilibrium> { first };
        var begun = new List<BehaviorProfile>();
        var random = new RandomStream(2025);
        var tried = 0;
        for (var quiet = 0; tried < most && quiet < MostQuiet; tried++)
        {
            var before = known.Count;
            var start = Start(random, tried % 2 == 0);
            foreach (var care in lambda is { } given ? [given * equations.Tree.Scale] : Cares)
            {
                double[] point = [.. start, care];
                AtLambda.Answer(equations, point, _ => true, Rounds, Share, cancel);
                if (!AtLambda.Newton(equations, point, cancel))
                    continue;
                equations.Evaluate(point, new double[equations.Unknowns]);
                var profile = equations.Profile();
                if (begun.Exists(other => TreeSolver.Distance(other, profile) <= Tolerances.Apart))
                    continue;
                begun.Add(profile);
                if (End(point, profile, lambda) is { } end && !known.Exists(other => TreeSolver.Distance(other.Profile, end.Profile) <= Tolerances.Apart))
                    known.Add(end);
            }
            quiet = known.Count > before ? 0 : quiet + 1;
        }
        return (known[1..], tried);
    }

    private TreeEquilibrium? End(double[] point, BehaviorProfile profile, double? lambda)
    {
        if (lambda is { } at)
            return TreeEquilibrium.Judge(game, subgames, profile, at, cancel) is { LogitExcess: <= 1 } found ? found : null;
        var branch = new LogitBranch(game, equations, (double[])point.Clone(), point[^1], cancel);
        return branch.IsStarted && LogitSolver.ToLimit(game, subgames, ref branch, 2 * branch.Lambda, null, cancel) is { } end && end.Share <= Tolerances.Gain
            ? end.Found
            : null;
    }

    // Log-odds of a pure profile, nearly, or of one drawn from anywhere.
    private double[] Start(RandomStream random, bool isPure)
    {
        var (odds, starts) = (new double[equations.Unknowns], equations.BlockStart);
        for (var b = 0; b + 1 < starts.Length; b++)
        {
            var log = new double[starts[b + 1] - starts[b] + 1];
            var chosen = (int)(random.Next() % (ulong)log.Length);
            for (var a = 0; a < log.Length; a++)
                log[a] = isPure
                    ? a == chosen
                        ? 0
                        : -20
                    : Math.Log(Math.Max(1e-9, -Math.Log(1 - random.NextUnit())));
            for (var z = starts[b]; z < starts[b + 1]; z++)
                odds[z] = log[z - starts[b] + 1] - log[0];
        }
        return odds;
    }
}
