using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Checks that what a deal declares is declared once, and that no two things that one formula may name are called the same.</summary>
internal sealed class Declarations(Deal deal, DealSymbols symbols, DiagnosticBag found)
{
    public void Check()
    {
        Twice(deal.Parties, party => party.Name, "parties");
        foreach (var kind in deal.All<PartyKind>())
        {
            if (deal.Parties.Any(party => party.Name == kind.Name) || deal.All<PartyKind>().First(other => other.Name == kind.Name) != kind)
                Say(kind.NamePlace, $"There are two parties called '{kind.Name}'.", "Give one of them another name.");
            if (kind.Members.Count > PartyKind.MostMembers)
                found.Error(
                    DiagnosticCodes.TooMany,
                    kind.Members[PartyKind.MostMembers].NamePlace,
                    $"'{kind.Name}' is more than {PartyKind.MostMembers} parties.",
                    "Leave out those that matter least."
                );
        }
        Twice(deal.All<StateVariable>(), variable => variable.Name, "states");
        Twice(
            deal.Declarations.Where(declared => declared is Assumption or DerivedAssumption),
            declared => (declared as Assumption)?.Name ?? ((DerivedAssumption)declared).Name,
            "assumptions"
        );
        Twice(deal.Definitions, definition => definition.Name, "definitions");
        foreach (var twice in deal.Obligations.GroupBy(owed => owed.Name))
            if (deal.All<StateVariable>().Any(state => state.Name == twice.Key))
                Say(
                    twice.First().NamePlace,
                    $"There are a state and an obligation called '{twice.Key}': under its name is read how the obligation stands.",
                    "Give one of them another name."
                );
        Twice(deal.All<Obligation>(), owed => owed.Name, "obligations");
        Alike();
        SeenAlike();
        Twice(deal.Sources, source => source.Name, "sources");
        Twice(deal.Clauses, clause => clause.Name, "clauses");
        Twice(deal.Forks, fork => fork.Name, "forks");
        Twice(deal.Offers, offer => offer.Name, "offers");
        Twice(deal.Asks, ask => ask.Name, "asks");
        Twice(deal.Promises, promise => promise.Name, "promises");
        Twice(deal.Evidence, evidence => evidence.Name, "pieces of evidence");
        Twice(deal.Readings, reading => reading.Name, "readings");
        Twice(deal.All<Zone>(), zone => zone.Name, "zones");
        Twice(deal.All<IncidentClass>(), of => of.Name, "classes of incidents");
        Twice(deal.All<Trigger>(), trigger => trigger.Name, "triggers");
        Twice(deal.All<Interest>().Where(interest => interest.Name is not null), interest => interest.Name!, "interests");
        Once<Period>("period");
        Once<Horizon>("horizon");
        Once<WorthConvention>("choices worth");
        Once<HoldsWhen>("holds when");
        Once<Start>("start");
        Once<InForceFrom>("in force from");
        OnceFor(deal.All<Discount>(), discount => discount.Party, "discount");
        OnceFor(deal.All<Precision>(), precision => precision.Party, "precision");
        foreach (var second in deal.Offers.Where(offer => offer.IsNoDeal).Skip(1))
            Say(
                second.NamePlace,
                $"There are two 'no deal': '{deal.NoDeal!.Name}' and '{second.Name}'.",
                "Surplus is measured against one; write 'offer' for the other."
            );
        foreach (var group in deal.PrivateTypes.GroupBy(type => type.Party.Text).Where(group => group.Count() > 1))
            Say(group.Last().NamePlace, $"{group.Key} has two private attributes.", "Combine them into one list of types.");
        foreach (var type in deal.PrivateTypes)
            Words(type.Types.Select(share => share.Type), $"types of {type.Party}");
        foreach (var state in deal.StateVariables)
            Values(state);
        foreach (var fork in deal.Forks)
            Answers(fork);
        if (deal.Forks.Skip(Fork.Most).FirstOrDefault() is { } last)
            found.Error(DiagnosticCodes.TooMany, last.NamePlace, $"The deal has more than {Fork.Most} forks.", "Leave out those that matter least.");
        Steps();
        Formulas();
        Names();
    }

    // Names that a reader takes for another thing: an option may be a party that 'to' was forgotten before, and of an obligation conditions read how it stands.
    private void Alike()
    {
        var (parties, options) = (
            deal.Parties.Select(party => party.Name).Concat(deal.All<PartyKind>().Select(kind => kind.Name)).ToHashSet(),
            Walk.All(deal).OfType<Option>().ToList()
        );
        foreach (var option in options.Where(option => parties.Contains(option.Name)).DistinctBy(option => option.Name))
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                option.NamePlace,
                $"'{option.Name}' is an option here, and a party elsewhere.",
                $"Give the option another name. A payment to the party is written: pays … to {option.Name}."
            );
        foreach (var owed in deal.Obligations.DistinctBy(owed => owed.Name))
            if (
                (
                    parties.Contains(owed.Name) ? "a party"
                    : symbols.StepNames.Contains(owed.Name) ? "a step"
                    : options.Any(option => option.Name == owed.Name) ? "an option"
                    : null
                ) is
                { } other
            )
                found.Warning(
                    DiagnosticCodes.SeldomMeant,
                    owed.NamePlace,
                    $"'{owed.Name}' is {other} too: in a condition it means how the obligation stands.",
                    "Give the obligation another name."
                );
    }

    // Two names that a reader takes for one: in letters of two alphabets, or, of the same kind of thing, apart by capitals alone.
    private void SeenAlike()
    {
        foreach (var group in deal.Declarations.SelectMany(Named).Where(named => !named.Place.IsEmpty).GroupBy(named => LookAlike.Seen(named.Name)))
        foreach (var (name, place) in group.DistinctBy(named => named.Name).Skip(1))
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                place,
                $"'{name}' looks the same as '{group.First().Name}', but is written with letters of another alphabet.",
                "Write both with the same letters, or give one of them another name."
            );
    }

    private void Capitals<T>(IEnumerable<T> items, Func<T, string> name, Func<T, Place> place, string kind)
    {
        foreach (var group in items.GroupBy(item => name(item).ToUpperInvariant()))
        foreach (var item in group.DistinctBy(name).Skip(1))
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                place(item),
                $"There are two {kind} whose names differ in capitals alone: '{name(group.First())}' and '{name(item)}'.",
                "Give one of them another name."
            );
    }

    // A program may name things as no text could, in which that is said where it is read.
    private void Names()
    {
        foreach (var (name, place) in deal.Declarations.SelectMany(Named).Where(named => named.Place.IsEmpty && !Binding.Names.IsName(named.Name)))
            found.Error(
                DiagnosticCodes.ReservedWord,
                place,
                $"'{name}' cannot be a name.",
                "A name is letters, digits and '_', begins with a letter or '_', and is no word of the language."
            );
    }

    private static IEnumerable<(string Name, Place Place)> Named(Declaration declaration) =>
        Walk.All(declaration)
            .SelectMany(node =>
                node switch
                {
                    Party party => [(party.Name, party.NamePlace)],
                    PartyKind kind => [(kind.Name, kind.NamePlace)],
                    // What is voted: no other option can be called so.
                    Option { Name: "yes" or "no" } => [],
                    Source source => [(source.Name, source.NamePlace)],
                    StateVariable state => [(state.Name, state.NamePlace)],
                    Enumeration named => named.Values.Select(value => (value.Text, value.Place)),
                    PrivateType type => type.Types.Select(share => (share.Type.Text, share.Type.Place)).Prepend((type.Attribute, type.NamePlace)),
                    Assumption assumption => [(assumption.Name, assumption.NamePlace)],
                    Evidence evidence => [(evidence.Name, evidence.NamePlace)],
                    Reading reading => [(reading.Name, reading.NamePlace)],
                    Definition definition => definition
                        .Parameters.Select(parameter => (parameter.Text, parameter.Place))
                        .Prepend((definition.Name, definition.NamePlace)),
                    DerivedAssumption derived => [(derived.Name, derived.NamePlace)],
                    ValueRange range => [(range.Variable.Text, range.Variable.Place)],
                    Clause clause => clause.Parameters.Select(parameter => (parameter.Text, parameter.Place)).Prepend((clause.Name, clause.NamePlace)),
                    Fork fork => [(fork.Name, fork.NamePlace)],
                    Answer answer => [(answer.Name, answer.NamePlace)],
                    Offer offer => [(offer.Name, offer.NamePlace)],
                    Promise promise => [(promise.Name, promise.NamePlace)],
                    Obligation owed => [(owed.Name, owed.NamePlace)],
                    Ask ask => [(ask.Name, ask.NamePlace)],
                    Zone zone => [(zone.Name, zone.NamePlace)],
                    IncidentClass of => [(of.Name, of.NamePlace)],
                    Trigger trigger => [(trigger.Name, trigger.NamePlace)],
                    Step { Name: { } name } step => [(name, step.NamePlace)],
                    Interest { Name: { } name } interest => [(name, interest.NamePlace)],
                    Option option => [(option.Name, option.NamePlace)],
                    _ => (IEnumerable<(string, Place)>)[],
                }
            );

    private void Values(StateVariable state)
    {
        if (state.Domain is Enumeration named)
            Words(named.Values, $"values of {state.Name}");
        if (state.Domain is WholeNumbers { Lowest: var low, Highest: var high } && low > high)
            found.Error(DiagnosticCodes.BadRange, state.NamePlace, $"The range of '{state.Name}' begins above its end.", "Write the smaller number first.");
    }

    private void Answers(Fork fork)
    {
        foreach (var twice in fork.Answers.GroupBy(answer => answer.Name).Where(group => group.Count() > 1))
            Say(twice.Last().NamePlace, $"There are two answers of the fork '{fork.Name}' called '{twice.Key}'.", "Give one of them another name.");
        if (fork.Answers.Count < 2)
            found.Error(
                DiagnosticCodes.Missing,
                fork.NamePlace,
                $"The fork '{fork.Name}' has {(fork.Answers.Count == 0 ? "no answer" : "one answer only")}, so nothing is open.",
                "Write at least two; an answer that changes nothing has no terms: as_now \"Nothing changes\" { }."
            );
        if (fork.Answers.Count > Fork.MostAnswers)
            found.Error(
                DiagnosticCodes.TooMany,
                fork.NamePlace,
                $"The fork '{fork.Name}' has {Units.Words.Counted(fork.Answers.Count, "answer")}; at most {Fork.MostAnswers} can be compared.",
                "Leave out those that differ least."
            );
        foreach (var answer in fork.Answers.Where(answer => !(answer.Weight is null or >= 0 and < double.PositiveInfinity)))
            found.Error(
                DiagnosticCodes.BadRange,
                answer.NamePlace,
                $"The weight of '{answer.Name}' is not a number from 0 up.",
                "Weights say how much an answer counts beside the others: weight 3, and weight 1."
            );
        var weighted = fork.Answers.Count(answer => answer.Weight is not null);
        if (weighted > 0 && weighted < fork.Answers.Count)
            found.Error(
                DiagnosticCodes.Missing,
                fork.Answers.First(answer => answer.Weight is null).NamePlace,
                $"Some answers of the fork '{fork.Name}' have a weight, and '{fork.Answers.First(answer => answer.Weight is null).Name}' has none.",
                "Give every answer a weight, or none: without weights answers stand side by side and nothing is averaged."
            );
        else if (weighted > 0 && fork.Answers.Sum(answer => answer.Weight) <= 0)
            found.Error(
                DiagnosticCodes.BadRange,
                fork.NamePlace,
                $"No answer of the fork '{fork.Name}' weighs anything.",
                "Give at least one of them a weight above 0."
            );
    }

    // Steps of the deal itself; those that clauses add are looked at offer by offer.
    private void Steps()
    {
        foreach (var group in deal.All<Step>().Where(step => step.Called is not null).GroupBy(step => step.Called!).Where(group => group.Count() > 1))
            if (group.All(step => step is Turn { Name: null }))
                Say(
                    group.Last().NamePlace,
                    $"There are two turns of {group.Key} without a name.",
                    $"A turn without a name is called after its party: write 'turn NAME of {group.Key}'."
                );
            else
                Say(group.Last().NamePlace, $"There are two steps called '{group.Key}'.", "Give one of them another name.");
    }

    // A bare name in a formula may be any of these.
    private void Formulas()
    {
        foreach (var state in symbols.States)
        {
            if (symbols.FindAssumption(state.Name) is { } assumption)
                Say(state.Declared.NamePlace, $"'{state.Name}' is an assumption and a state: a formula could mean either.", "Give one of them another name.");
            if (symbols.TypesNamed(state.Name).Count > 0)
                Say(state.Declared.NamePlace, $"'{state.Name}' is a private type and a state: a formula could mean either.", "Give one of them another name.");
        }
        foreach (var definition in symbols.Definitions)
        {
            if (Other(definition.Name) is { } other && !(definition.IsDerived && other == "an assumption"))
                Say(
                    definition.NamePlace,
                    $"'{definition.Name}' is {(definition.IsDerived ? "an assumption" : "a definition")} and {other}: a formula could mean either.",
                    "Give one of them another name."
                );
            Parameters(definition.Parameters, definition.Name);
        }
        foreach (var clause in deal.Clauses)
            Parameters(clause.Parameters, clause.Name);
        foreach (var range in deal.Declarations.SelectMany(Walk.All).OfType<ValueRange>())
            Parameters([range.Variable], "the range");
        foreach (var ask in symbols.Asks)
            if (symbols.FindAssumption(ask.Declared.Name) is not null)
                Say(
                    ask.Declared.NamePlace,
                    $"'{ask.Declared.Name}' is an assumption and an ask: 'holds when' could mean either.",
                    "Give one of them another name."
                );
    }

    private void Parameters(Sequence<Word> parameters, string owner)
    {
        if (parameters.Count > Definition.MostParameters)
            found.Error(
                DiagnosticCodes.TooMany,
                parameters[Definition.MostParameters].Place,
                $"'{owner}' has more than {Definition.MostParameters} parameters.",
                "Leave out those that are always the same."
            );
        Words(parameters, $"parameters of {owner}");
        foreach (var parameter in parameters)
            if (symbols.FindDefinition(parameter.Text) is { } definition)
                Say(
                    parameter.Place,
                    $"'{parameter}' is a parameter and {(definition.IsDerived ? "an assumption" : "a definition")}: a formula could mean either.",
                    "Give one of them another name."
                );
            else if (Other(parameter.Text) is { } other)
                Say(parameter.Place, $"'{parameter}' is a parameter and {other}: a formula could mean either.", "Give one of them another name.");
    }

    private string? Other(string name) =>
        symbols.FindAssumption(name) is not null ? "an assumption"
        : symbols.FindState(name) is not null ? "a state"
        : symbols.TypesNamed(name).Count > 0 ? "a private type"
        : symbols.FindAsk(name) is not null ? "an ask"
        : null;

    private void Twice<T>(IEnumerable<T> items, Func<T, string> name, string kind)
        where T : Declaration
    {
        foreach (var group in items.GroupBy(name).Where(group => group.Count() > 1))
            Say(group.Last().NamePlace, $"There are two {kind} called '{group.Key}'.", "Give one of them another name.");
        Capitals(items, name, item => item.NamePlace, kind);
    }

    private void Words(IEnumerable<Word> words, string kind)
    {
        foreach (var group in words.GroupBy(word => word.Text).Where(group => group.Count() > 1))
            Say(group.Last().Place, $"There are two {kind} called '{group.Key}'.", "Give one of them another name.");
        Capitals(words, word => word.Text, word => word.Place, kind);
    }

    private void Once<T>(string what)
        where T : Declaration
    {
        if (deal.All<T>().Skip(1).LastOrDefault() is { } second)
            Say(second.NamePlace, $"'{what}' is said twice.", "Say it once.");
    }

    private void OnceFor<T>(IEnumerable<T> items, Func<T, Word?> party, string what)
        where T : Declaration
    {
        foreach (var group in items.GroupBy(item => party(item)?.Text).Where(group => group.Count() > 1))
            Say(group.Last().NamePlace, $"'{what}{(group.Key is null ? "" : $" of {group.Key}")}' is said twice.", "Say it once.");
    }

    private void Say(Place place, string message, string remedy) => found.Error(DiagnosticCodes.Duplicate, place, message, remedy);
}
