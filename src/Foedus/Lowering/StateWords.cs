using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>Public states in words.</summary>
internal static class StateWords
{
    /// <summary>"status = war, buildup = 2".</summary>
    public static string Of(IReadOnlyList<StateSymbol> states, ReadOnlySpan<int> values)
    {
        var parts = new string[values.Length];
        for (var state = 0; state < values.Length; state++)
            parts[state] = $"{states[state].Name} = {states[state].ValueText(values[state])}";
        return string.Join(", ", parts);
    }
}
