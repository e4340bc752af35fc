using System.Globalization;
using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Turns conditions on time into numbers of periods.</summary>
/// <remarks>A condition on the deal's own time changes its value between two periods only, so what it names must begin or end there, exactly.</remarks>
/// <param name="calendar">The deal's periods.</param>
/// <param name="inForce">The day on which the first period begins; null where the deal does not say.</param>
/// <param name="isForceLost">Whether a day is said that could not be read: then nothing is said of its missing.</param>
/// <param name="found">Takes what is wrong.</param>
internal sealed class TimeBinder(Calendar calendar, DateOnly? inForce, bool isForceLost, DiagnosticBag found)
{
    // Rounding in what converts exactly.
    private const double Close = 1e-9;

    /// <summary>The number of periods; null where they do not end, or are not known.</summary>
    public int? Horizon { get; set; }

    /// <summary>A condition on time.</summary>
    /// <param name="time">It.</param>
    /// <param name="condition">What it counts from, bound; null where it counts from the beginning of the deal.</param>
    public BoundExpression Bind(TimeCondition time, BoundExpression? condition) =>
        time switch
        {
            InTime numbered => Numbered(numbered),
            OnDate date => Dated(date),
            HasPassed passed => Length(time, passed.Time, "the time that has passed", condition, ends => new PassedTest(ends)),
            LastsFor lasts => Length(time, lasts.Time, "how long it lasts", condition, ends => new LastsTest(condition!, ends, Words(lasts.Condition))),
            WithinOf within => Length(
                time,
                within.Time,
                "the time within which it lies",
                condition,
                ends => new SinceTest(condition!, ends, true, Words(within.Condition)),
                mayBeLonger: true
            ),
            FromAfter after => Length(time, after.Time, "the time after which it lies", condition, ends => new SinceTest(
                condition!,
                ends,
                false,
                Words(after.Condition)
            )),
            _ => throw new UnknownKindException(time.GetType(), nameof(TimeBinder)),
        };

    // So many ends of periods; more than there are in the deal never pass.
    private BoundExpression Length(
        TimeCondition time,
        Duration length,
        string what,
        BoundExpression? condition,
        Func<int, TimeTest> test,
        bool mayBeLonger = false
    )
    {
        if (calendar.Whole(length, what) is not { } ends || time.From is not null && condition is null or Unbound)
            return new Unbound();
        if (ends > Horizon && !mayBeLonger)
            Never(time, $"The deal is over after {calendar.Periods(Horizon.Value)}", "never true");
        return test(ends);
    }

    /// <summary>After how many ends of periods a time is over; null where that is not between two periods, which is said.</summary>
    /// <param name="moment">The time.</param>
    /// <param name="what">What it is, for what is said of it: "the time asked about".</param>
    public int? End(Moment moment, string what)
    {
        if (moment.Time is { } time)
            return calendar.Whole(time, what);
        deadline = what;
        var test = Bind(moment.Until!, null) as PeriodTest;
        deadline = null;
        return test?.Last;
    }

    // What ends at the time that is bound: of that it is no matter whether a condition could be left out. Null for a condition.
    private string? deadline;

    // "broken" of 'status = broken', "calm" of 'calm'; else the condition in brackets.
    private static string Words(Expression condition) =>
        condition switch
        {
            Name name => name.Text,
            Binary { Operator: BinaryOperator.Equal, Left: Name, Right: Name value } => value.Text,
            _ => $"({ExpressionText.Of(condition)})",
        };

    private BoundExpression Numbered(InTime time)
    {
        if (time.Number != Math.Floor(time.Number) || time.Number is < 1 or > Calendar.MostPeriods)
        {
            found.Error(
                DiagnosticCodes.BadNumber,
                time.Place,
                $"The {Units.Words.Plural(time.Unit)} of the deal are counted 1, 2, 3 and so on: there is no {time.Unit} {Calendar.Text(time.Number)}.",
                $"The first is {time.Unit} 1."
            );
            return new Unbound();
        }
        if (
            calendar.Count(new Duration(time.Number - 1, time.Unit)) is not (var begins, var isExact)
            || calendar.Count(new Duration(time.Number, time.Unit)) is not (var ends, _)
        )
            return new Unbound();
        var (first, last) = (Whole(begins, isExact || time.Number == 1), Whole(ends, isExact));
        if (
            time.Side == Side.In ? first is null || last is null
            : time.Side is Side.From or Side.Before ? first is null
            : last is null
        )
        {
            var name = $"{ExpressionText.Of(time.Side)} {time.Unit} {Calendar.Text(time.Number)}";
            var (word, side) = (calendar.Word, ExpressionText.Of(time.Side));
            if (time.Side == Side.In)
                found.Error(
                    DiagnosticCodes.NotWholePeriods,
                    time.Place,
                    $"{Capital(time.Unit)} {Calendar.Text(time.Number)} lies from {Calendar.Text(begins)} to {Calendar.Text(ends)} {calendar.Plural} into the deal, but a condition is true or false of whole {calendar.Plural}.",
                    Choice($"in {word}", (long)Math.Floor(begins + Close) + 1, (long)Math.Ceiling(ends - Close))
                );
            else if (deadline is not null)
                found.Error(
                    DiagnosticCodes.NotWholePeriods,
                    time.Place,
                    $"{Capital(time.Unit)} {Calendar.Text(time.Number)} ends {Calendar.Text(ends)} {calendar.Plural} into the deal, but {deadline} must end with a {word}.",
                    Choice(word, Math.Max(1, (long)Math.Floor(ends + Close)), (long)Math.Floor(ends + Close) + 1)
                );
            else
                Between(
                    time.Place,
                    $"'{name}'",
                    time.Side is Side.From or Side.Before ? begins : ends,
                    side + " " + word,
                    time.Side is Side.From or Side.Before
                );
            return new Unbound();
        }
        var test = Bounded(time, time.Side, first ?? 0, last ?? 0);
        if (!calendar.IsPeriod(time.Unit))
            Understood(time, test);
        return test;
    }

    private BoundExpression Dated(OnDate date)
    {
        if (inForce is not { } force)
        {
            if (!isForceLost)
                found.Error(
                    DiagnosticCodes.Missing,
                    date.Place,
                    $"The deal does not say since when it is in force, so {Text(date.Day)} lies at no known time of it.",
                    "Write for example: in force from 2026-01-01."
                );
            return new Unbound();
        }
        if (calendar.DayAfter(force, 0) is null)
        {
            found.Error(
                DiagnosticCodes.UnknownUnit,
                date.Place,
                $"How long a {calendar.Word} is, is not said, so {Text(date.Day)} lies at no known time.",
                $"Write which {calendar.Word} is meant, or make the period a unit of the calendar."
            );
            return new Unbound();
        }
        // 'until' and 'after' a day change at its end.
        var (day, isEnd) = (date.Day, date.Side is Side.Until or Side.After);
        var boundary = isEnd ? day.AddDays(day == DateOnly.MaxValue ? 0 : 1) : day;
        if (day < force)
        {
            found.Error(
                DiagnosticCodes.OutOfRange,
                date.Place,
                $"{Text(day)} lies before the deal is in force, on {Text(force)}.",
                "Write a day from then on."
            );
            return new Unbound();
        }
        var (below, above) = (0, 1);
        while (above <= Calendar.MostPeriods && calendar.DayAfter(force, above) <= boundary)
            (below, above) = (above, above + 1);
        if (calendar.DayAfter(force, below) != boundary)
        {
            string Written(int periods) =>
                $"{(deadline is null ? ExpressionText.Of(date.Side) + " " : "")}{Text(calendar.DayAfter(force, periods)!.Value.AddDays(isEnd ? -1 : 0))}";
            found.Error(
                DiagnosticCodes.NotWholePeriods,
                date.Place,
                $"{Text(day)} lies inside {calendar.Word} {below + 1} of the deal, which runs from {Text(calendar.DayAfter(force, below)!.Value)} to {Text(calendar.DayAfter(force, above)!.Value.AddDays(-1))}, but {(deadline is null ? $"a condition changes between two {calendar.Plural} only" : $"{deadline} must end with a {calendar.Word}")}.",
                below == 0 && isEnd ? $"Write: {Written(above)}." : $"Write: {Written(below)}, or {Written(above)}."
            );
            return new Unbound();
        }
        var test = Bounded(date, date.Side, below, below);
        Understood(date, test);
        return test;
    }

    // The stretch of periods between two ends: those after 'first' ended up to 'last'.
    private PeriodTest Bounded(Expression expression, Side side, int first, int last)
    {
        var test = side switch
        {
            Side.In => new PeriodTest(first + 1, last),
            Side.From => new PeriodTest(first + 1, null),
            Side.Until => new PeriodTest(1, last),
            Side.Before => new PeriodTest(1, first),
            Side.After => new PeriodTest(last + 1, null),
            _ => throw new ArgumentOutOfRangeException(nameof(side)),
        };
        if (test.Last == 0)
            Never(expression, "The deal begins then", "never true");
        else if (test.First > Horizon)
            Never(expression, $"The deal is over after {calendar.Periods(Horizon.Value)}", "never true");
        else if (test is { First: 1, Last: null } || test.First == 1 && test.Last >= Horizon)
            Never(expression, test.Last is null ? "The deal begins then" : $"The deal is over after {calendar.Periods(Horizon!.Value)}", "always true");
        return test;
    }

    private void Never(Expression expression, string why, string what)
    {
        if (deadline is null)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                expression.Place,
                $"{why}, so '{ExpressionText.Of(expression)}' is {what}.",
                expression is InTime { Number: > 1000 and var year } time && time.Unit == "year"
                    ? $"Years of the deal are counted 1, 2, 3; one of the calendar is written by its days: from {year:0}-01-01 and until {year:0}-12-31."
                    : "Write another time, or leave it out."
            );
    }

    private void Understood(Expression expression, PeriodTest test) =>
        calendar.Note(
            expression.Place,
            deadline is not null
                ? $"{ExpressionText.Of(expression)[(ExpressionText.Of(Side.Until).Length + 1)..]} = the end of {calendar.Word} {test.Last}"
                : $"{ExpressionText.Of(expression)} = "
                    + (
                        test.Last is null ? $"from {calendar.Word} {test.First}"
                        : test.First == 1 ? $"until {calendar.Word} {test.Last}"
                        : test.First == test.Last ? $"in {calendar.Word} {test.First}"
                        : $"{calendar.Plural} {test.First} to {test.Last}"
                    )
        );

    private void Between(Place place, string what, double boundary, string words, bool isBeginning)
    {
        var below = (long)Math.Floor(boundary + Close);
        found.Error(
            DiagnosticCodes.NotWholePeriods,
            place,
            $"{what} changes {Calendar.Text(boundary)} {calendar.Plural} into the deal, but a condition changes between two {calendar.Plural} only.",
            Choice(words, isBeginning ? Math.Max(2, below + 1) : Math.Max(1, below), isBeginning ? below + 2 : below + 1)
        );
    }

    private static string Choice(string words, long one, long other) => one >= other ? $"Write: {words} {one}." : $"Write: {words} {one}, or {words} {other}.";

    private static int? Whole(double periods, bool isExact) =>
        Math.Round(periods) is var whole
        && Math.Abs(periods - whole) <= Close * Math.Max(1, whole)
        && (isExact || whole == periods)
        && whole <= Calendar.MostPeriods
            ? (int)whole
            : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
