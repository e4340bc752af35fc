using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Whether what is told by its title can be told from what stands beside it: states, values of one state, steps, options of one turn, and whatever else is told in one list.</summary>
internal sealed class TitleCheck(Deal deal, DiagnosticBag found)
{
    private readonly HashSet<(int First, int Last)> said = [];

    public void Check()
    {
        Alike(deal.All<StateVariable>().Select(state => new Called(state.Name, state.Title, state.NamePlace)));
        foreach (var state in deal.All<StateVariable>())
            Alike(
                state.Domain is Enumeration named
                    ? named.Values.Select(value => new Called(value.Text, state.Domain.TitleOf(value.Text), value.Place))
                    : state.Domain.Titles.Select(value => new Called(value.Value, value.Title, state.NamePlace))
            );
        Alike(deal.Steps.Where(step => step.Name is not null).Select(step => new Called(step.Name!, step.Title, step.NamePlace)));
        foreach (var chooser in deal.Steps.SelectMany(step => step.Choosers))
            Alike(chooser.Options.Select(Of));
        foreach (var add in deal.Terms.OfType<AddOption>())
        foreach (var chooser in deal.All<Step>().Where(step => step.Called == add.Step.Text).SelectMany(step => step.Choosers))
            Alike([.. chooser.Options.Select(Of), Of(add.Option)]);
        foreach (var offer in deal.Offers)
        foreach (
            var added in deal
                .Clauses.Where(clause => offer.Clauses.Any(part => part.Clause.Text == clause.Name))
                .SelectMany(clause => clause.Terms)
                .OfType<AddOption>()
                .GroupBy(add => (deal.MoverAt(add.Step, add.Party), add.Step.Text))
        )
            Alike(added.Select(add => Of(add.Option)));
        Alike(deal.Offers.Select(offer => new Called(offer.Name, offer.Title, offer.NamePlace)));
        Alike(deal.Clauses.Select(clause => new Called(clause.Name, clause.Title, clause.NamePlace)));
        // Kinds are told beside parties: who has a turn, who is paid.
        Alike(
            deal.Parties.Select(party => new Called(party.Name, party.Title, party.NamePlace))
                .Concat(deal.All<PartyKind>().Select(kind => new Called(kind.Name, kind.Title, kind.NamePlace)))
        );
        Alike(deal.All<Ask>().Select(ask => new Called(ask.Name, ask.Title, ask.NamePlace)));
        Alike(deal.Promises.Select(promise => new Called(promise.Name, promise.Title, promise.NamePlace)));
        Alike(deal.Obligations.Select(owed => new Called(owed.Name, owed.Title, owed.NamePlace)));
        Alike(deal.Readings.Select(reading => new Called(reading.Name, reading.Title, reading.NamePlace)));
        Alike(deal.Forks.Select(fork => new Called(fork.Name, fork.Title, fork.NamePlace)));
        foreach (var fork in deal.Forks)
            Alike(fork.Answers.Select(answer => new Called(answer.Name, answer.Title, answer.NamePlace)));
        Alike(deal.All<Zone>().Select(zone => new Called(zone.Name, zone.Title, zone.NamePlace)));
        Alike(deal.All<IncidentClass>().Select(incident => new Called(incident.Name, incident.Title, incident.NamePlace)));
        Alike(deal.Triggers.Select(trigger => new Called(trigger.Name, trigger.Title, trigger.NamePlace)));
    }

    private static Called Of(Option option) => new(option.Name, option.Title, option.NamePlace);

    // The same name twice is another fault, which is said elsewhere; what two offers have in common is said once.
    private void Alike(IEnumerable<Called> all)
    {
        foreach (var same in all.GroupBy(called => called.Seen, StringComparer.OrdinalIgnoreCase))
            if (
                same.OrderBy(called => called.Place.Start).DistinctBy(called => called.Name).ToList() is { Count: > 1 } alike
                && alike.Any(called => called.Title is not null)
                && said.Add((alike[0].Place.Start, alike[^1].Place.Start))
            )
                found.Warning(
                    DiagnosticCodes.OddTitle,
                    alike[^1].Place,
                    $"'{alike[0].Name}' and '{alike[^1].Name}' are both told as “{alike[0].Words}”.",
                    "Give one of them other words, so that a reader can tell them apart."
                );
    }

    private sealed record Called(string Name, string? Title, Place Place)
    {
        public string Words => (Title ?? Units.Words.Plain(Name)).Trim();

        /// <summary>What a reader sees of it: blanks are one, and a letter with its accent is one however it is written.</summary>
        public string Seen => ComposedLetters.Of(string.Join(' ', Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
