using Foedus.Binding;

namespace Foedus.Lowering;

/// <summary>The clocks that an offer's conditions on time need: values behind those of the declared states, kept by a step of their own at the end of a period.</summary>
/// <remarks>
/// Elapsed time is counted in ends of periods. A clock counts no further than the largest number that a condition compares it with, so its size hangs on what is asked and not on the horizon.
/// Conditions on the same thing share one clock.
/// </remarks>
internal sealed class Clocks
{
    private readonly int first;
    private readonly int deal;
    private readonly List<Clock> all = [];

    // [clock] what it counts from; null for the beginning of the deal.
    private readonly List<BoundExpression?> conditions = [];
    private readonly Dictionary<BoundExpression, int> lasting = [];
    private readonly Dictionary<BoundExpression, int> since = [];
    private readonly Dictionary<string, int> ofObligation = [];

    private Clocks(int first, int deal)
    {
        this.first = first;
        this.deal = deal;
    }

    /// <summary>Of formulas that no time is read in.</summary>
    public static Clocks None { get; } = new(0, -1);

    public IReadOnlyList<Clock> All => all;

    /// <param name="formulas">All that an offer reads.</param>
    /// <param name="stateCount">How many states are declared: clocks stand behind them.</param>
    /// <param name="period">What a period is called.</param>
    /// <param name="horizon">How many periods there are; null where they do not end.</param>
    /// <param name="obligations">What is owed.</param>
    public static Clocks For(IEnumerable<BoundExpression> formulas, int stateCount, string period, int? horizon, IEnumerable<BoundObligation> obligations)
    {
        var (most, mostLasting, mostSince) = (
            0,
            new Dictionary<BoundExpression, (int Most, string Words)>(),
            new Dictionary<BoundExpression, (int Most, string Words)>()
        );
        var order = new List<(BoundExpression Of, bool IsLasting)>();
        // What lies behind the end of the deal is never so, and needs no count.
        var over = horizon ?? int.MaxValue;
        // What a clock's own condition reads comes before it, so that it is kept first.
        foreach (var test in formulas.SelectMany(formula => formula.All.Reverse()))
            switch (test)
            {
                case PeriodTest stretch:
                    most = Math.Max(
                        most,
                        stretch.First > over ? 0
                            : stretch.Last is { } last && last < over ? last + 1
                            : stretch.First > 1 ? stretch.First
                            : 0
                    );
                    break;
                case PassedTest passed:
                    most = Math.Max(most, passed.Periods > over ? 0 : passed.Periods);
                    break;
                case LastsTest lasts:
                    Ask(mostLasting, lasts.Condition, Math.Min(lasts.Periods, over), lasts.Words, isLasting: true);
                    break;
                case SinceTest began:
                    Ask(mostSince, began.Condition, Math.Min(began.Periods, over) + (began.IsWithin ? 2 : 0), began.Words, isLasting: false);
                    break;
            }
        var made = new Clocks(stateCount, most > 0 ? 0 : -1);
        if (most > 0)
            made.Add(new DealClock(period, most), null);
        foreach (var (of, isLasting) in order)
        {
            (isLasting ? made.lasting : made.since).Add(of, made.all.Count);
            var (asked, words) = (isLasting ? mostLasting : mostSince)[of];
            made.Add(isLasting ? new LastingClock(period, asked, words) : new SinceClock(period, asked, words), of);
        }
        foreach (var owed in obligations)
        {
            made.ofObligation.Add(owed.Name, made.first + made.all.Count);
            made.Add(new ObligationClock(period, owed), null);
        }
        return made;

        void Ask(Dictionary<BoundExpression, (int Most, string Words)> asked, BoundExpression of, int periods, string words, bool isLasting)
        {
            if (asked.TryGetValue(of, out var before))
                asked[of] = (Math.Max(before.Most, periods), before.Words);
            else
            {
                asked.Add(of, (periods, words));
                order.Add((of, isLasting));
            }
        }
    }

    /// <summary>Whether a condition on time is true.</summary>
    /// <param name="test">It.</param>
    /// <param name="here">Where.</param>
    /// <param name="evaluator">Tells whether a condition is true there.</param>
    public bool IsTrue(TimeTest test, Circumstances here, Evaluator evaluator)
    {
        switch (test)
        {
            case PeriodTest stretch:
                // Within a period the one at hand has not ended yet.
                var now = deal < 0 ? 1 : here.State![first] + (here.IsAtEnd ? 0 : 1);
                return now >= stretch.First && !(now > stretch.Last);
            case PassedTest passed:
                return passed.Periods == 0 || deal >= 0 && here.State![first] >= passed.Periods;
            case LastsTest lasts:
                return here.State![first + lasting[lasts.Condition]] >= lasts.Periods && evaluator.Holds(lasts.Condition, here);
            case SinceTest began:
                var value = here.State![first + since[began.Condition]];
                if (SinceClock.IsNew(value) && evaluator.Holds(began.Condition, here))
                    return began.IsWithin;
                var passedSince = SinceClock.Passed(value);
                // 'within' names a stretch of periods, and at the end of one that one has passed already.
                return passedSince > 0 && (began.IsWithin ? passedSince <= began.Periods + (here.IsAtEnd ? 1 : 0) : passedSince >= began.Periods);
            default:
                throw new Model.UnknownKindException(test.GetType(), nameof(Clocks));
        }
    }

    /// <summary>Where in a state the count of an obligation stands.</summary>
    public int Of(BoundObligation owed) => ofObligation[owed.Name];

    /// <summary>What a clock counts from; null for the beginning of the deal.</summary>
    public BoundExpression? ConditionOf(int clock) => conditions[clock];

    /// <summary>The state after the end of a period.</summary>
    /// <param name="state">Before it.</param>
    /// <param name="holds">Whether a condition is true in a state at the end of a period.</param>
    public int[] Next(int[] state, Func<BoundExpression, int[], bool> holds)
    {
        var next = (int[])state.Clone();
        for (var clock = 0; clock < all.Count; clock++)
            next[first + clock] = all[clock].Next(state[first + clock], conditions[clock] is not { } condition || holds(condition, next));
        return next;
    }

    private void Add(Clock clock, BoundExpression? condition)
    {
        all.Add(clock);
        conditions.Add(condition);
    }
}
