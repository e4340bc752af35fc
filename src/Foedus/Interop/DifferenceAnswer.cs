using System.Globalization;
using Foedus.Answers;
using Foedus.Language.Comparing;

namespace Foedus.Interop;

/// <summary>In what two deals differ, in what they say and not in how they are laid out.</summary>
/// <param name="Same">Whether they say the same.</param>
/// <param name="SameText">Whether they are the same to the letter.</param>
/// <param name="Summary">The changes in one line.</param>
/// <param name="Changes">Each change, in the order of the text.</param>
[Answer("foedus/difference/1")]
public sealed record DifferenceAnswer(bool Same, bool SameText, string Summary, IReadOnlyList<ChangeAnswer> Changes)
{
    /// <param name="difference">The difference.</param>
    /// <param name="beforeText">The text of the deal before.</param>
    /// <param name="afterText">The text of the deal after.</param>
    public static DifferenceAnswer Of(DealDifference difference, string beforeText, string afterText) =>
        new(
            difference.IsEmpty,
            beforeText == afterText,
            difference.Summary(),
            [
                .. difference.Changes.Select(change => new ChangeAnswer(
                    change.What,
                    change.Name,
                    change.Aspect,
                    Value(change, change.Before),
                    Value(change, change.After),
                    change.Words
                )),
            ]
        );

    private static NumberOrWords? Value(Change change, string? text) =>
        change.Aspect == "value" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new NumberOrWords(number, null)
        : text is null ? null
        : new NumberOrWords(double.NaN, text);
}

/// <param name="What">What kind of statement it is: "assumption", "clause", "offer".</param>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Aspect">What of it differs: "added", "removed", "value", "title".</param>
/// <param name="Before">As it was; null where it is new.</param>
/// <param name="After">As it is; null where it is gone.</param>
/// <param name="Words">The change in a few words.</param>
public sealed record ChangeAnswer(string What, string Name, string Aspect, NumberOrWords? Before, NumberOrWords? After, string Words);
