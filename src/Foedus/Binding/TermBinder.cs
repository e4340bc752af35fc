using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Binds the terms of clauses and answers: every name in them, whether or not an offer has them.</summary>
internal sealed class TermBinder(
    DealSymbols symbols,
    ExpressionBinder expressions,
    EffectBinder effects,
    StepBinder steps,
    Func<Interest, BoundInterest?> interest,
    Func<StandingPayment, Sequence<BoundInterest>> payment,
    ObligationBinder obligations,
    IReadOnlyCollection<string> interestNames,
    DiagnosticBag found
)
{
    public Sequence<BoundTerm> Bind(IEnumerable<Term> terms) =>
        terms.SelectMany(term => Bind(term).Select(bound => bound with { Place = term.Place })).ToSequence();

    private IEnumerable<BoundTerm> Bind(Term term) =>
        term switch
        {
            AddOption add => Added(add),
            AddPayment add => [new BoundAddPayment(payment(add.Payment))],
            _ => One(term) is { } bound ? [bound] : [],
        };

    private BoundTerm? One(Term term)
    {
        switch (term)
        {
            case AddStep add:
                return steps.Bind(add.Step) is { } step ? new BoundAddStep(step) : null;
            case RemoveStep remove:
                return symbols.Step(remove.Step) is null ? null : new BoundRemoveStep(remove.Step);
            case ExtendOption extend:
                return Extended(extend);
            case RemoveOption remove:
                return Meant(remove.Step, remove.Party, remove.Option) is { } from
                    ? new BoundRemoveOption(
                        from.Mover,
                        remove.Step,
                        remove.Option,
                        Each(from.Options, () => expressions.Condition(remove.When, Scope.Condition))
                    )
                    : null;
            case ChangeOption change:
                return Meant(change.Step, change.Party, change.Option) is { } changed
                    ? new BoundChangeOption(
                        changed.Mover,
                        change.Step,
                        change.Option,
                        change.IsAlso,
                        Each(changed.Options, () => expressions.Condition(change.When, Scope.Condition)!)
                    )
                    : null;
            case ChangeStep change:
                var happens = expressions.Condition(change.When, Scope.Condition)!;
                return symbols.Step(change.Step) is null ? null : new BoundChangeStep(change.Step, change.IsAlso, happens);
            case WaivePayments waive:
                return Meant(waive.Step, null, waive.Option) is { } where && symbols.Party(waive.Party) is { } party
                    ? new BoundWaivePayments(where.Mover, waive.Step, waive.Option, where.Options.Select(option => option.Name).ToSequence(), party)
                    : null;
            case AddObligation add:
                return obligations.Bind(add.Obligation) is { } owed ? new BoundAddObligation(owed) : null;
            case AddInterest add:
                return interest(add.Interest) is { } more ? new BoundAddInterest(more) : null;
            case RemoveInterest remove:
                if (interestNames.Contains(remove.Interest.Text))
                    return new BoundRemoveInterest(remove.Interest);
                if (!symbols.IsLost(remove.Interest.Text))
                    found.Unknown(DiagnosticCodes.ClauseFindsNothing, remove.Interest, $"There is no interest '{remove.Interest}' to remove.", interestNames);
                return null;
            default:
                throw new UnknownKindException(term.GetType(), nameof(TermBinder));
        }
    }

    private IEnumerable<BoundTerm> Added(AddOption add)
    {
        if (At(add.Step, add.Party) is { } at)
            return steps.Bind(add.Option, at.Mover, at.Step, at.IsJoint).Select(option => new BoundAddOption(at.Mover, add.Step, option));
        steps.Strange(add.Option);
        return [];
    }

    private BoundExtendOption? Extended(ExtendOption extend)
    {
        if (Meant(extend.Step, extend.Party, extend.Option) is not { } at)
        {
            var anybody = Scope.OfAnybody(symbols.Parties);
            expressions.Condition(extend.When, anybody);
            effects.Bind(extend.Effects, anybody, null);
            return null;
        }
        var scope = at.IsJoint ? Scope.InState : Scope.InState.With(at.Mover);
        return new BoundExtendOption(at.Mover, extend.Step, extend.Option, Each(at.Options, () =>
            {
                var bound = effects.Bind(extend.Effects, scope, at.IsJoint ? null : at.Mover);
                return expressions.Condition(extend.When, scope) is { } when ? [new BoundExtension(when, bound) { Place = extend.Place }] : bound;
            }));
    }

    // What a term says of each option that it means; of a range, with the word for the value known.
    private Dictionary<string, T> Each<T>(IReadOnlyList<MeantOption> options, Func<T> bind) =>
        options.ToDictionary(
            option => option.Name,
            option =>
                option.Over is { } range
                    ? found.Repeating($"{range.Variable} = {range.Text(option.Value)}", () => expressions.With(Given.Of(range, option.Value), bind))
                    : bind()
        );

    private (PartySymbol Mover, bool IsJoint, IReadOnlyList<MeantOption> Options)? Meant(Word stepName, Word? party, OptionName option) =>
        At(stepName, party) is { } at && symbols.Options(at.Mover, at.Step, option, DiagnosticCodes.ClauseFindsNothing) is { Count: > 0 } options
            ? (at.Mover, at.IsJoint, options)
            : null;

    // The step and whose options are meant there.
    private (StepSymbol Step, PartySymbol Mover, bool IsJoint)? At(Word stepName, Word? party)
    {
        var step = symbols.Step(stepName);
        var named = party is null ? null : symbols.Party(party);
        if (step is null || party is not null && named is null)
            return null;
        var movers = step.Movers.ToList();
        if (movers.Count == 0)
        {
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                stepName.Place,
                $"'{step.Name}' is {(step.Declarations.All(declared => declared is Event) ? "an event" : "a chance step")} and has no options.",
                "Name a turn, a joint turn or a vote."
            );
            return null;
        }
        if (named is not null && !movers.Contains(named.Name))
        {
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                party!.Place,
                $"'{step.Name}' is a turn of {string.Join(" and ", movers)}, not of {named}.",
                $"Write 'of {movers[0]}', or a step at which {named} chooses."
            );
            return null;
        }
        // Two steps of one name in the deal itself: that has been said.
        if (named is null && movers.Count > 1 && step.OwnCount > 1)
            return null;
        if (named is null && movers.Count > 1)
        {
            found.Error(
                DiagnosticCodes.ClauseFindsNothing,
                stepName.Place,
                $"Several parties choose at '{step.Name}': say whose option is meant.",
                "Write 'option NAME of PARTY at STEP'."
            );
            return null;
        }
        if ((named ?? symbols.FindParty(movers[0])) is not { } mover)
            return null;
        return (step, mover, step.Declarations.Any(declared => declared is JointTurn));
    }
}
