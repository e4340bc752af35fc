using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

/// <summary>Who sees it otherwise: puts another offer ahead of the one shown, or level with it where it is ahead as written.</summary>
internal static class BriefDissent
{
    public static IEnumerable<string> Of(WeighingResult result, OfferResult lead, int readings)
    {
        var told = Known(result, lead).ToList();
        return told.Count > 0 ? told
            : readings == 0 ? ["No dissent is known: the deal has no reading of another side or source."]
            : result.Readings is null ? [$"Not looked at: the deal has {Words.Counted(readings, "reading")}, which were not weighed (weigh --readings)."]
            : ["No reading, no evidence and no answer of a fork puts another offer ahead."];
    }

    private static IEnumerable<string> Known(WeighingResult result, OfferResult lead)
    {
        foreach (var reading in (result.Readings ?? []).Where(reading => reading.Reading is not null))
            if (Reading(result, reading, lead) is { } words)
                yield return $"Reading “{reading.Title}”: {words}.";
        foreach (var view in (result.Views ?? []).Where(view => view.Refused is null))
            if (Standing(result, lead, view.Ahead, [.. view.Offers.Select(offer => (offer.Offer, offer.SignedAndHolds ?? offer.AllSign))]) is { } words)
                yield return $"{view.Title}, on {Words.Some(view.Assumptions, 3)}: {words}.";
        foreach (var against in (result.Evidence ?? []).Where(found => found.Agree < 0.2 && Parts(found)))
            yield return $"{BriefWords.Source(against.Source)}, {BriefWords.Counted(against.Definition)}: {against.Words}";
        foreach (var fork in result.Forks ?? [])
        foreach (var answer in fork.Answers)
            if (Standing(result, lead, answer.Ahead, [.. answer.Offers.Select(offer => (offer.Offer, offer.SignedAndHolds ?? offer.AllSign))]) is { } words)
                yield return $"If “{answer.Title}”: {words}.";
    }

    private static string? Reading(WeighingResult result, ReadingResult reading, OfferResult lead)
    {
        IReadOnlyList<(string Offer, WorldShare Share)> shares =
        [
            .. reading.Offers.Where(offer => !offer.IsNoDeal).Select(offer => (offer.Offer, offer.SignedAndHolds ?? offer.AllSign)),
        ];
        if (StandingWords.IsKept(reading))
            return Standing(result, lead, reading.Ahead, shares);
        // Two shares with ranges do not say whether one offer is ahead of another in the same worlds.
        var most = shares.Where(offer => !double.IsNaN(offer.Share.Share)).MaxBy(offer => offer.Share.Share);
        return most.Offer == lead.Name
            ? null
            : $"“{result.TitleOf(most.Offer)}” {most.Share.WithRange} of 100 worlds, {Own(result, lead, shares)}; this run was kept without which of them is ahead";
    }

    // Null where it sees it as the deal does: that is no dissent.
    private static string? Standing(WeighingResult result, OfferResult lead, AheadResult? ahead, IReadOnlyList<(string Offer, WorldShare Share)> shares)
    {
        if (ahead is null)
            return result.Ahead is null ? null : StandingWords.Of(result, ahead);
        if (ahead.Leader == lead.Name)
            // Level with what it is ahead of as written.
            return ahead.Level.Where(other => result.Ahead?.Leader == lead.Name && result.Ahead.Over(other) is not null).ToList() is { Count: > 0 } level
                ? $"{StandingWords.Of(result, ahead with { Others = [.. ahead.Others.Where(other => level.Contains(other.Offer))] })}"
                : null;
        var first =
            $"“{result.TitleOf(ahead.Leader)}” {(result.HoldsWhen is null ? "is signed by all" : "is signed by all and holds")} in {shares.First(offer => offer.Offer == ahead.Leader).Share.WithRange} of 100 worlds";
        return ahead.Others.FirstOrDefault(other => other.Offer == lead.Name) is not { } own ? $"{first}; it is not about “{lead.Title}”"
            : !own.IsLevel ? $"{StandingWords.Over(result, ahead.Leader, own)}; {first}, {Own(result, lead, shares)}"
            : result.Ahead?.Leader == lead.Name && result.Ahead.Over(ahead.Leader) is not null ? StandingWords.Of(result, ahead with { Others = [own] })
            : null;
    }

    private static string Own(WeighingResult result, OfferResult lead, IReadOnlyList<(string Offer, WorldShare Share)> shares) =>
        shares.FirstOrDefault(offer => offer.Offer == lead.Name) is { Share: { } own }
            ? $"“{result.TitleOf(lead.Name)}” in {own.WithRange}"
            : $"it is not about “{result.TitleOf(lead.Name)}”";

    // The median world lies outside of what was found.
    private static bool Parts(EvidenceResult found) => found.Model < found.Low || found.Model > found.High;
}
