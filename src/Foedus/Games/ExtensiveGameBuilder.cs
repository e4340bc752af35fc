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
    private readonly List<int> _parent = [], _move = [], _setAt = [], _outcomeAt = [];
    private readonly Dictionary<int, string> _nodeLabels = [];
    private readonly List<DecisionSet> _sets = [];
    private readonly List<ChanceSet> _chanceSets = [];
    private readonly Dictionary<(int Player, int Number), int> _setByNumber = [];
    private readonly Dictionary<(int Player, string Name), int> _setByName = [];
    private readonly Dictionary<int, int> _chanceByNumber = [];
    private readonly List<string> _outcomeLabels = [];
    private readonly List<int> _outcomeNumbers = [];
    private readonly List<double> _payoffs = [];
    private readonly List<bool> _outcomeDefined = [];
    private readonly Dictionary<int, ExactNumber> _exactPayoffs = [];
    private readonly Dictionary<int, int> _outcomeByNumber = [];
    private readonly Stack<(int Node, int Moves, int Done)> _open = new();
    private readonly string[] _players;
    private int _freeOutcome = 1, _freeChance = 1;
    private readonly int[] _freeSet;

    public ExtensiveGameBuilder(string title, IReadOnlyList<string> players, string comment = "")
    {
        if (players.Count == 0) throw new InputException("A game needs at least one player.");
        Title = title;
        Comment = comment;
        _players = [.. players];
        _freeSet = new int[players.Count];
        Array.Fill(_freeSet, 1);
    }

    public string Title { get; }
    public string Comment { get; }
    public int NodeCount => _parent.Count;

    /// <summary>True once every move leads to a node: nothing more may be added.</summary>
    public bool IsComplete => _parent.Count > 0 && _open.Count == 0;

    /// <summary>Has this player (from 1) a set of this number already? Then its actions need not be stated again.</summary>
    public bool HasSet(int player, int number) => _setByNumber.ContainsKey((player, number));

    public bool HasChanceSet(int number) => _chanceByNumber.ContainsKey(number);

    /// <summary>A node of the player's information set <paramref name="set"/>; <paramref name="actions"/> may be null where the set is known.</summary>
    public void Decision(int player, int set, IReadOnlyList<string>? actions, string setLabel = "", int outcome = 0, string label = "")
    {
        CheckPlayer(player);
        if (!_setByNumber.TryGetValue((player, set), out var index))
        {
            if (actions is null) throw Wrong($"information set {set} of {_players[player - 1]} is used before its actions are listed");
            index = NewSet(player, set, actions, setLabel);
        }
        else if (actions is not null && !Same(_sets[index].Actions, actions))
            throw Wrong($"information set {set} of {_players[player - 1]} had actions {{{string.Join(", ", _sets[index].Actions)}}} before and has {{{string.Join(", ", actions)}}} here");
        AddNode(index, _sets[index].Actions.Length, outcome, label);
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
        if (!(precision > 0) || double.IsInfinity(precision)) throw Wrong($"the precision multiplier {precision} is not positive");
        if (!_setByName.TryGetValue((player, set), out var index))
        {
            while (_setByNumber.ContainsKey((player, _freeSet[player - 1]))) _freeSet[player - 1]++;
            index = NewSet(player, _freeSet[player - 1], actions, set);
            _setByName[(player, set)] = index;
            _sets[index] = _sets[index] with { Precision = precision };
        }
        Decision(player, _sets[index].Number, actions, set, outcome);
    }

    /// <summary>A chance node of set <paramref name="set"/>; <paramref name="moves"/> may be null where the set is known.</summary>
    /// <remarks>Probabilities are at least 0 and sum to 1 within 1e-6.</remarks>
    public void Chance(int set, IReadOnlyList<(string Label, ExactNumber Probability)>? moves, string setLabel = "", int outcome = 0, string label = "")
    {
        if (!_chanceByNumber.TryGetValue(set, out var index))
        {
            if (moves is null) throw Wrong($"chance set {set} is used before its moves are listed");
            if (moves.Count == 0) throw Wrong("a chance node needs at least one move");
            var sum = 0.0;
            foreach (var (name, probability) in moves)
            {
                if (probability.Sign < 0) throw Wrong($"the chance move \"{name}\" has the negative probability {probability}");
                sum += probability.ToDouble();
            }
            if (Math.Abs(sum - 1) > 1e-6) throw Wrong($"the probabilities of chance set {set} sum to {sum:0.########}, not to 1");
            index = _chanceSets.Count;
            _chanceSets.Add(new ChanceSet(set, setLabel, [.. moves]));
            _chanceByNumber[set] = index;
        }
        else if (moves is not null && !Same(_chanceSets[index].Moves, moves))
            throw Wrong($"chance set {set} has other moves or probabilities than at its first node");
        AddNode(-2 - index, _chanceSets[index].Moves.Length, outcome, label);
    }

    /// <summary>A chance node in a set of its own.</summary>
    public void Chance(IReadOnlyList<(string Label, double Probability)> moves, int outcome = 0)
    {
        while (_chanceByNumber.ContainsKey(_freeChance)) _freeChance++;
        var exact = new (string, ExactNumber)[moves.Count];
        for (var i = 0; i < exact.Length; i++)
        {
            if (!double.IsFinite(moves[i].Probability)) throw Wrong($"the probability of the chance move \"{moves[i].Label}\" is not a finite number");
            exact[i] = (moves[i].Label, ExactNumber.FromShortestDecimal(moves[i].Probability));
        }
        Chance(_freeChance, exact, outcome: outcome);
    }

    /// <summary>An end of the game with an outcome known by number; 0: everybody receives nothing more.</summary>
    public void Terminal(int outcome = 0, string label = "") => AddNode(-1, 0, outcome, label);

    /// <summary>An end of the game with payoffs of its own.</summary>
    public void Terminal(ReadOnlySpan<double> payoffs) => Terminal(Outcome(payoffs));

    /// <summary>Payoffs under a new number, which is returned.</summary>
    public int Outcome(ReadOnlySpan<double> payoffs, string label = "")
    {
        while (_outcomeByNumber.ContainsKey(_freeOutcome)) _freeOutcome++;
        if (payoffs.Length != _players.Length) throw Wrong($"{Words.Counted(_players.Length, "payoff")} are needed, one per player; there are {payoffs.Length}");
        foreach (var payoff in payoffs)
            if (!double.IsFinite(payoff)) throw Wrong("a payoff is not a finite number");
        var index = OutcomeIndex(_freeOutcome);
        _outcomeDefined[index] = true;
        _outcomeLabels[index] = label;
        payoffs.CopyTo(CollectionsMarshal.AsSpan(_payoffs).Slice(index * _players.Length, _players.Length));
        return _freeOutcome;
    }

    /// <summary>Says what an outcome number means; a second statement must agree with the first.</summary>
    public void DefineOutcome(int number, string label, IReadOnlyList<ExactNumber> payoffs)
    {
        if (number <= 0) throw Wrong($"outcome {number} cannot carry payoffs: 0 means none, and numbers are not negative");
        if (payoffs.Count != _players.Length) throw Wrong($"outcome {number} has {Words.Counted(payoffs.Count, "payoff")}; {_players.Length} are needed, one per player");
        var index = OutcomeIndex(number);
        for (var i = 0; i < payoffs.Count; i++)
        {
            var value = payoffs[i].ToDouble();
            if (!double.IsFinite(value)) throw Wrong($"payoff {i + 1} of outcome {number} is too large");
            var at = index * _players.Length + i;
            if (_outcomeDefined[index])
            {
                var before = _exactPayoffs.TryGetValue(at, out var exact) ? exact : ExactNumber.FromShortestDecimal(_payoffs[at]);
                if (before != payoffs[i]) throw Wrong($"outcome {number} gave {_players[i]} {before} before and {payoffs[i]} here");
                continue;
            }
            _payoffs[at] = value;
            if (ExactNumber.FromShortestDecimal(value) != payoffs[i]) _exactPayoffs[at] = payoffs[i];
        }
        if (!_outcomeDefined[index]) _outcomeLabels[index] = label;
        _outcomeDefined[index] = true;
    }

    /// <summary>Checks the whole tree and freezes it.</summary>
    public ExtensiveGame Build()
    {
        if (_parent.Count == 0) throw new InputException("The game has no nodes.");
        if (_open.Count > 0)
        {
            var (node, moves, done) = _open.Peek();
            throw new InputException($"The tree is cut short: node {node + 1} has {Words.Counted(moves, "move")} and only {done} of them lead to a node.");
        }
        for (var i = 0; i < _outcomeDefined.Count; i++)
            if (!_outcomeDefined[i]) throw new InputException($"Outcome {_outcomeNumbers[i]} is used and its payoffs are never stated.");
        RefuseAbsentMindedness();

        // By player, then by first appearance; the sort is stable.
        var order = Enumerable.Range(0, _sets.Count).OrderBy(s => _sets[s].Player).ToArray();
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i;
        var setAt = _setAt.ToArray();
        for (var n = 0; n < setAt.Length; n++)
            if (setAt[n] >= 0) setAt[n] = rank[setAt[n]];
        var (childStart, children) = Children();
        var (memberStart, members) = Members(setAt, order.Length);
        var actionStart = Starts(order, s => _sets[s].Actions.Length);
        var chance = Enumerable.Range(0, _chanceSets.Count).ToArray();
        var chanceStart = Starts(chance, c => _chanceSets[c].Moves.Length);
        var exactProbabilities = new Dictionary<int, ExactNumber>();
        var probabilities = new double[chanceStart[^1]];
        var at = 0;
        foreach (var move in _chanceSets.SelectMany(c => c.Moves))
        {
            probabilities[at] = move.Probability.ToDouble();
            if (ExactNumber.FromShortestDecimal(probabilities[at]) != move.Probability) exactProbabilities[at] = move.Probability;
            at++;
        }
        return new ExtensiveGame(new ExtensiveGameParts
        {
            Title = Title,
            Comment = Comment,
            Players = _players,
            Parent = [.. _parent],
            Move = [.. _move],
            SetAt = setAt,
            OutcomeAt = [.. _outcomeAt],
            ChildStart = childStart,
            Children = children,
            NodeLabels = _nodeLabels,
            SetPlayer = [.. order.Select(s => _sets[s].Player - 1)],
            SetNumber = [.. order.Select(s => _sets[s].Number)],
            SetLabel = [.. order.Select(s => _sets[s].Label)],
            ActionStart = actionStart,
            ActionLabel = [.. order.SelectMany(s => _sets[s].Actions)],
            MemberStart = memberStart,
            Members = members,
            Precision = [.. order.Select(s => _sets[s].Precision)],
            ChanceNumber = [.. _chanceSets.Select(c => c.Number)],
            ChanceSetLabel = [.. _chanceSets.Select(c => c.Label)],
            ChanceStart = chanceStart,
            ChanceLabel = [.. _chanceSets.SelectMany(c => c.Moves).Select(m => m.Label)],
            ChanceProbability = probabilities,
            ExactProbabilities = exactProbabilities,
            OutcomeNumber = [.. _outcomeNumbers],
            OutcomeLabel = [.. _outcomeLabels],
            Payoffs = [.. _payoffs],
            ExactPayoffs = _exactPayoffs,
        });
    }

    private int NewSet(int player, int number, IReadOnlyList<string> actions, string label)
    {
        if (number <= 0) throw Wrong($"information set numbers are positive; {number} is not");
        if (actions.Count == 0) throw Wrong($"information set {number} of {_players[player - 1]} has no actions");
        _sets.Add(new DecisionSet(player, number, label, [.. actions], 1));
        return _setByNumber[(player, number)] = _sets.Count - 1;
    }

    private int OutcomeIndex(int number)
    {
        if (_outcomeByNumber.TryGetValue(number, out var index)) return index;
        index = _outcomeLabels.Count;
        _outcomeByNumber[number] = index;
        _outcomeLabels.Add("");
        _outcomeNumbers.Add(number);
        _outcomeDefined.Add(false);
        for (var i = 0; i < _players.Length; i++) _payoffs.Add(0);
        return index;
    }

    private void AddNode(int setAt, int moves, int outcome, string label)
    {
        if (IsComplete) throw Wrong("the tree was complete before this node");
        if (outcome < 0) throw Wrong($"outcome numbers are not negative; {outcome} is");
        var node = _parent.Count;
        if (_open.Count == 0)
        {
            _parent.Add(-1);
            _move.Add(-1);
        }
        else
        {
            var (parent, all, done) = _open.Pop();
            _parent.Add(parent);
            _move.Add(done);
            _open.Push((parent, all, done + 1));
        }
        _setAt.Add(setAt);
        _outcomeAt.Add(outcome == 0 ? -1 : OutcomeIndex(outcome));
        if (label.Length > 0) _nodeLabels[node] = label;
        if (moves > 0) _open.Push((node, moves, 0));
        while (_open.Count > 0 && _open.Peek().Done == _open.Peek().Moves) _open.Pop();
    }

    private void RefuseAbsentMindedness()
    {
        var onPath = new bool[_sets.Count];
        var path = new Stack<int>();
        for (var node = 0; node < _parent.Count; node++)
        {
            while (path.Count > 0 && path.Peek() != _parent[node])
            {
                var left = path.Pop();
                if (_setAt[left] >= 0) onPath[_setAt[left]] = false;
            }
            var set = _setAt[node];
            if (set == -1) continue;
            path.Push(node);
            if (set < 0) continue;
            if (onPath[set])
                throw new InputException($"{_players[_sets[set].Player - 1]} is absent-minded: one path passes information set {_sets[set].Number} twice (at node {node + 1}). "
                    + "Such games are not supported; give the second visit a set of its own.");
            onPath[set] = true;
        }
    }

    private (int[] Start, int[] Children) Children()
    {
        var start = new int[_parent.Count + 1];
        for (var n = 1; n < _parent.Count; n++) start[_parent[n] + 1]++;
        for (var n = 0; n < _parent.Count; n++) start[n + 1] += start[n];
        var children = new int[Math.Max(0, _parent.Count - 1)];
        for (var n = 1; n < _parent.Count; n++) children[start[_parent[n]] + _move[n]] = n;
        return (start, children);
    }

    private static (int[] Start, int[] Members) Members(int[] setAt, int sets)
    {
        var start = new int[sets + 1];
        foreach (var set in setAt)
            if (set >= 0) start[set + 1]++;
        for (var s = 0; s < sets; s++) start[s + 1] += start[s];
        var members = new int[start[sets]];
        var next = start.AsSpan(0, sets).ToArray();
        for (var n = 0; n < setAt.Length; n++)
            if (setAt[n] >= 0) members[next[setAt[n]]++] = n;
        return (start, members);
    }

    private static int[] Starts(int[] order, Func<int, int> count)
    {
        var start = new int[order.Length + 1];
        for (var i = 0; i < order.Length; i++) start[i + 1] = start[i] + count(order[i]);
        return start;
    }

    private void CheckPlayer(int player)
    {
        if (player < 1 || player > _players.Length) throw Wrong($"player {player} does not exist: players are counted from 1 to {_players.Length}");
    }

    private static bool Same<T>(T[] before, IReadOnlyList<T> now) where T : IEquatable<T>
    {
        if (before.Length != now.Count) return false;
        for (var i = 0; i < before.Length; i++)
            if (!before[i].Equals(now[i])) return false;
        return true;
    }

    private InputException Wrong(string what) => new($"At node {_parent.Count + 1}, {what}.");

    private readonly record struct DecisionSet(int Player, int Number, string Label, string[] Actions, double Precision);

    private readonly record struct ChanceSet(int Number, string Label, (string Label, ExactNumber Probability)[] Moves);
}
