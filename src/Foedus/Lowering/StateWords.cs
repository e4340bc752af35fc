using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>Public states in words.</summary>
/// <param name="states">The declared states.</param>
/// <param name="clocks">The clocks whose values stand behind theirs.</param>
/// <param name="holds">Whether what a clock counts from is true in a state.</param>
internal sealed class StateWords(IReadOnlyList<StateSymbol> states, IReadOnlyList<Clock> clocks, Func<int, int[], bool> holds)
{
    /// <summary>Said of a clock whose value makes no difference.</summary>
    public const string NoMatter = "at any time";

    /// <summary>How many states are declared.</summary>
    public int StateCount => states.Count;

    public int ClockCount => clocks.Count;

    /// <summary>"status = war, buildup = 2, 3 months into the deal".</summary>
    public string Of(int[]? values) =>
        values is null
            ? ""
            : string.Join(
                ", ",
                Declared(values).Concat(Enumerable.Range(0, clocks.Count).Select(clock => Says(clock, [values[states.Count + clock]], values)).OfType<string>())
            );

    /// <summary>"status = war", one for each declared state.</summary>
    public IEnumerable<string> Declared(int[] values)
    {
        for (var state = 0; state < states.Count; state++)
            yield return $"{states[state].Name} = {states[state].ValueText(values[state])}";
    }

    /// <summary>Some values of a clock in words.</summary>
    public string Words(int clock, IEnumerable<int> values) => clocks[clock].Words(values);

    /// <summary>Some values of a clock in words, where the declared states do not say as much already.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="values">Its values.</param>
    /// <param name="state">A state with one of them.</param>
    public string? Says(int clock, IReadOnlyList<int> values, int[] state) => clocks[clock].Says(values, holds(clock, state));
}
