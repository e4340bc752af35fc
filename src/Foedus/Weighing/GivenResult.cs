using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>The answer again in worlds weighted by evidence: beside the plain answer, never instead of it.</summary>
/// <remarks>A count weights a world by the binomial likelihood of the count at that world's chance; a judged range keeps the worlds whose answer lies inside. One weight serves all offers. Several pieces of evidence are taken as independent.</remarks>
/// <param name="Evidence">Names of the evidence.</param>
/// <param name="Draws">Worlds that were looked at.</param>
/// <param name="NotSolved">Of these, worlds without a certified answer that the evidence is about: in no number here.</param>
/// <param name="Agree">Share of the others inside all judged ranges; 1 where all was counted.</param>
/// <param name="Effective">(Σw)² / Σw².</param>
/// <param name="Refused">Why there is no answer, in words; null where there is one.</param>
/// <param name="Offers">The answer; empty where it is refused.</param>
/// <param name="Combinations">The same under every combination of the answers of open forks; null where none is open.</param>
/// <param name="Mixture">Over all combinations, each weighing its given weight times the mean likelihood of its draws; null unless every open fork has weights.</param>
public sealed record GivenResult(
    IReadOnlyList<string> Evidence,
    int Draws,
    int NotSolved,
    double Agree,
    double Effective,
    string? Refused,
    IReadOnlyList<GivenOffer> Offers,
    IReadOnlyList<GivenCombination>? Combinations = null,
    GivenMixture? Mixture = null
)
{
    /// <summary>With fewer effective worlds an answer is refused.</summary>
    public const int LeastEffective = 64;
}

/// <param name="Offer">The offer.</param>
/// <param name="IsNoDeal">Whether it is what happens without a deal.</param>
/// <param name="Holds">Weighted share of the worlds in which it holds; null where the deal states no condition.</param>
/// <param name="AllSign">In which all would sign.</param>
/// <param name="SignedAndHolds">In which all would sign and it holds; null where the deal states no condition.</param>
/// <param name="Measures">What is asked.</param>
public sealed record GivenOffer(
    string Offer,
    bool IsNoDeal,
    WorldShare? Holds,
    WorldShare AllSign,
    WorldShare? SignedAndHolds,
    IReadOnlyList<GivenMeasure> Measures
);

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">A chance or periods.</param>
/// <param name="Low">Weighted 5% quantile over the worlds.</param>
/// <param name="Median">Weighted median.</param>
/// <param name="High">Weighted 95% quantile.</param>
public sealed record GivenMeasure(string Name, string Title, Unit Unit, double Low, double Median, double High);

/// <param name="Answers">[fork] name of its answer.</param>
/// <param name="Title">The answers in words.</param>
/// <param name="Weight">The deal's weight, of 1 in all; null where it gives none.</param>
/// <param name="Then">Its weight with the evidence, of 1 in all; null without weights, or where no world of any combination can be.</param>
/// <param name="LogLikelihood">Natural logarithm of the mean likelihood of its draws; null where no draw gives the evidence any chance.</param>
/// <param name="Effective">(Σw)² / Σw² of its draws.</param>
/// <param name="Refused">Why it has no answer of its own; null where it has.</param>
/// <param name="Offers">The answer; empty where it is refused.</param>
public sealed record GivenCombination(
    IReadOnlyDictionary<string, string> Answers,
    string Title,
    double? Weight,
    double? Then,
    double? LogLikelihood,
    double Effective,
    string? Refused,
    IReadOnlyList<GivenOffer> Offers
);

/// <param name="Effective">(Σw)² / Σw², the weights of a draw added up over the combinations.</param>
/// <param name="Refused">Why there is no answer; null where there is one.</param>
/// <param name="Offers">The answer, without measures; empty where it is refused.</param>
public sealed record GivenMixture(double Effective, string? Refused, IReadOnlyList<GivenOffer> Offers);
