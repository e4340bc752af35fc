namespace Foedus.Exploring;

public enum ColumnKind
{
    Real,
    Integer,
    Nominal,
}

/// <summary>One input of a table of experiments.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">How it may be cut.</param>
/// <param name="Values">One a row; for a nominal column the number of its category.</param>
/// <param name="Categories">Names of the categories, in order of first appearance; empty unless nominal.</param>
public sealed record InputColumn(string Name, ColumnKind Kind, double[] Values, IReadOnlyList<string> Categories)
{
    public static InputColumn Real(string name, double[] values) => new(name, ColumnKind.Real, values, []);
}

/// <summary>Experiments as columns: what was assumed in each, and whether the thing of interest happened.</summary>
/// <param name="Inputs">Columns of equal length.</param>
/// <param name="OfInterest">One a row.</param>
public sealed record Experiments(IReadOnlyList<InputColumn> Inputs, bool[] OfInterest)
{
    public int Rows => OfInterest.Length;

    public int CasesOfInterest => OfInterest.Count(yes => yes);
}

/// <summary>What a box allows of one input.</summary>
/// <param name="Low">Smallest value.</param>
/// <param name="High">Largest value.</param>
/// <param name="Allowed">[category]; null unless nominal.</param>
public sealed record BoxLimit(double Low, double High, bool[]? Allowed)
{
    public bool Holds(double value) => Allowed is null ? value >= Low && value <= High : Allowed[(int)value];

    // Equals, not ==: a nominal limit has no numbers, and NaN is not == to itself.
    public bool IsSame(BoxLimit other) =>
        Low.Equals(other.Low) && High.Equals(other.High) && (Allowed is null || Allowed.AsSpan().SequenceEqual(other.Allowed));
}

/// <summary>One step of a search: a box and what lies in it.</summary>
/// <param name="Limits">[input]</param>
/// <param name="Restricted">Inputs whose limits are tighter than the data.</param>
/// <param name="Count">Rows in the box.</param>
/// <param name="CountOfInterest">Rows of interest in the box.</param>
/// <param name="Mass">Share of all rows.</param>
/// <param name="Density">Share of the rows in the box that are of interest.</param>
/// <param name="Coverage">Share of all rows of interest that are in the box.</param>
/// <param name="QuasiP">[input] chance of so many of interest without the low or the high limit; NaN where that side is not limited.</param>
public sealed record BoxStep(
    IReadOnlyList<BoxLimit> Limits,
    IReadOnlyList<int> Restricted,
    int Count,
    int CountOfInterest,
    double Mass,
    double Density,
    double Coverage,
    IReadOnlyList<(double Low, double High)> QuasiP
);

/// <summary>A box with the way it was found.</summary>
/// <param name="Trajectory">From the whole data inwards.</param>
/// <param name="Chosen">Index of the step to show: the highest coverage among those of at least the wanted density, then the fewest limited inputs, then density, then the earliest; the densest where none is dense enough.</param>
public sealed record FoundBox(IReadOnlyList<BoxStep> Trajectory, int Chosen);
