using Foedus.Model;
using Foedus.Numerics;
using Foedus.Units;

namespace Foedus.Monitoring;

/// <summary>Judges obligations on reports, as the game moves them: what is owed is done on the day of the report that makes it enough; its time runs at the ends of periods.</summary>
/// <remarks>
/// Each is judged after those that it hangs on: whose standing its conditions read, or whose breach sets what they read, or releases from it. Conditions on states are read off what the deal ties to triggers, as surely as it asks there,
/// and those on the deal's time off the calendar. What neither says is taken not to be so, and what no tie speaks of to stay as it begins; that a verdict hangs on this, or on how surely another stands, is found by following every
/// course that it could have taken instead. Where two hang on each other, neither is read into the other, which is said.
/// </remarks>
internal sealed class ObligationMonitor
{
    // Courses of several obligations together that are told apart; where there are more, how those stood counts as not known.
    private const int MostCourses = 300;

    // More ways in which states may begin together are taken as not known.
    private const int MostBeginnings = 16;

    private static readonly Certainty[] LikeliestFirst = [Certainty.Probably, Certainty.Possibly, Certainty.Certainly];

    private readonly Deal deal;
    private readonly WatchPlan plan;
    private readonly WatchMonitor monitor;
    private readonly IReadOnlyList<WatchedObligation> watched;
    private readonly IReadOnlyList<IReadOnlyList<int>> order;
    private readonly IReadOnlyList<Hanging> hanging;
    private readonly IReadOnlySet<string> onlySet;

    // Names of obligations and states that something else than the breach of what is judged sets.
    private readonly IReadOnlySet<string> elsewhere;

    /// <summary>What an obligation hangs on.</summary>
    /// <param name="ReadBy">[name] which obligation its conditions mean by it.</param>
    /// <param name="Setting">Those whose breaches set what it reads, or release from it.</param>
    private sealed record Hanging(IReadOnlyDictionary<string, int> ReadBy, IReadOnlyList<int> Setting)
    {
        public bool IsOn(int other) => ReadBy.Values.Contains(other) || Setting.Contains(other);

        public IEnumerable<int> All => ReadBy.Values.Concat(Setting).Distinct();
    }

    /// <param name="deal">The deal.</param>
    /// <param name="plan">What ties its states to reports.</param>
    /// <param name="monitor">The reports.</param>
    /// <param name="watched">What is judged.</param>
    public ObligationMonitor(Deal deal, WatchPlan plan, WatchMonitor monitor, IReadOnlyList<WatchedObligation> watched)
    {
        (this.deal, this.plan, this.monitor, this.watched) = (deal, plan, monitor, watched);
        var ofBreaches = watched
            .SelectMany(owed => owed.Declared.Breach)
            .SelectMany(effect => Walk.All(effect))
            .OfType<Assign>()
            .Select(assign => assign.Place.Start)
            .ToHashSet();
        elsewhere = Walk.All(deal)
            .OfType<Assign>()
            .Where(assign => !ofBreaches.Contains(assign.Place.Start))
            .Select(assign => assign.Variable.Text)
            .Concat(deal.Offers.SelectMany(offer => offer.Starts).Select(start => start.Variable.Text))
            .ToHashSet();
        onlySet = watched
            .SelectMany(owed => OtherObligations.Sets(owed.Declared))
            .Select(set => set.State)
            .Where(state => !elsewhere.Contains(state))
            .ToHashSet();
        hanging = [.. watched.Select((owed, number) => Hangs(owed, number))];
        order = DependencyOrder.Of(watched.Count, (one, other) => hanging[one].IsOn(other));
    }

    /// <summary>The verdicts, as of the last day judged, in the order of the text.</summary>
    public IReadOnlyList<ObligationVerdict> Judge()
    {
        var verdicts = new ObligationVerdict[watched.Count];
        // [certainty][obligation] how it has stood where what is not known is taken, and [obligation] every course that it and those it hangs on may have taken.
        var taken = LikeliestFirst.ToDictionary(certainty => certainty, _ => new Past?[watched.Count]);
        var (ways, likeliest) = (new IReadOnlyList<Sequence<Past?>>[watched.Count], new IReadOnlyList<Sequence<Past?>>[watched.Count]);
        foreach (var group in order)
        {
            var (now, courses) = (new Dictionary<(int, Certainty), Past?>(), new Dictionary<int, IReadOnlyList<Sequence<Past?>>>());
            foreach (var number in group)
                (verdicts[number], likeliest[number]) = Judge(number, group, taken, ways, likeliest, now, courses);
            foreach (var ((number, certainty), past) in now)
                taken[certainty][number] = past;
            foreach (var (number, all) in courses)
                ways[number] = all;
        }
        return verdicts;
    }

    // The verdict, and the courses of this and of what it hangs on if all that is probably reported is so.
    private (ObligationVerdict Verdict, IReadOnlyList<Sequence<Past?>> Likeliest) Judge(
        int number,
        IReadOnlyList<int> group,
        Dictionary<Certainty, Past?[]> taken,
        IReadOnlyList<Sequence<Past?>>[] ways,
        IReadOnlyList<Sequence<Past?>>[] likeliest,
        Dictionary<(int, Certainty), Past?> now,
        Dictionary<int, IReadOnlyList<Sequence<Past?>>> courses
    )
    {
        var (owed, on) = (watched[number], hanging[number]);
        var declared = owed.Declared;
        // How a finding turns out is in no report.
        var isRead = declared.Dispute is null && Enumerable.Range(0, watched.Count).Any(other => !group.Contains(other) && hanging[other].IsOn(number));
        var others = on.All.Where(other => !group.Contains(other)).ToList();
        var together = Joined(others.Select(other => ways[other]));
        var (byTaken, byKnown) = (Conditions(owed, on, [.. taken[Certainty.Probably]], isTaken: true), Conditions(owed, on, together[0], isTaken: false));
        var notes = Notes(number, group, byTaken, byKnown).ToList();
        var at = new Dictionary<Certainty, ObligationAt>();
        var days = new ReportedDays(owed, monitor, plan.ClassNumber(declared.Reported!.Text));
        var begun = Begun(Read(declared).SelectMany(byKnown.BegunOtherwise).DistinctBy(read => read.State));
        foreach (var certainty in LikeliestFirst)
        {
            var each = begun
                .Select(some => Courses(owed, days.At(certainty), Conditions(owed, on, [.. taken[certainty]], isTaken: true, some), isRead)[0])
                .ToList();
            (at[certainty], now[(number, certainty)]) = (Agreed([.. each.Select(way => way.At)]), each[0].Past);
            if (certainty == Certainty.Probably)
                notes.AddRange(ByBeginning(begun, [.. each.Select(way => way.At)]));
        }
        var standings = at.Values.Select(way => way.Standing).ToHashSet();
        var (otherwise, all) = (new List<ObligationAt>(), new HashSet<Sequence<Past?>>());
        var spans = new Dictionary<Standing, StandingDays>();
        foreach (var way in at.Values)
            spans[way.Standing] = StandingDays.With(spans.GetValueOrDefault(way.Standing), way);
        var every = days.Ways();
        // What is probably reported, with everything that is not known: only where it comes to the same is that probable too.
        var likely = Joined(others.Select(other => likeliest[other]))
            .SelectMany(course => Possible(course, days.At(Certainty.Probably)).Select(way => (way.At, Past: With(course, way.Past))))
            .ToList();
        var likelyPasts = isRead ? likely.Select(way => way.Past).Distinct().Take(MostCourses + 1).ToList() : [];
        // One by one, a report that breaks it may have come after another that did: first and last days tell since when.
        var isOneByOne = every is null && declared.IsForbidden;
        foreach (
            var way in together
                .Where(_ => isOneByOne)
                .SelectMany(course => days.AsSurely.SelectMany(reports => Possible(course, reports)))
                .Select(possible => possible.At)
        )
            spans[way.Standing] = StandingDays.With(spans.GetValueOrDefault(way.Standing), way);
        foreach (var course in together)
        foreach (var (way, past) in isOneByOne ? Kept(course) : (every ?? days.AsSurely).SelectMany(reports => Possible(course, reports)))
        {
            spans[way.Standing] = StandingDays.With(spans.GetValueOrDefault(way.Standing), isOneByOne ? way with { Day = null } : way);
            if (standings.Add(way.Standing))
                otherwise.Add(way);
            if (isRead && all.Count <= MostCourses)
                all.Add(With(course, past));
        }
        // What is owed once, whatever else is so, is the later the later each report is: where the first and the last of their days agree, so do those between.
        var isOpen = every is null && !isOneByOne && !(declared is { Each: null, By.Condition: null, Suspended: null, Excused: null } && on.Setting.Count == 0);
        courses[number] = all.Count is 0 or > MostCourses || every is null && !isOneByOne ? [Unknown] : [.. all];
        if (isOpen)
            notes.Add("Its reports may have been on more days, or may count, in more ways together than are tried, so nothing is certain.");
        return (
            new ObligationVerdict(
                declared.Name,
                declared.Title ?? declared.Name,
                declared.Party.Text,
                owed.Of,
                declared.Owed,
                at[Certainty.Certainly],
                at[Certainty.Probably],
                at[Certainty.Possibly],
                notes
            )
            {
                PartyTitle = deal.PartyTitle(declared.Party.Text),
                OwesInWords = plan.Wording.Owes(declared),
                Otherwise = otherwise,
                IsOpen = isOpen,
                Days = [.. spans.Values],
                IsProbable = likely.DistinctBy(way => way.At.Standing).Count() == 1,
                IsDayProbable = likely.Where(way => way.At.Standing == at[Certainty.Probably].Standing).DistinctBy(way => way.At.Day).Count() == 1,
            },
            likelyPasts.Count is 0 or > MostCourses ? [Unknown] : likelyPasts
        );

        Sequence<Past?> With(Sequence<Past?> course, Past? past) => course.Select((other, of) => of == number ? past : other).ToSequence();

        IReadOnlyList<(ObligationAt At, Past? Past)> Possible(Sequence<Past?> course, IReadOnlyList<(DateOnly Day, Selected Report)> reports) =>
            [.. begun.SelectMany(some => Courses(owed, reports, Conditions(owed, on, course, isTaken: false, some), isRead))];

        // What must not be done is broken by any one report, and kept where each of them may have been harmless.
        IEnumerable<(ObligationAt At, Past? Past)> Kept(Sequence<Past?> course)
        {
            var canBeKept = true;
            foreach (var alone in days.OneByOne())
            {
                var ways = alone.SelectMany(reports => Possible(course, reports)).ToList();
                foreach (var broken in ways.Where(way => way.At.Standing is Standing.Breached or Standing.Excused))
                    yield return broken;
                canBeKept &= ways.Any(way => way.At.Standing is not (Standing.Breached or Standing.Excused));
            }
            if (canBeKept)
                foreach (var kept in Possible(course, []))
                    yield return kept;
        }
    }

    // How it stands as surely, however states begin; a day that hangs on that is none.
    private static ObligationAt Agreed(IReadOnlyList<ObligationAt> each) =>
        each[0] with
        {
            Day = each.All(other => other.Day == each[0].Day) ? each[0].Day : null,
            Due = each.All(other => other.Due == each[0].Due) ? each[0].Due : null,
            MayBeDueLater = each.Any(other => other.MayBeDueLater),
        };

    // Where it hangs on how states begin, what is probably reported comes to that with each beginning.
    private IEnumerable<string> ByBeginning(IReadOnlyList<IReadOnlyDictionary<string, string?>> begun, IReadOnlyList<ObligationAt> each)
    {
        if (each.DistinctBy(way => (way.Standing, way.Day, way.Due)).Count() > 1)
            for (var b = 0; b < begun.Count; b++)
                yield return $"Probably, where {Words.Listed([.. begun[b].Select(begins => $"{plan.Wording.State(begins.Key)} begins as {Beginning(begins.Key, begins.Value)}")])}: {each[b].InWords}.";
    }

    private string Beginning(string state, string? value) => value is null ? "the offer says" : plan.Wording.Value(state, value);

    private IEnumerable<string> Notes(int number, IReadOnlyList<int> group, ReportedCondition taken, ReportedCondition known)
    {
        var declared = watched[number].Declared;
        foreach (
            var (condition, what) in new[]
            {
                (declared.By.Condition, "what brings it"),
                (declared.Suspended, "what suspends it"),
                (declared.Excused, "what excuses it"),
            }
        )
            if (condition is not null && taken.Holds(condition, 1) is null)
                yield return $"Reports do not say whether {plan.Wording.Said(ExpressionText.Of(condition))}; {what} is taken not to be so.";
            else if (condition is not null && known.Holds(condition, 1) is null && known.Untied(condition) is { Count: > 0 } untied)
                yield return $"No trigger says what {string.Join(" and ", untied.Select(plan.Wording.State))} becomes; it is taken to stay as it begins.";
        foreach (var (state, beginnings) in Read(declared).SelectMany(known.BegunOtherwise).DistinctBy(read => read.State))
            yield return beginnings is [var begins]
                ? $"In the offers that have it, {plan.Wording.State(state)} begins as {Beginning(state, begins)}."
                : $"How {plan.Wording.State(state)} begins hangs on which offer was signed ({Words.Either(beginnings.OfType<string>().Select(begins => plan.Wording.Value(state, begins)))}), so each is looked at.";
        if (group.Where(other => other != number).ToList() is { Count: > 0 } mutual)
            yield return $"It hangs on {Words.Listed([.. mutual.Select(other => watched[other].Declared.Title ?? Words.Plain(watched[other].Declared.Name))])}, which {Words.Does(mutual.Count, "hangs", "hang")} on it; how one stands is not read into the other.";
        foreach (var (name, meant) in hanging[number].ReadBy.Where(read => watched.Count(other => other.Declared.Name == read.Key) > 1))
            yield return $"Several clauses have an obligation '{name}'; {(watched[meant].Of is { } clause ? $"that of {deal.Clauses.FirstOrDefault(each => each.Name == clause)?.Title ?? clause}" : "the deal's own")} is taken to be meant.";
        if (elsewhere.Contains(declared.Name))
            yield return $"Reports do not say whether somebody was released from it ({declared.Name} = excused); that is taken not to be so.";
        if (declared.Dispute is { } dispute)
            yield return $"Whether it is done is for {dispute.Party?.Text ?? dispute.Title} to find; this is what was reported.";
    }

    private ReportedCondition Conditions(
        WatchedObligation owed,
        Hanging on,
        Sequence<Past?> course,
        bool isTaken,
        IReadOnlyDictionary<string, string?>? begun = null
    ) =>
        new(deal, plan, monitor, owed, new OtherObligations(on.ReadBy, [.. on.Setting.Select(other => (other, watched[other]))], course, onlySet), isTaken)
        {
            Begun = begun ?? new Dictionary<string, string?>(),
        };

    private static IEnumerable<Expression> Read(Obligation declared) =>
        new[] { declared.By.Condition, declared.Suspended, declared.Excused }.OfType<Expression>();

    // Every way in which the states may begin together; too many are not known.
    private static List<IReadOnlyDictionary<string, string?>> Begun(IEnumerable<(string State, IReadOnlyList<string?> Beginnings)> open)
    {
        List<IReadOnlyDictionary<string, string?>> all = [new Dictionary<string, string?>()];
        foreach (var (state, beginnings) in open.Where(read => read.Beginnings.Count > 1))
            if (all.Count * beginnings.Count <= MostBeginnings)
                all = [.. all.SelectMany(some => beginnings.Select(begins => new Dictionary<string, string?>(some) { [state] = begins }))];
        return all;
    }

    private Sequence<Past?> Unknown => new Past?[watched.Count].ToSequence();

    // Every course that several may have taken together; those that two of them hang on have taken one.
    private List<Sequence<Past?>> Joined(IEnumerable<IReadOnlyList<Sequence<Past?>>> all)
    {
        List<Sequence<Past?>> together = [Unknown];
        foreach (var ways in all)
        {
            together = [.. together.SelectMany(_ => ways, Both).OfType<Sequence<Past?>>().Distinct()];
            if (together.Count > MostCourses)
                return [Unknown];
        }
        return together;

        static Sequence<Past?>? Both(Sequence<Past?> one, Sequence<Past?> other) =>
            one.Zip(other).All(pair => pair.First is null || pair.Second is null || pair.First.Equals(pair.Second))
                ? one.Zip(other, (mine, its) => mine ?? its).ToSequence()
                : null;
    }

    private Hanging Hangs(WatchedObligation owed, int number)
    {
        var declared = owed.Declared;
        var names = new[] { declared.By.Condition, declared.Suspended, declared.Excused }.OfType<Expression>().SelectMany(Names).ToHashSet();
        var readBy = new Dictionary<string, int>();
        foreach (var name in names)
            if (
                Enumerable
                    .Range(0, watched.Count)
                    .Where(other => other != number && watched[other].Declared.Name == name)
                    .OrderBy(other =>
                        watched[other].Of == owed.Of ? 0
                        : watched[other].Of is null ? 1
                        : 2
                    )
                    .ToList()
                is [var meant, ..]
            )
                readBy.Add(name, meant);
        return new Hanging(
            readBy,
            [
                .. Enumerable
                    .Range(0, watched.Count)
                    .Where(other =>
                        other != number && OtherObligations.Sets(watched[other].Declared).Any(set => set.State == declared.Name || names.Contains(set.State))
                    ),
            ]
        );
    }

    private IEnumerable<string> Names(Expression condition) =>
        Walk.All(condition)
            .SelectMany(part =>
                part switch
                {
                    Name name => Defined(name.Text),
                    Applied applied => Defined(applied.Definition.Text),
                    _ => [],
                }
            );

    private IEnumerable<string> Defined(string name) =>
        deal.Definitions.FirstOrDefault(definition => definition.Name == name) is { } definition ? Names(definition.Value) : [name];

    // How it may stand and have stood, by every course that it can have taken; one course where it is always known whether a condition is so.
    private IReadOnlyList<(ObligationAt At, Past? Past)> Courses(
        WatchedObligation owed,
        IReadOnlyList<(DateOnly Day, Selected Report)> reports,
        ReportedCondition conditions,
        bool isRead
    )
    {
        if (!owed.Declared.IsLasting)
            return new OnceObligation(owed, reports, monitor.Today, conditions, isRead).Courses();
        var lasting = new LastingObligation(owed, reports, monitor.Today, conditions, isRead);
        return owed.Declared.IsForbidden ? lasting.Kept() : lasting.Rounds();
    }
}
