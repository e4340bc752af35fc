using System.Text;

namespace Foedus.Language;

/// <summary>Puts what a deal includes in its place: <c>include "common.foedus"</c> at the beginning of a line, between statements.</summary>
/// <remarks>Files lie in the deal's folder or below it, also behind links; each stands in a deal once. What cannot be included stays as it is written, with the reason, for the parser to say.</remarks>
internal sealed class Inclusion
{
    /// <summary>Most files that one deal includes.</summary>
    private const int MostFiles = 64;

    /// <summary>How deep files may include files.</summary>
    private const int MostDepth = 8;

    private readonly string folder;
    private readonly string shownFolder;
    private readonly StringBuilder whole = new();
    private readonly List<SourceText.Piece> pieces = [];
    private readonly Dictionary<int, (string, string)> faults = [];
    private readonly HashSet<string> included = [];

    private Inclusion(string folder, string shownFolder)
    {
        this.folder = folder;
        this.shownFolder = shownFolder;
    }

    /// <summary>The file with what it includes; the file itself where it includes nothing.</summary>
    public static SourceText Of(SourceText main)
    {
        if (!main.Text.Contains("include", StringComparison.Ordinal))
            return main;
        var path = Path.GetFullPath(main.Name);
        var made = new Inclusion(Path.GetDirectoryName(path)!, Path.GetDirectoryName(main.Name) ?? "");
        made.Add(main, "", [FilePlace.Real(path) ?? path]);
        return made.pieces.Count == 1 && made.faults.Count == 0 ? main : new SourceText(main, made.whole.ToString(), made.pieces, made.faults);
    }

    // A file, piece by piece: its own text, and between it what it includes.
    private void Add(SourceText file, string below, IReadOnlyList<string> within)
    {
        var written = 0;
        void Copy(int to)
        {
            pieces.Add(new SourceText.Piece(whole.Length, file, written));
            whole.Append(file.Text, written, to - written);
            written = to;
        }
        foreach (var (start, end, name) in Statements(file.Text))
        {
            Copy(start);
            if (Fault(name, below, within, out var path, out var text) is { } fault)
            {
                faults[whole.Length] = fault;
                continue;
            }
            // What stands for the statement lies, for whoever asks, where the statement does.
            pieces.Add(new SourceText.Piece(whole.Length, file, start));
            whole.Append($"# from \"{name}\"\n");
            Add(text!, Path.GetDirectoryName(Path.Combine(below, name)) ?? "", [.. within, path!]);
            pieces.Add(new SourceText.Piece(whole.Length, file, start));
            whole.Append($"\n# end of \"{name}\"\n");
            written = end;
        }
        Copy(file.Text.Length);
    }

    // Why a file cannot stand here; null if it can.
    private (string Message, string Remedy)? Fault(string name, string below, IReadOnlyList<string> within, out string? path, out SourceText? text)
    {
        (path, text) = (null, null);
        if (
            name.Length == 0
            || name.Any(char.IsControl)
            || name.IndexOfAny(['\\', ':']) >= 0
            || Path.IsPathRooted(name)
            || name.Split('/').Any(part => part is "" or "." or "..")
        )
            return (
                $"'{name}' is not the name of a file in the deal's folder.",
                "Write a name, with folders below the deal's before it and '/' between them, without '..'."
            );
        var shown = Path.Combine(below, name);
        var full = Path.Combine(folder, shown);
        if (
            FilePlace.Real(full) is not { } real
            || FilePlace.Real(folder) is not { } root
            || !real.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        )
            return ($"'{name}' lies outside the deal's folder.", "Put the file itself into the deal's folder.");
        if (FileKinds.Of(real) is var kind && kind != FileKind.Regular)
            return (
                kind == FileKind.Missing ? $"There is no file '{shown}' in the deal's folder." : $"'{name}' is no file of text.",
                "Check the name; it is looked for beside the file that includes it."
            );
        if (within.Contains(real))
            return (
                $"'{name}' would include itself: {string.Join(" → ", within.SkipWhile(other => other != real).Append(real).Select(Path.GetFileName))}.",
                "Leave one of these out."
            );
        if (!included.Add(real))
            return ($"'{name}' is included already.", "Include it once, before whatever reads it.");
        if (included.Count > MostFiles || within.Count > MostDepth)
            return (
                included.Count > MostFiles ? $"A deal includes at most {MostFiles} files." : $"Files are included at most {MostDepth} deep.",
                "Put texts together."
            );
        try
        {
            text = SourceText.ReadOne(real);
        }
        catch (InputException fault)
        {
            return ($"'{name}' cannot be read: {fault.Message}", "Is this the right file?");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ($"'{name}' cannot be read: {fault.Message}", "Check its permissions.");
        }
        if (Encoding.UTF8.GetByteCount(text.Text) + whole.Length > SourceText.MostBytes)
            return (
                $"With '{name}' the deal is larger than {SourceText.MostBytes / 1_000_000} MB.",
                "A deal is text that a person can read; leave something out."
            );
        text = new SourceText(text.Text, Path.Combine(shownFolder, shown));
        path = real;
        return null;
    }

    // Statements stand at the beginning of a line, outside braces.
    private static IEnumerable<(int Start, int End, string Name)> Statements(string text)
    {
        var depth = 0;
        var tokens = DealLexer.Tokenize(text);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            depth +=
                tokens[i].Is("{") ? 1
                : tokens[i].Is("}") ? -1
                : 0;
            if (
                depth == 0
                && tokens[i].Is("include")
                && tokens[i + 1].Kind == TokenKind.Text
                && IsFirstOnLine(text, tokens[i].Start)
                && text.IndexOf('\n', tokens[i].Start, tokens[i + 1].Start - tokens[i].Start) < 0
            )
                yield return (tokens[i].Start, tokens[i + 1].End, TokenCursor.Unquote(tokens[i + 1].Text));
        }
    }

    private static bool IsFirstOnLine(string text, int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t')
            position--;
        return position == 0 || text[position - 1] == '\n';
    }
}
