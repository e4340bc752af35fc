using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>One offer of a deal as a game, with what the deal asks of it.</summary>
public sealed class LoweredOffer
{
    private HoldingCondition? holding;

    internal LoweredOffer(BoundDeal bound, BoundOffer boundOffer, Wording wording, IReadOnlyList<int[]> states, StateFacts facts)
    {
        Wording = wording;
        Facts = facts;
        Bound = bound;
        BoundOffer = boundOffer;
        States = states;
    }

    public Deal Deal => Bound.Deal;

    public Offer Offer => BoundOffer.Declared;

    /// <summary>The deal with what is said of kinds of party said of each of their parties, and votes as turns.</summary>
    internal Deal WrittenOut => Bound.WrittenOut;

    /// <summary>What happens at a step at which nobody chooses: a chance, an event, or the count of votes that were cast in turn.</summary>
    internal string HappensAt(int step) =>
        BoundOffer.Steps[step] is not BoundChanceStep { IsEvent: true } certain ? "chance"
        : Deal.Steps.Any(each => each is Vote && each.Called == certain.Name) ? "count of votes"
        : "event";

    /// <summary>Terms of the forks' answers that it was lowered under, in the order in which they are applied.</summary>
    internal IEnumerable<Term> TermsOfAnswers => Deal.Forks.SelectMany((fork, f) => fork.Answers[Bound.Choice[f]].Terms);

    /// <summary>Numbers of the forks' answers that it was lowered under: with its name, which of a deal's games it is.</summary>
    internal string UnderAnswers => string.Join(' ', Bound.Choice.Answers);

    public required PublicBeliefGame Game { get; init; }

    public required CoefficientTable Table { get; init; }

    /// <summary>In the order of the deal's asks.</summary>
    public required IReadOnlyList<AskedMeasure> Asks { get; init; }

    /// <summary>Periods that chances are carried through: the horizon, and what is asked beyond it.</summary>
    public int PeriodsFollowed =>
        Math.Max(Game.Periods ?? (Obligations.Count > 0 ? AskedMeasure.PeriodsWithoutEnd : 1), Asks.Select(ask => ask.Periods).DefaultIfEmpty(1).Max());

    /// <summary>In the order of the deal's promises.</summary>
    public required IReadOnlyList<PromiseCalls> Promises { get; init; }

    /// <summary>What is owed in it, in the order of the text.</summary>
    public IReadOnlyList<ObligationStates> Obligations { get; init; } = [];

    /// <summary>Rows of chances to be held against the range of the assumptions.</summary>
    internal IReadOnlyList<ChanceRow> ChanceRows { get; init; } = [];

    /// <summary>Payments and flows that may come to no number somewhere in the range of the assumptions.</summary>
    internal IReadOnlyList<FailingNumber> FailingNumbers { get; init; } = [];

    /// <summary>Given choices for the first guess of a solver; null where the deal gives none.</summary>
    public required IReadOnlyList<GivenChoice>? Start { get; init; }

    /// <summary>What became of the lines of 'start', in the order of the text.</summary>
    internal IReadOnlyList<StartLineMet> StartLines { get; init; } = [];

    /// <summary>Steps in force that are never reached within the horizon, options that are never enabled: legal but odd.</summary>
    internal IReadOnlyList<NeverMet> NeverMet { get; init; } = [];

    /// <summary>What conditions inside effects, formulas and flows came to within the horizon.</summary>
    internal IReadOnlyList<ConditionMet> Conditions { get; init; } = [];

    /// <summary>Turns at which a party has no option in some state, although they take place there, within the horizon.</summary>
    internal IReadOnlyList<EmptiedTurn> Emptied { get; init; } = [];

    /// <summary>[public state] the values met within the horizon, as indices into its domain.</summary>
    internal IReadOnlyList<IReadOnlySet<int>> ValuesMet { get; init; } = [];

    /// <summary>What its states, steps and options are called in words.</summary>
    internal Wording Wording { get; }

    /// <summary>The deal's own condition for holding; null where it states none.</summary>
    internal HoldingCondition? Holding => holding ??= Bound.Parts.HoldsWhen is null ? null : new HoldingCondition(Bound);

    /// <summary>Whether two offers give everybody the same in the same state: no clause says more of it in one than in the other.</summary>
    public bool HasInterestsOf(LoweredOffer other) => BoundOffer.Interests.Equals(other.BoundOffer.Interests);

    /// <summary>Whether the others do not see an option for what it is.</summary>
    /// <param name="node">A turn or joint turn.</param>
    /// <param name="mover">Index among its movers.</param>
    /// <param name="option">Which option.</param>
    public bool IsUnseen(int node, int mover, int option)
    {
        var (step, chooser) = (BoundOffer.Steps[Game.Nodes[node].Step], Game.Nodes[node].Choosers[mover]);
        return (step is BoundJointTurn joint ? joint.Movers.First(each => each.Party.Index == chooser.Party).Choices : step.Options).Any(each =>
            each.Name == chooser.Options[option] && each.SeenAs is not null
        );
    }

    /// <summary>What is so in a public state, one fact for each declared state: "status = war". What clocks show is not among them.</summary>
    /// <param name="state">Number of the state.</param>
    public IReadOnlyList<string> FactsIn(int state) => [.. Enumerable.Range(0, Facts.DeclaredCount).Select(fact => Facts.In(state, fact))];

    /// <summary>What is so in its public states, in words.</summary>
    internal StateFacts Facts { get; }

    internal BoundDeal Bound { get; }

    internal BoundOffer BoundOffer { get; }

    /// <summary>[state] the value of each public state there, as an index into its domain, and behind them those of clocks.</summary>
    internal IReadOnlyList<int[]> States { get; }
}

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words, or its name.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Holds">[state] whether the condition is true there.</param>
/// <param name="Periods">Through, by or at the end of which period (from 1); the horizon for a time until, or <see cref="PeriodsWithoutEnd"/> where it has no end.</param>
public sealed record AskedMeasure(string Name, string Title, AskedKind Kind, bool[] Holds, int Periods)
{
    /// <summary>Periods that a time until is followed through where the horizon has no end and it cannot be worked out for ever; what has not come by then is told as a share.</summary>
    public const int PeriodsWithoutEnd = 100;
}

/// <summary>Where a promise is called on, and which options keep it.</summary>
/// <param name="Name">The promise's name.</param>
/// <param name="Title">Its words, or its name.</param>
/// <param name="Calls">A node at which it is called on, the mover's index there, and [option] whether it keeps the promise.</param>
/// <param name="IsOnce">Whether keeping it once ends its calls: then it is kept by whoever does so before they end, and not only by whoever does so at every call.</param>
public sealed record PromiseCalls(string Name, string Title, IReadOnlyList<(int Node, int Mover, bool[] Keeps)> Calls, bool IsOnce);

/// <param name="Node">Where.</param>
/// <param name="Mover">Index among the node's movers.</param>
/// <param name="Option">Which option.</param>
/// <param name="Chance">With which chance.</param>
/// <param name="Type">For this type of the mover; −1 for every type.</param>
public sealed record GivenChoice(int Node, int Mover, int Option, double Chance, int Type = -1)
{
    /// <summary>What is given at one turn for one type of its mover: what names the type, else what is for all.</summary>
    public static IReadOnlyList<GivenChoice> For(IReadOnlyCollection<GivenChoice> there, int type) =>
        there.Where(given => given.Type == type).ToList() is { Count: > 0 } own ? own : [.. there.Where(given => given.Type < 0)];
}
