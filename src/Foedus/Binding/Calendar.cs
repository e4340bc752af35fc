using System.Globalization;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Binding;

/// <summary>Times of a deal in its periods: what is written in years or weeks is converted, and what was understood is kept.</summary>
/// <remarks>A factor that counts flows or discounts may be any number; a duration must be whole periods.</remarks>
internal sealed class Calendar
{
    /// <summary>Longest time that is counted, in periods.</summary>
    public const int MostPeriods = 1_000_000;

    private readonly DiagnosticBag found;
    private readonly List<Understood> understood;
    private readonly CalendarUnit? period;
    private readonly bool isLost;

    /// <param name="declared">The statement; null if there is none.</param>
    /// <param name="isLost">Whether there is one that could not be read: then no unit can be converted, and nothing is said of that.</param>
    /// <param name="found">Takes what is wrong.</param>
    /// <param name="understood">Takes what was converted.</param>
    public Calendar(Period? declared, bool isLost, DiagnosticBag found, List<Understood> understood)
    {
        this.isLost = isLost;
        this.found = found;
        this.understood = understood;
        Word = declared?.Unit.Text ?? "period";
        period = CalendarUnit.Named(Word);
        if (declared is not null)
            Declared(declared.Unit);
    }

    /// <summary>What the deal calls a period.</summary>
    public string Word { get; }

    /// <summary>What several are called: "years".</summary>
    public string Plural => Words.OfOne(Word);

    /// <summary>"3 years", "1 year".</summary>
    public string Periods(double count) => $"{Text(count)} {(count == 1 ? Word : Plural)}";

    /// <summary>How many periods a unit of time lasts, for flows and discounts; null if the word is no unit (said).</summary>
    public double? PeriodsIn(Word? unit)
    {
        if (unit is null || IsPeriod(unit))
            return 1;
        if (Unit(unit) is not { } known)
            return null;
        return known.In(period!);
    }

    /// <summary>How many periods a time is, whole or not, and whether that is exact; null if its unit is none (said).</summary>
    public (double Count, bool IsExact)? Count(Duration time) => PeriodsOf(time) is { } periods ? (periods, IsExact(time.Unit)) : null;

    /// <summary>Whether a unit is the deal's period.</summary>
    public bool IsPeriod(Word unit) => unit.Text == Word || unit.Text == Plural || unit.Text is "period" or "periods";

    /// <summary>The day on which so many periods have passed since another, no later than the calendar's last; null where the period is no unit of the calendar.</summary>
    public DateOnly? DayAfter(DateOnly first, int periods)
    {
        if (period is null)
            return null;
        var (months, days) = ((long)period.Months * periods, (long)period.Days * periods);
        return first.Year * 12L + first.Month + months > DateOnly.MaxValue.Year * 12L || first.DayNumber + days > DateOnly.MaxValue.DayNumber
            ? DateOnly.MaxValue
            : first.AddMonths((int)months).AddDays((int)days);
    }

    /// <summary>A duration as whole periods; null if it is none (said).</summary>
    public int? Whole(Duration duration, string what)
    {
        if (PeriodsOf(duration) is not { } periods)
            return null;
        var whole = Math.Round(periods);
        if (Math.Abs(periods - whole) > 1e-9 * Math.Max(1, whole) || whole != periods && !IsExact(duration.Unit))
        {
            var (below, above) = ((long)Math.Floor(periods), (long)Math.Ceiling(periods));
            found.Error(
                DiagnosticCodes.NotWholePeriods,
                duration.Place,
                duration.Unit is not { } counted || IsPeriod(counted)
                    ? $"{Capital(what)} must be whole {Plural}, not {Text(periods)}."
                    : $"{Written(duration)} {Words.Does(duration.Count, "is", "are")} {Periods(periods)}, but {what} must be whole {Plural}.",
                below == 0 ? $"Write {Periods(1)}, or choose a shorter period." : $"Write {Periods(below)} or {Periods(above)}."
            );
            return null;
        }
        if (whole is < 1 or > MostPeriods)
        {
            found.Error(
                DiagnosticCodes.BadNumber,
                duration.Place,
                $"{Capital(what)} must be between 1 and {MostPeriods:N0} periods, not {Text(periods)}.",
                "Write a number between them."
            );
            return null;
        }
        if (duration.Unit is { } unit && !IsPeriod(unit))
            Note(duration.Place, $"{Written(duration)} = {Periods(whole)}");
        return (int)whole;
    }

    /// <summary>Keeps what was understood, for whoever asks.</summary>
    public void Note(Place place, string text)
    {
        if (!understood.Any(other => other.Place.Start == place.Start && other.Text == text))
            understood.Add(new Understood(place, text));
    }

    /// <summary>A number as it is told: six digits.</summary>
    public static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private double? PeriodsOf(Duration duration)
    {
        if (duration.Unit is not { } unit || IsPeriod(unit))
            return duration.Count;
        if (Unit(unit) is not { } known)
            return null;
        // Counted in the smaller unit first, so that 18 months are 6 quarters without a rounding.
        return known.IsExactIn(period!) ? duration.Count * (known.Months + known.Days) / (period!.Months + period.Days) : duration.Count * known.In(period!);
    }

    private bool IsExact(Word? unit) => unit is null || IsPeriod(unit) || Unit(unit) is { } known && known.IsExactIn(period!);

    private static string Written(Duration duration) => $"{Text(duration.Count)}{(duration.Unit is null ? "" : " " + duration.Unit)}";

    // A unit of the calendar, in a deal whose period is one.
    private CalendarUnit? Unit(Word unit)
    {
        if (CalendarUnit.Named(unit.Text) is { } known)
        {
            if (period is not null)
                return known;
            if (isLost)
                return null;
            found.Error(
                DiagnosticCodes.UnknownUnit,
                unit.Place,
                $"How long a {Word} is, is not said, so '{unit}' cannot be converted.",
                $"Write '{Word}', or make the period a unit of the calendar: {Names}."
            );
            return null;
        }
        if (isLost)
            return null;
        var meant = CalendarUnit.Meant(unit.Text)
            ?? CalendarUnit.Named(Nearest.To(unit.Text, CalendarUnit.All.SelectMany(any => new[] { any.Name, any.Plural })) ?? "");
        found.Error(
            DiagnosticCodes.UnknownUnit,
            unit.Place,
            $"'{unit}' is neither the deal's period ({Word}) nor a unit of the calendar.",
            meant is not null && period is not null ? $"Write '{meant.Name}'."
                : Nearest.To(unit.Text, [Word, Plural]) is { } near ? $"Write '{near}'."
                : period is null ? $"Write '{Word}'."
                : $"Units: {Names}."
        );
        return null;
    }

    private void Declared(Word unit)
    {
        if (period is not null && unit.Text == period.Plural || period is null && CalendarUnit.Meant(unit.Text) is not null)
        {
            var meant = period ?? CalendarUnit.Meant(unit.Text)!;
            found.Error(DiagnosticCodes.UnknownUnit, unit.Place, $"'{unit}' is not how the unit of the calendar is written.", $"Write: period {meant.Name}.");
        }
        else if (period is null && Nearest.To(unit.Text, CalendarUnit.All.Select(any => any.Name)) is { } near)
            found.Warning(
                DiagnosticCodes.UnknownUnit,
                unit.Place,
                $"'{unit}' is no unit of the calendar, so it is a period of the deal's own, of no known length.",
                $"If '{near}' is meant, write it so."
            );
        else if (unit.Text.EndsWith('s') && unit.Text.Length > 3 && !unit.Text.EndsWith("ss", StringComparison.Ordinal) && period is null)
            found.Warning(
                DiagnosticCodes.UnknownUnit,
                unit.Place,
                $"A period is named in the singular; '{unit}' is read as the name of one.",
                $"Write: period {unit.Text[..^1]}."
            );
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Names => string.Join(", ", CalendarUnit.All.Select(unit => unit.Name));
}
