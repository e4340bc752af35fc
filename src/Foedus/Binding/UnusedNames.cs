using Foedus.Model;

namespace Foedus.Binding;

/// <summary>What is declared and then does nothing: legal, but seldom meant.</summary>
internal sealed class UnusedNames(Deal deal, DealSymbols symbols, DiagnosticBag found)
{
    public void Check()
    {
        foreach (var assumption in symbols.Assumptions.Select(symbol => symbol.Declared).Where(assumption => !symbols.IsUsed("assumption", assumption.Name)))
            Say(assumption.NamePlace, $"The assumption '{assumption.Name}' is used nowhere.", "Use it in a number of the deal, or leave it out.");
        foreach (var definition in symbols.Definitions)
        {
            if (!symbols.IsUsed(definition.Kind, definition.Name))
                Say(
                    definition.NamePlace,
                    $"The {definition.Kind} '{definition.Name}' is used nowhere.",
                    definition.IsDerived ? "Use it in a number of the deal, or leave it out." : "Use it in a formula or a condition, or leave it out."
                );
            Parameters(definition.Parameters, definition.Name);
        }
        foreach (var clause in deal.Clauses)
            Parameters(clause.Parameters, clause.Name);
        foreach (var state in symbols.States)
            if (!symbols.IsUsed("state", state.Name))
                Say(state.Declared.NamePlace, $"The state '{state.Name}' is used nowhere.", "Use it in a condition, or leave it out.");
        foreach (var clause in deal.Clauses.Where(clause => !symbols.IsUsed("clause", clause.Name)))
            Say(clause.NamePlace, $"The clause '{clause.Name}' is in no offer.", "Name it in an offer, or leave it out.");
        foreach (var source in deal.Sources.Where(source => !symbols.IsUsed("source", source.Name)))
            Say(
                source.NamePlace,
                $"The source '{source.Name}' is cited nowhere.",
                $"Write 'from {source.Name}' at the assumptions, the clauses or the evidence it stands behind, or leave it out."
            );
        if (!deal.Offers.Any())
            return;
        foreach (
            var party in symbols.Parties.Where(party =>
                !symbols.IsUsed("paid", party.Name) && !Chooses(party) && !party.Types.Any(type => symbols.IsUsed("type", $"{party}.{type.Name}"))
            )
        )
            found.Warning(
                DiagnosticCodes.DoesNothing,
                party.Declared.NamePlace,
                $"{party} does nothing and gets nothing.",
                "Give it a turn or an interest, or leave it out."
            );
        foreach (var party in symbols.Parties)
            Types(party);
    }

    private bool Chooses(PartySymbol party) => deal.Steps.SelectMany(step => step.Choosers).Any(chooser => chooser.Party.Text == party.Name);

    // Types that no formula tells apart are one type; a type that turns into a told one is told too.
    private void Types(PartySymbol party)
    {
        bool IsTold(TypeSymbol type) => symbols.IsUsed("type", $"{party}.{type.Name}");
        if (!party.Types.Any(IsTold))
        {
            if (party.Types.Count > 0)
                found.Warning(
                    DiagnosticCodes.DoesNothing,
                    party.Private!.NamePlace,
                    $"What {party} is in private changes no number: {string.Join(", ", party.Types.Select(type => type.Name))} are all the same.",
                    $"Use a type in a payment, an interest or a chance, as in '2 if {party.Types[0].Name} else 1'."
                );
            return;
        }
        var moving = party
            .Private!.Drifts.SelectMany(drift => drift.Moves)
            .Select(move => move.From.Text)
            .Concat(Walk.All(deal).OfType<Becomes>().Where(becomes => becomes.Party.Text == party.Name).Select(becomes => becomes.Type.Text))
            .ToHashSet();
        var same = party.Types.Where(type => !IsTold(type) && !moving.Contains(type.Name)).ToList();
        if (same.Count > 1)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                same[^1].Declared.Place,
                $"{string.Join(" and ", same.Select(type => type.Name))} of {party} differ in no number.",
                "Make them one type, or let a number depend on which it is."
            );
    }

    private void Parameters(Sequence<Word> parameters, string owner)
    {
        foreach (var parameter in parameters.Where(parameter => !symbols.IsUsed("parameter", $"{owner}.{parameter}")))
            Say(parameter.Place, $"The parameter '{parameter}' of '{owner}' is used nowhere.", "Use it, or leave it out.");
    }

    private void Say(Place place, string message, string remedy) => found.Warning(DiagnosticCodes.Unused, place, message, remedy);
}
