namespace Foedus.Model;

/// <summary>A term of a deal: what it adds to, removes from or changes in the game when it is in force.</summary>
/// <param name="Name">The word used in offers.</param>
/// <param name="Title">The term in one sentence.</param>
/// <param name="Terms">Its parts; a step stands where the clause stands in the text unless it is placed.</param>
public sealed record Clause(string Name, string? Title, Sequence<Term> Terms) : Declaration;

/// <summary>A part of a clause, or of an answer of a fork.</summary>
public abstract record Term : Node;

/// <summary>A further step in the period.</summary>
public sealed record AddStep(Step Step) : Term;

/// <summary><c>remove step ordinary_admission</c>.</summary>
public sealed record RemoveStep(Word Step) : Term;

/// <summary><c>add option veto of Hungary at ratification when G: effects</c>.</summary>
/// <param name="Party">null where the step has one mover.</param>
/// <param name="Step">Where.</param>
/// <param name="Option">What.</param>
public sealed record AddOption(Word? Party, Word Step, Option Option) : Term;

/// <summary><c>option admit of Washington at ordinary_admission when G: Washington pays shame</c>: further effects of an option there is.</summary>
public sealed record ExtendOption(Word Option, Word? Party, Word Step, Expression? When, Sequence<Effect> Effects) : Term;

/// <summary><c>remove option admit of Washington at ordinary_admission when G</c>: not enabled in these states.</summary>
public sealed record RemoveOption(Word Option, Word? Party, Word Step, Expression? When) : Term;

/// <summary><c>waive payments of Washington for admit at ordinary_admission</c>: that party neither pays nor gains there.</summary>
public sealed record WaivePayments(Word Party, Word Option, Word Step) : Term;

/// <summary>A further flow.</summary>
public sealed record AddInterest(Interest Interest) : Term;

/// <summary><c>remove interest fear</c>: a named interest no longer counts.</summary>
public sealed record RemoveInterest(Word Interest) : Term;

/// <summary>What a party gets at the end of every period, by state and own type: the sum of the lines that apply.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Name">What clauses call it; null if none needs to.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Each">The unit of time that the points are counted by; null for the period.</param>
public sealed record Interest(Word Party, string? Name, Sequence<FlowLine> Lines, Word? Each = null) : Declaration;

/// <param name="When">States (and own type) in which it counts; null for always.</param>
/// <param name="Points">How much, in points for each unit of time that the interest names.</param>
public sealed record FlowLine(Expression? When, Expression Points) : Node;
