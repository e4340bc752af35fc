using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A part of a deal with one name in the place of another: what is said of a kind of party, said of one of its parties.</summary>
/// <param name="from">The kind's name.</param>
/// <param name="to">The party's name.</param>
/// <param name="declared">Where the kind is declared: what the name means to a reader.</param>
internal sealed class NameChange(string from, string to, Place declared)
{
    public Word Of(Word word) => word.Text == from ? new Word(to) { Place = word.Place, StandsFor = declared } : word;

    public Sequence<Option> Of(Sequence<Option> options) => options.Select(Of).ToSequence();

    public Sequence<Effect> Of(Sequence<Effect> effects) => effects.Select(Of).ToSequence();

    public Turn Of(Turn turn) => turn with { Party = Of(turn.Party), Name = turn.Name is null ? null : $"{turn.Name}_{to}", Options = Of(turn.Options), When = Maybe(turn.When) };

    public JointMover Of(JointMover mover) => mover with { Party = Of(mover.Party), Options = Of(mover.Options) };

    public Interest Of(Interest interest) => interest with
    {
        Party = Of(interest.Party), Name = interest.Name is null ? null : $"{interest.Name}_{to}", Lines = interest.Lines.Select(line => line with { When = Maybe(line.When), Points = Of(line.Points) }).ToSequence(),
    };

    public StandingPayment Of(StandingPayment payment) => payment with { From = Of(payment.From), To = payment.To is null ? null : Of(payment.To), Points = Of(payment.Points), When = Maybe(payment.When) };

    public Obligation Of(Obligation owed) => owed with
    {
        Name = $"{owed.Name}_{to}", Title = $"{owed.Title ?? owed.Name}: {to}", Party = Of(owed.Party), By = owed.By with { Condition = Maybe(owed.By.Condition) }, Suspended = Maybe(owed.Suspended), Excused = Maybe(owed.Excused), Breach = Of(owed.Breach),
        Dispute = owed.Dispute is not { } dispute ? null : dispute with { Party = Party(dispute.Party), WhenDone = Of(dispute.WhenDone), WhenNot = Of(dispute.WhenNot) },
    };

    public PrivateType Of(PrivateType type) => type with { Party = Of(type.Party) };

    public Effect Of(Effect effect) => effect switch
    {
        Assign assign => assign with { Value = Of(assign.Value) },
        Payment payment => payment with { Party = Of(payment.Party), Points = Of(payment.Points) },
        Transfer transfer => transfer with { From = Of(transfer.From), To = Of(transfer.To), Points = Of(transfer.Points) },
        Becomes becomes => becomes with { Party = Of(becomes.Party) },
        If choice => choice with { Condition = Of(choice.Condition), Then = Of(choice.Then), Else = Of(choice.Else) },
        Lottery lottery => lottery with { Branches = lottery.Branches.Select(branch => branch with { Chance = Maybe(branch.Chance), Effects = Of(branch.Effects) }).ToSequence() },
        _ => throw new UnknownKindException(effect.GetType(), nameof(NameChange)),
    };

    public Expression Of(Expression expression) => expression switch
    {
        Number or YesNo or Name or InTime or OnDate or HasPassed => expression,
        LastsFor lasts => lasts with { Condition = Of(lasts.Condition) },
        WithinOf within => within with { Condition = Of(within.Condition) },
        FromAfter after => after with { Condition = Of(after.Condition) },
        IsOfType type => type with { Party = Of(type.Party) },
        Plays plays => plays with { Party = Of(plays.Party) },
        Unary unary => unary with { Operand = Of(unary.Operand) },
        Binary binary => binary with { Left = Of(binary.Left), Right = Of(binary.Right) },
        Conditional choice => choice with { Then = Of(choice.Then), Condition = Of(choice.Condition), Else = Of(choice.Else) },
        IsIn isIn => isIn with { Value = Of(isIn.Value), Among = isIn.Among.Select(Of).ToSequence() },
        Call call => call with { Arguments = call.Arguments.Select(Of).ToSequence() },
        Applied applied => applied with { Arguments = applied.Arguments.Select(Of).ToSequence() },
        _ => throw new UnknownKindException(expression.GetType(), nameof(NameChange)),
    };

    private Option Of(Option option) => option with { Effects = Of(option.Effects), When = Maybe(option.When) };

    private Expression? Maybe(Expression? expression) => expression is null ? null : Of(expression);

    /// <summary>A term of which the kind is the head.</summary>
    public Term Of(Term term) => term switch
    {
        AddStep { Step: Turn turn } add => add with { Step = Of(turn) },
        AddInterest add => add with { Interest = Of(add.Interest) },
        AddPayment add => add with { Payment = Of(add.Payment) },
        AddOption add => add with { Party = Party(add.Party), Step = Of(add.Step), Option = Of(add.Option) },
        ExtendOption extend => extend with { Party = Party(extend.Party), Step = Of(extend.Step), When = Maybe(extend.When), Effects = Of(extend.Effects) },
        RemoveOption remove => remove with { Party = Party(remove.Party), Step = Of(remove.Step), When = Maybe(remove.When) },
        ChangeOption change => change with { Party = Party(change.Party), Step = Of(change.Step), When = Of(change.When) },
        WaivePayments waive => waive with { Party = Of(waive.Party), Step = Of(waive.Step) },
        RemoveStep remove => remove with { Step = Of(remove.Step) },
        ChangeStep change => change with { Step = Of(change.Step), When = Of(change.When) },
        RemoveInterest or AddStep or AddObligation => term,
        _ => throw new UnknownKindException(term.GetType(), nameof(NameChange)),
    };

    private Word? Party(Word? party) => party is null ? null : Of(party);
}
