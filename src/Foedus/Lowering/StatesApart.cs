using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Some states among others, by what sets them apart from the others.</summary>
/// <param name="Words">"told and in quarter 3"; null where there are no others, so that it is so in all of them.</param>
/// <param name="Condition">The same as a condition of the language; null where none says it.</param>
/// <param name="IsExample">Whether what sets them apart takes too many words, so that only the first of them is told.</param>
internal sealed record StatesApart(string? Words, string? Condition, bool IsExample)
{
    // More alternatives than a reader keeps apart.
    private const int MostAlternatives = 3;

    // What would be compared too often to look for words.
    private const long MostComparisons = 4_000_000;

    /// <param name="some">The states that are told of, at least one, as they are within a period.</param>
    /// <param name="others">Those that they are told apart from.</param>
    /// <param name="read">What decides whether a state is one of them.</param>
    /// <param name="states">The declared states.</param>
    /// <param name="clocks">The clocks whose values stand behind theirs.</param>
    public static StatesApart Of(
        IReadOnlyList<int[]> some,
        IReadOnlyList<int[]> others,
        IEnumerable<BoundExpression> read,
        IReadOnlyList<StateSymbol> states,
        IReadOnlyList<Clock> clocks
    )
    {
        var facts = Facts(read, states, clocks);
        int[][] Seen(IEnumerable<int[]> all) => [.. all.Select(state => facts.Select(fact => state[fact]).ToArray()).Distinct(StateEquality.Instance)];
        var (inside, outside) = (Seen(some), Seen(others));
        if (outside.Length == 0)
            return new StatesApart(null, null, IsExample: false);
        if (inside.Length * (long)outside.Length > MostComparisons || Boxes(inside, outside) is not { } boxes)
            return new StatesApart(Told(some[0], facts, states, clocks), null, IsExample: true);
        var alternatives = boxes
            .Select(box => box.Select((values, fact) => values is null ? null : Said(facts[fact], values.Order(), states, clocks)).OfType<string>().ToList())
            .Select(all => Joined(" and ", all, within: " or "))
            .ToList();
        var words = Joined(" or ", alternatives, within: " and ");
        var isCondition = boxes.All(box =>
            box.Select((values, fact) => values is null || facts[fact] < states.Count || clocks[facts[fact] - states.Count].Condition(values) is not null)
                .All(isSaid => isSaid)
        );
        return new StatesApart(words, isCondition ? words : null, IsExample: false);
    }

    /// <summary>A state, by what is read of it.</summary>
    /// <param name="state">As it is within a period.</param>
    /// <param name="read">What is read.</param>
    /// <param name="states">The declared states.</param>
    /// <param name="clocks">The clocks whose values stand behind theirs.</param>
    public static string Example(int[] state, IEnumerable<BoundExpression> read, IReadOnlyList<StateSymbol> states, IReadOnlyList<Clock> clocks) =>
        Told(state, Facts(read, states, clocks), states, clocks);

    // With brackets round what is joined in another way.
    private static string Joined(string by, IReadOnlyList<string> parts, string within) =>
        string.Join(by, parts.Select(part => parts.Count > 1 && part.Contains(within, StringComparison.Ordinal) ? $"({part})" : part));

    private static int[] Facts(IEnumerable<BoundExpression> read, IReadOnlyList<StateSymbol> states, IReadOnlyList<Clock> clocks)
    {
        var parts = read.SelectMany(condition => condition.All).ToList();
        return
        [
            .. Enumerable.Range(0, states.Count).Where(state => parts.Any(part => part is StateValue value && value.State == states[state])),
            .. parts.Any(part => part is TimeTest) ? Enumerable.Range(states.Count, clocks.Count) : [],
        ];
    }

    private static string Told(int[] state, int[] facts, IReadOnlyList<StateSymbol> states, IReadOnlyList<Clock> clocks) =>
        string.Join(" and ", facts.Select(fact => Said(fact, [state[fact]], states, clocks)));

    private static string Said(int fact, IEnumerable<int> values, IReadOnlyList<StateSymbol> states, IReadOnlyList<Clock> clocks) =>
        fact < states.Count ? Text(states[fact], values) : clocks[fact - states.Count].Condition(values) ?? clocks[fact - states.Count].Words(values);

    // Alternatives that together hold every state inside and none outside; [fact] the values of each, null for any. null where there would be too many.
    private static List<HashSet<int>?[]>? Boxes(int[][] inside, int[][] outside)
    {
        var boxes = new List<HashSet<int>?[]>();
        foreach (var state in inside)
        {
            if (boxes.Any(box => Holds(box, state)))
                continue;
            if (boxes.Count == MostAlternatives)
                return null;
            var box = state.Select(value => (HashSet<int>?)[value]).ToArray();
            bool IsApart() => !outside.Any(other => Holds(box, other));
            for (var fact = box.Length - 1; fact >= 0; fact--)
            {
                var before = box[fact];
                box[fact] = null;
                if (!IsApart())
                    box[fact] = before;
            }
            for (var fact = 0; fact < box.Length; fact++)
                if (box[fact] is { } values)
                    foreach (var value in inside.Select(other => other[fact]).Distinct())
                        if (values.Add(value) && !IsApart())
                            values.Remove(value);
            boxes.Add(box);
        }
        return boxes;
    }

    private static bool Holds(HashSet<int>?[] box, int[] state)
    {
        for (var fact = 0; fact < box.Length; fact++)
            if (box[fact] is { } values && !values.Contains(state[fact]))
                return false;
        return true;
    }

    // Some values of a state as a condition.
    private static string Text(StateSymbol state, IEnumerable<int> values)
    {
        var all = values.ToList();
        return state.Domain switch
        {
            YesOrNo => all is [1] ? state.Name : $"not {state.Name}",
            WholeNumbers range when all.Count > 1 && all[^1] - all[0] == all.Count - 1 && all[^1] == range.Highest - range.Lowest =>
                $"{state.Name} >= {state.ValueText(all[0])}",
            WholeNumbers when all.Count > 1 && all[^1] == all.Count - 1 => $"{state.Name} <= {state.ValueText(all[^1])}",
            _ when all.Count > 1 => $"{state.Name} in {{ {string.Join(", ", all.Select(state.ValueText))} }}",
            _ => $"{state.Name} = {state.ValueText(all[0])}",
        };
    }
}
