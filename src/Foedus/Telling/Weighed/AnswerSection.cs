using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>The answer in one sentence, then what kinds of uncertainty stand behind it.</summary>
internal static class AnswerSection
{
    public static ToldSection Tell(WeighedDeal deal) => new(Place.Answer, "",
    [
        new ToldText(deal.Result.Headline),
        .. deal.Result.Honesty.Select(line => line.IndexOf(':') is > 0 and var colon ? new ToldText(line[colon..], TextRole.Point, line[..colon]) : new ToldText(line, TextRole.Point)),
        .. Hanging(deal.Result) is { } slip ? [slip] : Array.Empty<ToldBlock>(),
        .. OnEdge(deal.Result) is { } edge ? [edge] : Array.Empty<ToldBlock>(),
        .. deal.Result.Notes.Select(note => new ToldText(note, TextRole.Warning, "note")),
    ]);

    // Part of its range by which an assumption may be off before the answer at the best values is another one.
    private const double Edge = 0.05;

    private const int MostOnEdge = 3;

    // Best values that stand where the answer flips make everything told at the best values hang on them.
    private static ToldText? OnEdge(WeighingResult result)
    {
        var at = result.Offers.ToList().FindIndex(offer => offer.Name == result.Ahead?.Leader);
        var near = at < 0 || result.Offers[at].HoldsAtBest is null ? [] : result.Assumptions.Where(assumption => assumption.High > assumption.Low && assumption.ByOffer.Count > at && assumption.ByOffer[at].Flip is { } flip && Math.Abs(flip - assumption.Best) < Edge * (assumption.High - assumption.Low))
            .OrderBy(assumption => Math.Abs(assumption.ByOffer[at].Flip!.Value - assumption.Best) / (assumption.High - assumption.Low)).ToList();
        return near.Count == 0 ? null : new ToldText($": at the best values '{result.Offers[at].Title}' {(result.Offers[at].HoldsAtBest == true ? "holds, but no longer" : "does not hold, but would")} with "
            + string.Join(", or ", near.Take(MostOnEdge).Select(assumption => $"{assumption.Name} {(assumption.ByOffer[at].Flip > assumption.Best ? "above" : "below")} {Words.Number(assumption.ByOffer[at].Flip!.Value)} (best {Words.Number(assumption.Best)}, range {Words.Number(assumption.Low)} to {Words.Number(assumption.High)})"))
            + $"{(near.Count > MostOnEdge ? $", or {Words.Counted(near.Count - MostOnEdge, "other assumption")}" : "")}: less than a twentieth of its range away.", TextRole.Point, "Edge");
    }

    // A result that stands on a slip is not to be learnt late.
    private static ToldText? Hanging(WeighingResult result) => result.Ahead is { } ahead && SlipWords.Most(result.Slips ?? [], ahead.Leader) is { } slip
        ? new ToldText($": '{result.Offers.First(offer => offer.Name == ahead.Leader).Title}' hangs most on this one (“of 100” here counts runs at the best values, not worlds). {slip.Words}", TextRole.Point, "Slips") : null;
}
