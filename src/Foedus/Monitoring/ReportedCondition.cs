using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Whether a condition of the game is so at the ends of periods, as far as the calendar and the reports say.</summary>
/// <param name="deal">The deal.</param>
/// <param name="plan">What ties its states to reports.</param>
/// <param name="monitor">The reports.</param>
/// <param name="owed">The obligation whose conditions they are: it knows the calendar.</param>
/// <param name="others">The obligations that it hangs on.</param>
/// <param name="isTaken">Whether a state that no trigger speaks of is taken to stay as it begins; else that is not known.</param>
internal sealed class ReportedCondition(Deal deal, WatchPlan plan, WatchMonitor monitor, WatchedObligation owed, OtherObligations others, bool isTaken)
{
    private readonly Dictionary<string, StateVariable> states = deal
        .StateVariables.GroupBy(state => state.Name)
        .ToDictionary(group => group.Key, group => group.First());
    private readonly Dictionary<string, Definition> definitions = deal
        .Definitions.GroupBy(definition => definition.Name)
        .ToDictionary(group => group.Key, group => group.First());

    // A condition that lasts reads another at many ends.
    private readonly Dictionary<Expression, Dictionary<int, bool?>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether it is so at the end of a period; null where nothing says.</summary>
    /// <param name="condition">It.</param>
    /// <param name="period">Which period, counted from 1.</param>
    public bool? Holds(Expression condition, int period)
    {
        if (!known.TryGetValue(condition, out var at))
            known.Add(condition, at = []);
        if (!at.TryGetValue(period, out var holds))
            at.Add(period, holds = Read(condition, period));
        return holds;
    }

    /// <summary>What it may be at the end of a period: one of the two, or both where nothing says. Where what is not known is taken, it is taken not to be so.</summary>
    /// <param name="condition">It; null for what is never so.</param>
    /// <param name="period">Which period, counted from 1.</param>
    /// <param name="asOf">As it was at the end of a day of that period or the one before it, while the period had not ended; null for its end.</param>
    public bool[] Ways(Expression? condition, int period, DateOnly? asOf = null) =>
        condition is null ? [false]
        : (
            asOf is null
                ? this
                : new ReportedCondition(deal, plan, monitor, owed, others, isTaken)
                {
                    Begun = Begun,
                    AsOf = asOf,
                    Running = period,
                }
        ).Holds(condition, period)
            is { } holds
            ? [holds]
        : isTaken ? [false]
        : [false, true];

    /// <summary>The last day of a time that runs: the calendar and what is taken are read ahead, what only reports will tell may make it later.</summary>
    /// <param name="suspended">What stops it; null for nothing.</param>
    /// <param name="period">The first period that has not ended.</param>
    /// <param name="ends">How many ends that count are left.</param>
    /// <returns>The day, null where no end comes that counts; and whether it is one that more may suspend.</returns>
    public (DateOnly? Day, bool MayBeLater) Ahead(Expression? suspended, int period, int ends)
    {
        var (mayBeLater, ahead) = (false, new ReportedCondition(deal, plan, monitor, owed, others, isTaken) { Begun = Begun, IsAhead = true });
        for (var last = period + ends + MostAhead; period <= last; period++)
        {
            var isSuspended = suspended is null ? false : ahead.Holds(suspended, period);
            mayBeLater |= isSuspended is null;
            if (isSuspended != true && --ends <= 0)
                return (owed.EndOf(period), mayBeLater);
        }
        return (null, mayBeLater);
    }

    // Ends that the calendar suspends before it is taken never to go on.
    private const int MostAhead = 1_000;

    /// <summary>Whether another's breach releases from what is owed at the end of a period, in one way or both.</summary>
    public bool[] Released(int period) =>
        others.Releases(owed, period) is { } isReleased ? [isReleased]
        : isTaken ? [false]
        : [false, true];

    /// <summary>Whether another's breach can release from what is owed.</summary>
    public bool CanBeReleased => others.Set(owed.Declared.Name).Any();

    /// <summary>[state] how it begins, of those that offers let begin in several ways; what is missing is not known.</summary>
    public IReadOnlyDictionary<string, string?> Begun { get; init; } = new Dictionary<string, string?>();

    private DateOnly? AsOf { get; init; }

    // Whether days are asked about that have not come.
    private bool IsAhead { get; init; }

    // The period that has not ended; 0 where all are read at their ends.
    private int Running { get; init; }

    // So many of its ends and those before it have passed.
    private int Ended(int period) => period == Running ? period - 1 : period;

    /// <summary>The states of a condition that no trigger speaks of.</summary>
    public IReadOnlyList<string> Untied(Expression condition) => [.. Read(condition).Where(IsUntied)];

    /// <summary>The states of a condition that do not begin as the deal itself says, or not in every offer, with how they may begin.</summary>
    public IEnumerable<(string State, IReadOnlyList<string?> Beginnings)> BegunOtherwise(Expression condition) =>
        Read(condition)
            .Select(name => (name, states.TryGetValue(name, out var state) && !state.IsOfObligation ? Beginnings(state) : [], state))
            .Where(read => read.Item2.Count > 0 && (read.Item2.Count > 1 || read.Item2[0] != Value(read.state!.Initial)))
            .Select(read => (read.name, read.Item2));

    // The names a condition reads, also through what 'let' defines.
    private IEnumerable<string> Read(Expression condition) =>
        Walk.All(condition)
            .OfType<Name>()
            .SelectMany(name => definitions.TryGetValue(name.Text, out var definition) ? Read(definition.Value) : [name.Text])
            .Distinct();

    // How a state may begin: as the offers say that the obligation is in.
    private IReadOnlyList<string?> Beginnings(StateVariable state)
    {
        var offers = deal
            .Offers.Where(offer =>
                owed.Of is null || deal.Clauses.All(clause => clause.Name != owed.Of) || offer.Clauses.Any(use => use.Clause.Text == owed.Of)
            )
            .ToList();
        return offers.Count == 0
            ? [Value(state.Initial)]
            : [.. offers.Select(offer => Value(offer.Starts.LastOrDefault(start => start.Variable.Text == state.Name)?.Value ?? state.Initial)).Distinct()];
    }

    private static string? Value(Expression initial) =>
        initial switch
        {
            Name value => value.Text,
            YesNo truth => truth.Value ? "yes" : "no",
            _ => null,
        };

    private bool? Read(Expression condition, int period) =>
        condition switch
        {
            YesNo truth => truth.Value,
            Name name when definitions.TryGetValue(name.Text, out var definition) && definition.Parameters.Count == 0 => Holds(definition.Value, period),
            Name name => ValueOf(name.Text, period) is { } value && value is "yes" or "no" ? ValueOf(name.Text, period) == "yes" : null,
            Unary { Operator: UnaryOperator.Not } not => !Holds(not.Operand, period),
            Binary { Operator: BinaryOperator.And } both => Holds(both.Left, period) & Holds(both.Right, period),
            Binary { Operator: BinaryOperator.Or } either => Holds(either.Left, period) | Holds(either.Right, period),
            Binary { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual, Left: Name name, Right: Name value } same => ValueOf(name.Text, period)
                is { } now
                ? (now == value.Text) == (same.Operator == BinaryOperator.Equal)
                : null,
            IsIn { Value: Name name } among => ValueOf(name.Text, period) is { } now && among.Among.All(value => value is Name)
                ? among.Among.Any(value => ((Name)value).Text == now)
                : null,
            TimeCondition time => owed.InPeriods(time) switch
            {
                StretchOfPeriods stretch => period >= stretch.First && !(period > stretch.Last),
                EndsPassed passed => Ended(period) >= passed.Ends,
                EndsInARow row => row.Ends > Ended(period)
                    ? false
                    : Holds(time.From!, period) & All(Enumerable.Range(Ended(period) - row.Ends + 1, row.Ends), end => Holds(time.From!, end)),
                EndsSince { IsWithin: true } within => Any(period - within.Ends, period, time.From!),
                EndsSince after => Any(1, Ended(period) - after.Ends + 1, time.From!) & !Any(Ended(period) - after.Ends + 2, period, time.From!),
                _ => null,
            },
            _ => null,
        };

    // Whether it began to be so in one of some periods.
    private bool? Any(int first, int last, Expression condition) =>
        !All(Enumerable.Range(Math.Max(1, first), Math.Max(0, last - Math.Max(1, first) + 1)), end =>
            !(Holds(condition, end) & (end == 1 ? true : !Holds(condition, end - 1)))
        );

    private static bool? All(IEnumerable<int> ends, Func<int, bool?> holds)
    {
        bool? all = true;
        foreach (var end in ends)
            if ((all &= holds(end)) == false)
                return false;
        return all;
    }

    private bool IsUntied(string name) =>
        states.TryGetValue(name, out var state) && !state.IsOfObligation && !plan.Ties.Any(tie => tie.Variable.Text == name) && !others.IsAllThatSets(name);

    // What a state is at an end: as it begins until a tie or a breach says otherwise, and then what the last of them said.
    private string? ValueOf(string name, int period)
    {
        var day = AsOf is { } asOf && asOf < owed.EndOf(period) ? asOf : owed.EndOf(period);
        // What no day has shown yet: only what nothing moves is known.
        if (IsAhead && day > monitor.Today && (others.Of(name) is not null || others.CanSet(name) || plan.Ties.Any(tie => tie.Variable.Text == name)))
            return null;
        if (others.Of(name) is { } past)
            return Obligation.Standings[(int)past.At(day, isBeforeEnd: period == Running && day == owed.EndOf(period))];
        if (!states.TryGetValue(name, out var state) || state.IsOfObligation || !isTaken && IsUntied(name))
            return null;
        var set = others
            .Set(name)
            .Where(set => !(set.Day > day) && !(period == Running && set.Day == owed.EndOf(period)) && !(isTaken && set.Value is null))
            .ToList();
        if (set.Any(unknown => unknown.Value is null || unknown.Day is null))
            return null;
        var last = set.OrderBy(set => set.Day).LastOrDefault();
        for (var at = day; at >= monitor.From && !(at <= last.Day); at = at.AddDays(-1))
        for (var tie = plan.Ties.Count - 1; tie >= 0; tie--)
            if (plan.Ties[tie].Variable.Text == name && monitor.IsTied(tie, at))
                return plan.Ties[tie].Value.Text;
        return last.Value
            ?? (
                Beginnings(state) is [var begins] || Begun.TryGetValue(name, out begins) ? begins
                : isTaken ? Value(state.Initial)
                : null
            );
    }
}
