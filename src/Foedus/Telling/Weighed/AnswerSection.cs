namespace Foedus.Telling.Weighed;

/// <summary>The answer in one sentence, then what kinds of uncertainty stand behind it.</summary>
internal static class AnswerSection
{
    public static ToldSection Tell(WeighedDeal deal) => new(Place.Answer, "",
    [
        new ToldText(deal.Result.Headline),
        .. deal.Result.Honesty.Select(line => line.IndexOf(':') is > 0 and var colon ? new ToldText(line[colon..], TextRole.Point, line[..colon]) : new ToldText(line, TextRole.Point)),
        .. deal.Result.Notes.Select(note => new ToldText(note, TextRole.Warning, "note")),
    ]);
}
