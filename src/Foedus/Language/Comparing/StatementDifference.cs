using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Language.Comparing;

/// <summary>In what two statements of the same name differ.</summary>
internal static class StatementDifference
{
    public static IEnumerable<Change> Between(string what, string name, Declaration before, Declaration after)
    {
        var changes = (before, after) switch
        {
            (Assumption old, Assumption now) => Assumptions("assumption", name, name, old, now),
            (DerivedAssumption old, DerivedAssumption now) => [.. Field(what, name, "value", InWords.Of(old.Value), InWords.Of(now.Value), name), .. Field(what, name, "source", old.Source, now.Source, $"source of {name}"), .. Field(what, name, "sentence", old.Sentence, now.Sentence, $"sentence of {name}")],
            (Definition old, Definition now) => [.. Field(what, name, "parameters", Listed(old.Parameters), Listed(now.Parameters), $"parameters of {name}"), .. Field(what, name, "value", InWords.Of(old.Value), InWords.Of(now.Value), name)],
            (Reading old, Reading now) => Readings(name, old, now),
            (Offer old, Offer now) => Offers(name, old, now),
            (Clause old, Clause now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "parameters", Listed(old.Parameters), Listed(now.Parameters), $"parameters of clause {name}"), .. Field(what, name, "source", old.Source, now.Source, $"source of clause {name}"), .. Field(what, name, "cited", old.Cited, now.Cited, $"place of clause {name} in its source"), .. Terms(what, name, old.Terms, now.Terms)],
            (Fork old, Fork now) => Forks(name, old, now),
            (Turn old, Turn now) when old.Party == now.Party => [.. Headers(what, name, old, now), .. Options(what, name, old, now)],
            (Interest old, Interest now) => Items(what, name, "line", old.Lines.Select(Line), now.Lines.Select(Line)),
            (PartyKind old, PartyKind now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "parties", string.Join(", ", old.Members.Select(member => member.Name)), string.Join(", ", now.Members.Select(member => member.Name)), $"parties of {name}")],
            (Party old, Party now) => Title(what, name, old.Title, now.Title),
            (Promise old, Promise now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "promise", InWords.Of(old), InWords.Of(now), $"promise {name}")],
            (Obligation old, Obligation now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "obligation", InWords.Of(old), InWords.Of(now), $"obligation {name}"), .. Items(what, name, "condition", DealPrinter.Conditions(old), DealPrinter.Conditions(now))],
            (Ask old, Ask now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "question", InWords.Of(old.Measure), InWords.Of(now.Measure), $"ask {name}")],
            (View old, View now) => [.. Field(what, name, "value", NumberText.Of(old.Best), NumberText.Of(now.Best), $"view {name}"), .. Field(what, name, "range", Written(old.Spread), Written(now.Spread), $"range of view {name}"), .. Field(what, name, "sentence", old.Sentence, now.Sentence, $"sentence of view {name}")],
            (Evidence old, Evidence now) =>
            [
                .. Field(what, name, "about", $"{old.Ask} of {old.Offer}", $"{now.Ask} of {now.Offer}", $"evidence {name} for"), .. Field(what, name, "finding", DealPrinter.Found(old.Finding), DealPrinter.Found(now.Finding), $"evidence {name}"),
                .. Field(what, name, "source", old.Source, now.Source, $"source of {name}"), .. Field(what, name, "definition", old.Definition, now.Definition, $"definition of {name}"), .. Field(what, name, "day", $"{old.Day:yyyy-MM-dd}", $"{now.Day:yyyy-MM-dd}", $"day of {name}"),
            ],
            (StateVariable old, StateVariable now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "values", InWords.Of(old.Domain), InWords.Of(now.Domain), $"values of {name}"), .. Field(what, name, "start", InWords.Of(old.Initial), InWords.Of(now.Initial), $"{name} starts as")],
            (IncidentClass old, IncidentClass now) => [.. Title(what, name, old.Title, now.Title), .. Items(what, name, "criterion", old.Criteria.Select(DayConditionText.Of), now.Criteria.Select(DayConditionText.Of))],
            (Trigger old, Trigger now) => [.. Title(what, name, old.Title, now.Title), .. Field(what, name, "condition", DayConditionText.Of(old.Condition), DayConditionText.Of(now.Condition), $"trigger {name}")],
            (Turn old, Turn now) => [.. Field(what, name, "party", old.Party.Text, now.Party.Text, $"{what} {name} is of"), .. Headers(what, name, old, now), .. Options(what, name, old, now)],
            // What has no words of its own is shown as it is written.
            (Period or Horizon or Discount or Precision or WorthConvention or Source or PrivateType or Correlation or Step or StandingPayment or Zone or StateTrigger or InForceFrom or HoldsWhen or Start, _) => (List<Change>)[],
            _ when before.GetType() != after.GetType() => [],
            _ => throw new UnknownKindException(before.GetType(), nameof(StatementDifference)),
        };
        return changes.Count > 0 ? changes : [Whole(what, name, before, after)];
    }

    private static IEnumerable<Change> Options(string what, string name, Turn old, Turn now)
    {
        List<Change> changes = [.. old.Options.SelectMany(option => OptionTitle(what, name, option, now.Options)), .. Items(what, name, "option", old.Options.Select(Untitled), now.Options.Select(Untitled))];
        return changes.Count > 0 ? changes : Field(what, name, "order", string.Join(", ", old.Options.Select(option => option.Name)), string.Join(", ", now.Options.Select(option => option.Name)), $"order of options at {what} {name}");
    }

    private static List<Change> Terms(string what, string name, Sequence<Term> old, Sequence<Term> now) =>
    [
        .. old.OfType<AddOption>().SelectMany(add => OptionTitle(what, name, add.Option, now.OfType<AddOption>().Where(other => other.Step.Text == add.Step.Text && other.Party?.Text == add.Party?.Text).Select(other => other.Option))),
        .. Items(what, name, "term", old.Select(Untitled), now.Select(Untitled)),
    ];

    // Options are matched by their names; a title is a change of its own.
    private static List<Change> OptionTitle(string what, string name, Option option, IEnumerable<Option> now) => now.FirstOrDefault(other => other.Name == option.Name) is not { } same ? []
        : Field(what, name, "title", QuotedOrNone(option.Title), QuotedOrNone(same.Title), $"title of option {option.Name} {(what == "turn" ? "at" : "in")} {what} {name}");

    private static string Untitled(Term term) => DealPrinter.Print(term is AddOption add ? add with { Option = add.Option with { Title = null } } : term);

    private static string Untitled(Option option) => DealPrinter.Print(option with { Title = null });

    private static Change Whole(string what, string name, Declaration before, Declaration after)
    {
        var (old, now) = (DealPrinter.Print(before), DealPrinter.Print(after));
        var isShort = old.Length + now.Length < 120 && !old.Contains('\n', StringComparison.Ordinal) && !now.Contains('\n', StringComparison.Ordinal);
        return new Change(what, name, "changed", old, now, isShort ? $"{old} → {now}" : $"{what}{(name.Length == 0 ? "" : " " + name)} changed");
    }

    private static List<Change> Assumptions(string what, string name, string called, Assumption old, Assumption now) =>
    [
        .. Field(what, name, "value", NumberText.Of(old.Best), NumberText.Of(now.Best), called),
        .. Field(what, name, "range", Written(old.Spread), Written(now.Spread), $"range of {called}"),
        .. Field(what, name, "source", old.Source, now.Source, $"source of {called}"),
        .. old.Sentence == now.Sentence ? (List<Change>)[] : [new Change(what, name, "sentence", old.Sentence, now.Sentence, $"sentence of {called} changed")],
    ];

    private static string? Written(Spread? spread) => spread is null ? null : AssumptionEdits.Text(spread);

    private static List<Change> Readings(string name, Reading old, Reading now)
    {
        var changes = Title("reading", name, old.Title, now.Title);
        foreach (var value in old.Values)
            if (now.Values.FirstOrDefault(other => other.Name == value.Name) is { } other)
                changes.AddRange(Assumptions("reading", $"{name}.{value.Name}", $"{value.Name} in reading {name}", value, other));
            else
                changes.Add(new Change("reading", $"{name}.{value.Name}", "value", NumberText.Of(value.Best), null, $"reading {name} no longer speaks of {value.Name}"));
        foreach (var value in now.Values.Where(value => old.Values.All(other => other.Name != value.Name)))
            changes.Add(new Change("reading", $"{name}.{value.Name}", "value", null, NumberText.Of(value.Best), $"reading {name} sees {value.Name} as {NumberText.Of(value.Best)}"));
        changes.AddRange(Field("reading", name, "offers", Listed(old.Offers), Listed(now.Offers), $"offers of reading {name}"));
        return changes;
    }

    private static List<Change> Forks(string name, Fork old, Fork now)
    {
        var changes = Title("fork", name, old.Title, now.Title);
        foreach (var answer in old.Answers)
        {
            var called = $"{name}.{answer.Name}";
            if (now.Answers.FirstOrDefault(other => other.Name == answer.Name) is not { } other)
            {
                changes.Add(new Change("fork", name, "answers", answer.Name, null, $"fork {name} loses the answer {answer.Name}"));
                continue;
            }
            changes.AddRange(Title("answer", called, answer.Title, other.Title));
            changes.AddRange(Field("answer", called, "weight", Weighted(answer), Weighted(other), $"weight of {called}"));
            changes.AddRange(Terms("answer", called, answer.Terms, other.Terms));
        }
        foreach (var answer in now.Answers.Where(answer => old.Answers.All(other => other.Name != answer.Name)))
            changes.Add(new Change("fork", name, "answers", null, answer.Name, $"fork {name} gains the answer {answer.Name}"));
        if (old.Answers.Count > 0 && now.Answers.Count > 0 && old.Answers[0].Name != now.Answers[0].Name)
            changes.Add(new Change("fork", name, "as written", old.Answers[0].Name, now.Answers[0].Name, $"fork {name} as written {old.Answers[0].Name} → {now.Answers[0].Name}"));
        return changes;
    }

    private static string? Weighted(Answer answer) => answer.Weight is { } weight ? NumberText.Of(weight) : null;

    private static string? Listed(Sequence<Word> names) => names.Count == 0 ? null : string.Join(", ", names);

    private static List<Change> Offers(string name, Offer old, Offer now)
    {
        var changes = Title("offer", name, old.Title, now.Title);
        var (gained, lost) = (now.Clauses.Except(old.Clauses).ToList(), old.Clauses.Except(now.Clauses).ToList());
        // The same clause with other numbers.
        foreach (var clause in lost.ToList())
            if (gained.FirstOrDefault(other => other.Clause.Text == clause.Clause.Text) is { } again)
            {
                changes.Add(new Change("offer", name, "clauses", clause.ToString(), again.ToString(), $"offer {name} {clause} → {again}"));
                gained.Remove(again);
                lost.Remove(clause);
            }
        foreach (var clause in gained)
            changes.Add(new Change("offer", name, "clauses", null, clause.ToString(), $"offer {name} gains {clause}"));
        foreach (var clause in lost)
            changes.Add(new Change("offer", name, "clauses", clause.ToString(), null, $"offer {name} loses {clause}"));
        if (old.Clauses.Count == now.Clauses.Count && old.Clauses != now.Clauses && changes.All(change => change.Aspect != "clauses"))
            changes.AddRange(Field("offer", name, "order", string.Join(", ", old.Clauses), string.Join(", ", now.Clauses), $"order of clauses in offer {name}"));
        changes.AddRange(Field("offer", name, "starts", Settings(old), Settings(now), $"offer {name} starts with"));
        if (old.IsNoDeal != now.IsNoDeal)
            changes.Add(new Change("offer", name, "kind", old.IsNoDeal ? "no deal" : "offer", now.IsNoDeal ? "no deal" : "offer", $"{name} is now {(now.IsNoDeal ? "what happens without a deal" : "an offer")}"));
        return changes;
    }

    private static string? Settings(Offer offer) => offer.Starts.Count == 0 ? null : string.Join(", ", offer.Starts.Select(setting => $"{setting.Variable} = {ExpressionText.Of(setting.Value)}"));

    private static List<Change> Headers(string what, string name, Step old, Step now) =>
    [
        .. Title(what, name, old.Title, now.Title),
        .. Field(what, name, "when", Condition(old), Condition(now), $"{what} {name} when"),
        .. Field(what, name, "place", Placed(old), Placed(now), $"{what} {name} stands"),
    ];

    private static string? Condition(Step step) => step.When is null ? null : ExpressionText.Of(step.When);

    private static string? Placed(Step step) => step.Placement is null ? null : $"{(step.Placement.IsBefore ? "before" : "after")} {step.Placement.Step}";

    private static string Line(FlowLine line) => $"{(line.When is null ? "always" : ExpressionText.Of(line.When))}: {ExpressionText.Of(line.Points)}";

    private static List<Change> Title(string what, string name, string? old, string? now) => Field(what, name, "title", QuotedOrNone(old), QuotedOrNone(now), $"title of {what} {name}");

    private static string? QuotedOrNone(string? text) => text is null ? null : Quoted.Of(text);

    private static List<Change> Field(string what, string name, string aspect, string? old, string? now, string called) =>
        old == now ? [] : [new Change(what, name, aspect, old, now, $"{called} {old ?? "(none)"} → {now ?? "(none)"}")];

    // Items are matched by the words before their first colon; what stands before it names them.
    private static List<Change> Items(string what, string name, string item, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        var (gone, added) = (old.Except(now).ToList(), now.Except(old).ToList());
        var changes = new List<Change>();
        foreach (var text in gone)
        {
            var match = added.FirstOrDefault(other => Head(other) == Head(text));
            if (match is not null)
                added.Remove(match);
            changes.Add(new Change(what, name, item, text, match, $"{what} {name}: {item} {Short(Head(text))} {(match is null ? "removed" : Changed(text, match))}"));
        }
        changes.AddRange(added.Select(text => new Change(what, name, item, null, text, $"{what} {name}: {item} {Short(Head(text))} added")));
        return changes;
    }

    private static string Changed(string before, string after)
    {
        var (old, now) = (Tail(before), Tail(after));
        return old.Length + now.Length is > 0 and < 100 && !(old + now).Contains('\n', StringComparison.Ordinal) ? $"{(old.Length == 0 ? "(nothing)" : old)} → {(now.Length == 0 ? "(nothing)" : now)}" : "changed";
    }

    private static string Tail(string text) => text[Math.Min(text.Length, text.IndexOf(Head(text), StringComparison.Ordinal) + Head(text).Length)..].TrimStart(':', ' ');

    private static string Head(string text)
    {
        var end = text.IndexOfAny([':', '{', '\n']);
        return (end < 0 ? text : text[..end]).Trim();
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
