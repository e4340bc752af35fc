using Foedus.Model;

namespace Foedus.Binding;

/// <summary>A term of a clause or answer whose names are symbols, as far as they do not hang on the offer.</summary>
internal abstract record BoundTerm
{
    public Place Place { get; init; }
}

internal sealed record BoundAddStep(PlacedStep Step) : BoundTerm;

internal sealed record BoundRemoveStep(Word Step) : BoundTerm;

internal sealed record BoundAddOption(PartySymbol Mover, Word Step, BoundOption Option) : BoundTerm;

internal sealed record BoundExtendOption(PartySymbol Mover, Word Step, Word Option, Sequence<BoundEffect> Effects) : BoundTerm;

/// <summary>Not enabled in some states; without a condition it goes.</summary>
internal sealed record BoundRemoveOption(PartySymbol Mover, Word Step, Word Option, BoundExpression? When) : BoundTerm;

internal sealed record BoundWaivePayments(PartySymbol Mover, Word Step, Word Option, PartySymbol Party) : BoundTerm;

/// <summary>Enabled in fewer states, or in more.</summary>
internal sealed record BoundChangeOption(PartySymbol Mover, Word Step, Word Option, bool IsAlso, BoundExpression When) : BoundTerm;

/// <summary>Happens in fewer states, or in more.</summary>
internal sealed record BoundChangeStep(Word Step, bool IsAlso, BoundExpression When) : BoundTerm;

/// <summary>What a payment each period is to those who pay and gain.</summary>
internal sealed record BoundAddPayment(Sequence<BoundInterest> Flows) : BoundTerm;

internal sealed record BoundAddInterest(BoundInterest Interest) : BoundTerm;

internal sealed record BoundRemoveInterest(Word Interest) : BoundTerm;
