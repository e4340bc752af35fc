using Foedus.Language.Service;
using Foedus.Model;

namespace Foedus.Language.Comparing;

/// <summary>In what two statements of the same name differ.</summary>
internal static class StatementDifference
{
    public static IReadOnlyList<Change> Between(string what, string name, Declaration before, Declaration after)
    {
        var changes = new Changes(what, name);
        var told = Told(changes, before, after);
        // What has no words of its own is shown as it is written.
        if (changes.All.Count == 0 || !told.Equals(after))
            Whole(changes, before, after);
        return changes.All;
    }

    /// <returns>The statement before with all that is told of it as it is after: what differs still has not been told.</returns>
    private static Declaration Told(Changes changes, Declaration before, Declaration after)
    {
        var name = changes.Name;
        switch (before, after)
        {
            case (Assumption old, Assumption now):
                return Assumed(changes, name, old, now);
            case (DerivedAssumption old, DerivedAssumption now):
                changes.Field("value", InWords.Of(old.Value), InWords.Of(now.Value), name);
                changes.Field("source", old.Source, now.Source, $"source of {name}");
                changes.Field("sentence", old.Sentence, now.Sentence, $"sentence of {name}");
                return old with { Value = now.Value, Source = now.Source, Sentence = now.Sentence };
            case (Definition old, Definition now):
                changes.Field("parameters", Listed(old.Parameters), Listed(now.Parameters), $"parameters of {name}");
                changes.Field("value", InWords.Of(old.Value), InWords.Of(now.Value), name);
                return old with { Parameters = now.Parameters, Value = now.Value };
            case (Reading old, Reading now):
                return Reads(changes, old, now);
            case (Offer old, Offer now):
                return Offered(changes, old, now);
            case (Clause old, Clause now):
                changes.Title(old.Title, now.Title);
                changes.Field("parameters", Listed(old.Parameters), Listed(now.Parameters), $"parameters of {changes.Called}");
                changes.Field("source", old.Source, now.Source, $"source of {changes.Called}");
                changes.Field("cited", old.Cited, now.Cited, $"place of {changes.Called} in its source");
                TermDifference.Of(changes, old.Terms, now.Terms);
                return old with { Title = now.Title, Parameters = now.Parameters, Source = now.Source, Cited = now.Cited, Terms = now.Terms };
            case (Fork old, Fork now):
                return Answered(changes, old, now);
            case (Interest old, Interest now):
                changes.Field("unit", old.Each, now.Each, $"{changes.Called} each");
                changes.Items("line", old.Lines.Select(Line), now.Lines.Select(Line));
                return old with { Each = now.Each, Lines = now.Lines };
            case (StandingPayment old, StandingPayment now):
                changes.Field("points", ExpressionText.Of(old.Points), ExpressionText.Of(now.Points), changes.Called);
                changes.Field("unit", old.Each, now.Each, $"{changes.Called} each");
                changes.Field("when", StepDifference.Condition(old.When), StepDifference.Condition(now.When), $"{changes.Called} while");
                return old with { Points = now.Points, Each = now.Each, When = now.When };
            case (PartyKind old, PartyKind now):
                changes.Title(old.Title, now.Title);
                changes.Field(
                    "parties",
                    Listed(old.Members.Select(member => member.Name)),
                    Listed(now.Members.Select(member => member.Name)),
                    $"parties of {name}"
                );
                foreach (var member in old.Members)
                    if (now.Members.FirstOrDefault(other => other.Name == member.Name) is { } same)
                        changes.Title(member.Title, same.Title, $"party {member.Name}");
                return old with { Title = now.Title, Members = now.Members };
            case (Party old, Party now):
                changes.Title(old.Title, now.Title);
                return old with { Title = now.Title };
            case (Source old, Source now):
                changes.Field("text", Changes.QuotedOrNone(old.Text), Changes.QuotedOrNone(now.Text), changes.Called);
                changes.Field("address", old.Address, now.Address, $"address of {changes.Called}");
                changes.Field("grounds", Grounds(old), Grounds(now), $"grounds of {changes.Called}");
                return old with { Text = now.Text, Address = now.Address, Grounds = now.Grounds };
            case (Promise old, Promise now):
                changes.Title(old.Title, now.Title);
                changes.Field("promise", InWords.Of(old), InWords.Of(now), changes.Called);
                return now;
            case (Obligation old, Obligation now):
                return Owed(changes, old, now);
            case (Ask old, Ask now):
                changes.Title(old.Title, now.Title);
                changes.Field("question", InWords.Of(old.Measure), InWords.Of(now.Measure), changes.Called);
                return old with { Title = now.Title, Measure = now.Measure };
            case (View old, View now):
                changes.Field("value", NumberText.Of(old.Best), NumberText.Of(now.Best), changes.Called);
                changes.Field("range", Written(old.Spread), Written(now.Spread), $"range of {changes.Called}");
                changes.Field("sentence", old.Sentence, now.Sentence, $"sentence of {changes.Called}");
                return old with { Best = now.Best, Spread = now.Spread, Sentence = now.Sentence };
            case (Evidence old, Evidence now):
                changes.Field("about", $"{old.Ask} of {old.Offer}", $"{now.Ask} of {now.Offer}", $"evidence {name} for");
                changes.Field("finding", DealPrinter.Found(old.Finding), DealPrinter.Found(now.Finding), changes.Called);
                changes.Field("source", old.Source, now.Source, $"source of {name}");
                changes.Field("definition", old.Definition, now.Definition, $"definition of {name}");
                changes.Field("day", $"{old.Day:yyyy-MM-dd}", $"{now.Day:yyyy-MM-dd}", $"day of {name}");
                return old with { Ask = now.Ask, Offer = now.Offer, Finding = now.Finding, Source = now.Source, Definition = now.Definition, Day = now.Day };
            case (StateVariable old, StateVariable now):
                changes.Title(old.Title, now.Title);
                changes.Field("values", InWords.Of(old.Domain), InWords.Of(now.Domain), $"values of {name}");
                changes.Field("start", InWords.Of(old.Initial), InWords.Of(now.Initial), $"{name} starts as");
                return old with { Title = now.Title, Domain = now.Domain, Initial = now.Initial };
            case (IncidentClass old, IncidentClass now):
                changes.Title(old.Title, now.Title);
                changes.Items(
                    "criterion",
                    old.Criteria.Select(criterion => (DayConditionText.Of(criterion), "")),
                    now.Criteria.Select(criterion => (DayConditionText.Of(criterion), ""))
                );
                return old with { Title = now.Title, Criteria = now.Criteria };
            case (Zone old, Zone now):
                changes.Title(old.Title, now.Title);
                changes.Field("without", Listed(old.Without), Listed(now.Without), $"{changes.Called} without");
                return old with { Title = now.Title, Without = now.Without };
            case (Trigger old, Trigger now):
                changes.Title(old.Title, now.Title);
                changes.Field("condition", DayConditionText.Of(old.Condition), DayConditionText.Of(now.Condition), changes.Called);
                return old with { Title = now.Title, Condition = now.Condition };
            case (Start old, Start now):
                changes.Items("line", old.Lines.Select(Given), now.Lines.Select(Given));
                return now;
            case (Step old, Step now):
                StepDifference.Of(changes, old, now);
                return old.GetType() == now.GetType() && old.Name == now.Name ? now : old;
            case (Period or Horizon or Discount or Precision or WorthConvention or PrivateType or Correlation or StateTrigger or InForceFrom or HoldsWhen, _):
                return before;
            default:
                return before.GetType() != after.GetType() ? before : throw new UnknownKindException(before.GetType(), nameof(StatementDifference));
        }
    }

    private static void Whole(Changes changes, Declaration before, Declaration after)
    {
        var (old, now) = (DealPrinter.Print(before), DealPrinter.Print(after));
        var isShort = old.Length + now.Length < 120 && !old.Contains('\n', StringComparison.Ordinal) && !now.Contains('\n', StringComparison.Ordinal);
        changes.Add("changed", old, now, isShort ? $"{old} → {now}" : $"{changes.Called} changed");
    }

    private static Assumption Assumed(Changes changes, string called, Assumption old, Assumption now)
    {
        changes.Field("value", NumberText.Of(old.Best), NumberText.Of(now.Best), called);
        changes.Field("range", Written(old.Spread), Written(now.Spread), $"range of {called}");
        changes.Field("source", old.Source, now.Source, $"source of {called}");
        if (old.Sentence != now.Sentence)
            changes.Add("sentence", old.Sentence, now.Sentence, $"sentence of {called} changed");
        return old with { Best = now.Best, Spread = now.Spread, Source = now.Source, Sentence = now.Sentence };
    }

    private static string? Written(Spread? spread) => spread is null ? null : AssumptionEdits.Text(spread);

    private static Reading Reads(Changes changes, Reading old, Reading now)
    {
        changes.Title(old.Title, now.Title);
        foreach (var value in old.Values)
        {
            var of = new Changes("reading", $"{old.Name}.{value.Name}");
            if (now.Values.FirstOrDefault(other => other.Name == value.Name) is { } other)
                Assumed(of, $"{value.Name} in reading {old.Name}", value, other);
            else
                of.Add("value", NumberText.Of(value.Best), null, $"reading {old.Name} no longer speaks of {value.Name}");
            changes.Add(of.All);
        }
        foreach (var value in now.Values.Where(value => old.Values.All(other => other.Name != value.Name)))
            changes.Add([
                new Change(
                    "reading",
                    $"{old.Name}.{value.Name}",
                    "value",
                    null,
                    NumberText.Of(value.Best),
                    $"reading {old.Name} sees {value.Name} as {NumberText.Of(value.Best)}"
                ),
            ]);
        changes.Field("offers", Listed(old.Offers), Listed(now.Offers), $"offers of {changes.Called}");
        return old with { Title = now.Title, Values = now.Values, Offers = now.Offers };
    }

    private static Fork Answered(Changes changes, Fork old, Fork now)
    {
        changes.Title(old.Title, now.Title);
        foreach (var answer in old.Answers)
        {
            if (now.Answers.FirstOrDefault(other => other.Name == answer.Name) is not { } other)
            {
                changes.Add("answers", answer.Name, null, $"fork {old.Name} loses the answer {answer.Name}");
                continue;
            }
            var of = new Changes("answer", $"{old.Name}.{answer.Name}");
            of.Title(answer.Title, other.Title);
            of.Field("weight", Weighted(answer), Weighted(other), $"weight of {of.Name}");
            TermDifference.Of(of, answer.Terms, other.Terms);
            changes.Add(of.All);
        }
        foreach (var answer in now.Answers.Where(answer => old.Answers.All(other => other.Name != answer.Name)))
            changes.Add("answers", null, answer.Name, $"fork {old.Name} gains the answer {answer.Name}");
        if (old.Answers.Count > 0 && now.Answers.Count > 0 && old.Answers[0].Name != now.Answers[0].Name)
            changes.Add("as written", old.Answers[0].Name, now.Answers[0].Name, $"fork {old.Name} as written {old.Answers[0].Name} → {now.Answers[0].Name}");
        // The order of the others says nothing.
        return old with { Title = now.Title, Answers = now.Answers };
    }

    private static string? Weighted(Answer answer) => answer.Weight is { } weight ? NumberText.Of(weight) : null;

    private static Obligation Owed(Changes changes, Obligation old, Obligation now)
    {
        changes.Title(old.Title, now.Title);
        changes.Field("obligation", InWords.Of(old), InWords.Of(now), changes.Called);
        var (before, after) = (DealPrinter.Conditions(old).ToList(), DealPrinter.Conditions(now).ToList());
        // Each is said once at most, behind a word of its own.
        foreach (var word in new[] { "cure", "suspended", "excused", "dispute", "breach", "reported" })
            if (
                before.Find(line => line.StartsWith(word, StringComparison.Ordinal)) is var one
                && after.Find(line => line.StartsWith(word, StringComparison.Ordinal)) is var other
                && one != other
            )
                changes.Add(
                    "condition",
                    one,
                    other,
                    $"{changes.Called}: {(one is null ? $"{Changes.Short(other!)} added" : other is null ? $"{Changes.Short(one)} removed" : one.Length + other.Length < 100 ? $"{one} → {other}" : $"{word} changed")}"
                );
        return now;
    }

    private static Offer Offered(Changes changes, Offer old, Offer now)
    {
        var name = old.Name;
        changes.Title(old.Title, now.Title);
        var (gained, lost) = (now.Clauses.Except(old.Clauses).ToList(), old.Clauses.Except(now.Clauses).ToList());
        var isSame = gained.Count == 0 && lost.Count == 0;
        // The same clause with other numbers.
        foreach (var clause in lost.ToList())
            if (gained.FirstOrDefault(other => other.Clause.Text == clause.Clause.Text) is { } again)
            {
                changes.Add("clauses", clause.ToString(), again.ToString(), $"offer {name} {clause} → {again}");
                gained.Remove(again);
                lost.Remove(clause);
            }
        foreach (var clause in gained)
            changes.Add("clauses", null, clause.ToString(), $"offer {name} gains {clause}");
        foreach (var clause in lost)
            changes.Add("clauses", clause.ToString(), null, $"offer {name} loses {clause}");
        if (isSame)
            changes.Field("order", string.Join(", ", old.Clauses), string.Join(", ", now.Clauses), $"order of clauses in offer {name}");
        changes.Field("starts", Settings(old), Settings(now), $"offer {name} starts with");
        if (old.IsNoDeal != now.IsNoDeal)
            changes.Add(
                "kind",
                old.IsNoDeal ? "no deal" : "offer",
                now.IsNoDeal ? "no deal" : "offer",
                $"{name} is now {(now.IsNoDeal ? "what happens without a deal" : "an offer")}"
            );
        return old with { Title = now.Title, Clauses = now.Clauses, Starts = now.Starts, IsNoDeal = now.IsNoDeal };
    }

    private static string? Settings(Offer offer) =>
        offer.Starts.Count == 0 ? null : string.Join(", ", offer.Starts.Select(setting => $"{setting.Variable} = {ExpressionText.Of(setting.Value)}"));

    private static (string, string) Line(FlowLine line) => (line.When is null ? "always" : ExpressionText.Of(line.When), ExpressionText.Of(line.Points));

    // What stands between the braces.
    private static (string, string) Given(StartLine line) =>
        (
            DealPrinter.Print(new Start([line with { Chance = null }])).Split('\n')[1].Trim(),
            line.Chance is { } chance ? $"with chance {NumberText.Of(chance)}" : ""
        );

    private static string? Grounds(Source source) =>
        source.Grounds is { } grounds ? grounds.KindWords + (grounds.Words is null ? "" : " " + Quoted.Of(grounds.Words)) : null;

    private static string? Listed(IEnumerable<object> names) => names.Any() ? string.Join(", ", names) : null;
}
