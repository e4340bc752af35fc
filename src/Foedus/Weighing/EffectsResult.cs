using Foedus.Answers;

namespace Foedus.Weighing;

/// <summary>Which assumptions one offer's answer owes its spread to.</summary>
public sealed record EffectsResult
{
    public required string Offer { get; init; }

    /// <summary>Why nothing was estimated; null where it was.</summary>
    public string? Refused { get; init; }

    /// <summary>Stars of the screening.</summary>
    public int ScreeningPoints { get; init; }

    /// <summary>Base points of Saltelli's design.</summary>
    public int BasePoints { get; init; }

    /// <summary>Base points that would have been spent had the ranges stayed wide and the order open.</summary>
    public int MostBasePoints { get; init; }

    /// <summary>Knots of the belief grid that these solves were made on; null where nothing is private.</summary>
    public int? Knots { get; init; }

    /// <summary>Solves spent, those of no deal included.</summary>
    public int Solves { get; init; }

    /// <summary>Of these, solves of the offer or of no deal without a certified result: left out with their base point.</summary>
    public int NotSolved { get; init; }

    /// <summary>All assumptions with a range, those that matter most first.</summary>
    public IReadOnlyList<ScreenedAssumption> Screening { get; init; } = [];

    /// <summary>What was looked at: the chance that decides, whether it holds, whether all sign and it holds.</summary>
    public IReadOnlyList<EffectsOnOutcome> Outcomes { get; init; } = [];
}

/// <param name="Assumption">Which.</param>
/// <param name="MeanAbsolute">Mean size of the change of the holding measure over the whole range, by steps of half the range from many places.</param>
/// <param name="Mean">The same with its sign.</param>
/// <param name="Deviation">Standard deviation over the places: interplay with others, or curvature.</param>
/// <param name="OnSurplus">Mean size of the change of the smallest surplus of any type, points.</param>
/// <param name="Kept">Whether its total effect was then estimated.</param>
public sealed record ScreenedAssumption(string Assumption, double MeanAbsolute, double Mean, double Deviation, double OnSurplus, bool Kept)
{
    /// <summary>Whether any number of the offer, of no deal or of the condition for holding is made of it; where none is, its effect is exactly 0.</summary>
    public bool IsInUse { get; init; } = true;
}

/// <param name="Outcome">"measure", "holds" or "signedAndHolds".</param>
/// <param name="Title">Its words.</param>
/// <param name="IsYesNo">For a yes or no an own effect says nothing without the total beside it.</param>
/// <param name="Mean">Mean over the design.</param>
/// <param name="Deviation">Standard deviation over the design; 0: nothing varies, nothing to explain.</param>
/// <param name="ByAssumption">Those that screening kept, the largest total first.</param>
/// <param name="BySource">All that hangs on one source, exchanged together; guesses last.</param>
/// <param name="OwnSum">Sum of the own effects of those that screening kept, with its 95% interval.</param>
public sealed record EffectsOnOutcome(
    string Outcome,
    string Title,
    bool IsYesNo,
    double Mean,
    double Deviation,
    IReadOnlyList<Effect> ByAssumption,
    IReadOnlyList<SourceEffect> BySource,
    WorldShare OwnSum
)
{
    /// <summary>Own effects that add to less than this leave the rest to combinations.</summary>
    public const double EnoughAlone = 0.6;

    /// <summary>Ranges of total effects that are no wider than this need no more solves, nor effects that are surely below it.</summary>
    public const double NarrowEnough = 0.1;

    /// <summary>Half the widest range of a total effect; NaN where nothing varies.</summary>
    public double WidestHalf => Widths.DefaultIfEmpty(double.NaN).Max() / 2;

    // Within 0 to 1.
    private IEnumerable<double> Widths =>
        Deviation > 0 ? ByAssumption.Select(effect => Math.Clamp(effect.TotalInterval.High, 0, 1) - Math.Clamp(effect.TotalInterval.Low, 0, 1)) : [];

    /// <summary>Every range is narrow, or no two neighbours in the order overlap but such as are surely small.</summary>
    internal bool IsPrecise =>
        !(Deviation > 0)
        || Widths.All(width => width <= NarrowEnough)
        || ByAssumption
            .Zip(ByAssumption.Skip(1))
            .All(pair =>
                pair.First.TotalInterval.Low > pair.Second.TotalInterval.High
                || Math.Max(pair.First.TotalInterval.High, pair.Second.TotalInterval.High) <= NarrowEnough
            );

    /// <summary>Own effects add to less than 0.6; surely so where the whole interval of their sum does.</summary>
    public bool CombinationsMatter => Deviation > 0 && OwnSum.Share < EnoughAlone;
}

/// <param name="Assumption">Which.</param>
/// <param name="Own">Share of the spread that it explains on its own (first-order index), from the draws, which say it more precisely than the design; from the design where draws are too few.</param>
/// <param name="OwnInterval">95%: jackknife over scrambles.</param>
/// <param name="Total">Share of the spread that goes when it becomes known last: alone and with others (total index); at least the own effect.</param>
/// <param name="TotalInterval">95%, from independent scrambles and a bootstrap.</param>
/// <param name="OwnFromDesign">The first-order index from the design.</param>
/// <param name="OwnFromDesignInterval">95%, from independent scrambles and a bootstrap.</param>
/// <param name="TotalFromDesign">The total index as the design has it, before it was held to be at least the own effect.</param>
public sealed record Effect(
    string Assumption,
    double Own,
    Interval OwnInterval,
    double Total,
    Interval TotalInterval,
    double OwnFromDesign,
    Interval OwnFromDesignInterval,
    double TotalFromDesign
);

/// <param name="Source">The source's text; null for guesses.</param>
/// <param name="Assumptions">What rests on it, of what the outcome is made of.</param>
/// <param name="Total">Share of the spread that its numbers have a part in (total index of the group).</param>
/// <param name="TotalInterval">95%, from independent scrambles and a bootstrap.</param>
public sealed record SourceEffect(string? Source, IReadOnlyList<string> Assumptions, double Total, Interval TotalInterval);
