using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>Do slips carry it? What is done although something else is worth more, and what the answers are without.</summary>
internal static class SlipsSection
{
    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Result.Slips is not { } slips
            ? null
            : new ToldSection(
                Place.Slips,
                "Do slips carry it?",
                [
                    new ToldText(
                        "At the best values: “of 100” counts runs there, not worlds. A slip is worth less to who makes it than something else, and everybody four times as careful makes it less than half as often; each was taken out where it is made, and the offer solved again.",
                        TextRole.Note
                    ),
                    .. slips.Count == 0
                        ? [new ToldText("No slip is made in 2 of 100 runs.")]
                        : deal
                            .Result.Offers.Where(offer => slips.Any(slip => slip.Offer == offer.Name))
                            .Select(offer =>
                                (ToldBlock)
                                    new ToldGroup(
                                        offer.Title,
                                        offer.Name,
                                        [
                                            .. SlipWords
                                                .Of([.. slips.Where(slip => slip.Offer == offer.Name)])
                                                .Select(sentence => new ToldText(sentence, TextRole.Point)),
                                            .. BesideCare(deal, offer, slips),
                                        ],
                                        Fold: false
                                    )
                            ),
                ]
            );

    private static string Range(OfferCare care) => care.Change is { } change ? $" ({care.Unit.Signed(change.Low)} to {care.Unit.Signed(change.High)})" : "";

    // The two may point opposite ways: what each of them does is said where they stand beside each other.
    private static IEnumerable<ToldText> BesideCare(WeighedDeal deal, OfferResult offer, IReadOnlyList<SlipEffect> slips)
    {
        if (
            slips
                .Where(slip => slip.Offer == offer.Name && slip is { Measure: not null, AsWritten: not null, Without: not null })
                .OrderByDescending(slip => slip.IsTogether)
                .FirstOrDefault()
                is not { } all
            || (deal.Result.Care ?? []).FirstOrDefault(care =>
                care.Offer == offer.Name && care.Kind == OfferCare.Ask && care.Measure == all.Measure && care.FourTimes is not null
            )
                is not { } care
        )
            yield break;
        yield return new ToldText(
            $"With everybody four times as careful {(care.Unit.IsShare ? "the chance of " : "")}“{offer.Measures.First(measure => measure.Name == care.Measure).Title}” moves by {care.Unit.Signed(care.FourTimes!.Value - care.AsWritten)}{Range(care)}{(care.Unit.IsShare ? "" : $" {care.Unit.Heading}")}, on average over {Words.Counted(care.Draws, "world")}. That is another question: with more care a slip is rarer and every choice is made more carefully, those of others too; "
                + $"{(all.IsTogether ? "taken out, slips" : "taken out, a slip")} cannot happen, and everybody reckons with that, at the best values alone.",
            TextRole.Note
        );
    }
}
