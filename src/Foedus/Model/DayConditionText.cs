using Foedus.Units;

namespace Foedus.Model;

/// <summary>Zones, criteria and conditions in time as they are written in a deal.</summary>
internal static class DayConditionText
{
    public static string Of(DayCondition condition) => Of(condition, 0);

    public static string Of(ZoneShape outline) =>
        outline switch
        {
            Circle circle => $"within {ExpressionText.Of(circle.Kilometres)} km of {ExpressionText.Of(circle.Latitude)}, {ExpressionText.Of(circle.Longitude)}",
            FileFeature file => $"in {Quoted(file.File)}{(file.Feature is null ? "" : $" feature {Quoted(file.Feature)}")}",
            _ => throw new UnknownKindException(outline.GetType(), nameof(DayConditionText)),
        };

    public static string Of(Criterion criterion) =>
        criterion switch
        {
            InZone zone => $"in {zone.Zone}",
            DeathsAtLeast deaths => $"deaths at least {deaths.Deaths}{By(deaths.By)}",
            OfKind kind => $"kind {List(kind.Kinds)}",
            AttributedTo { Actors.Count: 0 } => "by somebody",
            AttributedTo by => $"by {List(by.Actors)}",
            WithSide side => $"side {List(side.Actors)}",
            AgainstSide against => $"against {List(against.Actors)}",
            ExactDay => "exact day",
            PlaceWithin place => $"place within {place.Precision}",
            ClearEvent => "clear",
            FieldIs field => $"field {Quoted(field.Column)} is {List(field.Texts)}",
            FieldNumber field => $"field {Quoted(field.Column)} at {(field.IsAtLeast ? "least" : "most")} {ExpressionText.Of(field.Number)}",
            DistinctRows => "distinct rows",
            _ => throw new UnknownKindException(criterion.GetType(), nameof(DayConditionText)),
        };

    /// <summary>"clash", "deaths in clash", "days with clash", "place_days with clash".</summary>
    public static string What(Tally tally) =>
        tally.Counted switch
        {
            Counted.Deaths => $"deaths{By(tally.By)} in {tally.Class}",
            Counted.Days => $"days with {tally.Class}",
            Counted.PlaceDays => $"place_days with {tally.Class}",
            _ => tally.Class,
        };

    private static string Of(DayCondition condition, int within)
    {
        var (text, strength) = condition switch
        {
            Tally { Counted: Counted.Incidents, IsAtLeast: false, Threshold: 0 } quiet => ($"no {quiet.Class} for {Words.Several($"{quiet.Days}", "day")}", 4),
            Tally tally => (
                $"at {(tally.IsAtLeast ? "least" : "most")} {ExpressionText.Of(tally.Threshold)} {What(tally)} within {Words.Several($"{tally.Days}", "day")}",
                4
            ),
            TriggerName name => (name.Name.Text, 5),
            NotDay not => ($"not {Of(not.Operand, not.Operand is Lasting ? 5 : 3)}", 3),
            BothDays both => ($"{Of(both.Left, 1)} and {Of(both.Right, 2)}", 1),
            EitherDay either => ($"{Of(either.Left, either.Left is BothDays ? 2 : 0)} or {Of(either.Right, either.Right is BothDays ? 2 : 1)}", 0),
            Since since => ($"{Of(since.Left, 3)} since {Of(since.Right, 3)}", 2),
            Once { Days: { } days } once => ($"once {Of(once.Operand, 5)} within {Words.Several($"{days}", "day")}", 4),
            Once once => ($"once {Of(once.Operand, 5)}", 3),
            Lasting lasting => ($"{Of(lasting.Operand, 5)} for {Words.Several($"{lasting.Days}", "day")}", 4),
            DaysAfter after => ($"{Words.Several($"{after.Days}", "day")} after {Of(after.Operand, 5)}", 3),
            _ => throw new UnknownKindException(condition.GetType(), nameof(DayConditionText)),
        };
        return strength < within ? $"({text})" : text;
    }

    private static string By(Estimate? by) => by is null ? "" : $" by {by.Value.ToString().ToLowerInvariant()} estimate";

    private static string List(Sequence<string> texts) => string.Join(", ", texts.Select(Quoted));

    /// <summary>A text in quotation marks, as a deal has it.</summary>
    internal static string Quoted(string words) =>
        "\"" + words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
