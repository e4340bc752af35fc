using System.Globalization;

namespace Foedus.Interop.Incidents;

internal enum DayForm
{
    /// <summary>2014-01-22, also followed by a time that is not looked at.</summary>
    Iso,

    /// <summary>20220224.</summary>
    Digits,

    /// <summary>2022-02-24 or 24 February 2022.</summary>
    IsoOrWords,

    /// <summary>2017-03-05 or 3/5/2017, month first.</summary>
    IsoOrMonthFirst,
}

/// <summary>Calendar days as the sources write them. No source says a time zone, so none is applied.</summary>
internal static class Days
{
    /// <summary>Years in which there can be a record of this kind. A date outside has lost or gained a digit.</summary>
    public const int FirstYear = 1800,
        LastYear = 2200;

    public static bool TryRead(ReadOnlySpan<char> text, DayForm form, out DateOnly day)
    {
        day = default;
        if (form == DayForm.Digits)
            return text.Length == 8 && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        if (text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return text.Length == 10 || text[10] is 'T' or 't' or ' ';
        return form switch
        {
            DayForm.IsoOrWords => DateOnly.TryParseExact(text, "d MMMM yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
            DayForm.IsoOrMonthFirst => DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out day),
            _ => false,
        };
    }

    /// <summary>Whether a text that is no date of a form with the month first is one with the day first.</summary>
    public static bool IsDayFirst(ReadOnlySpan<char> text, DayForm form) =>
        form == DayForm.IsoOrMonthFirst && DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static string Wanted(DayForm form) =>
        form switch
        {
            DayForm.Digits => "wanted: 20220224",
            DayForm.IsoOrWords => "wanted: 2022-02-24 or 24 February 2022",
            DayForm.IsoOrMonthFirst => "wanted: 2017-03-05 or 3/5/2017",
            _ => "wanted: 2014-01-22",
        };
}
