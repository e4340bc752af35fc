using System.Text;
using Foedus.Weighing;

namespace Foedus.Reporting.Sections;

/// <summary>How it was computed, so that it can be computed again.</summary>
internal static class FootSection
{
    public static string Render(WeighingResult result, IReadOnlyList<string> provenance)
    {
        var html = new StringBuilder("<section><h2>How this was computed</h2><p>Models here are generators of cases, not predictors. A share of worlds is a share of the ranges that were typed, not a probability of peace.</p><ul class=\"honesty\">");
        html.Append($"<li>{result.Options.Draws:N0} draws from {result.Options.Scrambles} scrambled Sobol' sequences, seed {result.Options.Seed}; belief grid of {result.Options.Resolution} knots; horizon {Words.Html(result.Horizon)}{(result.Elapsed is { } took ? $"; {took.TotalSeconds:0.0} s" : "")}.</li>");
        foreach (var offer in result.Offers)
            html.Append($"<li>{Words.Html(offer.Name)}: {Words.Html(offer.AtBest.Method)}, {Words.Html(offer.AtBest.Selection)}; {Words.Html(offer.AtBest.Certifies)}</li>");
        foreach (var line in provenance)
            html.Append($"<li>{Words.Html(line)}</li>");
        return html.Append("</ul></section>\n").ToString();
    }
}
