using System.Text;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>The text of a deal with its name, and the way from characters to lines and columns.</summary>
public sealed class SourceText
{
    /// <summary>Largest text that is read: 2 MB. A deal that a person can read is a hundred times smaller.</summary>
    public const int MostBytes = 2_000_000;

    private readonly int[] lineStarts;
    private readonly IReadOnlyList<Piece> pieces;

    /// <param name="text">The text.</param>
    /// <param name="name">The file's name as the user gave it.</param>
    /// <param name="bytes">The file as it was read; null: the text in UTF-8.</param>
    public SourceText(string text, string name = "deal", byte[]? bytes = null)
    {
        Text = WithLines(text);
        Written = text;
        Bytes = bytes ?? Encoding.UTF8.GetBytes(text);
        Name = name;
        pieces = [new Piece(0, this, 0)];
        lineStarts = LineStarts(Text);
    }

    /// <param name="main">The file as it is written.</param>
    /// <param name="whole">Its text with what it includes.</param>
    /// <param name="pieces">Where each piece of it comes from, in order.</param>
    /// <param name="faults">[start of a statement in the whole text] why it does not include anything.</param>
    internal SourceText(SourceText main, string whole, IReadOnlyList<Piece> pieces, IReadOnlyDictionary<int, (string Message, string Remedy)> faults)
    {
        Text = whole;
        Written = main.Written;
        Bytes = Encoding.UTF8.GetBytes(whole);
        Name = main.Name;
        this.pieces = pieces;
        Faults = faults;
        lineStarts = LineStarts(whole);
    }

    /// <summary>A stretch of a text, from <paramref name="Start"/> to the next, and where it comes from.</summary>
    internal readonly record struct Piece(int Start, SourceText File, int FileStart);

    // What ends a line for whoever reads it, a carriage return alone or a soft break among them, ends one here: a comment would swallow what follows on it.
    private static readonly System.Buffers.SearchValues<char> OtherEnds = System.Buffers.SearchValues.Create("\r\v\f\u0085\u2028\u2029");

    private static string WithLines(string text)
    {
        if (text.AsSpan().IndexOfAny(OtherEnds) < 0)
            return text;
        return string.Create(text.Length, text, (ended, written) =>
        {
            for (var i = 0; i < written.Length; i++)
                ended[i] = OtherEnds.Contains(written[i]) && !(written[i] == '\r' && i + 1 < written.Length && written[i + 1] == '\n') ? '\n' : written[i];
        });
    }

    private static int[] LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
        return [.. starts];
    }

    /// <summary>The text, with what it includes in its place. Carriage returns alone, which end lines too, are line feeds in it.</summary>
    public string Text { get; }

    /// <summary>The text of the file itself.</summary>
    public string Written { get; }

    /// <summary>Whether other files stand in it.</summary>
    public bool IncludesFiles => pieces.Count > 1;

    /// <summary>Names of the files that stand in it, its own first.</summary>
    internal IEnumerable<string> Files => pieces.Select(piece => piece.File.Name).Distinct();

    /// <summary>[start of a statement] why it does not include anything.</summary>
    internal IReadOnlyDictionary<int, (string Message, string Remedy)> Faults { get; } = new Dictionary<int, (string, string)>();

    /// <summary>The file byte for byte, with a mark at its beginning if it has one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The file's name as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Line and column in the file that stands there, both from 1.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var (file, at) = Find(position);
        var line = file.LineNumber(at);
        return (line + 1, at - file.lineStarts[line] + 1);
    }

    /// <summary>Name of the file that stands there.</summary>
    public string NameAt(int position) => Find(position).File.Name;

    /// <summary>"Line 5"; in a file that is included "parts/common.foedus, line 5".</summary>
    public string Where(int position) =>
        NameAt(position) is var name && name == Name ? $"Line {Locate(position).Line}" : $"{name}, line {Locate(position).Line}";

    /// <summary>The line that stands there in its file, without its end.</summary>
    public string LineAt(int position)
    {
        var (file, at) = Find(position);
        var line = file.LineNumber(at);
        return file.Text[file.lineStarts[line]..(line + 1 < file.lineStarts.Length ? file.lineStarts[line + 1] : file.Text.Length)].TrimEnd('\n', '\r');
    }

    /// <summary>Number of the line in the whole text, from 0.</summary>
    internal int LineNumber(int position)
    {
        var found = Array.BinarySearch(lineStarts, position);
        return found >= 0 ? found : ~found - 1;
    }

    private (SourceText File, int At) Find(int position)
    {
        var piece = pieces[0];
        for (var i = 1; i < pieces.Count && pieces[i].Start <= position; i++)
            piece = pieces[i];
        return (piece.File, Math.Clamp(piece.FileStart + position - piece.Start, 0, piece.File.Text.Length));
    }

    public string this[Place place] => Text.Substring(place.Start, place.Length);

    /// <summary>Reads a deal that somebody else may have written, with what it includes.</summary>
    /// <exception cref="InputException">Not there, too large, or not text.</exception>
    public static SourceText ReadFile(string path) => Inclusion.Of(ReadOne(path));

    internal static SourceText ReadOne(string path)
    {
        FileInfo file;
        try
        {
            file = new FileInfo(path);
        }
        catch (ArgumentException)
        {
            throw new InputException("This is not a file name.", path);
        }
        if (Directory.Exists(path))
            throw new InputException("This is a folder. Name a file ending in .foedus.", path);
        if (!file.Exists)
            throw new InputException("There is no such file. Check the name, or look for files ending in .foedus.", path);
        using var stream = file.OpenRead();
        var bytes = new byte[MostBytes + 1];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read > MostBytes)
            throw new InputException(
                $"The file is larger than {MostBytes / 1_000_000} MB. A deal is text that a person can read; is this the right file?",
                path
            );
        return FromBytes(bytes.AsSpan(0, read), path);
    }

    /// <summary>Text from bytes that must be UTF-8 without null characters.</summary>
    public static SourceText FromBytes(ReadOnlySpan<byte> bytes, string name)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException("The file is not text in UTF-8. Save it as plain UTF-8 text.", name);
        }
        if (text.Contains('\0'))
            throw new InputException("The file is not text: it contains null characters. Is this the right file?", name);
        return new SourceText(text.TrimStart('\uFEFF'), name, bytes.ToArray());
    }
}
