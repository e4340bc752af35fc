using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Checks;

/// <summary>What of an offer's answer is settled by how the deal is written: found without solving.</summary>
/// <param name="offers">All that are looked at, no deal among them where there is one.</param>
/// <param name="best">The best values.</param>
/// <param name="isSaid">Whether a finding of a kind has been said at a place of the text already, and is not said again.</param>
internal sealed class StructureCheck(IReadOnlyList<LoweredOffer> offers, double[] best, Func<string, Place, bool>? isSaid = null)
{
    // Smaller differences of a flow are not told.
    private const double Told = 0.05;

    private readonly LoweredOffer? none = offers.FirstOrDefault(offer => offer.Offer.IsNoDeal);

    /// <param name="offer">Which offer.</param>
    /// <param name="along">Its solution, for how often it comes to pass; null: not solved.</param>
    public IEnumerable<ModelFinding> Of(LoweredOffer offer, OfferOutcome? along = null)
    {
        var reached = new Reachability(offer.Game);
        return Settled(offer, reached).Concat(Unsaid(offer)).Concat(Traps(offer, reached, along)).Concat(Unreached(offer, along));
    }

    private bool IsSaid(string kind, Place place) => isSaid?.Invoke(kind, place) == true;

    private static ModelFinding Found(LoweredOffer offer, string kind, string words) => new(offer.Offer.Name, kind, words);

    private IEnumerable<ModelFinding> Settled(LoweredOffer offer, Reachability reached)
    {
        var asks = offer.Deal.Asks.ToList();
        var settled = Enumerable
            .Range(0, offer.Asks.Count)
            .Where(ask => !IsSaid("settled", asks[ask].NamePlace))
            .Select(ask => (Ask: offer.Asks[ask], Value: reached.Decided(offer.Asks[ask])))
            .Where(each => each.Value is not null)
            .ToList();
        if (settled.Count > 0)
            yield return Found(
                offer,
                "settled",
                $"{Words.Listed([.. settled.Select(each => $"“{each.Ask.Title}” {each.Ask.Kind.Settled(each.Value!.Value)}")])}, whatever anybody does."
            );
    }

    // What the offer begins with is worth something to somebody, without a clause that says so.
    private IEnumerable<ModelFinding> Unsaid(LoweredOffer offer)
    {
        if (none is null || offer == none)
            yield break;
        // What clauses add to flows is said: the same state in a game without them.
        var plain = offer.HasInterestsOf(none)
            ? offer
            : offers.FirstOrDefault(other => other.HasInterestsOf(none) && StateIn(other, offer.Game.StateNames[offer.Game.InitialState]) >= 0);
        if (plain is null)
        {
            yield return Found(
                offer,
                "notLookedAt",
                $"What it gives to whom that no clause says was not looked at: its clauses change what the state that it begins with is worth, and no other offer can be in that state without these clauses, so that what is due to the clauses cannot be told from the rest."
            );
            yield break;
        }
        var (here, there) = (Flows(plain, StateIn(plain, offer.Game.StateNames[offer.Game.InitialState])), Flows(none, none.Game.InitialState));
        var words = new DealWords(offer);
        var given = new List<string>();
        for (var party = 0; party < here.Length; party++)
        {
            var more = here[party].Zip(there[party], (one, two) => one - two).ToList();
            if (more.Any(points => Math.Abs(points) >= Told))
                given.Add(
                    $"{words.Party(party)} {(more.Max() - more.Min() < Told ? ReasonWords.Signed(more[0]) : $"{ReasonWords.Signed(more.Min())} to {ReasonWords.Signed(more.Max())} by type")}"
                );
        }
        var first = offer.FactsIn(offer.Game.InitialState).Except(none.FactsIn(none.Game.InitialState)).ToList();
        if (given.Count > 0)
            yield return Found(
                offer,
                "unsaid",
                $"It begins where {Words.Listed([.. first.Select(fact => words.Facts([fact]))])}, and that gives, over no deal and without a clause that says so, in the first {Words.Spoken(words.Unit)}: {string.Join(", ", given)} points."
            );
    }

    private static int StateIn(LoweredOffer offer, string name) => offer.Game.StateNames.ToList().IndexOf(name);

    // [party][type]
    private double[][] Flows(LoweredOffer offer, int state)
    {
        var coefficients = new double[offer.Table.Count];
        offer.Table.Evaluate(best, coefficients);
        // At the end of the first period, with nothing changed but the time.
        var game = offer.Game;
        if (game.Steps is [.., { IsClock: true } clock] && clock.NodeOfState[state] is >= 0 and var node)
            state = ((ChanceNode)game.Nodes[node]).Transitions[0][0].NextState;
        return [.. game.Flows[state].Select(types => types.Select(flow => coefficients[flow.Index]).ToArray())];
    }

    private IEnumerable<ModelFinding> Traps(LoweredOffer offer, Reachability reached, OfferOutcome? along)
    {
        foreach (var (state, index) in offer.Deal.All<StateVariable>().Select((state, index) => (state, index)))
        {
            if (state.Domain is not Enumeration named)
                continue;
            var traps = Trapped.In(offer, reached, index).Values;
            // A warning stands at the first value of those that it names.
            if (traps.Count == 0 || named.Values.Any(value => IsSaid("trap", value.Place)))
                continue;
            var end = along is null
                ? ""
                : $"; after {Words.Counted(along.Forward.Periods, offer.Deal.PeriodName)} {ReasonWords.Hundred(Enumerable.Range(0, offer.Game.StateCount).Where(number => traps.Contains(offer.States[number][index])).Sum(number => along.Forward.StateShare[^1][number]))} are there";
            yield return Found(
                offer,
                "trap",
                $"Once {offer.Wording.State(state.Name)} is {string.Join(" or ", traps.Select(value => offer.Wording.Value(state.Name, named.Values[value].Text)))} at the end of a period, it is so at the end of every later one, while flows go on there{end}."
            );
        }
    }

    private IEnumerable<ModelFinding> Unreached(LoweredOffer offer, OfferOutcome? along)
    {
        var never = offer
            .NeverMet.Where(odd => !IsSaid("unreached", odd.Place))
            .Select(odd => odd.Told)
            .Distinct()
            .GroupBy(Briefly)
            .Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} of them)")
            .ToList();
        if (never.Count > 0)
            yield return Found(
                offer,
                "unreached",
                $"{Words.Counted(never.Count, "thing")} {Words.Does(never.Count, "is", "are")} never reached, whatever anybody does: {Words.Some(never)}."
            );
        if (along is null)
            yield break;
        var seldom = Enumerable
            .Range(0, offer.Game.Steps.Count)
            .Where(step => offer.Game.Steps[step].NodeOfState.Any(node => node >= 0))
            .Select(step =>
                (Step: step, Reached: along.Forward.Reached.Sum(nodes => offer.Game.Steps[step].NodeOfState.Where(node => node >= 0).Sum(node => nodes[node])))
            )
            .Where(each => each.Reached < Seldom)
            .Select(each => $"'{offer.Wording.Step(offer.Game.Steps[each.Step].Name)}'")
            .ToList();
        if (seldom.Count > 0)
            yield return Found(
                offer,
                "unreached",
                $"{Words.Counted(seldom.Count, "step")} {Words.Does(seldom.Count, "is", "are")} reached fewer than once in {1 / Seldom:0} runs: {Words.Some(seldom)}."
            );
    }

    // Without what a reader of the text, who sees the place, is told beside it.
    private static string Briefly(string thing) =>
        thing
            .Split(": conditions are tested in")[0]
            .Split(": its 'when' is tested in")[0]
            .Replace(" that hangs on this", " whose condition never holds when the options are chosen", StringComparison.Ordinal);

    private const double Seldom = 0.001;
}
