namespace Foedus.Games;

/// <summary>A finite game tree with chance, imperfect information and payoffs on the way: flat arrays, immutable.</summary>
/// <remarks>
/// Nodes stand in prefix order, the root is node 0 and every child has a larger index than its parent, so one loop backwards is backward induction.
/// Players, information sets, actions and outcomes are counted from 0 here; files and people count from 1 (<see cref="InformationSetNumber"/>).
/// Information sets are ordered by player, then by first appearance. An action index runs over all sets: set h owns
/// <c>ActionStart[h] .. ActionStart[h + 1] − 1</c>. Payoffs at outcomes add up along a path. Absent-minded trees are refused by the builder.
/// Build with <see cref="ExtensiveGameBuilder"/>. Definitions: Kuhn 1953; Selten 1975, section 2.
/// </remarks>
public sealed class ExtensiveGame
{
    private readonly ExtensiveGameParts parts;
    private readonly int[] parentAction;

    internal ExtensiveGame(ExtensiveGameParts parts)
    {
        this.parts = parts;
        (parentAction, RecallFailure) = PerfectRecall.Examine(this);
    }

    public string Title => parts.Title;
    public string Comment => parts.Comment;
    public IReadOnlyList<string> Players => parts.Players;
    public int PlayerCount => parts.Players.Length;
    public int NodeCount => parts.Parent.Length;
    public int InformationSetCount => parts.SetPlayer.Length;
    public int ChanceSetCount => parts.ChanceNumber.Length;
    public int OutcomeCount => parts.OutcomeNumber.Length;

    /// <summary>Actions of all players' information sets together (chance moves not counted).</summary>
    public int ActionCount => parts.ActionLabel.Length;

    /// <summary>Parent of each node; −1 at the root.</summary>
    public ReadOnlySpan<int> Parent => parts.Parent;

    /// <summary>Which move of its parent leads to the node, counted from 0; −1 at the root.</summary>
    public ReadOnlySpan<int> MoveFromParent => parts.Move;

    /// <summary>Information set h ≥ 0 of the mover; −1 at a terminal node; −2 − c at a node of chance set c.</summary>
    public ReadOnlySpan<int> SetAt => parts.SetAt;

    /// <summary>Outcome index at each node, −1 where there is none.</summary>
    public ReadOnlySpan<int> OutcomeAt => parts.OutcomeAt;

    /// <summary>Length NodeCount + 1: the children of node n are <c>Children[ChildStart[n] .. ChildStart[n + 1]]</c>, in the order of the moves.</summary>
    public ReadOnlySpan<int> ChildStart => parts.ChildStart;

    public ReadOnlySpan<int> Children => parts.Children;

    /// <summary>Player (from 0) who moves in each information set.</summary>
    public ReadOnlySpan<int> SetPlayer => parts.SetPlayer;

    /// <summary>Length InformationSetCount + 1: where each set's actions begin.</summary>
    public ReadOnlySpan<int> ActionStart => parts.ActionStart;

    /// <summary>Length InformationSetCount + 1, into <see cref="Members"/>.</summary>
    public ReadOnlySpan<int> MemberStart => parts.MemberStart;

    /// <summary>The nodes of each information set, in prefix order.</summary>
    public ReadOnlySpan<int> Members => parts.Members;

    /// <summary>λ at set h is the game's λ times this. On a tree whose payoffs are discounted to the first period, 1 / δ^t keeps the care with which people choose.</summary>
    public ReadOnlySpan<double> PrecisionMultiplier => parts.Precision;

    /// <summary>Length ChanceSetCount + 1: where each chance set's moves begin in <see cref="ChanceProbability"/>.</summary>
    public ReadOnlySpan<int> ChanceStart => parts.ChanceStart;

    public ReadOnlySpan<double> ChanceProbability => parts.ChanceProbability;

    /// <summary>The own action that every path to set h took last, −1 where it is the player's first set. Meaningful under perfect recall only.</summary>
    public ReadOnlySpan<int> ParentAction => parentAction;

    /// <summary>Null under perfect recall; otherwise the first place where a player forgets, in words.</summary>
    public string? RecallFailure { get; }

    public bool IsTerminal(int node) => parts.SetAt[node] == -1;

    public bool IsChance(int node) => parts.SetAt[node] <= -2;

    /// <summary>Chance set of a chance node.</summary>
    public int ChanceSetAt(int node) => -2 - parts.SetAt[node];

    public ReadOnlySpan<int> ChildrenOf(int node) => parts.Children.AsSpan(parts.ChildStart[node], parts.ChildStart[node + 1] - parts.ChildStart[node]);

    public ReadOnlySpan<int> MembersOf(int set) => parts.Members.AsSpan(parts.MemberStart[set], parts.MemberStart[set + 1] - parts.MemberStart[set]);

    public ReadOnlySpan<double> ProbabilitiesOf(int chanceSet) =>
        parts.ChanceProbability.AsSpan(parts.ChanceStart[chanceSet], parts.ChanceStart[chanceSet + 1] - parts.ChanceStart[chanceSet]);

    public int ActionCountOf(int set) => parts.ActionStart[set + 1] - parts.ActionStart[set];

    /// <summary>Payoff of an outcome to a player, in points.</summary>
    public double Payoff(int outcome, int player) => parts.Payoffs[outcome * parts.Players.Length + player];

    /// <summary>Payoffs of an outcome, one per player, in points.</summary>
    public ReadOnlySpan<double> PayoffsOf(int outcome) => parts.Payoffs.AsSpan(outcome * parts.Players.Length, parts.Players.Length);

    /// <summary>The payoff as the author meant it: the fraction that was written, or the shortest decimal.</summary>
    internal ExactNumber ExactPayoff(int outcome, int player) =>
        parts.ExactPayoffs.TryGetValue(outcome * parts.Players.Length + player, out var exact)
            ? exact
            : ExactNumber.FromShortestDecimal(Payoff(outcome, player));

    /// <summary>The probability as the author meant it, see <see cref="ExactPayoff"/>; index into <see cref="ChanceProbability"/>.</summary>
    internal ExactNumber ExactChanceProbability(int move) =>
        parts.ExactProbabilities.TryGetValue(move, out var exact) ? exact : ExactNumber.FromShortestDecimal(parts.ChanceProbability[move]);

    public string NodeLabel(int node) => parts.NodeLabels.GetValueOrDefault(node, "");

    public string ActionLabel(int action) => parts.ActionLabel[action];

    public string ChanceMoveLabel(int move) => parts.ChanceLabel[move];

    public string InformationSetLabel(int set) => parts.SetLabel[set];

    /// <summary>The number the author gave the set, unique within its player.</summary>
    public int InformationSetNumber(int set) => parts.SetNumber[set];

    public string ChanceSetLabel(int set) => parts.ChanceSetLabel[set];

    public int ChanceSetNumber(int set) => parts.ChanceNumber[set];

    public string OutcomeLabel(int outcome) => parts.OutcomeLabel[outcome];

    public int OutcomeNumber(int outcome) => parts.OutcomeNumber[outcome];

    /// <summary>Throws <see cref="InputException"/> where a player forgets, in the words of <see cref="RecallFailure"/>.</summary>
    public void CheckPerfectRecall()
    {
        if (RecallFailure is not null)
            throw new InputException($"{RecallFailure} The methods here need perfect recall: split the information set, or let another player choose there.");
    }

    /// <summary>The same tree with other precision multipliers, one per information set.</summary>
    public ExtensiveGame WithPrecision(IReadOnlyList<double> multipliers)
    {
        if (multipliers.Count != InformationSetCount)
            throw new ArgumentException(
                $"{InformationSetCount} multipliers are needed, one per information set; there are {multipliers.Count}.",
                nameof(multipliers)
            );
        foreach (var multiplier in multipliers)
            if (!(multiplier > 0) || double.IsInfinity(multiplier))
                throw new InputException($"A precision multiplier must be positive; {multiplier} is not.");
        return new ExtensiveGame(parts with { Precision = [.. multipliers] });
    }

    /// <summary>[player] difference between the best and the worst payoff at the end of any path, at least 0, points.</summary>
    public double[] PayoffRanges() => PathPayoffs.Ranges(this);

    /// <summary>The largest of <see cref="PayoffRanges"/>.</summary>
    public double PayoffRange() => PayoffRanges().Max();
}

/// <summary>The arrays behind an <see cref="ExtensiveGame"/>, filled by its builder.</summary>
internal sealed record ExtensiveGameParts
{
    public required string Title { get; init; }
    public required string Comment { get; init; }
    public required string[] Players { get; init; }
    public required int[] Parent { get; init; }
    public required int[] Move { get; init; }
    public required int[] SetAt { get; init; }
    public required int[] OutcomeAt { get; init; }
    public required int[] ChildStart { get; init; }
    public required int[] Children { get; init; }
    public required IReadOnlyDictionary<int, string> NodeLabels { get; init; }
    public required int[] SetPlayer { get; init; }
    public required int[] SetNumber { get; init; }
    public required string[] SetLabel { get; init; }
    public required int[] ActionStart { get; init; }
    public required string[] ActionLabel { get; init; }
    public required int[] MemberStart { get; init; }
    public required int[] Members { get; init; }
    public required double[] Precision { get; init; }
    public required int[] ChanceNumber { get; init; }
    public required string[] ChanceSetLabel { get; init; }
    public required int[] ChanceStart { get; init; }
    public required string[] ChanceLabel { get; init; }
    public required double[] ChanceProbability { get; init; }
    public required IReadOnlyDictionary<int, ExactNumber> ExactProbabilities { get; init; }
    public required int[] OutcomeNumber { get; init; }
    public required string[] OutcomeLabel { get; init; }
    public required double[] Payoffs { get; init; }
    public required IReadOnlyDictionary<int, ExactNumber> ExactPayoffs { get; init; }
}
