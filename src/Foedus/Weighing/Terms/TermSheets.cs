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
    public static TermSheet Of(LoweredOffer offer, OfferOutcome? outcome) =>
        new(
            offer.Offer.Name,
            offer.Offer.Title ?? offer.Offer.Name,
            offer.Offer.IsNoDeal,
            [.. offer.Offer.Starts.Select(setting => offer.Wording.Facts($"{setting.Variable} = {ExpressionText.Of(setting.Value)}"))],
            Clauses(offer),
            outcome is null ? [] : States(offer, outcome)
        );

    private static List<ClauseTerms> Clauses(LoweredOffer offer)
    {
        var (deal, standing, told) = (
            offer.Deal,
            new AsApplied(offer.Deal, offer.WrittenOut),
            new List<(ClauseUse Use, Clause Clause, IReadOnlyList<TermLine> Lines)>()
        );
        // The deal's own steps and what the answers in force make of them come first, and are told of no clause.
        new TermWords(deal, standing, offer.Wording, "", new Dictionary<string, Expression>()).Of([
            .. deal.All<Step>().Select(step => new AddStep(step)),
            .. offer.TermsOfAnswers,
        ]);
        foreach (var use in offer.Offer.Clauses)
            if (deal.Clauses.FirstOrDefault(clause => clause.Name == use.Clause.Text) is { } clause)
                told.Add(
                    (
                        use,
                        clause,
                        new TermWords(
                            deal,
                            standing,
                            offer.Wording,
                            clause.Title ?? clause.Name,
                            clause.Parameters.Select(parameter => parameter.Text).Zip(use.Arguments).ToDictionary()
                        ).Of(clause.Terms)
                    )
                );
        // Only when all are applied is known what of the first ones a later one takes back.
        IEnumerable<string> Those(IEnumerable<TermLine> lines, TermSide side) => lines.Where(line => line.Side == side).Select(standing.Text).Distinct();
        return
        [
            .. told.Select(each => new ClauseTerms(
                each.Use.ToString(),
                each.Clause.Title ?? each.Clause.Name,
                [
                    .. each
                        .Lines.GroupBy(line => line.Party)
                        .OrderBy(same => same.Key.Length == 0)
                        .Select(same => new PartyTerms(
                            same.Key,
                            deal.PartyTitle(same.Key),
                            [.. Those(same, TermSide.Gives)],
                            [.. Those(same, TermSide.Gets)],
                            [.. Those(same, TermSide.Decides)]
                        )),
                ]
            )
            {
                Source = each.Clause.Source is null ? null : deal.SourceText(each.Clause.Source),
                Cited = each.Clause.Cited,
            }),
        ];
    }

    private static List<StateTerms> States(LoweredOffer offer, OfferOutcome outcome)
    {
        var (game, numbers, words, told) = (offer.Game, outcome.Solution.Coefficients, new DealWords(offer), new List<StateTerms>());
        // Ends of periods: the beginning is none.
        var times = Enumerable.Range(0, game.StateCount).Select(state => outcome.Forward.StateShare.Skip(1).Sum(shares => shares[state])).ToArray();
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var (alike, who) = (FlowGroups.Of(offer, numbers, party), party);
            List<TypePoints> ByType(int state) =>
                [.. game.Parties[who].TypeNames.Select((type, t) => new TypePoints(type, numbers[game.Flows[state][who][t].Index]))];
            double Expected(List<TypePoints> types) => types.Select((type, t) => outcome.Prior[game.SlotOf(who) + t] * type.Points).Sum();
            told.AddRange(
                Enumerable
                    .Range(0, game.StateCount)
                    .GroupBy(state => alike[state])
                    .Select(same => (same.Key, Time: same.Sum(state => times[state]), Points: ByType(same.First())))
                    .Where(each => each.Time >= LeastShare * times.Sum() && each.Points.Any(type => Math.Abs(type.Points) > 1e-9))
                    .OrderByDescending(each => each.Time)
                    .Take(MostStates)
                    .Select(each => new StateTerms(game.Parties[who].Name, words.Party(who), words.Facts([each.Key]), each.Time, Expected(each.Points))
                    {
                        ByType = each.Points.Max(type => type.Points) - each.Points.Min(type => type.Points) > 1e-9 ? each.Points : [],
                    })
            );
        }
        return told;
    }
}
