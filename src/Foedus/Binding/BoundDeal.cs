using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A deal in which every name is a symbol and every time is in periods: what lowering reads.</summary>
public sealed class BoundDeal
{
    private readonly IReadOnlyList<Diagnostic> named;

    internal BoundDeal(
        Deal deal,
        Deal writtenOut,
        BoundParts parts,
        IReadOnlyList<Diagnostic> named,
        IReadOnlyList<Diagnostic> composed,
        IReadOnlyList<Understood> understood
    )
    {
        this.named = named;
        Composed = composed;
        Deal = deal;
        WrittenOut = writtenOut;
        Parts = parts;
        Diagnostics = [.. named, .. composed];
        Understood = understood;
    }

    /// <summary>The deal as written.</summary>
    public Deal Deal { get; }

    /// <summary>The same with what is said of kinds of party said of each of their parties, and votes as turns.</summary>
    internal Deal WrittenOut { get; }

    /// <summary>What is wrong with the deal's names, kinds and units, and what is odd, in the order in which it was found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>What was understood where something was converted.</summary>
    public IReadOnlyList<Understood> Understood { get; }

    /// <summary>What each name means: [start of the name] where that is declared; several where the text leaves open which.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<int>> Meanings => Parts.Symbols.Meanings;

    /// <summary>Which answer of each fork is in force.</summary>
    public ForkChoice Choice => Parts.Choice;

    internal BoundParts Parts { get; }

    /// <summary>Of the diagnostics, those of clauses and answers as they are applied.</summary>
    internal IReadOnlyList<Diagnostic> Composed { get; }

    /// <summary>The same deal under other answers of its forks, with what is wrong or odd there.</summary>
    public BoundDeal Under(ForkChoice choice)
    {
        var composed = new DiagnosticBag();
        return new BoundDeal(Deal, WrittenOut, Parts with { Choice = choice, Offers = Parts.Terms.Under(choice, composed) }, named, composed.Found, Understood);
    }
}

/// <summary>The parts of a bound deal. Only of a deal without errors are all of them there.</summary>
/// <param name="Symbols">Everything declared.</param>
/// <param name="Timing">Period and horizon.</param>
/// <param name="Characters">[party] how it chooses and weighs the future.</param>
/// <param name="Initial">[state] what each begins with.</param>
/// <param name="Terms">What offers are made of.</param>
/// <param name="Choice">Which answer of each fork is in force.</param>
/// <param name="Offers">In the order of the text, under these answers.</param>
/// <param name="Asks">In the order of the text.</param>
/// <param name="Promises">In the order of the text.</param>
/// <param name="HoldsWhen">When an offer counts as holding; null where the deal does not say.</param>
/// <param name="Start">Choices to begin the search from; null where the deal gives none.</param>
internal sealed record BoundParts(
    DealSymbols Symbols,
    BoundTiming Timing,
    IReadOnlyList<BoundCharacter> Characters,
    IReadOnlyList<BoundExpression> Initial,
    DealTerms Terms,
    ForkChoice Choice,
    IReadOnlyList<BoundOffer> Offers,
    IReadOnlyList<BoundAsk> Asks,
    IReadOnlyList<BoundPromise> Promises,
    BoundExpression? HoldsWhen,
    IReadOnlyList<BoundStart>? Start
);

/// <param name="Period">What a period is called.</param>
/// <param name="Horizon">Number of periods; null if endless.</param>
/// <param name="Ending">What follows.</param>
/// <param name="Worth">What a choice is worth to who makes it.</param>
internal sealed record BoundTiming(string Period, int? Horizon, Ending Ending, Worth Worth);

/// <param name="DiscountPerPeriod">δ, a period.</param>
/// <param name="Care">How carefully it chooses.</param>
/// <param name="Prior">[type] chance at the start; empty where nothing is private.</param>
/// <param name="Drifts">How its type moves.</param>
internal sealed record BoundCharacter(
    BoundExpression DiscountPerPeriod,
    BoundCare Care,
    IReadOnlyList<BoundExpression> Prior,
    IReadOnlyList<BoundDrift> Drifts
);

/// <param name="Lambda">λ per point; null where it is set in words or there is none.</param>
/// <param name="PointsWorse">With <paramref name="Times"/>: an option so many points worse is taken once in so many times.</param>
/// <param name="Times">See above.</param>
internal sealed record BoundCare(BoundExpression? Lambda, BoundExpression? PointsWorse, BoundExpression? Times)
{
    public bool IsRational => Lambda is null && PointsWorse is null;
}

internal sealed record BoundDrift(int EveryPeriods, BoundExpression? When, IReadOnlyList<BoundMove> Moves, Place Place);

internal sealed record BoundMove(TypeSymbol From, TypeSymbol To, BoundExpression Chance);

/// <summary>A question; its periods are those through, by or at the end of which it asks, null for a time until.</summary>
internal sealed record BoundAsk(AskSymbol Symbol, BoundExpression Condition, int? Periods);

/// <summary>A promise; without a step it is called on at every one at which the party has the option.</summary>
internal sealed record BoundPromise(Promise Declared, PartySymbol Party, Sequence<string> Options, bool IsToPlay, string? Step, BoundExpression? When);

/// <summary>A choice to begin the search from; without a type or a step it is for every one.</summary>
internal sealed record BoundStart(
    StartLine Declared,
    PartySymbol Party,
    TypeSymbol? Type,
    Sequence<string> Options,
    string? Step,
    BoundExpression? When,
    double Chance
)
{
    public Place Place { get; init; }
}

/// <summary>An offer with its clauses applied: the steps of a period in order, what each party receives and owes, what each state begins with.</summary>
internal sealed record BoundOffer(
    Offer Declared,
    Sequence<BoundStep> Steps,
    Sequence<BoundInterest> Interests,
    Sequence<BoundObligation> Obligations,
    Sequence<BoundSetting> Starts
);

internal sealed record BoundSetting(StateSymbol State, BoundExpression Value);
