using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Why they choose so: the decisive turns at the best values, what each difference is made of, and what slips weigh; those of one offer open, the others to be opened.</summary>
internal static class ReasonsSection
{
    public const string Question = "Why do they choose so?";

    public static ToldSection? Tell(WeighedDeal deal) =>
        ByOffer(
            deal,
            Place.Reasons,
            Question,
            $"At the best values: “of 100” counts runs there, not worlds. Every number is the solver's; parts of a difference add up to it. {deal.Reasons.Values.Select(reasons => reasons.Counting).FirstOrDefault(counting => counting is not null)}".TrimEnd(),
            reasons => [.. reasons.ChoiceSentences, .. reasons.CareSentences]
        );

    /// <summary>Sentences of explanations, offer by offer.</summary>
    internal static ToldSection? ByOffer(WeighedDeal deal, Place place, string question, string note, Func<Explanation, IReadOnlyList<string>> sentences)
    {
        var (result, reasons) = (deal.Result, deal.Reasons);
        var shown = result.Analysis?.Effects.FirstOrDefault()?.Offer
            ?? result.Offers.FirstOrDefault(offer => !offer.IsNoDeal && reasons.ContainsKey(offer.Name))?.Name;
        var told = result
            .Offers.Where(offer => reasons.ContainsKey(offer.Name) && sentences(reasons[offer.Name]).Count > 0)
            .OrderByDescending(offer => offer.Name == shown)
            .ToList();
        return told.Count == 0
            ? null
            : new ToldSection(
                place,
                question,
                [
                    new ToldText(note, TextRole.Note),
                    .. told.Select(offer => new ToldGroup(
                        offer.Title,
                        offer.Name,
                        [.. sentences(reasons[offer.Name]).Select(sentence => new ToldText(sentence, TextRole.Point))],
                        Fold: offer.Name == shown
                    )),
                ]
            );
    }
}
