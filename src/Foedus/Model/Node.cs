namespace Foedus.Model;

/// <summary>Anything that stands in a deal's text. Its parts are listed in <see cref="Walk"/>.</summary>
public abstract record Node
{
    /// <summary>The whole of it in the text; empty for models built by a program.</summary>
    public Place Place { get; init; }
}

/// <summary>A name of something declared elsewhere, as it is written. What it names is said by binding.</summary>
/// <remarks>Converts from and to text, so that a program writes <c>new Payment("Russia", …)</c>.</remarks>
public sealed record Word(string Text) : Node
{
    /// <summary>Where what is written here is declared, if that is a kind of party and the name is one of its parties; else empty.</summary>
    public Place StandsFor { get; init; }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public static implicit operator Word?(string? text) => text is null ? null : new(text);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(word))]
    public static implicit operator string?(Word? word) => word?.Text;

    public override string ToString() => Text;
}
