using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Makes an offer of the deal: its clauses applied to the steps of a period and to what each party receives.</summary>
/// <remarks>Clauses are applied in the order in which the offer names them, terms in the order of the text.</remarks>
internal sealed class OfferInForce
{
    private readonly Offer offer;
    private readonly DiagnosticBag found;
    private readonly List<BoundStep> steps = [];
    private readonly List<BoundInterest> interests;

    private OfferInForce(Offer offer, IEnumerable<BoundInterest> interests, DiagnosticBag found)
    {
        this.offer = offer;
        this.found = found;
        this.interests = [.. interests];
    }

    /// <param name="offer">The offer.</param>
    /// <param name="steps">The deal's own steps.</param>
    /// <param name="interests">The deal's own interests.</param>
    /// <param name="clauses">The offer's clauses, in its order.</param>
    /// <param name="starts">What it starts with.</param>
    /// <param name="found">Takes what is wrong.</param>
    public static BoundOffer Make(Offer offer, IReadOnlyList<PlacedStep> steps, IReadOnlyList<BoundInterest> interests, IEnumerable<BoundClause> clauses, Sequence<BoundSetting> starts, DiagnosticBag found)
    {
        var made = new OfferInForce(offer, interests, found);
        made.AddOwn(steps);
        foreach (var clause in clauses)
            foreach (var term in clause.Terms)
                made.Apply(term);
        return new BoundOffer(offer, made.steps.ToSequence(), made.interests.ToSequence(), starts);
    }

    // A step may be placed beside one that stands further down in the text.
    private void AddOwn(IReadOnlyList<PlacedStep> own)
    {
        foreach (var step in own.Where(step => step.Placement is null))
            Add(step);
        var left = own.Where(step => step.Placement is not null).ToList();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(step => steps.Any(other => other.Name == step.Placement!.Step.Text)) ?? left[0];
            left.Remove(next);
            Add(next);
        }
    }

    private void Add(PlacedStep placed)
    {
        var step = placed.Step is BoundChanceStep { Name: "chance" } unnamed ? unnamed with { Name = FreeName() } : placed.Step;
        if (steps.Any(other => other.Name == step.Name))
        {
            found.Error(DiagnosticCodes.Duplicate, step.NamePlace, $"There are two steps called '{step.Name}' in offer '{offer.Name}'.",
                step is BoundTurn turn && turn.Name == turn.Mover.Name ? $"A turn without a name is called after its party: write 'turn NAME of {turn.Mover}'." : "Give one of them another name.");
            return;
        }
        if (placed.Placement is not { } placement)
            steps.Add(step);
        else if (Find(placement.Step) is >= 0 and var at)
            steps.Insert(placement.IsBefore ? at : at + 1, step);
    }

    private string FreeName()
    {
        var name = "chance";
        for (var n = 2; steps.Any(other => other.Name == name); n++)
            name = $"chance {n}";
        return name;
    }

    private void Apply(BoundTerm term)
    {
        switch (term)
        {
            case BoundAddStep add:
                Add(add.Step);
                break;
            case BoundRemoveStep remove:
                if (Find(remove.Step) is >= 0 and var at)
                    steps.RemoveAt(at);
                break;
            case BoundAddOption add:
                Change(add.Step, add.Mover, options =>
                {
                    if (!options.Any(option => option.Name == add.Option.Name))
                        return [.. options, add.Option];
                    found.Error(DiagnosticCodes.Duplicate, add.Option.NamePlace, $"'{add.Step}' already has an option '{add.Option.Name}' in offer '{offer.Name}'.", "Give the new one another name.");
                    return options;
                });
                break;
            case BoundExtendOption extend:
                Change(extend.Step, extend.Mover, extend.Option, option => option with { Effects = option.Effects.Concat(extend.Effects).ToSequence() });
                break;
            case BoundRemoveOption remove:
                Change(remove.Step, remove.Mover, remove.Option, option => remove.When is null ? null : option with { When = Unless(option.When, remove.When) });
                break;
            case BoundWaivePayments waive:
                Change(waive.Step, waive.Mover, waive.Option, option => option with { Effects = WithoutPayments(option.Effects, waive.Party) });
                break;
            case BoundAddInterest add:
                interests.Add(add.Interest);
                break;
            case BoundRemoveInterest remove:
                if (interests.RemoveAll(interest => interest.Name == remove.Interest.Text) == 0)
                    found.Error(DiagnosticCodes.ClauseFindsNothing, remove.Interest.Place, $"The interest '{remove.Interest}' is not in force in offer '{offer.Name}', so it cannot be removed.", "Name the clause that brings it earlier in the offer.");
                break;
            default:
                throw new UnknownKindException(term.GetType(), nameof(OfferInForce));
        }
    }

    private static BoundBinary Unless(BoundExpression? when, BoundExpression never)
    {
        var not = new BoundUnary(UnaryOperator.Not, never) { Place = never.Place };
        return new BoundBinary(BinaryOperator.And, when ?? new ConstantTruth(true), not) { Place = never.Place };
    }

    private static Sequence<BoundEffect> WithoutPayments(Sequence<BoundEffect> effects, PartySymbol party) => effects
        .Where(effect => !(effect is BoundPayment payment && payment.Party == party || effect is BoundTransfer transfer && (transfer.From == party || transfer.To == party)))
        .Select(effect => effect switch
        {
            BoundLottery lottery => lottery with { Branches = lottery.Branches.Select(branch => branch with { Effects = WithoutPayments(branch.Effects, party) }).ToSequence() },
            BoundIf choice => choice with { Then = WithoutPayments(choice.Then, party), Else = WithoutPayments(choice.Else, party) },
            BoundAssign or BoundPayment or BoundTransfer or BoundBecomes => effect,
            _ => throw new UnknownKindException(effect.GetType(), nameof(OfferInForce)),
        }).ToSequence();

    private int Find(Word name)
    {
        var at = steps.FindIndex(step => step.Name == name.Text);
        if (at < 0)
            found.Error(DiagnosticCodes.ClauseFindsNothing, name.Place, $"The step '{name}' is not in force in offer '{offer.Name}'.", "Name the clause that adds it earlier in the offer.");
        return at;
    }

    private void Change(Word step, PartySymbol mover, Word optionName, Func<BoundOption, BoundOption?> change) => Change(step, mover, options =>
    {
        if (options.Any(option => option.Name == optionName.Text))
            return options.Select(option => option.Name == optionName.Text ? change(option) : option).OfType<BoundOption>().ToSequence();
        found.Error(DiagnosticCodes.ClauseFindsNothing, optionName.Place, $"'{step}' has no option '{optionName}' in offer '{offer.Name}'.", $"Its options: {string.Join(", ", options.Select(option => option.Name))}.");
        return options;
    });

    private void Change(Word stepName, PartySymbol mover, Func<Sequence<BoundOption>, Sequence<BoundOption>> change)
    {
        if (Find(stepName) is not (>= 0 and var at))
            return;
        steps[at] = steps[at] switch
        {
            BoundTurn turn when turn.Mover == mover => turn with { Choices = change(turn.Choices) },
            BoundJointTurn joint when joint.Movers.Any(other => other.Party == mover) => joint with
            {
                Movers = joint.Movers.Select(other => other.Party == mover ? other with { Choices = change(other.Choices) } : other).ToSequence(),
            },
            var other => Stranger(other, stepName, mover),
        };
    }

    private BoundStep Stranger(BoundStep step, Word name, PartySymbol mover)
    {
        found.Error(DiagnosticCodes.ClauseFindsNothing, name.Place, $"{mover} does not choose at '{name}' in offer '{offer.Name}'.");
        return step;
    }
}
