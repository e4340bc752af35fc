using System.Globalization;
using System.Text;

namespace Foedus.Units;

/// <summary>Text in columns of one width, as terminals and typewriters have them: wide letters take two, marks that combine none. Lines are broken between words; a word that no line holds is broken only where its script sets no blanks.</summary>
public static class TextLines
{
    // Wide or full-width by Unicode's East Asian Width (UAX 11), emoji among them.
    private static readonly (int From, int To)[] Wide =
    [
        (0x1100, 0x115F),
        (0x2E80, 0x303E),
        (0x3041, 0xA4CF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F900, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    // Thai, Lao, Myanmar and Khmer set no blanks between words either, in letters of one column.
    private static readonly (int From, int To)[] WithoutBlanks = [(0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)];

    // Vowels and last consonants of Hangul, drawn within the syllable that they belong to.
    private static readonly (int From, int To)[] Within = [(0x1160, 0x11FF)];

    /// <summary>How many columns a text takes.</summary>
    public static int Columns(string text) => Ascii.IsValid(text) ? text.Length : text.EnumerateRunes().Sum(Columns);

    /// <summary>Filled up with blanks behind it.</summary>
    public static string Left(string text, int columns) => text + Blanks(columns - Columns(text));

    /// <summary>Filled up with blanks before it.</summary>
    public static string Right(string text, int columns) => Blanks(columns - Columns(text)) + text;

    /// <summary>The fewest columns in which a word can stand.</summary>
    /// <param name="word">Without blanks.</param>
    /// <param name="most">So many are enough for one that can be broken.</param>
    public static int Least(string word, int most) => Columns(word) is var whole && whole > most && Breaks(word).Any() ? most : whole;

    /// <summary>A text in lines.</summary>
    /// <param name="text">One line; blanks that it begins with are kept.</param>
    /// <param name="width">Columns a line.</param>
    /// <param name="hang">What every line after the first begins with.</param>
    public static IReadOnlyList<string> Of(string text, int width, string hang = "")
    {
        var begin = text.Length - text.TrimStart(' ').Length;
        var (lines, at, gap, isEmpty) = (new List<string> { Blanks(begin) }, begin, -1, true);
        foreach (var each in text[begin..].Split(' '))
        {
            gap++;
            if (each.Length == 0)
                continue;
            var word = each;
            if (!isEmpty && at + gap + Columns(word) > width && (Columns(word) <= width - Columns(hang) || Fitting(word, width - at - gap) == 0))
                Next();
            else if (!isEmpty)
                Add(Blanks(gap));
            while (at + Columns(word) > width && Fitting(word, width - at) is > 0 and var cut)
            {
                Add(word[..cut]);
                Next();
                word = word[cut..];
            }
            Add(word);
            (isEmpty, gap) = (false, 0);
        }
        return lines;

        void Next()
        {
            lines.Add(hang);
            at = Columns(hang);
        }

        void Add(string part)
        {
            lines[^1] += part;
            at += Columns(part);
        }
    }

    // How much of a word stands in so many columns, up to where it may be broken.
    private static int Fitting(string word, int room) => Breaks(word).TakeWhile(cut => Columns(word[..cut]) <= room).LastOrDefault();

    // Between two letters of a script without blanks; no line begins with what ends a phrase.
    private static IEnumerable<int> Breaks(string word)
    {
        var starts = StringInfo.ParseCombiningCharacters(word);
        return starts
            .Skip(1)
            .Where(
                (start, s) =>
                    IsWithoutBlanks(word, starts[s])
                    && IsWithoutBlanks(word, start)
                    && (
                        !char.IsPunctuation(word, start)
                        || char.GetUnicodeCategory(word, start) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation
                    )
            );
    }

    private static bool IsWithoutBlanks(string word, int at) => Rune.TryGetRuneAt(word, at, out var letter) && (Is(letter, Wide) || Is(letter, WithoutBlanks));

    private static int Columns(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark || Is(letter, Within) ? 0
        : Is(letter, Wide) ? 2
        : 1;

    private static bool Is(Rune letter, (int From, int To)[] ranges) => Array.Exists(ranges, range => letter.Value >= range.From && letter.Value <= range.To);

    private static string Blanks(int count) => new(' ', Math.Max(0, count));
}
