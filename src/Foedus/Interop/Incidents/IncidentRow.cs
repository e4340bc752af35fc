using System.Globalization;
using Foedus.Monitoring;

namespace Foedus.Interop.Incidents;

/// <summary>One row on its way to an incident. What cannot be read is said to the problems and read as not known.</summary>
internal readonly struct IncidentRow(IncidentColumns columns, string[] fields, long line, IncidentProblems problems, (double Longitude, double Latitude)? point)
{
    public IncidentColumns Columns => columns;

    public string[] Fields => fields;

    public long Line => line;

    /// <returns>Empty where the file has no such column.</returns>
    public string Text(string column) => column.Length > 0 && columns.IndexOf(column) is var at and >= 0 ? Bare(fields[at]) : "";

    // Some exports keep the quotation marks of the program before them as part of the text.
    private static string Bare(string field) =>
        field.AsSpan().Trim() is ['"', .. var inside, '"'] && !inside.Contains('"') ? inside.Trim().ToString()
        : field.AsSpan().Trim() is ['\u201C', .. var between, '\u201D'] && between.IndexOfAny('\u201C', '\u201D') < 0 ? between.Trim().ToString()
        : field;

    /// <summary>A name without blanks around it and without what cannot be seen in it; null where nothing is said, or a word stands for that (NA, NULL).</summary>
    public string? Name(string column)
    {
        var text = Text(column).Trim();
        var plain = SeenText.Of(text).Trim();
        if (TextColumn.IsGap(plain))
        {
            if (plain.Length > 0)
                Problem(ProblemKind.GapWord, $"'{plain}' in column '{column}' is a word for nothing.");
            return null;
        }
        if (plain.Length != text.Length)
            Problem(ProblemKind.Unseen, $"'{Short(plain)}' in column '{column}' has a character that cannot be seen.");
        return plain;
    }

    /// <summary>A number that names something, without the ".0" that tables of real numbers add.</summary>
    public string Code(string column) => Coded(Text(column));

    /// <inheritdoc cref="Code"/>
    public static string Coded(string field)
    {
        var text = field.Trim();
        return
            text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
            && dot + 1 < text.Length
            && !text.AsSpan(0, dot).ContainsAnyExceptInRange('0', '9')
            && !text.AsSpan(dot + 1).ContainsAnyExcept('0')
            ? text[..dot]
            : text;
    }

    public bool Has(string column) => columns.IndexOf(column) >= 0;

    public void Problem(ProblemKind kind, string words) => problems.Add(kind, line, words);

    /// <summary>A count of at least <paramref name="least"/>, written with or without ".0".</summary>
    public int? Whole(string column, int least = 0)
    {
        var text = Text(column).AsSpan().Trim();
        if (text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        if (
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            && real >= least
            && real <= int.MaxValue
            && real == Math.Floor(real)
        )
            return (int)real;
        Problem(ProblemKind.BadNumber, $"'{Short(text)}' in column '{column}' is not a whole number{(least == 0 ? " of at least 0" : "")}{Comma(text)}.");
        return null;
    }

    /// <summary>A calendar day; hours and zones after it are not looked at.</summary>
    public DateOnly? Day(string column, DayForm form = DayForm.Iso)
    {
        var text = Text(column).AsSpan().Trim();
        if (text.Length == 0)
            return null;
        if (Days.TryRead(text, form, out var day))
        {
            if (day.Year is >= Days.FirstYear and <= Days.LastYear)
                return day;
            Problem(ProblemKind.BadDate, $"'{Short(text)}' in column '{column}' is in the year {day.Year}: a digit is lost or gained.");
            return null;
        }
        if (Days.IsDayFirst(text, form))
            Problem(
                ProblemKind.DayFirst,
                $"'{Short(text)}' in column '{column}' has the day first; this source writes the month first, so that other days of the file may have been read as months."
            );
        else
            Problem(ProblemKind.BadDate, $"'{Short(text)}' in column '{column}' is not a date ({Days.Wanted(form)}).");
        return null;
    }

    public (double? Latitude, double? Longitude) Place(string latitude, string longitude)
    {
        var (y, x) = point is { } given ? (given.Latitude, given.Longitude) : (Degrees(latitude), Degrees(longitude));
        if (y is null || x is null)
        {
            Problem(ProblemKind.NoPlace, "No latitude and longitude.");
            return (null, null);
        }
        if (Math.Abs(y.Value) <= 90 && Math.Abs(x.Value) <= 180)
            return (y, x);
        if (Math.Abs(x.Value) <= 90 && Math.Abs(y.Value) <= 180)
            Problem(
                ProblemKind.Swapped,
                string.Create(CultureInfo.InvariantCulture, $"Latitude {y}, longitude {x}: the two seem to be exchanged. The place is left open.")
            );
        else
            Problem(ProblemKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"Latitude {y}, longitude {x} is no place on earth."));
        return (null, null);
    }

    private double? Degrees(string column)
    {
        var text = Text(column).AsSpan().Trim();
        if (text.Length == 0)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Problem(ProblemKind.BadNumber, $"'{Short(text)}' in column '{column}' is not a number of degrees{Comma(text)}.");
        return null;
    }

    private static string Comma(ReadOnlySpan<char> text) =>
        TextColumn.IsWithComma(text.ToString()) ? " (numbers are written with a decimal point, not a comma)" : "";

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..39]}…";
}
