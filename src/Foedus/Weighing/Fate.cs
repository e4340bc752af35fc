using Foedus.Lowering;
using Foedus.Model;

namespace Foedus.Weighing;

/// <summary>What becomes of an obligation, as it is told.</summary>
public enum Fate
{
    /// <summary>Done within its time.</summary>
    DoneOnTime,

    /// <summary>Done within the cure period.</summary>
    Cured,

    /// <summary>Done after it was breached.</summary>
    Late,

    /// <summary>Not done, and excused or released.</summary>
    Excused,

    /// <summary>Breached, and not done since.</summary>
    Breached,

    /// <summary>Owed, and not settled yet.</summary>
    Open,

    /// <summary>What brings it has not come.</summary>
    NotOwed,
}

/// <summary>What is read off an obligation's states.</summary>
internal static class Fates
{
    /// <summary>What may become of it, in the order in which it is told.</summary>
    public static IReadOnlyList<Fate> All { get; } = Enum.GetValues<Fate>();

    /// <summary>Numbers that are kept of an obligation: one for each fate, and the chance that what was found is wrong.</summary>
    public static int Numbers => All.Count + 1;

    /// <summary>[state] whether a number counts the state.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="number">A fate, or behind them whether what was found is wrong.</param>
    public static bool[] Counted(this ObligationStates obligation, int number) =>
        number < All.Count ? [.. obligation.Of.Select(standing => (int)FateOf(standing) == number)] : obligation.IsWrong ?? new bool[obligation.Of.Length];

    /// <summary>The chance of every fate, and that what was found is wrong.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="shares">[state] chance.</param>
    public static double[] Shares(this ObligationStates obligation, IReadOnlyList<double> shares)
    {
        var sums = new double[Numbers];
        for (var state = 0; state < obligation.Of.Length; state++)
        {
            sums[(int)FateOf(obligation.Of[state])] += shares[state];
            if (obligation.IsWrong is { } wrong && wrong[state])
                sums[^1] += shares[state];
        }
        return sums;
    }

    private static Fate FateOf(Standing standing) =>
        standing switch
        {
            Standing.NotOwed => Fate.NotOwed,
            Standing.Pending or Standing.Undecided or Standing.Overdue => Fate.Open,
            Standing.Done => Fate.DoneOnTime,
            Standing.Cured => Fate.Cured,
            Standing.Late => Fate.Late,
            Standing.Excused => Fate.Excused,
            Standing.Breached => Fate.Breached,
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };
}
