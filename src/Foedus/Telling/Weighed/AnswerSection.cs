using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>The answer in one sentence, then what kinds of uncertainty stand behind it.</summary>
internal static class AnswerSection
{
    public static ToldSection Tell(WeighedDeal deal) =>
        new(
            Place.Answer,
            "",
            [
                new ToldText(deal.Result.Headline),
                .. (deal.Result.NotAsWritten ?? []).Select(sentence => new ToldText($": {sentence}", TextRole.Point, "Not the deal as written")),
                .. deal.Result.Honesty.Select(line =>
                    line.IndexOf(':') is > 0 and var colon ? new ToldText(line[colon..], TextRole.Point, line[..colon]) : new ToldText(line, TextRole.Point)
                ),
                .. Signing(deal.Result) is { } signing ? [signing] : Array.Empty<ToldBlock>(),
                .. Hanging(deal.Result) is { } slip ? [slip] : Array.Empty<ToldBlock>(),
                .. OnEdge(deal.Result) is { } edge ? [edge] : Array.Empty<ToldBlock>(),
                .. deal.Result.Notes.Select(note => new ToldText(note, TextRole.Warning, "note")),
            ]
        );

    private const int MostOnEdge = 3;

    // What rounds to 1 of 100 worlds.
    private const double Seldom = 0.005;

    // Who does not sign the offer ahead is the first thing that somebody asks who has to bring it about.
    private static ToldText? Signing(WeighingResult result)
    {
        if (
            result.Ahead is not { } ahead
            || result.Offers.First(offer => offer.Name == ahead.Leader) is not { } lead
            || !(Unit.Worlds.Shown(lead.AllSign.Without.Share) > 0)
            || Refusals.Of(lead, Seldom) is not { Count: > 0 } refusals
        )
            return null;
        var parties = refusals
            .Select(
                (refusal, r) => $"{new Subject(refusal.Party.Title).Inside}{(r == 0 ? " would not sign" : "")} in {Unit.Worlds.Number(refusal.Share.Share)}"
            )
            .ToList();
        return new ToldText(
            $": “{lead.Title}” is not signed by all in {lead.AllSign.Without.WithRange} of 100 worlds: {Words.Listed(parties)}.{Refusals.HangsOn(result, lead, refusals[0])}",
            TextRole.Point,
            "Signing"
        );
    }

    private static ToldText? OnEdge(WeighingResult result)
    {
        if (result.Edges is not { Count: > 0 } edges)
            return null;
        var offer = result.Offers.First(offer => offer.Name == edges[0].Offer);
        string Told(EdgeResult edge) =>
            result.Assumptions.First(assumption => assumption.Name == edge.Assumption) is var assumption
                ? $"{assumption.Name} {(edge.Value > assumption.Best ? "above" : "below")} {Words.Number(edge.Value)} (best {Words.Number(assumption.Best)}, range {Words.Number(assumption.Low)} to {Words.Number(assumption.High)})"
                : "";
        return new ToldText(
            $": at the best values “{offer.Title}” {(offer.HoldsAtBest == true ? "holds, but no longer" : "does not hold, but would")} with {string.Join(", or ", edges.Take(MostOnEdge).Select(Told))}"
                + $"{(edges.Count > MostOnEdge ? $", or {Words.Counted(edges.Count - MostOnEdge, "other assumption")}" : "")}: less than a twentieth of its range away.",
            TextRole.Point,
            "Edge"
        );
    }

    // A result that stands on a slip is not to be learnt late.
    private static ToldText? Hanging(WeighingResult result) =>
        result.Ahead is { } ahead && SlipWords.Most(result.Slips ?? [], ahead.Leader) is { } slip
            ? new ToldText(
                $": “{result.Offers.First(offer => offer.Name == ahead.Leader).Title}” hangs most on this one (“of 100” here counts runs at the best values, not worlds). {slip.Words}",
                TextRole.Point,
                "Slips"
            )
            : null;
}
