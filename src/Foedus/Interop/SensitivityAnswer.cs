using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Exploring;

namespace Foedus.Interop;

/// <summary>Which inputs explain the spread of an output: shares of its variance.</summary>
/// <param name="Status">"solved".</param>
/// <param name="Indices">By input.</param>
/// <param name="SecondOrder">What two inputs explain only together; left out where the design has no rows for it.</param>
[Answer("foedus/sensitivity/1")]
public sealed record SensitivityAnswer(
    string Status,
    IReadOnlyDictionary<string, IndexAnswer> Indices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PairAnswer>? SecondOrder
)
{
    /// <param name="names">[input]</param>
    /// <param name="indices">[input]</param>
    /// <param name="pairs">Null where the design has no rows for them.</param>
    public static SensitivityAnswer Of(IReadOnlyList<string> names, IReadOnlyList<SobolIndex> indices, IReadOnlyList<PairIndex>? pairs = null) =>
        new(
            "solved",
            names
                .Zip(indices)
                .ToDictionary(
                    pair => pair.First,
                    pair => new IndexAnswer(
                        pair.Second.First,
                        pair.Second.Total,
                        new Interval(pair.Second.FirstInterval.Low, pair.Second.FirstInterval.High),
                        new Interval(pair.Second.TotalInterval.Low, pair.Second.TotalInterval.High)
                    )
                ),
            pairs is null
                ? null
                :
                [
                    .. pairs.Select(pair => new PairAnswer(
                        [names[pair.First], names[pair.Second]],
                        pair.Share,
                        new Interval(pair.Interval.Low, pair.Interval.High)
                    )),
                ]
        );
}

/// <param name="First">What it explains by itself.</param>
/// <param name="Total">What it has a part in; null where that is not estimated.</param>
/// <param name="FirstInterval">95% of bootstrap samples.</param>
/// <param name="TotalInterval">The same of the total.</param>
public sealed record IndexAnswer(double First, double Total, Interval FirstInterval, Interval TotalInterval);

/// <param name="Inputs">The two.</param>
/// <param name="Share">What they explain only together.</param>
/// <param name="Interval">95% of bootstrap samples.</param>
public sealed record PairAnswer(IReadOnlyList<string> Inputs, double Share, Interval Interval);

/// <summary>Which inputs move an output: steps of one input at a time.</summary>
/// <param name="Status">"solved".</param>
/// <param name="Indices">By input.</param>
[Answer("foedus/sensitivity/1")]
public sealed record ScreeningAnswer(string Status, IReadOnlyDictionary<string, EffectAnswer> Indices)
{
    public static ScreeningAnswer Of(IReadOnlyList<string> names, IReadOnlyList<ElementaryEffect> effects) =>
        new(
            "solved",
            names.Zip(effects).ToDictionary(pair => pair.First, pair => new EffectAnswer(pair.Second.Mean, pair.Second.MeanAbsolute, pair.Second.Deviation))
        );
}

/// <param name="Mu">Mean effect of a step over the whole range.</param>
/// <param name="MuStar">Mean of its absolute values.</param>
/// <param name="Sigma">Standard deviation of the effect.</param>
public sealed record EffectAnswer(double Mu, double MuStar, double Sigma);
