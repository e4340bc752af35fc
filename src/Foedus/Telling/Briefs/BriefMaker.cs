using System.Text.RegularExpressions;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Engine;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Briefs;

/// <summary>A brief from a weighed result: the same numbers as its telling, those first that somebody who decides needs.</summary>
internal static class BriefMaker
{
    // Values that turn the answer, in a sentence.
    private const int MostFlips = 4;

    // Pieces of evidence and assumptions in a brief.
    private const int MostEvidence = 2;
    private const int MostAssumptions = 3;

    // Worlds in which a party does not sign: what rounds to 1 of 100, and more than half.
    private const double Seldom = 0.005;
    private const double Mostly = 0.5 + 1e-9;

    /// <param name="deal">Weighed.</param>
    /// <param name="material">Terms in words, what to watch.</param>
    public static Brief Make(WeighedDeal deal, BriefMaterial material)
    {
        var result = deal.Result;
        var lead = Lead(result);
        IReadOnlyList<string> level = result.Ahead is { } ahead && ahead.Leader == lead.Name ? [.. ahead.Level] : [];
        var named = Summaries.Headline(result.Offers, result.HoldsWhen is not null, result.Ahead).Named;
        IReadOnlyList<OfferResult> shown =
        [
            lead,
            .. result.Offers.Where(offer => offer != lead && !offer.IsNoDeal && (named.Contains(offer) || material.Shown.Contains(offer.Name))),
        ];
        return new Brief
        {
            Marking = material.Marking,
            Title = result.Title + (result.Reading is { } reading ? $" – reading “{reading}”" : ""),
            Question = Question(result),
            BottomLine = result.Headline,
            Likelihood = LikelihoodOf(lead),
            Confidence = BriefConfidences.Of(deal, lead),
            Offers =
            [
                .. result
                    .Offers.OrderBy(offer => offer.IsNoDeal)
                    .ThenByDescending(offer => offer == lead)
                    .ThenByDescending(Yardstick)
                    .Select(offer => Offer(offer, material.Terms))
                    .OfType<BriefOffer>(),
            ],
            Level = level,
            HoldOuts =
            [
                .. result
                    .Offers.Where(offer => !offer.IsNoDeal)
                    .OrderByDescending(offer => offer == lead)
                    .ThenByDescending(offer => level.Contains(offer.Name))
                    .ThenByDescending(Yardstick)
                    .SelectMany(offer => HoldOuts(result, offer, offer == lead || level.Contains(offer.Name))),
            ],
            RestsOn = [.. BriefForks.Of(result, shown), .. RestsOn(deal, lead)],
            WouldChange = [.. WouldChange(result, lead)],
            Indicators = material.Indicators?.Found ?? [],
            IndicatorsOn = material.Indicators?.On,
            Dissent = [.. BriefDissent.Of(result, lead, material.Readings)],
            Limits = result.Honesty,
            Provenance = deal.Provenance,
        };
    }

    /// <summary>The offer that a brief is about: signed by all and holding in most worlds; where none is signed, the one that holds in most.</summary>
    public static OfferResult Lead(WeighingResult result) =>
        result
            .Offers.Where(offer => !offer.IsNoDeal)
            .OrderByDescending(offer => offer.Name == result.Ahead?.Leader)
            .ThenByDescending(Yardstick)
            .ThenByDescending(offer => Known(offer.Holds?.Share))
            .FirstOrDefault()
        ?? result.Offers[0];

    private static double Yardstick(OfferResult offer) => Known((offer.AcceptableAndHolds ?? offer.AllSign).Share);

    private static double Known(double? share) => share is { } known && !double.IsNaN(known) ? known : -1;

    private static string Question(WeighingResult result)
    {
        var offers = result.Offers.Count(offer => !offer.IsNoDeal);
        return $"{(offers == 1 ? $"Would “{result.Offers.First(offer => !offer.IsNoDeal).Title}”" : $"Which of {Words.Counted(offers, "offer")} would")} be signed by all{(result.HoldsWhen is { } when ? $" and hold ({ConditionWords.Of(when, result)})" : "")}, over {result.Horizon}, against “{result.Offers.First(offer => offer.IsNoDeal).Title}”?{Meaning(result)}{string.Concat((result.NotAsWritten ?? []).Select(sentence => $" Not as the deal is written: {sentence}"))}";
    }

    // Of the asks that decide: a title need not say in which states it counts and when it is judged.
    private static string Meaning(WeighingResult result) =>
        result.HoldsWhen is not { } when
            ? ""
            : string.Concat(
                result
                    .Offers[0]
                    .Measures.Where(measure => measure.Meaning is not null && Regex.IsMatch(when, $@"\b{Regex.Escape(measure.Name)}\b"))
                    .Select(measure => $" “{measure.Title}” {measure.Meaning}.")
            );

    // Whose spread own shares are of: what the condition for holding speaks of first, else what is asked first.
    private static string Answer(WeighingResult result)
    {
        var measures = result.Offers[0].Measures;
        return (
            measures
                .Select(measure => (measure.Title, At: Regex.Match(result.HoldsWhen ?? "", $@"\b{Regex.Escape(measure.Name)}\b")))
                .Where(each => each.At.Success)
                .OrderBy(each => each.At.Index)
                .Select(each => each.Title)
                .FirstOrDefault()
            ?? measures[0].Title
        );
    }

    private static string LikelihoodOf(OfferResult lead) =>
        Likelihood.Sentence(
            $"“{lead.Title}” would be signed by all{(lead.AcceptableAndHolds is null ? "" : " and hold")}",
            lead.AcceptableAndHolds ?? lead.AllSign
        );

    private static BriefOffer? Offer(OfferResult offer, IReadOnlyList<TermSheet> terms) =>
        terms.FirstOrDefault(sheet => sheet.Offer == offer.Name) is { } sheet
            ? new BriefOffer(
                offer.Name,
                offer.Title,
                offer.Holds is { } holds ? new WorldShare(holds.Share, holds.Low, holds.High) : null,
                offer.IsNoDeal ? null : offer.AllSign,
                offer.IsNoDeal ? null : offer.AcceptableAndHolds,
                sheet
            )
            : null;

    // Of the offer that leads and of those level with it everybody that would not sign somewhere; of others who would not sign in most worlds.
    private static IEnumerable<BriefHoldOut> HoldOuts(WeighingResult result, OfferResult offer, bool leads) =>
        Refusals
            .Of(offer, leads ? Seldom : Mostly)
            .Select(refusal => new BriefHoldOut(
                offer.Name,
                refusal.Party.Party,
                refusal.Party.Title,
                refusal.TypeName,
                refusal.Party.Signs,
                refusal.Lacks,
                $"{offer.Title}: {Refusals.Words(refusal)}{Refusals.HangsOn(result, offer, refusal)}"
            ));

    private static IEnumerable<string> RestsOn(WeighedDeal deal, OfferResult lead)
    {
        var result = deal.Result;
        foreach (var line in Assumptions(deal, lead))
            yield return line;
        if (result.Equilibria is { NotSearched: [_, ..] notSearched })
            yield return $"Equilibria: of {Words.Listed([.. notSearched.Select(deal.Quoted)])} one is followed; others were not looked for.";
        if (result.Equilibria is { Offers: [_, ..] } found)
            yield return found.DrawsWithSeveral == 0
                ? $"Equilibria: no other was found in the {Words.Counted(found.DrawsSearched, "world")} searched; that does not say that there is none."
                : $"Equilibria: in {found.DrawsWithSeveral:N0} of {Words.Counted(found.DrawsSearched, "world")} searched some offer has more than one"
                    + (
                        found.Offers.FirstOrDefault(offer => offer.Offer == lead.Name)?.SignedAndHolds is not { } ends ? "."
                        : (Low: Unit.Worlds.Number(ends.Low), High: Unit.Worlds.Number(ends.High)) is var (low, high) && low == high
                            ? $"; “{lead.Title}” comes to the same in each."
                        : $"; “{lead.Title}” would be signed and hold in {low} of 100 of these worlds in every one found, in {high} in some."
                    );
        var evidence = (result.Evidence ?? []).OrderByDescending(evidence => evidence.Offer == lead.Name).ToList();
        foreach (var beside in evidence.Take(MostEvidence).GroupBy(evidence => (evidence.Offer, evidence.Title, evidence.Source)))
            yield return $"Evidence on “{beside.Key.Title}”{(beside.Key.Offer == lead.Name ? "" : $" of {deal.Quoted(beside.Key.Offer)}")}, median world {beside.First().Unit.Number(beside.First().Model)}; {BriefWords.Source(beside.Key.Source)}: "
                + $"{string.Join("; ", beside.Select(evidence => $"{(evidence.Count is { } count ? $"{count} of {evidence.Of}, " : "")}{evidence.Unit.Number(evidence.Low)} to {evidence.Unit.Text(evidence.High)} ({evidence.Definition}): {Unit.Worlds.Text(evidence.Agree)} worlds agree"))}. It changes no number here, and need not count what is asked.";
        if (evidence.Count > MostEvidence)
            yield return $"The report has {Words.Counted(evidence.Count - MostEvidence, "more piece")} of evidence under “What does outside evidence say?”.";
        if (evidence.Count == 0)
            yield return "Evidence: none stands beside it.";
    }

    private static IEnumerable<string> Assumptions(WeighedDeal deal, OfferResult lead)
    {
        var result = deal.Result;
        string Told(string name, double share, string what, string? of, Answers.Interval? range = null) =>
            result.Assumptions.First(assumption => assumption.Name == name) is var assumption
                ? $"The assumption {AssumptionWords.Of(assumption)} {what} {Words.OfHundred(Math.Clamp(share, 0, 1))} of 100 of the spread{(of is null ? "" : $" of {of}")}{(range is { } ends ? $" ({Words.OfHundred(Math.Clamp(ends.Low, 0, 1))} to {Words.OfHundred(Math.Clamp(ends.High, 0, 1))})" : "")}: best {Words.Number(assumption.Best)}, {Words.Number(assumption.Low)} to {Words.Number(assumption.High)}; {(assumption.Source is { } source ? $"{BriefWords.Source(source)} ({GroundsWords.Of(assumption)})" : "a guess")}."
                : "";
        var effects = result.Analysis?.Effects.FirstOrDefault(effects => effects.Offer == lead.Name);
        var outcome = effects
            ?.Outcomes.Where(outcome => SpreadWords.Nothing(outcome, effects.BasePoints, lead) is null)
            .OrderByDescending(outcome => outcome.Outcome == "signedAndHolds")
            .FirstOrDefault();
        if (outcome is not null)
        {
            var surely = outcome.ByAssumption.Where(effect => effect.TotalInterval.Low > 0).ToList();
            return surely
                .Take(MostAssumptions)
                .Select(
                    (effect, e) =>
                        Told(
                            effect.Assumption,
                            effect.Total,
                            "has a part in",
                            e > 0 ? null
                                : outcome.Outcome == "signedAndHolds" ? outcome.Title
                                : $"“{outcome.Title}”",
                            effect.TotalInterval
                        )
                )
                .Concat(More(surely.Count));
        }
        if (!SpreadWords.Reads(lead))
            return [];
        var at = result.Offers.ToList().IndexOf(lead);
        var alone = result
            .Assumptions.Where(assumption => assumption.ByOffer.Count > at && assumption.ByOffer[at] is { OwnShare: > 0.01, Low: > 0 })
            .OrderByDescending(assumption => assumption.ByOffer[at].OwnShare)
            .ToList();
        return alone
            .Take(MostAssumptions)
            .Select(
                (assumption, a) =>
                    Told(
                        assumption.Name,
                        assumption.ByOffer[at].OwnShare,
                        "explains alone",
                        a > 0 ? null : $"“{Answer(result)}”",
                        new Answers.Interval(assumption.ByOffer[at].Low, assumption.ByOffer[at].High)
                    )
            )
            .Concat(More(alone.Count));

        IEnumerable<string> More(int count) =>
            count <= MostAssumptions
                ? []
                : [$"The report has {Words.Counted(count - MostAssumptions, "more assumption")} under “Which assumptions decide it?”."];
    }

    private static IEnumerable<string> WouldChange(WeighingResult result, OfferResult lead)
    {
        var at = result.Offers.ToList().IndexOf(lead);
        // Forks whose other answers put no other offer ahead change nothing here.
        var lines = ForksSection.Flips(result, thatTurn: true).OfType<ToldText>().Select(text => text.Text).ToList();
        var flips = result
            .Assumptions.Where(assumption => assumption.ByOffer.Count > at && assumption.ByOffer[at].Flip is not null)
            .OrderBy(assumption => Math.Abs(assumption.ByOffer[at].Flip!.Value - assumption.Best) / Math.Max(1e-12, assumption.High - assumption.Low))
            .Select(assumption => Flip(assumption, assumption.ByOffer[at].Flip!.Value))
            .ToList();
        lines.Add(
            flips.Count == 0
                ? $"No single assumption makes “{lead.Title}” {(lead.HoldsAtBest == true ? "stop holding" : "hold")} within its range, as far as was looked, all else at its best value."
                : $"“{lead.Title}” {(lead.HoldsAtBest == true ? "no longer holds" : "would hold")}, all else at its best value, with one of these assumptions elsewhere: {string.Join("; ", flips.Take(MostFlips))}{(flips.Count > MostFlips ? $"; or one of {Words.Counted(flips.Count - MostFlips, "assumption")} more, in the report under “What would change the answer?”" : "")}."
        );
        if (result.Analysis?.Ranking is { } ranking)
            lines.AddRange(RankingWords.InBrief(ranking, result));
        return lines;
    }

    private static string Flip(AssumptionResult assumption, double flip) =>
        $"{AssumptionWords.Of(assumption)} {(flip > assumption.Best ? "above" : "below")} {Words.Number(flip)} (best {Words.Number(assumption.Best)})";
}
