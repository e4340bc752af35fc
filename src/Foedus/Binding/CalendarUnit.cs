namespace Foedus.Binding;

/// <summary>A unit of the calendar that a deal may count time in.</summary>
/// <param name="Name">Its one spelling in the singular.</param>
/// <param name="Months">How many months it is; 0 for units of days.</param>
/// <param name="Days">How many days it is; 0 for units of months.</param>
internal sealed record CalendarUnit(string Name, int Months, int Days)
{
    /// <summary>Days of an average year, for what cannot be converted exactly.</summary>
    public const double DaysPerYear = 365.25;

    public static IReadOnlyList<CalendarUnit> All { get; } =
    [new("day", 0, 1), new("week", 0, 7), new("month", 1, 0), new("quarter", 3, 0), new("half_year", 6, 0), new("year", 12, 0)];

    public string Plural => Name + "s";

    /// <summary>How many of another unit it lasts: exactly between units of months and between units of days, by the average year otherwise.</summary>
    public double In(CalendarUnit other) =>
        Months > 0 && other.Months > 0 ? (double)Months / other.Months
        : Days > 0 && other.Days > 0 ? (double)Days / other.Days
        : Months > 0 ? Months * DaysPerYear / 12 / other.Days
        : Days / (other.Months * DaysPerYear / 12);

    /// <summary>Whether conversion into another unit is exact.</summary>
    public bool IsExactIn(CalendarUnit other) => Months > 0 == other.Months > 0;

    /// <summary>The unit with this spelling, singular or plural.</summary>
    public static CalendarUnit? Named(string word) => All.FirstOrDefault(unit => unit.Name == word || unit.Plural == word);

    /// <summary>The unit that a word in another spelling means, as 'Years' or 'half-year' or 'yr' mean one.</summary>
    public static CalendarUnit? Meant(string word)
    {
        var plain = new string([.. word.ToLowerInvariant().Where(char.IsLetter)]);
        return OtherSpellings.TryGetValue(plain, out var name) || OtherSpellings.TryGetValue(plain.TrimEnd('s'), out name) ? Named(name) : null;
    }

    private static readonly Dictionary<string, string> OtherSpellings = new()
    {
        ["day"] = "day",
        ["d"] = "day",
        ["week"] = "week",
        ["wk"] = "week",
        ["w"] = "week",
        ["month"] = "month",
        ["mo"] = "month",
        ["mth"] = "month",
        ["quarter"] = "quarter",
        ["qtr"] = "quarter",
        ["q"] = "quarter",
        ["quarteryear"] = "quarter",
        ["halfyear"] = "half_year",
        ["half"] = "half_year",
        ["halve"] = "half_year",
        ["semester"] = "half_year",
        ["year"] = "year",
        ["yr"] = "year",
        ["y"] = "year",
        ["annum"] = "year",
        ["annual"] = "year",
        ["yearly"] = "year",
        ["monthly"] = "month",
        ["weekly"] = "week",
        ["daily"] = "day",
        ["quarterly"] = "quarter",
        ["halfyearly"] = "half_year",
    };
}
