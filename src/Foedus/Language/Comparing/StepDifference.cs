using Foedus.Model;

namespace Foedus.Language.Comparing;

/// <summary>In what two steps of one name differ.</summary>
internal static class StepDifference
{
    public static void Of(Changes changes, Step old, Step now)
    {
        if (old.GetType() != now.GetType())
            return;
        changes.Title(old.Title, now.Title);
        changes.Field("when", Condition(old.When), Condition(now.When), $"{changes.Called} when");
        changes.Field("place", Placed(old), Placed(now), $"{changes.Called} stands");
        switch (old, now)
        {
            case (Turn before, Turn after):
                changes.Field("party", before.Party.Text, after.Party.Text, $"{changes.Called} is of");
                Options(changes, "", $"at {changes.Called}", before.Options, after.Options);
                break;
            case (JointTurn before, JointTurn after):
                Movers(changes, before, after);
                changes.Items("outcome", before.Outcomes.Select(Outcome), after.Outcomes.Select(Outcome));
                break;
            case (ChanceStep before, ChanceStep after):
                changes.Items("case", before.Lottery.Branches.Select(Branch), after.Lottery.Branches.Select(Branch));
                break;
            case (Event before, Event after):
                changes.Part(
                    "effects",
                    DealPrinter.Print(before.Effects),
                    DealPrinter.Print(after.Effects),
                    $"{changes.Called}:",
                    DealPrinter.Print(before.Effects),
                    DealPrinter.Print(after.Effects)
                );
                break;
            case (Vote before, Vote after):
                changes.Field("voters", Listed(before.Voters), Listed(after.Voters), $"{changes.Called} is of");
                changes.Field("order of votes", Turns(before), Turns(after), $"{changes.Called} is held");
                changes.Field("rule", DealPrinter.Ruled(before.Rule), DealPrinter.Ruled(after.Rule), $"{changes.Called} needs");
                changes.Field("veto", Listed(before.Vetoes), Listed(after.Vetoes), $"veto at {changes.Called}");
                Options(changes, "", $"at {changes.Called}", before.Options, after.Options);
                foreach (var (what, effects, others) in new[] { ("passes", before.Passes, after.Passes), ("fails", before.Fails, after.Fails) })
                    changes.Part(
                        what,
                        DealPrinter.Print(effects),
                        DealPrinter.Print(others),
                        $"{changes.Called} {what}:",
                        DealPrinter.Print(effects),
                        DealPrinter.Print(others)
                    );
                break;
            default:
                throw new UnknownKindException(old.GetType(), nameof(StepDifference));
        }
    }

    /// <summary>One option as it was and as it is, part by part.</summary>
    /// <param name="changes">Takes the changes.</param>
    /// <param name="of">" of PARTY" where several choose; else nothing.</param>
    /// <param name="place">Where it is: "at turn response".</param>
    /// <param name="old">As it was.</param>
    /// <param name="now">As it is.</param>
    public static void Option(Changes changes, string of, string place, Option old, Option now)
    {
        var called = $"option {old.Name}{of} {place}";
        changes.Title(old.Title, now.Title, called);
        changes.Field("range", Over(old), Over(now), $"{called} is there");
        changes.Field("seen", Seen(old), Seen(now), $"{called} is");
        changes.Field("when", Condition(old.When), Condition(now.When), $"{called} when");
        changes.Part(
            "option",
            Untitled(old),
            Untitled(now),
            $"{changes.Called}: option {old.Name}{of}",
            DealPrinter.Print(old.Effects),
            DealPrinter.Print(now.Effects)
        );
    }

    /// <summary>A condition as it is written; null for always.</summary>
    public static string? Condition(Expression? when) => when is null ? null : ExpressionText.Of(when);

    // Options are matched by their names.
    private static void Options(Changes changes, string of, string place, Sequence<Option> old, Sequence<Option> now)
    {
        foreach (var option in old)
            if (now.FirstOrDefault(other => other.Name == option.Name) is { } same)
                Option(changes, of, place, option, same);
            else
                changes.Add("option", Untitled(option), null, $"{changes.Called}: option {option.Name}{of} removed");
        foreach (var option in now.Where(option => old.All(other => other.Name != option.Name)))
            changes.Add("option", null, Untitled(option), $"{changes.Called}: option {option.Name}{of} added");
        if (Common(old, now) is var before && Common(now, old) is var after && before != after)
            changes.Field("order", before, after, $"order of options{of} {place}");
    }

    private static string Common(Sequence<Option> one, Sequence<Option> other) =>
        string.Join(", ", one.Where(option => other.Any(same => same.Name == option.Name)).Select(option => option.Name));

    private static void Movers(Changes changes, JointTurn old, JointTurn now)
    {
        changes.Field("parties", Listed(old.Movers.Select(mover => mover.Party)), Listed(now.Movers.Select(mover => mover.Party)), $"{changes.Called} is of");
        foreach (var mover in old.Movers)
            if (now.Movers.FirstOrDefault(other => other.Party.Text == mover.Party.Text) is { } same)
                Options(changes, $" of {mover.Party}", $"at {changes.Called}", mover.Options, same.Options);
    }

    private static (string, string) Outcome(Outcome outcome) =>
        (outcome.When is null ? "always" : $"when {ExpressionText.Of(outcome.When)}", DealPrinter.Print(outcome.Effects));

    private static (string, string) Branch(Branch branch) => (Condition(branch.Chance) ?? "otherwise", DealPrinter.Print(branch.Effects));

    private static string? Placed(Step step) => step.Placement is null ? null : $"{(step.Placement.IsBefore ? "before" : "after")} {step.Placement.Step}";

    private static string Turns(Vote vote) => vote.IsInTurn ? "in turn" : "at once";

    private static string? Over(Option option) =>
        option.Over is { } range
            ? $"for {range.Variable} in {ExpressionText.Of(range.Low)}..{ExpressionText.Of(range.High)} by {ExpressionText.Of(range.By)}"
            : null;

    private static string Seen(Option option) =>
        option.SeenAs is { } seen ? $"unseen, as {seen}"
        : option.IsUnseen ? "unseen"
        : "seen";

    private static string? Listed(IEnumerable<Word> names) => names.Any() ? string.Join(", ", names) : null;

    private static string Untitled(Option option) => DealPrinter.Print(option with { Title = null });
}
