using System.Text.Json;
using System.Text.Json.Serialization;
using Foedus.Telling;
using Foedus.Weighing;

namespace Foedus.Workbench.Runs;

/// <summary>A result as the page shows it: what is told, without the draws.</summary>
public sealed record RunView
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What is told; null where an older program kept the run, whose report and numbers are still there.</summary>
    public ToldResult? Told { get; init; }

    /// <summary>Names, titles and shares of the offers, for runs side by side.</summary>
    public required IReadOnlyList<ViewedOffer> Offers { get; init; }

    public static RunView Of(WeighingResult result, ToldResult told) =>
        new()
        {
            Told = told,
            Offers =
            [
                .. result.Offers.Select(offer => new ViewedOffer(
                    offer.Name,
                    offer.Title,
                    offer.Holds?.InWords,
                    offer.IsNoDeal ? null : offer.AllSign.InWords,
                    offer.IsNoDeal ? null : offer.AcceptableAndHolds?.InWords
                )
                {
                    Shares = new[]
                    {
                        ("holds", offer.Holds),
                        ("all sign", offer.IsNoDeal ? null : offer.AllSign),
                        ("both", offer.IsNoDeal ? null : offer.AcceptableAndHolds),
                    }
                        .Where(pair => pair.Item2 is not null && double.IsFinite(pair.Item2.Share))
                        .ToDictionary(pair => pair.Item1, pair => new ViewedShare(pair.Item2!.Share, pair.Item2.Low, pair.Item2.High)),
                }),
            ],
        };

    public string ToJson() => JsonSerializer.Serialize(this, Layout);

    public static RunView FromJson(string json) =>
        JsonSerializer.Deserialize<RunView>(json, Layout) ?? throw new InvalidOperationException("An empty view was kept.");
}

/// <param name="Name">The word in the deal.</param>
/// <param name="Title">Its words.</param>
/// <param name="Holds">"36 of 100"; null where the deal states no condition.</param>
/// <param name="AllSign">"12 of 100"; null for no deal.</param>
/// <param name="Both">Signed by all and holding; null where one of the two is not there.</param>
public sealed record ViewedOffer(string Name, string Title, string? Holds, string? AllSign, string? Both)
{
    /// <summary>["holds", "all sign", "both"] the same as numbers; empty where an older program kept the run.</summary>
    public IReadOnlyDictionary<string, ViewedShare> Shares { get; init; } = new Dictionary<string, ViewedShare>();
}

/// <param name="Share">Of the worlds, from 0 to 1.</param>
/// <param name="Low">Lower end of its 95% interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ViewedShare(double Share, double Low, double High)
{
    /// <summary>This less another, with the interval that the two make together: their distances to their ends added as squares (Newcombe 1998, method 10). For draws of their own; on shared draws it is wider than it need be.</summary>
    public (double Difference, double Low, double High) Less(ViewedShare other) =>
        (
            Share - other.Share,
            Share - other.Share - Root(Share - Low, other.High - other.Share),
            Share - other.Share + Root(High - Share, other.Share - other.Low)
        );

    private static double Root(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
