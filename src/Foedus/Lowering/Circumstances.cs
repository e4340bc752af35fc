using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>What is known where a formula is evaluated.</summary>
internal sealed class Circumstances(int partyCount, int[]? state)
{
    /// <summary>Values of the public states, those of clocks behind them; null where no state is meant (a prior, a discount).</summary>
    public int[]? State { get; } = state;

    /// <summary>Whether this is the end of a period, and not a moment within one.</summary>
    public bool IsAtEnd { get; init; }

    /// <summary>[party] the type it has here; −1: not known here.</summary>
    public int[] Types { get; } = Enumerable.Repeat(-1, partyCount).ToArray();

    /// <summary>Options chosen in a joint turn; null elsewhere.</summary>
    public IReadOnlyDictionary<PartySymbol, string>? Choices { get; init; }

    public Circumstances With(int party, int type)
    {
        var changed = new Circumstances(Types.Length, State) { Choices = Choices, IsAtEnd = IsAtEnd };
        Types.CopyTo(changed.Types, 0);
        changed.Types[party] = type;
        return changed;
    }

    public Circumstances At(int[] other)
    {
        var changed = new Circumstances(Types.Length, other) { Choices = Choices, IsAtEnd = IsAtEnd };
        Types.CopyTo(changed.Types, 0);
        return changed;
    }
}
