using Foedus.Units;
using MathNet.Numerics.Statistics;

namespace Foedus.Exploring;

/// <param name="Mean">Mean effect of going through the whole range, in units of the result.</param>
/// <param name="MeanAbsolute">Mean of its absolute value: how much the input matters at all.</param>
/// <param name="Deviation">Standard deviation over trajectories: curvature, or interplay with others. Not a number where there is one.</param>
public sealed record ElementaryEffect(double Mean, double MeanAbsolute, double Deviation);

/// <summary>Screening by one-at-a-time steps from many places (Morris 1991; mean of absolute values: Campolongo, Cariboni and Saltelli 2007).</summary>
public static class ElementaryEffects
{
    /// <param name="inputs">[input][row] values; a step changes one input. A step that changes none repeats a row and tells nothing.</param>
    /// <param name="results">[row]</param>
    /// <param name="ranges">[input] width of its range, above 0; effects are per whole range.</param>
    /// <param name="trajectory">[row] which trajectory; rows of one stand together.</param>
    /// <exception cref="InputException">Two rows that follow each other differ in more than one input, or in the result alone; or an effect is no number.</exception>
    public static IReadOnlyList<ElementaryEffect> Estimate(IReadOnlyList<double[]> inputs, double[] results, double[] ranges, double[] trajectory)
    {
        if (Misfit(inputs, results, trajectory) is { } misfit)
            throw new InputException(misfit.Words);
        var effects = inputs.Select(_ => new List<double>()).ToArray();
        for (var row = 1; row < results.Length; row++)
            if (trajectory[row] == trajectory[row - 1] && Changed(inputs, row) is [var input])
            {
                var effect = (results[row] - results[row - 1]) / ((inputs[input][row] - inputs[input][row - 1]) / ranges[input]);
                effects[input]
                    .Add(
                        double.IsFinite(effect)
                            ? effect
                            : throw new InputException(
                                $"The effect in row {row + 1} of the data is larger than any number that can be held: is the range {Words.Number(ranges[input])} of input {input + 1} meant?"
                            )
                    );
            }
        return
        [
            .. effects.Select(list =>
                list.Count == 0
                    ? new ElementaryEffect(double.NaN, double.NaN, double.NaN)
                    : new ElementaryEffect(list.Average(), list.Average(Math.Abs), list.Count > 1 ? list.StandardDeviation() : double.NaN)
            ),
        ];
    }

    /// <summary>The first row that is no step of such a design from the row before, with why; null where all are.</summary>
    /// <inheritdoc cref="Estimate(IReadOnlyList{double[]}, double[], double[], double[])"/>
    public static (int Row, string Words)? Misfit(IReadOnlyList<double[]> inputs, double[] results, double[] trajectory)
    {
        for (var row = 1; row < results.Length; row++)
        {
            if (trajectory[row] != trajectory[row - 1])
                continue;
            var changed = Changed(inputs, row);
            if (changed.Length > 1)
                return (
                    row,
                    $"Rows {row} and {row + 1} of the data differ in {Words.Counted(changed.Length, "input")}; in a trajectory each step changes exactly one."
                );
            if (changed.Length == 0 && results[row] != results[row - 1])
                return (row, $"Rows {row} and {row + 1} of the data have the same inputs and other results: an input that changes there is missing.");
        }
        return null;
    }

    private static int[] Changed(IReadOnlyList<double[]> inputs, int row) =>
        [.. Enumerable.Range(0, inputs.Count).Where(j => inputs[j][row] != inputs[j][row - 1])];

    /// <summary>Effects from stars: from every base point one step for each input (radial design; Campolongo, Saltelli and Cariboni 2011).</summary>
    /// <param name="atBase">[base point] results.</param>
    /// <param name="stepped">[input][base point] results one step away.</param>
    /// <param name="steps">[input][base point] signed steps as shares of the range. Results that are not a number are left out.</param>
    public static IReadOnlyList<ElementaryEffect> Radial(double[] atBase, IReadOnlyList<double[]> stepped, IReadOnlyList<double[]> steps) =>
        [
            .. stepped.Select(
                (results, input) =>
                {
                    var effects = Enumerable
                        .Range(0, atBase.Length)
                        .Select(point => (results[point] - atBase[point]) / steps[input][point])
                        .Where(double.IsFinite)
                        .ToList();
                    return effects.Count == 0
                        ? new ElementaryEffect(double.NaN, double.NaN, double.NaN)
                        : new ElementaryEffect(effects.Average(), effects.Average(Math.Abs), effects.Count > 1 ? effects.StandardDeviation() : double.NaN);
                }
            ),
        ];
}
