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

    /// <summary>"less than 2 months", "2 to 4 months", "3 months or more".</summary>
    protected string Lengths(IEnumerable<int> ends)
    {
        var words = new List<string>();
        var runs = ends.Distinct().Order().ToList();
        for (var from = 0; from < runs.Count;)
        {
            var to = from;
            while (to + 1 < runs.Count && runs[to + 1] == runs[to] + 1)
                to++;
            words.Add(runs[to] >= Most ? runs[from] == 0 ? "any time" : $"{Counted(runs[from])} or more"
                : runs[from] == 0 ? $"less than {Counted(runs[to] + 1)}" : runs[from] == runs[to] ? Counted(runs[from]) : $"{runs[from]} to {Counted(runs[to])}");
            from = to + 1;
        }
        return string.Join(" or ", words);
    }

    private string Counted(int periods) => Units.Words.Counted(periods, period);
}

/// <summary>Periods of the deal that have ended.</summary>
internal sealed class DealClock(string period, int most) : Clock(period, most)
{
    public override string Name => "time into the deal";

    public override int Next(int value, bool holds) => Math.Min(value + 1, Most);

    public override string Words(IEnumerable<int> values) => $"{Lengths(values)} into the deal";
}

/// <summary>Ends of periods in a row at which a condition was true, up to the last.</summary>
internal sealed class LastingClock(string period, int most, string condition) : Clock(period, most)
{
    public override string Name => $"time into {condition}";

    public override int Next(int value, bool holds) => holds ? Math.Min(value + 1, Most) : 0;

    public override string Words(IEnumerable<int> values) => $"{Lengths(values)} into {condition}";

    public override string? Says(IReadOnlyList<int> values, bool holds) => base.Says(values, holds) is not { } words ? null : holds ? words : $"{words} until now";
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
        return !ends.Contains(0) ? words : began.Count == 0 ? $"{condition} not begun" : $"{condition} not begun or {words}";
    }

    // What is true now and was not at the last end begins now, whatever was before.
    public override string? Says(IReadOnlyList<int> values, bool holds) => holds && values.All(IsNew) ? null : base.Says(values, holds);
}
