using Foedus.Model;
using Foedus.Units;

namespace Foedus.Weighing.Engine;

/// <summary>The answer in worlds weighted by evidence.</summary>
internal static class GivenAnalysis
{
    private static readonly double[] Shares = [0.05, 0.5, 0.95];

    /// <summary>The evidence that is asked for, in the order of the deal.</summary>
    /// <exception cref="InputException">A name that the deal does not have, or evidence about an offer that is not weighed.</exception>
    public static IReadOnlyList<Evidence> Named(Deal deal, WeighingOptions options, IReadOnlyList<string> offers)
    {
        foreach (var name in options.Given)
        {
            if (deal.Evidence.FirstOrDefault(evidence => evidence.Name == name) is not { } evidence)
                throw new InputException(
                    deal.Evidence.Any()
                        ? $"There is no evidence '{name}'. Evidence: {string.Join(", ", deal.Evidence.Select(evidence => evidence.Name))}."
                        : $"There is no evidence '{name}': the deal declares none. Write: evidence {name} for ASK of OFFER: 41 of 97 from SOURCE \"what was counted\" on 2025-03-01"
                );
            if (!offers.Contains(evidence.Offer.Text))
                throw new InputException(
                    $"The evidence '{name}' is about the offer '{evidence.Offer}', which is not weighed. Weigh it too: --offer {evidence.Offer}."
                );
        }
        return [.. deal.Evidence.Where(evidence => options.Given.Contains(evidence.Name))];
    }

    public static GivenResult Of(IReadOnlyList<Evidence> given, WeighingResult result)
    {
        var weights = WorldWeights.Of(given, result);
        var relative = weights.Relative;
        var effective = WorldWeights.Effective(relative);
        var solved = result.Worlds.Length - weights.NotSolved;
        var refused = Refusal(effective, solved);
        return new GivenResult(
            [.. given.Select(evidence => evidence.Name)],
            result.Worlds.Length,
            weights.NotSolved,
            solved == 0 ? double.NaN : (double)weights.Inside / solved,
            effective,
            refused,
            refused is null ? Offers(result, relative) : []
        );
    }

    /// <summary>One combination of answers of forks; what it weighs then follows from all of them.</summary>
    public static (GivenCombination Told, WorldWeights Weights) Under(
        IReadOnlyList<Evidence> given,
        WeighingResult result,
        IReadOnlyDictionary<string, string> answers,
        string title,
        double? weight
    )
    {
        var (weights, of) = (WorldWeights.Of(given, result), Of(given, result));
        return (new GivenCombination(answers, title, weight, null, weights.LogMean, of.Effective, of.Refused, of.Offers), weights);
    }

    /// <summary>What each combination weighs with the evidence, and the answer over all of them.</summary>
    public static (IReadOnlyList<GivenCombination> Combinations, GivenMixture? Mixture) Mixed(
        IReadOnlyList<(GivenCombination Told, WorldWeights Weights, WeighingResult Result)> under
    )
    {
        if (under.Any(each => each.Told.Weight is null))
            return ([.. under.Select(each => each.Told)], null);
        var highest = under.Where(each => each.Told.Weight > 0).Select(each => each.Weights.Highest).DefaultIfEmpty(double.NegativeInfinity).Max();
        // [combination][draw] its weight times the likelihood of the draw, over its solved draws.
        var joint = under
            .Select(each =>
                each.Weights.Scaled(highest)
                    .Select(weight => each.Told.Weight!.Value * weight / Math.Max(1, each.Weights.Logs.Length - each.Weights.NotSolved))
                    .ToArray()
            )
            .ToList();
        var masses = joint.Select(weights => weights.Where(weight => !double.IsNaN(weight)).Sum()).ToList();
        var combinations = under.Select((each, c) => each.Told with { Then = masses.Sum() > 0 ? masses[c] / masses.Sum() : null }).ToList();
        // The same draw under several answers is one world, not several.
        var effective = WorldWeights.Effective(
            Enumerable.Range(0, joint[0].Length).Select(draw => joint.Sum(weights => double.IsNaN(weights[draw]) ? 0 : weights[draw]))
        );
        var refused = Refusal(effective, Enumerable.Range(0, joint[0].Length).Count(draw => joint.Exists(weights => !double.IsNaN(weights[draw]))));
        return (
            combinations,
            new GivenMixture(
                effective,
                refused,
                refused is not null
                    ? []
                    :
                    [
                        .. under[0]
                            .Result.Offers.Select(
                                (offer, o) =>
                                    Shared(offer, [.. under.Select((each, c) => (each.Result.Offers[o], joint[c]))], under[0].Result.Options.Scrambles, [])
                            ),
                    ]
            )
        );
    }

    /// <summary>The answer with such weights.</summary>
    internal static IReadOnlyList<GivenOffer> Offers(WeighingResult result, double[] weights) =>
        [.. result.Offers.Select(offer => Offer(offer, weights, result.Options.Scrambles))];

    /// <param name="effective">(Σw)² / Σw².</param>
    /// <param name="worlds">Worlds that could be weighted: drawn, and with an answer.</param>
    internal static string? Refusal(double effective, int worlds) =>
        effective >= GivenResult.LeastEffective ? null
        : worlds < GivenResult.LeastEffective
            ? $"Refused: {Words.Counted(worlds, "world")} with an answer {Words.Does(worlds, "was", "were")} drawn{(effective < worlds - 0.5 ? $", of which {Words.Several(Words.Number(effective), "effective world")} {(Words.Number(effective) == "1" ? "is" : "are")} left" : "")}; {GivenResult.LeastEffective} are needed. Draw more (--draws)."
        : effective == 0 ? "Refused: no world that was drawn agrees with the evidence. Look at what the evidence and the ranges say of the same question."
        : $"Refused: the evidence leaves {Words.Several(Words.Number(effective), "effective world")}; {GivenResult.LeastEffective} are needed. Draw more (--draws), or look at where the ranges and the evidence part.";

    private static GivenOffer Offer(OfferResult offer, double[] weights, int scrambles) =>
        Shared(offer, [(offer, weights)], scrambles, [.. offer.Measures.Select((measure, a) => Measure(measure, offer.Draws.Measures[a], weights))]);

    private static GivenOffer Shared(
        OfferResult named,
        IReadOnlyList<(OfferResult Offer, double[] Weights)> parts,
        int scrambles,
        IReadOnlyList<GivenMeasure> measures
    )
    {
        var (holds, signs, both) = (new WeightedShare(scrambles), new WeightedShare(scrambles), new WeightedShare(scrambles));
        foreach (var (offer, weights) in parts)
            for (var draw = 0; draw < weights.Length; draw++)
            {
                var signed = AllSign(offer.Draws, draw);
                holds.Add(draw, weights[draw], offer.Draws.Holds[draw]);
                signs.Add(draw, weights[draw], signed);
                both.Add(draw, weights[draw], signed * offer.Draws.Holds[draw]);
            }
        return new GivenOffer(
            named.Name,
            named.IsNoDeal,
            named.Holds is null ? null : holds.Share(),
            signs.Share(),
            named.Holds is null ? null : both.Share(),
            measures
        );
    }

    private static double AllSign(OfferDraws draws, int draw)
    {
        var signed = 1.0;
        foreach (var surplus in draws.Surplus)
            signed *= surplus[draw] switch
            {
                double.NaN => double.NaN,
                >= 0 => 1,
                _ => 0,
            };
        return signed;
    }

    private static GivenMeasure Measure(MeasureResult measure, double[] answers, double[] weights)
    {
        var quantiles = Quantiles(answers, weights);
        return new GivenMeasure(measure.Name, measure.Title, measure.Unit, quantiles[0], quantiles[1], quantiles[2]);
    }

    /// <summary>5%, 50% and 95% quantiles of weighted answers: the smallest with so much of the weight at or below it.</summary>
    internal static double[] Quantiles(double[] answers, double[] weights)
    {
        var known = answers.Zip(weights).Where(pair => !double.IsNaN(pair.First) && pair.Second > 0).OrderBy(pair => pair.First).ToList();
        var all = known.Sum(pair => pair.Second);
        var (found, below, at) = (new double[Shares.Length], 0.0, 0);
        Array.Fill(found, double.NaN);
        foreach (var (answer, weight) in known)
        {
            below += weight;
            while (at < Shares.Length && below >= Shares[at] * all * (1 - 1e-12))
                found[at++] = answer;
        }
        return found;
    }
}
