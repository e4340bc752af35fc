using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Solving.Beliefs.Reasons;
using Foedus.Units;

namespace Foedus.Weighing.Reasons;

/// <summary>Builds an explanation from a solution: how it ends, which turns decide, who plays what and why, what is believed, what slips weigh, what flips the choice.</summary>
public sealed class Explainer(LoweredOffer offer, AssumptionSet assumptions, OfferSolver solver)
{
    /// <summary>Turns that are explained at most.</summary>
    public const int MostTurns = 6;

    // Periods more of failing that make an option one that leads to it.
    private const double Failing = 0.5;

    // Of all that fails as a chance: what is decided less than this at a turn is no reason to tell it.
    private const double Deciding = 0.001;

    // What is left of rounding is no turn that is met.
    private const double Unreached = 1e-6;

    // Courses that stay on a page whose turns need the room.
    private const int LeastCourses = 3;

    // Kept for saying what was left out.
    private const int LinesOfCuts = 2;

    // Of the times that a turn is met, on either side of what is told of beliefs.
    private const double Tail = 0.05;

    // A slip that is made so often is a reason by itself.
    private const double Often = 0.1;

    private const int Scans = 4;
    private const int Halvings = 10;

    // Points up to which two options are told as level: what a solved choice may miss, and far less than a reader sees.
    private const double Level = Differences.Level;

    /// <summary>Told what is being done; null: nobody.</summary>
    public IProgress<string>? Progress { private get; init; }

    private readonly PublicBeliefGame game = offer.Game;
    private readonly DealWords words = new(offer);

    /// <param name="offer">The offer.</param>
    /// <param name="assumptions">The values it is solved at.</param>
    /// <param name="resolution">Knots of the belief grid in each running sum.</param>
    public Explainer(LoweredOffer offer, AssumptionSet assumptions, int resolution)
        : this(offer, assumptions, new OfferSolver(offer, resolution)) { }

    /// <param name="withFlips">Whether thresholds are looked for: some hundred further solves.</param>
    /// <param name="cancel">Stops the work.</param>
    public Explanation Explain(bool withFlips, CancellationToken cancel = default) =>
        Explain(Certified(solver.Solve(assumptions.Best, cancel)), withFlips, withSlips: true, cancel);

    /// <summary>Explains an offer at the best values on a grid on which its answer is stable, or says what is open.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="assumptions">The values it is solved at.</param>
    /// <param name="resolution">Knots to begin with.</param>
    /// <param name="withFlips">Whether thresholds are looked for: some hundred further solves.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="progress">Told what is being done.</param>
    public static Explanation Refined(
        LoweredOffer offer,
        AssumptionSet assumptions,
        int resolution,
        bool withFlips,
        CancellationToken cancel = default,
        IProgress<string>? progress = null
    )
    {
        progress?.Report("solving, and again on finer grids");
        var refined = GridRefinement.Quick(offer, assumptions.Best, resolution, refine: true, cancel);
        var explainer = new Explainer(offer, assumptions, refined.Resolution) { Progress = progress };
        var explained = explainer.Explain(explainer.Certified(refined.Outcome), withFlips, withSlips: true, cancel);
        return explained with { Selection = string.Join(" ", GridWords.Open(offer, refined).Prepend(explained.Selection)) };
    }

    /// <exception cref="RefusedException">There is no certified solution.</exception>
    private OfferOutcome Certified(OfferOutcome outcome) =>
        outcome.IsSolved
            ? outcome
            : throw new RefusedException(
                $"'{offer.Offer.Name}' has no certified solution at the best values, so there is nothing to explain. {string.Join(" ", outcome.Solution.Report!.Notes)}"
            );

    /// <summary>Explains a solution that is at hand, at whatever values, without thresholds.</summary>
    /// <param name="outcome">The solution.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <param name="withSlips">Whether it is solved again with everybody more careful, so that slips can be called so.</param>
    public Explanation Explain(OfferOutcome outcome, CancellationToken cancel = default, bool withSlips = true) =>
        Explain(outcome, withFlips: false, withSlips, cancel);

    /// <summary>The same where it is known already what taking slips out does.</summary>
    internal Explanation Explain(OfferOutcome outcome, IReadOnlyList<SlipEffect> known, CancellationToken cancel) =>
        Explain(outcome, withFlips: false, withSlips: true, cancel, known);

    private Explanation Explain(OfferOutcome outcome, bool withFlips, bool withSlips, CancellationToken cancel, IReadOnlyList<SlipEffect>? known = null)
    {
        Progress?.Report("what choices are worth and how it ends");
        var play = new SolvedPlay(offer, outcome, cancel);
        var (worth, care, careful) = (play.Worths, new Stakes(play), withSlips ? play.Careful : null);
        // Further solves go beside what is read off the solution that is shown; they share nothing that either writes.
        var found = withSlips && known is null ? play.Slips : [];
        var further = withSlips ? Task.Run(() => (Slips: known ?? SlipAnalysis.Run(play, found, cancel), Finer: Finer(outcome, cancel)), cancel) : null;
        var endings = new Endings(play, cancel);
        var decisive = Decisive(outcome, endings);
        var options = Options(outcome, decisive);
        var parts = OptionWorths.Of(outcome.Solution, play.Moves, outcome.Forward, options, cancel).ToDictionary(each => each.Option);
        var differences = new Differences(offer, outcome, words, endings.Asked);
        Progress?.Report("again without slips");
        var (slips, finer) = further?.GetAwaiter().GetResult() ?? ([], null);
        var flips = withFlips ? Flips(outcome, decisive, worth, cancel) : [.. decisive.Select(_ => new List<ChoiceFlip>())];
        var told = decisive.Select((at, i) => Turn(outcome, at, worth, finer, parts, differences, careful is null ? null : play.Made, flips[i])).ToList();
        var (opening, ends, stakes) = (Opening(outcome).ToList(), endings.Sentences().ToList(), care.Sentences().ToList());
        // The most important first, one page of it: the answers, how it ends, the turns at which that is decided, what slips do, what is at stake, then other turns. Courses leave room to the turns that decide most and to slips.
        var page = new OnePage(Explanation.MostLines - 2 - LinesOfCuts);
        // What decisions move is told of every offer, however much there is to say before it.
        page.Keep(stakes.Take(1));
        page.Take(opening);
        var first = told.Take(3).Select(turn => Sentences(turn).ToList()).ToList();
        var slipWords = SlipWords.Of(slips, Explanation.MostSlips).ToList();
        var courses = Enumerable.Range(LeastCourses, Endings.MostLines - LeastCourses + 1).Reverse().Select(most => endings.Sentences(most).ToList()).ToList();
        page.Take(courses.Find(shorter => page.Fits([.. shorter, .. first.SelectMany(each => each), .. slipWords])) ?? courses[^1]);
        var (choices, untold) = (new List<string>(), 0);
        void Choices(IEnumerable<IReadOnlyList<string>> turns)
        {
            foreach (var turn in turns)
            {
                var taken = page.TakeWhole(turn);
                choices.AddRange(taken);
                untold += taken.Count == 0 ? 1 : 0;
            }
        }
        Choices(first.Take(2));
        var slipped = page.Take(slipWords);
        Choices(first.Skip(2));
        IReadOnlyList<string> staked = [.. page.TakeKept([.. stakes.Take(1)]), .. page.Take(stakes.Skip(1))];
        Choices(told.Skip(3).Select(turn => Sentences(turn).ToList()));
        IReadOnlyList<string> cut = Cut(untold, slipWords.Count - slipped.Count, stakes.Count - staked.Count) is { } said ? [said] : [];
        var turns = told.OrderBy(turn => turn.Period).ThenBy(turn => game.Steps.ToList().FindIndex(step => step.Name == turn.Step)).ToList();
        return new Explanation(offer.Offer.Name, turns, endings.Ends, care.Parties, [.. page.Told, .. cut])
        {
            EndingSentences = ends,
            ChoiceSentences = choices,
            CareSentences = [.. slipped, .. staked, .. cut],
            Titles = offer.Wording.Titles,
            Slips = slips,
            Knots = game.HasPrivateTypes ? outcome.Solution.Grid.Resolution : null,
            Selection = SolutionWords.Of(outcome, offer.Start is not null),
            Counting =
                DiscountedTime.Sentence(outcome.Solution, words.Unit) is { } counting
                && page.Told.Any(sentence => sentence.Contains(" discounted ", StringComparison.Ordinal))
                    ? counting
                    : null,
        };
    }

    // What a page had no room for, and where it stands.
    private static string? Cut(int turns, int slips, int remedies) =>
        new[]
        {
            turns > 0 ? Words.Counted(turns, "turn") : "",
            slips > 0 ? $"{Words.Counted(slips, "sentence")} on slips" : "",
            remedies > 0 ? $"{Words.Counted(remedies, "sentence")} on how careful parties are" : "",
        }
            .Where(part => part.Length > 0)
            .ToList()
            is { Count: > 0 } parts
            ? $"Left out for want of room: {Words.Listed(parts)}; 'foedus explain --json' has all."
            : null;

    // The same on a finer grid, for the numerical error of what options are worth and of what is believed; null where nothing is private, or where it does not fit or has no such solution.
    private SolvedPlay? Finer(OfferOutcome outcome, CancellationToken cancel)
    {
        var finer = GridRefinement.Finer(outcome.Solution.Grid.Resolution);
        if (!GridRefinement.Fits(offer, finer) || CarefulPlay.Follow(outcome, new OfferSolver(offer, finer).Solve([.. outcome.World], cancel)) is not { } there)
            return null;
        // What is read off it takes its time too: here, beside what is read off the solution that is shown.
        var play = new SolvedPlay(offer, there, cancel);
        return play.Worths.Count == 0 ? null : play;
    }

    private List<TurnOption> Options(OfferOutcome outcome, IReadOnlyList<(int Period, int Node, int Mover, int Party)> turns) =>
        [
            .. from at in turns
            from type in Enumerable.Range(0, game.Parties[at.Party].TypeCount)
            where outcome.Forward.VisitsOf(at.Period % outcome.Solution.Periods, at.Node)!.Meets(at.Party, type)
            from option in Enumerable.Range(0, OptionsOf(at.Node, at.Mover).Count)
            select new TurnOption(at.Period, at.Node, at.Mover, at.Party, type, option),
        ];

    // Turns at which it is decided most whether it fails, then those that are merely met most; of each the state and period in which that is so.
    private List<(int Period, int Node, int Mover, int Party)> Decisive(OfferOutcome outcome, Endings endings)
    {
        var decides = endings.Decides;
        var found = new List<(double Decided, double Most, double Reached, int Period, int Node, int Mover, int Party, bool IsPromised)>();
        for (var node = 0; node < game.Nodes.Count; node++)
        {
            var movers = game.Nodes[node].Choosers;
            for (var mover = 0; mover < movers.Count; mover++)
            {
                if (OptionsOf(node, mover).Count < 2)
                    continue;
                double In(int period) => decides.GetValueOrDefault((node, mover, period));
                // A promise is what somebody asks about, however seldom it is called on: what deters lies off the way.
                var isPromised = offer.Promises.Any(promise => promise.Calls.Any(call => call.Node == node && call.Mover == mover));
                var deciding = Enumerable.Range(0, solver.Periods).Where(period => In(period) > 0 && outcome.Forward.Reached[period][node] > 0.01).ToList();
                var period =
                    deciding.Count > 0
                        ? deciding.MaxBy(In)
                        : Enumerable.Range(0, solver.Periods).MaxBy(period => outcome.Forward.Reached[period][node] * Math.Pow(0.9, period));
                if (outcome.Forward.Reached[period][node] is > Unreached and var reached && (isPromised || reached > 0.01))
                    found.Add((Enumerable.Range(0, solver.Periods).Sum(In), In(period), reached, period, node, mover, movers[mover].Party, isPromised));
            }
        }
        // One state is enough for a turn at which the same can be chosen, whichever step of that name it is.
        var sets = found.ToDictionary(turn => (turn.Node, turn.Mover), turn => OptionsOf(turn.Node, turn.Mover).ToHashSet());
        return
        [
            .. found
                .GroupBy(turn => (game.Steps[game.Nodes[turn.Node].Step].Name, turn.Party, Widest(turn)))
                .Select(same =>
                    (
                        Decided: same.Sum(turn => turn.Decided),
                        IsPromised: same.Any(turn => turn.IsPromised),
                        Turn: same.OrderByDescending(turn => turn.Most).ThenByDescending(turn => turn.Reached).First()
                    )
                )
                .OrderByDescending(each => each.Decided >= Deciding ? each.Decided : 0)
                .ThenByDescending(each => each.IsPromised)
                .ThenByDescending(each => each.Turn.Reached)
                .Take(MostTurns)
                .Select(each => (each.Turn.Period, each.Turn.Node, each.Turn.Mover, each.Turn.Party)),
        ];

        // Fewer of the same options are no other turn: what is chosen among, where most can be.
        string Widest((double Decided, double Most, double Reached, int Period, int Node, int Mover, int Party, bool IsPromised) turn) =>
            string.Join(
                '|',
                found
                    .Where(other => other.Party == turn.Party && game.Steps[game.Nodes[other.Node].Step].Name == game.Steps[game.Nodes[turn.Node].Step].Name)
                    .Select(other => sets[(other.Node, other.Mover)])
                    .Where(set => set.IsSupersetOf(sets[(turn.Node, turn.Mover)]))
                    .MaxBy(set => set.Count)!
                    .Order(StringComparer.Ordinal)
            );
    }

    private IReadOnlyList<string> OptionsOf(int node, int mover) => game.Nodes[node].Choosers[mover].Options;

    private ExplainedTurn Turn(
        OfferOutcome outcome,
        (int Period, int Node, int Mover, int Party) at,
        Dictionary<(int Period, int Node, int Mover), double[]> worth,
        SolvedPlay? finer,
        Dictionary<TurnOption, OptionWorth> parts,
        Differences differences,
        IReadOnlyList<Slip>? made,
        List<ChoiceFlip> flips
    )
    {
        var period = at.Period % outcome.Solution.Periods;
        var party = game.Parties[at.Party];
        var options = OptionsOf(at.Node, at.Mover);
        var beliefs = Enumerable
            .Range(0, game.Parties.Count)
            .Where(p => game.Parties[p].IsPrivate)
            .SelectMany(p => Held(outcome, finer?.Outcome, period, at.Node, p));
        // A type without a chance does not meet the turn.
        var types = Enumerable.Range(0, party.TypeCount).Where(type => outcome.Forward.VisitsOf(period, at.Node)!.Meets(at.Party, type)).Select(Of);
        return new ExplainedTurn(
            at.Period + 1,
            game.Steps[game.Nodes[at.Node].Step].Name,
            game.StateNames[game.Nodes[at.Node].State],
            party.Name,
            outcome.Forward.Reached[at.Period][at.Node],
            [.. beliefs],
            [.. types],
            flips
        );

        ExplainedType Of(int type)
        {
            var worths = worth[(period, at.Node, at.Mover)].AsSpan(type * options.Count, options.Count).ToArray();
            var order = Enumerable
                .Range(0, options.Count)
                .Select(o => (Option: o, Chance: outcome.Forward.ChoiceWhereMet(period, at.Node, at.Mover, at.Party, type, o)))
                .OrderByDescending(each => each.Chance)
                .ToList();
            var first = order[0].Option;
            return new ExplainedType(
                party.TypeNames[type],
                [.. order.Select(each => new ExplainedOption(options[each.Option], each.Chance, worths[each.Option], IsSlip(each.Option)))],
                [
                    .. order
                        .Skip(1)
                        .Select(each =>
                            differences.Of(
                                Part(first),
                                Part(each.Option),
                                worths[first] - worths[each.Option],
                                (options[first], options[each.Option]),
                                Error(first, each.Option)
                            )
                        ),
                ]
            );

            // By the rule that slips are taken out by, so that one thing is not a slip here and none there.
            bool IsSlip(int option) => made?.Any(slip => !slip.IsNearTie && slip.Taken.Contains(new ClosedOption(at.Node, at.Mover, type, option))) == true;

            // What another grid makes of the difference.
            double? Error(int one, int other) =>
                finer is not null
                && finer.Worths.TryGetValue((period, at.Node, at.Mover), out var there)
                && Math.Abs(worths[one] - worths[other] - there[type * options.Count + one] + there[type * options.Count + other]) is var off
                && double.IsFinite(off)
                    ? off
                    : null;

            OptionWorth Part(int option) => parts[new TurnOption(at.Period, at.Node, at.Mover, at.Party, type, option)];
        }
    }

    private IEnumerable<HeldBelief> Held(OfferOutcome outcome, OfferOutcome? finer, int period, int node, int party)
    {
        var (here, there) = (outcome.Forward, finer?.Forward.VisitsOf(period, node) is null ? null : finer.Forward);
        var (beliefs, again) = (here.BeliefWhereMet(period, node, party), there?.BeliefWhereMet(period, node, party));
        return beliefs.Select(
            (belief, type) =>
            {
                double At(ForwardPass along, double share) => along.BeliefQuantileWhereMet(period, node, party, type, share);
                var (low, high) = (At(here, Tail), At(here, 1 - Tail));
                return new HeldBelief(game.Parties[party].Name, game.Parties[party].TypeNames[type], belief)
                {
                    Low = low,
                    High = high,
                    NumericalError = again is null ? null : Math.Abs(belief - again[type]),
                    SpreadError = there is null ? null : Math.Max(Math.Abs(low - At(there, Tail)), Math.Abs(high - At(there, 1 - Tail))),
                };
            }
        );
    }

    // "Russia revisionist 0.55 (0.10 to 0.90 in nine of ten times)": the spread where it is seen, errors where the second digit hangs on the grid.
    private string Believed(HeldBelief held)
    {
        static string Off(double? error) => error > GridRefinement.Stable ? $" ± {ReasonWords.Number(error.Value)}" : "";
        var (low, high) = (ReasonWords.Number(held.Low), ReasonWords.Number(held.High));
        return $"{Title(held.Party)} {Words.Plain(held.Type)} {ReasonWords.Number(held.Chance)}{Off(held.NumericalError)}{(double.IsNaN(held.Low) || low == high ? "" : $" ({low} to {high}{Off(held.SpreadError)} in nine of ten times)")}";
    }

    private int[] Favourites(OfferOutcome outcome, (int Period, int Node, int Mover, int Party) at) =>
        [
            .. Enumerable
                .Range(0, game.Parties[at.Party].TypeCount)
                .Select(type =>
                    Enumerable
                        .Range(0, OptionsOf(at.Node, at.Mover).Count)
                        .MaxBy(option => outcome.Forward.ChoiceWhereMet(at.Period % outcome.Solution.Periods, at.Node, at.Mover, at.Party, type, option))
                ),
        ];

    private List<ChoiceFlip>[] Flips(
        OfferOutcome best,
        List<(int Period, int Node, int Mover, int Party)> turns,
        Dictionary<(int Period, int Node, int Mover), double[]> worth,
        CancellationToken cancel
    )
    {
        // What is level has no flip: which of the two is likelier says nothing.
        bool IsLevel(int turn, int type)
        {
            var options = OptionsOf(turns[turn].Node, turns[turn].Mover).Count;
            var worths = worth[(turns[turn].Period % best.Solution.Periods, turns[turn].Node, turns[turn].Mover)]
                .AsSpan(type * options, options)
                .ToArray()
                .OrderDescending()
                .ToArray();
            return worths[0] - worths[1] <= Level;
        }
        var flips = turns.Select(_ => new List<ChoiceFlip>()).ToArray();
        var atBest = turns.Select(turn => Favourites(best, turn)).ToArray();
        var (values, solves) = ((double[])assumptions.Best.Clone(), 0);
        for (var a = 0; a < values.Length; a++)
        {
            int[][]? At(double value)
            {
                Progress?.Report($"where choices flip, {Words.Counted(++solves, "solve")}, assumption {a + 1} of {values.Length}");
                values[a] = value;
                var outcome = solver.Solve(values, cancel);
                values[a] = assumptions.Best[a];
                return outcome.IsSolved ? [.. turns.Select(turn => Favourites(outcome, turn))] : null;
            }
            foreach (var end in new[] { assumptions.Distributions[a].Low, assumptions.Distributions[a].High })
            {
                if (end == assumptions.Best[a])
                    continue;
                var inside = assumptions.Best[a];
                var seen = new HashSet<(int, int)>();
                for (var scan = 1; scan <= Scans; scan++)
                {
                    var outside = assumptions.Best[a] + (end - assumptions.Best[a]) * scan / Scans;
                    if (At(outside) is { } there)
                        for (var turn = 0; turn < turns.Count; turn++)
                        for (var type = 0; type < there[turn].Length; type++)
                            if (there[turn][type] != atBest[turn][type] && !IsLevel(turn, type) && seen.Add((turn, type)))
                                flips[turn].Add(Narrow(a, turns[turn], turn, type, atBest[turn][type], inside, outside, there[turn][type], At));
                    inside = outside;
                }
            }
        }
        return flips;
    }

    private ChoiceFlip Narrow(
        int a,
        (int Period, int Node, int Mover, int Party) at,
        int turn,
        int type,
        int favourite,
        double inside,
        double outside,
        int beyond,
        Func<double, int[][]?> solve
    )
    {
        for (var round = 0; round < Halvings; round++)
        {
            var middle = (inside + outside) / 2;
            if (solve(middle) is not { } there)
                break;
            if (there[turn][type] == favourite)
                inside = middle;
            else
                (outside, beyond) = (middle, there[turn][type]);
        }
        var options = OptionsOf(at.Node, at.Mover);
        return new ChoiceFlip(
            assumptions.Assumptions[a].Name,
            assumptions.Best[a],
            (inside + outside) / 2,
            game.Parties[at.Party].TypeNames[type],
            options[favourite],
            options[beyond]
        );
    }

    private IEnumerable<string> Opening(OfferOutcome outcome)
    {
        for (var ask = 0; ask < offer.Asks.Count; ask++)
            yield return new Asked(offer.Asks[ask]).IsCensored
                ? OfferSolver.IsTimeWithoutEnd(game)
                    ? $"{offer.Asks[ask].Title}: {Words.Several(ReasonWords.Number(outcome.Measures[ask]), words.Unit)} on average where it comes; never in {ReasonWords.Hundred(outcome.Censored[ask])}."
                    : $"{offer.Asks[ask].Title}: {Words.Several(ReasonWords.Number(outcome.Measures[ask]), words.Unit)} on average within the {offer.Asks[ask].Periods} looked at; not within them in {ReasonWords.Hundred(outcome.Censored[ask])}."
                : $"{offer.Asks[ask].Title}: {ReasonWords.Hundred(outcome.Measures[ask])}.";
        for (var promise = 0; promise < offer.Promises.Count; promise++)
            yield return double.IsNaN(outcome.Kept[promise])
                ? $"{offer.Promises[promise].Title}: never called on."
                : $"{offer.Promises[promise].Title}: called on in {ReasonWords.Hundred(outcome.Called[promise])}, and then kept {(offer.Promises[promise].IsOnce ? "at one of its calls" : "at every call")} in {ReasonWords.Hundred(outcome.Kept[promise])}{OverTime(outcome, promise)}.";
        foreach (var obligation in offer.Obligations)
            yield return $"{obligation.Title}: {ObligationWords.Listed(ObligationDate.Of(obligation, outcome.Forward.StateShare)[^1], chance => $"in {ReasonWords.Hundred(chance)}", obligation.IsForbidden)}, as it stands at the end.";
    }

    // Kept at a call early and broken late come to one number over all calls, which is neither and may lie below both.
    private string OverTime(OfferOutcome outcome, int promise)
    {
        var kept = Enumerable
            .Range(0, outcome.Forward.Called[promise].Length)
            .Where(period => outcome.Forward.Called[promise][period] > Unreached)
            .Select(period => (Period: period + 1, Share: outcome.Forward.Kept[promise][period] / outcome.Forward.Called[promise][period]))
            .ToList();
        // Where it is hardly ever called on, no period is left.
        if (kept.Count < 2)
            return "";
        var (least, most) = (kept.MinBy(each => each.Share), kept.MaxBy(each => each.Share));
        return most.Share - least.Share < Often
            ? ""
            : $"; at a single call from {ReasonWords.Hundred(least.Share)} ({words.When(least.Period, least.Period)}) to {ReasonWords.Hundred(most.Share)} ({words.When(most.Period, most.Period)})";
    }

    /// <summary>A turn in words.</summary>
    internal IEnumerable<string> Sentences(ExplainedTurn turn)
    {
        var party = game.Parties.ToList().FindIndex(party => party.Name == turn.Party);
        var beliefs =
            turn.Beliefs.Count == 0
                ? ""
                : $" Others then believe: {string.Join(", ", turn.Beliefs.GroupBy(held => held.Party).Select(group => string.Join(", ", group.Take(group.Count() - 1).Select(Believed))))}.";
        yield return $"{char.ToUpperInvariant(words.Unit[0])}{Words.Spoken(words.Unit[1..])} {turn.Period}, {words.Turn(turn.Step, party)} {When(turn.State)} (reached in {ReasonWords.Hundred(turn.Reached)}).{beliefs}";
        string Called(string option) => words.Quoted(turn.Step, party, option);
        foreach (var type in turn.Types)
        {
            var who = words.Whoever(party, game.Parties[party].TypeNames.ToList().IndexOf(type.Type));
            var seldom = type.Options.Skip(1).Where(option => option.Chance < 0.005).ToList();
            var rest = string.Join(
                ", ",
                type.Options.Skip(1)
                    .Where(option => seldom.Count < 2 || !seldom.Contains(option))
                    .Select(option =>
                        $"{Called(option.Option)} {ReasonWords.Hundred(option.Chance)}{(option.IsSlip && option.Chance >= 0.005 ? ", a slip" : "")}"
                    )
                    .Concat(seldom.Count < 2 ? [] : [$"{Words.Listed([.. seldom.Select(option => Called(option.Option))])} fewer than 1 of 100 each"])
            );
            var next = type
                .Differences.Where(difference => type.Options.Single(option => option.Option == difference.Against) is not { IsSlip: true })
                .DefaultIfEmpty(type.Differences[0])
                .MaxBy(difference => type.Options.Single(option => option.Option == difference.Against).Chance)!;
            // What keeps it from failing comes before what it hardly matters between.
            var failing =
                type.Differences.MaxBy(difference => difference.FailingTime) is { FailingTime: >= Failing } most && most != next
                    ? $"{Differences.Sentence(most, Called)} "
                    : "";
            // What is often done although it is worse: by how much, and why.
            var slipped =
                type
                    .Differences.Where(difference =>
                        difference != next && type.Options.Single(option => option.Option == difference.Against) is { IsSlip: true, Chance: >= Often }
                    )
                    .MaxBy(difference => type.Options.Single(option => option.Option == difference.Against).Chance)
                    is { } worse
                && !failing.Contains(Differences.Sentence(worse, Called), StringComparison.Ordinal)
                    ? $" {Differences.Sentence(worse, Called, isShort: true)}"
                    : "";
            yield return $"{words.Subject(party).Play(offer.Wording.Option(turn.Step, turn.Party, type.Options[0].Option), who)} in {ReasonWords.Hundred(type.Options[0].Chance)}{(type.Options[0].IsSlip ? ", a slip" : "")} ({rest}). {failing}{Differences.Sentence(next, Called)}{slipped}";
        }
        foreach (var flip in turn.Flips)
            yield return $"{words.Whoever(party, game.Parties[party].TypeNames.ToList().IndexOf(flip.Type))} would rather {Called(flip.To)} than {Called(flip.From)} if {Named(flip.Assumption)} were "
                + $"{(flip.Value > flip.Best ? "above" : "below")} {ReasonWords.Number(flip.Value)} (best value {ReasonWords.Number(flip.Best)}).";
    }

    // Only what is not as it was at the start.
    private string When(string state)
    {
        var number = game.StateNames.ToList().IndexOf(state);
        return number == game.InitialState ? "as at the start" : $"when {words.Facts(offer.Facts.Apart(number, game.InitialState))}";
    }

    private string Named(string assumption) =>
        assumptions.Assumptions.First(each => each.Name == assumption).Sentence is { Length: > 0 } sentence ? $"“{sentence}” ({assumption})" : assumption;

    private string Title(string party) => words.Party(game.Parties.ToList().FindIndex(each => each.Name == party));
}
