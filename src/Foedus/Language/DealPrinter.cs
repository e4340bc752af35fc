using System.Text;
using Foedus.Model;

namespace Foedus.Language;

/// <summary>Writes a deal's model as text that reads back as the same model, for deals that a program has made.</summary>
public sealed class DealPrinter
{
    private readonly StringBuilder text = new();
    private int depth;

    private DealPrinter() { }

    public static string Print(Deal deal)
    {
        var printer = new DealPrinter();
        printer.Line($"deal {Quoted(deal.Title)}");
        foreach (var declaration in deal.Declarations)
            printer.Declared(declaration);
        return printer.text.ToString();
    }

    /// <summary>One statement as text, without the end of its line.</summary>
    public static string Print(Declaration declaration) => Printed(printer => printer.Declared(declaration));

    /// <summary>One term of a clause as text.</summary>
    public static string Print(Term term) => Printed(printer => printer.Termed(term));

    /// <summary>One option as text.</summary>
    internal static string Print(Option option) => Optional(option);

    /// <summary>Effects on one line, as they are written.</summary>
    internal static string Print(Sequence<Effect> effects) => Effects(effects);

    private static string Printed(Action<DealPrinter> print)
    {
        var printer = new DealPrinter();
        print(printer);
        return printer.text.ToString().TrimEnd('\n');
    }

    private static string Quoted(string words) => DayConditionText.Quoted(words);

    private static string Titled(string? title) => title is null ? "" : " " + Quoted(title);

    private static string Valued(Domain domain, string value) => value + Titled(domain.TitleOf(value));

    private static string Of(Expression expression) => ExpressionText.Of(expression);

    private static string Of(double value) => ExpressionText.Of(value);

    private static string When(Expression? condition) => condition is null ? "" : $" when {Of(condition)}";

    private void Line(string line) => text.Append(' ', 2 * depth).Append(line).Append('\n');

    private void Block(string head, Action inside)
    {
        Line(head + " {");
        depth++;
        inside();
        depth--;
        Line("}");
    }

    private void Declared(Declaration declaration)
    {
        switch (declaration)
        {
            case Period period:
                Line($"period {period.Unit}");
                break;
            case Horizon { Ending: Ending.Endless }:
                Line("horizon endless");
                break;
            case Horizon horizon:
                Line($"horizon {Lasting(horizon.Length!)}{(horizon.Ending == Ending.ThenForever ? " then forever" : "")}");
                break;
            case Discount discount:
                Line($"discount {(discount.Party is null ? "" : $"of {discount.Party} ")}{Of(discount.Factor)}{Each(discount.Each)}");
                break;
            case Precision precision:
                Line(
                    $"precision {(precision.Party is null ? "" : $"of {precision.Party} ")}"
                        + precision.Care switch
                        {
                            Lambda lambda => $"lambda {Of(lambda.PerPoint)}",
                            OnceIn once => $"an option {Of(once.PointsWorse)} points worse once in {Of(once.Times)} times",
                            Rational => "rational",
                            _ => throw Unknown(precision.Care),
                        }
                );
                break;
            case WorthConvention worth:
                Line($"choices worth {(worth.Worth == Worth.ChoiceShocks ? "taste shocks" : "quantal response")}");
                break;
            case Source source:
                Line(
                    $"source {source.Name} {Quoted(source.Text)}{(source.Address is null ? "" : $" at {Quoted(source.Address)}")}{(source.Grounds is { } grounds ? $" {grounds.KindWords}{Titled(grounds.Words)}" : "")}"
                );
                break;
            case Party party:
                Line($"party {party.Name}{Titled(party.Title)}");
                break;
            case PartyKind several:
                Line(
                    $"party {several.Name}{Titled(several.Title)} in {{ {string.Join(", ", several.Members.Select(member => member.Name + Titled(member.Title)))} }}"
                );
                break;
            case PrivateType type:
                Line($"private {type.Party}.{type.Attribute} {{ {string.Join(", ", type.Types.Select(share => $"{share.Type}: {Of(share.Prior)}"))} }}");
                foreach (var drift in type.Drifts)
                    Line(
                        $"  drifts{Every(drift.Each)}{When(drift.When)}: "
                            + string.Join(", ", drift.Moves.Select(move => $"{move.From} to {move.To} {Of(move.Chance)}"))
                    );
                break;
            case StateVariable variable:
                Line(
                    $"state {variable.Name}{Titled(variable.Title)} "
                        + variable.Domain switch
                        {
                            Enumeration enumeration => $"{{ {string.Join(", ", enumeration.Values.Select(value => Valued(variable.Domain, value.Text)))} }}",
                            WholeNumbers numbers => $"{numbers.Lowest}..{numbers.Highest}",
                            YesOrNo => $"{Valued(variable.Domain, "yes")} or {Valued(variable.Domain, "no")}",
                            _ => throw Unknown(variable.Domain),
                        }
                        + $" = {Of(variable.Initial)}"
                );
                break;
            case Assumption assumption:
                Line("assume " + Assumed(assumption));
                break;
            case Correlation correlation:
                Line($"correlate {correlation.First} with {correlation.Second} {Of(correlation.Coefficient)}");
                break;
            case Reading reading:
                Block($"reading {reading.Name}{Titled(reading.Title)}", () =>
                {
                    foreach (var value in reading.Values)
                        Line(Assumed(value));
                    if (reading.Offers.Count > 0)
                        Line("offers " + string.Join(", ", reading.Offers));
                });
                break;
            case View view:
                Line("view of " + Assumed(new Assumption(view.Assumption.Text + ":", view.Best, view.Spread, view.Source, view.Sentence)));
                break;
            case Evidence evidence:
                Line(
                    $"evidence {evidence.Name} for {evidence.Ask} of {evidence.Offer}: {Found(evidence.Finding)} from {evidence.Source} {Quoted(evidence.Definition)} on {evidence.Day:yyyy-MM-dd}"
                );
                break;
            case Step step:
                Stepped(step);
                break;
            case Definition definition:
                Line($"let {definition.Name}{Parameters(definition.Parameters)} = {Of(definition.Value)}");
                break;
            case DerivedAssumption derived:
                Line($"assume {derived.Name} = {Of(derived.Value)}{(derived.Source is null ? "" : $" from {derived.Source}")}{Titled(derived.Sentence)}");
                break;
            case Clause clause:
                Block(
                    $"clause {clause.Name}{Parameters(clause.Parameters)}{Titled(clause.Title)}{(clause.Source is null ? "" : $" from {clause.Source}{Titled(clause.Cited)}")}",
                    () =>
                    {
                        foreach (var term in clause.Terms)
                            Termed(term);
                    }
                );
                break;
            case Fork fork:
                Block($"fork {fork.Name}{Titled(fork.Title)}", () =>
                {
                    foreach (var answer in fork.Answers)
                        Answered(answer);
                });
                break;
            case Interest interest:
                Interested(interest);
                break;
            case Obligation obligation:
                Owed(obligation);
                break;
            case StandingPayment payment:
                Paid(payment);
                break;
            case Promise promise:
                Line(
                    $"promise {promise.Name}{Titled(promise.Title)}: {promise.Party} {(promise.IsToPlay ? "plays" : "does not play")} {promise.Option}"
                        + (promise.Step is null ? "" : $" at {promise.Step}")
                        + (promise.When is null ? "" : $" while {Of(promise.When)}")
                );
                break;
            case Offer offer:
                var parts = offer.Clauses.Select(use => use.ToString()).ToList();
                if (offer.Starts.Count > 0)
                    parts.Add("starts " + string.Join(", ", offer.Starts.Select(setting => $"{setting.Variable} = {Of(setting.Value)}")));
                Line($"{(offer.IsNoDeal ? "no deal" : "offer")} {offer.Name}{Titled(offer.Title)}{(parts.Count == 0 ? "" : ": " + string.Join(", ", parts))}");
                break;
            case Ask ask:
                var (kind, asked, time) = ask.Measure;
                Line($"ask {ask.Name}{Titled(ask.Title)}: " + (kind.IsTime ? $"time {kind.Word} {Of(asked)}" : $"chance {Of(asked)} {kind.Word} {time}"));
                break;
            case Zone zone:
                Line(
                    $"zone {zone.Name}{Titled(zone.Title)} {DayConditionText.Of(zone.Shape)}{(zone.Without.Count == 0 ? "" : " without " + string.Join(", ", zone.Without))}"
                );
                break;
            case IncidentClass of:
                Block($"incident {of.Name}{Titled(of.Title)}", () =>
                {
                    foreach (var criterion in of.Criteria)
                        Line(DayConditionText.Of(criterion));
                });
                break;
            case Trigger trigger:
                Line($"trigger {trigger.Name}{Titled(trigger.Title)}: {DayConditionText.Of(trigger.Condition)}");
                break;
            case StateTrigger tie:
                Line(
                    $"{tie.Variable} becomes {tie.Value} when {(tie.How == Certainty.Probably ? "" : tie.How.ToString().ToLowerInvariant() + " ")}{DayConditionText.Of(tie.Condition)}"
                );
                break;
            case InForceFrom force:
                Line($"in force from {force.Day:yyyy-MM-dd}");
                break;
            case HoldsWhen holds:
                Line($"holds when {Of(holds.Condition)}");
                break;
            case Start start:
                Block("start", () =>
                {
                    foreach (var line in start.Lines)
                        Line(
                            $"{line.Party}{(line.Type is null ? "" : $" if {line.Type}")} plays {line.Option}{(line.Step is null ? "" : $" at {line.Step}")}{When(line.When)}{(line.Chance is { } chance ? $" with chance {Of(chance)}" : "")}"
                        );
                });
                break;
            default:
                throw Unknown(declaration);
        }
    }

    /// <summary>What evidence found, as it is written.</summary>
    internal static string Found(Finding finding) =>
        finding switch
        {
            CountedCases counted => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{counted.Count} of {counted.Of}"),
            JudgedRange judged => $"{Of(judged.Low)}..{Of(judged.High)}",
            _ => throw Unknown(finding),
        };

    private static string Assumed(Assumption assumption)
    {
        var spread = assumption.Spread switch
        {
            null => "",
            Pooled pooled => $" pooled{(pooled.ByQuantiles ? " by quantiles" : "")}",
            Between range => $" in {Of(range.Low)}..{Of(range.High)}"
                + range.Shape switch
                {
                    Shape.EvenRatios => " even ratios",
                    Shape.Triangular => " triangular",
                    Shape.Pert => " pert",
                    _ => "",
                },
            Likely likely => $" likely {Of(likely.Low)}..{Of(likely.High)}{(likely.WithinUnit ? " within 0..1" : "")}",
            OneOf some =>
                $" one of {{ {string.Join(", ", some.Values.Select(value => value.Weight == 1 ? Of(value.Value) : $"{Of(value.Value)}: {Of(value.Weight)}"))} }}",
            _ => throw Unknown(assumption.Spread),
        };
        return $"{assumption.Name} {Of(assumption.Best)}{spread}{(assumption.Source is null ? "" : $" from {assumption.Source}")}{Titled(assumption.Sentence)}";
    }

    private void Answered(Answer answer) => Block($"{answer.Name}{Titled(answer.Title)}{(answer.Weight is { } weight ? $" weight {Of(weight)}" : "")}", () =>
        {
            foreach (var term in answer.Terms)
                Termed(term);
        });

    private void Stepped(Step step)
    {
        var placed = step.Placement is { } placement ? $" {(placement.IsBefore ? "before" : "after")} {placement.Step}" : "";
        var named = step.Name is null ? "" : $" {step.Name}{Titled(step.Title)}";
        switch (step)
        {
            case Turn turn:
                Block($"turn{(step.Name is null ? "" : $"{named} of")} {turn.Party}{placed}{When(step.When)}", () =>
                {
                    foreach (var option in turn.Options)
                        Line(Optional(option));
                });
                break;
            case JointTurn joint:
                Block($"joint turn{named}{placed}{When(step.When)}", () =>
                {
                    foreach (var mover in joint.Movers)
                        Block(mover.Party, () =>
                        {
                            foreach (var option in mover.Options)
                                Line(Optional(option));
                        });
                    foreach (var outcome in joint.Outcomes)
                        Line($"outcome{When(outcome.When)}: {Effects(outcome.Effects)}");
                });
                break;
            case ChanceStep chance:
                Line($"chance{named}{placed}{When(step.When)} {Branches(chance.Lottery)}");
                break;
            case Vote vote:
                Block(
                    $"vote{named} of {string.Join(", ", vote.Voters)}{(vote.IsInTurn ? " in turn" : "")}{placed}{When(vote.When)} needs {Ruled(vote.Rule)}{(vote.Vetoes.Count == 0 ? "" : $", veto of {string.Join(", ", vote.Vetoes)}")}",
                    () =>
                    {
                        foreach (var option in vote.Options)
                            Line(Optional(option));
                        if (vote.Passes.Count > 0)
                            Line($"passes: {Effects(vote.Passes)}");
                        if (vote.Fails.Count > 0)
                            Line($"fails: {Effects(vote.Fails)}");
                    }
                );
                break;
            case Event certain:
                Line($"event{named}{placed}{When(step.When)}: {Effects(certain.Effects)}".TrimEnd());
                break;
            default:
                throw Unknown(step);
        }
    }

    /// <summary>What a vote needs, as it is written.</summary>
    internal static string Ruled(VoteRule rule) =>
        rule.How switch
        {
            Needs.All => "all",
            Needs.Majority => "majority",
            Needs.Count => $"{Of(rule.Least)}{(rule.Of is { } of ? $" of {of}" : "")}",
            Needs.Weight => $"weight {Of(rule.Least)} of {{ {string.Join(", ", rule.Weights.Select(each => $"{each.Voter}: {Of(each.Weight)}"))} }}",
            _ => throw Unknown(rule),
        };

    private static string Parameters(Sequence<Word> parameters) => parameters.Count == 0 ? "" : $"({string.Join(", ", parameters)})";

    private static string Over(ValueRange? range) => range is null ? "" : $"for {range.Variable} in {Of(range.Low)}..{Of(range.High)} by {Of(range.By)}: ";

    private static string Optional(Option option) =>
        $"{Over(option.Over)}{(option.IsUnseen ? "unseen " : "")}{option.Name}{Titled(option.Title)}{(option.SeenAs is null ? "" : $" as {option.SeenAs}")}{When(option.When)}{(option.Effects.Count == 0 ? "" : ": " + Effects(option.Effects))}";

    private static string Effects(Sequence<Effect> effects) =>
        string.Join(
            "; ",
            effects.Select(effect =>
                effect switch
                {
                    Assign assign =>
                        $"{assign.Variable} {assign.How switch { Assigning.Add => "+=", Assigning.Subtract => "-=", _ => "=" }} {Of(assign.Value)}",
                    Payment payment => $"{payment.Party} {(payment.IsGain ? "gains" : "pays")} {Of(payment.Points)}",
                    Lottery lottery => $"chance {Branches(lottery)}",
                    If choice =>
                        $"if {Of(choice.Condition)} {{ {Effects(choice.Then)} }}{(choice.Else.Count == 0 ? "" : $" else {{ {Effects(choice.Else)} }}")}",
                    Becomes becomes => $"{becomes.Party} becomes {becomes.Type}",
                    Transfer transfer => $"{transfer.From} pays {Of(transfer.Points)} to {transfer.To}",
                    _ => throw Unknown(effect),
                }
            )
        );

    private static string Branches(Lottery lottery) =>
        $"{{ {string.Join(" ", lottery.Branches.Select(branch => $"{(branch.Chance is null ? "otherwise" : Of(branch.Chance))}: {Effects(branch.Effects)};"))} }}".Replace(
            "; }",
            " }",
            StringComparison.Ordinal
        );

    private void Termed(Term term)
    {
        switch (term)
        {
            case AddStep add:
                Stepped(add.Step);
                break;
            case RemoveStep remove:
                Line($"remove step {remove.Step}");
                break;
            case AddOption add:
                var option = add.Option;
                Line(
                    $"add option {Over(option.Over)}{(option.IsUnseen ? "unseen " : "")}{option.Name}{Titled(option.Title)}{(option.SeenAs is null ? "" : $" as {option.SeenAs}")}{OfParty(add.Party)} at {add.Step}{When(option.When)}"
                        + (option.Effects.Count == 0 ? "" : ": " + Effects(option.Effects))
                );
                break;
            case ExtendOption extend:
                Line($"option {extend.Option}{OfParty(extend.Party)} at {extend.Step}{When(extend.When)}: {Effects(extend.Effects)}");
                break;
            case RemoveOption remove:
                Line($"remove option {remove.Option}{OfParty(remove.Party)} at {remove.Step}{When(remove.When)}");
                break;
            case WaivePayments waive:
                Line($"waive payments of {waive.Party} for {waive.Option} at {waive.Step}");
                break;
            case ChangeOption change:
                Line($"option {change.Option}{OfParty(change.Party)} at {change.Step} {(change.IsAlso ? "also" : "only")}{When(change.When)}");
                break;
            case ChangeStep change:
                Line($"step {change.Step} {(change.IsAlso ? "also" : "only")}{When(change.When)}");
                break;
            case AddObligation add:
                Owed(add.Obligation);
                break;
            case AddPayment add:
                Paid(add.Payment);
                break;
            case AddInterest add:
                Interested(add.Interest);
                break;
            case RemoveInterest remove:
                Line($"remove interest {remove.Interest}");
                break;
            default:
                throw Unknown(term);
        }
    }

    private static string Lasting(Duration time) => ExpressionText.Of(time);

    private static string Each(Word? unit) => unit is null ? "" : $" each {unit}";

    private static string Every(Duration time) =>
        time switch
        {
            { Count: 1, Unit: null } => "",
            { Count: 1, Unit: { } unit } when !unit.Text.EndsWith('s') => $" each {unit}",
            _ => $" each {Of(time.Count)} {time.Unit ?? "periods"}",
        };

    private static UnknownKindException Unknown(Node node) => new(node.GetType(), nameof(DealPrinter));

    private static string OfParty(string? party) => party is null ? "" : $" of {party}";

    private void Owed(Obligation owed)
    {
        var head = $"obligation {owed.Name}{Titled(owed.Title)} of {owed.Party}: {owed.Owed}";
        if (owed is { Cure: null, Suspended: null, Excused: null, Dispute: null, Breach.Count: 0, Reported: null })
            Line(head);
        else
            Block(head, () =>
            {
                foreach (var line in Conditions(owed))
                    Line(line);
            });
    }

    /// <summary>What an obligation says beside who owes what by when, a line each.</summary>
    internal static IEnumerable<string> Conditions(Obligation owed)
    {
        if (owed.Cure is { } cure)
            yield return $"cure {Lasting(cure)}";
        if (owed.Suspended is { } suspended)
            yield return $"suspended while {Of(suspended)}";
        if (owed.Excused is { } excused)
            yield return $"excused when {Of(excused)}";
        if (owed.Dispute is { } dispute)
            yield return $"dispute {dispute.Party?.Text ?? Quoted(dispute.Title ?? "")} finds done {Of(dispute.WhenDone)} when done, {Of(dispute.WhenNot)} when not";
        if (owed.Breach.Count > 0)
            yield return $"breach: {Effects(owed.Breach)}";
        if (owed.Reported is { } reported)
            yield return $"reported as {reported}";
    }

    private void Paid(StandingPayment payment) =>
        Line(
            $"{payment.From} pays {Of(payment.Points)}{(payment.To is null ? "" : $" to {payment.To}")}{Each(payment.Each)}{(payment.When is null ? "" : $" while {Of(payment.When)}")}"
        );

    private void Interested(Interest interest) =>
        Block($"interest {interest.Party}{(interest.Name is null ? "" : " " + interest.Name)}{Each(interest.Each)}", () =>
        {
            foreach (var line in interest.Lines)
                Line($"{(line.When is null ? "always" : Of(line.When))}: {Of(line.Points)}");
        });
}
