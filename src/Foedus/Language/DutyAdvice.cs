namespace Foedus.Language;

/// <summary>How is written here what treaties say of duties, rights and payments: "Russia must withdraw", "Ukraine may not join", "Ukraine receives 2 each year".</summary>
internal static class DutyAdvice
{
    /// <summary>The remedy for such words; null where none stand here.</summary>
    public static string? Of(TokenCursor at)
    {
        var first = at.Current.Text;
        if (first is "forbid" or "prohibit" or "ban")
            return Removed(at.Peek().Text, at: "");
        if (first is "allow" or "permit")
            return Added(at.Peek().Text, at: "");
        if (!at.IsParty(first))
            return null;
        if (OptionAdvice.Standing(at) is { } paid)
            return paid;
        var verb = at.Peek().Text;
        var isDeniedBehind = at.Peek(2).Text is "not" or "never";
        var option = at.Peek(isDeniedBehind ? 3 : 2).Text;
        var forbids = $"obligation NAME of {first}: not {option} until month 12";
        return (verb, isDeniedBehind || verb is "cannot" or "never") switch
        {
            ("does", true) => Removed(option, $" of {first}"),
            ("must" or "shall" or "will" or "should", false) => $"Write for example: obligation NAME of {first}: {option} by month 6.",
            ("must" or "shall" or "will" or "should", true) => $"Write: {forbids}.",
            ("may" or "can" or "cannot" or "never", true) => $"{Removed(option, $" of {first}")} Where it can be done and is a breach: {forbids}.",
            ("may" or "can", false) => Added(option, $" of {first}"),
            _ => null,
        };
    }

    /// <summary>each year Russia pays 2: a payment whose parts are turned round; null where none is.</summary>
    public static string? Each(TokenCursor at) =>
        at.Current.Text is "each" or "every" && at.IsParty(at.Peek(2).Text) && at.Peek(3).Is("pays") && !at.BeginsLine(3)
            ? $"Write: {at.Rest(2)} each {at.Peek().Text}"
            : null;

    private static string Removed(string option, string at) => $"Write in a clause: remove option {option}{at} at STEP.";

    private static string Added(string option, string at) => $"Write in a clause: add option {option}{at} at STEP: …";
}
