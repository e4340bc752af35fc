using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>What is known where a formula is evaluated.</summary>
/// <remarks>Made for every formula in every state: what does not change is shared.</remarks>
internal sealed class Circumstances
{
    // [party] never written to.
    private readonly int[] types;

    /// <param name="partyCount">How many parties there are.</param>
    /// <param name="state">Values of the public states.</param>
    public Circumstances(int partyCount, int[]? state)
    {
        State = state;
        types = new int[partyCount];
        Array.Fill(types, -1);
    }

    private Circumstances(Circumstances like, int[]? state, int[] types) => (State, this.types, Choices, IsAtEnd) = (state, types, like.Choices, like.IsAtEnd);

    /// <summary>Values of the public states, those of clocks behind them; null where no state is meant (a prior, a discount).</summary>
    public int[]? State { get; }

    /// <summary>Whether this is the end of a period, and not a moment within one.</summary>
    public bool IsAtEnd { get; init; }

    /// <summary>[party] the type it has here; −1: not known here.</summary>
    public ReadOnlySpan<int> Types => types;

    /// <summary>Options chosen in a joint turn; null elsewhere.</summary>
    public IReadOnlyDictionary<PartySymbol, string>? Choices { get; init; }

    public Circumstances With(int party, int type)
    {
        var changed = (int[])types.Clone();
        changed[party] = type;
        return new Circumstances(this, State, changed);
    }

    public Circumstances At(int[] other) => new(this, other, types);
}
