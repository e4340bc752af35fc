using Foedus.Model;

namespace Foedus.Language.Comparing;

/// <summary>In what the terms of two clauses, or of two answers, differ.</summary>
internal static class TermDifference
{
    public static void Of(Changes changes, Sequence<Term> before, Sequence<Term> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        foreach (var same in old.ToList())
            if (now.Remove(same))
                old.Remove(same);
        foreach (var term in old.ToList())
            if (now.FindIndex(other => Key(other) == Key(term)) is >= 0 and var match)
            {
                Pair(changes, term, now[match]);
                old.Remove(term);
                now.RemoveAt(match);
            }
        foreach (var term in old)
            changes.Add("term", DealPrinter.Print(term), null, $"{changes.Called}: term {Head(term)} removed");
        foreach (var term in now)
            changes.Add("term", null, DealPrinter.Print(term), $"{changes.Called}: term {Head(term)} added");
        var (keysBefore, keysAfter) = (before.Select(Key).ToList(), after.Select(Key).ToList());
        if (old.Count == 0 && now.Count == 0 && !keysBefore.SequenceEqual(keysAfter))
            changes.Field("order", string.Join(", ", before.Select(Head)), string.Join(", ", after.Select(Head)), $"order of terms in {changes.Called}");
    }

    // One term, and what has become of it.
    private static void Pair(Changes changes, Term old, Term now)
    {
        switch (old, now)
        {
            case (AddOption before, AddOption after):
                StepDifference.Option(changes, before.Party is { } party ? $" of {party}" : "", $"in {changes.Called}", before.Option, after.Option);
                break;
            case (ExtendOption before, ExtendOption after):
                changes.Field(
                    "when",
                    StepDifference.Condition(before.When),
                    StepDifference.Condition(after.When),
                    $"{changes.Called}: {Key(old)} does more when"
                );
                changes.Part(
                    "term",
                    DealPrinter.Print(old),
                    DealPrinter.Print(now),
                    $"{changes.Called}: {Key(old)}:",
                    DealPrinter.Print(before.Effects),
                    DealPrinter.Print(after.Effects)
                );
                break;
            case (RemoveOption before, RemoveOption after):
                changes.Field("when", StepDifference.Condition(before.When), StepDifference.Condition(after.When), $"{changes.Called}: {Key(old)} when");
                break;
            case (ChangeOption before, ChangeOption after):
                changes.Field("when", ExpressionText.Of(before.When), ExpressionText.Of(after.When), $"{changes.Called}: {Key(old)} when");
                break;
            case (ChangeStep before, ChangeStep after):
                changes.Field("when", ExpressionText.Of(before.When), ExpressionText.Of(after.When), $"{changes.Called}: {Key(old)} when");
                break;
            default:
                var (declared, again) = (Declared(old)!, Declared(now)!);
                var (what, name) = DealDifference.Key(declared);
                changes.Add(
                    StatementDifference
                        .Between(what, name, declared, again)
                        .Select(change => change with { What = changes.What, Name = changes.Name, Words = $"{changes.Called}: {change.Words}" })
                );
                break;
        }
    }

    // What a term is about: what stays the same where it says something else of it.
    private static string Key(Term term) =>
        term switch
        {
            AddOption add => $"add option {add.Option.Name}{Of(add.Party)} at {add.Step}",
            ExtendOption extend => $"option {extend.Option}{Of(extend.Party)} at {extend.Step}",
            RemoveOption remove => $"remove option {remove.Option}{Of(remove.Party)} at {remove.Step}",
            ChangeOption change => $"option {change.Option}{Of(change.Party)} at {change.Step} {(change.IsAlso ? "also" : "only")}",
            ChangeStep change => $"step {change.Step} {(change.IsAlso ? "also" : "only")}",
            RemoveStep or RemoveInterest or WaivePayments => DealPrinter.Print(term),
            AddStep or AddObligation or AddInterest or AddPayment => DealDifference.Key(Declared(term)!) is var (what, name) ? $"{what} {name}".TrimEnd() : "",
            _ => throw new UnknownKindException(term.GetType(), nameof(TermDifference)),
        };

    private static Declaration? Declared(Term term) =>
        term switch
        {
            AddStep add => add.Step,
            AddObligation add => add.Obligation,
            AddInterest add => add.Interest,
            AddPayment add => add.Payment,
            _ => null,
        };

    private static string Head(Term term)
    {
        var text = DealPrinter.Print(term);
        var end = text.IndexOfAny([':', '{', '\n']);
        return Changes.Short((end < 0 ? text : text[..end]).Trim());
    }

    private static string Of(Word? party) => party is null ? "" : $" of {party}";
}
