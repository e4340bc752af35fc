using System.Globalization;
using Foedus.Model;
using Foedus.Units;

namespace Foedus.Language.Service;

/// <summary>Parts of a deal in words, as hovers and differences say them.</summary>
public static class InWords
{
    /// <summary>What a range means.</summary>
    public static string Of(Spread? spread) =>
        spread switch
        {
            null => "taken as fixed",
            Pooled { ByQuantiles: true } => "pooled from the views of it, by quantiles",
            Pooled => "pooled from the views of it, each as likely to be right",
            Between { Shape: Shape.EvenRatios } range => $"anywhere from {Of(range.Low)} to {Of(range.High)}, evenly in ratios",
            Between { Shape: Shape.Triangular } range => $"from {Of(range.Low)} to {Of(range.High)}, more likely the nearer to the best value (triangular)",
            Between { Shape: Shape.Pert } range => $"from {Of(range.Low)} to {Of(range.High)}, mostly near the best value (PERT)",
            Between range => $"anywhere from {Of(range.Low)} to {Of(range.High)}, evenly",
            Likely { WithinUnit: true } range => $"nine times in ten between {Of(range.Low)} and {Of(range.High)}, never outside 0 and 1",
            Likely range => $"nine times in ten between {Of(range.Low)} and {Of(range.High)}",
            OneOf some => "one of "
                + string.Join(", ", some.Values.Select(value => value.Weight == 1 ? Of(value.Value) : $"{Of(value.Value)} (weight {Of(value.Weight)})")),
            _ => throw new UnknownKindException(spread.GetType(), nameof(InWords)),
        };

    /// <summary>What an ask asks.</summary>
    public static string Of(Measure measure) =>
        string.Format(
            CultureInfo.InvariantCulture,
            measure.Kind.Told,
            Of(measure.Condition),
            measure.Time switch
            {
                null => "",
                { Time: { } time } => measure.Kind.IsAtOneEnd && time.Unit is null ? $"period {time.Count}" : Of(time),
                var moment => moment.ToString(),
            }
        );

    /// <summary>"10 periods", "18 months".</summary>
    public static string Of(Duration time) => $"{Of(time.Count)} {(time.Unit is { } unit ? unit.Text : Words.Noun(time.Count, "period"))}";

    public static string Of(Promise promise) =>
        $"{promise.Party} {(promise.IsToPlay ? "plays" : "does not play")} {promise.Option}"
        + (promise.Step is null ? "" : $" at {promise.Step}")
        + (promise.When is null ? "" : $" while {Of(promise.When)}");

    /// <summary>Who owes what by when.</summary>
    public static string Of(Obligation owed) =>
        $"{owed.Party} {(owed.IsForbidden ? "must not play" : "owes")} {owed.Option}{(owed.Step is null ? "" : $" at {owed.Step}")}{(owed.Times == 1 ? "" : $", {owed.Times} times{(owed.When == "" ? "" : ",")}")}{owed.When}";

    public static string Of(Domain domain) =>
        domain switch
        {
            Enumeration values => string.Join(", ", values.Values.Select(value => Titled(domain, value.Text))),
            WholeNumbers numbers => $"whole numbers from {numbers.Lowest} to {numbers.Highest}",
            YesOrNo => $"{Titled(domain, "yes")} or {Titled(domain, "no")}",
            _ => throw new UnknownKindException(domain.GetType(), nameof(InWords)),
        };

    private static string Titled(Domain domain, string value) => domain.TitleOf(value) is { } title ? $"{value} (“{title}”)" : value;

    public static string Of(Expression expression) => ExpressionText.Of(expression);

    public static string Of(double value) => NumberText.Of(value);
}
