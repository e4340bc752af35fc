using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Binds what follows from a choice or from chance.</summary>
internal sealed class EffectBinder(DealSymbols symbols, ExpressionBinder expressions, DiagnosticBag found)
{
    /// <summary>Effects in the order of the text; what could not be bound is left out, and has been said.</summary>
    /// <param name="effects">The effects.</param>
    /// <param name="scope">What may be spoken of.</param>
    /// <param name="mover">Whose private type they may move; null for nobody's.</param>
    public Sequence<BoundEffect> Bind(Sequence<Effect> effects, Scope scope, PartySymbol? mover)
    {
        var bound = new List<BoundEffect>(effects.Count);
        foreach (var effect in effects)
            if (Bind(effect, scope, mover) is { } one)
                bound.Add(one with { Place = effect.Place });
        return bound.ToSequence();
    }

    /// <summary>Branches whose chances add to 1.</summary>
    public BoundLottery Bind(Lottery lottery, Scope scope, PartySymbol? mover)
    {
        for (var b = 0; b < lottery.Branches.Count; b++)
            if (lottery.Branches[b].Chance is null && b < lottery.Branches.Count - 1)
                found.Error(
                    DiagnosticCodes.ChancesDoNotAddUp,
                    lottery.Branches[b].Place,
                    "'otherwise' takes what the other chances leave, so it stands once and last.",
                    "Put it last, or write a chance."
                );
        if (lottery.Branches.Count == 0)
            found.Error(
                DiagnosticCodes.ChancesDoNotAddUp,
                lottery.Place,
                "Nothing can happen here: there is no chance between the braces.",
                "Write for example: chance { 0.3: status = war; otherwise: status = ceasefire }."
            );
        if (lottery.Branches is [{ Chance: { } only }] && !(only is Number { Value: 1 }))
            found.Error(
                DiagnosticCodes.ChancesDoNotAddUp,
                lottery.Branches[0].Place,
                "One chance is written, and nothing takes what it leaves.",
                "Add 'otherwise:' with what else happens, or with nothing after it if nothing does."
            );
        // What is written in numbers can be added up without a state; the rest is held against the range later.
        if (lottery.Branches.Count > 1 && lottery.Branches.All(branch => branch.Chance is null or Number))
        {
            var sum = lottery.Branches.Sum(branch => branch.Chance is Number number ? number.Value : 0);
            var hasRest = lottery.Branches.Any(branch => branch.Chance is null);
            if (sum > 1 + 1e-9 || !hasRest && sum < 1 - 1e-7)
                found.Error(
                    DiagnosticCodes.ChancesDoNotAddUp,
                    lottery.Branches[0].Chance?.Place.To(lottery.Branches[^1].Chance?.Place ?? lottery.Branches[0].Chance!.Place) ?? lottery.Place,
                    $"The chances add to {ExpressionText.Of(Math.Round(sum, 6))}; they must {(hasRest ? "not exceed" : "add to")} 1.",
                    lottery.Branches.Select(branch => branch.Chance).OfType<Number>().FirstOrDefault(chance => !chance.IsPercent && chance.Value > 1)
                            is { } bare
                        && ChancesInPercent.Remedy(bare.Value) is { } meant
                            ? meant
                        : sum > 1 ? "Lower a chance."
                        : "Add 'otherwise:' with what else happens, or with nothing after it if nothing does."
                );
        }
        return new BoundLottery(
            lottery
                .Branches.Select(branch => new BoundBranch(
                    branch.Chance is null ? null : expressions.Number(branch.Chance, scope),
                    Bind(branch.Effects, scope, mover)
                ))
                .ToSequence()
        )
        {
            Place = lottery.Place,
        };
    }

    private BoundEffect? Bind(Effect effect, Scope scope, PartySymbol? mover)
    {
        switch (effect)
        {
            case Assign assign:
                return Assigned(assign, scope);
            case Payment payment:
                if (symbols.Party(payment.Party) is not { } payer)
                {
                    expressions.Number(payment.Points, Scope.OfAnybody(symbols.Parties));
                    return null;
                }
                symbols.Use("paid", payer.Name);
                if (!payment.IsGain)
                    TurnedAround(found, payment.Points, payment.Place, $"{payer} gains {{0}}");
                return new BoundPayment(payer, payment.IsGain, expressions.Number(payment.Points, scope.With(payer)));
            case Transfer transfer:
                return Transferred(transfer, scope);
            case Lottery lottery:
                return Bind(lottery, scope, mover);
            case If choice:
                return new BoundIf(expressions.Condition(choice.Condition, scope)!, Bind(choice.Then, scope, mover), Bind(choice.Else, scope, mover));
            case Becomes becomes:
                if (symbols.Party(becomes.Party) is not { } party || symbols.Type(party, becomes.Type) is not { } type)
                    return null;
                if (party == mover || scope.IsAnybodys)
                    return new BoundBecomes(type);
                if (scope.IsBreach)
                    found.Error(
                        DiagnosticCodes.NotPublic,
                        becomes.Place,
                        "Nobody chooses when an obligation is breached, so nobody's private type changes.",
                        $"Give {party} a turn when the obligation is breached, in which it becomes {type.Name}."
                    );
                else if (mover is null && scope.Informant is null)
                    found.Error(
                        DiagnosticCodes.NotPublic,
                        becomes.Place,
                        "In a joint turn nobody's private type changes.",
                        $"Give {party} a turn of its own, in which it becomes {type.Name}."
                    );
                else
                    found.Error(
                        DiagnosticCodes.NotPublic,
                        becomes.Place,
                        "Only the party that chooses can change its own private type.",
                        "Use 'drifts' for changes that nobody chooses."
                    );
                return null;
            default:
                throw new UnknownKindException(effect.GetType(), nameof(EffectBinder));
        }
    }

    private BoundAssign? Assigned(Assign assign, Scope scope)
    {
        if (symbols.State(assign.Variable, $"What a party gets or gives is written: {assign.Variable} gains 1; or: {assign.Variable} pays 1.") is not { } state)
            return null;
        if (state.Declared.IsOfObligation && assign.Value is not Name { Text: "excused" })
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                assign.Place,
                $"'{state.Name}' is an obligation: how it stands follows from what is done, and by when.",
                $"To release {(state.Name)} write: {state.Name} = excused."
            );
            return null;
        }
        symbols.Use("state", state.Name);
        symbols.Use("set", state.Name);
        if (assign.How == Assigning.Set)
            return new BoundAssign(state, expressions.ValueFor(state, assign.Value, scope));
        if (state.Domain is not WholeNumbers)
        {
            found.Error(
                DiagnosticCodes.WrongKind,
                assign.Place,
                $"'{state.Name}' is no number, so nothing can be {(assign.How == Assigning.Add ? "added to" : "taken from")} it.",
                $"Write '{state.Name} = …'."
            );
            return null;
        }
        var step = assign with
        {
            How = Assigning.Set,
            Value = new Binary(
                assign.How == Assigning.Add ? BinaryOperator.Add : BinaryOperator.Subtract,
                new Name(state.Name) { Place = assign.Variable.Place },
                assign.Value
            )
            {
                Place = assign.Place,
            },
        };
        return new BoundAssign(state, expressions.ValueFor(state, step.Value, scope));
    }

    // Both feel the same number, so it may not hang on what only one of them knows, unless the mover's choice carries it.
    private BoundTransfer? Transferred(Transfer transfer, Scope scope)
    {
        var (from, to) = (symbols.Party(transfer.From), symbols.Party(transfer.To));
        if (from is null || to is null)
        {
            expressions.Number(transfer.Points, Scope.OfAnybody(symbols.Parties));
            return null;
        }
        symbols.Use("paid", from.Name);
        symbols.Use("paid", to.Name);
        if (from == to)
        {
            found.Error(DiagnosticCodes.WrongKind, transfer.Place, $"{from} would pay itself.", "Name the party that receives it.");
            return null;
        }
        TurnedAround(found, transfer.Points, transfer.Place, $"{to} pays {{0}} to {from}");
        return new BoundTransfer(from, to, expressions.Number(transfer.Points, scope));
    }

    /// <summary>Says that what is paid is written with a minus, so that the payer gets it.</summary>
    /// <param name="found">Takes it.</param>
    /// <param name="points">What is paid.</param>
    /// <param name="place">Where that is said.</param>
    /// <param name="instead">How it is written plainly, with {0} for the number.</param>
    public static void TurnedAround(DiagnosticBag found, Expression points, Place place, string instead)
    {
        if (points is Unary { Operator: UnaryOperator.Negate, Operand: Number number })
            found.Warning(
                DiagnosticCodes.SeldomMeant,
                place,
                $"Who pays {ExpressionText.Of(points)} gets {ExpressionText.Of(number)}.",
                $"Write: {string.Format(System.Globalization.CultureInfo.InvariantCulture, instead, ExpressionText.Of(number))}. Or leave the minus out."
            );
    }
}
