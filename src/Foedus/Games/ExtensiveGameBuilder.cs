using System.Runtime.InteropServices;
using Foedus.Units;

namespace Foedus.Games;

/// <summary>Writes a game tree down node by node in prefix order: a node, then all of its first child's tree, then its second child's.</summary>
/// <remarks>
/// Players, information sets and outcomes carry numbers counted from 1, as in a Gambit file; 0 is "no outcome".
/// Every mistake is an <see cref="InputException"/> whose message names the node by its place in the order (from 1).
/// </remarks>
internal sealed class ExtensiveGameBuilder
{
    private readonly List<int> parent = [],
        move = [],
        setAt = [],
        outcomeAt = [];
    private readonly Dictionary<int, string> nodeLabels = [];
    private readonly List<DecisionSet> sets = [];
    private readonly List<ChanceSet> chanceSets = [];
    private readonly Dictionary<(int Player, int Number), int> setByNumber = [];
    private readonly Dictionary<(int Player, string Name), int> setByName = [];
    private readonly Dictionary<int, int> chanceByNumber = [];
    private readonly List<string> outcomeLabels = [];
    private readonly List<int> outcomeNumbers = [];
    private readonly List<double> payoffs = [];
    private readonly List<bool> outcomeDefined = [];
    private readonly Dictionary<int, ExactNumber> exactPayoffs = [];
    private readonly Dictionary<int, int> outcomeByNumber = [];
    private readonly Stack<(int Node, int Moves, int Done)> open = new();
    private readonly string[] players;
    private int freeOutcome = 1,
        freeChance = 1;
    private readonly int[] freeSet;

    public ExtensiveGameBuilder(string title, IReadOnlyList<string> players, string comment = "")
    {
        if (players.Count == 0)
            throw new InputException("A game needs at least one player.");
        Title = title;
        Comment = comment;
        this.players = [.. players];
        freeSet = new int[players.Count];
        Array.Fill(freeSet, 1);
    }

    public string Title { get; }
    public string Comment { get; }
    public int NodeCount => parent.Count;

    /// <summary>True once every move leads to a node: nothing more may be added.</summary>
    public bool IsComplete => parent.Count > 0 && open.Count == 0;

    /// <summary>Has this player (from 1) a set of this number already? Then its actions need not be stated again.</summary>
    public bool HasSet(int player, int number) => setByNumber.ContainsKey((player, number));

    public bool HasChanceSet(int number) => chanceByNumber.ContainsKey(number);

    /// <summary>A node of the player's information set <paramref name="set"/>; <paramref name="actions"/> may be null where the set is known.</summary>
    public void Decision(int player, int set, IReadOnlyList<string>? actions, string setLabel = "", int outcome = 0, string label = "")
    {
        CheckPlayer(player);
        if (!setByNumber.TryGetValue((player, set), out var index))
        {
            if (actions is null)
                throw Wrong($"information set {set} of {players[player - 1]} is used before its actions are listed");
            index = NewSet(player, set, actions, setLabel);
        }
        else if (actions is not null && !Same(sets[index].Actions, actions))
            throw Wrong(
                $"information set {set} of {players[player - 1]} had actions {{{string.Join(", ", sets[index].Actions)}}} before and has {{{string.Join(", ", actions)}}} here"
            );
        AddNode(index, sets[index].Actions.Length, outcome, label);
    }

    /// <summary>A node of an information set that is known by name; its number is given in order of first use.</summary>
    /// <param name="player">From 1.</param>
    /// <param name="set">Nodes with the same player and name cannot be told apart by that player.</param>
    /// <param name="actions">The same at every node of the set.</param>
    /// <param name="precision">λ at this set is the game's λ times this; stated at the first use.</param>
    /// <param name="outcome">Payoffs on the way, by number; 0 for none.</param>
    public void Decision(int player, string set, IReadOnlyList<string> actions, double precision = 1, int outcome = 0)
    {
        CheckPlayer(player);
        if (!(precision > 0) || double.IsInfinity(precision))
            throw Wrong($"the precision multiplier {precision} is not positive");
        if (!setByName.TryGetValue((player, set), out var index))
        {
            while (setByNumber.ContainsKey((player, freeSet[player - 1])))
                freeSet[player - 1]++;
            index = NewSet(player, freeSet[player - 1], actions, set);
            setByName[(player, set)] = index;
            sets[index] = sets[index] with { Precision = precision };
        }
        Decision(player, sets[index].Number, actions, set, outcome);
    }

    /// <summary>A chance node of set <paramref name="set"/>; <paramref name="moves"/> may be null where the set is known.</summary>
    /// <remarks>Probabilities are at least 0 and sum to 1 within 1e-6.</remarks>
    public void Chance(int set, IReadOnlyList<(string Label, ExactNumber Probability)>? moves, string setLabel = "", int outcome = 0, string label = "")
    {
        if (!chanceByNumber.TryGetValue(set, out var index))
        {
            if (moves is null)
                throw Wrong($"chance set {set} is used before its moves are listed");
            if (moves.Count == 0)
                throw Wrong("a chance node needs at least one move");
            var sum = 0.0;
            foreach (var (name, probability) in moves)
            {
                if (probability.Sign < 0)
                    throw Wrong($"the chance move \"{name}\" has the negative probability {probability}");
                sum += probability.ToDouble();
            }
            if (Math.Abs(sum - 1) > 1e-6)
                throw Wrong($"the probabilities of chance set {set} sum to {sum:0.########}, not to 1");
            index = chanceSets.Count;
            chanceSets.Add(new ChanceSet(set, setLabel, [.. moves]));
            chanceByNumber[set] = index;
        }
        else if (moves is not null && !Same(chanceSets[index].Moves, moves))
            throw Wrong($"chance set {set} has other moves or probabilities than at its first node");
        AddNode(-2 - index, chanceSets[index].Moves.Length, outcome, label);
    }

    /// <summary>A chance node in a set of its own.</summary>
    public void Chance(IReadOnlyList<(string Label, double Probability)> moves, int outcome = 0)
    {
        while (chanceByNumber.ContainsKey(freeChance))
            freeChance++;
        var exact = new (string, ExactNumber)[moves.Count];
        for (var i = 0; i < exact.Length; i++)
        {
            if (!double.IsFinite(moves[i].Probability))
                throw Wrong($"the probability of the chance move \"{moves[i].Label}\" is not a finite number");
            exact[i] = (moves[i].Label, ExactNumber.FromShortestDecimal(moves[i].Probability));
        }
        Chance(freeChance, exact, outcome: outcome);
    }

    /// <summary>An end of the game with an outcome known by number; 0: everybody receives nothing more.</summary>
    public void Terminal(int outcome = 0, string label = "") => AddNode(-1, 0, outcome, label);

    /// <summary>An end of the game with payoffs of its own.</summary>
    public void Terminal(ReadOnlySpan<double> payoffs) => Terminal(Outcome(payoffs));

    /// <summary>Payoffs under a new number, which is returned.</summary>
    public int Outcome(ReadOnlySpan<double> payoffs, string label = "")
    {
        while (outcomeByNumber.ContainsKey(freeOutcome))
            freeOutcome++;
        if (payoffs.Length != players.Length)
            throw Wrong($"{Words.Counted(players.Length, "payoff")} are needed, one per player; there are {payoffs.Length}");
        foreach (var payoff in payoffs)
            if (!double.IsFinite(payoff))
                throw Wrong("a payoff is not a finite number");
        var index = OutcomeIndex(freeOutcome);
        outcomeDefined[index] = true;
        outcomeLabels[index] = label;
        payoffs.CopyTo(CollectionsMarshal.AsSpan(this.payoffs).Slice(index * players.Length, players.Length));
        return freeOutcome;
    }

    /// <summary>Says what an outcome number means; a second statement must agree with the first.</summary>
    public void DefineOutcome(int number, string label, IReadOnlyList<ExactNumber> payoffs)
    {
        if (number <= 0)
            throw Wrong($"outcome {number} cannot carry payoffs: 0 means none, and numbers are not negative");
        if (payoffs.Count != players.Length)
            throw Wrong($"outcome {number} has {Words.Counted(payoffs.Count, "payoff")}; {players.Length} are needed, one per player");
        var index = OutcomeIndex(number);
        for (var i = 0; i < payoffs.Count; i++)
        {
            var value = payoffs[i].ToDouble();
            if (!double.IsFinite(value))
                throw Wrong($"payoff {i + 1} of outcome {number} is too large");
            var at = index * players.Length + i;
            if (outcomeDefined[index])
            {
                var before = exactPayoffs.TryGetValue(at, out var exact) ? exact : ExactNumber.FromShortestDecimal(this.payoffs[at]);
                if (before != payoffs[i])
                    throw Wrong($"outcome {number} gave {players[i]} {before} before and {payoffs[i]} here");
                continue;
            }
            this.payoffs[at] = value;
            if (ExactNumber.FromShortestDecimal(value) != payoffs[i])
                exactPayoffs[at] = payoffs[i];
        }
        if (!outcomeDefined[index])
            outcomeLabels[index] = label;
        outcomeDefined[index] = true;
    }

    /// <summary>Checks the whole tree and freezes it.</summary>
    public ExtensiveGame Build()
    {
        if (parent.Count == 0)
            throw new InputException("The game has no nodes.");
        if (open.Count > 0)
        {
            var (node, moves, done) = open.Peek();
            throw new InputException($"The tree is cut short: node {node + 1} has {Words.Counted(moves, "move")} and only {done} of them lead to a node.");
        }
        for (var i = 0; i < outcomeDefined.Count; i++)
            if (!outcomeDefined[i])
                throw new InputException($"Outcome {outcomeNumbers[i]} is used and its payoffs are never stated.");
        RefuseAbsentMindedness();

        // By player, then by first appearance; the sort is stable.
        var order = Enumerable.Range(0, sets.Count).OrderBy(s => sets[s].Player).ToArray();
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            rank[order[i]] = i;
        var setAt = this.setAt.ToArray();
        for (var n = 0; n < setAt.Length; n++)
            if (setAt[n] >= 0)
                setAt[n] = rank[setAt[n]];
        var (childStart, children) = Children();
        var (memberStart, members) = Members(setAt, order.Length);
        var actionStart = Starts(order, s => sets[s].Actions.Length);
        var chance = Enumerable.Range(0, chanceSets.Count).ToArray();
        var chanceStart = Starts(chance, c => chanceSets[c].Moves.Length);
        var exactProbabilities = new Dictionary<int, ExactNumber>();
        var probabilities = new double[chanceStart[^1]];
        var at = 0;
        foreach (var move in chanceSets.SelectMany(c => c.Moves))
        {
            probabilities[at] = move.Probability.ToDouble();
            if (ExactNumber.FromShortestDecimal(probabilities[at]) != move.Probability)
                exactProbabilities[at] = move.Probability;
            at++;
        }
        return new ExtensiveGame(
            new ExtensiveGameParts
            {
                Title = Title,
                Comment = Comment,
                Players = players,
                Parent = [.. parent],
                Move = [.. this.move],
                SetAt = setAt,
                OutcomeAt = [.. outcomeAt],
                ChildStart = childStart,
                Children = children,
                NodeLabels = nodeLabels,
                SetPlayer = [.. order.Select(s => sets[s].Player - 1)],
                SetNumber = [.. order.Select(s => sets[s].Number)],
                SetLabel = [.. order.Select(s => sets[s].Label)],
                ActionStart = actionStart,
                ActionLabel = [.. order.SelectMany(s => sets[s].Actions)],
                MemberStart = memberStart,
                Members = members,
                Precision = [.. order.Select(s => sets[s].Precision)],
                ChanceNumber = [.. chanceSets.Select(c => c.Number)],
                ChanceSetLabel = [.. chanceSets.Select(c => c.Label)],
                ChanceStart = chanceStart,
                ChanceLabel = [.. chanceSets.SelectMany(c => c.Moves).Select(m => m.Label)],
                ChanceProbability = probabilities,
                ExactProbabilities = exactProbabilities,
                OutcomeNumber = [.. outcomeNumbers],
                OutcomeLabel = [.. outcomeLabels],
                Payoffs = [.. payoffs],
                ExactPayoffs = exactPayoffs,
            }
        );
    }

    private int NewSet(int player, int number, IReadOnlyList<string> actions, string label)
    {
        if (number <= 0)
            throw Wrong($"information set numbers are positive; {number} is not");
        if (actions.Count == 0)
            throw Wrong($"information set {number} of {players[player - 1]} has no actions");
        sets.Add(new DecisionSet(player, number, label, [.. actions], 1));
        return setByNumber[(player, number)] = sets.Count - 1;
    }

    private int OutcomeIndex(int number)
    {
        if (outcomeByNumber.TryGetValue(number, out var index))
            return index;
        index = outcomeLabels.Count;
        outcomeByNumber[number] = index;
        outcomeLabels.Add("");
        outcomeNumbers.Add(number);
        outcomeDefined.Add(false);
        for (var i = 0; i < players.Length; i++)
            payoffs.Add(0);
        return index;
    }

    private void AddNode(int setAt, int moves, int outcome, string label)
    {
        if (IsComplete)
            throw Wrong("the tree was complete before this node");
        if (outcome < 0)
            throw Wrong($"outcome numbers are not negative; {outcome} is");
        var node = this.parent.Count;
        if (open.Count == 0)
        {
            this.parent.Add(-1);
            move.Add(-1);
        }
        else
        {
            var (parent, all, done) = open.Pop();
            this.parent.Add(parent);
            move.Add(done);
            open.Push((parent, all, done + 1));
        }
        this.setAt.Add(setAt);
        outcomeAt.Add(outcome == 0 ? -1 : OutcomeIndex(outcome));
        if (label.Length > 0)
            nodeLabels[node] = label;
        if (moves > 0)
            open.Push((node, moves, 0));
        while (open.Count > 0 && open.Peek().Done == open.Peek().Moves)
            open.Pop();
    }

    private void RefuseAbsentMindedness()
    {
        var onPath = new bool[sets.Count];
        var path = new Stack<int>();
        for (var node = 0; node < parent.Count; node++)
        {
            while (path.Count > 0 && path.Peek() != parent[node])
            {
                var left = path.Pop();
                if (setAt[left] >= 0)
                    onPath[setAt[left]] = false;
            }
            var set = setAt[node];
            if (set == -1)
                continue;
            path.Push(node);
            if (set < 0)
                continue;
            if (onPath[set])
                throw new InputException(
                    $"{players[sets[set].Player - 1]} is absent-minded: one path passes information set {sets[set].Number} twice (at node {node + 1}). "
                        + "Such games are not supported; give the second visit a set of its own."
                );
            onPath[set] = true;
        }
    }

    private (int[] Start, int[] Children) Children()
    {
        var start = new int[parent.Count + 1];
        for (var n = 1; n < parent.Count; n++)
            start[parent[n] + 1]++;
        for (var n = 0; n < parent.Count; n++)
            start[n + 1] += start[n];
        var children = new int[Math.Max(0, parent.Count - 1)];
        for (var n = 1; n < parent.Count; n++)
            children[start[parent[n]] + move[n]] = n;
        return (start, children);
    }

    private static (int[] Start, int[] Members) Members(int[] setAt, int sets)
    {
        var start = new int[sets + 1];
        foreach (var set in setAt)
            if (set >= 0)
                start[set + 1]++;
        for (var s = 0; s < sets; s++)
            start[s + 1] += start[s];
        var members = new int[start[sets]];
        var next = start.AsSpan(0, sets).ToArray();
        for (var n = 0; n < setAt.Length; n++)
            if (setAt[n] >= 0)
                members[next[setAt[n]]++] = n;
        return (start, members);
    }

    private static int[] Starts(int[] order, Func<int, int> count)
    {
        var start = new int[order.Length + 1];
        for (var i = 0; i < order.Length; i++)
            start[i + 1] = start[i] + count(order[i]);
        return start;
    }

    private void CheckPlayer(int player)
    {
        if (player < 1 || player > players.Length)
            throw Wrong($"player {player} does not exist: players are counted from 1 to {players.Length}");
    }

    private static bool Same<T>(T[] before, IReadOnlyList<T> now)
        where T : IEquatable<T>
    {
        if (before.Length != now.Count)
            return false;
        for (var i = 0; i < before.Length; i++)
            if (!before[i].Equals(now[i]))
                return false;
        return true;
    }

    private InputException Wrong(string what) => new($"At node {parent.Count + 1}, {what}.");

    private readonly record struct DecisionSet(int Player, int Number, string Label, string[] Actions, double Precision);

    private readonly record struct ChanceSet(int Number, string Label, (string Label, ExactNumber Probability)[] Moves);
}
