namespace Foedus.Model;

/// <summary>A term of a deal: what it adds to, removes from or changes in the game when it is in force.</summary>
/// <param name="Name">The word used in offers.</param>
/// <param name="Title">The term in one sentence.</param>
/// <param name="Terms">Its parts; a step stands where the clause stands in the text unless it is placed.</param>
public sealed record Clause(string Name, string? Title, Sequence<Term> Terms) : Declaration;

public abstract record Term
{
    public Place Place { get; init; }
}

/// <summary>A further step in the period.</summary>
public sealed record AddStep(Step Step) : Term;

/// <summary><c>remove step ordinary_admission</c>.</summary>
public sealed record RemoveStep(string Step) : Term;

/// <summary><c>add option veto of Hungary at ratification when G: effects</c>.</summary>
/// <param name="Party">null where the step has one mover.</param>
/// <param name="Step">Where.</param>
/// <param name="Option">What.</param>
public sealed record AddOption(string? Party, string Step, Option Option) : Term;

/// <summary><c>option admit of Washington at ordinary_admission when G: Washington pays shame</c>: further effects of an option there is.</summary>
public sealed record ExtendOption(string Option, string? Party, string Step, Expression? When, Sequence<Effect> Effects) : Term;

/// <summary><c>remove option admit of Washington at ordinary_admission when G</c>: not enabled in these states.</summary>
public sealed record RemoveOption(string Option, string? Party, string Step, Expression? When) : Term;

/// <summary><c>waive payments of Washington for admit at ordinary_admission</c>: that party neither pays nor gains there.</summary>
public sealed record WaivePayments(string Party, string Option, string Step) : Term;

/// <summary>A further flow.</summary>
public sealed record AddInterest(Interest Interest) : Term;

/// <summary><c>remove interest fear</c>: a named interest no longer counts.</summary>
public sealed record RemoveInterest(string Interest) : Term;

/// <summary>What a party gets at the end of every period, in points per period, by state and own type: the sum of the lines that apply.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Name">What clauses call it; null if none needs to.</param>
/// <param name="Lines">The lines.</param>
public sealed record Interest(string Party, string? Name, Sequence<FlowLine> Lines) : Declaration;

/// <param name="When">States (and own type) in which it counts; null for always.</param>
/// <param name="PointsPerPeriod">How much.</param>
public sealed record FlowLine(Expression? When, Expression PointsPerPeriod)
{
    public Place Place { get; init; }
}
