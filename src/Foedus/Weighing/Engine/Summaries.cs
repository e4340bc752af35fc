using System.Globalization;
using Foedus.Games;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Weighing.Engine;

/// <summary>The answer and its limits in sentences.</summary>
internal static class Summaries
{
    // Offers that are named as level; the table has all.
    private const int MostLevel = 2;

    // Signed and holding in so much less of the worlds is hardly less.
    private const double Hardly = 0.1;

    public static Headline Headline(IReadOnlyList<OfferResult> offers, bool hasCondition, AheadResult? ahead)
    {
        var none = offers.First(offer => offer.IsNoDeal);
        var others = offers.Where(offer => !offer.IsNoDeal).ToList();
        if (others.Count == 0)
            return new("Only 'no deal' was weighed: there is nothing to compare it with.", [], []);
        // What nobody would sign is no answer, however well it would hold.
        var lead = ahead is null ? null : others.First(offer => offer.Name == ahead.Leader);
        if (!hasCondition)
        {
            var compared = lead is null ? new("", []) : Against(ahead!, others, offer => offer.AllSign);
            return lead is null
                ? new("No offer is signed by every type of every party in any of the worlds drawn.", [], [])
                : new(
                    $"All would sign “{lead.Title}” in {lead.AllSign.InWords} plausible worlds ({lead.AllSign.Between}){compared.Text}.",
                    [lead, .. compared.Named],
                    []
                );
        }
        var held = others.MaxBy(offer => offer.Holds!.Share)!;
        var nobody = lead is null || Unit.Worlds.Shown(lead.Holds!.AndAllSign.Share) == 0;
        var (beside, firmer) = nobody ? (new("", []), null) : (Against(ahead!, others, offer => offer.Holds!.AndAllSign), Firmer(lead!, others));
        var text = lead is null
            ? others.All(offer => double.IsNaN(offer.Holds!.AndAllSign.Share))
                ? "No offer has a certified solution in any of the worlds drawn."
                : "No offer is signed by every type of every party and also holds, in any of the worlds drawn."
            : nobody
                ? "In fewer than 1 of 100 plausible worlds is any offer signed by all and also holds."
                : $"“{lead.Title}” would be signed by all and hold in {lead.Holds!.AndAllSign.InWords} plausible worlds ({lead.Holds.AndAllSign.Between}){beside.Text}.";
        if (firmer is not null)
            text +=
                $" Of those within {Unit.Worlds.Number(Hardly)} of 100 of it “{firmer.Title}” ({Unit.Worlds.Number(firmer.Holds!.AndAllSign.Share)}, {firmer.Holds.AndAllSign.Between}) holds most, signed or not: in {firmer.Holds.WithRange} of 100, “{lead!.Title}” in {lead.Holds!.WithRange}.";
        text +=
            held == lead && !nobody
                ? $" “{held.Title}” holds, signed or not, in {held.Holds!.WithRange} of 100; with no deal it is {none.Holds!.WithRange}."
                : $" “{held.Title}” holds in {held.Holds!.WithRange} of 100, {(Unit.Worlds.Shown(held.AllSign.Share) == 0 ? "but" : "and")} all would sign it in {held.AllSign.WithRange}; with no deal it is {none.Holds!.WithRange}.";
        IReadOnlyList<OfferResult> holding = [held, .. firmer is null ? Array.Empty<OfferResult>() : [firmer, lead!]];
        return new(text, [.. holding, .. beside.Named, .. nobody ? Array.Empty<OfferResult>() : [lead!]], holding);
    }

    // Signed and holding in hardly fewer worlds, and holding in clearly more: who chooses between the two wants to know. None where it holds most of all: that is named anyway.
    private static OfferResult? Firmer(OfferResult lead, List<OfferResult> others) =>
        others.Where(offer => offer != lead && offer.Holds!.AndAllSign.Share >= lead.Holds!.AndAllSign.Share - Hardly).MaxBy(offer => offer.Holds!.Share)
            is { } firmer
        && firmer != others.MaxBy(offer => offer.Holds!.Share)
        && firmer.Holds!.Low > lead.Holds!.High
            ? firmer
            : null;

    // "; level with it within sampling are “B” (44, 40 to 48) and “C” (43, 39 to 47)", or the next behind it.
    private static Compared Against(AheadResult ahead, List<OfferResult> others, Func<OfferResult, WorldShare> yardstick)
    {
        OfferResult Named(Behind other) => others.First(offer => offer.Name == other.Offer);
        var level = ahead.Others.Where(other => other.IsLevel).Select(Named).ToList();
        if (level.Count > 0)
            return new(
                $"; level with it within sampling {Words.Does(level.Count, "is", "are")} {Words.Listed([.. level.Take(MostLevel).Select(offer => $"“{offer.Title}” ({Unit.Worlds.Number(yardstick(offer).Share)}, {yardstick(offer).Between})"), .. level.Count > MostLevel ? [$"{level.Count - MostLevel} more"] : Array.Empty<string>()])}",
                [.. level.Take(MostLevel)]
            );
        return ahead.Others.Count == 0 ? new("", [])
            : Named(ahead.Others[0]) is var next && Unit.Worlds.Shown(yardstick(next).Share) is var share && !(share > 0) ? new("; no other offer would", [])
            : new($"; “{next.Title}” in {yardstick(next).WithRange}", [next]);
    }

    private readonly record struct Compared(string Text, IReadOnlyList<OfferResult> Named);

    public static IReadOnlyList<string> Honesty(
        Deal deal,
        IEnumerable<PublicBeliefGame> games,
        WeighingOptions options,
        AssumptionSet assumptions,
        IReadOnlyList<OfferResult> offers,
        IReadOnlyList<OfferGrid>? grids
    )
    {
        // The farthest that any share of an offer reaches to either side.
        var widest = offers
            .SelectMany(offer => offer.IsNoDeal ? [offer.Holds] : new[] { offer.Holds, offer.AllSign, offer.AcceptableAndHolds })
            .OfType<WorldShare>()
            .SelectMany(share => new[] { share.High - share.Share, share.Share - share.Low })
            .Where(double.IsFinite)
            .DefaultIfEmpty(0)
            .Max();
        var sentences = new List<string>
        {
            $"Sampling: {Words.Counted(options.Draws, "draw")}, seed {options.Seed}"
                + $": shares of the deal as written are right to within {Words.Several($"{Math.Max(1, Math.Ceiling(100 * widest)):0}", "world")} in 100 (95%, from {Words.Counted(options.Scrambles, "independent scramble")}).",
            $"Assumptions: {Words.Counted(assumptions.Assumptions.Count, "named number")}, {Ranged(assumptions)}; {Grounded(deal, assumptions)}. Numbers that stand in the text without a name count as certain.",
            $"Model: logit choices of {Words.Counted(deal.Parties.Count(), "party")} with public beliefs; {SolutionWords.Rule(games, deal.All<Start>().Any())}. This weighs the cases that the deal describes; it does not predict.",
        };
        if (options.Forks.Count > 0)
            sentences.Add($"Forks: as asked, {string.Join(", ", options.Forks.Select(fork => $"{fork.Key} is '{fork.Value}'"))} in every number.");
        sentences.AddRange(NumericalErrors(options, offers, grids));
        if (options.Draws > options.Kept)
            sentences.Add(
                $"Boxes, yardsticks, pictures of single worlds and what decides are made from the first {Words.Counted(options.Kept, "draw")}; all are in every share and quantile."
            );
        var open = offers.Sum(offer => (long)offer.NotConverged);
        if (open > 0)
            sentences.Add(
                $"{open:N0} of {Words.Counted((long)offers.Count * options.Draws, "solve")} {Words.Does(open, "has", "have")} no certified result and {Words.Does(open, "is", "are")} in no number above."
            );
        return sentences;
    }

    // The largest, whose it is, and where else an answer hangs on the grid of beliefs by more than is taken for stable.
    private static IEnumerable<string> NumericalErrors(WeighingOptions options, IReadOnlyList<OfferResult> offers, IReadOnlyList<OfferGrid>? grids)
    {
        var looked = (grids ?? [])
            .Where(grid => grid.Errors is not null)
            .Select(grid => grid.Draws)
            .DefaultIfEmpty(Math.Min(options.ErrorDraws, options.Draws))
            .ToList();
        var (least, draws) = (
            looked.Min(),
            looked.Min() == looked.Max() ? Words.Counted(looked.Min(), "draw") : $"{looked.Min():N0} to {Words.Counted(looked.Max(), "draw")}"
        );
        var errors = offers
            .SelectMany(offer => offer.Measures.Where(measure => measure.NumericalError is not null).Select(measure => new GridError(offer, measure)))
            .ToLookup(error => error.Measure.Unit.Kind == UnitKind.Chance);
        foreach (var (isChance, what) in new[] { (true, "a chance"), (false, "a time") })
        {
            var sorted = errors[isChance].OrderByDescending(error => error.OfStable).ToList();
            if (sorted.Count == 0)
                continue;
            var (first, unstable) = (sorted[0], sorted.Where(error => error.OfStable > 1).ToList());
            var others = unstable.Where(error => error.Offer != first.Offer).Select(error => $"“{error.Offer.Title}”").Distinct().ToList();
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Numerical error of {what} in the deal as written, by a finer grid of beliefs on {draws}: up to {first.Error:0.000}{(isChance ? "" : $" {first.Measure.Unit.Name}")}"
            )
                + (
                    unstable.Count == 0
                        ? ""
                        : $", in “{first.Offer.Title}” for “{first.Measure.Title}”{(others.Count > 0 ? $"; above {Words.Number(GridChoice.Beyond * GridRefinement.Stable)} also in {Words.Listed(others)}" : "")}"
                )
                + (least < options.Draws ? $"; about 1 in {least + 1} of the other worlds may have a larger one." : ".")
                + (
                    unstable.Count == 0
                        ? ""
                        : $" In a single world the answer of these may move by so much with the grid of beliefs that it is solved on; '--at-resolution {unstable.Max(error => GridRefinement.TwiceAsFine(error.Offer.Knots ?? options.Resolution))}' says what is left of that on a finer one."
                );
        }
        if (GridWords.Finer(options, offers) is { Length: > 0 } finer)
            yield return $"Grids of belief were chosen by these draws, before any was kept: {Words.Counted(options.Resolution, "knot")}{finer}, where an asked number was not stable to {Words.Number(GridRefinement.Stable)} on fewer.";
    }

    /// <summary>The same under other answers of the forks, where these make another game of an offer; nothing where nothing is private.</summary>
    /// <param name="offers">As written.</param>
    /// <param name="forks">The forks.</param>
    /// <param name="under">[answers] what each gives.</param>
    /// <param name="draws">How many were looked at.</param>
    public static IEnumerable<string> NumericalErrors(
        IReadOnlyList<OfferResult> offers,
        IReadOnlyList<ForkResult> forks,
        IReadOnlyList<UnderAnswers> under,
        int draws
    )
    {
        if (!offers.Any(offer => offer.Measures.Any(measure => measure.NumericalError is not null)))
            yield break;
        if (under.Any(each => each.Offers.All(offer => offer.NumericalErrors.Count == 0)))
        {
            yield return "Under other answers of the forks the numerical error was not looked at.";
            yield break;
        }
        // What is the same game as written has the same errors, by as many draws.
        var errors = under
            .SelectMany(each =>
                each.Offers.SelectMany(offer =>
                    offer.NumericalErrors.Select(error =>
                        (
                            each.Answers,
                            error.Error,
                            Of: offers.First(written => written.Name == offer.Offer) is var written
                                ? new GridError(written, written.Measures.First(measure => measure.Name == error.Measure) with { NumericalError = error.Error })
                                : null!,
                            Written: written.Measures.First(measure => measure.Name == error.Measure).NumericalError
                        )
                    )
                )
            )
            .Where(each => each.Error != each.Written)
            .ToLookup(each => each.Of.Measure.Unit.Kind == UnitKind.Chance);
        foreach (var (isChance, what) in new[] { (true, "a chance"), (false, "a time") })
            if (errors[isChance].OrderByDescending(each => each.Of.OfStable).FirstOrDefault() is { Of: not null } most)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Numerical error of {what} under other answers of the forks, on {Words.Counted(draws, "draw")} of each: up to {most.Error:0.000}{(isChance ? "" : $" {most.Of.Measure.Unit.Name}")}"
                )
                    + $"{(most.Of.OfStable > 1 ? $", in “{most.Of.Offer.Title}” for “{most.Of.Measure.Title}” if “{ForkAnswers.InWords(forks, [most.Answers])}”" : "")}; about 1 in {draws + 1} of the other worlds may have a larger one.";
    }

    private sealed record GridError(OfferResult Offer, MeasureResult Measure)
    {
        public double Error => Measure.NumericalError!.Value;

        // Above 1: the second digit is not known.
        public double OfStable =>
            Error
            / (
                GridChoice.Beyond
                * GridRefinement.Stable
                * (Measure.Unit.Kind == UnitKind.Chance || double.IsNaN(Measure.Across.AtBest) ? 1 : Math.Max(1, Math.Abs(Measure.Across.AtBest)))
            );
    }

    private static string Ranged(AssumptionSet assumptions) =>
        assumptions.UncertainCount == assumptions.Assumptions.Count
            ? assumptions.UncertainCount switch
            {
                0 => "none",
                1 => "with a range",
                _ => "all with a range",
            }
        : assumptions.UncertainCount == 0 ? "none with a range"
        : $"{assumptions.UncertainCount} of them with a range";

    // By what stands behind them, the firmest first: a source that states no number is not counted with those that do.
    private static string Grounded(Deal deal, AssumptionSet assumptions)
    {
        var sourced = assumptions
            .Assumptions.Select((assumption, a) => Grounding.Of(deal, assumption, assumptions.Distributions[a]))
            .Where(behind => behind.Text is not null)
            .Select(behind => behind.Grounds)
            .ToList();
        var parts = sourced
            .OfType<Grounds>()
            .GroupBy(grounds => grounds.Kind)
            .OrderBy(same => same.Key)
            .Select(same =>
                $"{same.Count()} {same.Key switch { GroundsKind.Expert => "by an expert", GroundsKind.DirectionOnly => "with a source for the direction only", GroundsKind.Analogy => "by analogy", _ => same.First().KindWords }}"
            )
            .ToList();
        if (sourced.Count(grounds => grounds is null) is > 0 and var silent)
            parts.Add($"{silent} {Words.Does(silent, "cites", "cite")} a source that does not say what it gives");
        parts.Add(
            (assumptions.Assumptions.Count - sourced.Count) switch
            {
                0 => "none is a guess",
                var guesses => $"{guesses} {Words.Does(guesses, "is a guess", "are guesses")}",
            }
        );
        return string.Join(", ", parts);
    }

    /// <summary>Draws without a certified solution, and how far they could move the answer.</summary>
    public static IEnumerable<string> NotCertified(OfferResult offer, int draws)
    {
        if (offer.AlmostSolved > 0)
            yield return $"“{offer.Title}”: solved to the looser tolerance only: {offer.AlmostSolved:N0} of {Words.Counted(draws, "draw")}, which count in every number.";
        if (offer.NotConverged == 0)
            yield break;
        var counted =
            $"“{offer.Title}”: without a certified solution: {offer.NotConverged:N0} of {Words.Counted(draws, "draw")}, counted here and in no other number.";
        if (offer.Holds is null || offer.NotConverged == draws)
        {
            yield return counted;
            yield break;
        }
        var holding = offer.Holds.Share * (draws - offer.NotConverged);
        yield return $"{counted} Were all of them breaking it would hold in {new WorldShare(holding / draws, 0, 0).InWords}, were all holding in {new WorldShare((holding + offer.NotConverged) / draws, 0, 0).InWords}.";
    }
}
