using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Trees;

/// <summary>A tree as a table of reduced strategies: a choice at every own information set that the player's own earlier choices leave open.</summary>
/// <remarks>Payoffs are worked out in exact numbers. Precondition: perfect recall. Definition: Swinkels 1989; Osborne and Rubinstein 1994, section 6.4.</remarks>
internal sealed class ReducedForm
{
    private readonly ExtensiveGame game;

    // For each player and strategy: the action taken at each of the player's sets, or −1 where an own choice before closed it.
    private readonly List<int[]>[] strategies;

    /// <param name="game">Perfect recall.</param>
    /// <param name="mostEntries">Payoffs in the table at most.</param>
    /// <param name="isExact">Keep payoffs as exact numbers beside the doubles: ten times the memory, for methods in exact arithmetic.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="RefusedException">The table would be larger.</exception>
    public ReducedForm(ExtensiveGame game, long mostEntries, bool isExact, CancellationToken cancel)
    {
        game.CheckPerfectRecall();
        this.game = game;
        strategies = new List<int[]>[game.PlayerCount];
        double entries = game.PlayerCount;
        for (var player = 0; player < game.PlayerCount; player++)
        {
            entries *= Count(player);
            if (entries > mostEntries)
                throw new RefusedException(
                    $"The table of strategies would have at least {Words.Counted(entries, "payoff")}; at most {mostEntries:N0} are worked out. Use --method qre or --method spe, which need no table."
                );
        }
        for (var player = 0; player < game.PlayerCount; player++)
            strategies[player] = Strategies(player, cancel);
        Table = MakeTable(isExact, cancel);
    }

    public NormalFormGame Table { get; }

    /// <summary>The behaviour of one cell of the table; the first action at sets that the player's own choices never reach.</summary>
    public BehaviorProfile ToBehavior(int profile)
    {
        var chances = new double[game.ActionCount];
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            var strategy = strategies[game.SetPlayer[set]][Table.StrategyIn(profile, game.SetPlayer[set])];
            var (first, after) = (game.ActionStart[set], game.ActionStart[set + 1]);
            var taken = Array.Find(strategy, action => action >= first && action < after);
            chances[taken >= first && taken < after ? taken : first] = 1;
        }
        return BehaviorProfile.FromProbabilities(game, chances);
    }

    /// <summary>The behaviour that a mixture over each player's reduced strategies amounts to; uniform at sets that the player's own choices never reach.</summary>
    public BehaviorProfile ToBehavior(IReadOnlyList<double[]> mixed)
    {
        var weight = new double[game.ActionCount];
        for (var player = 0; player < game.PlayerCount; player++)
        for (var s = 0; s < strategies[player].Count; s++)
            foreach (var action in strategies[player][s])
                if (action >= 0)
                    weight[action] += mixed[player][s];
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            var chances = weight.AsSpan(game.ActionStart[set], game.ActionCountOf(set));
            var sum = 0.0;
            foreach (var w in chances)
                sum += w;
            for (var a = 0; a < chances.Length; a++)
                chances[a] = sum > 0 ? chances[a] / sum : 1.0 / chances.Length;
        }
        return BehaviorProfile.FromProbabilities(game, weight);
    }

    private IEnumerable<int> SetsOf(int player) => Enumerable.Range(0, game.InformationSetCount).Where(set => game.SetPlayer[set] == player);

    // Number of reduced strategies: at a set the sum over actions of the product over the sets that follow directly.
    private double Count(int player)
    {
        var after = SetsOf(player).ToLookup(set => game.ParentAction[set]);
        return Product(-1);

        double Product(int action) =>
            after[action].Aggregate(1.0, (product, set) => product * Enumerable.Range(game.ActionStart[set], game.ActionCountOf(set)).Sum(Product));
    }

    private List<int[]> Strategies(int player, CancellationToken cancel)
    {
        var sets = SetsOf(player).ToArray();
        var place = sets.Select((set, i) => (set, i)).ToDictionary(pair => pair.set, pair => pair.i);
        var after = sets.ToLookup(set => game.ParentAction[set]);
        var found = new List<int[]>();
        var choice = new int[sets.Length];
        Array.Fill(choice, -1);
        Choose(new Stack<int>(after[-1].Reverse()));
        return found;

        // Sets still to be decided stand on the stack; choosing an action puts those behind it on top.
        void Choose(Stack<int> open)
        {
            if (open.Count == 0)
            {
                cancel.ThrowIfCancellationRequested();
                found.Add([.. choice]);
                return;
            }
            var set = open.Peek();
            for (var action = game.ActionStart[set]; action < game.ActionStart[set + 1]; action++)
            {
                var rest = new Stack<int>(open.Skip(1).Reverse());
                foreach (var next in after[action].Reverse())
                    rest.Push(next);
                choice[place[set]] = action;
                Choose(rest);
            }
            choice[place[set]] = -1;
        }
    }

    // Each end of the tree adds its payoff times its chance to every combination of strategies that allow it.
    private NormalFormGame MakeTable(bool isExact, CancellationToken cancel)
    {
        var players = game.PlayerCount;
        var profiles = strategies.Aggregate(1, (product, list) => product * list.Count);
        var exact = isExact ? new ExactNumber[profiles * players] : [];
        var payoffs = new double[profiles * players];
        Walk(0, ExactNumber.One, [.. strategies.Select(list => Enumerable.Range(0, list.Count).ToArray())]);
        for (var i = 0; i < exact.Length; i++)
            payoffs[i] = exact[i].ToDouble();
        var names = strategies.Select((list, player) => (IReadOnlyList<string>)[.. list.Select(Label)]).ToArray();
        return new NormalFormGame(
            game.Title,
            game.Players,
            names,
            payoffs,
            exact: exact.Select((number, i) => (number, i)).ToDictionary(pair => pair.i, pair => pair.number)
        );

        void Walk(int node, ExactNumber chance, int[][] open)
        {
            cancel.ThrowIfCancellationRequested();
            if (game.OutcomeAt[node] >= 0)
                AddPayoffs(game.OutcomeAt[node], chance, open);
            var set = game.SetAt[node];
            var move = 0;
            foreach (var child in game.ChildrenOf(node))
            {
                if (set >= 0)
                {
                    var (player, action) = (game.SetPlayer[set], game.ActionStart[set] + move);
                    var next = (int[][])open.Clone();
                    next[player] = [.. open[player].Where(s => Array.IndexOf(strategies[player][s], action) >= 0)];
                    if (next[player].Length > 0)
                        Walk(child, chance, next);
                }
                else
                {
                    var chanceOfMove = game.ExactChanceProbability(game.ChanceStart[game.ChanceSetAt(node)] + move);
                    if (!chanceOfMove.IsZero)
                        Walk(child, chance * chanceOfMove, open);
                }
                move++;
            }
        }

        void AddPayoffs(int outcome, ExactNumber chance, int[][] open)
        {
            for (var i = 0; i < players; i++)
            {
                var amount = chance * game.ExactPayoff(outcome, i);
                if (!amount.IsZero)
                    AddAt(0, 0, 1, i, amount, amount.ToDouble(), open);
            }
        }

        void AddAt(int player, int profile, int stride, int who, ExactNumber amount, double rounded, int[][] open)
        {
            if (player == players)
            {
                if (isExact)
                    exact[profile * players + who] += amount;
                else
                    payoffs[profile * players + who] += rounded;
                return;
            }
            foreach (var s in open[player])
                AddAt(player + 1, profile + s * stride, stride * strategies[player].Count, who, amount, rounded, open);
        }
    }

    private string Label(int[] strategy) => string.Join(" ", strategy.Where(action => action >= 0).Select(action => game.ActionLabel(action)));
}
