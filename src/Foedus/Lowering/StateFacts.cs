namespace Foedus.Lowering;

/// <summary>States of a game in words. Of a clock is told what it can show there, and nothing where it can show whatever it can with the declared states as they are.</summary>
internal sealed class StateFacts
{
    private readonly StateWords words;
    // [group] values of the declared states.
    private readonly List<string[]> declared = [];
    // [group][clock] what it can show; null where that makes no difference.
    private readonly List<int[]?[]> shown = [];

    /// <param name="words">States in words.</param>
    /// <param name="states">[state] values.</param>
    /// <param name="declaredAs">[state] what it is apart from its clocks.</param>
    /// <param name="members">[group] its states.</param>
    public StateFacts(StateWords words, IReadOnlyList<int[]> states, int[] declaredAs, IEnumerable<IReadOnlyList<int>> members)
    {
        this.words = words;
        var alike = Enumerable.Range(0, states.Count).ToLookup(state => declaredAs[state]);
        var told = new HashSet<string>();
        // [declared] what clocks can show with the declared states as they are.
        var whole = new Dictionary<int, int[][]>();
        int[] Shown(IEnumerable<int> some, int clock) => [.. some.Select(state => states[state][words.StateCount + clock]).Distinct().Order()];
        var names = new List<string>();
        foreach (var group in members)
        {
            var first = states[group[0]];
            declared.Add([.. words.Declared(first)]);
            if (!whole.TryGetValue(declaredAs[group[0]], out var all))
                whole.Add(declaredAs[group[0]], all = [.. Enumerable.Range(0, words.ClockCount).Select(clock => Shown(alike[declaredAs[group[0]]], clock))]);
            shown.Add([.. all.Select((any, clock) => Shown(group, clock) is var own && own.SequenceEqual(any) ? null : own)]);
            var clocks = shown[^1].Select((values, clock) => values is null ? null : words.Says(clock, values, first)).OfType<string>();
            var name = string.Join(", ", declared[^1].Concat(clocks));
            // Clocks that only together make a difference are told by all that they can show.
            if (!told.Add(name))
                told.Add(name = string.Join(", ", declared[^1].Append(string.Join(" or ", group.Select(state =>
                    string.Join(" and ", Enumerable.Range(0, words.ClockCount).Select(clock => words.Words(clock, [states[state][words.StateCount + clock]]))))))));
            names.Add(name);
        }
        Names = names;
    }

    /// <summary>[group] its name: "status = broken, 2 months into broken". No two are alike.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many facts are of declared states; those of clocks follow.</summary>
    public int DeclaredCount => words.StateCount;

    public int Count => words.StateCount + words.ClockCount;

    /// <summary>A fact in one group: "status = war", or "2 months into broken".</summary>
    public string In(int group, int fact) => Over([group], fact);

    /// <summary>A fact over several groups that have the same declared states where it is of one.</summary>
    public string Over(IReadOnlyCollection<int> groups, int fact)
    {
        if (fact < DeclaredCount)
            return declared[groups.First()][fact];
        var clock = fact - DeclaredCount;
        return groups.Any(group => shown[group][clock] is null) ? StateWords.NoMatter : words.Words(clock, groups.SelectMany(group => shown[group][clock]!));
    }
}
