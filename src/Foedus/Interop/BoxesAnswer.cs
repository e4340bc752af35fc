using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Exploring;

namespace Foedus.Interop;

/// <summary>Boxes of inputs in which what is of interest happens.</summary>
/// <param name="Status">"solved".</param>
/// <param name="Method">How they were looked for: "prim" or "cart".</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="CasesOfInterest">Rows of interest.</param>
/// <param name="Boxes">In the order in which they were found.</param>
[Answer("foedus/discover/1")]
public sealed record BoxesAnswer(string Status, string Method, int Rows, int CasesOfInterest, IReadOnlyList<BoxAnswer> Boxes)
{
    public static BoxesAnswer Of(Experiments data, string method, IReadOnlyList<FoundBox> boxes) =>
        new(
            "solved",
            method,
            data.Rows,
            data.CasesOfInterest,
            [.. boxes.Select(box => new BoxAnswer([.. box.Trajectory.Select(step => BoxStepAnswer.Of(data, step))], box.Chosen))]
        );
}

/// <param name="Trajectory">From the whole table inwards.</param>
/// <param name="Chosen">Number of the step to show, from 0.</param>
public sealed record BoxAnswer(IReadOnlyList<BoxStepAnswer> Trajectory, int Chosen);

/// <param name="Mass">Share of all rows.</param>
/// <param name="Density">Share of the rows in the box that are of interest.</param>
/// <param name="Coverage">Share of all rows of interest that are in the box.</param>
/// <param name="Count">Rows in the box.</param>
/// <param name="CountOfInterest">Rows of interest in the box.</param>
/// <param name="Limits">By input, where the box is tighter than the table.</param>
public sealed record BoxStepAnswer(
    double Mass,
    double Density,
    double Coverage,
    int Count,
    int CountOfInterest,
    IReadOnlyDictionary<string, BoxLimitAnswer> Limits
)
{
    public static BoxStepAnswer Of(Experiments data, BoxStep step) =>
        new(
            step.Mass,
            step.Density,
            step.Coverage,
            step.Count,
            step.CountOfInterest,
            step.Restricted.ToDictionary(c => data.Inputs[c].Name, c => BoxLimitAnswer.Of(data.Inputs[c], step.Limits[c], step.QuasiP[c]))
        );
}

/// <param name="Low">Smallest value; null where the input is of categories.</param>
/// <param name="High">Largest value; null where the input is of categories.</param>
/// <param name="In">Categories in the box; left out where the input is of numbers.</param>
/// <param name="QuasiP">Chance of so many of interest without the low and without the high limit, of categories without their limit; null where there is no such limit.</param>
public sealed record BoxLimitAnswer(
    double? Low,
    double? High,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? In,
    IReadOnlyList<double> QuasiP
)
{
    internal static BoxLimitAnswer Of(InputColumn column, BoxLimit limit, (double Low, double High) quasiP) =>
        limit.Allowed is { } allowed
            ? new BoxLimitAnswer(null, null, [.. column.Categories.Where((_, k) => allowed[k])], [quasiP.Low])
            : new BoxLimitAnswer(limit.Low, limit.High, null, [quasiP.Low, quasiP.High]);
}
