using Foedus.Binding;
using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Makes a deal's offer into a game: reachable states only, steps that nobody is enabled in passed over.</summary>
internal sealed class DealLowering
{
    /// <summary>Most (step, state) nodes in one game.</summary>
    public const int MostNodes = 200_000;

    /// <summary>Most places at which an option may lead somewhere, in one game.</summary>
    public const int MostTransitions = 5_000_000;

    private readonly BoundDeal bound;
    private readonly BoundParts deal;
    private readonly BoundOffer offer;
    private readonly DiagnosticBag found;
    private readonly DealSymbols symbols;
    private readonly CoefficientTable table = new();
    private readonly Clocks clocks;
    private readonly Evaluator evaluator;
    private readonly Obligations obligations;
    private readonly EffectRunner runner;
    private readonly NodeBuilder builder;
    private readonly Dictionary<int[], int> numberOf = new(StateEquality.Instance);
    private readonly List<int[]> states = [];
    private readonly List<GameNode> nodes = [];
    private readonly Encounters met = new();

    // States in which a period within the horizon can end, and all that are met by then.
    private readonly HashSet<int> ends = [];
    private readonly HashSet<int> passed = [];

    // So many nodes, the first ones, can be met by then.
    private int nodesWithin;

    private DealLowering(BoundDeal deal, BoundOffer offer, DiagnosticBag found)
    {
        bound = deal;
        this.deal = deal.Parts;
        this.offer = offer;
        this.found = found;
        symbols = deal.Parts.Symbols;
        clocks = Clocks.For(BoundWalk.Formulas(this.deal, offer), symbols.States.Count, this.deal.Timing.Period, this.deal.Timing.Horizon, offer.Obligations);
        evaluator = new Evaluator(symbols, clocks, table, found, met);
        obligations = new Obligations(offer, symbols, clocks, evaluator, table, met, this.deal.Timing.Horizon);
        runner = new EffectRunner(symbols, table, evaluator, obligations, met);
        builder = new NodeBuilder(offer, symbols, evaluator, runner, met, found, new Disguise(deal, offer, clocks), NumberOf);
    }

    /// <summary>Lowers every offer of a deal that binding found sound.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The offers that could be made, and everything that only shows in a state.</returns>
    /// <exception cref="RefusedException">Too many states, or too many options at once.</exception>
    public static (IReadOnlyList<LoweredOffer> Offers, IReadOnlyList<Diagnostic> Found) Lower(BoundDeal deal, CancellationToken cancel = default)
    {
        var found = new DiagnosticBag();
        var offers = new List<LoweredOffer>();
        foreach (var offer in deal.Parts.Offers)
        {
            var own = new DiagnosticBag();
            var lowered = new DealLowering(deal, offer, own).Lower(cancel);
            foreach (var diagnostic in own.Found)
                if (!found.Found.Any(other => other.Code == diagnostic.Code && other.Place.Start == diagnostic.Place.Start))
                    found.Add(diagnostic);
            if (!own.HasErrors)
                offers.Add(lowered);
        }
        return (offers, found.Found);
    }

    private LoweredOffer Lower(CancellationToken cancel)
    {
        var first = NumberOf(StartState());
        var nodeOf = Reach(first, cancel);
        var wording = new Wording(bound.WrittenOut, offer.Steps.Select(step => step.Named), NamedStep.In(bound.Deal));
        var game = new PublicBeliefGame
        {
            Parties = Parties(),
            // Where states are merged the groups have names.
            StateNames = [.. states.Select(state => clocks.All.Count == 0 ? evaluator.InWords.Of(state) : "")],
            InitialState = first,
            Steps =
            [
                .. nodeOf.Select(
                    (ofState, s) =>
                        new GameStep(
                            s < offer.Steps.Count ? offer.Steps[s].Name : $"end of {deal.Timing.Period}",
                            [.. Enumerable.Range(0, states.Count).Select(state => ofState.GetValueOrDefault(state, -1))]
                        )
                        {
                            IsClock = s == offer.Steps.Count,
                        }
                ),
            ],
            Nodes = nodes,
            Flows = Flows(),
            Drifts = Drifts(),
            Periods = deal.Timing.Horizon,
            AfterLast = deal.Timing.Ending == Ending.ThenForever ? AfterLastPeriod.LastFlowForEver : AfterLastPeriod.Nothing,
            ChoiceWorth = deal.Timing.Worth == Worth.ChoiceShocks ? ChoiceWorth.ChoiceShocks : ChoiceWorth.QuantalResponse,
            CoefficientCount = table.Count,
            Words = new DealGameWords(wording, bound.Deal.PeriodName),
        };
        var asks = deal.Asks.Select(Asked).ToList();
        var promises = deal.Promises.Select(promise => Calls(promise, nodeOf)).ToList();
        var profile = Start();
        var start = profile?.Choices;
        var merged = clocks.All.Count == 0 ? null : Merged(game, nodeOf, asks, promises, start);
        return new LoweredOffer(
            bound,
            offer,
            wording,
            merged is null ? states : [.. merged.Ends.Select(state => states[state])],
            merged?.Facts
                ?? new StateFacts(evaluator.InWords, states, [.. states.Select((_, state) => state)], states.Select((_, state) => (IReadOnlyList<int>)[state]))
        )
        {
            Game = merged?.Game ?? game,
            Table = table,
            Asks = merged is null ? asks : [.. asks.Select(ask => ask with { Holds = [.. merged.Ends.Select(state => ask.Holds[state])] })],
            Obligations = [.. offer.Obligations.Select(owed => Standings(owed, merged?.Ends))],
            Promises = merged is null
                ? promises
                :
                [
                    .. promises.Select(promise =>
                        promise with
                        {
                            Calls =
                            [
                                .. promise
                                    .Calls.Select(call => (merged.NodeOf[call.Node], call.Mover, call.Keeps))
                                    .DistinctBy(call => (call.Item1, call.Mover)),
                            ],
                        }
                    ),
                ],
            ChanceRows = runner.Rows,
            FailingNumbers = runner.Numbers.Kept,
            Start = merged is null ? start : start?.Select(given => given with { Node = merged.NodeOf[given.Node] }).Distinct().ToList(),
            StartLines = profile?.Lines ?? [],
            NeverMet = [.. NeverMet()],
            Conditions = [.. met.Conditions],
            Emptied = [.. met.Turns.SelectMany(pair => Emptied(pair.Key.Step, pair.Key.Mover, pair.Value))],
            ValuesMet = [.. symbols.States.Select(state => passed.Select(number => states[number][state.Index]).ToHashSet())],
        };
    }

    private MergedGame Merged(
        PublicBeliefGame game,
        Dictionary<int, int>[] nodeOf,
        List<AskedMeasure> asks,
        List<PromiseCalls> promises,
        List<GivenChoice>? start
    )
    {
        var ofNode = promises
            .SelectMany((promise, p) => promise.Calls.Select(call => (call.Node, Words: $"p{p}.{call.Mover}")))
            .Concat((start ?? []).Select(given => (given.Node, Words: $"s{given}")))
            .ToLookup(pair => pair.Node, pair => pair.Words);
        var known = new Dictionary<int[], int>(StateEquality.Instance);
        var declared = states
            .Select(state => state[..symbols.States.Count])
            .Select(values => known.TryGetValue(values, out var same) ? same : known[values] = known.Count)
            .ToArray();
        var merging = new StateMerging(
            game,
            nodeOf,
            declared,
            state =>
                string.Concat(asks.Select(ask => ask.Holds[state] ? '1' : '0'))
                + string.Concat(offer.Obligations.Select(owed => obligations.IsWrong(owed, states[state]) ? '1' : '0')),
            node => string.Join('|', ofNode[node])
        );
        return new MergedGame(game, merging, new StateFacts(evaluator.InWords, states, declared, merging.Members), table);
    }

    private Circumstances Nowhere => new(symbols.Parties.Count, null);

    private int[] StartState()
    {
        int[] state = [.. symbols.States.Select((variable, v) => evaluator.ValueFor(variable, deal.Initial[v], Nowhere)), .. clocks.All.Select(_ => 0)];
        foreach (var setting in offer.Starts)
            state[setting.State.Index] = evaluator.ValueFor(setting.State, setting.Value, Nowhere);
        foreach (var owed in offer.Obligations)
            state[owed.State.Index] = (int)(owed.From is null ? Standing.Pending : Standing.NotOwed);
        return state;
    }

    private int NumberOf(int[] state)
    {
        if (numberOf.TryGetValue(state, out var number))
            return number;
        numberOf.Add(state, number = states.Count);
        states.Add(state);
        return number;
    }

    // What cannot come to pass is no mistake.
    private void Look(bool isWithinHorizon) => (met.IsWithinHorizon, found.IsSilent) = (isWithinHorizon, !isWithinHorizon);

    // (step, state) pairs that can be met, however long the deal lasts, and their nodes. Each is met first in the period in which that can be first.
    private Dictionary<int, int>[] Reach(int first, CancellationToken cancel)
    {
        var stepCount = offer.Steps.Count + (clocks.All.Count > 0 ? 1 : 0);
        var nodeOf = Enumerable.Range(0, stepCount).Select(_ => new Dictionary<int, int>()).ToArray();
        var known = new HashSet<(int Step, int State)>();
        var left = new Queue<(int Step, int State, int Period)>();
        var (ways, horizon) = (0L, deal.Timing.Horizon ?? int.MaxValue);
        void Meet(int step, int state, int period)
        {
            if (step == stepCount)
            {
                (step, period) = (0, period + 1);
                if (period <= horizon)
                    ends.Add(state);
            }
            if (known.Add((step, state)))
                left.Enqueue((step, state, period));
        }
        if (stepCount > 0)
            left.Enqueue((0, first, 0));
        else
            ends.Add(first);
        known.Add((0, first));
        while (left.TryDequeue(out var at))
        {
            cancel.ThrowIfCancellationRequested();
            if (known.Count > MostNodes || ways > MostTransitions)
                throw TooLarge(known.Count > MostNodes ? $"{MostNodes:N0} pairs of step and state" : $"{MostTransitions:N0} ways from one state to another");
            Look(at.Period < horizon);
            if (met.IsWithinHorizon)
                passed.Add(at.State);
            var node = at.Step == offer.Steps.Count ? KeepClocks(at.Step, at.State) : builder.Make(at.Step, at.State, states[at.State]);
            nodeOf[at.Step][at.State] = node is null ? -1 : nodes.Count;
            if (node is null)
            {
                Meet(at.Step + 1, at.State, at.Period);
                continue;
            }
            nodes.Add(node);
            if (met.IsWithinHorizon)
            {
                met.Steps.Add(at.Step);
                nodesWithin = nodes.Count;
            }
            foreach (var transition in TransitionsOf(node))
            {
                ways++;
                Meet(at.Step + 1, transition.NextState, at.Period);
            }
        }
        passed.UnionWith(ends);
        Look(true);
        return nodeOf;
    }

    private ChanceNode? KeepClocks(int step, int state)
    {
        var (ways, payments) = obligations.AtEnd(states[state], runner);
        Transition[] led = [.. ways.Select(way => new Transition(NumberOf(way.State), 0, way.Chance))];
        return led is [var only] && only.NextState == state && payments.All(paid => paid is null)
            ? null
            : new ChanceNode
            {
                Step = step,
                State = state,
                Informant = -1,
                Transitions = [led],
                Payments = [.. payments.Select(paid => paid is null ? null : new[] { paid })],
            };
    }

    private Circumstances AtEnd(int[] state) => new(symbols.Parties.Count, state) { IsAtEnd = true };

    internal static IEnumerable<Transition> TransitionsOf(GameNode node) =>
        node switch
        {
            TurnNode turn => turn.Options.SelectMany(option => option.Transitions).SelectMany(row => row),
            JointTurnNode joint => joint.Transitions.SelectMany(row => row),
            ChanceNode chance => chance.Transitions.SelectMany(row => row),
            _ => throw new UnknownKindException(node.GetType(), nameof(DealLowering)),
        };

    private RefusedException TooLarge(string what) =>
        new(
            $"The deal has more than {what} in offer '{offer.Declared.Name}'. Its states: "
                + string.Join(" × ", Factors.OrderByDescending(factor => factor.Count).Take(8).Select(factor => $"{factor.Name} ({factor.Count})"))
                + (Factors.Count > 8 ? $" × {Factors.Count - 8} more" : "")
                + $". Narrow a range, {(clocks.All.Count > 0 ? "shorten a time, " : "")}merge values or leave a state out."
        );

    private List<(string Name, int Count)> Factors =>
        [.. symbols.States.Select(state => (state.Name, state.Domain.Count)), .. clocks.All.Select(clock => (clock.Name, clock.Count))];

    private List<GameParty> Parties()
    {
        var made = new List<GameParty>();
        foreach (var party in symbols.Parties)
        {
            var character = deal.Characters[party.Index];
            var care = character.Care;
            var lambda =
                care.Lambda is { } given ? evaluator.Number(given, Nowhere)
                : care.IsRational ? Coefficient.Zero
                : table.Over(table.Log(table.Minus(evaluator.Number(care.Times!, Nowhere), Coefficient.One)), evaluator.Number(care.PointsWorse!, Nowhere));
            var isOpen = party.Private is null;
            made.Add(
                new GameParty(
                    party.Name,
                    isOpen ? [""] : [.. party.Types.Select(type => type.Name)],
                    isOpen ? [Coefficient.One] : Prior(party, character),
                    evaluator.Number(character.DiscountPerPeriod, Nowhere),
                    lambda,
                    care.IsRational
                )
            );
        }
        return made;
    }

    private Coefficient[] Prior(PartySymbol party, BoundCharacter character)
    {
        var prior = character.Prior.Select(chance => evaluator.Number(chance, Nowhere)).ToArray();
        runner.Rows.Add(new ChanceRow(party.Private!.Place, prior, -1, null));
        return prior;
    }

    private Coefficient[][][] Flows()
    {
        var flows = new Coefficient[states.Count][][];
        for (var state = 0; state < flows.Length; state++)
        {
            Look(ends.Contains(state));
            flows[state] = [.. symbols.Parties.Select(party => new Coefficient[party.TypeCount])];
            var end = AtEnd(states[state]);
            foreach (var interest in offer.Interests)
                for (var type = 0; type < interest.Party.TypeCount; type++)
                {
                    var here = end.With(interest.Party.Index, type);
                    ref var flow = ref flows[state][interest.Party.Index][type];
                    foreach (var line in interest.Flows)
                    {
                        var counts = evaluator.Holds(line.When, here);
                        if (line.When is not null)
                            met.Test(line.When, ConditionUse.Flow, counts);
                        if (!counts)
                            continue;
                        var points = evaluator.Number(line.PointsPerPeriod, here);
                        if (met.IsWithinHorizon)
                            runner.Numbers.Keep(line.PointsPerPeriod.Place, points, here);
                        flow = table.Plus(flow, points);
                    }
                }
        }
        Look(true);
        return flows;
    }

    private List<DriftRule> Drifts()
    {
        var rules = new List<DriftRule>();
        foreach (var party in symbols.Parties)
        {
            foreach (var drift in deal.Characters[party.Index].Drifts)
            {
                var matrices = new List<Coefficient[][]>();
                var ofState = new int[states.Count];
                for (var state = 0; state < ofState.Length; state++)
                {
                    Look(ends.Contains(state));
                    var here = AtEnd(states[state]);
                    ofState[state] = -1;
                    if (!evaluator.Holds(drift.When, here))
                        continue;
                    var matrix = Matrix(party, drift, here);
                    var same = matrices.FindIndex(other => other.Zip(matrix).All(rows => rows.First.AsSpan().SequenceEqual(rows.Second)));
                    ofState[state] = same >= 0 ? same : matrices.Count;
                    if (same < 0)
                        matrices.Add(matrix);
                }
                rules.Add(new DriftRule(party.Index, drift.EveryPeriods, ofState, [.. matrices]));
            }
        }
        Look(true);
        return rules;
    }

    private Coefficient[][] Matrix(PartySymbol party, BoundDrift drift, Circumstances here)
    {
        var matrix = new Coefficient[party.TypeCount][];
        for (var from = 0; from < matrix.Length; from++)
        {
            matrix[from] = new Coefficient[matrix.Length];
            var stays = Coefficient.One;
            foreach (var move in drift.Moves.Where(move => move.From.Index == from))
            {
                var chance = evaluator.Number(move.Chance, here);
                matrix[from][move.To.Index] = table.Plus(matrix[from][move.To.Index], chance);
                stays = table.Minus(stays, chance);
            }
            matrix[from][from] = table.Plus(matrix[from][from], stays);
            if (met.IsWithinHorizon && matrix[from].Count(chance => !chance.IsZero) > 1)
                runner.Rows.Add(new ChanceRow(drift.Place, matrix[from], from, evaluator.InWords.Of(here.State)));
        }
        return matrix;
    }

    private AskedMeasure Asked(BoundAsk ask)
    {
        var declared = ask.Symbol.Declared;
        var mask = new bool[states.Count];
        for (var state = 0; state < mask.Length; state++)
        {
            Look(ends.Contains(state));
            mask[state] = evaluator.Holds(ask.Condition, AtEnd(states[state]));
        }
        Look(true);
        return new AskedMeasure(
            declared.Name,
            declared.Title ?? declared.Name,
            declared.Measure.Kind,
            mask,
            ask.Periods ?? deal.Timing.Horizon ?? AskedMeasure.PeriodsWithoutEnd
        );
    }

    private ObligationStates Standings(BoundObligation owed, IReadOnlyList<int>? ends)
    {
        var shown = ends is null ? states : [.. ends.Select(state => states[state])];
        return new ObligationStates(
            owed.Name,
            owed.Declared.Title ?? owed.Name,
            owed.Party.Name,
            owed.Due,
            owed.Cure,
            owed.From is not null,
            [.. shown.Select(state => Lowering.Obligations.Of(owed, state))],
            owed.IsDisputed ? [.. shown.Select(state => obligations.IsWrong(owed, state))] : null
        )
        {
            IsForbidden = owed.IsForbidden,
        };
    }

    private PromiseCalls Calls(BoundPromise promise, Dictionary<int, int>[] nodeOf)
    {
        var calls = new List<(int, int, bool[])>();
        foreach (var (node, mover, options) in Choosing(promise.Party, promise.Step, promise.When))
            if (options.Any(promise.Options.Contains))
                calls.Add((node, mover, [.. options.Select(option => promise.Options.Contains(option) == promise.IsToPlay)]));
        return new PromiseCalls(
            promise.Declared.Name,
            promise.Declared.Title ?? promise.Declared.Name,
            calls,
            promise.IsToPlay && calls.Count > 0 && EndsCalls(calls, nodeOf)
        );
    }

    // Whether no call can follow once the promise has been kept at one, whatever anybody does then.
    private bool EndsCalls(List<(int Node, int Mover, bool[] Keeps)> calls, Dictionary<int, int>[] nodeOf)
    {
        var called = calls.Select(call => call.Node).ToHashSet();
        var met = new HashSet<(int Step, int State)>();
        var left = new Stack<(int Step, int State)>();
        void Meet(int step, int state)
        {
            if (met.Add((step % nodeOf.Length, state)))
                left.Push((step % nodeOf.Length, state));
        }
        foreach (var (node, mover, keeps) in calls)
        foreach (var transition in Kept(nodes[node], mover, keeps))
            Meet(nodes[node].Step + 1, transition.NextState);
        while (left.TryPop(out var at))
        {
            if (nodeOf[at.Step].GetValueOrDefault(at.State, -1) is not (>= 0 and var node))
                Meet(at.Step + 1, at.State);
            else if (called.Contains(node))
                return false;
            else
                foreach (var transition in TransitionsOf(nodes[node]))
                    if (!transition.Probability.IsZero)
                        Meet(at.Step + 1, transition.NextState);
        }
        return true;
    }

    private static IEnumerable<Transition> Kept(GameNode node, int mover, bool[] keeps)
    {
        if (node is TurnNode turn)
            return turn
                .Options.Where((_, option) => keeps[option])
                .SelectMany(option => option.Transitions.SelectMany(row => row))
                .Where(transition => !transition.Probability.IsZero);
        var joint = (JointTurnNode)node;
        int[] counts = [.. joint.Movers.Select(each => each.OptionNames.Count)],
            played = new int[counts.Length];
        return Enumerable
            .Range(0, joint.Transitions.Length)
            .Where(profile =>
            {
                Numerics.Profiles.Decode(profile, counts, played);
                return keeps[played[mover]];
            })
            .SelectMany(profile => joint.Transitions[profile])
            .Where(transition => !transition.Probability.IsZero)
            .ToList();
    }

    private StartProfile? Start()
    {
        if (deal.Start is not { } lines)
            return null;
        var profile = new StartProfile(node => offer.Steps[nodes[node].Step].Name, node => node < nodesWithin, found);
        foreach (var line in lines)
            profile.Add(line, Choosing(line.Party, line.Step, line.When));
        return profile;
    }

    // The nodes at which a party chooses, its number among the movers there, and its options.
    private IEnumerable<(int Node, int Mover, string[] Options)> Choosing(PartySymbol party, string? step, BoundExpression? when)
    {
        for (var n = 0; n < nodes.Count; n++)
        {
            if (
                nodes[n] is ChanceNode
                || step is not null && offer.Steps[nodes[n].Step].Name != step
                || !evaluator.Holds(when, new Circumstances(symbols.Parties.Count, states[nodes[n].State]))
            )
                continue;
            if (nodes[n] is TurnNode turn && turn.Mover == party.Index)
                yield return (n, 0, [.. turn.Options.Select(option => option.Name)]);
            if (nodes[n] is JointTurnNode joint)
                for (var m = 0; m < joint.Movers.Count; m++)
                    if (joint.Movers[m].Party == party.Index)
                        yield return (n, m, [.. joint.Movers[m].OptionNames]);
        }
    }

    // Of a turn that says when it takes place, an option is expected then.
    private IEnumerable<EmptiedTurn> Emptied(int step, PartySymbol mover, TurnStates states)
    {
        var choices = offer.Steps[step].Choosers.First(choosing => choosing.Party == mover).Choices;
        StatesApart Apart(List<int[]> some, IReadOnlyList<int[]> others) =>
            StatesApart.Of(
                some,
                others,
                choices.Select(option => option.When).Concat(offer.Steps[step].Taken.Select(taken => taken.When)).OfType<BoundExpression>(),
                symbols.States,
                clocks.All
            );
        if (states.Closed.Count > 0 && offer.Steps[step].When is not null && choices.Count > 0)
            yield return new EmptiedTurn(offer.Steps[step], mover, Apart(states.Closed, [.. states.Open, .. states.Emptied]), IsOwn: true);
        if (states.Emptied.Count > 0)
            yield return new EmptiedTurn(offer.Steps[step], mover, Apart(states.Emptied, states.Open), IsOwn: false);
    }

    private IEnumerable<NeverMet> NeverMet()
    {
        for (var s = 0; s < offer.Steps.Count; s++)
        {
            var step = offer.Steps[s];
            string At(bool isTold) => Called(isTold, step.Title, step.Name);
            if (step is BoundJointTurn joint)
                foreach (var outcome in joint.Outcomes.Where(outcome => outcome.When is { } when && !met.Happened.Contains(when.Place.Start)))
                    yield return Never(
                        outcome.When!.Place,
                        told => $"outcome of {At(told)} that hangs on this: conditions are tested in the state in which the options are chosen",
                        outcome.When
                    );
            // Where it takes place and nobody has an option, that is said.
            if (!met.Steps.Contains(s) && met.Turns.Keys.Any(turn => turn.Step == s))
                continue;
            if (!met.Steps.Contains(s))
                yield return Never(
                    step.NamePlace,
                    told => $"{(step is BoundChanceStep { IsEvent: true } ? "event" : step is BoundChanceStep ? "chance step" : "turn")} {At(told)}",
                    step.When
                );
            else
                // Options of one range have one place: what is said of all of them is said once.
                foreach (
                    var range in step
                        .Choosers.SelectMany(mover => mover.Choices.Select(option => (Mover: mover.Party, Option: option)))
                        .GroupBy(pair => (pair.Mover, pair.Option.NamePlace.Start, pair.Option.NamePlace.IsEmpty ? pair.Option.Name : ""))
                )
                    if (range.FirstOrDefault(pair => met.Enabled.Contains((s, pair.Mover, pair.Option.Name))) is not { Option: { } option })
                        yield return Never(
                            range.First().Option.NamePlace,
                            told => $"option {Called(told, range.First().Option.Title, range.First().Option.DeclaredName)} of {At(told)}",
                            range.First().Option.When
                        );
                    else
                        foreach (var extension in option.Effects.OfType<BoundExtension>().Where(extension => !met.Happened.Contains(extension.Place.Start)))
                            yield return Never(
                                extension.Place,
                                told =>
                                    $"case in which {Called(told, option.Title, option.Name)} of {At(told)} does more: its 'when' is tested in the state in which the option is chosen",
                                extension.When
                            );
        }
    }

    // To whoever writes the deal by its name, to whoever reads an answer by its title.
    private static string Called(bool isTold, string? title, string name) => isTold && title is not null ? $"“{title}”" : $"'{name}'";

    private static NeverMet Never(Place place, Func<bool, string> what, BoundExpression? when) => new(place, what(false), when) { Told = what(true) };
}
