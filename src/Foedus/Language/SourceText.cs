using System.Text;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>The text of a deal with its name, and the way from characters to lines and columns.</summary>
public sealed class SourceText
{
    /// <summary>Largest text that is read: 2 MB. A deal that a person can read is a hundred times smaller.</summary>
    public const int MostBytes = 2_000_000;

    private readonly int[] lineStarts;

    /// <param name="text">The text.</param>
    /// <param name="name">The file's name as the user gave it.</param>
    /// <param name="bytes">The file as it was read; null: the text in UTF-8.</param>
    public SourceText(string text, string name = "deal", byte[]? bytes = null)
    {
        Text = text;
        Bytes = bytes ?? Encoding.UTF8.GetBytes(text);
        Name = name;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
        lineStarts = [.. starts];
    }

    public string Text { get; }

    /// <summary>The file byte for byte, with a mark at its beginning if it has one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The file's name as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Line and column, both from 1.</summary>
    public (int Line, int Column) Locate(int position)
    {
        var found = Array.BinarySearch(lineStarts, position);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, position - lineStarts[line] + 1);
    }

    /// <summary>A line without its end, counted from 1.</summary>
    public string Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Length ? lineStarts[line] : Text.Length;
        return Text[start..end].TrimEnd('\n', '\r');
    }

    public string this[Place place] => Text.Substring(place.Start, place.Length);

    /// <summary>Reads a file that somebody else may have written.</summary>
    /// <exception cref="InputException">Not there, too large, or not text.</exception>
    public static SourceText ReadFile(string path)
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
            throw new InputException($"The file is larger than {MostBytes / 1_000_000} MB. A deal is text that a person can read; is this the right file?", path);
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
