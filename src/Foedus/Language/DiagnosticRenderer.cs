using System.Text;
using Foedus.Binding;
using Foedus.Units;

namespace Foedus.Language;

/// <summary>Diagnostics as text: place, the line itself with what is meant underlined, what is wrong and what to do.</summary>
public static class DiagnosticRenderer
{
    private const int MostColumns = 80;

    public static string Render(SourceText source, IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
            text.Append(Render(source, diagnostic)).Append('\n');
        return text.ToString();
    }

    public static string Render(SourceText source, Diagnostic diagnostic)
    {
        var start = Math.Min(diagnostic.Place.Start, source.Text.Length);
        var (line, column) = source.Locate(start);
        var (file, written) = (source.NameAt(start), source.LineAt(start));
        var text = new StringBuilder();
        text.Append($"{file}:{line}:{column}: {(diagnostic.Severity == Severity.Error ? "error" : "warning")} {diagnostic.Code}\n");
        var (shown, offset) = Window(written, column - 1);
        var gutter = $"{line, 5} | ";
        text.Append(gutter).Append(shown).Append('\n');
        var length = Math.Clamp(diagnostic.Place.Length, 1, Math.Max(1, shown.Length - offset));
        var before = shown[..Math.Min(offset, shown.Length)];
        // Tabs are kept in the padding, so that the mark stands under its text whatever a tab is worth.
        var padding = string.Join('\t', before.Split('\t').Select(part => TextLines.Left("", TextLines.Columns(part))));
        text.Append(new string(' ', gutter.Length - 2))
            .Append("| ")
            .Append(padding)
            .Append('^', Math.Max(1, TextLines.Columns(shown.Substring(before.Length, Math.Min(length, shown.Length - before.Length)))))
            .Append('\n');
        Wrap(text, diagnostic.Message);
        if (diagnostic.Remedy is not null)
            Wrap(text, diagnostic.Remedy);
        return text.ToString();
    }

    // Long lines are shown around the place.
    private static (string Shown, int Offset) Window(string line, int offset)
    {
        var clean = new string([.. line.Select(c => char.IsControl(c) && c != '\t' ? '?' : c)]);
        const int room = MostColumns - 8;
        if (clean.Length <= room)
            return (clean, offset);
        var from = Math.Clamp(offset - room / 2, 0, clean.Length - room);
        return (clean.Substring(from, room), offset - from);
    }

    private static void Wrap(StringBuilder text, string sentence)
    {
        foreach (var line in TextLines.Of("  " + sentence, MostColumns, "  "))
            text.Append(line).Append('\n');
    }
}
