namespace Foedus.Language;

/// <summary>How is written here what amendments say in other words: "replace option", "change vote", "delete step".</summary>
internal static class TermAdvice
{
    private static readonly HashSet<string> Changing = ["change", "replace", "modify", "amend", "alter", "rewrite", "edit"];
    private static readonly HashSet<string> Removing = ["delete", "drop", "cancel", "strike", "abolish", "repeal"];
    private static readonly HashSet<string> Adding = ["insert", "create", "new"];

    /// <summary>Words that such terms begin with.</summary>
    public static IReadOnlySet<string> Verbs { get; } = new HashSet<string>([.. Changing, .. Removing, .. Adding]);

    /// <summary>The remedy for such words; null where none stand here.</summary>
    public static string? Of(TokenCursor at)
    {
        var (verb, what) = (at.Current.Text, at.Peek().Text);
        var (isChange, isRemoval) = (Changing.Contains(verb), Removing.Contains(verb));
        if (at.BeginsLine(1) || !Verbs.Contains(verb))
            return null;
        // Words that a step may stand under.
        var isStep = what is "step" or "turn" or "vote" or "event" or "chance";
        var name = at.BeginsLine(2) || at.Peek(2).Kind != TokenKind.Word ? "NAME" : at.Peek(2).Text;
        if (what == "option")
        {
            var step = Step(at);
            var removed = $"remove option {name} at {step}";
            return isRemoval ? $"Write: {removed}."
                : isChange
                    ? $"What an option does as well stands behind its name: option {name} at {step}: … To put something in its place write: {removed}, and: add option {name}_2 at {step}: …"
                : $"Write: add option {name} at {step}: …";
        }
        if (isStep)
            return isRemoval ? $"Write: remove step {name}."
                : isChange
                    ? $"Write: remove step {name}, and the {(what == "step" ? "turn, event or vote" : what)} anew under another name. When it takes place is changed by: step {name} only when …"
                : $"Leave '{verb}' out: a step stands as it is.";
        if (what == "interest")
            return isRemoval ? $"Write: remove interest {name}."
                : isChange ? $"Write: remove interest {name}, and the interest anew under another name."
                : $"Leave '{verb}' out: an interest stands as it is.";
        return null;
    }

    private static string Step(TokenCursor at)
    {
        for (var i = 2; !at.BeginsLine(i) && !at.Peek(i).Is(":"); i++)
            if (at.Peek(i).Is("at") && !at.BeginsLine(i + 1))
                return at.Peek(i + 1).Text;
        return "STEP";
    }
}
