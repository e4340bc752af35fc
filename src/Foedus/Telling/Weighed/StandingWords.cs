using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>Which offer is ahead and which are level, in words: one rule wherever it is said, and never without how far and the range of that.</summary>
internal static class StandingWords
{
    // Offers that are named one by one.
    private const int MostNamed = 3;

    /// <summary>How far an offer is behind the leader in the same worlds: "2 (−3 to 7)".</summary>
    /// <remarks>Behind by a little, surely: a rounded "0 to 6" would say that it may be level.</remarks>
    public static string Apart(Behind other) =>
        other.IsLevel || Unit.Worlds.Number(other.By.Low) != "0"
            ? other.By.WithRange
            : $"{Unit.Worlds.Number(other.By.Share)} (more than 0 to {Unit.Worlds.Number(other.By.High)})";

    /// <summary>"“A” is ahead of “B” by 12 of 100 worlds (8 to 16)".</summary>
    /// <param name="result">Whose offers they are.</param>
    /// <param name="leader">The offer that is ahead.</param>
    /// <param name="other">The one that it is ahead of.</param>
    public static string Over(WeighingResult result, string leader, Behind other) =>
        Apart(other) is var apart && apart.IndexOf(' ', StringComparison.Ordinal) is var at
            ? $"“{result.TitleOf(leader)}” is ahead of “{result.TitleOf(other.Offer)}” by {apart[..at]} of 100 worlds{apart[at..]}"
            : "";

    // "“B” (2 of 100 worlds fewer, −3 to 7)"
    private static string Fewer(WeighingResult result, Behind other) =>
        $"“{result.TitleOf(other.Offer)}” ({other.By.InWords} worlds fewer, {other.By.Between})";

    /// <summary>Whether it is known which offer is ahead under a reading: runs kept before it was told have the shares alone.</summary>
    public static bool IsKept(ReadingResult reading) =>
        reading.Ahead is not null || !reading.Offers.Any(offer => !offer.IsNoDeal && (offer.SignedAndHolds ?? offer.AllSign).Share > 0);

    /// <summary>Who is ahead, as the end of a sentence: "“A” is ahead of “B” by 12 of 100 worlds (8 to 16)", the next behind it; "“A” and “B” (2 of 100 worlds fewer, −3 to 7) are level within sampling".</summary>
    /// <param name="result">Whose offers they are.</param>
    /// <param name="ahead">Null: none is signed by all and holds.</param>
    public static string Of(WeighingResult result, AheadResult? ahead)
    {
        if (ahead is null)
            return $"no offer is signed by all{(result.HoldsWhen is null ? "" : " and holds")} in any world";
        var (leader, level) = ($"“{result.TitleOf(ahead.Leader)}”", ahead.Others.Where(other => other.IsLevel).ToList());
        return level.Count > 0 ? $"{leader} and {Words.Some([.. level.Select(other => Fewer(result, other))], MostNamed)} are level within sampling"
            : ahead.Others.Count == 0 ? $"{leader} is the only offer"
            : Over(result, ahead.Leader, ahead.Others[0]);
    }
}
