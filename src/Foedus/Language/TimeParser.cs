using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Conditions on time inside formulas: 'in year 3', 'before 2026-06-01', 'after 90 days', 'status = broken for 2 months', 'within 2 months of (status = broken)'.</summary>
/// <param name="at">Where the parser stands.</param>
/// <param name="comparison">Reads the condition that a time counts from.</param>
internal sealed class TimeParser(TokenCursor at, Func<Expression> comparison)
{
    /// <summary>Whether a condition on time begins here. 'in', 'before' and 'after' are no names, so they begin nothing else in a formula.</summary>
    public bool IsStart => at.Current.Kind == TokenKind.Word && (IsWithNumber || at.Current.Text is "in" or "before" or "after");

    /// <summary>Whether a condition on time follows a condition without an 'and' between them.</summary>
    public bool IsLeftOpen =>
        at.Current.Kind == TokenKind.Word
        && !at.IsFirstOnLine
        && IsWithNumber
        && at.Current.Text switch
        {
            "within" => at.Peek(2).Is("of") || at.Peek(3).Is("of"),
            "after" => true,
            _ => at.Peek().Kind == TokenKind.Word || at.Peek(2).Is("-") || at.Peek(2).Is("after") || at.Peek(3).Is("after"),
        };

    private bool IsWithNumber =>
        at.Current.Text switch
        {
            "within" => at.Peek().Kind == TokenKind.Number,
            "in" or "from" or "until" or "before" or "after" => at.Peek().Kind == TokenKind.Number
                || at.Peek().Kind == TokenKind.Word && at.Peek(2).Kind == TokenKind.Number,
            _ => false,
        };

    private static readonly string[] Months =
    [
        .. System
            .Globalization.CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Concat(
                System.Globalization.CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames
            )
            .Where(name => name.Length > 0),
    ];

    /// <summary>What a time is written with that begins with a word of another tongue, as in 'since month 3'; null where none does.</summary>
    public string? Otherwise()
    {
        var (word, unit, number) = (at.Current.Text, at.Peek(), at.Peek(2));
        var isNumbered = unit.Kind == TokenKind.Word && number.Kind == TokenKind.Number && CalendarUnit.Named(unit.Text) is not null;
        var isDated = unit.Kind == TokenKind.Number && number.Is("-");
        return word switch
        {
            "since" or "on" or "during" or "by" or "through" or "till" or "at" when isNumbered => $"Write: {For(word)} {unit.Text} {number.Text}.",
            "since" or "by" or "through" or "till" when isDated => $"Write: {For(word)} {unit.Text}-{at.Peek(3).Text}-{at.Peek(5).Text}.",
            "on" or "during" or "at" when isDated => "A condition changes between two periods: write from and until with a day.",
            "between" when isNumbered =>
                $"Write: from {unit.Text} {number.Text} and until {unit.Text} {(at.Peek(3).Is("and") && at.Peek(4).Kind == TokenKind.Word ? at.Peek(5) : at.Peek(4)).Text}.",
            "between" when isDated => "Write for example: from 2026-01-01 and until 2026-01-31, with the two days.",
            "once"
            or "whenever"
            or "if" when unit.Kind == TokenKind.Word && !at.BeginsLine(1) && (unit.Is("not") || !Names.Reserved.Contains(unit.Text)) && !at.IsName(word) =>
                $"Leave '{word}' out: a condition is looked at whenever the step is.",
            "for" when unit.Kind == TokenKind.Number =>
                $"Write what lasts before it, as in 'status = broken for {unit.Text} {number.Text}', or of the time of the deal: after {unit.Text} {number.Text}.",
            _ => null,
        };
    }

    private static string For(string word) =>
        word switch
        {
            "since" => "from",
            "by" or "through" or "till" => "until",
            _ => "in",
        };

    /// <summary>Notes what could be typed here.</summary>
    public void Hope()
    {
        foreach (var word in TimeCondition.Words)
            at.Hope(new Expectation(word));
    }

    /// <summary>A condition on time that begins with its word.</summary>
    public Expression Parse()
    {
        var start = at.Next();
        return Read(start) with { Place = start.Place.To(at.Previous.Place) };
    }

    /// <summary>A condition, and for how long it lasts where that is said.</summary>
    public Expression Lasting(Expression condition)
    {
        // 'for share in 0%..100% by 5%: …' begins an option.
        while (!(at.Current.Is("for") && at.Peek(2).Is("in")) && at.Accept("for"))
        {
            if (at.Current.Kind != TokenKind.Number)
                throw at.Unexpected("a length of time", $"Write for example: {ExpressionText.Of(condition)} for 2 months.");
            condition = new LastsFor(condition, at.ExpectDuration("a length of time")) { Place = condition.Place.To(at.Previous.Place) };
        }
        return condition;
    }

    private Expression Read(Token start)
    {
        if (start.Text == "within")
        {
            var time = at.ExpectDuration("a length of time");
            at.Expect(
                "of",
                "and what it counts from",
                $"Write for example: within {ExpressionText.Of(time)} of (status = broken). Of the time of the deal itself write for example: until month 3."
            );
            return new WithinOf(time, comparison());
        }
        var side = start.Text switch
        {
            "in" => Side.In,
            "from" => Side.From,
            "until" => Side.Until,
            "before" => Side.Before,
            _ => Side.After,
        };
        if (at.Current.Kind == TokenKind.Number)
            return Counted(start, side);
        if (at.Current.Is("the"))
            throw at.Unexpected(
                "a unit of time and its number",
                $"Leave 'the' out: {start.Text} {at.Peek().Text} {(at.Peek(2).Kind == TokenKind.Number ? at.Peek(2).Text : "3")}."
            );
        if (at.Current.Kind != TokenKind.Word)
            throw at.Unexpected($"a unit of time and its number{(side == Side.In ? "" : ", or a date")}", $"Write for example: {start.Text} year 3.");
        if (
            at.Peek().Kind != TokenKind.Number
            && !at.Peek().Is("-")
            && !at.IsUnit(at.Current.Text)
            && !Months.Any(month => month.Equals(at.Current.Text, StringComparison.OrdinalIgnoreCase))
        )
            throw at.Unexpected(
                $"a unit of time and its number{(side == Side.In ? "" : ", or a date")}",
                $"Write for example: {start.Text} {at.Period ?? "year"} 3. What comes before or after something else than a time is a condition on a state."
            );
        var unit = at.ExpectUnit("a unit of time, such as year");
        if (at.Current.Kind != TokenKind.Number && !at.At("-"))
            throw at.Unexpected(
                $"the number of the {unit.Text}",
                Months.Any(month => month.Equals(unit.Text, StringComparison.OrdinalIgnoreCase))
                    ? $"Months of the deal are counted, {start.Text} month 3, and days are dated: from 2026-01-01 and until 2026-01-31."
                    : $"Write for example: {start.Text} {unit.Text} 3."
            );
        var number = at.ExpectNumber("a number");
        if (at.At("..") || at.Current.Text is "to" or "till" or "-" && at.Peek().Kind == TokenKind.Number)
            throw at.Unexpected("what follows one number", $"Write: from {unit.Text} {Calendar.Text(number)} and until {unit.Text} {at.Peek().Text}.");
        return new InTime(side, unit.Word, number);
    }

    // A year of the calendar, where nothing says of what it is the number.
    private bool IsYear(Token number) =>
        number.Text.Length == 4 && number.Text.All(char.IsAsciiDigit) && number.Text[0] is '1' or '2' && (at.BeginsLine(1) || !at.IsUnit(at.Peek().Text));

    private static string Year(Side side, string year) =>
        side switch
        {
            Side.Before => $"before {year}-01-01",
            Side.Until => $"until {year}-12-31",
            _ => $"from {year}-01-01 and until {year}-12-31",
        };

    private Expression Counted(Token start, Side side)
    {
        if (side != Side.In && at.IsDay)
            return new OnDate(side, at.ExpectDay());
        if (side == Side.After)
        {
            var passed = at.ExpectDuration("a length of time");
            if (at.Current.Is("of") || at.Current.Is("after"))
                throw at.Unexpected("what follows a condition on time", $"Write: from {ExpressionText.Of(passed)} after {at.Rest(1)}");
            return new HasPassed(passed);
        }
        if (side != Side.From)
            throw at.Unexpected(
                $"a unit of time and its number{(side == Side.In ? "" : ", or a date")}",
                IsYear(at.Current) ? $"Write days: {Year(side, at.Current.Text)}."
                    : at.Peek().Kind == TokenKind.Word && !at.BeginsLine(1) && at.IsUnit(at.Peek().Text)
                        ? $"Write: {start.Text} {CalendarUnit.Named(at.Peek().Text)?.Name ?? at.Peek().Text} {at.Current.Text}."
                    : $"Write for example: {start.Text} year {at.Current.Text}."
            );
        var time = at.ExpectDuration("a length of time");
        at.Expect(
            "after",
            "and what it counts from",
            $"Write for example: from {ExpressionText.Of(time)} after (status = broken). Of the time of the deal itself write: after {ExpressionText.Of(time)}."
        );
        return new FromAfter(time, comparison());
    }
}
