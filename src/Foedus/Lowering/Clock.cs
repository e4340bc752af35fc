namespace Foedus.Lowering;

/// <summary>A state that nobody keeps by hand: it counts ends of periods, up to the most that anything asks for.</summary>
/// <param name="period">What a period is called.</param>
/// <param name="most">The most it counts; that value stands for all above it too.</param>
internal abstract class Clock(string period, int most)
{
    /// <summary>How many values there are: 0, at which it stands when the deal begins, and those above.</summary>
    public virtual int Count => Most + 1;

    /// <summary>What it counts, in a few words.</summary>
    public abstract string Name { get; }

    protected int Most => most;

    protected string Period => period;

    /// <summary>Its value after the end of a period.</summary>
    /// <param name="value">Its value before.</param>
    /// <param name="holds">Whether what it counts from is true at that end.</param>
    public abstract int Next(int value, bool holds);

    /// <summary>Some of its values in words: "2 months into broken".</summary>
    /// <param name="values">At least one.</param>
    public abstract string Words(IEnumerable<int> values);

    /// <summary>Some of its values in words, where the declared states do not say as much already; else null.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="holds">Whether what it counts from is true there.</param>
    public virtual string? Says(IReadOnlyList<int> values, bool holds) => values is [0] ? null : Words(values);

    /// <summary>Some of its values, within a period, as a condition of the language; null where none says so.</summary>
    /// <param name="values">At least one.</param>
    public virtual string? Condition(IEnumerable<int> values) => null;

    /// <summary>"less than 2 months", "2 to 4 months", "3 months or more".</summary>
    protected string Lengths(IEnumerable<int> ends) =>
        string.Join(
            " or ",
            Runs(ends)
                .Select(run =>
                    run.Last >= Most
                        ? run.First == 0
                            ? "any time"
                            : $"{Counted(run.First)} or more"
                        : run.First == 0
                            ? $"less than {Counted(run.Last + 1)}"
                            : run.First == run.Last
                                ? Counted(run.First)
                                : $"{run.First} to {Counted(run.Last)}"
                )
        );

    /// <summary>Values that follow each other, in order.</summary>
    protected static IEnumerable<(int First, int Last)> Runs(IEnumerable<int> values)
    {
        var runs = values.Distinct().Order().ToList();
        for (var from = 0; from < runs.Count; )
        {
            var to = from;
            while (to + 1 < runs.Count && runs[to + 1] == runs[to] + 1)
                to++;
            yield return (runs[from], runs[to]);
            from = to + 1;
        }
    }

    private string Counted(int periods) => Units.Words.Counted(periods, period);
}

/// <summary>Periods of the deal that have ended.</summary>
internal sealed class DealClock(string period, int most) : Clock(period, most)
{
    public override string Name => "time into the deal";

    public override int Next(int value, bool holds) => Math.Min(value + 1, Most);

    public override string Words(IEnumerable<int> values) => $"{Lengths(values)} into the deal";

    // So many have ended in the period after it.
    public override string Condition(IEnumerable<int> values)
    {
        var runs = Runs(values)
            .Select(run =>
                (run.First, run.Last) switch
                {
                    (var first, var last) when last >= Most => $"from {Period} {first + 1}",
                    (0, > 0 and var last) => $"until {Period} {last + 1}",
                    (var first, var last) when first == last => $"in {Period} {first + 1}",
                    (var first, var last) => $"from {Period} {first + 1} and until {Period} {last + 1}",
                }
            )
            .ToList();
        return runs.Count == 1 ? runs[0] : string.Join(" or ", runs.Select(run => run.Contains(" and ", StringComparison.Ordinal) ? $"({run})" : run));
    }
}

/// <summary>Ends of periods in a row at which a condition was true, up to the last.</summary>
internal sealed class LastingClock(string period, int most, string condition) : Clock(period, most)
{
    public override string Name => $"time into {condition}";

    public override int Next(int value, bool holds) => holds ? Math.Min(value + 1, Most) : 0;

    public override string Words(IEnumerable<int> values) => $"{Lengths(values)} into {condition}";

    public override string? Says(IReadOnlyList<int> values, bool holds) =>
        base.Says(values, holds) is not { } words ? null
        : holds ? words
        : $"{words} until now";
}

/// <summary>Ends of periods since a condition last began to be true, and whether it was true at the last of them. A value is twice the ends, and 1 more where it was.</summary>
internal sealed class SinceClock(string period, int most, string condition) : Clock(period, most)
{
    public override int Count => 2 * (Most + 1);

    public override string Name => $"time since {condition} began";

    /// <summary>Ends since it began; 0 where it never did.</summary>
    public static int Passed(int value) => value / 2;

    /// <summary>Whether it began within this period, or as the deal began, where it is true now.</summary>
    public static bool IsNew(int value) => value % 2 == 0;

    public override int Next(int value, bool holds) => holds && IsNew(value) ? 3 : (value < 2 ? 0 : Math.Min(Passed(value) + 1, Most)) * 2 + (holds ? 1 : 0);

    public override string Words(IEnumerable<int> values)
    {
        var ends = values.Select(Passed).Distinct().ToList();
        var began = ends.Where(passed => passed > 0).ToList();
        var words = began.Count == 0 ? "" : $"{Lengths(began)} after {condition} began";
        return !ends.Contains(0) ? words
            : began.Count == 0 ? $"{condition} not begun"
            : $"{condition} not begun or {words}";
    }

    // What is true now and was not at the last end begins now, whatever was before.
    public override string? Says(IReadOnlyList<int> values, bool holds) => holds && values.All(IsNew) ? null : base.Says(values, holds);
}
