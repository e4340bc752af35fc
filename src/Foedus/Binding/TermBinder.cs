using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Binds the terms of clauses and answers: every name in them, whether or not an offer has them.</summary>
internal sealed class TermBinder(DealSymbols symbols, ExpressionBinder expressions, EffectBinder effects, StepBinder steps, Func<Interest, BoundInterest?> interest, Func<StandingPayment, Sequence<BoundInterest>> payment, IReadOnlyCollection<string> interestNames, DiagnosticBag found)
{
    public Sequence<BoundTerm> Bind(IEnumerable<Term> terms)
    {
        var all = new List<BoundTerm>();
        foreach (var term in terms)
            if (Bind(term) is { } bound)
                all.Add(bound with { Place = term.Place });
        return all.ToSequence();
    }

    private BoundTerm? Bind(Term term)
    {
        switch (term)
        {
            case AddStep add:
                return steps.Bind(add.Step) is { } step ? new BoundAddStep(step) : null;
            case RemoveStep remove:
                return symbols.Step(remove.Step) is null ? null : new BoundRemoveStep(remove.Step);
            case AddOption add:
                if (At(add.Step, add.Party, null) is { } at)
                    return new BoundAddOption(at.Mover, add.Step, steps.Bind(add.Option, at.Mover, at.Step, at.IsJoint));
                steps.Strange(add.Option);
                return null;
            case ExtendOption extend:
                return Extended(extend);
            case RemoveOption remove:
                return At(remove.Step, remove.Party, remove.Option) is { } from ? new BoundRemoveOption(from.Mover, remove.Step, remove.Option, expressions.Condition(remove.When, Scope.Condition)) : null;
            case WaivePayments waive:
                return At(waive.Step, null, waive.Option) is { } where && symbols.Party(waive.Party) is { } party ? new BoundWaivePayments(where.Mover, waive.Step, waive.Option, party) : null;
            case ChangeOption change:
                return At(change.Step, change.Party, change.Option) is { } changed && expressions.Condition(change.When, Scope.Condition) is { } enabled ? new BoundChangeOption(changed.Mover, change.Step, change.Option, change.IsAlso, enabled) : null;
            case ChangeStep change:
                return symbols.Step(change.Step) is not null && expressions.Condition(change.When, Scope.Condition) is { } happens ? new BoundChangeStep(change.Step, change.IsAlso, happens) : null;
            case AddPayment add:
                return new BoundAddPayment(payment(add.Payment));
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

    private BoundExtendOption? Extended(ExtendOption extend)
    {
        if (At(extend.Step, extend.Party, extend.Option) is not { } at)
        {
            var anybody = Scope.OfAnybody(symbols.Parties);
            expressions.Condition(extend.When, anybody);
            effects.Bind(extend.Effects, anybody, null);
            return null;
        }
        var bound = effects.Bind(extend.Effects, at.IsJoint ? Scope.InState : Scope.InState.With(at.Mover), at.IsJoint ? null : at.Mover);
        var more = expressions.Condition(extend.When, at.IsJoint ? Scope.InState : Scope.InState.With(at.Mover)) is { } when ? [new BoundExtension(when, bound) { Place = extend.Place }] : bound;
        return new BoundExtendOption(at.Mover, extend.Step, extend.Option, more);
    }

    // The step and whose options are meant there.
    private (StepSymbol Step, PartySymbol Mover, bool IsJoint)? At(Word stepName, Word? party, Word? option)
    {
        var step = symbols.Step(stepName);
        var named = party is null ? null : symbols.Party(party);
        if (step is null || party is not null && named is null)
            return null;
        var movers = step.Movers.ToList();
        if (movers.Count == 0)
        {
            found.Error(DiagnosticCodes.ClauseFindsNothing, stepName.Place, $"'{step.Name}' is {(step.Declarations.All(declared => declared is Event) ? "an event" : "a chance step")} and has no options.");
            return null;
        }
        if (named is not null && !movers.Contains(named.Name))
        {
            found.Error(DiagnosticCodes.ClauseFindsNothing, party!.Place, $"'{step.Name}' is a turn of {string.Join(" and ", movers)}, not of {named}.");
            return null;
        }
        // Two steps of one name in the deal itself: that has been said.
        if (named is null && movers.Count > 1 && step.OwnCount > 1)
            return null;
        if (named is null && movers.Count > 1)
        {
            found.Error(DiagnosticCodes.ClauseFindsNothing, stepName.Place, $"Several parties choose at '{step.Name}': say whose option is meant.", "Write 'option NAME of PARTY at STEP'.");
            return null;
        }
        if ((named ?? symbols.FindParty(movers[0])) is not { } mover)
            return null;
        if (option is not null && !symbols.Option(mover, step, option, DiagnosticCodes.ClauseFindsNothing))
            return null;
        return (step, mover, step.Declarations.Any(declared => declared is JointTurn));
    }
}
