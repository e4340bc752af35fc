using System.Globalization;
using Foedus.Games;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Weighing.Engine;

/// <summary>The answer and its limits in sentences.</summary>
internal static class Summaries
{
    /// <summary>Two sentences: what would be signed and hold, and what holds otherwise.</summary>
    /// <param name="offers">Every offer, as written.</param>
    /// <param name="hasCondition">Whether the deal says when an offer holds.</param>
    /// <param name="under">The same under every combination of the forks' answers, the written one among them; null without forks.</param>
    public static string Headline(IReadOnlyList<OfferResult> offers, bool hasCondition, IReadOnlyList<IReadOnlyList<ForkOffer>>? under = null)
    {
        var none = offers.First(offer => offer.IsNoDeal);
        var others = offers.Where(offer => !offer.IsNoDeal).ToList();
        if (others.Count == 0)
            return "Only 'no deal' was weighed: there is nothing to compare it with.";
        if (!hasCondition)
        {
            var liked = others.MaxBy(offer => offer.AllSign.Share)!;
            return $"All would sign '{liked.Title}' in {liked.AllSign.InWords} plausible worlds{Span(liked)}, more than any other offer weighed.";
        }
        var signed = others.MaxBy(offer => offer.Holds!.AndAllSign.Share)!;
        var held = others.MaxBy(offer => offer.Holds!.Share)!;
        var next = others.Where(offer => offer != signed).MaxBy(offer => offer.Holds!.AndAllSign.Share);
        var nobody = Unit.Worlds.Shown(signed.Holds!.AndAllSign.Share) == 0;
        // What nobody would sign is no answer, however well it would hold.
        var text = double.IsNaN(signed.Holds.AndAllSign.Share) ? "No offer has a certified solution in any of the worlds drawn."
            : signed.Holds.AndAllSign.Share == 0 ? "No offer is signed by every type of every party and also holds, in any of the worlds drawn."
            : nobody ? "In fewer than 1 of 100 plausible worlds is any offer signed by all and also holds."
            : $"'{signed.Title}' would be signed by all and hold in {signed.Holds.AndAllSign.InWords} plausible worlds ({Range(signed.Holds.AndAllSign)}{Span(signed)})"
                + (next is null || Unit.Worlds.Shown(next.Holds!.AndAllSign.Share) == 0 ? "; no other offer would" : $"; '{next.Title}' in {next.Holds.AndAllSign.InWords}{(Span(next) is { Length: > 0 } span ? $" ({span[2..]})" : "")}") + ".";
        text += held == signed && !nobody ? $" It holds, signed or not, in {held.Holds!.WithRange} of 100; with no deal it is {none.Holds!.InWords}."
            : $" '{held.Title}' holds in {held.Holds!.WithRange} of 100, {(Unit.Worlds.Shown(held.AllSign.Share) == 0 ? "but all would sign it in none" : $"and all would sign it in {Unit.Worlds.Number(held.AllSign.Share)}")}; with no deal it is {none.Holds!.InWords}.";
        return text;

        // How far the forks' answers move it: the least and the most over all of them.
        string Span(OfferResult offer)
        {
            var shares = under?.Select(each => each.First(other => other.Offer == offer.Name)).Select(other => (other.SignedAndHolds ?? other.AllSign).Share).ToList() ?? [];
            if (shares.Count == 0)
                return "";
            if (shares.Any(double.IsNaN))
                return "; not known under every answer of the forks";
            var (least, most) = (Unit.Worlds.Shown(shares.Min()), Unit.Worlds.Shown(shares.Max()));
            return least == most ? "; so under every answer of the forks" : $"; by the forks’ answers {Unit.Worlds.Number(shares.Min())} to {Unit.Worlds.Number(shares.Max())}";
        }
    }

    public static IReadOnlyList<string> Honesty(Deal deal, IEnumerable<PublicBeliefGame> games, WeighingOptions options, AssumptionSet assumptions, IReadOnlyList<OfferResult> offers)
    {
        var widest = offers.Where(offer => offer.Holds is not null).Select(offer => (offer.Holds!.High - offer.Holds.Low) / 2).DefaultIfEmpty(0).Max();
        var sentences = new List<string>
        {
            $"Sampling: {Words.Counted(options.Draws, "draw")}, seed {options.Seed}"
                + (deal.HoldsWhen is null ? "." : $": shares are right to within {Words.Several($"{Math.Max(1, Math.Ceiling(100 * widest)):0}", "world")} in 100 (95%, from {Words.Counted(options.Scrambles, "independent scramble")})."),
            $"Assumptions: {Words.Counted(assumptions.Assumptions.Count, "number")}, {assumptions.UncertainCount} of them with a range; {Grounded(deal, assumptions)}.",
            $"Model: logit choices of {Words.Counted(deal.Parties.Count(), "party")} with public beliefs; {SolutionWords.Rule(games, deal.All<Start>().Any())}. This weighs the cases that the deal describes; it does not predict.",
        };
        if (options.Forks.Count > 0)
            sentences.Add($"Forks: as asked, {string.Join(", ", options.Forks.Select(fork => $"{fork.Key} is '{fork.Value}'"))} in every number.");
        var errors = offers.SelectMany(offer => offer.Measures).Where(measure => measure is { NumericalError: not null, Unit.Kind: UnitKind.Chance }).Select(measure => measure.NumericalError!.Value).ToList();
        if (errors.Count > 0)
            sentences.Add(string.Create(CultureInfo.InvariantCulture,
                $"Numerical error of a chance, estimated from two grid resolutions on {Words.Counted(Math.Min(options.ErrorDraws, options.Draws), "draw")}: up to {errors.Max():0.000}."));
        if (options.Draws > options.Kept)
            sentences.Add($"Boxes, yardsticks, pictures of single worlds and what decides are made from the first {Words.Counted(options.Kept, "draw")}; all are in every share and quantile.");
        var open = offers.Sum(offer => (long)offer.NotConverged);
        if (open > 0)
            sentences.Add($"{open:N0} of {(long)offers.Count * options.Draws:N0} solves have no certified result and are in no number above.");
        return sentences;
    }

    // By what stands behind them, the firmest first: a source that states no number is not counted with those that do.
    private static string Grounded(Deal deal, AssumptionSet assumptions)
    {
        var sourced = assumptions.Assumptions.Where(assumption => assumption.Source is not null).Select(assumption => deal.Sources.FirstOrDefault(source => source.Name == assumption.Source!.Text)?.Grounds).ToList();
        var parts = sourced.OfType<Grounds>().GroupBy(grounds => grounds.Kind).OrderBy(same => same.Key).Select(same => $"{same.Count()} {same.Key switch { GroundsKind.Expert => "by an expert", GroundsKind.DirectionOnly => "with a source for the direction only", GroundsKind.Analogy => "by analogy", _ => same.First().KindWords }}").ToList();
        if (sourced.Count(grounds => grounds is null) is > 0 and var silent)
            parts.Add($"{silent} cite{(silent == 1 ? "s" : "")} a source that does not say what it gives");
        parts.Add($"{assumptions.Assumptions.Count - sourced.Count} are guesses");
        return string.Join(", ", parts);
    }

    /// <summary>Draws without a certified solution, and how far they could move the answer.</summary>
    public static IEnumerable<string> NotCertified(OfferResult offer, int draws)
    {
        if (offer.AlmostSolved > 0)
            yield return $"{offer.Name}: solved to the looser tolerance only: {offer.AlmostSolved:N0} of {Words.Counted(draws, "draw")}, which count in every number.";
        if (offer.NotConverged == 0)
            yield break;
        var counted = $"{offer.Name}: without a certified solution: {offer.NotConverged:N0} of {Words.Counted(draws, "draw")}, counted here and in no other number.";
        if (offer.Holds is null || offer.NotConverged == draws)
        {
            yield return counted;
            yield break;
        }
        var holding = offer.Holds.Share * (draws - offer.NotConverged);
        yield return $"{counted} Were all of them breaking it would hold in {new WorldShare(holding / draws, 0, 0).InWords}, were all holding in {new WorldShare((holding + offer.NotConverged) / draws, 0, 0).InWords}.";
    }

    private static string Range(WorldShare share) => $"{100 * share.Low:0} to {100 * share.High:0}";
}
