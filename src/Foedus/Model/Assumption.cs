namespace Foedus.Model;

/// <summary>Where a number or a statement comes from.</summary>
/// <param name="Name">The word used in the deal.</param>
/// <param name="Text">Who said what, and where.</param>
/// <param name="Address">Where it can be read; null where none is given.</param>
/// <param name="Grounds">What it gives for the numbers it stands behind; null where the deal does not say.</param>
public sealed record Source(string Name, string Text, string? Address = null, Grounds? Grounds = null) : Declaration;

/// <summary>What a source gives for the numbers that it stands behind.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Words">The figure that was measured, how it was derived, what it is an analogy to; null where there is nothing to say.</param>
public sealed record Grounds(GroundsKind Kind, string? Words = null)
{
    /// <summary>"measured", "direction only".</summary>
    public string KindWords =>
        Kind switch
        {
            GroundsKind.Measured => "measured",
            GroundsKind.Derived => "derived",
            GroundsKind.Expert => "expert",
            GroundsKind.DirectionOnly => "direction only",
            GroundsKind.Analogy => "analogy",
            _ => throw new InvalidOperationException($"Unknown grounds {Kind}."),
        };
}

/// <summary>Kinds of grounds, the firmest first.</summary>
public enum GroundsKind
{
    /// <summary>It states a figure.</summary>
    Measured,

    /// <summary>The number follows from what it states, by a step that is said.</summary>
    Derived,

    /// <summary>Somebody's judgement of this number.</summary>
    Expert,

    /// <summary>It says which way, and no number.</summary>
    DirectionOnly,

    /// <summary>It is about another case.</summary>
    Analogy,
}

/// <summary>A number nobody knows for sure: its best value, how far it may lie elsewhere, who says so, and what it means.</summary>
/// <param name="Name">The word used in the deal.</param>
/// <param name="Best">The value in the deal as written.</param>
/// <param name="Spread">Where else it may lie; null for a number taken as fixed.</param>
/// <param name="Source">Name of a declared source; null is unsourced, and listed as such.</param>
/// <param name="Sentence">What it means, in one sentence.</param>
public sealed record Assumption(string Name, double Best, Spread? Spread = null, Word? Source = null, string? Sentence = null) : Declaration
{
    /// <summary>The value in the text, for diagnostics and edits.</summary>
    public Place ValuePlace { get; init; }
}

/// <summary>How far an assumption may lie from its best value.</summary>
public abstract record Spread : Node;

/// <summary>Shape of the draws between two hard ends.</summary>
public enum Shape
{
    /// <summary>Anywhere equally; what a bare range means.</summary>
    Even,

    /// <summary>Anywhere equally on a ratio scale; both ends positive.</summary>
    EvenRatios,

    /// <summary>Triangular with its peak at the best value.</summary>
    Triangular,

    /// <summary>PERT (a smooth hump with its peak at the best value).</summary>
    Pert,
}

/// <summary><c>in 0.2..0.8 [even | even ratios | triangular | pert]</c>: never outside these ends.</summary>
public sealed record Between(double Low, double High, Shape Shape = Shape.Even) : Spread;

/// <summary><c>likely 3..12 [within 0..1]</c>: nine in ten inside the interval. Lognormal if both ends are positive, otherwise normal;
/// with <c>within 0..1</c>, a beta distribution on 0..1.</summary>
/// <remarks>Draws are cut off at one in two thousand on either side, so that a check over the whole range can be made.</remarks>
public sealed record Likely(double Low, double High, bool WithinUnit = false) : Spread;

/// <summary><c>one of { 0.1, 0.5: 2 }</c>: a few values with weights (1 where none is said).</summary>
public sealed record OneOf(Sequence<WeightedValue> Values) : Spread;

public sealed record WeightedValue(double Value, double Weight = 1);

/// <summary><c>correlate a with b 0.6</c>: rank correlation between two assumptions' draws.</summary>
internal sealed record Correlation(Word First, Word Second, double Coefficient) : Declaration;

/// <summary>A named set of values for assumptions that a source or a side stands for, weighed beside the deal as written.</summary>
/// <param name="Name">The word used on the command line.</param>
/// <param name="Title">What it is, in a phrase.</param>
/// <param name="Values">Assumptions that it sees differently; a null spread fixes the value.</param>
/// <param name="Offers">The offers it is about; empty for all.</param>
public sealed record Reading(string Name, string? Title, Sequence<Assumption> Values, Sequence<Word> Offers) : Declaration;
