using Foedus.Model;

namespace Foedus.Language;

/// <summary>What is meant by marks and words that newcomers bring from lists, other languages and treaties: "- go", "option go", "go -> s = calm", "set s to calm", "s = calm (30%)".</summary>
internal static class SlipAdvice
{
    private static readonly HashSet<string> Perhaps = ["maybe", "perhaps", "probably", "possibly", "likely"];

    // What somebody calls the outcome of a vote, and what decides it.
    private static readonly Dictionary<string, string> OfVotes = new()
    {
        ["pass"] = "passes",
        ["accepted"] = "passes",
        ["adopted"] = "passes",
        ["approved"] = "passes",
        ["agreed"] = "passes",
        ["success"] = "passes",
        ["then"] = "passes",
        ["carried"] = "passes",
        ["fail"] = "fails",
        ["rejected"] = "fails",
        ["failed"] = "fails",
        ["refused"] = "fails",
        ["defeated"] = "fails",
        ["failure"] = "fails",
        ["else"] = "fails",
        ["otherwise"] = "fails",
        ["for"] = "yes",
        ["aye"] = "yes",
        ["favour"] = "yes",
        ["favor"] = "yes",
        ["against"] = "no",
        ["nay"] = "no",
    };

    private static readonly Dictionary<string, string> Enough = new()
    {
        ["unanimity"] = "all",
        ["unanimous"] = "all",
        ["everybody"] = "all",
        ["everyone"] = "all",
        ["consensus"] = "all",
        ["every"] = "all",
        ["both"] = "all",
        ["half"] = "majority",
        ["most"] = "majority",
        ["simple"] = "majority",
        ["more"] = "majority",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
    };

    /// <summary>What is wrong where an option, or what follows from one, is wanted; null where nothing of the kind stands here.</summary>
    /// <param name="at">Where the parser stands.</param>
    /// <param name="before">The option before it; null where it is the first.</param>
    public static ParseFault? Option(TokenCursor at, Option? before)
    {
        var (word, next) = (at.Current, at.Peek());
        var isNext = !at.BeginsLine(1);
        if (word.Is(",") && before is not null)
            return at.Unexpected("another option", "Write ';' for ','.");
        if (word.Text is "-" or "*" or "•" && isNext && next.Kind == TokenKind.Word && (at.IsFirstOnLine || at.Previous.Is("{")))
            return at.Instead("the name of an option", $"Leave '{word.Text}' out.");
        if (word.Kind == TokenKind.Number && isNext && next.Text is "." or ")" && at.Peek(2).Kind == TokenKind.Word)
            return at.Instead("the name of an option", $"Leave '{at.Written(0, 1)}' out.");
        if (word.Is("option") && isNext && next.Kind == TokenKind.Word && !Binding.Names.Reserved.Contains(next.Text))
            return at.Instead("the name of an option", $"Leave '{word.Text}' out.");
        var isEffect = before is not null && !at.IsFirstOnLine && (at.Previous.Is(":") || before.Effects.Count > 0);
        if (word.Kind == TokenKind.Word && isNext && Arrow(at, 1) is { } behind)
            return at.Instead(
                "':' and what follows",
                isEffect || at.IsDeclared(word.Text, Binding.NameKind.State)
                    ? $"Write: {Effect(at, word.Text, behind)}"
                    : $"Write: {word.Text}: {at.Rest(behind)}"
            );
        if (!isEffect)
            return null;
        if (word.Kind == TokenKind.Number && word.Text.EndsWith('%') && next.Is(":"))
            return at.Instead(
                $"what follows from '{before!.Name}'",
                $"What chance decides stands in braces. Write: {before.Name}: chance {{ {word.Text}: {at.Rest(2)}; otherwise: … }}"
            );
        if (before!.Effects.Count > 0 && Chance(at) is { } chance)
            return at.Instead(
                $"what else '{before.Name}' brings",
                $"What chance decides stands in braces. Write: {before.Name}: chance {{ {chance}: {DealPrinter.Print(before.Effects)}; otherwise: }}"
            );
        if (!at.Previous.Is(":"))
            return null;
        if (Perhaps.Contains(word.Text) && isNext)
            return at.Instead($"what follows from '{before.Name}'", $"Chances are numbers: {before.Name}: chance {{ 50%: {at.Rest(1)}; otherwise: }}");
        var state = word.Text is "set" or "let" ? 1 : 0;
        if (!at.BeginsLine(state) && at.IsDeclared(at.Peek(state).Text, Binding.NameKind.State) && !at.BeginsLine(state + 1))
            return at.Peek(state + 1) is { Kind: TokenKind.Word or TokenKind.Number } value
                    ? at.Instead(
                        $"what follows from '{before.Name}'",
                        $"Write: {before.Name}: {at.Peek(state).Text} = {(value.Text is "to" or "is" && !at.BeginsLine(state + 2) ? at.Peek(state + 2) : value).Text}"
                    )
                : at.Peek(state + 1).Is("=") && state == 1 ? at.Instead($"what follows from '{before.Name}'", $"Leave '{word.Text}' out.")
                : null;
        return null;
    }

    /// <summary>What is wrong where a vote says what follows in other words; null where it does not.</summary>
    public static ParseFault? Vote(TokenCursor at)
    {
        const string wanted = "yes, no, abstain, passes or fails, each once";
        if (at.Current.Text is "if" or "when" or "on" && at.Peek().Kind == TokenKind.Word)
            return at.Instead(wanted, $"Leave '{at.Current.Text}' out.");
        if (at.Current.Text is "passes" or "fails" && !at.Peek().Is(":") && !at.BeginsLine(1))
            return at.Instead($"':' behind '{at.Current.Text}'", $"Write: {at.Current.Text}: {at.Rest(1)}");
        return OfVotes.TryGetValue(at.Current.Text, out var meant) ? at.Instead(wanted, $"Write '{meant}' for '{at.Current.Text}'.") : null;
    }

    /// <summary>What a vote needs, where that is said in other words; null where it is not.</summary>
    public static string? Rule(TokenCursor at) => Enough.TryGetValue(at.Current.Text, out var meant) ? $"Write: needs {meant}" : null;

    /// <summary>How the values of a state are written that are given in another way; null where they are not.</summary>
    public static string? Values(TokenCursor at, string state)
    {
        if (at.Current.Text is "bool" or "boolean" or "flag" or "true" or "false")
            return $"Write: state {state} yes or no = {(at.Peek().Is("=") && at.Peek(2).Text is "true" or "yes" ? "yes" : "no")}";
        if (at.Current.Text is "int" or "integer" or "number" or "count")
            return $"Write the lowest and the highest number: state {state} 0..10 = {(at.Peek().Is("=") && at.Peek(2).Kind == TokenKind.Number ? at.Peek(2).Text : "0")}";
        if (at.Current.Is("=") && at.Peek().Kind == TokenKind.Word && at.Peek(2).Is("{") && at.Rest(2) is var values)
            return $"What it begins with stands behind its values: state {state} {values}{(values.EndsWith('}') ? "" : " }")} = {at.Peek().Text}";
        var last = 0;
        while (at.Peek(last).Kind == TokenKind.Word && at.Peek(last + 1).Text is "," or "|" or "/" && !at.BeginsLine(last + 2))
            last += 2;
        if (last == 0 || at.Peek(last).Kind != TokenKind.Word)
            return null;
        var all = Enumerable.Range(0, last / 2 + 1).Select(i => at.Peek(2 * i).Text).ToList();
        return $"Write: state {state} {{ {string.Join(", ", all)} }} = {(at.Peek(last + 1).Is("=") ? at.Peek(last + 2).Text : all[0])}";
    }

    /// <summary>What is meant where 'plays' is wanted: will keep, never keeps, : keep; from there on, with its verb. null where that is not known.</summary>
    public static string? Plays(TokenCursor at)
    {
        if (at.BeginsLine(0) || at.Current.Is("}"))
            return null;
        var isDenied = at.Current.Text is "never" or "not" || at.Current.Text is "will" or "shall" or "does" or "must" && at.Peek().Text is "not" or "never";
        var ahead =
            at.Current.Text is "will" or "shall" or "does" or "must" && at.Peek().Text is "not" or "never" ? 2
            : at.Current.Text is "will" or "shall" or "must" or "never" or "not" or ":" or "chooses" or "takes" or "=" ? 1
            : 0;
        var option = at.Peek(ahead);
        if (option.Kind != TokenKind.Word || ahead > 0 && at.BeginsLine(ahead))
            return null;
        // keeps, attacks
        var name =
            at.IsDeclared(option.Text, Binding.NameKind.Option) ? option.Text
            : option.Text.EndsWith('s') && at.IsDeclared(option.Text[..^1], Binding.NameKind.Option) ? option.Text[..^1]
            : null;
        return name is null ? null : $"{(isDenied ? "does not play" : "plays")} {name}";
    }

    /// <summary>How a question begins that begins with other words; null where none is meant.</summary>
    public static string? Asked(TokenCursor at)
    {
        if (at.Current.Text is "probability" or "prob" or "likelihood" or "odds" or "P" or "Pr" or "share")
            return $"Write 'chance' for '{at.Current.Text}'.";
        if (at.Current.Text is "expected" or "mean" or "average" or "median" && at.Peek().Is("time"))
            return $"Leave '{at.Current.Text}' out.";
        return at.Current.Kind == TokenKind.Word && !at.BeginsLine(1) && AskedKind.ChanceWords.Any(word => at.OnLine(word, TokenKind.Number) is not null)
            ? $"Write: chance {at.Rest(0)}"
            : null;
    }

    // ->, =>, → and the like: how far ahead what stands behind it begins; null where there is none.
    private static int? Arrow(TokenCursor at, int ahead)
    {
        if (at.Peek(ahead).Text is "→" or "⇒")
            return ahead + 1;
        return at.Peek(ahead).Text is "-" or "=" && at.Peek(ahead + 1).Is(">") && at.Peek(ahead).End == at.Peek(ahead + 1).Start ? ahead + 2 : null;
    }

    // s -> calm, A -> B 3
    private static string Effect(TokenCursor at, string what, int behind) =>
        at.IsParty(what) && at.IsParty(at.Peek(behind).Text)
            ? $"{what} pays {(at.Peek(behind + 1).Kind == TokenKind.Number ? at.Peek(behind + 1).Text : "1")} to {at.Peek(behind).Text}"
            : $"{what} = {at.Peek(behind).Text}";

    // with 30%, (30%), with probability 0.3
    private static string? Chance(TokenCursor at)
    {
        if (at.Current.Is("(") && at.Peek().Kind == TokenKind.Number && at.Peek(2).Is(")"))
            return at.Peek().Text;
        if (!at.Current.Is("with") || at.BeginsLine(1))
            return null;
        var ahead = at.Peek().Text is "probability" or "chance" or "a"
            ? at.Peek(2).Text is "probability" or "chance"
                ? 3
                : 2
            : 1;
        return at.Peek(ahead) is { Kind: TokenKind.Number } number && !at.BeginsLine(ahead) ? number.Text : null;
    }
}
