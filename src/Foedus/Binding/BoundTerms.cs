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

/// <param name="Mover">Whose option.</param>
/// <param name="Step">Where.</param>
/// <param name="Option">As it is named.</param>
/// <param name="Effects">[option] what it does as well.</param>
internal sealed record BoundExtendOption(PartySymbol Mover, Word Step, OptionName Option, IReadOnlyDictionary<string, Sequence<BoundEffect>> Effects)
    : BoundTerm;

/// <summary>[option] not enabled in some states; without a condition it goes.</summary>
internal sealed record BoundRemoveOption(PartySymbol Mover, Word Step, OptionName Option, IReadOnlyDictionary<string, BoundExpression?> When) : BoundTerm;

internal sealed record BoundWaivePayments(PartySymbol Mover, Word Step, OptionName Option, Sequence<string> Options, PartySymbol Party) : BoundTerm;

/// <summary>[option] enabled in fewer states, or in more.</summary>
internal sealed record BoundChangeOption(PartySymbol Mover, Word Step, OptionName Option, bool IsAlso, IReadOnlyDictionary<string, BoundExpression> When)
    : BoundTerm;

/// <summary>Happens in fewer states, or in more.</summary>
internal sealed record BoundChangeStep(Word Step, bool IsAlso, BoundExpression When) : BoundTerm;

/// <summary>What a payment each period is to those who pay and gain.</summary>
internal sealed record BoundAddPayment(Sequence<BoundInterest> Flows) : BoundTerm;

internal sealed record BoundAddObligation(BoundObligation Obligation) : BoundTerm;

internal sealed record BoundAddInterest(BoundInterest Interest) : BoundTerm;

internal sealed record BoundRemoveInterest(Word Interest) : BoundTerm;
