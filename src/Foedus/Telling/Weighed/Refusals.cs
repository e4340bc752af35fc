using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>A party that would not sign an offer in some worlds.</summary>
/// <param name="Party">Who.</param>
/// <param name="Type">Which type of it is in the way in most worlds.</param>
/// <param name="Slot">Of that type among all types of all parties.</param>
/// <param name="Share">Worlds in which it would not sign.</param>
/// <param name="Lacks">Points that the type lacks in the median of those in which it would not; null where there are none in the draws kept.</param>
internal sealed record Refusal(PartyResult Party, TypeResult Type, int Slot, WorldShare Share, double? Lacks)
{
    /// <summary>The type, where the party has several; else empty.</summary>
    public string TypeName => Party.ByType.Count > 1 ? Type.Type : "";
}

/// <summary>Who would not sign an offer, in how many worlds, and what that hangs on most.</summary>
internal static class Refusals
{
    // Halves of the worlds that differ by less are not told.
    private const double Told = 0.1;

    /// <summary>Parties that would not sign in so many worlds or more, those that would in fewest first.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="least">As a share of the worlds.</param>
    public static IReadOnlyList<Refusal> Of(OfferResult offer, double least)
    {
        var (first, found) = (0, new List<Refusal>());
        foreach (var party in offer.Parties)
        {
            var slots = Enumerable.Range(first, party.ByType.Count).ToList();
            first += party.ByType.Count;
            if (!(1 - party.Signs.Share >= least))
                continue;
            // What is lacked is said of the worlds in which it is: by the type that is in the way in most of them.
            var lacking = slots
                .Select(slot => Statistics.Sorted([.. offer.Draws.Surplus[slot].Where(surplus => surplus < 0).Select(surplus => -surplus)]))
                .ToList();
            var worst = Enumerable.Range(0, slots.Count).MaxBy(type => (lacking[type].Length, type));
            found.Add(
                new Refusal(
                    party,
                    party.ByType[worst],
                    slots[worst],
                    party.Signs.Without,
                    lacking[worst].Length == 0 ? null : Statistics.Quantile(lacking[worst], 0.5)
                )
            );
        }
        return [.. found.OrderByDescending(each => each.Share.Share)];
    }

    /// <summary>"Russia would not sign in 28 of 100 worlds (23 to 33); in the median of these it lacks 1.1 points."</summary>
    public static string Words(Refusal refusal)
    {
        var who = new Subject(refusal.Party.Title);
        return $"{who} would not sign in {refusal.Share.InWords} worlds ({refusal.Share.Between})"
            + (
                refusal.Lacks is { } points
                    ? $"; in the median of these {(refusal.TypeName.Length > 0 ? $"if {Units.Words.Plain(refusal.TypeName)} " : "")}{who.It} {who.Does("lacks", "lack")} {Lacked(points)}."
                    : "."
            );
    }

    // Somebody who would not sign lacks something, though it be less than is shown.
    private static string Lacked(double points) =>
        Unit.Points.Fine(points) is var shown && shown == "0" ? "less than 0.01 points" : Units.Words.Several(shown, "point");

    /// <summary>The assumption that explains most of a type's surplus on its own, and how often it would sign on either side of the middle world, with a blank before it; nothing where the draws show none.</summary>
    /// <param name="result">As weighed.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="refusal">Of it.</param>
    public static string HangsOn(WeighingResult result, OfferResult offer, Refusal refusal)
    {
        var surplus = offer.Draws.Surplus[refusal.Slot];
        var count = Math.Min(surplus.Length, result.Worlds.Length);
        var columns = Enumerable
            .Range(0, result.Assumptions.Count)
            .Where(a => result.Assumptions[a].Low < result.Assumptions[a].High && IsInUse(result, offer, a))
            .Select(a => (Assumption: result.Assumptions[a], Values: result.Worlds.Take(count).Select(world => world[a]).ToArray()))
            .ToList();
        if (columns.Count == 0)
            return "";
        var shares = Statistics.OwnShares([.. columns.Select(column => column.Values)], surplus[..count], result.Options.Scrambles).Each;
        var most = Enumerable.Range(0, columns.Count).Where(a => shares[a].Low > 0).OrderByDescending(a => shares[a].Share).FirstOrDefault(-1);
        if (most < 0)
            return "";
        var (assumption, values) = columns[most];
        var middle = Statistics.Quantile(Statistics.Sorted(values), 0.5);
        WorldShare Signing(bool above) =>
            Statistics.Share(
                [
                    .. Enumerable
                        .Range(0, count)
                        .Select(draw =>
                            double.IsNaN(surplus[draw]) || values[draw] > middle != above ? double.NaN
                            : surplus[draw] >= 0 ? 1
                            : 0
                        ),
                ],
                result.Options.Scrambles
            );
        var (high, low, who) = (Signing(above: true), Signing(above: false), new Subject(refusal.Party.Title));
        return !(Math.Abs(high.Share - low.Share) >= Told)
            ? ""
            : $" Whether {who.Inside}{(refusal.TypeName.Length > 0 ? $", if {Units.Words.Plain(refusal.TypeName)}," : "")} {who.Does("signs", "sign")} hangs most on the assumption {AssumptionWords.Of(assumption)}: "
                + $"of 100 worlds with that above {Units.Words.Number(middle)} {who.It} {who.Does("does", "do")} in {high.WithRange}, of 100 with it below in {low.WithRange}.";
    }

    private static bool IsInUse(WeighingResult result, OfferResult offer, int assumption) =>
        result
            .Analysis?.Effects.FirstOrDefault(effects => effects.Offer == offer.Name)
            ?.Screening.FirstOrDefault(screened => screened.Assumption == result.Assumptions[assumption].Name)
            ?.IsInUse != false;
}
