using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>The obligations that one hangs on, in one of the courses that they may have taken: how they stood, and what their breaches set.</summary>
/// <param name="readBy">[name] which obligation a condition means by it.</param>
/// <param name="setting">Those whose breaches set what is read, or release from what is owed.</param>
/// <param name="course">[obligation] how each has stood; null where that is not known.</param>
/// <param name="onlySet">States that nothing but such breaches sets.</param>
internal sealed class OtherObligations(
    IReadOnlyDictionary<string, int> readBy,
    IReadOnlyList<(int Number, WatchedObligation Owed)> setting,
    Sequence<Past?> course,
    IReadOnlySet<string> onlySet
)
{
    /// <summary>How an obligation that a condition names has stood; null where that is not known.</summary>
    public Past? Of(string name) => readBy.TryGetValue(name, out var number) ? course[number] : null;

    /// <summary>Whether no tie and nobody's choice sets a state, but a breach of what is judged here.</summary>
    public bool IsAllThatSets(string state) => onlySet.Contains(state);

    /// <summary>Whether a breach of what is judged here can set a state.</summary>
    public bool CanSet(string state) => setting.Any(other => Sets(other.Owed.Declared).Any(set => set.State == state));

    /// <summary>When breaches set a state, and to what.</summary>
    /// <returns>The day null where it is not known whether there was a breach, the value null where it hangs on more than the breach.</returns>
    public IEnumerable<(DateOnly? Day, string? Value)> Set(string state)
    {
        foreach (var (number, owed) in setting)
        foreach (var (variable, value) in Sets(owed.Declared).Where(set => set.State == state))
            if (course[number] is not { } past)
                yield return (null, null);
            else if (past.First(Standing.Breached) is { } day)
                yield return (EndOn(owed, day), value);
    }

    /// <summary>Whether a breach of another releases from an obligation at the end of a period; null where nothing says.</summary>
    public bool? Releases(WatchedObligation released, int period)
    {
        bool? releases = false;
        foreach (var (day, value) in Set(released.Declared.Name))
            releases |=
                day is null ? null
                : day != released.EndOf(period) ? false
                : value is null ? null
                : true;
        return releases;
    }

    /// <summary>What a breach sets, in order; no value where a chance or a condition stands before it, or a formula in its place.</summary>
    public static IEnumerable<(string State, string? Value)> Sets(Obligation owed) =>
        owed.Breach.SelectMany(effect =>
            Walk.All(effect)
                .OfType<Assign>()
                .Select(assign =>
                    (
                        assign.Variable.Text,
                        !ReferenceEquals(assign, effect) || assign.How != Assigning.Set
                            ? null
                            : assign.Value switch
                            {
                                Name value => value.Text,
                                YesNo truth => truth.Value ? "yes" : "no",
                                _ => null,
                            }
                    )
                )
        );

    // What a breach brings comes at the end of the period.
    private static DateOnly EndOn(WatchedObligation owed, DateOnly day)
    {
        var period = 1;
        while (owed.EndOf(period) < day)
            period++;
        return owed.EndOf(period);
    }
}
