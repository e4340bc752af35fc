namespace Foedus.Lowering;

/// <summary>States of a game in words. Of a clock is told what it can show there, and nothing where it can show whatever it can with the declared states as they are.</summary>
internal sealed class StateFacts
{
    private readonly StateWords words;

    // [group][clock] what it can show; null where that makes no difference.
    private readonly List<int[]?[]> shown = [];

    // [group][fact] what its name says, and behind all facts what clocks show that only together make a difference; null where nothing is said.
    private readonly List<string?[]> told = [];

    /// <param name="words">States in words.</param>
    /// <param name="states">[state] values.</param>
    /// <param name="declaredAs">[state] what it is apart from its clocks.</param>
    /// <param name="members">[group] its states.</param>
    public StateFacts(StateWords words, IReadOnlyList<int[]> states, int[] declaredAs, IEnumerable<IReadOnlyList<int>> members)
    {
        this.words = words;
        var alike = Enumerable.Range(0, states.Count).ToLookup(state => declaredAs[state]);
        var taken = new HashSet<string>();
        // [declared] what clocks can show with the declared states as they are.
        var whole = new Dictionary<int, int[][]>();
        int[] Shown(IEnumerable<int> some, int clock) => [.. some.Select(state => states[state][words.StateCount + clock]).Distinct().Order()];
        var names = new List<string>();
        foreach (var group in members)
        {
            var first = states[group[0]];
            List<string?> declared = [.. words.Declared(first)];
            if (!whole.TryGetValue(declaredAs[group[0]], out var all))
                whole.Add(declaredAs[group[0]], all = [.. Enumerable.Range(0, words.ClockCount).Select(clock => Shown(alike[declaredAs[group[0]]], clock))]);
            shown.Add([.. all.Select((any, clock) => Shown(group, clock) is var own && own.SequenceEqual(any) ? null : own)]);
            told.Add([.. declared, .. shown[^1].Select((values, clock) => values is null ? null : words.Says(clock, values, first)), null]);
            // Clocks that only together make a difference are told by all that they can show.
            if (!taken.Add(Named(told[^1])))
            {
                told[^1] =
                [
                    .. declared,
                    .. shown[^1].Select(_ => (string?)null),
                    string.Join(
                        " or ",
                        group.Select(state =>
                            string.Join(
                                " and ",
                                Enumerable.Range(0, words.ClockCount).Select(clock => words.Words(clock, [states[state][words.StateCount + clock]]))
                            )
                        )
                    ),
                ];
                taken.Add(Named(told[^1]));
            }
            names.Add(Named(told[^1]));
        }
        Names = names;
    }

    /// <summary>[group] its name: "status = broken, 2 months into broken". No two are alike.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What is so in one group and not in another, of declared states and of clocks: "status = broken", "2 months into broken". All of it where the other has all of that too, and more.</summary>
    public IReadOnlyList<string> Apart(int group, int from) =>
        [
            .. Enumerable.Range(0, Count + 1).Where(fact => !IsAlike(fact, group, from)).Select(fact => told[group][fact]).OfType<string>() is var apart
            && apart.Any()
                ? apart
                : told[group].OfType<string>(),
        ];

    /// <summary>How many facts are of declared states; those of clocks follow.</summary>
    public int DeclaredCount => words.StateCount;

    public int Count => words.StateCount + words.ClockCount;

    /// <summary>A fact in one group: "status = war", or "2 months into broken".</summary>
    public string In(int group, int fact) => Over([group], fact);

    /// <summary>A fact over several groups that have the same declared states where it is of one.</summary>
    public string Over(IReadOnlyCollection<int> groups, int fact)
    {
        if (fact < DeclaredCount)
            return told[groups.First()][fact]!;
        var clock = fact - DeclaredCount;
        return groups.Any(group => shown[group][clock] is null) ? StateWords.NoMatter : words.Words(clock, groups.SelectMany(group => shown[group][clock]!));
    }

    // A clock by its values: the same ones may be said otherwise where a declared state differs.
    private bool IsAlike(int fact, int one, int other) =>
        fact < DeclaredCount || fact == Count
            ? told[one][fact] == told[other][fact]
            : (shown[one][fact - DeclaredCount] ?? []).SequenceEqual(shown[other][fact - DeclaredCount] ?? []);

    private static string Named(IEnumerable<string?> facts) => string.Join(", ", facts.OfType<string>());
}
