namespace Foedus.Model;

/// <summary>Parts of a deal written anew, with others for the names and effects in them: what <see cref="Walk"/> lists, put together again.</summary>
/// <remarks>Places stay. A kind that is not listed is our mistake and throws.</remarks>
internal abstract class Rewriting
{
    /// <summary>What stands for a party's name.</summary>
    protected virtual Word OfParty(Word party) => party;

    /// <summary>What stands for a step's name.</summary>
    protected virtual Word OfStep(Word step) => step;

    /// <summary>What stands for a name in a formula, or for that of the state that an effect sets.</summary>
    protected virtual string OfName(string name) => name;

    /// <summary>What stands for an effect.</summary>
    protected virtual IEnumerable<Effect> Each(Effect effect) => [Inside(effect)];

    /// <summary>What stands for what a term adds as a whole: a step, an interest, a payment, an obligation.</summary>
    protected virtual Term Added(Term term) => term;

    public Sequence<Effect> Of(Sequence<Effect> effects) => effects.SelectMany(Each).ToSequence();

    public Sequence<Option> Of(Sequence<Option> options) => options.Select(Of).ToSequence();

    public Option Of(Option option) => option with { Effects = Of(option.Effects), When = Maybe(option.When) };

    public Expression? Maybe(Expression? expression) => expression is null ? null : Of(expression);

    protected Word? Maybe(Word? party) => party is null ? null : OfParty(party);

    /// <summary>An effect with its parts written anew.</summary>
    protected Effect Inside(Effect effect) =>
        effect switch
        {
            Assign assign => assign with
            {
                Variable =
                    OfName(assign.Variable.Text) is var name && name == assign.Variable.Text
                        ? assign.Variable
                        : new Word(name) { Place = assign.Variable.Place },
                Value = Of(assign.Value),
            },
            Payment payment => payment with { Party = OfParty(payment.Party), Points = Of(payment.Points) },
            Transfer transfer => transfer with { From = OfParty(transfer.From), To = OfParty(transfer.To), Points = Of(transfer.Points) },
            Becomes becomes => becomes with { Party = OfParty(becomes.Party) },
            If choice => choice with { Condition = Of(choice.Condition), Then = Of(choice.Then), Else = Of(choice.Else) },
            Lottery lottery => lottery with
            {
                Branches = lottery.Branches.Select(branch => branch with { Chance = Maybe(branch.Chance), Effects = Of(branch.Effects) }).ToSequence(),
            },
            _ => throw Unknown(effect),
        };

    public Expression Of(Expression expression) =>
        expression switch
        {
            Number or YesNo => expression,
            Name name => OfName(name.Text) is var other && other == name.Text ? name : name with { Text = other },
            TimeCondition time => time.From is { } condition ? time.CountedFrom(Of(condition)) : time,
            IsOfType type => type with { Party = OfParty(type.Party) },
            Plays plays => plays with { Party = OfParty(plays.Party) },
            Unary unary => unary with { Operand = Of(unary.Operand) },
            Binary binary => binary with { Left = Of(binary.Left), Right = Of(binary.Right) },
            Conditional choice => choice with { Then = Of(choice.Then), Condition = Of(choice.Condition), Else = Of(choice.Else) },
            IsIn isIn => isIn with { Value = Of(isIn.Value), Among = isIn.Among.Select(Of).ToSequence() },
            Call call => call with { Arguments = call.Arguments.Select(Of).ToSequence() },
            Applied applied => applied with { Arguments = applied.Arguments.Select(Of).ToSequence() },
            _ => throw Unknown(expression),
        };

    public Term Of(Term term) =>
        term switch
        {
            AddOption add => add with { Party = Maybe(add.Party), Step = OfStep(add.Step), Option = Of(add.Option) },
            ExtendOption extend => extend with
            {
                Party = Maybe(extend.Party),
                Step = OfStep(extend.Step),
                When = Maybe(extend.When),
                Effects = Of(extend.Effects),
            },
            RemoveOption remove => remove with { Party = Maybe(remove.Party), Step = OfStep(remove.Step), When = Maybe(remove.When) },
            ChangeOption change => change with { Party = Maybe(change.Party), Step = OfStep(change.Step), When = Of(change.When) },
            WaivePayments waive => waive with { Party = OfParty(waive.Party), Step = OfStep(waive.Step) },
            RemoveStep remove => remove with { Step = OfStep(remove.Step) },
            ChangeStep change => change with { Step = OfStep(change.Step), When = Of(change.When) },
            RemoveInterest => term,
            AddStep or AddInterest or AddPayment or AddObligation => Added(term),
            _ => throw Unknown(term),
        };

    private UnknownKindException Unknown(Node node) => new(node.GetType(), GetType().Name);
}
