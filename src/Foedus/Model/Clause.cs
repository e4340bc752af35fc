namespace Foedus.Model;

/// <summary>A term of a deal: what it adds to, removes from or changes in the game when it is in force.</summary>
/// <param name="Name">The word used in offers.</param>
/// <param name="Title">The term in one sentence.</param>
/// <param name="Parameters">Numbers that an offer gives; none for most clauses.</param>
/// <param name="Terms">Its parts; a step stands where the clause stands in the text unless it is placed.</param>
public sealed record Clause(string Name, string? Title, Sequence<Word> Parameters, Sequence<Term> Terms) : Declaration
{
    public Clause(string name, string? title, Sequence<Term> terms)
        : this(name, title, [], terms) { }

    /// <summary>Where it stands written, as <c>from minsk "point 4"</c>; null where the deal does not say.</summary>
    public Word? Source { get; init; }

    /// <summary>What the source says there, or at which place; null for nothing.</summary>
    public string? Cited { get; init; }
}

/// <summary>A part of a clause, or of an answer of a fork.</summary>
public abstract record Term : Node;

/// <summary>A further step in the period.</summary>
internal sealed record AddStep(Step Step) : Term;

/// <summary><c>remove step ordinary_admission</c>.</summary>
internal sealed record RemoveStep(Word Step) : Term;

/// <summary><c>add option veto of Hungary at ratification when G: effects</c>.</summary>
/// <param name="Party">null where the step has one mover.</param>
/// <param name="Step">Where.</param>
/// <param name="Option">What.</param>
internal sealed record AddOption(Word? Party, Word Step, Option Option) : Term;

/// <summary><c>option admit of Washington at ordinary_admission when G: Washington pays shame</c>: further effects of an option there is.</summary>
internal sealed record ExtendOption(OptionName Option, Word? Party, Word Step, Expression? When, Sequence<Effect> Effects) : Term;

/// <summary><c>remove option admit of Washington at ordinary_admission when G</c>: not enabled in these states.</summary>
internal sealed record RemoveOption(OptionName Option, Word? Party, Word Step, Expression? When) : Term;

/// <summary><c>waive payments of Washington for admit at ordinary_admission</c>: that party neither pays nor gains there.</summary>
internal sealed record WaivePayments(Word Party, OptionName Option, Word Step) : Term;

/// <summary><c>option admit of Washington at ordinary_admission only when G</c>, or <c>also when G</c>: fewer or more states in which it is enabled.</summary>
/// <param name="Option">Which.</param>
/// <param name="Party">null where the step has one mover.</param>
/// <param name="Step">Where.</param>
/// <param name="IsAlso">true: in these states too; false: in these only, as far as it was before.</param>
/// <param name="When">The states.</param>
internal sealed record ChangeOption(OptionName Option, Word? Party, Word Step, bool IsAlso, Expression When) : Term;

/// <summary><c>step ratification only when G</c>, or <c>also when G</c>: fewer or more states in which it happens.</summary>
/// <param name="Step">Which.</param>
/// <param name="IsAlso">As with an option.</param>
/// <param name="When">The states.</param>
internal sealed record ChangeStep(Word Step, bool IsAlso, Expression When) : Term;

/// <summary>A further obligation.</summary>
internal sealed record AddObligation(Obligation Obligation) : Term;

/// <summary>A further payment each period.</summary>
internal sealed record AddPayment(StandingPayment Payment) : Term;

/// <summary>A further flow.</summary>
internal sealed record AddInterest(Interest Interest) : Term;

/// <summary><c>remove interest fear</c>: a named interest no longer counts.</summary>
internal sealed record RemoveInterest(Word Interest) : Term;

/// <summary>What a party gets at the end of every period, by state and own type: the sum of the lines that apply.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Name">What clauses call it; null if none needs to.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Each">The unit of time that the points are counted by; null for the period.</param>
internal sealed record Interest(Word Party, string? Name, Sequence<FlowLine> Lines, Word? Each = null) : Declaration;

/// <summary><c>Fund pays 2 to Ukraine each year while status = ceasefire</c>: at the end of every period, seen by all.</summary>
/// <param name="From">Who pays.</param>
/// <param name="Points">How much, in points for each unit of time.</param>
/// <param name="To">Who gains the same; null for nobody.</param>
/// <param name="Each">The unit of time that the points are counted by.</param>
/// <param name="When">States in which it is paid; null for all.</param>
internal sealed record StandingPayment(Word From, Expression Points, Word? To, Word Each, Expression? When) : Declaration;

/// <param name="When">States (and own type) in which it counts; null for always.</param>
/// <param name="Points">How much, in points for each unit of time that the interest names.</param>
internal sealed record FlowLine(Expression? When, Expression Points) : Node;
