using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What would have to be true for another offer to be best by the measure that decides.</summary>
public sealed record RankingResult
{
    /// <summary>Words of the question that decides.</summary>
    public required string Title { get; init; }

    /// <summary>A chance or periods.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Whether more of it is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>The best offer at the best values.</summary>
    public required string Leader { get; init; }

    /// <summary>What it gives there.</summary>
    [JsonPropertyName("value")]
    public required double LeaderValue { get; init; }

    /// <summary>Offers that are as good there, up to what is shown and to the numerical error: none of them is best for certain, and no flip against them is looked for.</summary>
    public required IReadOnlyList<string> Level { get; init; }

    /// <summary>Offers that a flip to was looked for: behind at the best values; those ahead in most drawn worlds.</summary>
    public required IReadOnlyList<Challenger> Challengers { get; init; }

    /// <summary>All other offers with a certified solution at the best values, the best first.</summary>
    public IReadOnlyList<Challenger> Others { get; init; } = [];

    /// <summary>The nearest value of one assumption at which a challenger is ahead, all others at their best values; those that need the smallest change first.</summary>
    public required IReadOnlyList<RankingFlip> Flips { get; init; }

    /// <summary>Assumptions that flip it nowhere in their range on their own.</summary>
    public required IReadOnlyList<string> NeverAlone { get; init; }

    /// <summary>Assumptions for which the search met a world without a certified solution, so that a flip may have been missed.</summary>
    public required IReadOnlyList<string> NotKnown { get; init; }

    /// <summary>The nearest world found in which a challenger is ahead, several assumptions changed together; null where no drawn world has one.</summary>
    public required NearestWorld? Nearest { get; init; }

    /// <summary>Solves spent.</summary>
    public required int Solves { get; init; }
}

/// <param name="Offer">Which.</param>
/// <param name="Value">What it gives at the best values.</param>
/// <param name="Margin">It counts as ahead when it is by more than this: the numerical errors of both, or one of the last decimal shown where that is more.</param>
/// <param name="Ahead">Share of the drawn worlds in which it is ahead of the leader.</param>
public sealed record Challenger(string Offer, double Value, double Margin, double Ahead);

/// <param name="Assumption">Which is changed.</param>
/// <param name="Best">From its best value.</param>
/// <param name="Value">To this.</param>
/// <param name="Offer">Which offer is then ahead.</param>
/// <param name="Distance">Size of the change as a share of the range.</param>
public sealed record RankingFlip(string Assumption, double Best, double Value, string Offer, double Distance);

/// <param name="Offer">Which offer is ahead.</param>
/// <param name="Lead">By how much.</param>
/// <param name="Distance">Root of the summed squares of the changes, each as a share of its range.</param>
/// <param name="Changes">What is changed, the largest change first; all else is at its best value.</param>
public sealed record NearestWorld(string Offer, double Lead, double Distance, IReadOnlyList<RankingFlip> Changes);
