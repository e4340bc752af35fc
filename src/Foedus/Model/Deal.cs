using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Foedus.Model;

/// <summary>A deal as written: its title and its declarations in textual order, which is also the order of the steps in a period.</summary>
/// <remarks>The parser, the C# API and the forms of a web page all make this one model; nothing in it is resolved or checked yet.</remarks>
public sealed record Deal(string Title, Sequence<Declaration> Declarations)
{
    // Asked for at every name and party; beside the record, which is what it says and nothing more.
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<Type, object>> OfKind = [];

    /// <summary>All declarations of a kind, in the order of the text.</summary>
    public IEnumerable<T> All<T>()
        where T : Declaration
    {
        var declarations = Declarations;
        return (T[])OfKind.GetOrCreateValue(declarations.Identity).GetOrAdd(typeof(T), _ => declarations.OfType<T>().ToArray());
    }

    /// <summary>All parties, those of kinds too, in the order of the text.</summary>
    public IEnumerable<Party> Parties =>
        Declarations.SelectMany(declared =>
            declared switch
            {
                Party party => [party],
                PartyKind kind => kind.Members,
                _ => (Sequence<Party>)[],
            }
        );

    public IEnumerable<Source> Sources => All<Source>();

    /// <summary>What a source is, in its words; the name itself where no source has it.</summary>
    public string SourceText(string name) => Sources.FirstOrDefault(source => source.Name == name)?.Text ?? name;

    /// <summary>Words of a party or of parties of one kind; the name where there are none.</summary>
    public string PartyTitle(string name) =>
        Parties.FirstOrDefault(party => party.Name == name)?.Title ?? All<PartyKind>().FirstOrDefault(kind => kind.Name == name)?.Title ?? name;

    internal IEnumerable<PrivateType> PrivateTypes => All<PrivateType>();

    /// <summary>All states: those declared, and behind them one for each obligation, which says how that stands.</summary>
    internal IEnumerable<StateVariable> StateVariables =>
        All<StateVariable>().Concat(Obligations.DistinctBy(obligation => obligation.Name).Select(obligation => obligation.State));

    /// <summary>The deal's own obligations, and those of clauses and answers; several of one name are one thing said differently.</summary>
    public IEnumerable<Obligation> Obligations => All<Obligation>().Concat(Terms.OfType<AddObligation>().Select(add => add.Obligation));

    public IEnumerable<Assumption> Assumptions => All<Assumption>();

    /// <summary>Numbers that follow from assumptions.</summary>
    internal IEnumerable<DerivedAssumption> DerivedAssumptions => All<DerivedAssumption>();

    internal IEnumerable<Definition> Definitions => All<Definition>();

    public IEnumerable<Clause> Clauses => All<Clause>();

    public IEnumerable<Fork> Forks => All<Fork>();

    /// <summary>What may come into force beside the deal's own statements: the terms of its clauses and of the answers of its forks.</summary>
    public IEnumerable<Term> Terms =>
        Clauses.SelectMany(clause => clause.Terms).Concat(Forks.SelectMany(fork => fork.Answers).SelectMany(answer => answer.Terms));

    /// <summary>All steps, its own and those that terms add.</summary>
    internal IEnumerable<Step> Steps => All<Step>().Concat(Terms.OfType<AddStep>().Select(add => add.Step));

    /// <summary>Whose option a term is about: at a step of one party nobody need be named; empty where that is not known.</summary>
    internal string MoverAt(Word step, Word? named) =>
        named?.Text ?? (Steps.FirstOrDefault(each => each.Called == step.Text)?.Choosers.ToList() is [var only] ? only.Party.Text : "");

    public IEnumerable<Offer> Offers => All<Offer>();

    internal IEnumerable<View> Views => All<View>();

    internal IEnumerable<Evidence> Evidence => All<Evidence>();

    public IEnumerable<Reading> Readings => All<Reading>();

    internal IEnumerable<Ask> Asks => All<Ask>();

    public IEnumerable<Promise> Promises => All<Promise>();

    /// <summary>The offer that surplus is measured against; null if the deal declares none.</summary>
    public Offer? NoDeal => Offers.FirstOrDefault(offer => offer.IsNoDeal);

    internal IEnumerable<Trigger> Triggers => All<Trigger>();

    /// <summary>What a period is called: "year"; "period" where the deal does not say.</summary>
    public string PeriodName => All<Period>().FirstOrDefault()?.Unit ?? "period";

    internal HoldsWhen? HoldsWhen => All<HoldsWhen>().FirstOrDefault();
}

/// <summary>One statement of a deal.</summary>
public abstract record Declaration : Node
{
    /// <summary>The name it declares in the text, for diagnostics and rename; the first word where it declares none.</summary>
    public Place NamePlace { get; init; }
}
