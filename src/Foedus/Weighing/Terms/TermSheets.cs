using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Terms;

/// <summary>Offers in words, from their clauses as written and from what their states give.</summary>
internal static class TermSheets
{
    // States met for less of the time are not told.
    private const double LeastShare = 0.03;

    private const int MostStates = 4;

    /// <param name="offer">The offer.</param>
    /// <param name="outcome">Its solution at the best values; null where it has none: then nothing is said of states.</param>
    public static TermSheet Of(LoweredOffer offer, OfferOutcome? outcome) => new(offer.Offer.Name, offer.Offer.Title ?? offer.Offer.Name, offer.Offer.IsNoDeal,
        [.. offer.Offer.Starts.Select(setting => offer.Wording.Facts($"{setting.Variable} = {ExpressionText.Of(setting.Value)}"))],
        [.. offer.Offer.Clauses.Select(use => Clause(offer, use)).OfType<ClauseTerms>()], outcome is null ? [] : States(offer, outcome));

    private static ClauseTerms? Clause(LoweredOffer offer, ClauseUse use)
    {
        var deal = offer.Deal;
        if (deal.Clauses.FirstOrDefault(clause => clause.Name == use.Clause.Text) is not { } clause)
            return null;
        var lines = new TermWords(deal, offer.Wording, clause.Parameters.Select(parameter => parameter.Text).Zip(use.Arguments).ToDictionary()).Of(clause.Terms);
        return new ClauseTerms(use.ToString(), clause.Title ?? clause.Name,
        [
            .. lines.GroupBy(line => line.Party).OrderBy(same => same.Key.Length == 0).Select(same => new PartyTerms(same.Key, deal.PartyTitle(same.Key),
                [.. Those(same, TermSide.Gives)], [.. Those(same, TermSide.Gets)], [.. Those(same, TermSide.Decides)])),
        ])
        { Source = clause.Source is null ? null : deal.SourceText(clause.Source), Cited = clause.Cited };
    }

    private static IEnumerable<string> Those(IEnumerable<TermLine> lines, TermSide side) => lines.Where(line => line.Side == side).Select(line => line.Text).Distinct();

    private static List<StateTerms> States(LoweredOffer offer, OfferOutcome outcome)
    {
        var (game, numbers, words, told) = (offer.Game, outcome.Solution.Coefficients, new DealWords(offer), new List<StateTerms>());
        // Ends of periods: the beginning is none.
        var times = Enumerable.Range(0, game.StateCount).Select(state => outcome.Forward.StateShare.Skip(1).Sum(shares => shares[state])).ToArray();
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var (alike, who) = (FlowGroups.Of(offer, numbers, party), party);
            List<TypePoints> ByType(int state) => [.. game.Parties[who].TypeNames.Select((type, t) => new TypePoints(type, numbers[game.Flows[state][who][t].Index]))];
            double Expected(List<TypePoints> types) => types.Select((type, t) => outcome.Prior[game.SlotOf(who) + t] * type.Points).Sum();
            told.AddRange(Enumerable.Range(0, game.StateCount).GroupBy(state => alike[state]).Select(same => (same.Key, Time: same.Sum(state => times[state]), Points: ByType(same.First())))
                .Where(each => each.Time >= LeastShare * times.Sum() && each.Points.Any(type => Math.Abs(type.Points) > 1e-9)).OrderByDescending(each => each.Time).Take(MostStates)
                .Select(each => new StateTerms(game.Parties[who].Name, words.Party(who), words.Facts([each.Key]), each.Time, Expected(each.Points)) { ByType = each.Points.Max(type => type.Points) - each.Points.Min(type => type.Points) > 1e-9 ? each.Points : [] }));
        }
        return told;
    }
}
