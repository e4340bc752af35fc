using Foedus.Weighing;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Weighed;

/// <summary>All that a weighed deal is told from: the result, and what was worked out beside it for reading.</summary>
/// <param name="Result">As weighed.</param>
internal sealed record WeighedDeal(WeighingResult Result)
{
    /// <summary>[offer] the deal as states and turns; may be empty.</summary>
    public IReadOnlyDictionary<string, Diagram> Diagrams { get; init; } = new Dictionary<string, Diagram>();

    /// <summary>[offer] its explanation at the best values; may be empty.</summary>
    public IReadOnlyDictionary<string, Explanation> Reasons { get; init; } = new Dictionary<string, Explanation>();

    /// <summary>[offer] what it consists of; may be empty.</summary>
    internal IReadOnlyDictionary<string, TermSheet> Terms { get; init; } = new Dictionary<string, TermSheet>();

    /// <summary>Version, file and hash, a line each.</summary>
    public IReadOnlyList<string> Provenance { get; init; } = [];

    /// <summary>Words of an offer.</summary>
    public string TitleOf(string offer) => Result.TitleOf(offer);

    /// <summary>An offer as the head of a row: by its words. The table of all offers says which name each has.</summary>
    public ToldCell Offer(string offer) => ToldCell.Say(TitleOf(offer));

    /// <summary>Words of a party.</summary>
    public string PartyTitleOf(string party) => Result.PartyTitleOf(party);

    /// <summary>Words of an offer in quotation marks.</summary>
    public string Quoted(string offer) => $"“{TitleOf(offer)}”";

    /// <summary>Words of an assumption; empty where it has none.</summary>
    public string SentenceOf(string assumption) => Result.Assumptions.FirstOrDefault(other => other.Name == assumption)?.Sentence ?? "";
}
