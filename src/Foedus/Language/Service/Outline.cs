using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language.Service;

/// <summary>One entry of a deal's outline.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Detail">What it is, in a word or a phrase.</param>
/// <param name="Kind">What it is, for its picture.</param>
/// <param name="Place">The whole of it in the text.</param>
/// <param name="NamePlace">Its name in the text.</param>
/// <param name="Children">What it is made of.</param>
public sealed record OutlineEntry(string Name, string Detail, TextClass Kind, Place Place, Place NamePlace, IReadOnlyList<OutlineEntry> Children);

/// <summary>A deal's statements as a tree. A statement that cannot be read to its end still shows the names it declares.</summary>
public static class Outline
{
    public static IReadOnlyList<OutlineEntry> Of(DealDocument document)
    {
        var entries = document.Deal.Declarations.Select(Entry).OfType<OutlineEntry>().ToList();
        var covered = document.Deal.Declarations.Select(declaration => declaration.Place).ToList();
        foreach (var symbol in document.Names.Symbols)
            if (
                symbol.Kind is not (NameKind.Unit or NameKind.Value or NameKind.Attribute or NameKind.Parameter)
                && !covered.Any(place => place.Start <= symbol.Place.Start && symbol.Place.End <= place.End)
            )
                entries.Add(new OutlineEntry(symbol.Name, symbol.KindWord, Enum.Parse<TextClass>(symbol.Kind.ToString()), symbol.Place, symbol.Place, []));
        return [.. entries.OrderBy(entry => entry.Place.Start)];
    }

    private static OutlineEntry? Entry(Declaration declaration) =>
        declaration switch
        {
            Party party => Leaf(party, party.Name, party.Title ?? "party", TextClass.Party),
            PartyKind kind => new OutlineEntry(
                kind.Name,
                kind.Title ?? "parties of one kind",
                TextClass.Party,
                kind.Place,
                kind.NamePlace,
                [.. kind.Members.Select(member => Leaf(member, member.Name, member.Title ?? "party", TextClass.Party))]
            ),
            Source source => Leaf(source, source.Name, source.Text, TextClass.Source),
            PrivateType type => new OutlineEntry(
                $"{type.Party}.{type.Attribute}",
                "private",
                TextClass.Attribute,
                type.Place,
                type.NamePlace,
                [.. type.Types.Select(share => new OutlineEntry(share.Type, "type", TextClass.Type, share.Place, share.Place, []))]
            ),
            StateVariable state => Leaf(state, state.Name, state.Title ?? "state", TextClass.State),
            Assumption assumption => Leaf(assumption, assumption.Name, assumption.Sentence ?? "assumption", TextClass.Assumption),
            Definition definition => Leaf(definition, definition.Name, "definition", TextClass.Definition),
            DerivedAssumption derived => Leaf(derived, derived.Name, derived.Sentence ?? "assumption that follows from others", TextClass.Assumption),
            Reading reading => Leaf(reading, reading.Name, reading.Title ?? "reading", TextClass.Reading),
            Evidence evidence => Leaf(evidence, evidence.Name, evidence.Definition, TextClass.Evidence),
            Step step => Of(step),
            Interest interest => Of(interest),
            Clause clause => new OutlineEntry(
                clause.Name,
                clause.Title ?? "clause",
                TextClass.Clause,
                clause.Place,
                clause.NamePlace,
                [.. clause.Terms.Select(Entry).OfType<OutlineEntry>()]
            ),
            Fork fork => new OutlineEntry(fork.Name, fork.Title ?? "fork", TextClass.Fork, fork.Place, fork.NamePlace, [.. fork.Answers.Select(Entry)]),
            Obligation owed => Leaf(owed, owed.Name, owed.Title ?? $"obligation of {owed.Party}", TextClass.State),
            Offer offer => Leaf(offer, offer.Name, offer.Title ?? (offer.IsNoDeal ? "no deal" : "offer"), TextClass.Offer),
            Promise promise => Leaf(promise, promise.Name, promise.Title ?? "promise", TextClass.Promise),
            Ask ask => Leaf(ask, ask.Name, ask.Title ?? "ask", TextClass.Ask),
            Zone zone => Leaf(zone, zone.Name, zone.Title ?? "zone", TextClass.Zone),
            IncidentClass incident => Leaf(incident, incident.Name, incident.Title ?? "incidents that count", TextClass.Incident),
            Trigger trigger => Leaf(trigger, trigger.Name, trigger.Title ?? "trigger", TextClass.Trigger),
            // What has no name of its own has no entry.
            Period
            or Horizon
            or Discount
            or Precision
            or WorthConvention
            or Correlation
            or HoldsWhen
            or Start
            or StateTrigger
            or InForceFrom
            or StandingPayment
            or View => null,
            _ => throw new UnknownKindException(declaration.GetType(), nameof(Outline)),
        };

    private static OutlineEntry Entry(Answer answer) =>
        new(answer.Name, answer.Title ?? "answer", TextClass.Answer, answer.Place, answer.NamePlace, [.. answer.Terms.Select(Entry).OfType<OutlineEntry>()]);

    private static OutlineEntry? Entry(Term term) =>
        term switch
        {
            AddStep add => Of(add.Step),
            AddInterest add => Of(add.Interest),
            AddObligation { Obligation: var owed } => Leaf(owed, owed.Name, owed.Title ?? $"obligation of {owed.Party}", TextClass.State),
            AddOption add => new OutlineEntry(
                add.Option.Name,
                add.Option.Title ?? $"option at {add.Step}",
                TextClass.Option,
                term.Place,
                add.Option.NamePlace,
                []
            ),
            RemoveStep or ExtendOption or RemoveOption or ChangeOption or ChangeStep or WaivePayments or RemoveInterest or AddPayment => null,
            _ => throw new UnknownKindException(term.GetType(), nameof(Outline)),
        };

    private static OutlineEntry Of(Interest interest) =>
        Leaf(interest, interest.Name is null ? interest.Party : $"{interest.Party} {interest.Name}", "interest", TextClass.Interest);

    private static OutlineEntry Of(Step step) =>
        step switch
        {
            Turn turn => new OutlineEntry(
                turn.Name ?? turn.Party,
                turn.Title ?? (turn.Name is null ? "turn" : $"turn of {turn.Party}"),
                TextClass.Step,
                step.Place,
                step.NamePlace,
                Of(turn.Options)
            ),
            JointTurn joint => new OutlineEntry(
                joint.Name ?? "joint turn",
                joint.Title ?? "joint turn",
                TextClass.Step,
                step.Place,
                step.NamePlace,
                [.. joint.Movers.SelectMany(mover => Of(mover.Options))]
            ),
            ChanceStep => Leaf(step, step.Name ?? "chance", step.Title ?? "chance", TextClass.Step),
            Vote => Leaf(step, step.Name ?? "vote", step.Title ?? "vote", TextClass.Step),
            Event => Leaf(step, step.Name ?? "event", step.Title ?? "event", TextClass.Step),
            _ => throw new UnknownKindException(step.GetType(), nameof(Outline)),
        };

    private static IReadOnlyList<OutlineEntry> Of(Sequence<Option> options) =>
        [
            .. options.Select(option => new OutlineEntry(
                option.Name,
                option.Title ?? (option.IsUnseen ? "unseen option" : "option"),
                TextClass.Option,
                option.Place,
                option.NamePlace,
                []
            )),
        ];

    private static OutlineEntry Leaf(Declaration declaration, string name, string detail, TextClass kind) =>
        new(name, detail, kind, declaration.Place, declaration.NamePlace, []);
}
