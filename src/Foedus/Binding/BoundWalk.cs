using Foedus.Model;

namespace Foedus.Binding;

/// <summary>Every formula of what is bound, once each, in the order of the text.</summary>
internal static class BoundWalk
{
    /// <summary>Formulas of one offer's game and of what is asked of it, without their parts.</summary>
    public static IEnumerable<BoundExpression> Formulas(BoundParts deal, BoundOffer offer) =>
        [
            .. offer.Steps.SelectMany(Of),
            .. offer.Interests.SelectMany(interest => interest.Flows).SelectMany(flow => Some(flow.When).Append(flow.PointsPerPeriod)),
            .. offer.Obligations.SelectMany(Of),
            .. deal.Characters.SelectMany(character => character.Drifts).SelectMany(drift => Some(drift.When).Concat(drift.Moves.Select(move => move.Chance))),
            .. deal.Asks.Select(ask => ask.Condition),
            .. deal.Promises.SelectMany(promise => Some(promise.When)),
            .. (deal.Start ?? []).SelectMany(start => Some(start.When)),
        ];

    private static IEnumerable<BoundExpression> Of(BoundStep step) =>
        Some(step.When)
            .Concat(step.Options.SelectMany(option => Some(option.When).Concat(option.Effects.SelectMany(Of))))
            .Concat(
                step switch
                {
                    BoundTurn => [],
                    BoundJointTurn joint => joint.Outcomes.SelectMany(outcome => Some(outcome.When).Concat(outcome.Effects.SelectMany(Of))),
                    BoundChanceStep chance => Of(chance.Lottery),
                    _ => throw new UnknownKindException(step.GetType(), nameof(BoundWalk)),
                }
            );

    private static IEnumerable<BoundExpression> Of(BoundObligation owed) =>
        [.. Some(owed.From), .. Some(owed.Suspended), .. Some(owed.Excused), .. Some(owed.WhenDone), .. Some(owed.WhenNot), .. owed.Breach.SelectMany(Of)];

    private static IEnumerable<BoundExpression> Of(BoundEffect effect) =>
        effect switch
        {
            BoundAssign assign => [assign.Value],
            BoundPayment payment => [payment.Points],
            BoundTransfer transfer => [transfer.Points],
            BoundLottery lottery => lottery.Branches.SelectMany(branch => Some(branch.Chance).Concat(branch.Effects.SelectMany(Of))),
            BoundIf choice => choice.Then.Concat(choice.Else).SelectMany(Of).Prepend(choice.Condition),
            BoundExtension extension => extension.Effects.SelectMany(Of).Prepend(extension.When),
            BoundBecomes or BoundDone => [],
            _ => throw new UnknownKindException(effect.GetType(), nameof(BoundWalk)),
        };

    private static IEnumerable<BoundExpression> Some(BoundExpression? formula) => formula is null ? [] : [formula];
}
