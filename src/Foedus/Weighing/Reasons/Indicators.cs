using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving.Beliefs;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Public events that would move the answer most: what a party is seen to do, what state comes about.</summary>
/// <remarks>
/// Of the runs of the solved play, some have the event within the time of the ask and some never. Both shares, and the answer within each, are sums of chances that the forward pass follows exactly.
/// A choice counts in states in which what is asked still is so: what happens where it has failed already (a halt, in war) is no sign that comes before. What settles the answer by itself (a breach, where the ask is whether there is none) is its end and no sign of it, and is left out; so is what is seen in nearly every run or in nearly none.
/// </remarks>
internal static class Indicators
{
    /// <summary>Events in nearly no run, or in nearly every run, tell nothing that could be watched for.</summary>
    public const double LeastChance = 0.02;

    /// <summary>Answers that move by less are level.</summary>
    public const double LeastMove = 0.02;

    // What is left of the answer, or of its opposite, where an event has settled it.
    private const double Settled = 0.005;

    // Events whose chances are followed in one pass: bounds its memory.
    private const int AtOnce = 6;

    /// <summary>The chances that events are looked for on: those that the condition for holding speaks of; where there are none, the first that something holds through a time, or else comes by one.</summary>
    /// <param name="offer">The offer.</param>
    public static IReadOnlyList<AskedMeasure> Asks(LoweredOffer offer)
    {
        var deciding = offer.Holding is not { } holding ? [] : offer.Asks.Where((ask, a) => !ask.Kind.IsTime && holding.Asked.Contains(a)).ToList();
        return deciding.Count > 0 ? deciding
            : (offer.Asks.FirstOrDefault(ask => new Asked(ask).IsSurvival) ?? offer.Asks.FirstOrDefault(ask => ask.Kind == AskedKind.ChanceBy)) is { } first
                ? [first]
            : [];
    }

    /// <summary>The events that move one of the <see cref="Asks"/> most, first.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="outcome">Its solution.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IReadOnlyList<Indicator> Of(LoweredOffer offer, OfferOutcome outcome, CancellationToken cancel = default) =>
        [.. Asks(offer).SelectMany(ask => Of(offer, ask, outcome, cancel)).OrderByDescending(indicator => Math.Abs(indicator.Seen - indicator.Plain))];

    private static List<Indicator> Of(LoweredOffer offer, AskedMeasure ask, OfferOutcome outcome, CancellationToken cancel)
    {
        var found = new List<Indicator>();
        var (followed, atLast) = (new Asked(ask).Followed, ask.Kind.IsAtOneEnd ? ask.Holds : null);
        Following Follow(bool[]? without, IReadOnlyList<(int, int, bool[])> drops, bool isAsked) =>
            new(isAsked ? Both(followed, without) : without, drops) { AliveAtLast = isAsked ? atLast : null };
        foreach (var some in Events(offer, ask).Chunk(AtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var pass = new ForwardPass(
                outcome.Solution,
                [Follow(null, [], true), .. some.SelectMany(seen => new[] { Follow(seen.Without, seen.Drops, false), Follow(seen.Without, seen.Drops, true) })],
                [],
                ask.Periods
            );
            pass.Run(cancel);
            for (var e = 0; e < some.Length; e++)
                if (
                    Told(offer, ask, some[e], pass.Alive[1][ask.Periods], pass.Alive[2 + 2 * e][ask.Periods], pass.Alive[3 + 2 * e][ask.Periods]) is
                    { } indicator
                )
                    found.Add(indicator);
        }
        return found;
    }

    // Without: states in which it has not come about; null where it is a choice, which is met at nodes.
    private sealed record Event(string Words, string Party, string? Trigger, bool[]? Without, IReadOnlyList<(int Node, int Mover, bool[] Dropped)> Drops);

    private static bool[]? Both(bool[]? alive, bool[]? without) =>
        alive is null || without is null ? alive ?? without : [.. alive.Zip(without, (one, other) => one && other)];

    private static Indicator? Told(LoweredOffer offer, AskedMeasure ask, Event seen, double alive, double never, double aliveAndNever)
    {
        var chance = 1 - never;
        if (chance < LeastChance || never < LeastChance)
            return null;
        double Given(double part, double whole) => Math.Clamp(part / whole, 0, 1);
        var (asked, after) = (new Asked(ask), Given(alive - aliveAndNever, chance));
        var (plain, then, otherwise) = (asked.Answer(alive), asked.Answer(after), asked.Answer(Given(aliveAndNever, never)));
        if (Math.Abs(then - plain) < LeastMove || after is < Settled or > 1 - Settled)
            return null;
        return new Indicator(
            offer.Offer.Name,
            ask.Name,
            ask.Title,
            seen.Words,
            seen.Party,
            seen.Trigger,
            chance,
            plain,
            then,
            otherwise,
            $"{char.ToUpperInvariant(seen.Words[0])}{seen.Words[1..]}{(seen.Trigger is null ? "" : $" ({seen.Trigger})")}: seen in {Words.OfHundred(chance)} of 100 runs; “{ask.Title}” is then {Words.OfHundred(then)} of 100, instead of {Words.OfHundred(plain)}, and {Words.OfHundred(otherwise)} where it is never seen."
        );
    }

    private static IEnumerable<Event> Events(LoweredOffer offer, AskedMeasure ask)
    {
        var (game, words) = (offer.Game, new DealWords(offer));
        // What is judged at one end alone has not failed before.
        var stillSo = new Asked(ask).Followed ?? [.. Enumerable.Repeat(true, game.StateCount)];
        // By step, party and what the others see of the option.
        var choices = Enumerable
            .Range(0, game.Nodes.Count)
            .SelectMany(node =>
                game.Nodes[node]
                    .Choosers.SelectMany(
                        (chooser, mover) =>
                            Enumerable
                                .Range(0, chooser.Options.Count)
                                .Where(option => stillSo[game.Nodes[node].State] && !offer.IsUnseen(node, mover, option))
                                .Select(option =>
                                    (
                                        Node: node,
                                        Mover: mover,
                                        chooser.Party,
                                        game.Nodes[node].Step,
                                        Option: chooser.Options[option],
                                        Dropped: chooser.Labels.Select(label => label == chooser.Labels[option]).ToArray()
                                    )
                                )
                    )
            );
        foreach (var same in choices.GroupBy(choice => (choice.Step, choice.Party, choice.Option)))
            yield return new Event(
                $"{words.Subject(same.Key.Party).Play(words.Option(same.Key.Step, same.Key.Party, same.Key.Option))}{words.At(same.Key.Step, same.Key.Party, same.Key.Option)}",
                game.Parties[same.Key.Party].Name,
                null,
                null,
                [.. same.Select(choice => (choice.Node, choice.Mover, choice.Dropped))]
            );
        foreach (var fact in Enumerable.Range(0, game.StateCount).SelectMany(state => offer.FactsIn(state)).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            bool[] without = [.. Enumerable.Range(0, game.StateCount).Select(state => !offer.FactsIn(state).Contains(fact))];
            // What is so from the start is no event, nor what only a date brings about, and what is so only where it has failed no sign.
            if (
                without[game.InitialState]
                && !IsDated(offer.Deal, fact)
                && Enumerable.Range(0, game.StateCount).Any(state => stillSo[state] && !without[state])
            )
                yield return new Event(words.ComesAbout(fact), "", TriggerOf(offer.Deal, fact), without, []);
        }
    }

    // Set by events alone that wait for a time: a clause's own clock tells nothing that could be watched for.
    private static bool IsDated(Deal deal, string fact)
    {
        int Setting(IEnumerable<Node> nodes) => nodes.OfType<Assign>().Count(assign => $"{assign.Variable} = {ExpressionText.Of(assign.Value)}" == fact);
        var dated = Walk.All(deal)
            .OfType<Model.Event>()
            .Where(certain => certain.When is { } when && Walk.All(when).OfType<TimeCondition>().Any())
            .Sum(certain => Setting(Walk.All(certain)));
        return dated > 0 && dated == Setting(Walk.All(deal));
    }

    private static string? TriggerOf(Deal deal, string fact) =>
        deal.All<StateTrigger>().FirstOrDefault(tie => $"{tie.Variable} = {tie.Value}" == fact) is { } tie
            ? $"on reports: {DayConditionText.Of(tie.Condition)}"
            : null;
}
