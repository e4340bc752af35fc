using Foedus.Games;
using Foedus.Solving.Strategic;

namespace Foedus.Solving.Trees;

/// <summary>Subgame-perfect equilibria by backward induction over subgames: every pure one, through every tie, up to a limit.</summary>
/// <remarks>
/// From the last subgame to the first, each subgame inside is replaced by what one of its equilibria pays (Selten 1965; Kuhn 1953). A subgame in which several move without knowing of each
/// other is searched as a table for pure equilibria; where it has none and two players move in it, one mixed equilibrium is taken from its complementarity problem.
/// </remarks>
internal sealed class SubgamePerfection
{
    private const long MostEntries = 20_000_000;
    private readonly ExtensiveGame game;
    private readonly SubgameStructure subgames;
    private readonly int most;
    private readonly double[] gap;
    private readonly CancellationToken cancel;
    private readonly IReadOnlyList<Solution>?[] solutions;

    // What one equilibrium of a subgame pays, the choices made at its own sets, and the equilibria inside it.
    private sealed record Solution(double[] Payoffs, IReadOnlyList<(int Action, double Probability)> Choices, IReadOnlyList<Solution> Inside);

    private SubgamePerfection(ExtensiveGame game, int most, CancellationToken cancel)
    {
        this.game = game;
        subgames = new SubgameStructure(game);
        this.most = most;
        gap = Array.ConvertAll(game.PayoffRanges(), range => Tolerances.Tie * range);
        this.cancel = cancel;
        solutions = new IReadOnlyList<Solution>?[game.NodeCount];
    }

    /// <summary>Were there more than are listed, and did some subgame have to be mixed?</summary>
    public bool IsCut { get; private set; }

    public bool IsMixed { get; private set; }

    /// <summary>Profiles, at most <paramref name="most"/>; none where some subgame has no equilibrium that is found.</summary>
    public static (IReadOnlyList<BehaviorProfile> Profiles, SubgamePerfection Search) Find(ExtensiveGame game, int most, CancellationToken cancel)
    {
        game.CheckPerfectRecall();
        var search = new SubgamePerfection(game, most, cancel);
        for (var n = game.NodeCount - 1; n >= 0; n--)
        {
            if ((n & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (search.subgames.IsRoot[n])
                search.solutions[n] = search.SolveSubgame(n);
        }
        return ([.. search.solutions[0]!.Select(search.Profile)], search);
    }

    private BehaviorProfile Profile(Solution solution)
    {
        var chances = new double[game.ActionCount];
        var open = new Stack<Solution>([solution]);
        while (open.TryPop(out var next))
        {
            foreach (var (action, probability) in next.Choices)
                chances[action] = probability;
            foreach (var inside in next.Inside)
                open.Push(inside);
        }
        return BehaviorProfile.FromProbabilities(game, chances);
    }

    private IReadOnlyList<Solution> SolveSubgame(int root)
    {
        var inside = subgames.InnerRoots(root);
        var found = new List<Solution>();
        foreach (var combination in Combinations([.. inside.Select(n => solutions[n]!)]))
        {
            foreach (var solution in subgames.IsOneMove(root) ? OneMove(root, inside, combination) : Table(root, inside, combination))
            {
                if (found.Count == most)
                {
                    IsCut = true;
                    return found;
                }
                found.Add(solution);
            }
        }
        return found;
    }

    private static IEnumerable<Solution[]> Combinations(IReadOnlyList<Solution>[] lists)
    {
        if (Array.Exists(lists, list => list.Count == 0))
            yield break;
        var at = new int[lists.Length];
        while (true)
        {
            yield return [.. lists.Select((list, i) => list[at[i]])];
            var i = 0;
            while (i < at.Length && ++at[i] == lists[i].Count)
                at[i++] = 0;
            if (i == at.Length)
                yield break;
        }
    }

    private IEnumerable<Solution> OneMove(int root, IReadOnlyList<int> inside, Solution[] combination)
    {
        var players = game.PlayerCount;
        var children = game.ChildrenOf(root).ToArray();
        var values = new double[children.Length][];
        for (int c = 0, next = 0; c < children.Length; c++)
            values[c] = next < inside.Count && inside[next] == children[c] ? combination[next++].Payoffs : PayoffsAt(children[c]);
        var own = PayoffsAt(root);
        if (game.IsTerminal(root))
        {
            yield return new Solution(own, [], combination);
            yield break;
        }
        if (game.IsChance(root))
        {
            var chances = game.ProbabilitiesOf(game.ChanceSetAt(root)).ToArray();
            for (var c = 0; c < values.Length; c++)
            for (var i = 0; i < players; i++)
                own[i] += chances[c] * values[c][i];
            yield return new Solution(own, [], combination);
            yield break;
        }
        var set = game.SetAt[root];
        var mover = game.SetPlayer[set];
        var best = values.Max(value => value[mover]);
        for (var c = 0; c < values.Length; c++)
            if (values[c][mover] >= best - gap[mover])
                yield return new Solution(
                    [.. own.Zip(values[c], (a, b) => a + b)],
                    [.. Enumerable.Range(0, values.Length).Select(a => (game.ActionStart[set] + a, a == c ? 1.0 : 0.0))],
                    combination
                );
    }

    private double[] PayoffsAt(int node) => game.OutcomeAt[node] >= 0 ? game.PayoffsOf(game.OutcomeAt[node]).ToArray() : new double[game.PlayerCount];

    private IEnumerable<Solution> Table(int root, IReadOnlyList<int> inside, Solution[] combination)
    {
        var (stage, setOf) = SubgameStage.Cut(game, root, inside.Zip(combination).ToDictionary(pair => pair.First, pair => pair.Second.Payoffs));
        var form = new ReducedForm(stage, MostEntries, false, cancel);
        var pure = PureEquilibria.Find(form.Table, cancel);
        var profiles = pure.Select(form.ToBehavior).ToList();
        if (profiles.Count == 0 && stage.PlayerCount == 2 && SequenceFormLcp.Find(stage, cancel) is { } mixed)
        {
            IsMixed = true;
            profiles.Add(mixed);
        }
        foreach (var profile in profiles)
        {
            var choices = new List<(int, double)>();
            for (var set = 0; set < stage.InformationSetCount; set++)
            for (var a = 0; a < stage.ActionCountOf(set); a++)
                choices.Add((game.ActionStart[setOf[set]] + a, profile.Probability(stage.ActionStart[set] + a)));
            yield return new Solution(new ProfileValues(stage, profile).Payoffs(), choices, combination);
        }
    }
}
