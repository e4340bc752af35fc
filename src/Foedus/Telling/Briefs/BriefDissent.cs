using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

/// <summary>Who sees it otherwise.</summary>
internal static class BriefDissent
{
    public static IEnumerable<string> Of(WeighingResult result, OfferResult lead, int readings)
    {
        var any = false;
        foreach (var reading in (result.Readings ?? []).Where(reading => reading.Reading is not null))
        {
            if (Reading(result, reading, lead) is not { } words)
                continue;
            any = true;
            yield return words;
        }
        foreach (var view in result.Views ?? [])
            if (view.Offers.Where(offer => !offer.IsNoDeal && (offer.SignedAndHolds ?? offer.AllSign).Share > 0).MaxBy(offer => (offer.SignedAndHolds ?? offer.AllSign).Share) is { } first && first.Offer != lead.Name)
            {
                any = true;
                yield return $"{view.Title}: “{result.TitleOf(first.Offer)}” is ahead, in {Unit.Worlds.Text((first.SignedAndHolds ?? first.AllSign).Share)} worlds as this expert sees {Words.Some(view.Assumptions, 3)}.";
            }
        foreach (var against in (result.Evidence ?? []).Where(found => found.Agree < 0.2 && Parts(found)))
        {
            any = true;
            yield return $"{BriefWords.Source(against.Source)}, {BriefWords.Counted(against.Definition)}: {against.Words}";
        }
        foreach (var fork in result.Forks ?? [])
            foreach (var answer in fork.Answers.Where(answer => answer.Leader is not null && answer.Leader != lead.Name))
            {
                any = true;
                yield return $"Whoever holds that “{answer.Title}” ({fork.Title}) puts “{result.TitleOf(answer.Leader!)}” ahead.";
            }
        if (!any)
            yield return readings == 0 ? "No dissent is known: the deal has no reading of another side or source."
                : result.Readings is null ? $"Not looked at: the deal has {Words.Counted(readings, "reading")}, which were not weighed (weigh --readings)." : "No reading, no evidence and no answer of a fork puts another offer ahead.";
    }

    // Null where it sees it as the deal does: that is no dissent.
    private static string? Reading(WeighingResult result, ReadingResult reading, OfferResult lead)
    {
        double Share(ReadingOffer offer) => (offer.SignedAndHolds ?? offer.AllSign).Share;
        var first = reading.Offers.Where(offer => !offer.IsNoDeal && Share(offer) > 0).MaxBy(Share);
        var its = reading.Offers.FirstOrDefault(offer => offer.Offer == lead.Name);
        return first?.Offer == lead.Name ? null : $"Reading “{reading.Title}”: " + (first is null ? "no offer is signed by all and holds in any world."
            : $"“{result.TitleOf(first.Offer)}” is ahead, in {Unit.Worlds.Text(Share(first))} worlds; {(its is null ? $"it is not about “{lead.Title}”" : $"“{lead.Title}” in {Unit.Worlds.Number(Share(its))}")}.");
    }

    // The median world lies outside of what was found.
    private static bool Parts(EvidenceResult found) => found.Model < found.Low || found.Model > found.High;
}
