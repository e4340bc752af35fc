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
        .. deal.Result.Notes.Select(note => new ToldText(note, TextRole.Warning, "note")),
    ]);

    // A result that stands on a slip is not to be learnt late.
    private static ToldText? Hanging(WeighingResult result) => result.Ahead is { } ahead && SlipWords.Most(result.Slips ?? [], ahead.Leader) is { } slip
        ? new ToldText($": '{result.Offers.First(offer => offer.Name == ahead.Leader).Title}' hangs most on this one. {slip.Words}", TextRole.Point, "Slips") : null;
}
