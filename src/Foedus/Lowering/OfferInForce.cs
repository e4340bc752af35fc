using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>A deal with one offer's clauses applied: the steps of a period in order and what each party receives.</summary>
/// <remarks>Clauses are applied in the order in which the offer names them, terms in the order of the text.</remarks>
public sealed class OfferInForce
{
    private readonly Deal deal;

    public OfferInForce(Deal deal, Offer offer)
    {
        this.deal = deal;
        Offer = offer;
        foreach (var step in deal.All<Step>())
            Add(step);
        Interests.AddRange(deal.All<Interest>());
        foreach (var name in offer.Clauses)
        {
            var clause = deal.Clauses.FirstOrDefault(clause => clause.Name == name)
                ?? throw new LoweringFault(LoweringCodes.UnknownName, offer.Place, $"There is no clause '{name}'.");
            foreach (var term in clause.Terms)
                Apply(term);
        }
    }

    public Offer Offer { get; }

    public List<Step> Steps { get; } = [];

    public List<Interest> Interests { get; } = [];

    /// <summary>What a step is called: its own name, or its party's (a second unnamed one: "Russia 2").</summary>
    public string NameOf(Step step) => step.Name!;

    private void Add(Step step)
    {
        var named = step.Name is null ? step with { Name = FreeName(step) } : step;
        if (step.Name is not null && Steps.Any(other => other.Name == step.Name))
            throw new LoweringFault(LoweringCodes.Duplicate, step.NamePlace, $"There are two steps called '{step.Name}'.", "Give one of them another name.");
        if (step.Placement is not { } placement)
        {
            Steps.Add(named);
            return;
        }
        var at = FindStep(placement.Step, placement.Place);
        Steps.Insert(placement.IsBefore ? at : at + 1, named);
    }

    private string FreeName(Step step)
    {
        var stem = step switch { Turn turn => turn.Party, JointTurn => "joint turn", _ => "chance" };
        var name = stem;
        for (var n = 2; Steps.Any(other => other.Name == name); n++)
            name = $"{stem} {n}";
        return name;
    }

    private void Apply(Term term)
    {
        switch (term)
        {
            case AddStep add:
                Add(add.Step);
                break;
            case RemoveStep remove:
                Steps.RemoveAt(FindStep(remove.Step, remove.Place));
                break;
            case AddOption add:
                ChangeOptions(add.Step, add.Party, add.Place, options => options.Any(option => option.Name == add.Option.Name)
                    ? throw new LoweringFault(LoweringCodes.Duplicate, add.Place, $"'{add.Step}' already has an option '{add.Option.Name}'.", "Give the new one another name.")
                    : [.. options, add.Option]);
                break;
            case ExtendOption extend:
                ChangeOption(extend.Step, extend.Party, extend.Option, extend.Place, option =>
                {
                    var more = extend.When is null ? extend.Effects : [new If(extend.When, extend.Effects, []) { Place = extend.Place }];
                    return option with { Effects = option.Effects.Concat(more).ToSequence() };
                });
                break;
            case RemoveOption remove:
                ChangeOption(remove.Step, remove.Party, remove.Option, remove.Place, option => remove.When is null ? null : option with
                {
                    When = option.When is null ? new Unary(UnaryOperator.Not, remove.When)
                        : new Binary(BinaryOperator.And, option.When, new Unary(UnaryOperator.Not, remove.When)),
                });
                break;
            case WaivePayments waive:
                ChangeOption(waive.Step, null, waive.Option, waive.Place, option => option with { Effects = WithoutPayments(option.Effects, waive.Party) });
                break;
            case AddInterest add:
                Interests.Add(add.Interest);
                break;
            case RemoveInterest remove:
                if (Interests.RemoveAll(interest => interest.Name == remove.Interest) == 0)
                    throw new LoweringFault(LoweringCodes.ClauseFindsNothing, remove.Place, $"There is no interest '{remove.Interest}' to remove.");
                break;
            default:
                throw new InvalidOperationException($"Unknown term {term.GetType().Name}.");
        }
    }

    private static Sequence<Effect> WithoutPayments(Sequence<Effect> effects, string party) => effects
        .Where(effect => effect is not Payment payment || payment.Party != party)
        .Select(effect => effect switch
        {
            Lottery lottery => lottery with { Branches = lottery.Branches.Select(branch => branch with { Effects = WithoutPayments(branch.Effects, party) }).ToSequence() },
            If choice => choice with { Then = WithoutPayments(choice.Then, party), Else = WithoutPayments(choice.Else, party) },
            _ => effect,
        }).ToSequence();

    private int FindStep(string name, Place place)
    {
        var at = Steps.FindIndex(step => step.Name == name);
        if (at >= 0)
            return at;
        var declared = deal.All<Step>().Concat(deal.Clauses.SelectMany(clause => clause.Terms).OfType<AddStep>().Select(add => add.Step)).Any(step => step.Name == name);
        throw new LoweringFault(LoweringCodes.ClauseFindsNothing, place,
            declared ? $"The step '{name}' is not in force in offer '{Offer.Name}'." : $"There is no step '{name}'.",
            declared ? "Name the clause that adds it earlier in the offer." : Steps.Count == 0 ? "The deal has no steps yet." : $"Steps here: {string.Join(", ", Steps.Select(step => step.Name))}.");
    }

    private void ChangeOption(string stepName, string? party, string optionName, Place place, Func<Option, Option?> change) =>
        ChangeOptions(stepName, party, place, options =>
        {
            if (!options.Any(option => option.Name == optionName))
                throw new LoweringFault(LoweringCodes.ClauseFindsNothing, place, $"'{stepName}' has no option '{optionName}'.",
                    $"Its options: {string.Join(", ", options.Select(option => option.Name))}.");
            return options.Select(option => option.Name == optionName ? change(option) : option).OfType<Option>().ToSequence();
        });

    private void ChangeOptions(string stepName, string? party, Place place, Func<Sequence<Option>, Sequence<Option>> change)
    {
        var at = FindStep(stepName, place);
        Steps[at] = Steps[at] switch
        {
            Turn turn when party is null || turn.Party == party => turn with { Options = change(turn.Options) },
            Turn turn => throw new LoweringFault(LoweringCodes.ClauseFindsNothing, place, $"'{stepName}' is a turn of {turn.Party}, not of {party}."),
            JointTurn joint when party is not null && joint.Movers.Any(mover => mover.Party == party) => joint with
            {
                Movers = joint.Movers.Select(mover => mover.Party == party ? mover with { Options = change(mover.Options) } : mover).ToSequence(),
            },
            JointTurn => throw new LoweringFault(LoweringCodes.ClauseFindsNothing, place, $"'{stepName}' is a joint turn: say whose option is meant.", "Write 'option NAME of PARTY at STEP'."),
            _ => throw new LoweringFault(LoweringCodes.ClauseFindsNothing, place, $"'{stepName}' is a chance step and has no options."),
        };
    }
}
