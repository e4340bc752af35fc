namespace Foedus.Telling;

/// <summary>A deal as states and turns, with what is played at the best values and beliefs of the start.</summary>
/// <param name="States">States by the deal's first enumeration, the initial one first.</param>
/// <param name="Moves">Who moves the world from one to another, by what.</param>
public sealed record Diagram(IReadOnlyList<string> States, IReadOnlyList<DiagramMove> Moves);

/// <param name="From">Index of a state.</param>
/// <param name="To">Index of a state.</param>
/// <param name="Label">"Russia: attack".</param>
/// <param name="Chance">How often it leads along the arrow when the step is reached in that state along the path; NaN where the step is never reached.</param>
public sealed record DiagramMove(int From, int To, string Label, double Chance)
{
    /// <summary>Whether the chance is one to be told: an event happens for sure, and what several decide at once is no chance of one thing.</summary>
    public bool HasChance { get; init; } = true;

    /// <summary>The chance where there is one to tell.</summary>
    internal double? Told => HasChance && !double.IsNaN(Chance) ? Chance : null;
}
