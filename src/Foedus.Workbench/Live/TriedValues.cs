using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Foedus.Workbench.Live;

/// <summary>What somebody tries on a deal's page, as it stands in the page's address: the link is the state.</summary>
/// <param name="Offer">Name of the offer; null for the page's own choice.</param>
/// <param name="Reading">Name of the reading; empty for the deal as written.</param>
/// <param name="Forks">[fork] its answer, where it is not the first.</param>
/// <param name="Set">[assumption] its value, where it is not the best.</param>
public sealed record TriedValues(string? Offer, string Reading, IReadOnlyDictionary<string, string> Forks, IReadOnlyDictionary<string, double> Set)
{
    /// <summary>Reads the query of an address; what is not understood is left out.</summary>
    public static TriedValues Parse(string query)
    {
        var given = QueryHelpers.ParseQuery(query);
        var forks = Pairs(given.GetValueOrDefault("fork")).ToDictionary(pair => pair.Name, pair => pair.Value);
        var set = new Dictionary<string, double>();
        foreach (var (name, text) in Pairs(given.GetValueOrDefault("set")))
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                set[name] = value;
        return new TriedValues(given.GetValueOrDefault("offer").FirstOrDefault(), given.GetValueOrDefault("reading").FirstOrDefault() ?? "", forks, set);
    }

    /// <summary>"?offer=pledged&amp;set=credibility%3D0.35", or nothing where nothing is tried.</summary>
    public string Query => Text(Offer is null ? [] : [("offer", Offer)]);

    /// <summary>The same without the offer: for a weighing of all offers.</summary>
    public string QueryOfValues => Text([]);

    private string Text(IEnumerable<(string Key, string Value)> first)
    {
        var parts = first
            .Concat(Reading.Length == 0 ? [] : [("reading", Reading)])
            .Concat(Forks.OrderBy(fork => fork.Key, StringComparer.Ordinal).Select(fork => ("fork", $"{fork.Key}={fork.Value}")))
            .Concat(
                Set.OrderBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => ("set", string.Create(CultureInfo.InvariantCulture, $"{one.Key}={one.Value:R}")))
            )
            .Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}")
            .ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static IEnumerable<(string Name, string Value)> Pairs(IEnumerable<string?> given) =>
        given
            .OfType<string>()
            .Select(text => text.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .Select(pair => (pair[0].Trim(), pair[1].Trim()))
            .DistinctBy(pair => pair.Item1);
}
