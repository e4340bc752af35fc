using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>What an ask counts and when it is judged, in words: a title like "quiet for five years" says neither.</summary>
internal static class AskedWords
{
    /// <summary>"status is ceasefire or member, judged at the end of every half-year through the 10th, not in between".</summary>
    /// <param name="offers">Offers whose states may come about: values that none of them reaches are not named.</param>
    /// <param name="ask">Number of the ask.</param>
    public static string Of(IReadOnlyList<LoweredOffer> offers, int ask)
    {
        var (asked, period) = (offers[0].Asks[ask], Words.Spoken(offers[0].Deal.PeriodName));
        return $"{Counted(offers, ask)}, judged at {When(asked, period)}, not in between";
    }

    private static string When(AskedMeasure asked, string period) =>
        asked.Kind.IsTime ? $"the ends of {Words.Plural(period)}"
        : asked.Kind.IsAtOneEnd ? $"the end of {period} {asked.Periods} alone"
        : asked.Periods == 1 ? $"the end of the first {period}"
        : asked.Kind.Follows == true ? $"the end of every one of {asked.Periods} {Words.Plural(period)}"
        : $"the end of each of {asked.Periods} {Words.Plural(period)}, of which one is enough";

    // By the values of one state where these alone decide, else as typed.
    private static string Counted(IReadOnlyList<LoweredOffer> offers, int ask)
    {
        for (var fact = 0; fact < offers[0].Facts.DeclaredCount; fact++)
        {
            var holds = offers
                .SelectMany(offer =>
                    Enumerable.Range(0, offer.Game.StateCount).Select(state => (Fact: offer.Facts.In(state, fact), Holds: offer.Asks[ask].Holds[state]))
                )
                .Distinct()
                .ToList();
            if (holds.Count != holds.Select(each => each.Fact).Distinct().Count() || holds.All(each => each.Holds) || !holds.Any(each => each.Holds))
                continue;
            var counted = holds.Where(each => each.Holds).Select(each => each.Fact.Split(" = ", 2)).ToList();
            if (counted.All(parts => parts.Length == 2))
                return $"counts where {offers[0].Wording.State(counted[0][0])} {offers[0].Wording.Is(counted[0][0])} {Words.Either(counted.Select(parts => offers[0].Wording.Value(counted[0][0], parts[1])))}";
        }
        return $"counts where {offers[0].Wording.Said(ExpressionText.Of(offers[0].Deal.Asks.ElementAt(ask).Measure.Condition))}";
    }
}
