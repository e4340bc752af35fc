using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Workbench.Editing;

// What goes between the page and its script, as small records of plain values.

/// <summary>A stretch of the text in characters.</summary>
public sealed record Stretch(int Start, int Length)
{
    public static Stretch Of(Place place) => new(place.Start, place.Length);
}

/// <summary>A stretch and what takes its place.</summary>
public sealed record EditDto(int Start, int Length, string Text)
{
    public static EditDto Of(TextEdit edit) => new(edit.Start, edit.Length, edit.Text);

    public TextEdit ToEdit() => new(Start, Length, Text);
}

public sealed record MarkerDto(int Start, int Length, string Code, bool IsError, string Message);

public sealed record CompletionDto(string Label, string Insert, string Kind, string Detail, int Rank, bool IsSnippet);

public sealed record CompletionsDto(int Start, int Length, IReadOnlyList<CompletionDto> Items);

public sealed record HoverDto(int Start, int Length, string Markdown);

public sealed record NameDto(int Start, int Length, string Text);

public sealed record RenameDto(IReadOnlyList<EditDto> Edits, string? Fault);

public sealed record OutlineDto(string Name, string Detail, string Kind, Stretch Place, Stretch NamePlace, IReadOnlyList<OutlineDto> Children);
