using System.Text.Json.Serialization;
using Foedus.Answers;

namespace Foedus.Weighing;

/// <summary>The answers of one fork side by side, all other forks as written; every one on the same draws.</summary>
/// <param name="Fork">Its name.</param>
/// <param name="Title">The question in words.</param>
/// <param name="Answers">In the order of the deal; the one in force as written first.</param>
public sealed record ForkResult(string Fork, string Title, IReadOnlyList<ForkAnswer> Answers);

/// <param name="Answer">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Weight">How much it weighs, of 1 in all; null where the deal gives no weights.</param>
/// <param name="Ahead">Which offer is ahead under it and which are level with it; null where none is signed by all and holds in any world.</param>
/// <param name="Offers">What it gives for each offer.</param>
public sealed record ForkAnswer(string Answer, string Title, double? Weight, AheadResult? Ahead, IReadOnlyList<ForkOffer> Offers)
{
    /// <summary>The offer signed by all and holding in most worlds (signed by all, where the deal states no condition); null where two are level within sampling or none is.</summary>
    public string? Leader => Ahead is { IsClear: true } ? Ahead.Leader : null;

    /// <summary>Offers that may as well be the one ahead, as far as the draws tell, that with the largest share first; empty where one leads, or none is signed.</summary>
    public IReadOnlyList<string> Level => Ahead is { IsClear: false } ? [Ahead.Leader, .. Ahead.Level] : [];
}

/// <summary>One answer of each fork together.</summary>
/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Title">The answers in words.</param>
/// <param name="Weight">Product of the answers' weights; null where some fork has none.</param>
/// <param name="Offers">What it gives for each offer.</param>
public sealed record ForkCombination(IReadOnlyDictionary<string, string> Answers, string Title, double? Weight, IReadOnlyList<ForkOffer> Offers)
{
    /// <summary>Most combinations that are weighed side by side.</summary>
    public const int Most = 16;
}

/// <param name="Offer">The offer.</param>
/// <param name="IsNoDeal">Whether it is what happens without a deal.</param>
/// <param name="Holds">Worlds in which it holds; null where the deal states no condition.</param>
/// <param name="AllSign">Worlds in which all would sign.</param>
/// <param name="SignedAndHolds">Worlds in which all would sign and it holds; null where the deal states no condition.</param>
/// <param name="NotConverged">Draws without a certified solution.</param>
public sealed record ForkOffer(string Offer, bool IsNoDeal, WorldShare? Holds, WorldShare AllSign, WorldShare? SignedAndHolds, int NotConverged)
{
    /// <summary>How often each promise is called on and kept; empty in a mean over answers.</summary>
    public IReadOnlyList<ForkPromise> Promises { get; init; } = [];

    /// <summary>Numerical error of what is asked, as <see cref="MeasureResult.NumericalError"/>: as written on the draws that chose its grid, under other answers on a sixty-fourth of the draws, at most sixteen; empty where nothing is private or none was looked at, and in a mean over answers.</summary>
    public IReadOnlyList<ForkError> NumericalErrors { get; init; } = [];
}

/// <param name="Measure">The ask.</param>
/// <param name="Error">Largest difference to a finer grid of beliefs over these draws, and half as much again.</param>
public sealed record ForkError(string Measure, double Error);

/// <summary>A promise under an answer.</summary>
/// <param name="Promise">Its name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Called">Chance that it is called on at all within the horizon.</param>
/// <param name="Kept">Chance that it is kept given that it is called on; null: never called in any world.</param>
public sealed record ForkPromise(string Promise, string Title, Band Called, [property: JsonConverter(typeof(NotCalledConverter))] Band? Kept);
