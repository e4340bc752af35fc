using Foedus.Binding;
using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>Judges a deal's triggers day by day as incidents come in, in any order.</summary>
/// <remarks>
/// One incident in, verdict out: an incident is added to the windows that hold it, and only days and conditions it touches are judged again. A report with an id seen before
/// replaces what was there. With a limit on lateness days are settled once they are that old and let go, so that memory is bounded by the longest window and not by the history.
/// </remarks>
public sealed class WatchMonitor
{
    private const int LetGoEvery = 32;

    private readonly WatchPlan plan;
    private readonly int from;
    private readonly int firstDay;
    private readonly int? keep;
    private readonly int? inForce;
    private readonly List<ConditionNode> nodes = [];
    private readonly Dictionary<Tally, TallyNode> tallies = [];
    private readonly Dictionary<string, ConditionNode> byTrigger = [];
    private readonly List<(string Name, string Title, DayCondition Condition, ConditionNode Node, SettledDays Settled)> watched = [];
    private readonly List<TallyLedger>[] ledgersOf;
    private readonly int[][] nodesOf;
    private readonly int[][] watchedOf;
    private readonly Dictionary<string, Selected> kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(UInt128 Row, int Class), List<Selected>> equalRows = [];
    private readonly long[] selected;
    private readonly int longestWindow;
    private readonly int lookBack;
    private int today;

    // First day whose truth is still kept.
    private int open;

    /// <param name="plan">What is watched.</param>
    /// <param name="from">First day to be judged.</param>
    /// <param name="lateBy">Days after which a day is settled: later reports no longer change it. Null: nothing is ever settled.</param>
    internal WatchMonitor(WatchPlan plan, DateOnly from, int? lateBy = null)
    {
        this.plan = plan;
        inForce = plan.InForceFrom?.DayNumber;
        this.from = Math.Max(from.DayNumber, inForce ?? 0);
        var all = plan
            .Triggers.Select(trigger => (trigger.Name, Title: trigger.Title ?? trigger.Name, trigger.Condition))
            .Concat(
                plan.Ties.Select(tie =>
                    (Name: $"{tie.Variable} becomes {tie.Value}", Title: plan.Wording.ComesAbout($"{tie.Variable} = {tie.Value}"), tie.Condition)
                )
            )
            .ToList();
        lookBack = all.Select(trigger => LookBack(trigger.Condition)).DefaultIfEmpty(0).Max();
        firstDay = Math.Max(1, this.from - lookBack);
        today = firstDay - 1;
        foreach (var (name, title, condition) in all)
            watched.Add((name, title, condition, byTrigger.GetValueOrDefault(name) ?? Trigger(name, condition), new SettledDays()));
        longestWindow = tallies.Keys.Select(tally => tally.Days).DefaultIfEmpty(1).Max();
        // What open days hang on has to be judged again too, and that needs what it looks back at.
        keep = lateBy is null ? null : lateBy + 2 * lookBack + longestWindow + 1;
        ledgersOf =
        [
            .. plan.Filters.Select(filter => tallies.Where(pair => pair.Key.Class == filter.Class.Name).SelectMany(pair => pair.Value.Ledgers).ToList()),
        ];
        nodesOf = [.. plan.Filters.Select(filter => DependingOn(filter.Class.Name))];
        watchedOf =
        [
            .. nodesOf.Select(depending => Enumerable.Range(0, watched.Count).Where(w => depending.Contains(nodes.IndexOf(watched[w].Node))).ToArray()),
        ];
        selected = new long[plan.Filters.Count];
    }

    /// <summary>Classes whose incidents are never let go, since an obligation may be judged by what was reported long ago.</summary>
    internal IReadOnlyCollection<int> KeptForGood { get; init; } = [];

    /// <summary>First day that is judged.</summary>
    public DateOnly From => DateOnly.FromDayNumber(from);

    /// <summary>Last day that is judged; before the first where none is yet.</summary>
    public DateOnly Today => DateOnly.FromDayNumber(today);

    /// <summary>[class] incidents that were at least possibly of the class and are still counted.</summary>
    public IReadOnlyList<long> SelectedBy => selected;

    /// <summary>The incidents that are kept, in no order.</summary>
    public IReadOnlyCollection<Selected> Kept => kept.Values;

    /// <summary>Whether an incident is kept and counted in a class; of rows that count once, the first that came stands for all.</summary>
    public bool Counts(string id, int of) => kept.TryGetValue(id, out var incident) && incident.Of[of] != Levels.None && Stands(incident, of);

    /// <summary>Counts an incident.</summary>
    /// <param name="incident">As read.</param>
    /// <param name="changes">Added to: which verdicts on days already judged it changed; null where nobody asks.</param>
    internal Taken Take(Incident incident, List<VerdictChange>? changes = null)
    {
        if (Select(incident) is not { } now)
            return Forget(incident.Id, changes) ? Taken.Revised
                : incident.FirstDay.DayNumber < inForce ? Taken.BeforeInForce
                : Taken.OfNoClass;
        var isRevision = kept.TryGetValue(incident.Id, out var before);
        if (isRevision && before!.SaysTheSame(now))
            return Taken.Repeated;
        if (keep is { } days && now.Last + longestWindow <= today - days)
            return Taken.TooLate;
        kept[incident.Id] = now;
        Apply(before, now, changes);
        return isRevision ? Taken.Revised : Taken.Counted;
    }

    /// <summary>What an incident is to this watch; null where it is of no class, or from before the deal was in force.</summary>
    internal Selected? Select(Incident incident)
    {
        if (incident.FirstDay.DayNumber < inForce)
            return null;
        var (of, row) = Classify(incident);
        return of is null
            ? null
            : new Selected(
                incident.Id,
                incident.Line,
                incident.FirstDay.DayNumber,
                incident.LastDay.DayNumber,
                incident.DeathsLow ?? incident.DeathsBest ?? 0,
                incident.DeathsBest ?? 0,
                incident.DeathsHigh ?? incident.DeathsBest ?? 0,
                incident.Latitude ?? double.NaN,
                incident.Longitude ?? double.NaN,
                of,
                row
            );
    }

    /// <summary>What is kept of an incident; null where it is of no class or settled.</summary>
    public Selected? Find(string id) => kept.GetValueOrDefault(id);

    /// <summary>Counts again what was kept of an incident, without its record.</summary>
    public void Restore(Selected incident)
    {
        kept.TryGetValue(incident.Id, out var before);
        kept[incident.Id] = incident;
        Apply(before, incident, null);
    }

    /// <summary>Takes an incident back.</summary>
    public void Remove(string id) => Forget(id, null);

    /// <summary>What every trigger says on the last day judged.</summary>
    public IReadOnlyList<(string Trigger, Levels Levels)> Now =>
        [.. watched.Select(trigger => (trigger.Name, today < from ? Levels.None : trigger.Node[today]))];

    /// <summary>Judges the days up to and with this one.</summary>
    /// <returns>Verdicts that are other on this day than on the last one judged before.</returns>
    public List<VerdictChange> Advance(DateOnly to, CancellationToken cancel = default)
    {
        var changes = new List<VerdictChange>();
        for (var day = today + 1; day <= to.DayNumber; day++)
        {
            if ((day & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            foreach (var tally in tallies.Values)
            foreach (var ledger in tally.Ledgers)
                ledger.Advance(day);
            foreach (var node in nodes)
                node.Judge(day, day);
            today = day;
            if (day >= from)
                foreach (var (name, _, _, node, _) in watched)
                {
                    var before = day == from ? Levels.None : node[day - 1];
                    if (before != node[day])
                        changes.Add(new VerdictChange(name, DateOnly.FromDayNumber(day), DateOnly.FromDayNumber(day), before, node[day]));
                }
            if (keep is { } days && day % LetGoEvery == 0)
                LetGo(day - days);
        }
        return changes;
    }

    /// <summary>What every trigger came to, on the days judged so far.</summary>
    public IReadOnlyList<TriggerVerdict> Verdicts() => [.. watched.Take(plan.Triggers.Count).Select(Of)];

    /// <summary>And what that means for the state of the game.</summary>
    public IReadOnlyList<StateVerdict> States()
    {
        var all = plan
            .Ties.Select(
                (tie, t) =>
                    new StateVerdict(tie, Of(watched[plan.Triggers.Count + t]))
                    {
                        State = plan.Wording.State(tie.Variable),
                        Becomes = plan.Wording.Value(tie.Variable, tie.Value),
                    }
            )
            .ToList();
        return
        [
            .. all.Select(state =>
                state with
                {
                    BeginsSo =
                        plan.BeginsAs(state.Tie.Variable, state.Tie.Value)
                        && !all.Any(other =>
                            other.Tie.Variable.Text == state.Tie.Variable.Text && other.Tie.Value.Text != state.Tie.Value.Text && other.Since <= state.Since
                        ),
                }
            ),
        ];
    }

    /// <summary>What a trigger, or what becomes of a state, is called.</summary>
    /// <param name="name">As changes name it.</param>
    public string TitleOf(string name) => watched.Find(each => each.Name == name).Title ?? name;

    /// <summary>Whether a tie of a state to triggers is true on a day that was judged, as surely as it asks.</summary>
    /// <param name="tie">Its number.</param>
    /// <param name="day">The day.</param>
    public bool IsTied(int tie, DateOnly day)
    {
        if (day.DayNumber < from || day.DayNumber > today)
            return false;
        var (of, how) = (watched[plan.Triggers.Count + tie], plan.Ties[tie].How);
        return day.DayNumber >= open
            ? of.Node[day.DayNumber].Has(how)
            : of.Settled.At(how).Runs.Any(run => run.First <= day.DayNumber && day.DayNumber <= run.Last);
    }

    private TriggerVerdict Of((string Name, string Title, DayCondition Condition, ConditionNode Node, SettledDays Settled) trigger) =>
        new(
            trigger.Name,
            trigger.Title,
            DayConditionText.Of(trigger.Condition),
            At(trigger, Certainty.Certainly),
            At(trigger, Certainty.Probably),
            At(trigger, Certainty.Possibly)
        );

    private Verdict At((string Name, string Title, DayCondition Condition, ConditionNode Node, SettledDays Settled) trigger, Certainty certainty)
    {
        var days = trigger.Settled.At(certainty).Copy();
        for (var day = Math.Max(from, open); day <= today; day++)
            if (trigger.Node[day].Has(certainty))
                days.Add(day);
        var episodes = days.Runs.Select(run => new Episode(DateOnly.FromDayNumber(run.First), DateOnly.FromDayNumber(run.Last))).ToList();
        if (days.Runs.Count == 0)
        {
            var nearest = Nearest(trigger.Condition, certainty);
            return new Verdict(
                certainty,
                null,
                [],
                nearest is null ? [] : Counts(trigger.Condition, certainty, nearest.Value),
                0,
                [],
                nearest is null ? null : DateOnly.FromDayNumber(nearest.Value)
            );
        }
        var first = days.Runs[0].First;
        var (evidence, counts) = trigger.Settled.First[(int)certainty]
            ?? (Evidence(trigger.Condition, certainty, first), Counts(trigger.Condition, certainty, first));
        return new Verdict(certainty, DateOnly.FromDayNumber(first), evidence, counts, days.Days, episodes, null);
    }

    private (Levels[]? Of, UInt128 Row) Classify(Incident incident)
    {
        Levels[]? of = null;
        UInt128? row = null;
        for (var c = 0; c < plan.Filters.Count; c++)
        {
            var levels = plan.Filters[c].Of(incident);
            if (levels == Levels.None)
                continue;
            if (plan.Filters[c].CountsRowsOnce)
                row ??= RowPrint.Of(incident);
            of ??= new Levels[plan.Filters.Count];
            of[c] = levels;
        }
        return (of, row ?? 0);
    }

    private bool Stands(Selected incident, int of) => !plan.Filters[of].CountsRowsOnce || ReferenceEquals(equalRows[(incident.Row, of)][0], incident);

    // Equal rows have the same days and deaths, so only the first to come and the last to go change a count.
    private bool ChangesCount(Selected incident, int of, int sign)
    {
        if (!plan.Filters[of].CountsRowsOnce)
            return true;
        var key = (incident.Row, of);
        if (!equalRows.TryGetValue(key, out var rows))
            equalRows[key] = rows = [];
        if (sign > 0)
        {
            rows.Add(incident);
            return rows.Count == 1;
        }
        rows.Remove(incident);
        return rows.Count == 0 && equalRows.Remove(key);
    }

    private bool Forget(string id, List<VerdictChange>? changes)
    {
        if (!kept.Remove(id, out var before))
            return false;
        Apply(before, null, changes);
        return true;
    }

    // Takes the old out, puts the new in, and judges again what that touches.
    private void Apply(Selected? before, Selected? after, List<VerdictChange>? changes)
    {
        for (var c = 0; c < plan.Filters.Count; c++)
        {
            var dirty = int.MaxValue;
            foreach (var (incident, sign) in new[] { (before, -1), (after, 1) })
            {
                if (incident is null || incident.Of[c] == Levels.None || !ChangesCount(incident, c, sign))
                    continue;
                selected[c] += sign;
                foreach (var ledger in ledgersOf[c])
                    if (incident.Of[c].Has(ledger.Certainty))
                        dirty = Math.Min(dirty, ledger.Add(incident, sign, today));
            }
            if (dirty <= today)
                JudgeAgain(c, dirty, changes);
        }
    }

    private void JudgeAgain(int of, int since, List<VerdictChange>? changes)
    {
        // Days whose past has been let go stay as they were judged.
        if (open > 0)
            since = Math.Max(since, open + lookBack + 1);
        if (since > today)
            return;
        var old = changes is null
            ? null
            : watchedOf[of].Select(w => Enumerable.Range(since, today - since + 1).Select(day => watched[w].Node[day]).ToArray()).ToArray();
        foreach (var node in nodesOf[of])
            nodes[node].Judge(since, today);
        if (old is null)
            return;
        for (var i = 0; i < old.Length; i++)
        {
            var (name, _, _, node, _) = watched[watchedOf[of][i]];
            var others = Enumerable
                .Range(Math.Max(since, from), Math.Max(0, today - Math.Max(since, from) + 1))
                .Where(day => old[i][day - since] != node[day])
                .ToList();
            if (others.Count > 0)
                changes!.Add(
                    new VerdictChange(name, DateOnly.FromDayNumber(others[0]), DateOnly.FromDayNumber(others[^1]), old[i][others[^1] - since], node[others[^1]])
                );
        }
    }

    private void LetGo(int before)
    {
        if (before <= firstDay)
            return;
        foreach (var trigger in watched)
            for (var certainty = Certainty.Certainly; certainty <= Certainty.Possibly; certainty++)
            for (var day = Math.Max(from, open); day < before; day++)
                if (trigger.Node[day].Has(certainty))
                {
                    trigger.Settled.First[(int)certainty] ??= (Evidence(trigger.Condition, certainty, day), Counts(trigger.Condition, certainty, day));
                    trigger.Settled.At(certainty).Add(day);
                }
        open = before;
        foreach (var node in nodes)
            node.LetGo(before);
        foreach (var tally in tallies.Values)
        foreach (var ledger in tally.Ledgers)
            ledger.LetGo(before);
        foreach (
            var gone in kept
                .Values.Where(incident => incident.Last + longestWindow <= before && !KeptForGood.Any(of => incident.Of[of] != Levels.None))
                .ToList()
        )
        {
            kept.Remove(gone.Id);
            for (var c = 0; c < plan.Filters.Count; c++)
                if (plan.Filters[c].CountsRowsOnce && gone.Of[c] != Levels.None)
                    ChangesCount(gone, c, -1);
        }
    }

    private IReadOnlyList<Selected> Evidence(DayCondition condition, Certainty certainty, int day)
    {
        var found = new HashSet<Selected>(ReferenceEqualityComparer.Instance);
        foreach (var tally in Tallies(condition))
        {
            var of = plan.ClassNumber(tally.Class);
            var counted = tally.IsAtLeast ? certainty : (Certainty)(2 - (int)certainty);
            foreach (var incident in kept.Values)
                if (
                    incident.Of[of].Has(counted)
                    && incident.Within(tally.Days, counted) is var (enter, leave)
                    && enter <= day
                    && day <= leave
                    && Stands(incident, of)
                )
                    found.Add(incident);
        }
        return [.. found.OrderBy(incident => incident.First).ThenBy(incident => incident.Line)];
    }

    private IReadOnlyList<CountedValue> Counts(DayCondition condition, Certainty certainty, int day) =>
        [
            .. Tallies(condition)
                .Distinct()
                .Select(tally => new CountedValue(
                    DayConditionText.What(tally),
                    tally,
                    tallies[tally].Ledgers[tally.IsAtLeast ? (int)certainty : 2 - (int)certainty].On(day)
                )),
        ];

    // The day on which the sum of what is missing, in shares of the thresholds, is least.
    private int? Nearest(DayCondition condition, Certainty certainty)
    {
        var parts = Tallies(condition).Distinct().Where(tally => tally.IsAtLeast).ToList();
        if (parts.Count == 0 || today < Math.Max(from, open))
            return null;
        var day = Enumerable
            .Range(Math.Max(from, open), today - Math.Max(from, open) + 1)
            .MinBy(day => parts.Sum(tally => Math.Max(0, 1 - tallies[tally].Ledgers[(int)certainty].On(day) / tally.Threshold)));
        return parts.Any(tally => tallies[tally].Ledgers[(int)certainty].On(day) > 0) ? day : null;
    }

    private IEnumerable<Tally> Tallies(DayCondition condition) =>
        condition switch
        {
            Tally tally => [tally],
            TriggerName name => Tallies(plan.ConditionOf(name)),
            _ => condition.Parts.SelectMany(Tallies),
        };

    private ConditionNode Trigger(string name, DayCondition condition)
    {
        if (byTrigger.TryGetValue(name, out var made))
            return made;
        // Of its own, also where the condition is that of another trigger or a tally shared with one.
        return byTrigger[name] = Added(new SameNode(Node(condition), firstDay));
    }

    private ConditionNode Node(DayCondition condition)
    {
        switch (condition)
        {
            case Tally tally:
                if (!tallies.TryGetValue(tally, out var shared))
                {
                    shared = new TallyNode(
                        [.. Enumerable.Range(0, 3).Select(certainty => new TallyLedger(tally, (Certainty)certainty, firstDay))],
                        inForce,
                        firstDay
                    );
                    tallies[tally] = shared;
                    nodes.Add(shared);
                }
                return shared;
            case TriggerName name:
                return Trigger(name.Name, plan.ConditionOf(name));
            case NotDay not:
                return Added(new NotNode(Node(not.Operand), firstDay));
            case BothDays both:
                return Added(new BothNode(Node(both.Left), Node(both.Right), firstDay));
            case EitherDay either:
                return Added(new EitherNode(Node(either.Left), Node(either.Right), firstDay));
            case Since since:
                return Added(new SinceNode(Node(since.Left), Node(since.Right), firstDay, from));
            case Once once:
                return Added(new RunNode(Node(once.Operand), once.Days, isLasting: false, firstDay, once.Days is null ? from : firstDay));
            case Lasting lasting:
                return Added(new RunNode(Node(lasting.Operand), lasting.Days, isLasting: true, firstDay, firstDay));
            case DaysAfter after:
                return Added(new DaysAfterNode(after.Days, Node(after.Operand), firstDay));
            default:
                throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}.");
        }
    }

    private ConditionNode Added(ConditionNode node)
    {
        nodes.Add(node);
        return node;
    }

    // Nodes are in an order in which each stands after what it is made of.
    private int[] DependingOn(string of)
    {
        var touched = new HashSet<ConditionNode>(tallies.Where(pair => pair.Key.Class == of).Select(pair => (ConditionNode)pair.Value));
        foreach (var node in nodes)
            if (node.Parts.Any(touched.Contains))
                touched.Add(node);
        return [.. Enumerable.Range(0, nodes.Count).Where(n => touched.Contains(nodes[n]))];
    }

    // Days before the first that the truth of a day can hang on, beside the windows of counts, which reach back by themselves.
    private int LookBack(DayCondition condition) =>
        condition switch
        {
            TriggerName name => LookBack(plan.ConditionOf(name)),
            NotDay not => LookBack(not.Operand),
            BothDays both => Math.Max(LookBack(both.Left), LookBack(both.Right)),
            EitherDay either => Math.Max(LookBack(either.Left), LookBack(either.Right)),
            Since since => Math.Max(LookBack(since.Left), LookBack(since.Right)),
            Once once => (once.Days ?? 1) - 1 + LookBack(once.Operand),
            Lasting lasting => lasting.Days - 1 + LookBack(lasting.Operand),
            DaysAfter after => after.Days + LookBack(after.Operand),
            _ => 0,
        };
}
