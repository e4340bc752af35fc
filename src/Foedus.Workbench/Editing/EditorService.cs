using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Workbench.Editing;

/// <summary>The language service in the shape that the editor's script asks for.</summary>
internal static class EditorService
{
    public static CompletionsDto Complete(DealDocument document, int offset)
    {
        var list = Completion.At(document, offset);
        return new CompletionsDto(
            list.Place.Start,
            list.Place.Length,
            [.. list.Items.Select(item => new CompletionDto(item.Label, item.Insert, Word(item.Kind), item.Detail, item.Rank, item.IsSnippet))]
        );
    }

    public static HoverDto? Hovered(DealDocument document, int offset) =>
        Hover.At(document, offset) is { } hover ? new HoverDto(hover.Place.Start, hover.Place.Length, hover.Markdown) : null;

    public static NameDto? NameAt(DealDocument document, int offset) =>
        document.Names.At(offset) is { Symbols.Count: > 0 } name ? new NameDto(name.Place.Start, name.Place.Length, name.Mark.Text) : null;

    public static RenameDto Renamed(DealDocument document, int offset, string newName)
    {
        try
        {
            return new RenameDto([.. Rename.At(document, offset, newName).Select(EditDto.Of)], null);
        }
        catch (InputException fault)
        {
            return new RenameDto([], fault.Message);
        }
    }

    public static IReadOnlyList<OutlineDto> Outlined(DealDocument document) => [.. Outline.Of(document).Select(Entry)];

    /// <summary>A text with mistakes is not laid out.</summary>
    public static IReadOnlyList<EditDto> Formatted(DealDocument document) =>
        document.Parsed.HasErrors ? [] : [.. TextEdit.Between(document.Source.Text, DealFormatter.Format(document.Source)).Select(EditDto.Of)];

    public static IReadOnlyList<MarkerDto> Markers(SourceText source, IEnumerable<Diagnostic> diagnostics) =>
        [
            .. diagnostics
                .Take(200)
                .Select(diagnostic => new MarkerDto(
                    Math.Min(diagnostic.Place.Start, source.Text.Length),
                    Math.Min(diagnostic.Place.Length, source.Text.Length - Math.Min(diagnostic.Place.Start, source.Text.Length)),
                    diagnostic.Code,
                    diagnostic.Severity == Severity.Error,
                    diagnostic.Remedy is null ? diagnostic.Message : $"{diagnostic.Message}\n{diagnostic.Remedy}"
                )),
        ];

    /// <summary>Five numbers a token, as the language server protocol encodes them: lines and columns from the token before, length, class, whether it is declared.</summary>
    public static IReadOnlyList<int> Colours(DealDocument document)
    {
        var numbers = new List<int>();
        var (line, column) = (1, 1);
        foreach (var part in Classification.Of(document))
        {
            var (here, at) = document.Source.Locate(part.Place.Start);
            numbers.AddRange([here - line, here == line ? at - column : at - 1, part.Place.Length, (int)part.Class, part.IsDeclaration ? 1 : 0]);
            (line, column) = (here, at);
        }
        return numbers;
    }

    private static OutlineDto Entry(OutlineEntry entry) =>
        new(entry.Name, entry.Detail, Word(entry.Kind), Stretch.Of(entry.Place), Stretch.Of(entry.NamePlace), [.. entry.Children.Select(Entry)]);

    private static string Word(TextClass kind) => kind.ToString().ToLowerInvariant();
}
