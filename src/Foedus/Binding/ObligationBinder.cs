using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Binds obligations, and puts what they hang on into the steps of an offer.</summary>
internal sealed class ObligationBinder(
    DealSymbols symbols,
    Calendar calendar,
    TimeBinder times,
    ExpressionBinder expressions,
    EffectBinder effects,
    DiagnosticBag found
)
{
    /// <summary>An obligation; null where its party, option or time is unknown, which has been said.</summary>
    public BoundObligation? Bind(Obligation owed)
    {
        // How it stands is told, whoever reads it.
        symbols.Use("state", owed.Name);
        symbols.Use("set", owed.Name);
        var party = symbols.Party(owed.Party);
        var step = owed.Step is null ? null : symbols.Step(owed.Step);
        var state = symbols.FindState(owed.Name);
        var from = expressions.Condition(owed.By.Condition, Scope.Condition);
        var due = owed.By.Moment is { } moment ? times.End(moment, owed.IsLasting ? "the time for which it is owed" : "the time by which it is owed") : 0;
        var round = owed.Each is null ? 0 : calendar.Whole(owed.Each, "a round");
        var cure = owed.Cure is null ? 0 : calendar.Whole(owed.Cure, "the cure period");
        var suspended = expressions.Condition(owed.Suspended, Scope.Condition);
        var excused = expressions.Condition(owed.Excused, Scope.Condition);
        if (owed.Dispute?.Party is { } decides)
            symbols.Party(decides);
        if (owed.Dispute is { Party: { } judge } && judge.Text == owed.Party.Text)
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                judge.Place,
                $"{judge} owes this, and would find itself whether it is done.",
                "Name another party, or somebody in double quotes."
            );
        if (owed.Dispute is { WhenDone: Number done, WhenNot: Number not } && done.Value < not.Value)
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                done.Place,
                $"It would be found done more often where it is not done ({ExpressionText.Of(not)}) than where it is ({ExpressionText.Of(done)}).",
                $"Write: finds done {ExpressionText.Of(not)} when done, {ExpressionText.Of(done)} when not, if the two are the wrong way round."
            );
        var whenDone = owed.Dispute is null ? null : Chance(owed.Dispute.WhenDone);
        var whenNot = owed.Dispute is null ? null : Chance(owed.Dispute.WhenNot);
        var breach = effects.Bind(owed.Breach, Scope.InState with { IsBreach = true }, null);
        if (
            party is null
            || owed.Step is not null && step is null
            || symbols.Options(party, step, owed.Option) is not { Count: > 0 } options
            || state is null
            || due is not { } ends
            || cure is not { } after
            || round is not { } length
        )
            return null;
        if (length > 0 && (ends % length != 0 || after >= length))
        {
            if (ends % length != 0)
                found.Error(
                    DiagnosticCodes.NotWholePeriods,
                    owed.By.Place,
                    $"The last round of '{owed.Name}' would be cut off: {calendar.Periods(ends)} are no whole number of rounds of {calendar.Periods(length)}.",
                    $"Write a time of {calendar.Periods(ends / length * length + length)}, or another round."
                );
            else
                found.Error(
                    DiagnosticCodes.BadRange,
                    owed.Cure!.Place,
                    $"What was missed in a round of '{owed.Name}' must be put right before the next round ends: the cure period is shorter than {calendar.Periods(length)}.",
                    length == 1 ? "Leave the cure period out, or choose a shorter period of the deal." : $"Write at most {calendar.Periods(length - 1)}."
                );
            return null;
        }
        if (times.Horizon is { } horizon)
            Late(owed, horizon, ends, length, after, from is not null, breach.Count > 0);
        return new BoundObligation(
            owed,
            party,
            options.Select(option => option.Name).ToSequence(),
            step?.Name,
            state,
            ends,
            after,
            from,
            suspended,
            excused,
            whenDone,
            whenNot,
            breach
        )
        {
            Round = length,
        };
    }

    // What is due, or put right, only when the deal is over binds nobody.
    private void Late(Obligation owed, int horizon, int ends, int round, int cure, bool isBrought, bool bringsMore)
    {
        // What a condition brings is owed at the end of the first period at the earliest.
        var first = (round > 0 ? round : ends) + (isBrought ? 1 : 0);
        if (round > 0 ? first > horizon : !owed.IsLasting && first > horizon)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                round > 0 ? owed.Each!.Place : owed.By.Place,
                $"The deal is over after {calendar.Periods(horizon)}, so '{owed.Name}' is never due.",
                round > 0 ? "Write a shorter round, or lengthen the horizon." : "Write an earlier time, or lengthen the horizon."
            );
        else if (cure > 0 && first + cure > horizon)
            found.Warning(
                DiagnosticCodes.DoesNothing,
                owed.Cure!.Place,
                $"The deal is over after {calendar.Periods(horizon)}, before the cure period of '{owed.Name}' ends, so it is never breached{(bringsMore ? " and what a breach brings never comes" : "")}.",
                "Write an earlier time, a shorter cure period, or lengthen the horizon."
            );
    }

    private BoundExpression Chance(Expression chance)
    {
        var bound = expressions.Number(chance, Scope.InState);
        if (chance is Number { Value: < 0 or > 1 } number)
            found.Error(
                DiagnosticCodes.BadRange,
                chance.Place,
                $"A chance lies between 0 and 1, not at {ExpressionText.Of(number.Value)}.",
                number.Value > 2
                    ? $"If {ExpressionText.Of(number.Value)} of 100 is meant, write {ExpressionText.Of(number.Value)}%."
                    : "Write a number between them."
            );
        return bound;
    }

    /// <summary>The steps of an offer in which playing what is owed does so.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="world">What is in force in it.</param>
    /// <param name="found">Takes what cannot be done.</param>
    public static Sequence<BoundStep> Done(Offer offer, BoundWorld world, DiagnosticBag found)
    {
        var steps = world.Steps;
        foreach (var owed in world.Obligations)
        {
            var isThere = false;
            steps = steps
                .Select(step =>
                    step switch
                    {
                        BoundTurn turn => turn with { Choices = Options(turn.Name, turn.Mover, turn.Choices) },
                        BoundJointTurn joint => joint with
                        {
                            Movers = joint.Movers.Select(mover => mover with { Choices = Options(joint.Name, mover.Party, mover.Choices) }).ToSequence(),
                        },
                        _ => step,
                    }
                )
                .ToSequence();
            if (!isThere)
                found.Error(
                    DiagnosticCodes.ClauseFindsNothing,
                    owed.Declared.Option.Place,
                    $"In offer '{offer.Name}' {owed.Party} has no option '{owed.Declared.Option}', so the obligation '{owed.Name}' could not be met.",
                    "Put the obligation into the clause that brings the option, or the option into the deal itself. Where a clause of the offer removes it, put the obligation into a clause that the offer leaves out."
                );

            Sequence<BoundOption> Options(string step, PartySymbol mover, Sequence<BoundOption> options) =>
                !options.Any(option => owed.IsMet(step, mover, option.Name))
                    ? options
                    : options
                        .Select(option =>
                        {
                            if (owed.IsFound)
                            {
                                isThere = true;
                                return Found(owed, option, options.Where(other => owed.IsMet(step, mover, other.Name)));
                            }
                            if (owed.IsMet(step, mover, option.Name))
                            {
                                isThere = true;
                                if (option.SeenAs is not null && owed.IsForbidden)
                                    found.Warning(
                                        DiagnosticCodes.DoesNothing,
                                        option.Place,
                                        $"'{option.Name}' is to be unseen, but everybody sees whether the obligation '{owed.Name}' is kept.",
                                        $"Write in the obligation who finds it, and how often rightly: dispute \"somebody\" finds done 60% when done, 0% when not."
                                    );
                                else if (!owed.IsForbidden && option.SeenAs is { } looks && !owed.IsMet(step, mover, looks))
                                    found.Warning(
                                        DiagnosticCodes.DoesNothing,
                                        option.NamePlace,
                                        $"'{option.Name}' is to look like '{looks}', but it is what the obligation '{owed.Name}' asks for, and everybody sees that that is done: the disguise is seen through.",
                                        "Let it be seen, or write what is found out of it as a chance and an obligation to do something that is seen."
                                    );
                                return option with { Effects = [new BoundDone(owed) { Place = owed.Declared.Place }, .. option.Effects] };
                            }
                            if (option.SeenAs is { } seen && owed.IsMet(step, mover, seen))
                                found.Warning(
                                    DiagnosticCodes.DoesNothing,
                                    option.Place,
                                    $"'{option.Name}' is to look like '{seen}', but everybody sees whether the obligation '{owed.Name}' is done, so the disguise is seen through.",
                                    $"Write what is found out as a chance of '{option.Name}', or let it be seen."
                                );
                            return option;
                        })
                        .ToSequence();
        }
        return steps;
    }

    // Each time that it could be done somebody finds that it was, or not; what is found may be wrong either way, so an unseen option stays unseen.
    private static BoundOption Found(BoundObligation owed, BoundOption option, IEnumerable<BoundOption> forbidden)
    {
        var options = forbidden.ToList();
        var isDone = options.Contains(option);
        var chance = isDone ? owed.WhenDone! : owed.WhenNot!;
        if (chance is ConstantNumber { Value: 0 })
            return option;
        BoundEffect finding = new BoundLottery([new BoundBranch(chance, [new BoundDone(owed) { Place = owed.Declared.Place }]), new BoundBranch(null, [])])
        {
            Place = owed.Declared.Dispute!.Place,
        };
        // Where it could not be done, nothing is found.
        if (!isDone && options.All(other => other.When is not null))
            finding = new BoundIf(
                options.Select(other => other.When!).Aggregate((one, other) => new BoundBinary(BinaryOperator.Or, one, other)) with
                {
                    Place = default,
                },
                [finding],
                []
            )
            {
                Place = owed.Declared.Dispute!.Place,
            };
        return option with { Effects = [finding, .. option.Effects] };
    }
}
