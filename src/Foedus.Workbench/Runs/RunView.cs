using System.Text.Json;
using System.Text.Json.Serialization;
using Foedus.Telling;
using Foedus.Weighing;

namespace Foedus.Workbench.Runs;

/// <summary>A result as the page shows it: what is told, without the draws.</summary>
public sealed record RunView
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>What is told; null where an older program kept the run, whose report and numbers are still there.</summary>
    public ToldResult? Told { get; init; }

    /// <summary>Names, titles and shares of the offers, for runs side by side.</summary>
    public required IReadOnlyList<ViewedOffer> Offers { get; init; }

    public static RunView Of(WeighingResult result, ToldResult told) => new()
    {
        Told = told,
        Offers = [.. result.Offers.Select(offer => new ViewedOffer(offer.Name, offer.Title, offer.Holds?.InWords, offer.IsNoDeal ? null : offer.AllSign.InWords, offer.IsNoDeal ? null : offer.AcceptableAndHolds?.InWords))],
    };

    public string ToJson() => JsonSerializer.Serialize(this, Layout);

    public static RunView FromJson(string json) => JsonSerializer.Deserialize<RunView>(json, Layout) ?? throw new InvalidOperationException("An empty view was kept.");
}

/// <param name="Name">The word in the deal.</param>
/// <param name="Title">Its words.</param>
/// <param name="Holds">"36 of 100"; null where the deal states no condition.</param>
/// <param name="AllSign">"12 of 100"; null for no deal.</param>
/// <param name="Both">Signed by all and holding; null where one of the two is not there.</param>
public sealed record ViewedOffer(string Name, string Title, string? Holds, string? AllSign, string? Both);
