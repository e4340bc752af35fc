using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>What is meant where an option is wanted and something of another tongue stands: words for a payment, an effect whose option lost its colon, a condition behind 'if'.</summary>
internal static class OptionAdvice
{
    // Words for what 'pays' and 'gains' say.
    private static readonly HashSet<string> Losing = ["pay", "paying", "lose", "loses", "owes", "gives", "must"];
    private static readonly HashSet<string> Getting = ["gain", "get", "gets", "receive", "receives", "earns", "wins"];

    /// <summary>What is wrong before an option is read; null where one may begin.</summary>
    /// <param name="at">Where the parser stands.</param>
    /// <param name="party">Whose option it would be.</param>
    /// <param name="before">The option before it; null where it is the first.</param>
    public static ParseFault? Before(TokenCursor at, string party, Option? before)
    {
        if (at.IsFirstOnLine || at.AtEnd || at.Current.Kind != TokenKind.Word)
            return null;
        if (before is { Effects: [.., Transfer or Payment] } && at.Current.Is("and"))
            return at.Unexpected(
                "another option, or what else follows",
                $"Write ';' for 'and', and who pays before 'pays' each time: {PayerOf(before.Effects[^1])} pays …."
            );
        return before is { Effects.Count: 0 } && at.Previous.Is(":") ? InOtherWords(at, party, before) : null;
    }

    // x: B loses 2, x: pay cost, x: pays cost
    private static ParseFault? InOtherWords(TokenCursor at, string party, Option before)
    {
        var isNamed = at.IsParty(at.Current.Text) && at.Peek().Kind == TokenKind.Word && !at.BeginsLine(1) && IsVerb(at.Peek().Text);
        var (who, ahead) = isNamed ? (at.Current.Text, 1) : (party, 0);
        var verb = at.Peek(ahead).Text;
        if (!IsVerb(verb) && verb is not ("pays" or "gains"))
            return null;
        var paid = ahead + 1 + (at.Peek(ahead + 1).Text is "pay" or "lose" or "give" ? 1 : 0);
        if (at.BeginsLine(paid) || !(at.Peek(paid).Kind is TokenKind.Number or TokenKind.Word || at.Peek(paid).Is("(")) || at.Peek(paid).Is("when"))
            return null;
        // Options may be called so: only a number, or a name of one, is paid.
        if (
            verb is not ("pays" or "gains")
            && at.Peek(paid).Kind == TokenKind.Word
            && at.Peek(paid).Text is not ("points" or "money")
            && !at.IsNumber(at.Peek(paid).Text)
        )
            return null;
        var does = verb == "gains" || Getting.Contains(verb) ? "gains" : "pays";
        var amount = at.Peek(paid).Kind == TokenKind.Word && at.Peek(paid).Text is "points" or "money" ? "2" : at.Rest(paid);
        if (does == "gains" && Giver(at, paid) is var (giver, sum))
            return at.Unexpected($"what follows from '{before.Name}'", $"Write: {before.Name}: {giver} pays {sum} to {who}");
        return at.Unexpected($"what follows from '{before.Name}'", $"Write: {before.Name}: {who} {does} {amount}");
    }

    // B receives 2 from A: who pays, and what.
    private static (string Giver, string Sum)? Giver(TokenCursor at, int paid)
    {
        for (var i = paid; !at.BeginsLine(i + 1) && !(at.Peek(i + 1).Text is ";" or "}"); i++)
            if (at.Peek(i + 1).Is("from") && at.IsParty(at.Peek(i + 2).Text))
                return (at.Peek(i + 2).Text, at.Written(paid, i));
        return null;
    }

    /// <summary>B receives 2 [from A] each year: the payment each period that is meant; null where none is.</summary>
    public static string? Standing(TokenCursor at)
    {
        var (who, verb) = (at.Current.Text, at.Peek().Text);
        if (
            !at.IsParty(who)
            || !IsVerb(verb)
            || at.BeginsLine(2)
            || verb == "must"
            || !(at.Peek(2).Kind is TokenKind.Number or TokenKind.Word || at.Peek(2).Is("("))
        )
            return null;
        if (Getting.Contains(verb))
            return Giver(at, 2) is var (giver, sum)
                ? $"Write: {giver} pays {sum} to {who} {Each(at)}"
                : $"Write who pays it, as in: PAYER pays {at.Peek(2).Text} to {who} each year. What nobody pays is an interest: interest {who} each year {{ always: {at.Peek(2).Text} }}";
        return $"Write: {who} pays {at.Rest(2)}";
    }

    // From 'each' on.
    private static string Each(TokenCursor at)
    {
        for (var i = 2; !at.BeginsLine(i); i++)
            if (at.Peek(i).Is("each"))
                return at.Rest(i);
        return "each year";
    }

    private static bool IsVerb(string word) => Losing.Contains(word) || Getting.Contains(word);

    private static string PayerOf(Effect effect) => effect is Transfer transfer ? transfer.From.Text : ((Payment)effect).Party.Text;

    /// <summary>NAME as OPTION, NAME unseen as OPTION: how it is written that others see another option; null where neither follows the name.</summary>
    public static string? Unseen(TokenCursor at, string option) =>
        at.Current.Is("unseen") && at.Peek().Is("as") ? $"'unseen' stands before the option. Write: unseen {option} as {at.Peek(2).Text}"
        : at.At("as") && at.Peek().Kind == TokenKind.Word ? $"Only what is unseen looks like something else. Write: unseen {option} as {at.Peek().Text}"
        : null;

    /// <summary>What is paid each period stands behind an effect, which pays once: how it is written.</summary>
    public static ParseFault Each(TokenCursor at, Effect paid)
    {
        var each = at.Rest(0);
        var (form, what) = paid switch
        {
            Transfer transfer => ($"{transfer.From} pays {ExpressionText.Of(transfer.Points)} to {transfer.To} {each}", "a statement of its own"),
            Payment { IsGain: true } gain => ($"interest {gain.Party} {each} {{ always: {ExpressionText.Of(gain.Points)} }}", "an interest"),
            Payment payment => ($"{payment.Party} pays {ExpressionText.Of(payment.Points)} {each}", "a statement of its own"),
            _ => throw new UnknownKindException(paid.GetType(), nameof(OptionAdvice)),
        };
        return at.Unexpected(
            "what else follows",
            $"What follows is paid once. What is paid again and again is {what}, outside this one: {form}{(what == "an interest" ? ", with the state in which it is received for 'always'" : ", with 'while' and the state in which it is paid")}."
        );
    }

    /// <summary>An effect stands where an option is wanted.</summary>
    public static ParseFault Effect(TokenCursor at, string step, Option? before)
    {
        var start = at.Current;
        // x = B pays 1
        var isAssigned = at.Peek().Is("=") && at.Peek(3).Text is "pays" or "gains" or "becomes";
        // The option stands on the line before, without its colon.
        var isBelow = !isAssigned && at.IsFirstOnLine && before is { Effects.Count: 0 } && !at.Previous.Is(":");
        return new ParseFault(
            DiagnosticCodes.Unexpected,
            $"Expected the name of an option, but here something happens: '{start.Text} {at.Peek().Text} …'.",
            start.Place,
            isAssigned
                ? $"Write: {start.Text}: {at.Peek(2).Text} {at.Peek(3).Text} …"
                : $"Write an option and ':' before it, as in: {(isBelow ? before!.Name : $"{step}_option")}: {start.Text} {at.Peek().Text} …"
        );
    }
}
