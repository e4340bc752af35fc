using Foedus.Answers;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>A solved offer played many times.</summary>
/// <param name="Offer">Its name.</param>
/// <param name="Paths">Plays.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Measures">[ask] frequencies beside the exact numbers.</param>
/// <param name="Stories">The first plays, a line each thing that happens, by the deal's names.</param>
[Answer("foedus/simulate/1")]
public sealed record SimulatedOffer(string Offer, int Paths, ulong Seed, IReadOnlyList<SimulatedMeasure> Measures, IReadOnlyList<IReadOnlyList<string>> Stories)
{
    /// <summary>The same by the deal's titles.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TitledStories { get; init; } = [];
}

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">A chance or periods.</param>
/// <param name="Mean">Over the plays.</param>
/// <param name="HalfWidth">Half of a 95% interval; null with one play.</param>
/// <param name="Exact">What the solution says.</param>
public sealed record SimulatedMeasure(string Name, string Title, Unit Unit, double Mean, double HalfWidth, double Exact);
