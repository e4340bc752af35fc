namespace Foedus.Weighing;

/// <summary>When an offer breaks, or, where that is simpler to say, when it holds.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Describes">"breaks" or "holds".</param>
/// <param name="Share">Share of the worlds drawn in which it does.</param>
/// <param name="Cases">In how many worlds it does.</param>
/// <param name="WantedDensity">A box should hold so large a share of such worlds.</param>
/// <param name="Boxes">Up to three, each for what those before leave.</param>
/// <param name="Reason">Why there is no box; null where there is one.</param>
/// <param name="Tree">A second view: the leaves of a classification tree that are at least so dense, as boxes.</param>
public sealed record BreakingResult(
    string Offer,
    string Describes,
    double Share,
    int Cases,
    double WantedDensity,
    IReadOnlyList<BreakingBox> Boxes,
    string? Reason,
    IReadOnlyList<BreakingBox> Tree
);

/// <param name="Coverage">Share of all such worlds that are in the box.</param>
/// <param name="Density">Share of the worlds in the box, and in no box before it, that are such.</param>
/// <param name="Worlds">Worlds in the box and in no box before it.</param>
/// <param name="Limits">What it asks of assumptions; those not named may be anything.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record BreakingBox(double Coverage, double Density, int Worlds, IReadOnlyList<BreakingLimit> Limits, string Words)
{
    /// <summary>Of a box after the first: share of the worlds in no box before it that are such, which its density is to be held against; null of the first, and of leaves of a tree.</summary>
    public double? OfTheRest { get; init; }
}

/// <param name="Assumption">Which.</param>
/// <param name="Low">From; null: as low as typed.</param>
/// <param name="High">To; null: as high as typed.</param>
/// <param name="OneOf">The values that are in the box, where only a few can be drawn; null otherwise.</param>
/// <param name="LowQuasiP">Chance of so many such worlds in the box if the lower limit did nothing; null where there is none.</param>
/// <param name="HighQuasiP">The same of the upper limit.</param>
public sealed record BreakingLimit(string Assumption, double? Low, double? High, IReadOnlyList<double>? OneOf, double? LowQuasiP, double? HighQuasiP);
