using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>Do slips carry it? What is done although something else is worth more, and what the answers are without.</summary>
internal static class SlipsSection
{
    public static ToldSection? Tell(WeighedDeal deal) => deal.Result.Slips is not { } slips ? null : new ToldSection(Place.Slips, "Do slips carry it?",
    [
        new ToldText("At the best values. A slip is worth less to who makes it than something else, and everybody four times as careful makes it less than half as often; each was taken out where it is made, and the offer solved again.", TextRole.Note),
        .. slips.Count == 0 ? [new ToldText("No slip is made in 2 of 100 runs.")]
            : deal.Result.Offers.Where(offer => slips.Any(slip => slip.Offer == offer.Name))
                .Select(offer => (ToldBlock)new ToldGroup(offer.Title, offer.Name, [.. SlipWords.Of([.. slips.Where(slip => slip.Offer == offer.Name)]).Select(sentence => new ToldText(sentence, TextRole.Point))], Fold: false)),
    ]);
}
