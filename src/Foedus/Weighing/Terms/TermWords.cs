using Foedus.Model;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Terms;

/// <summary>Terms of a clause as what each party gives, gets and decides.</summary>
/// <param name="deal">The deal: its assumptions say what amounts are at best.</param>
/// <param name="standing">What stands when each of them is applied, and what its things are called then.</param>
/// <param name="inForce">What things are called in the offer as a whole.</param>
/// <param name="whose">The clause in words.</param>
/// <param name="given">[parameter] what the offer gives for it.</param>
internal sealed class TermWords(Deal deal, AsApplied standing, Wording inForce, string whose, IReadOnlyDictionary<string, Expression> given)
{
    private readonly BestValues valued = new(deal, given);

    private Wording Wording => standing.Wording;

    /// <summary>What each does, in their order, each after those before it.</summary>
    public IReadOnlyList<TermLine> Of(IEnumerable<Term> terms)
    {
        var all = new List<TermLine>();
        foreach (var term in terms)
        {
            standing.Add(term);
            var lines = Of(term).ToList();
            standing.Done(term, lines);
            all.AddRange(lines);
        }
        return all;
    }

    private IEnumerable<TermLine> Of(Term term) =>
        term switch
        {
            AddStep add => Step(add.Step),
            RemoveStep remove => [new("", TermSide.Decides, $"“{Wording.Step(remove.Step)}” no longer takes place")],
            AddOption add =>
            [
                new(
                    deal.MoverAt(add.Step, add.Party),
                    TermSide.Gets,
                    $"may {Option(add.Step, add.Party, add.Option.Name)}{At(add.Option.Name, add.Step.Text)}{When(add.Option.When)}{Follows(add.Option.Effects)}"
                ),
                .. Paid(add.Option.Effects, $"on “{Option(add.Step, add.Party, add.Option.Name)}”", For(add.Step, add.Party, add.Option.Name)),
            ],
            ExtendOption extend =>
            [
                .. Changes(extend.Effects)
                    .Select(change => new TermLine(
                        deal.MoverAt(extend.Step, extend.Party),
                        TermSide.Decides,
                        $"“{Option(extend.Step, extend.Party, extend.Option.Text)}”{Values(extend.Option)}{When(extend.When)} also means: {change}"
                    )),
                .. Paid(
                    extend.Effects,
                    $"on “{Option(extend.Step, extend.Party, extend.Option.Text)}”{Of(extend.Party, extend.Step)}{Values(extend.Option)}{When(extend.When)}",
                    For(extend.Step, extend.Party, extend.Option.Text)
                ),
            ],
            RemoveOption remove =>
            [
                new(
                    deal.MoverAt(remove.Step, remove.Party),
                    TermSide.Gives,
                    $"may not {Option(remove.Step, remove.Party, remove.Option.Text)}{At(remove.Option.Text, remove.Step.Text)}{Values(remove.Option)}{When(remove.When)}"
                ),
            ],
            WaivePayments waive => Waived(waive),
            ChangeOption change =>
            [
                new(
                    deal.MoverAt(change.Step, change.Party),
                    change.IsAlso ? TermSide.Gets : TermSide.Gives,
                    $"may {Option(change.Step, change.Party, change.Option.Text)}{At(change.Option.Text, change.Step.Text)}{Values(change.Option)} {(change.IsAlso ? "also" : "only")} {Whenever(change.When)}"
                ),
            ],
            ChangeStep change =>
            [
                new("", TermSide.Decides, $"“{Wording.Step(change.Step)}” takes place {(change.IsAlso ? "also" : "only")} {Whenever(change.When)}"),
            ],
            AddObligation { Obligation: var owed } => Owed(owed),
            AddPayment { Payment: var payment } => Standing(payment),
            AddInterest { Interest: var interest } => interest.Lines.Select(line => Flow(interest, line)),
            RemoveInterest remove => [new("", TermSide.Decides, $"“{Plain(remove.Interest)}” no longer counts")],
            _ => throw new UnknownKindException(term.GetType(), nameof(TermWords)),
        };

    private IEnumerable<TermLine> Step(Step step) =>
        step switch
        {
            Turn turn => Choices(turn.Party, turn.Options, turn.Name, turn.When),
            JointTurn joint =>
            [
                .. joint.Movers.SelectMany(mover => Choices(mover.Party, mover.Options, joint.Name, joint.When)),
                .. joint.Outcomes.SelectMany(outcome =>
                    Changes(outcome.Effects)
                        .Select(change => new TermLine("", TermSide.Decides, $"{change}{When(outcome.When)}"))
                        .Concat(Paid(outcome.Effects, When(outcome.When).Trim()))
                ),
            ],
            Vote vote =>
            [
                .. vote.Voters.Select(voter => new TermLine(voter, TermSide.Decides, $"a vote on “{Wording.Step(vote.Name ?? "vote")}”{When(vote.When)}")),
                new("", TermSide.Decides, $"“{Wording.Step(vote.Name ?? "vote")}” passes: {What(vote.Passes)}; fails: {What(vote.Fails)}"),
                .. vote.Options.SelectMany(option =>
                    Paid(
                        option.Effects,
                        $"on voting {Wording.Option(vote.Name ?? "vote", null, option.Name)}",
                        new PaidFor(vote.Name ?? "vote", option.Name, "", "")
                    )
                ),
                .. Paid(vote.Passes, "if it passes"),
                .. Paid(vote.Fails, "if it fails"),
            ],
            ChanceStep chance =>
            [
                new("", TermSide.Decides, $"{Moment(chance.When)}{What([chance.Lottery])}"),
                .. Paid([chance.Lottery], When(chance.When).Trim()),
            ],
            Event certain => [new("", TermSide.Decides, $"{Moment(certain.When)}{What(certain.Effects)}"), .. Paid(certain.Effects, When(certain.When).Trim())],
            _ => throw new UnknownKindException(step.GetType(), nameof(TermWords)),
        };

    private IEnumerable<TermLine> Choices(string party, IEnumerable<Option> options, string? name, Expression? when)
    {
        var all = options.ToList();
        yield return new TermLine(
            party,
            TermSide.Decides,
            $"{(name is null ? "" : $"“{Wording.Step(name)}”: ")}{string.Join(" or ", all.Select(option => Wording.Option(name ?? party, party, option.Name) + Follows(option.Effects)))}{When(when)}"
        );
        foreach (
            var line in all.SelectMany(option =>
                Paid(option.Effects, $"on “{Wording.Option(name ?? party, party, option.Name)}”", new PaidFor(name ?? party, option.Name, party, ""))
            )
        )
            yield return line;
    }

    // Each thing that is no longer paid or gained, with those who paid it, and those who got it.
    private IEnumerable<TermLine> Waived(WaivePayments waive)
    {
        var taken = standing.Take(waive, whose);
        foreach (var (line, isWhole) in taken)
        {
            var isOwn = line.Party == line.Paid!.Payer;
            var part = isWhole
                ? ""
                : $"{Values(waive.Option)}{(isOwn || line.Paid.Payer == waive.Party.Text ? "" : $", as far as {Who(waive.Party)} pays it")}";
            yield return new TermLine(
                isOwn ? waive.Party : line.Party,
                isOwn && line.Side == TermSide.Gives ? TermSide.Gets : TermSide.Gives,
                $"no longer {(!isOwn ? "gets" : line.Side == TermSide.Gives ? "pays" : "gains")} {line.Text}{part}"
            );
        }
        if (taken.Count == 0)
            yield return new TermLine(
                "",
                TermSide.Decides,
                $"nothing is waived: {Who(waive.Party)} neither pays nor gains anything for “{Wording.Option(waive.Step.Text, null, waive.Option.Text)}”{At(waive.Option.Text, waive.Step.Text)}"
            );
    }

    private IEnumerable<TermLine> Owed(Obligation owed)
    {
        yield return new TermLine(
            owed.Party,
            TermSide.Gives,
            $"{inForce.Owes(owed)}{(owed.Cure is null ? "" : $", to be put right within {ExpressionText.Of(owed.Cure)}")}"
                + $"{(owed.Suspended is null ? "" : $", suspended while {Said(ExpressionText.Of(owed.Suspended))}")}{(owed.Excused is null ? "" : $", excused where {Said(ExpressionText.Of(owed.Excused))}")}"
        );
        if (Changes(owed.Breach).ToList() is { Count: > 0 } changes)
            yield return new TermLine("", TermSide.Decides, $"if “{owed.Title ?? Plain(owed.Name)}” is breached: {string.Join(", ", changes)}");
        foreach (var line in Paid(owed.Breach, $"if “{owed.Title ?? Plain(owed.Name)}” is breached"))
            yield return line;
    }

    private IEnumerable<TermLine> Standing(StandingPayment payment)
    {
        var (amount, when) = (Amount(payment.Points), payment.When is null ? "" : $" while {Said(ExpressionText.Of(payment.When))}");
        yield return new TermLine(
            payment.From,
            TermSide.Gives,
            $"{amount}{(payment.To is null ? "" : $" to {Who(payment.To)}")} each {Each(payment.Each)}{when}"
        );
        if (payment.To is { } to)
            yield return new TermLine(to, TermSide.Gets, $"{amount} from {Who(payment.From)} each {Each(payment.Each)}{when}");
    }

    private TermLine Flow(Interest interest, FlowLine line)
    {
        var (points, isLoss) = line.Points switch
        {
            Unary { Operator: UnaryOperator.Negate } negated => (negated.Operand, true),
            Number { Value: < 0 } number => (number with { Value = -number.Value }, true),
            Binary { Operator: BinaryOperator.Multiply, Left: Unary { Operator: UnaryOperator.Negate } negated } product => (
                product with
                {
                    Left = negated.Operand,
                },
                true
            ),
            Binary { Operator: BinaryOperator.Multiply, Left: Number { Value: < 0 } number } product => (
                product with
                {
                    Left = number with { Value = -number.Value },
                },
                true
            ),
            var other => (other, false),
        };
        return new TermLine(
            interest.Party,
            isLoss ? TermSide.Gives : TermSide.Gets,
            $"{Amount(points)} each {Units.Words.Spoken(interest.Each?.Text ?? deal.PeriodName)}{(line.When is null ? "" : $" while {Said(ExpressionText.Of(line.When))}")}"
        );
    }

    // What is paid and gained, wherever it stands among the effects; where an option is what it is paid for, a waiver may take it away.
    private IEnumerable<TermLine> Paid(IEnumerable<Model.Effect> effects, string why, PaidFor? of = null) =>
        effects.SelectMany(effect =>
            effect switch
            {
                Payment payment =>
                [
                    new(payment.Party, payment.IsGain ? TermSide.Gets : TermSide.Gives, $"{Amount(payment.Points)} {why}".TrimEnd())
                    {
                        Paid = By(of, payment.Party),
                    },
                ],
                Transfer transfer =>
                [
                    new(transfer.From, TermSide.Gives, $"{Amount(transfer.Points)} to {Who(transfer.To)} {why}".TrimEnd()) { Paid = By(of, transfer.From) },
                    new(transfer.To, TermSide.Gets, $"{Amount(transfer.Points)} from {Who(transfer.From)} {why}".TrimEnd()) { Paid = By(of, transfer.From) },
                ],
                If choice => Paid(choice.Then, $"{why} if {Said(ExpressionText.Of(choice.Condition))}".Trim(), of)
                    .Concat(Paid(choice.Else, $"{why} unless {Said(ExpressionText.Of(choice.Condition))}".Trim(), of)),
                Lottery { Branches: [{ Chance: null or Number { Value: 1 } } certain] } => Paid(certain.Effects, why, of),
                Lottery lottery => lottery.Branches.SelectMany(branch => Paid(branch.Effects, $"{why} {Chance(branch)}".Trim(), of)),
                Assign or Becomes => (IEnumerable<TermLine>)[],
                _ => throw new UnknownKindException(effect.GetType(), nameof(TermWords)),
            }
        );

    private static PaidFor? By(PaidFor? of, Word payer) => of is null ? null : of with { Payer = payer.Text };

    private PaidFor For(Word step, Word? party, string option) => new(step.Text, option, deal.MoverAt(step, party), "");

    // What comes about.
    private IEnumerable<string> Changes(IEnumerable<Model.Effect> effects) =>
        effects.SelectMany(effect =>
            effect switch
            {
                Assign assign =>
                [
                    $"{Wording.State(assign.Variable)} {assign.How switch { Assigning.Add => Wording.IsSeveral(assign.Variable) ? "rise by" : "rises by", Assigning.Subtract => Wording.IsSeveral(assign.Variable) ? "fall by" : "falls by", _ => Wording.Becomes(assign.Variable) }} {Became(assign)}{Worth(assign)}",
                ],
                Becomes becomes => [$"{Who(becomes.Party)} {new Units.Subject(Who(becomes.Party)).Does("becomes", "become")} {Plain(becomes.Type)}"],
                If choice => Changes(choice.Then)
                    .Select(change => $"{change} if {Said(ExpressionText.Of(choice.Condition))}")
                    .Concat(Changes(choice.Else).Select(change => $"{change} unless {Said(ExpressionText.Of(choice.Condition))}")),
                Lottery { Branches: [{ Chance: null or Number { Value: 1 } } certain] } => Changes(certain.Effects),
                Lottery lottery => lottery.Branches.SelectMany(branch => Changes(branch.Effects).Select(change => $"{change} {Chance(branch)}")),
                Payment or Transfer => (IEnumerable<string>)[],
                _ => throw new UnknownKindException(effect.GetType(), nameof(TermWords)),
            }
        );

    // A value by its title, also where it is one or the other: "at war if …, otherwise halted".
    private string Became(Assign assign) =>
        assign.Value switch
        {
            Name value => Wording.Value(assign.Variable, value.Text),
            YesNo value => Wording.Value(assign.Variable, value.Value ? "yes" : "no"),
            Conditional { Then: Name then, Else: Name other } choice =>
                $"{Wording.Value(assign.Variable, then.Text)} if {Said(ExpressionText.Of(choice.Condition))}, otherwise {Wording.Value(assign.Variable, other.Text)}",
            var formula => Said(ExpressionText.Of(formula)),
        };

    // What a value of a state is worth to whom over the one at the start, where a flow is reckoned from it: ", worth +2 points each year to Russia while status is not settled".
    private string Worth(Assign assign)
    {
        if (
            assign is not { How: not (Assigning.Add or Assigning.Subtract), Value: Number to }
            || deal.All<StateVariable>().FirstOrDefault(state => state.Name == assign.Variable.Text) is not { Initial: Number from }
        )
            return "";
        double? Points(FlowLine line, Number value) =>
            new BestValues(deal, new Dictionary<string, Expression>(given) { [assign.Variable.Text] = value }).Of(line.Points) is Number points
                ? points.Value
                : null;
        var worth = deal.All<Interest>()
            .SelectMany(interest =>
                interest
                    .Lines.Where(line => Walk.All(line.Points).OfType<Name>().Any(name => name.Text == assign.Variable.Text))
                    .Select(line => (interest, line, More: Points(line, to) - Points(line, from)))
            )
            .Where(each => each.More is { } more && Math.Abs(more) > 1e-9)
            .Select(each =>
                $"{(each.More > 0 ? "+" : "")}{Units.Words.Number(each.More!.Value)} points each {Each(each.interest.Each?.Text ?? deal.PeriodName)} to {Who(each.interest.Party)}{(each.line.When is null ? "" : $" while {Said(ExpressionText.Of(each.line.When))}")}"
            )
            .ToList();
        return worth.Count == 0 ? "" : $", worth {Units.Words.Listed(worth)}";
    }

    private string Chance(Branch branch) =>
        branch.Chance is null ? "otherwise" : $"with chance {Said(ExpressionText.Of(valued.Of(branch.Chance)))}{Named(branch.Chance)}";

    private string Follows(IEnumerable<Model.Effect> effects) => Changes(effects).ToList() is { Count: > 0 } changes ? $" ({string.Join(", ", changes)})" : "";

    /// <summary>"3 points"; what is reckoned from assumptions with their best values put in, and what they are behind: "4 points if wavering, otherwise 2 (“what it costs”)".</summary>
    private string Amount(Expression points) =>
        valued.Of(points) switch
        {
            Number number => Units.Words.Several(ExpressionText.Of(number), "point"),
            Conditional { Then: Number then, Else: Number other } choice =>
                $"{Units.Words.Several(ExpressionText.Of(then), "point")} if {Said(ExpressionText.Of(choice.Condition))}, otherwise {ExpressionText.Of(other)}",
            var formula => $"{Said(ExpressionText.Of(formula))} points",
        } + Named(points);

    // Which numbers of the deal an amount is of, by what their sentences say first.
    private string Named(Expression points)
    {
        var names = Walk.All(points)
            .OfType<Name>()
            .Select(name => name.Text)
            .Distinct()
            .Where(name =>
                given.ContainsKey(name)
                || deal.Assumptions.Any(assumption => assumption.Name == name)
                || deal.DerivedAssumptions.Any(derived => derived.Name == name)
            )
            .Select(Called)
            .ToList();
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }

    private string Called(string name) =>
        (
            deal.Assumptions.FirstOrDefault(assumption => assumption.Name == name)?.Sentence
            ?? deal.DerivedAssumptions.FirstOrDefault(derived => derived.Name == name)?.Sentence
        )
            is { Length: > 0 } sentence
            ? $"“{Units.Words.First(sentence)}”"
            : Plain(name);

    private string Option(Word step, Word? party, string name) => Wording.Option(step.Text, party?.Text, name);

    // Of options over a range: which of their values are meant.
    private string Values(OptionName option) =>
        option.Value is null
            ? ""
            : $" where {Wording.Said(ExpressionText.Of(new Binary(option.How, new Name(Walk.All(deal).OfType<Option>().FirstOrDefault(each => each.Name == option.Text && each.Over is not null)?.Over?.Variable.Text ?? option.Text), option.Value)))}";

    // Whose option it is, where somebody else pays for it.
    private string Of(Word? party, Word step) => deal.MoverAt(step, party) is { Length: > 0 } mover ? $" of {Who(mover)}" : "";

    private string Who(string party) => new Units.Subject(deal.PartyTitle(party)).Inside;

    private string When(Expression? condition) => condition is null ? "" : $" {Whenever(condition)}";

    // "until month 3" of a time, which says when by itself; "when the front is quiet" of what is so.
    private string Whenever(Expression condition) =>
        (condition is TimeCondition time && TimeCondition.Words.Any(word => time.Written.Text.StartsWith($"{word} ", StringComparison.Ordinal)) ? "" : "when ")
        + Said(ExpressionText.Of(condition));

    // First, where what comes about may have a condition of its own.
    private string Moment(Expression? condition) => condition is null ? "" : $"{Whenever(condition)}: ";

    // What is paid stands in lines of its own, with those who pay it.
    private string What(IReadOnlyList<Model.Effect> effects) =>
        string.Join(", ", Changes(effects)) is { Length: > 0 } list ? list
        : Paid(effects, "").Any() ? "a payment is what follows"
        : "nothing changes";

    private string Said(string expression) => Wording.Said(expression);

    private static string Each(object unit) => Units.Words.Spoken($"{unit}");

    // Where a turn is called after what is chosen at it, once is enough.
    private string At(string option, string step) => option == step ? "" : $" at {Wording.Step(step)}";

    private static string Plain(string name) => Units.Words.Plain(name);
}
