namespace Foedus.Telling;

/// <summary>A sentence or two.</summary>
/// <param name="Text">The words.</param>
/// <param name="Role">What they are for.</param>
/// <param name="Head">What is set off before them: "Sampling", a badge; null: nothing.</param>
public sealed record ToldText(string Text, TextRole Role = TextRole.Says, string? Head = null) : ToldBlock;

/// <summary>What a sentence is for.</summary>
public enum TextRole
{
    /// <summary>It says something of the result.</summary>
    Says,

    /// <summary>The same, as one of a list.</summary>
    Point,

    /// <summary>How the numbers beside it are to be read. A terminal may leave it to the report.</summary>
    Note,

    /// <summary>Something that the reader must not miss, as one of a list.</summary>
    Warning,
}
