using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Briefs;

/// <summary>A brief from a weighed result: the same numbers as its telling, those first that somebody who decides needs.</summary>
internal static class BriefMaker
{
    /// <summary>Lines of a list in a brief.</summary>
    public const int MostLines = 5;

    // A party that signs in fewer worlds is told as one that would not.
    private const double Signs = 0.5;

    /// <param name="deal">Weighed.</param>
    /// <param name="material">Terms in words, what to watch.</param>
    public static Brief Make(WeighedDeal deal, BriefMaterial material)
    {
        var result = deal.Result;
        var lead = Lead(result);
        return new Brief
        {
            Marking = material.Marking,
            Title = result.Title + (result.Reading is { } reading ? $" – reading “{reading}”" : ""),
            Question = Question(result),
            BottomLine = result.Headline,
            Likelihood = LikelihoodOf(lead),
            Confidence = BriefConfidences.Of(deal, lead),
            Offers = [.. result.Offers.OrderBy(offer => offer.IsNoDeal).ThenByDescending(offer => offer == lead).ThenByDescending(Yardstick).Select(offer => Offer(offer, material.Terms)).OfType<BriefOffer>()],
            HoldOuts = [.. result.Offers.Where(offer => !offer.IsNoDeal).OrderByDescending(offer => offer == lead).ThenByDescending(Yardstick).SelectMany(offer => HoldOuts(result, offer))],
            RestsOn = [.. RestsOn(deal, lead)],
            WouldChange = [.. WouldChange(result, lead)],
            Indicators = material.Indicators,
            Dissent = [.. BriefDissent.Of(result, lead, material.Readings)],
            Limits = result.Honesty,
            Provenance = deal.Provenance,
        };
    }

    /// <summary>The offer that a brief is about: signed by all and holding in most worlds; where none is signed, the one that holds in most.</summary>
    public static OfferResult Lead(WeighingResult result) => result.Offers.Where(offer => !offer.IsNoDeal).OrderByDescending(Yardstick).ThenByDescending(offer => Known(offer.Holds?.Share)).FirstOrDefault() ?? result.Offers[0];

    private static double Yardstick(OfferResult offer) => Known((offer.AcceptableAndHolds ?? offer.AllSign).Share);

    private static double Known(double? share) => share is { } known && !double.IsNaN(known) ? known : -1;

    private static string Question(WeighingResult result)
    {
        var offers = result.Offers.Count(offer => !offer.IsNoDeal);
        return $"{(offers == 1 ? $"Would “{result.Offers.First(offer => !offer.IsNoDeal).Title}”" : $"Which of {Words.Counted(offers, "offer")} would")} be signed by all{(result.HoldsWhen is { } when ? $" and hold ({ConditionWords.Of(when, result)})" : "")}, over {result.Horizon}, against “{result.Offers.First(offer => offer.IsNoDeal).Title}”?";
    }

    private static string LikelihoodOf(OfferResult lead) => Likelihood.Sentence($"“{lead.Title}” would be signed by all{(lead.AcceptableAndHolds is null ? "" : " and hold")}", (lead.AcceptableAndHolds ?? lead.AllSign).Share);

    private static BriefOffer? Offer(OfferResult offer, IReadOnlyList<TermSheet> terms) => terms.FirstOrDefault(sheet => sheet.Offer == offer.Name) is { } sheet
        ? new BriefOffer(offer.Name, offer.Title, offer.Holds is { } holds ? new WorldShare(holds.Share, holds.Low, holds.High) : null, offer.IsNoDeal ? null : offer.AllSign, offer.IsNoDeal ? null : offer.AcceptableAndHolds, sheet) : null;

    private static IEnumerable<BriefHoldOut> HoldOuts(WeighingResult result, OfferResult offer)
    {
        var first = 0;
        var found = new List<BriefHoldOut>();
        foreach (var party in offer.Parties)
        {
            var slots = Enumerable.Range(first, party.ByType.Count).ToList();
            first += party.ByType.Count;
            if (!(party.Signs.Share < Signs))
                continue;
            // What is lacked is said of the worlds in which it is: by the type that is in the way in most of them.
            var lacking = slots.Select(slot => offer.Draws.Surplus[slot].Where(surplus => surplus < 0).Select(surplus => -surplus).Order().ToArray()).ToList();
            var worst = Enumerable.Range(0, slots.Count).MaxBy(type => (lacking[type].Length, type));
            var type = party.ByType[worst];
            var lacks = lacking[worst].Length == 0 ? (double?)null : Statistics.Quantile(lacking[worst], 0.5);
            var who = party.ByType.Count > 1 ? $"if {type.Type.Replace('_', ' ')} it" : "it";
            found.Add(new BriefHoldOut(offer.Name, party.Party, party.Title, party.ByType.Count > 1 ? type.Type : "", party.Signs, lacks,
                $"{offer.Title}: {party.Title} would sign in {party.Signs.InWords} worlds" + (lacks is { } points ? $"; in those where it would not, {who} lacks {Unit.Points.Fine(points)} points over no deal, in the median of them." : ".")
                    + HoldOutWords.HangsOn(result, offer, slots[worst])));
        }
        return found.OrderBy(each => each.Signs.Share);
    }

    private static IEnumerable<string> RestsOn(WeighedDeal deal, OfferResult lead)
    {
        var result = deal.Result;
        foreach (var fork in result.Forks ?? [])
        {
            var shares = fork.Answers.Select(answer => (answer.Title, Share: answer.Offers.First(offer => offer.Offer == lead.Name) is var under ? (under.SignedAndHolds ?? under.AllSign).Share : double.NaN)).Where(each => !double.IsNaN(each.Share)).ToList();
            if (shares.Count > 0)
                yield return $"How the world works, {fork.Title}: “{lead.Title}” {string.Join(", ", shares.Select(each => $"{Unit.Worlds.Number(each.Share)} of 100 if {each.Title}"))}.";
        }
        foreach (var line in Assumptions(deal, lead))
            yield return line;
        if (result.Equilibria is { NotSearched: [_, ..] notSearched })
            yield return $"Equilibria: of {Words.Listed([.. notSearched.Select(deal.Quoted)])} one is followed; others were not looked for.";
        if (result.Equilibria is { Offers: [_, ..] } found)
            yield return found.DrawsWithSeveral == 0 ? $"Equilibria: no other was found in the {Words.Counted(found.DrawsSearched, "world")} searched; that does not say that there is none."
                : $"Equilibria: in {found.DrawsWithSeveral:N0} of {Words.Counted(found.DrawsSearched, "world")} searched some offer has more than one"
                    + (found.Offers.FirstOrDefault(offer => offer.Offer == lead.Name) is { SignedAndHolds: { } ends } ? $"; “{lead.Title}” would be signed and hold in {Unit.Worlds.Number(ends.Low)} of 100 of these worlds in every one found, in {Unit.Worlds.Number(ends.High)} in some." : ".");
        foreach (var evidence in (result.Evidence ?? []).OrderByDescending(evidence => evidence.Offer == lead.Name).Take(MostLines))
            yield return $"Evidence, {evidence.Definition} ({evidence.Source}, {evidence.Day:yyyy-MM-dd}), beside “{evidence.Title}” of {evidence.Offer}. {evidence.Words}";
        if (result.Evidence is null)
            yield return "Evidence: none stands beside it.";
    }

    private static IEnumerable<string> Assumptions(WeighedDeal deal, OfferResult lead)
    {
        var result = deal.Result;
        string Told(string name, double share, string what) => result.Assumptions.First(assumption => assumption.Name == name) is var assumption
            ? $"{(assumption.Sentence.Length > 0 ? $"{char.ToUpperInvariant(assumption.Sentence[0])}{assumption.Sentence[1..]} ({name})" : name)}: {what} {Words.OfHundred(Math.Clamp(share, 0, 1))} of 100 of the spread; best {Words.Number(assumption.Best)}, {assumption.Understood}; {(assumption.Source is { } source ? $"{source} ({GroundsWords.Of(assumption)})" : "a guess")}." : "";
        var outcomes = result.Analysis?.Effects.FirstOrDefault(effects => effects.Offer == lead.Name)?.Outcomes ?? [];
        var outcome = outcomes.FirstOrDefault(outcome => outcome.Outcome == "signedAndHolds" && outcome.Deviation > 0) ?? outcomes.FirstOrDefault(outcome => outcome.Deviation > 0);
        if (outcome is not null)
            return outcome.ByAssumption.Where(effect => effect.TotalInterval.Low > 0).Take(3).Select(effect => Told(effect.Assumption, effect.Total, "has a part in"));
        var at = result.Offers.ToList().IndexOf(lead);
        return result.Assumptions.Where(assumption => assumption.ByOffer.Count > at && assumption.ByOffer[at] is { OwnShare: > 0.01, Low: > 0 }).OrderByDescending(assumption => assumption.ByOffer[at].OwnShare).Take(3)
            .Select(assumption => Told(assumption.Name, assumption.ByOffer[at].OwnShare, "explains alone"));
    }

    private static IEnumerable<string> WouldChange(WeighingResult result, OfferResult lead)
    {
        var at = result.Offers.ToList().IndexOf(lead);
        var lines = ForksSection.Flips(result).OfType<ToldText>().Select(text => text.Text)
            .Concat(result.Assumptions.Where(assumption => assumption.ByOffer.Count > at && assumption.ByOffer[at].Flip is not null)
                .OrderBy(assumption => Math.Abs(assumption.ByOffer[at].Flip!.Value - assumption.Best) / Math.Max(1e-12, assumption.High - assumption.Low)).Select(assumption => Flip(assumption, assumption.ByOffer[at].Flip!.Value, lead)))
            .ToList();
        if (result.Analysis?.Ranking is { } ranking)
            lines.AddRange(new[] { RankingWords.Standing(ranking, result), RankingWords.Alone(ranking), ranking.Nearest is null ? "" : RankingWords.Together(ranking, result) }.Where(text => text.Length > 0));
        return lines.Count == 0 ? ["No single assumption flips it within its range."] : lines.Take(MostLines + 1);
    }

    private static string Flip(AssumptionResult assumption, double flip, OfferResult lead) =>
        $"“{lead.Title}” {(lead.HoldsAtBest == true ? "no longer holds" : "would hold")} with {BriefWords.Of(assumption)} {(flip > assumption.Best ? "above" : "below")} {Words.Number(flip)} instead of {Words.Number(assumption.Best)}, all else at its best value.";
}
