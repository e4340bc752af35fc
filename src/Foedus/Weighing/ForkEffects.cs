using Foedus.Answers;

namespace Foedus.Weighing;

/// <summary>Which assumptions one offer's answer owes its spread to under each answer of the forks, and, where forks have weights, what the forks themselves have a part in.</summary>
public sealed record ForkEffects
{
    public required string Offer { get; init; }

    /// <summary>What was looked at, in words: the chance that decides, or whether it holds.</summary>
    public required string Title { get; init; }

    /// <summary>Why nothing was estimated; null where it was.</summary>
    public string? Refused { get; init; }

    /// <summary>Stars of the screening under each combination of answers.</summary>
    public int ScreeningPoints { get; init; }

    /// <summary>Base points of the design, the same under each but the deal as written, whose numbers are those of its effects.</summary>
    public int BasePoints { get; init; }

    /// <summary>Solves spent over all combinations.</summary>
    public int Solves { get; init; }

    /// <summary>Of these, without a certified result: left out with their base point.</summary>
    public int NotSolved { get; init; }

    /// <summary>Every combination of answers; as written first, with the effects that were estimated of the deal as written.</summary>
    public IReadOnlyList<CombinationEffects> Combinations { get; init; } = [];

    /// <summary>All combinations together by weight, each fork as one more assumption; null unless every open fork has weights.</summary>
    public MixtureEffects? Mixture { get; init; }
}

/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Title">The answers in words.</param>
/// <param name="Weight">Product of the answers' weights; null where some fork has none.</param>
/// <param name="Mean">Mean over the design.</param>
/// <param name="Deviation">Standard deviation over the design; 0: nothing varies, nothing to explain.</param>
/// <param name="ByAssumption">Those that the screening of any combination kept, the largest total first.</param>
public sealed record CombinationEffects(
    IReadOnlyDictionary<string, string> Answers,
    string Title,
    double? Weight,
    double Mean,
    double Deviation,
    IReadOnlyList<TotalEffect> ByAssumption
);

/// <param name="Mean">Weighted mean.</param>
/// <param name="Deviation">Standard deviation within and between the answers.</param>
/// <param name="ByAssumption">The largest total first.</param>
/// <param name="ByFork">The largest total first.</param>
public sealed record MixtureEffects(double Mean, double Deviation, IReadOnlyList<TotalEffect> ByAssumption, IReadOnlyList<ForkEffect> ByFork);

/// <param name="Assumption">Which.</param>
/// <param name="Total">Share of the spread that it has a part in, alone or with others (total index).</param>
/// <param name="TotalInterval">95%, from independent scrambles and a bootstrap.</param>
public sealed record TotalEffect(string Assumption, double Total, Interval TotalInterval);

/// <param name="Fork">Which.</param>
/// <param name="Title">The question in words.</param>
/// <param name="Own">Share of the spread that its answer explains on its own.</param>
/// <param name="OwnInterval">95%, from independent scrambles and a bootstrap.</param>
/// <param name="Total">Share of the spread that its answer has a part in, alone or with others.</param>
/// <param name="TotalInterval">95%, from independent scrambles and a bootstrap.</param>
public sealed record ForkEffect(string Fork, string Title, double Own, Interval OwnInterval, double Total, Interval TotalInterval);
