using System.Text;
using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>What there is to say about the name under the cursor.</summary>
/// <param name="Place">The name.</param>
/// <param name="Lines">A headline and what follows, each a line of plain text.</param>
public sealed record HoverText(Place Place, IReadOnlyList<string> Lines)
{
    /// <summary>The lines as Markdown, the first in bold; whatever the deal says stays text.</summary>
    public string Markdown => string.Join("\n\n", Lines.Select((line, i) => i == 0 ? $"**{Escaped(line)}**" : Escaped(line)));

    private static string Escaped(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
                safe.Append('\\');
            safe.Append(char.IsControl(c) ? ' ' : c);
        }
        return safe.ToString();
    }
}

/// <summary>Hovers: an assumption's value, range and source; of anything else what it is and where it is declared.</summary>
public static class Hover
{
    public static HoverText? At(DealDocument document, int position)
    {
        if (document.Names.At(position) is not { } name)
            return null;
        if (name.Symbols.Count == 0)
            return name.Mark.Kind == NameKind.Unit
                ? new HoverText(name.Place, [$"{name.Mark.Text}: a unit of time", .. Understood(document, name.Place)])
                : null;
        var lines = new List<string>();
        foreach (var symbol in name.Symbols.Take(4).Select(index => document.Names.Symbols[index]))
        {
            lines.AddRange(Lines(document, symbol));
            if (!name.Mark.IsDeclaration)
                lines.Add($"Declared on line {document.Source.Locate(symbol.Place.Start).Line}.");
        }
        return new HoverText(name.Place, lines);
    }

    // What was understood of the time or number that the unit belongs to.
    private static IEnumerable<string> Understood(DealDocument document, Place unit) =>
        document
            .Bound.Understood.Where(understood => understood.Place.Start <= unit.Start && unit.End <= understood.Place.End)
            .Select(understood => $"Understood as {understood.Text}.");

    private static IEnumerable<string> Lines(DealDocument document, Symbol symbol)
    {
        var deal = document.Deal;
        var known = symbol.Kind switch
        {
            NameKind.Assumption when deal.DerivedAssumptions.FirstOrDefault(derived => derived.Name == symbol.Name) is { } derived =>
            [
                $"{derived.Name} = {InWords.Of(derived.Value)}",
                derived.Sentence,
                "An assumption that follows from others and is not drawn.",
                derived.Source is null ? null : $"Source: {deal.SourceText(derived.Source)}",
            ],
            NameKind.Definition => deal.Definitions.FirstOrDefault(definition => definition.Name == symbol.Name) is { } definition
                ?
                [
                    $"{definition.Name}{(definition.Parameters.Count == 0 ? "" : $"({string.Join(", ", definition.Parameters)})")}: a definition",
                    $"Stands for {InWords.Of(definition.Value)}.",
                ]
                : null,
            NameKind.Parameter =>
            [
                $"{symbol.Name}: {(symbol.Of == StepParser.OverRange ? "the value of an option over a range" : $"a parameter of {symbol.Of}")}",
            ],
            NameKind.Assumption => deal.Assumptions.FirstOrDefault(assumption => assumption.Name == symbol.Name) is { } assumption
                ? Assumption(deal, assumption)
                : null,
            NameKind.Party => Party(deal, symbol.Name),
            NameKind.Source => deal.Sources.FirstOrDefault(source => source.Name == symbol.Name) is { } source
                ?
                [
                    source.Name + ": a source",
                    source.Text,
                    source.Address,
                    source.Grounds is { } grounds
                        ? $"{Capital(grounds.KindWords)}{(grounds.Words is { } words ? $": {words}" : "")}."
                        : "It does not say what it gives: a figure, a derivation, a judgement, a direction or an analogy.",
                ]
                : null,
            NameKind.State when deal.Obligations.FirstOrDefault(owed => owed.Name == symbol.Name) is { } owed =>
            [
                owed.Name + ": an obligation",
                owed.Title,
                InWords.Of(owed) + ".",
                .. DealPrinter.Conditions(owed).Select(line => Capital(line) + "."),
                $"Can be {string.Join(", ", Obligation.Standings)}.",
            ],
            NameKind.State => deal.StateVariables.FirstOrDefault(state => state.Name == symbol.Name) is { } state
                ? [state.Name + ": a state", state.Title, "Can be " + InWords.Of(state.Domain) + ".", "Starts as " + InWords.Of(state.Initial) + "."]
                : null,
            NameKind.Value =>
            [
                $"{symbol.Name}: a value of {symbol.Of}",
                deal.StateVariables.FirstOrDefault(state => state.Name == symbol.Of)?.Domain.TitleOf(symbol.Name),
            ],
            NameKind.Attribute => [$"{symbol.Name}: what only {symbol.Of} knows about itself"],
            NameKind.Type => deal.PrivateTypes.FirstOrDefault(type => type.Party == symbol.Of)?.Types.FirstOrDefault(type => type.Type == symbol.Name)
                is { } type
                ? [$"{symbol.Name}: a private type of {symbol.Of}", $"Believed at the start with chance {InWords.Of(type.Prior)}."]
                : null,
            NameKind.Clause => deal.Clauses.FirstOrDefault(clause => clause.Name == symbol.Name) is { } clause
                ?
                [
                    clause.Name + ": a clause",
                    clause.Title,
                    clause.Source is null ? null : $"Source: {deal.SourceText(clause.Source)}{(clause.Cited is null ? "" : $", {clause.Cited}")}",
                    clause.Parameters.Count == 0 ? null : $"An offer gives {string.Join(", ", clause.Parameters)}.",
                    "In force in: " + List(deal.Offers.Where(offer => offer.Clauses.Contains(clause.Name)).Select(offer => offer.Name), "no offer") + ".",
                ]
                : null,
            NameKind.Fork => deal.Forks.FirstOrDefault(fork => fork.Name == symbol.Name) is { } fork
                ?
                [
                    fork.Name + ": a fork",
                    fork.Title,
                    "Answers: " + List(fork.Answers.Select(answer => answer.Name), "none") + ". The first is the deal as written.",
                ]
                : null,
            NameKind.Answer => Answer(deal, symbol),
            NameKind.Offer => deal.Offers.FirstOrDefault(offer => offer.Name == symbol.Name) is { } offer ? Offer(deal, offer) : null,
            NameKind.Reading => deal.Readings.FirstOrDefault(reading => reading.Name == symbol.Name) is { } reading
                ?
                [
                    reading.Name + ": a reading",
                    reading.Title,
                    "Sees differently: " + List(reading.Values.Select(value => $"{value.Name} = {InWords.Of(value.Best)}"), "nothing") + ".",
                ]
                : null,
            NameKind.Ask => deal.Asks.FirstOrDefault(ask => ask.Name == symbol.Name) is { } ask
                ? [ask.Name + ": an ask", ask.Title, Capital(InWords.Of(ask.Measure)) + "."]
                : null,
            NameKind.Evidence => deal.Evidence.FirstOrDefault(evidence => evidence.Name == symbol.Name) is { } evidence
                ?
                [
                    evidence.Name + ": evidence",
                    evidence.Definition,
                    $"Found for {evidence.Ask} of {evidence.Offer}: {DealPrinter.Found(evidence.Finding)}, as of {evidence.Day:yyyy-MM-dd}.",
                    $"Source: {deal.SourceText(evidence.Source)}",
                ]
                : null,
            NameKind.Promise => deal.Promises.FirstOrDefault(promise => promise.Name == symbol.Name) is { } promise
                ? [promise.Name + ": a promise", promise.Title, InWords.Of(promise) + "."]
                : null,
            NameKind.Zone => deal.All<Zone>().FirstOrDefault(zone => zone.Name == symbol.Name) is { } zone
                ?
                [
                    zone.Name + ": a zone",
                    zone.Title,
                    Capital(DayConditionText.Of(zone.Shape)) + ".",
                    zone.Without.Count == 0 ? null : $"Without {string.Join(", ", zone.Without)}.",
                ]
                : null,
            NameKind.Incident => deal.All<IncidentClass>().FirstOrDefault(of => of.Name == symbol.Name) is { } of
                ? [of.Name + ": incidents that count", of.Title, "Must be: " + List(of.Criteria.Select(DayConditionText.Of), "anything") + "."]
                : null,
            NameKind.Trigger => deal.Triggers.FirstOrDefault(trigger => trigger.Name == symbol.Name) is { } trigger ? Trigger(deal, trigger) : null,
            NameKind.Step => Step(deal, symbol),
            NameKind.Option => Option(document, symbol),
            NameKind.Interest => [$"{symbol.Name}: an interest of {symbol.Of}"],
            NameKind.Unit => [$"{symbol.Name}: the length of a period"],
            NameKind.Any or NameKind.Condition => null,
            _ => throw new ArgumentOutOfRangeException(nameof(symbol)),
        };
        return known is null ? [$"{symbol.Name}: {symbol.KindWord}"] : known.OfType<string>().Where(line => line.Length > 0);
    }

    private static IEnumerable<string?> Assumption(Deal deal, Assumption assumption)
    {
        yield return $"{assumption.Name} = {InWords.Of(assumption.Best)}";
        yield return assumption.Sentence;
        yield return Capital(InWords.Of(assumption.Spread)) + ".";
        yield return Sourced(deal, assumption);
        foreach (var view in deal.Views.Where(view => view.Assumption.Text == assumption.Name))
            yield return $"As {view.Source} sees it: {InWords.Of(view.Best)}, {InWords.Of(view.Spread)}.";
        foreach (var reading in deal.Readings)
            if (reading.Values.FirstOrDefault(value => value.Name == assumption.Name) is { } other)
                yield return $"In the reading {reading.Name}: {InWords.Of(other.Best)}, {InWords.Of(other.Spread)}.";
    }

    private static string Sourced(Deal deal, Assumption assumption) =>
        assumption.Source is null ? "A guess: no source is given." : $"Source: {deal.SourceText(assumption.Source)}";

    private static IEnumerable<string?> Party(Deal deal, string name)
    {
        if (deal.All<PartyKind>().FirstOrDefault(kind => kind.Name == name) is { } several)
        {
            yield return name + ": parties of one kind";
            yield return several.Title;
            yield return $"What is said of it is said of each: {string.Join(", ", several.Members.Select(member => member.Name))}.";
            yield break;
        }
        yield return name + ": a party";
        yield return deal.Parties.FirstOrDefault(party => party.Name == name)?.Title;
        foreach (var type in deal.PrivateTypes.Where(type => type.Party == name))
            yield return $"Knows in private its {type.Attribute}: {string.Join(", ", type.Types.Select(share => share.Type))}.";
        yield return "Chooses at: "
            + List(
                Steps(deal)
                    .Where(step => step is Turn turn && turn.Party == name || step is JointTurn joint && joint.Movers.Any(mover => mover.Party == name))
                    .Select(step => step.Name ?? name),
                "no step"
            )
            + ".";
    }

    private static IEnumerable<string?> Offer(Deal deal, Offer offer)
    {
        yield return offer.Name + (offer.IsNoDeal ? ": what happens without a deal" : ": an offer");
        yield return offer.Title;
        foreach (var use in offer.Clauses)
            yield return $"Clause {use}" + (deal.Clauses.FirstOrDefault(clause => clause.Name == use.Clause.Text)?.Title is { } title ? $": {title}." : ".");
        if (offer.Starts.Count > 0)
            yield return "Starts with " + string.Join(", ", offer.Starts.Select(setting => $"{setting.Variable} = {InWords.Of(setting.Value)}")) + ".";
    }

    private static IEnumerable<string?>? Answer(Deal deal, Symbol symbol)
    {
        var fork = deal.Forks.FirstOrDefault(fork => fork.Name == symbol.Of);
        return fork?.Answers.FirstOrDefault(answer => answer.Name == symbol.Name) is not { } answer
            ? null
            :
            [
                $"{answer.Name}: an answer of {fork.Name}",
                answer.Title,
                ReferenceEquals(answer, fork.Answers[0]) ? "The deal as written." : null,
                answer.Weight is { } weight ? $"Weighs {InWords.Of(weight)}." : null,
            ];
    }

    private static IEnumerable<string?> Trigger(Deal deal, Trigger trigger)
    {
        yield return trigger.Name + ": a trigger";
        yield return trigger.Title;
        yield return Capital(DayConditionText.Of(trigger.Condition)) + ".";
        foreach (var tie in deal.All<StateTrigger>().Where(tie => tie.Condition is TriggerName named && named.Name == trigger.Name))
            yield return $"Means that {tie.Variable} becomes {tie.Value}.";
    }

    private static IEnumerable<string?>? Step(Deal deal, Symbol symbol) =>
        Steps(deal).FirstOrDefault(step => step.Name == symbol.Name) switch
        {
            Turn turn =>
            [
                $"{symbol.Name}: a turn of {turn.Party}",
                turn.Title,
                When(turn),
                "Options: " + List(turn.Options.Select(option => option.Name), "none") + ".",
            ],
            JointTurn joint => [$"{symbol.Name}: a joint turn of {List(joint.Movers.Select(mover => mover.Party.Text), "nobody")}", joint.Title, When(joint)],
            ChanceStep chance => [$"{symbol.Name}: chance decides", chance.Title, When(chance)],
            Vote vote =>
            [
                $"{symbol.Name}: a vote of {string.Join(", ", vote.Voters)}{(vote.IsInTurn ? ", one after the other" : ", at once")}",
                vote.Title,
                When(vote),
                $"Needs {DealPrinter.Ruled(vote.Rule)}{(vote.Vetoes.Count == 0 ? "" : $"; {string.Join(" and ", vote.Vetoes)} can block it")}.",
            ],
            Event certain => [$"{symbol.Name}: an event", certain.Title, When(certain), "Happens for sure."],
            null => null,
            var other => throw new UnknownKindException(other.GetType(), nameof(Hover)),
        };

    private static string When(Step step) => step.When is null ? "In every state." : $"When {InWords.Of(step.When)}.";

    private static IEnumerable<string?> Option(DealDocument document, Symbol symbol)
    {
        yield return $"{symbol.Name}: an option{(symbol.Of is null ? "" : $" of {symbol.Of}")}{(symbol.At is null || symbol.At == symbol.Of ? "" : $" at {symbol.At}")}";
        var option = Walk.All(document.Deal).OfType<Option>().FirstOrDefault(option => option.NamePlace.Start == symbol.Place.Start);
        if (option is null)
            yield break;
        yield return option.Title;
        if (option.IsUnseen)
            yield return $"Unseen: the others see {option.SeenAs}.";
        yield return option.Effects.Count == 0 ? "Nothing follows." : Short(document.Source[option.Place]);
    }

    private static IEnumerable<Step> Steps(Deal deal) => Walk.All(deal).OfType<Step>();

    private static string List(IEnumerable<string> items, string none) => string.Join(", ", items) is { Length: > 0 } list ? list : none;

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 300 ? line : line[..300] + "…";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
