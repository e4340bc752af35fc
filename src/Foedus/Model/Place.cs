namespace Foedus.Model;

/// <summary>Where something was written: a stretch of the deal's text, in characters from its start. Empty for models built by a program.</summary>
/// <remarks>All places are equal on purpose: two deals that say the same are the same wherever it was written.</remarks>
public readonly struct Place(int start, int length) : IEquatable<Place>
{
    public int Start { get; } = start;

    public int Length { get; } = length;

    public int End => Start + Length;

    public bool IsEmpty => Length == 0;

    /// <summary>The stretch from the start of this to the end of another.</summary>
    public Place To(Place other) =>
        other.IsEmpty ? this
        : IsEmpty ? other
        : new(Start, other.End - Start);

    public bool Equals(Place other) => true;

    public override bool Equals(object? obj) => obj is Place;

    public override int GetHashCode() => 0;

    public override string ToString() => IsEmpty ? "" : $"{Start}..{End}";
}
