using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>The blocks that the programs of a batch name.</summary>
internal static class LaneBlocks
{
    /// <summary>Coefficients of the draws, then the recursion's values at the ends of a period.</summary>
    public const int Columns = LaneProgram.FirstBlock;

    /// <summary>Chances of options in one period.</summary>
    public const int Chosen = Columns + 1;

    /// <summary>What comes over from the period done before.</summary>
    public const int From = Chosen + 1;

    /// <summary>What goes over to the period done next.</summary>
    public const int Into = From + 1;

    /// <summary>What is read off.</summary>
    public const int Results = Into + 1;

    public const int Count = Results + 1;
}
