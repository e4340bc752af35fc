using Foedus.Model;

namespace Foedus.Language;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Symbol,
    Comment,
    Unknown,
    End,
}

/// <summary>A word, number, quoted text or mark, and where it stands.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    /// <summary>Characters of the source: of a name written in signs of their own, or of a word read as another one, not those of its text.</summary>
    public int Length { get; init; } = Text.Length;

    public int End => Start + Length;

    /// <summary>The token as a name.</summary>
    public Word Word => new(Text) { Place = Place };

    public Place Place => new(Start, Math.Max(1, Length));

    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && Text == text;
}
