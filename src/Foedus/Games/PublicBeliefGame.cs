namespace Foedus.Games;

/// <summary>A Markov game with a public state, private types and public beliefs about them: the structure without the numbers.</summary>
/// <remarks>
/// A period runs through <see cref="Steps"/>; then each party receives its flow, the period is discounted, and types drift. Only states that can be reached from
/// <see cref="InitialState"/> are there. States that a step passes over have no node. Everything numeric is a <see cref="Coefficient"/>.
/// </remarks>
public sealed class PublicBeliefGame
{
    private int? slotCount;
    private int[]? slotOf;
    private int[]? hiddenSlots;
    private GameNode[]? nodeArray;
    private int[][]? nodeOf;

    public required IReadOnlyList<GameParty> Parties { get; init; }

    /// <summary>Public states in words, e.g. "status = war, buildup = 2".</summary>
    public required IReadOnlyList<string> StateNames { get; init; }

    public int StateCount => StateNames.Count;

    public required int InitialState { get; init; }

    public required IReadOnlyList<GameStep> Steps { get; init; }

    /// <summary>All nodes of all steps; a node's place in the list is its number.</summary>
    public required IReadOnlyList<GameNode> Nodes { get; init; }

    /// <summary>Flow at the end of a period: [state][party][type], points per period.</summary>
    public required Coefficient[][][] Flows { get; init; }

    /// <summary>Drifts at the end of a period, applied in this order.</summary>
    public required IReadOnlyList<DriftRule> Drifts { get; init; }

    /// <summary>Number of periods; null for a horizon without end.</summary>
    public required int? Periods { get; init; }

    public required AfterLastPeriod AfterLast { get; init; }

    public required ChoiceWorth ChoiceWorth { get; init; }

    /// <summary>Length of the table of coefficients that a draw fills.</summary>
    public required int CoefficientCount { get; init; }

    /// <summary>What its things are called where it is told of.</summary>
    internal GameWords Words { get; init; } = GameWords.Names;

    /// <summary><see cref="Nodes"/>, for loops that a solve goes through a million times.</summary>
    internal GameNode[] NodeArray => nodeArray ??= [.. Nodes];

    /// <summary>[step][state] number of the node, or −1; for such loops too.</summary>
    internal int[][] NodeOf => nodeOf ??= [.. Steps.Select(step => step.NodeOfState)];

    /// <summary>Number of (party, type) pairs; values are kept by slot.</summary>
    public int SlotCount => slotCount ??= Parties.Sum(party => party.TypeCount);

    /// <summary>First slot of a party; its types follow in order.</summary>
    public int SlotOf(int party) => (slotOf ??= [.. Parties.Select((_, p) => Parties.Take(p).Sum(earlier => earlier.TypeCount))])[party];

    /// <summary>Slots of the parties that hide something, in order.</summary>
    internal IReadOnlyList<int> HiddenSlots =>
        hiddenSlots ??= [.. Parties.SelectMany((party, p) => party.IsPrivate ? Enumerable.Range(SlotOf(p), party.TypeCount) : [])];

    /// <summary>Whether anything is private at all.</summary>
    public bool HasPrivateTypes => Parties.Any(party => party.IsPrivate);

    /// <summary>The same game with other parties or nodes in the place of these.</summary>
    internal PublicBeliefGame With(IReadOnlyList<GameParty>? parties = null, IReadOnlyList<GameNode>? nodes = null, int? coefficientCount = null) =>
        new()
        {
            Parties = parties ?? Parties,
            StateNames = StateNames,
            InitialState = InitialState,
            Steps = Steps,
            Nodes = nodes ?? Nodes,
            Flows = Flows,
            Drifts = Drifts,
            Periods = Periods,
            AfterLast = AfterLast,
            ChoiceWorth = ChoiceWorth,
            CoefficientCount = coefficientCount ?? CoefficientCount,
            Words = Words,
        };
}

public enum AfterLastPeriod
{
    /// <summary>Values are zero after the last period.</summary>
    Nothing,

    /// <summary>The last flow goes on for ever: v / (1 − δ) discounted once, types frozen.</summary>
    LastFlowForEver,
}

public enum ChoiceWorth
{
    /// <summary>V = Σ σ Q.</summary>
    QuantalResponse,

    /// <summary>V = (1/λ) log Σ exp(λ Q): the taste shock is part of the payoff.</summary>
    ChoiceShocks,
}

/// <param name="Name">The party's name.</param>
/// <param name="TypeNames">Its private types; one where nothing is private.</param>
/// <param name="Prior">Public prior chance of each type.</param>
/// <param name="Discount">δ per period.</param>
/// <param name="Precision">λ per point; meaningless if rational.</param>
/// <param name="IsRational">λ = ∞.</param>
public sealed record GameParty(
    string Name,
    IReadOnlyList<string> TypeNames,
    IReadOnlyList<Coefficient> Prior,
    Coefficient Discount,
    Coefficient Precision,
    bool IsRational
)
{
    public int TypeCount => TypeNames.Count;

    public bool IsPrivate => TypeNames.Count > 1;
}

/// <param name="Name">What the deal calls the step.</param>
/// <param name="NodeOfState">[state] number of the node, or −1 where the step is passed over or the state cannot occur there.</param>
public sealed record GameStep(string Name, int[] NodeOfState)
{
    /// <summary>Whether it only keeps clocks: nobody chooses, and one thing happens for sure.</summary>
    public bool IsClock { get; init; }
}

/// <summary>What happens at one step in one public state.</summary>
public abstract class GameNode
{
    public required int Step { get; init; }

    public required int State { get; init; }

    /// <summary>Who chooses, and among what; nobody at chance.</summary>
    public virtual IReadOnlyList<NodeMover> Choosers => [];
}

/// <param name="Party">Who.</param>
/// <param name="Options">Names of its options.</param>
/// <param name="Labels">[option] what the others see.</param>
/// <param name="Closed">As <see cref="TurnNode.Closed"/>.</param>
public readonly record struct NodeMover(int Party, IReadOnlyList<string> Options, IReadOnlyList<int> Labels, bool[]? Closed);

/// <summary>One way a node may go on.</summary>
/// <param name="NextState">Public state at the next step (or the end of the period).</param>
/// <param name="NextType">Type afterwards of the party whose types the enclosing table is indexed by; the same type unless the option moves it.</param>
/// <param name="Probability">Chance, given the row it stands in. Rows of a draw add to 1.</param>
public readonly record struct Transition(int NextState, int NextType, Coefficient Probability);

/// <summary>One party chooses.</summary>
public sealed class TurnNode : GameNode
{
    private NodeMover[]? choosers;

    public required int Mover { get; init; }

    public required IReadOnlyList<GameOption> Options { get; init; }

    /// <summary>Number of public labels; options that look the same share one.</summary>
    public required int LabelCount { get; init; }

    /// <summary>[type × options + option] whether a type does not have the option; null where all have all. At least one is left to every type.</summary>
    public bool[]? Closed { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<NodeMover> Choosers =>
        choosers ??= [new NodeMover(Mover, [.. Options.Select(option => option.Name)], [.. Options.Select(option => option.Label)], Closed)];
}

/// <param name="Name">The option's name.</param>
/// <param name="Label">What the others see: 0 … LabelCount − 1.</param>
/// <param name="Transitions">[mover's type] → lottery over (next state, next type).</param>
/// <param name="Payments">[party][mover's type][party's type] expected points (negative when it pays); null for a party that neither pays nor gains.
/// For the mover itself only equal types are meaningful.</param>
public sealed record GameOption(string Name, int Label, Transition[][] Transitions, Coefficient[][]?[] Payments);

/// <summary>Several parties choose at the same time. Profiles are numbered with the last mover's option running fastest.</summary>
public sealed class JointTurnNode : GameNode
{
    private NodeMover[]? choosers;
    private int[][]? profiles;

    public required IReadOnlyList<JointMoverOptions> Movers { get; init; }

    /// <summary>[profile] → lottery over next states (types do not move; NextType is 0 and unused).</summary>
    public required Transition[][] Transitions { get; init; }

    /// <summary>[profile][party][party's type] expected points; null for a party without any in this node.</summary>
    public required Coefficient[]?[][] Payments { get; init; }

    /// <summary>Index into <see cref="Movers"/> of the one that hides an option, or −1.</summary>
    public required int HidingMover { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<NodeMover> Choosers =>
        choosers ??= [.. Movers.Select(mover => new NodeMover(mover.Party, mover.OptionNames, mover.Labels, mover.Closed))];

    public int ProfileCount => Transitions.Length;

    /// <summary>[profile][mover] the option that the mover plays; the last mover's changes fastest.</summary>
    public int[][] Profiles => profiles ??= Numerics.Profiles.All([.. Movers.Select(mover => mover.OptionNames.Count)]);
}

/// <param name="Party">Who.</param>
/// <param name="OptionNames">Its enabled options.</param>
/// <param name="Labels">[option] public label.</param>
/// <param name="LabelCount">Number of labels.</param>
public sealed record JointMoverOptions(int Party, IReadOnlyList<string> OptionNames, int[] Labels, int LabelCount)
{
    /// <summary>As <see cref="TurnNode.Closed"/>.</summary>
    public bool[]? Closed { get; init; }
}

/// <summary>Nobody chooses; what happens may be evidence about one party's type.</summary>
internal sealed class ChanceNode : GameNode
{
    /// <summary>The party whose type the chances depend on, or −1.</summary>
    public required int Informant { get; init; }

    /// <summary>[informant's type, or 0] → lottery over next states (types do not move; NextType equals the row).</summary>
    public required Transition[][] Transitions { get; init; }

    /// <summary>[party][informant's type, or 0][party's type] expected points; null for a party without any.</summary>
    public required Coefficient[][]?[] Payments { get; init; }
}

/// <summary>A party's type moves at the end of every so many periods, by a public matrix that may depend on the state.</summary>
/// <param name="Party">Whose type.</param>
/// <param name="EveryPeriods">At the end of period numbers (from 1) divisible by this.</param>
/// <param name="MatrixOfState">[state] which matrix, or −1 for none.</param>
/// <param name="Matrices">[matrix][from][to] chances; rows add to 1.</param>
public sealed record DriftRule(int Party, int EveryPeriods, int[] MatrixOfState, Coefficient[][][] Matrices);
