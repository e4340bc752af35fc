using Foedus.Reporting;
using Foedus.Weighing;
using Foedus.Workbench.Charts;
using Foedus.Workflow;

namespace Foedus.Workbench.Runs;

/// <summary>From a weighed result to what the page shows.</summary>
internal static class RunViews
{
    /// <param name="file">The deal.</param>
    /// <param name="result">Weighed.</param>
    /// <param name="withReasons">Whether each offer is solved again at its best values for reasons and diagram.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RunView Make(DealFile file, WeighingResult result, bool withReasons, CancellationToken cancel)
    {
        var sentences = result.Assumptions.ToDictionary(assumption => assumption.Name, assumption => assumption.Sentence is { Length: > 0 and < 90 } words ? words : assumption.Name);
        string Named(string assumption) => sentences.GetValueOrDefault(assumption, assumption);
        var solved = withReasons ? new Preview(file, result.Options) : null;
        var across = new List<Chart?> { ResultCharts.Acceptability(result), ResultCharts.SurvivalOfAll(result), ResultCharts.TradeOff(result) };
        var byOffer = new List<IReadOnlyList<Chart>>();
        var reasons = new List<IReadOnlyList<string>>();
        for (var o = 0; o < result.Offers.Count; o++)
        {
            var offer = result.Offers[o];
            var answer = solved?.Solve(offer.Name, new Dictionary<string, double>(), withReasons: true, cancel);
            var charts = new List<Chart?> { ResultCharts.Survival(offer, result.PeriodUnit), ResultCharts.Surplus(offer) };
            var effects = result.Analysis?.Effects.FirstOrDefault(effects => effects.Offer == offer.Name);
            if (effects is not null)
                charts.AddRange(ResultCharts.Effects(effects, offer.Title, Named));
            charts.Add(ResultCharts.OwnShares(result, o, Named));
            charts.AddRange(result.Analysis?.Maps.Where(map => map.Offer == offer.Name).Select(map => ResultCharts.Map(map, offer.Title)) ?? []);
            if (result.Analysis?.Breaking.FirstOrDefault(breaking => breaking.Offer == offer.Name) is { } breaks)
                charts.AddRange(ResultCharts.Boxes(breaks, offer.Title, result));
            charts.Add(ResultCharts.Beliefs(offer, result.PeriodUnit));
            charts.Add(LiveCharts.Diagram(answer?.Diagram));
            byOffer.Add([.. charts.OfType<Chart>()]);
            reasons.Add(answer?.Sentences ?? []);
        }
        return new RunView
        {
            Headline = result.Headline,
            Honesty = result.Honesty,
            Notes = result.Notes,
            Offers = [.. result.Offers.Select(offer => new ViewedOffer(offer.Name, offer.Title, offer.Holds?.InWords, offer.IsNoDeal ? null : offer.AllSign.InWords, offer.IsNoDeal ? null : offer.AcceptableAndHolds?.InWords))],
            Across = [.. across.OfType<Chart>()],
            ByOffer = byOffer,
            Reasons = reasons,
        };
    }
}
