using Foedus.Binding;
using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Workflow;

/// <summary>What is legal in a deal but seldom meant, as it shows in its games: said once each, with what to do.</summary>
internal static class OddGames
{
    /// <param name="source">The text.</param>
    /// <param name="deal">The deal as written.</param>
    /// <param name="answers">[answers of forks, as written first][offer] its game; what shows under one of them is meant.</param>
    /// <param name="cancel">Ends it.</param>
    public static IEnumerable<Diagnostic> Find(SourceText source, BoundDeal deal, IReadOnlyList<IReadOnlyList<LoweredOffer>> answers, CancellationToken cancel)
    {
        var all = answers.SelectMany(offers => offers).ToList();
        var reached = all.Select(offer => new Reachability(offer.Game)).ToList();
        cancel.ThrowIfCancellationRequested();
        // Where parts of conditions begin that something has been said of: of a condition that is at fault only what lies nearest is said.
        var told = deal.Diagnostics.Where(known => known.Code == DiagnosticCodes.DoesNothing).Select(known => known.Place.Start).ToHashSet();
        return
        [
            .. NeverReached(all, told),
            .. Emptied(deal, answers),
            .. NeverCalled(deal, all, told),
            .. Starts(all, told),
            .. SettledConditions.OfHolding(deal),
            .. OddObligations.Find(source, all, told),
            .. NeverMet(deal, all, told),
            .. Idle(all),
            .. SameGames(answers),
            .. AlikeChoices.Answers(deal, answers),
            .. AlikeChoices.Options(all),
            .. RevealedOptions.Of(all, told),
            .. Decided(deal, all, reached, told, cancel),
            .. Traps(source, deal, all, reached, cancel),
            .. SettledConditions.Of(all, told),
        ];
    }

    // What no offer ever reaches.
    private static IEnumerable<Diagnostic> NeverReached(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (var group in offers.SelectMany(offer => offer.NeverMet.DistinctBy(odd => odd.Place.Start)).GroupBy(odd => (odd.Place.Start, odd.Message)))
            if (group.Key.Start > 0 && group.Count() == offers.Count(offer => IsInForce(offer, group.Key.Start)))
            {
                Tell(told, group.First().When);
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    group.First().Place,
                    $"No offer ever reaches the {group.Key.Message}.",
                    "Check its 'when', or remove it."
                );
            }
    }

    private static void Tell(HashSet<int> told, BoundExpression? condition) => told.UnionWith(condition?.All.Select(part => part.Place.Start) ?? []);

    // Under other answers only where it is not so as written.
    private static List<Diagnostic> Emptied(BoundDeal deal, IReadOnlyList<IReadOnlyList<LoweredOffer>> answers)
    {
        var said = Emptied(answers[0]).ToList();
        foreach (var under in answers.Skip(1).Where(under => under.Count > 0))
            said.AddRange(
                Emptied(under)
                    .Where(other => said.All(known => known.Place.Start != other.Place.Start))
                    .Select(other => other with { Message = $"{other.Message} (Under {under[0].Bound.Choice.Words(deal.Deal, deal.Choice)}.)" })
                    .ToList()
            );
        return said;
    }

    // Turns that lost every option to the terms of an offer, in every state or in some, or have none in some; said once a turn.
    private static IEnumerable<Diagnostic> Emptied(IReadOnlyList<LoweredOffer> offers) =>
        offers
            .SelectMany(offer =>
                offer.BoundOffer.Steps.Where(step => step is not BoundChanceStep && !step.Options.Any()).Select(step => (offer.Offer.Name, Step: step))
            )
            .GroupBy(pair => pair.Step.NamePlace.Start)
            .Select(group =>
                Warning(
                    DiagnosticCodes.NeverReached,
                    group.First().Step.NamePlace,
                    $"In {Join(group.Select(pair => $"'{pair.Name}'"))} the turn '{group.First().Step.Name}' has no option left, so it is passed over.",
                    $"If that is meant, write 'remove step {group.First().Step.Name}'."
                )
            )
            .Concat(
                offers
                    .SelectMany(offer => offer.Emptied.Where(empty => empty.Step.Options.Any()).Select(empty => (offer.Offer.Name, Empty: empty)))
                    // What the deal itself has is said once, though offers may come to it in other states.
                    .GroupBy(pair => (pair.Empty.Step.NamePlace.Start, pair.Empty.Mover, pair.Empty.IsOwn, pair.Empty.IsOwn ? null : pair.Empty.Where))
                    .Select(group => EmptiedSometimes(group.First().Empty, Join(group.Select(pair => $"'{pair.Name}'"))))
            );

    private static Diagnostic EmptiedSometimes(EmptiedTurn empty, string offers)
    {
        var (name, where) = (
            empty.Step.Name,
            empty.Where.Words is not { } words ? "wherever it takes place"
            : empty.Where.IsExample ? $"in some states, as when {words}"
            : $"when {words}"
        );
        // Where there is a choice.
        var but = empty.Where.Condition is { } condition ? $"not ({condition})" : "…";
        var (message, remedy) = (empty.Step is BoundJointTurn, empty.IsOwn, empty.Where.Words is null) switch
        {
            (true, true, _) => (
                $"At '{name}' {empty.Mover} has no option {where}, so it does not choose there.",
                "Leave it an option there; if that is meant, one that changes nothing."
            ),
            (true, false, _) => (
                $"In {offers} {empty.Mover} has no option left at '{name}' {where}, so it does not choose there.",
                "Leave it an option there; if that is meant, one that changes nothing."
            ),
            (false, true, true) => (
                $"No option of the turn '{name}' is ever open where it takes place, so it is passed over.",
                "Check the 'when' of its options, or leave the turn out."
            ),
            (false, true, false) => (
                $"No option of the turn '{name}' is open {where}, though it takes place there, so it is passed over.",
                $"Leave an option there, or narrow the 'when' of the turn by: and {but}."
            ),
            (false, false, true) => (
                $"In {offers} the turn '{name}' has no option left {where}, so it is passed over.",
                $"If that is meant, write 'remove step {name}'."
            ),
            (false, false, false) => (
                $"In {offers} the turn '{name}' has no option left {where}, so it is passed over there.",
                $"Leave an option there; or, if that is meant, say so of the turn itself: step {name} only when {but}{(empty.Where.Condition is null ? ", with the states in which there is a choice." : "")}"
            ),
        };
        return Warning(DiagnosticCodes.NeverReached, empty.Step.NamePlace, message, remedy);
    }

    // Promises that nothing ever calls on.
    private static IEnumerable<Diagnostic> NeverCalled(BoundDeal deal, IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (var promise in deal.Parts.Promises.Where((_, number) => offers.All(offer => offer.Promises[number].Calls.Count == 0)))
        {
            Tell(told, promise.When);
            yield return Warning(
                DiagnosticCodes.NeverReached,
                promise.Declared.NamePlace,
                $"No offer ever calls on the promise '{promise.Declared.Name}'.",
                $"Check where and when {promise.Party} has the option '{promise.Declared.Option}'."
            );
        }
    }

    // Lines of 'start' that give nothing in any offer; of a kind of party, for none of its parties.
    private static IEnumerable<Diagnostic> Starts(IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (var same in offers.SelectMany(offer => offer.StartLines).GroupBy(met => met.Line.Place.Start))
        {
            var line = same.First().Line;
            var (who, what) = (line.Party.Name, line.Declared.Option);
            if (!same.Any(met => met.Chooses))
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    line.Place,
                    $"No offer ever reaches a turn of {who}{(line.Step is null ? "" : $" at '{line.Step}'")}{(line.When is null ? "" : " in such a state")}, so this line of 'start' gives nothing.",
                    "Check its step and its 'when', or leave it out."
                );
            else if (!same.Any(met => met.Applies))
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    line.Place,
                    $"Where this line of 'start' would hold, {who} never has the option '{what}'.",
                    "Check its step, its 'when' and that of the option, or leave it out."
                );
            else if (same.Where(met => met.Applies).All(met => met.IsReplaced))
                yield return Warning(
                    DiagnosticCodes.DoesNothing,
                    line.Place,
                    $"Lines of its own say of every type of {who} what it starts with wherever this line would hold, so it gives nothing.",
                    "Leave it out, or leave out the line of a type that is no different."
                );
            else
                continue;
            Tell(told, line.When);
        }
    }

    // Chance steps after which everything is as it was, whatever comes.
    private static IEnumerable<Diagnostic> Idle(IReadOnlyList<LoweredOffer> offers)
    {
        var (idle, busy) = (new Dictionary<int, BoundStep>(), new HashSet<int>());
        foreach (var offer in offers)
        foreach (var node in offer.Game.Nodes.OfType<ChanceNode>().Where(node => !offer.Game.Steps[node.Step].IsClock))
        {
            var step = offer.BoundOffer.Steps[node.Step];
            idle.TryAdd(step.NamePlace.Start, step);
            if (node.Payments.Any(paid => paid is not null) || node.Transitions.Any(row => row is not [var only] || only.NextState != node.State))
                busy.Add(step.NamePlace.Start);
        }
        return idle
            .Values.Where(step => !step.NamePlace.IsEmpty && !busy.Contains(step.NamePlace.Start))
            .Select(step =>
                Warning(
                    DiagnosticCodes.DoesNothing,
                    step.NamePlace,
                    $"Nothing changes at '{step.Name}', whatever comes of it, and nobody pays or gains.",
                    "Write what it changes, or leave it out."
                )
            );
    }

    // Whether an offer has the step or option that is declared here.
    private static bool IsInForce(LoweredOffer offer, int start) =>
        offer.BoundOffer.Steps.Any(step =>
            step.NamePlace.Start == start
            || step is BoundJointTurn joint && joint.Outcomes.Any(outcome => outcome.When?.Place.Start == start)
            || step.Options.Any(option =>
                option.NamePlace.Start == start || option.Effects.Any(effect => effect is BoundExtension && effect.Place.Start == start)
            )
        );

    // Named values that no state ever has, said once a state; and states that are never anything else than they begin as.
    private static IEnumerable<Diagnostic> NeverMet(BoundDeal deal, IReadOnlyList<LoweredOffer> offers, HashSet<int> told)
    {
        foreach (var state in deal.Parts.Symbols.States)
        {
            // What an obligation can come to is the language's.
            if (state.Declared.IsOfObligation)
                continue;
            var met = offers.SelectMany(offer => offer.ValuesMet[state.Index]).ToHashSet();
            if (state.Domain is Enumeration named && named.Values.Where((_, value) => !met.Contains(value)).ToList() is { Count: > 0 } never)
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    never[0].Place,
                    $"In no offer does {state.Name} ever become {string.Join(" or ", never)}.",
                    "Write what leads there, or leave the value out."
                );
            else if (state.Domain is not Enumeration && met.Count == 1 && deal.Parts.Symbols.IsUsed("state", state.Name))
                yield return Warning(
                    DiagnosticCodes.NeverReached,
                    state.Declared.NamePlace,
                    $"In no offer is {state.Name} ever anything but {state.ValueText(met.Single())}.",
                    "Write what changes it, or leave it out."
                );
            else
                continue;
            // What is tested of it is settled for that reason.
            foreach (var offer in offers)
                told.UnionWith(
                    BoundWalk
                        .Formulas(offer.Bound.Parts, offer.BoundOffer)
                        .SelectMany(formula => formula.All)
                        .Where(part =>
                            part is NamedValue { Value: var value, Of: var of } && of == state && !met.Contains(value)
                            || part is StateValue { State: var read } && read == state && met.Count == 1
                        )
                        .Select(part => part.Place.Start)
                );
        }
    }

    private static IEnumerable<Diagnostic> SameGames(IReadOnlyList<IReadOnlyList<LoweredOffer>> answers)
    {
        var offers = answers[0];
        for (var later = 1; later < offers.Count; later++)
            if (offers.Where((_, earlier) => earlier < later && answers.All(under => SameGame.Are(under[earlier], under[later]))).FirstOrDefault() is { } same)
            {
                // No deal is what the other is held against, wherever it stands.
                var (odd, known) = offers[later].Offer.IsNoDeal ? (same.Offer, offers[later].Offer) : (offers[later].Offer, same.Offer);
                yield return Warning(
                    DiagnosticCodes.SameGame,
                    odd.NamePlace,
                    $"Offer '{odd.Name}' is the same game as {(known.IsNoDeal ? $"no deal ('{known.Name}')" : $"'{known.Name}'")}: nothing in it differs.",
                    "Name a clause that changes something there, or leave one of the two out."
                );
            }
    }

    // Asks whose answer is settled before anybody chooses.
    private static IEnumerable<Diagnostic> Decided(
        BoundDeal deal,
        IReadOnlyList<LoweredOffer> offers,
        List<Reachability> reached,
        HashSet<int> told,
        CancellationToken cancel
    )
    {
        for (var a = 0; a < deal.Parts.Asks.Count; a++)
        {
            cancel.ThrowIfCancellationRequested();
            var ask = deal.Parts.Asks[a].Symbol.Declared;
            var settled = offers
                .Select((offer, o) => (offer.Offer, Value: reached[o].Decided(offer.Asks[a])))
                .GroupBy(pair => pair.Offer.Name)
                .Where(group => group.Select(pair => pair.Value).Distinct().Count() == 1)
                .Select(group => group.First())
                .Where(pair => pair.Value is not null)
                .ToList();
            if (settled.Count == 0)
                continue;
            Tell(told, deal.Parts.Asks[a].Condition);
            var words = settled
                .GroupBy(pair => pair.Value!.Value)
                .Select(group =>
                    ask.Measure.Kind.Settled(group.Key)
                    + " in "
                    + Join(group.Select(pair => pair.Offer.IsNoDeal ? $"no deal ('{pair.Offer.Name}')" : $"'{pair.Offer.Name}'"))
                );
            yield return Warning(
                DiagnosticCodes.AskDecided,
                ask.NamePlace,
                $"'{ask.Title ?? ask.Name}' {string.Join(", and ", words)}, whatever anybody does.",
                "Every comparison with it there is settled by how the deal is written. Check the condition, or what the offer starts with."
            );
        }
    }

    // Values of a state from which nothing leads out, while somebody gets or pays something there each period.
    private static IEnumerable<Diagnostic> Traps(
        SourceText source,
        BoundDeal deal,
        IReadOnlyList<LoweredOffer> offers,
        List<Reachability> reached,
        CancellationToken cancel
    )
    {
        foreach (var state in deal.Parts.Symbols.States)
        {
            if (state.Domain is not Enumeration named || state.Declared.IsOfObligation)
                continue;
            var (met, left) = (new HashSet<int>(), new HashSet<int>());
            for (var o = 0; o < offers.Count; o++)
            {
                cancel.ThrowIfCancellationRequested();
                var trapped = Trapped.In(offers[o], reached[o], state.Index);
                met.UnionWith(trapped.Met);
                left.UnionWith(trapped.Left);
            }
            if (new Trapped(met, left).Values.Where(value => !Remark.Is("final", source, named.Values[value].Place)).ToList() is { Count: > 0 } traps)
                yield return Warning(
                    DiagnosticCodes.Trap,
                    named.Values[traps[0]].Place,
                    $"Once {state.Name} is {Join(traps.Select(value => named.Values[value].Text), "or")} at the end of a period, it is so at the end of every later one, while flows go on there.",
                    "If that is meant, write '# final' at the end of its line; else write what leads out of it."
                );
        }
    }

    private static string Join(IEnumerable<string> items, string last = "and")
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    private static Diagnostic Warning(string code, Place place, string message, string remedy) => new(code, Severity.Warning, message, place, remedy);
}
