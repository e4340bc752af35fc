using System.CommandLine;
using System.Globalization;

namespace Foedus.Cli.Commands;

/// <summary>Options whose values are days.</summary>
internal static class DayOptions
{
    /// <summary>One day.</summary>
    public static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DAY",
            CustomParser = result =>
            {
                if (IsDay(result.Tokens[0].Value, out var day))
                    return day;
                result.AddError($"{name} wants a day such as 2015-02-15, not '{result.Tokens[0].Value}'.");
                return null;
            },
        };

    /// <summary>Any number of periods, from a first day through a last.</summary>
    public static Option<(DateOnly From, DateOnly To)[]> Periods(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "FROM..TO",
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var periods = new List<(DateOnly, DateOnly)>();
                foreach (var token in result.Tokens)
                    if (token.Value.Split("..") is [var first, var last] && IsDay(first, out var from) && IsDay(last, out var to))
                        periods.Add((from, to));
                    else
                        result.AddError($"{name} wants two days such as 2015-02-15..2015-09-01, not '{token.Value}'.");
                return [.. periods];
            },
        };

    private static bool IsDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
