using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>What is meant by numbers as other tongues write them: 1,200 and 1'000 and 1_000 and 10 000, 3k, 3 million, 1.2.2026, +3, ٣.</summary>
internal static partial class NumberAdvice
{
    private static readonly Dictionary<string, double> Multiples = new()
    {
        ["k"] = 1e3,
        ["K"] = 1e3,
        ["thousand"] = 1e3,
        ["M"] = 1e6,
        ["mn"] = 1e6,
        ["mln"] = 1e6,
        ["mio"] = 1e6,
        ["million"] = 1e6,
        ["millions"] = 1e6,
        ["bn"] = 1e9,
        ["billion"] = 1e9,
        ["billions"] = 1e9,
    };

    /// <summary>The remedy where a number goes on here in such a way; null where it does not.</summary>
    public static string? Of(TokenCursor at)
    {
        if (
            at.Current.Is("+")
            && at.Peek().Kind == TokenKind.Number
            && IsNext(at.Current, at.Peek())
            && at.Previous.Kind != TokenKind.Number
            && !at.Previous.Is(")")
        )
            return "A number above 0 has no sign: leave '+' out.";
        if (at.Current.Kind == TokenKind.Unknown && at.Current.Text.Any(char.IsDigit) && at.Current.Text[0] != '"')
            return $"Digits are 0 to 9: write {Latin(at.Current.Text)}.";
        if (
            at.Current.Kind == TokenKind.Word
            && at.Previous.Kind == TokenKind.Number
            && !at.Previous.Text.EndsWith('%')
            && !at.IsFirstOnLine
            && !at.IsNumber(at.Current.Text)
            && (at.Current.Text.Length > 3 || IsNext(at.Previous, at.Current))
            && Multiples.TryGetValue(at.Current.Text, out var times)
        )
            return $"Write {ExpressionText.Of(TokenCursor.NumberOf(at.Previous).Value * times)}.";
        return Run(at) is { } run ? Whole(run) : null;
    }

    /// <summary>What is meant by brackets round a number or a range that begin here, where neither has any; null where none do.</summary>
    /// <param name="at">Where the parser stands.</param>
    /// <param name="best">What stands before the best value, where that is wanted; null elsewhere.</param>
    public static string? Bracketed(TokenCursor at, string? best = null) =>
        InBrackets(at, 0) is not var (first, second) ? null
        : second is null ? $"Write the number without brackets: {first}."
        : best is null ? $"Write: {first}..{second}"
        : $"Write: {best}{Middle(ReadNumber(first), ReadNumber(second))} in {first}..{second}";

    private static Number ReadNumber(string written) => TokenCursor.NumberOf(new Token(TokenKind.Number, written, 0));

    private static string Middle(Number low, Number high) => ExpressionText.Of(low with { Value = Math.Round((low.Value + high.Value) / 2, 12) });

    /// <summary>The range that is meant behind a best value, as it is written here: ± 0.2, +/- 0.2, [0.2, 0.8], in (0.2, 0.8); null where none is.</summary>
    public static string? Range(TokenCursor at, Number best)
    {
        if (at.IsFirstOnLine)
            return null;
        if (InBrackets(at, at.Current.Is("in") ? 1 : 0) is (var low, { } high))
            return $"in {low}..{high}";
        var ahead =
            at.Current.Text == "±" ? 1
            : !at.Current.Is("+") ? 0
            : at.Peek().Is("-") ? 2
            : at.Peek().Is("/") && at.Peek(2).Is("-") ? 3
            : 0;
        if (ahead == 0 || at.Peek(ahead).Kind != TokenKind.Number || at.BeginsLine(ahead))
            return null;
        var around = TokenCursor.NumberOf(at.Peek(ahead));
        // 50% ± 10 is 10 of 100; 2 ± 10% is a tenth of 2.
        var half =
            best.IsPercent && !around.IsPercent ? around.Value / 100
            : around.IsPercent && !best.IsPercent ? Math.Abs(best.Value) * around.Value
            : around.Value;
        return $"in {End(best.Value - half)}..{End(best.Value + half)}";

        string End(double value) => ExpressionText.Of(best with { Value = Math.Round(value, 12) });
    }

    /// <summary>The range that is written for a best value, as in '0.2..0.8' and '10%-50%', with its middle before it; null where none is.</summary>
    public static string? WithoutBest(TokenCursor at, Number low)
    {
        if (at.IsFirstOnLine || !(at.Current.Text is ".." or "-" or "–" or "—" or "−" or "to") || at.Peek().Kind != TokenKind.Number)
            return null;
        var high = TokenCursor.NumberOf(at.Peek());
        return !(low.Value < high.Value) ? null : $"{Middle(low, high)} in {ExpressionText.Of(low)}..{at.Peek().Text}";
    }

    // [0.2, 0.8], (0.2..0.8), (0.5): the numbers in brackets that begin so far ahead.
    private static (string First, string? Second)? InBrackets(TokenCursor at, int ahead)
    {
        if (!at.Peek(ahead).Is("(") && !at.Peek(ahead).Is("["))
            return null;
        var next = ahead + 1;
        if (Signed() is not { } first)
            return null;
        string? second = null;
        if (at.Peek(next).Text is "," or ".." or "-" or "–" or ";" or "to")
        {
            next++;
            second = Signed();
        }
        return at.Peek(next).Is(")") || at.Peek(next).Is("]") ? (first, second) : null;

        string? Signed()
        {
            var sign = at.Peek(next).Is("-") ? 1 : 0;
            if (at.Peek(next + sign).Kind != TokenKind.Number)
                return null;
            next += sign + 1;
            return (sign == 1 ? "-" : "") + at.Peek(next - 1).Text;
        }
    }

    /// <summary>What is wrong where a number has been read that goes on in such a way, and no list can be meant; null where nothing is.</summary>
    public static ParseFault? Broken(TokenCursor at)
    {
        if (
            at.Current.Is(",")
            || !GoesOn(at.Previous, at.Current)
            || !IsNext(at.Previous, at.Current)
            || !(at.Current.Kind is TokenKind.Number or TokenKind.Word || GoesOn(at.Current, at.Peek()))
            || Run(at) is not { } run
            || Whole(run) is not { } remedy
        )
            return null;
        return new ParseFault(DiagnosticCodes.BadNumber, $"'{run}' is not a number.", at.Previous.Place.To(new Place(at.Previous.Start, run.Length)), remedy);
    }

    private static string Latin(string written) =>
        string.Concat(written.Select(c => char.IsDigit(c) ? CharUnicodeInfo.GetDecimalDigitValue(c).ToString(CultureInfo.InvariantCulture) : c.ToString()));

    // The digits and marks that what stands here continues, with a space for each gap.
    private static string? Run(TokenCursor at)
    {
        var (first, last) = (0, 0);
        while (first > -20 && GoesOn(at.Peek(first - 1), at.Peek(first)))
            first--;
        if (first == 0)
            return null;
        while (last < 20 && GoesOn(at.Peek(last), at.Peek(last + 1)))
            last++;
        var run = new StringBuilder(at.Peek(first).Text);
        for (var i = first + 1; i <= last; i++)
            run.Append(IsNext(at.Peek(i - 1), at.Peek(i)) ? "" : " ").Append(at.Peek(i).Text);
        return run.ToString();
    }

    private static bool GoesOn(Token before, Token after) =>
        (before.Kind, after.Kind) switch
        {
            (TokenKind.Number, TokenKind.Number) => IsNext(before, after)
                || after.Start == before.End + 1 && Three().IsMatch(after.Text) && !before.Text.Contains('.'),
            (TokenKind.Number, _) => IsNext(before, after) && (IsMark(after) || after.Kind == TokenKind.Word && Underlined().IsMatch(after.Text)),
            (_, TokenKind.Number) => IsNext(before, after) && IsMark(before),
            _ => false,
        };

    private static bool IsMark(Token token) => token.Text is "," or "'" or "’";

    private static bool IsNext(Token before, Token after) => before.End == after.Start && before.Start < after.Start;

    private static string? Whole(string run)
    {
        if (Day().Match(run) is { Success: true } day)
            return $"A day is year, month and day: {day.Groups[3].Value}-{day.Groups[2].Value.PadLeft(2, '0')}-{day.Groups[1].Value.PadLeft(2, '0')}.";
        if (Comma().IsMatch(run))
            return Thousand().IsMatch(run)
                ? $"Write {run.Replace(",", "", StringComparison.Ordinal)}, without a separator. If the comma is a decimal one, write {run.Replace(',', '.')}."
                : "Write a decimal point, not a comma.";
        if (Grouped().Match(run) is { Success: true } number)
            return $"Write {new string([.. number.Groups[1].Value.Where(char.IsAsciiDigit)])}{number.Groups[2].Value.Replace(',', '.')}{number.Groups[3].Value}, without a separator.";
        return Points().IsMatch(run) ? "A number has one decimal point." : null;
    }

    [GeneratedRegex("^[0-9]{3}%?$")]
    private static partial Regex Three();

    [GeneratedRegex("^(_[0-9]+)+$")]
    private static partial Regex Underlined();

    [GeneratedRegex(@"^([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})$")]
    private static partial Regex Day();

    [GeneratedRegex("^[0-9]+,[0-9]+%?$")]
    private static partial Regex Comma();

    [GeneratedRegex("^[1-9][0-9]{0,2},[0-9]{3}%?$")]
    private static partial Regex Thousand();

    // Groups of three, or any that apostrophes or lines part; then perhaps a part behind the point.
    [GeneratedRegex(
        @"^((?:[1-9][0-9]{0,2}(?:[, ][0-9]{3})+)|(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,})|(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,))|(?:[0-9]+(?:['’_][0-9]+)+))([.,][0-9]+)?(%?)$"
    )]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9]*(\.[0-9]+){2,}%?$")]
    private static partial Regex Points();
}
