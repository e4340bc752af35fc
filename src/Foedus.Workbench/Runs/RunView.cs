using System.Text.Json;
using System.Text.Json.Serialization;
using Foedus.Workbench.Charts;

namespace Foedus.Workbench.Runs;

/// <summary>A result as the page shows it: sentences and pictures, without the draws.</summary>
public sealed record RunView
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public required string Headline { get; init; }

    public required IReadOnlyList<string> Honesty { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Names and titles of the offers.</summary>
    public required IReadOnlyList<ViewedOffer> Offers { get; init; }

    /// <summary>Pictures that show all offers at once.</summary>
    public required IReadOnlyList<Chart> Across { get; init; }

    /// <summary>[offer] pictures of one offer.</summary>
    public required IReadOnlyList<IReadOnlyList<Chart>> ByOffer { get; init; }

    /// <summary>[offer] reasons in sentences.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Reasons { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Layout);

    public static RunView FromJson(string json) => JsonSerializer.Deserialize<RunView>(json, Layout) ?? throw new InvalidOperationException("An empty view was kept.");
}

/// <param name="Name">The word in the deal.</param>
/// <param name="Title">Its words.</param>
/// <param name="Holds">"36 of 100"; null where the deal states no condition.</param>
/// <param name="AllSign">"12 of 100"; null for no deal.</param>
/// <param name="Both">Signed by all and holding; null where one of the two is not there.</param>
public sealed record ViewedOffer(string Name, string Title, string? Holds, string? AllSign, string? Both);
