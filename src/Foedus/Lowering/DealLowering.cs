using Foedus.Games;
using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Makes a deal's offer into a game: clauses applied, reachable states only, steps that nobody is enabled in passed over.</summary>
public sealed class DealLowering
{
    /// <summary>Most (step, state) nodes in one game.</summary>
    public const int MostNodes = 200_000;

    private readonly Deal deal;
    private readonly Names names;
    private readonly OfferInForce inForce;
    private readonly CoefficientTable table = new();
    private readonly Evaluator evaluator;
    private readonly EffectRunner runner;
    private readonly NodeBuilder builder;
    private readonly Dictionary<long, int> numberOf = [];
    private readonly List<int[]> states = [];
    private readonly List<GameNode> nodes = [];

    private DealLowering(Deal deal, Offer offer)
    {
        this.deal = deal;
        names = new Names(deal);
        inForce = new OfferInForce(deal, offer);
        evaluator = new Evaluator(names, table);
        runner = new EffectRunner(names, table, evaluator);
        builder = new NodeBuilder(inForce, names, evaluator, runner, NumberOf);
    }

    /// <summary>Lowers one offer.</summary>
    /// <exception cref="LoweringFault">The deal cannot be made into a game; says where and why.</exception>
    /// <exception cref="RefusedException">Too many states.</exception>
    public static LoweredOffer Lower(Deal deal, Offer offer, CancellationToken cancel = default) => new DealLowering(deal, offer).Lower(cancel);

    private LoweredOffer Lower(CancellationToken cancel)
    {
        var horizon = deal.All<Horizon>().FirstOrDefault() ?? throw Missing("'horizon', as in 'horizon 10 then forever'");
        if (names.Parties.Count == 0)
            throw Missing("a 'party'");
        var first = NumberOf(StartState());
        var nodeOf = Reach(first, cancel);
        var parties = Parties(horizon);
        var asks = deal.Asks.Select(ask => Asked(ask, horizon)).ToArray();
        var promises = deal.Promises.Select(Calls).ToArray();
        var start = Start();
        var game = new PublicBeliefGame
        {
            Parties = parties,
            StateNames = [.. states.Select(state => names.StateText(state))],
            InitialState = first,
            Steps = [.. inForce.Steps.Select((step, s) => new GameStep(step.Name!, [.. Enumerable.Range(0, states.Count).Select(state => nodeOf[s].GetValueOrDefault(state, -1))]))],
            Nodes = nodes,
            Flows = Flows(),
            Drifts = Drifts(),
            Periods = horizon.Ending == Ending.Endless ? null : horizon.Periods,
            AfterLast = horizon.Ending == Ending.ThenForever ? AfterLastPeriod.LastFlowForEver : AfterLastPeriod.Nothing,
            ChoiceWorth = deal.All<WorthConvention>().FirstOrDefault()?.Worth == Worth.ChoiceShocks ? ChoiceWorth.ChoiceShocks : ChoiceWorth.QuantalResponse,
            CoefficientCount = table.Count,
        };
        return new LoweredOffer
        {
            Deal = deal,
            Offer = inForce.Offer,
            Game = game,
            Table = table,
            Asks = asks,
            Promises = promises,
            ChanceRows = runner.Rows,
            Start = start,
            Odd = [.. Odd(nodeOf)],
        };
    }

    private static LoweringFault Missing(string what) => new(LoweringCodes.Missing, default, $"The deal has no {what}.");

    private int[] StartState()
    {
        var none = new Circumstances(names.Parties.Count, null);
        var state = names.Variables.Select((variable, v) => evaluator.ValueFor(v, variable.Initial, none)).ToArray();
        foreach (var setting in inForce.Offer.Starts)
        {
            var variable = names.Variable(setting.Variable, setting.Place);
            state[variable] = evaluator.ValueFor(variable, setting.Value, none);
        }
        return state;
    }

    private int NumberOf(int[] state)
    {
        var key = 0L;
        for (var variable = 0; variable < state.Length; variable++)
            key = checked(key * names.Variables[variable].Domain.Count + state[variable]);
        if (numberOf.TryGetValue(key, out var number))
            return number;
        numberOf.Add(key, number = states.Count);
        states.Add(state);
        return number;
    }

    // (step, state) pairs that can be met, and their nodes.
    private Dictionary<int, int>[] Reach(int first, CancellationToken cancel)
    {
        var stepCount = inForce.Steps.Count;
        var nodeOf = Enumerable.Range(0, stepCount).Select(_ => new Dictionary<int, int>()).ToArray();
        var met = new HashSet<(int Step, int State)>();
        var left = new Queue<(int Step, int State)>();
        void Meet(int step, int state)
        {
            step = stepCount == 0 ? 0 : step % stepCount;
            if (met.Add((step, state)))
                left.Enqueue((step, state));
        }
        Meet(0, first);
        while (stepCount > 0 && left.TryDequeue(out var at))
        {
            cancel.ThrowIfCancellationRequested();
            if (met.Count > MostNodes)
                throw new RefusedException($"The deal has more than {MostNodes:N0} pairs of step and state. Its states: "
                    + string.Join(" × ", names.Variables.OrderByDescending(variable => variable.Domain.Count).Select(variable => $"{variable.Name} ({variable.Domain.Count})"))
                    + ". Narrow a range or merge values.");
            var node = builder.Make(at.Step, at.State, states[at.State]);
            nodeOf[at.Step][at.State] = node is null ? -1 : nodes.Count;
            if (node is null)
            {
                Meet(at.Step + 1, at.State);
                continue;
            }
            nodes.Add(node);
            foreach (var transition in TransitionsOf(node))
                Meet(at.Step + 1, transition.NextState);
        }
        return nodeOf;
    }

    private static IEnumerable<Transition> TransitionsOf(GameNode node) => node switch
    {
        TurnNode turn => turn.Options.SelectMany(option => option.Transitions).SelectMany(row => row),
        JointTurnNode joint => joint.Transitions.SelectMany(row => row),
        ChanceNode chance => chance.Transitions.SelectMany(row => row),
        _ => [],
    };

    private List<GameParty> Parties(Horizon horizon)
    {
        var none = new Circumstances(names.Parties.Count, null);
        var made = new List<GameParty>();
        for (var p = 0; p < names.Parties.Count; p++)
        {
            var name = names.Parties[p].Name;
            var discount = deal.All<Discount>().LastOrDefault(discount => discount.Party == name) ?? deal.All<Discount>().LastOrDefault(discount => discount.Party is null)
                ?? throw Missing($"discount for {name}: write 'discount 0.9' or 'discount of {name} 0.9'");
            var precision = deal.All<Precision>().LastOrDefault(precision => precision.Party == name) ?? deal.All<Precision>().LastOrDefault(precision => precision.Party is null)
                ?? throw Missing($"precision for {name}: write 'precision an option 10 points worse once in 20 times'");
            var lambda = precision.Care switch
            {
                Lambda given => evaluator.Number(given.PerPoint, none),
                OnceIn words => table.Over(table.Log(table.Minus(evaluator.Number(words.Times, none), Coefficient.One)), evaluator.Number(words.PointsWorse, none)),
                _ => Coefficient.Zero,
            };
            var types = names.Types[p];
            made.Add(new GameParty(name, types is null ? [""] : [.. types.Types.Select(type => type.Type)], types is null ? [Coefficient.One] : Prior(types, none),
                evaluator.Number(discount.PerPeriod, none), lambda, precision.Care is Rational));
        }
        return made;
    }

    private Coefficient[] Prior(PrivateType types, Circumstances none)
    {
        var prior = types.Types.Select(type => evaluator.Number(type.Prior, none)).ToArray();
        runner.Rows.Add(new ChanceRow(types.Place, prior, false, "the deal begins"));
        return prior;
    }

    private Coefficient[][][] Flows()
    {
        var flows = new Coefficient[states.Count][][];
        for (var state = 0; state < flows.Length; state++)
        {
            flows[state] = new Coefficient[names.Parties.Count][];
            for (var party = 0; party < names.Parties.Count; party++)
            {
                flows[state][party] = new Coefficient[names.TypeCount(party)];
                for (var type = 0; type < names.TypeCount(party); type++)
                {
                    var here = new Circumstances(names.Parties.Count, states[state]).With(party, type);
                    foreach (var interest in inForce.Interests.Where(interest => interest.Party == names.Parties[party].Name))
                        foreach (var line in interest.Lines.Where(line => evaluator.Known(line.When, here)))
                            flows[state][party][type] = table.Plus(flows[state][party][type], evaluator.Number(line.PointsPerPeriod, here));
                }
            }
        }
        foreach (var interest in inForce.Interests)
            names.Party(interest.Party, interest.NamePlace);
        return flows;
    }

    private List<DriftRule> Drifts()
    {
        var rules = new List<DriftRule>();
        for (var party = 0; party < names.Parties.Count; party++)
        {
            foreach (var drift in names.Types[party]?.Drifts ?? [])
            {
                var matrices = new List<Coefficient[][]>();
                var ofState = new int[states.Count];
                for (var state = 0; state < ofState.Length; state++)
                {
                    var here = new Circumstances(names.Parties.Count, states[state]);
                    ofState[state] = -1;
                    if (!evaluator.Known(drift.When, here))
                        continue;
                    var matrix = Matrix(party, drift, here);
                    var same = matrices.FindIndex(other => other.Zip(matrix).All(rows => rows.First.AsSpan().SequenceEqual(rows.Second)));
                    ofState[state] = same >= 0 ? same : matrices.Count;
                    if (same < 0)
                        matrices.Add(matrix);
                }
                rules.Add(new DriftRule(party, drift.EveryPeriods, ofState, [.. matrices]));
            }
        }
        return rules;
    }

    private Coefficient[][] Matrix(int party, Drift drift, Circumstances here)
    {
        var types = names.TypeCount(party);
        var matrix = new Coefficient[types][];
        for (var from = 0; from < types; from++)
        {
            matrix[from] = new Coefficient[types];
            var stays = Coefficient.One;
            foreach (var move in drift.Moves.Where(move => names.Type(party, move.From, move.Place) == from))
            {
                var to = names.Type(party, move.To, move.Place);
                var chance = evaluator.Number(move.Chance, here);
                matrix[from][to] = table.Plus(matrix[from][to], chance);
                stays = table.Minus(stays, chance);
            }
            matrix[from][from] = table.Plus(matrix[from][from], stays);
            if (matrix[from].Count(chance => !chance.IsZero) > 1)
                runner.Rows.Add(new ChanceRow(drift.Place, matrix[from], true, names.StateText(here.State!)));
        }
        return matrix;
    }

    private bool[] Mask(Expression condition) =>
        [.. states.Select(state => evaluator.Known(condition, new Circumstances(names.Parties.Count, state)))];

    private AskedMeasure Asked(Ask ask, Horizon horizon)
    {
        var title = ask.Title ?? ask.Name;
        var most = horizon.Periods ?? int.MaxValue;
        var asked = ask.Measure switch
        {
            ChanceThrough through => new AskedMeasure(ask.Name, title, AskedKind.ChanceThrough, Mask(through.Condition), through.Periods),
            ChanceBy by => new AskedMeasure(ask.Name, title, AskedKind.ChanceBy, Mask(by.Condition), by.Periods),
            ChanceAt at => new AskedMeasure(ask.Name, title, AskedKind.ChanceAt, Mask(at.Condition), at.Period),
            TimeUntil until => new AskedMeasure(ask.Name, title, AskedKind.TimeUntil, Mask(until.Condition), horizon.Periods ?? AskedMeasure.PeriodsWithoutEnd),
            _ => throw new InvalidOperationException($"Unknown measure {ask.Measure.GetType().Name}."),
        };
        return asked.Periods >= 1 && asked.Periods <= most ? asked
            : throw new LoweringFault(LoweringCodes.OutOfRange, ask.Place, $"'{ask.Name}' asks about period {asked.Periods}, but the horizon has {most}.", "Ask about a period within the horizon, or lengthen it.");
    }

    private PromiseCalls Calls(Promise promise)
    {
        var party = names.Party(promise.Party, promise.NamePlace);
        var calls = new List<(int, int, bool[])>();
        for (var n = 0; n < nodes.Count; n++)
        {
            var (mover, options) = nodes[n] switch
            {
                TurnNode turn when turn.Mover == party => (0, turn.Options.Select(option => option.Name).ToArray()),
                JointTurnNode joint => joint.Movers.Select((m, i) => (i, m)).Where(m => m.m.Party == party).Select(m => (m.i, m.m.OptionNames.ToArray())).FirstOrDefault((-1, [])),
                _ => (-1, []),
            };
            if (mover < 0 || !options.Contains(promise.Option) || (promise.Step is not null && inForce.Steps[nodes[n].Step].Name != promise.Step)
                || !evaluator.Known(promise.When, new Circumstances(names.Parties.Count, states[nodes[n].State])))
                continue;
            calls.Add((n, mover, [.. options.Select(option => option == promise.Option == promise.IsToPlay)]));
        }
        return new PromiseCalls(promise.Name, promise.Title ?? promise.Name, calls);
    }

    private List<GivenChoice>? Start()
    {
        if (deal.All<Start>().FirstOrDefault() is not { } start)
            return null;
        var given = new List<GivenChoice>();
        foreach (var line in start.Lines)
        {
            var party = names.Party(line.Party, line.Place);
            for (var n = 0; n < nodes.Count; n++)
            {
                var movers = nodes[n] switch
                {
                    TurnNode turn => [(turn.Mover, turn.Options.Select(option => option.Name).ToArray())],
                    JointTurnNode joint => joint.Movers.Select(mover => (mover.Party, mover.OptionNames.ToArray())).ToArray(),
                    _ => Array.Empty<(int, string[])>(),
                };
                for (var m = 0; m < movers.Length; m++)
                {
                    var option = Array.IndexOf(movers[m].Item2, line.Option);
                    if (movers[m].Item1 == party && option >= 0 && (line.Step is null || inForce.Steps[nodes[n].Step].Name == line.Step)
                        && evaluator.Known(line.When, new Circumstances(names.Parties.Count, states[nodes[n].State])))
                        given.Add(new GivenChoice(n, m, option, line.Chance ?? 1));
                }
            }
        }
        return given;
    }

    private IEnumerable<(Place, string)> Odd(Dictionary<int, int>[] nodeOf)
    {
        for (var s = 0; s < inForce.Steps.Count; s++)
        {
            var step = inForce.Steps[s];
            if (!nodeOf[s].Values.Any(node => node >= 0))
            {
                yield return (step.NamePlace, $"step '{step.Name}'");
                continue;
            }
            var options = step switch
            {
                Turn turn => turn.Options,
                JointTurn joint => joint.Movers.SelectMany(mover => mover.Options).ToSequence(),
                _ => [],
            };
            foreach (var option in options)
                if (!builder.Enabled.Contains((s, option.Name)))
                    yield return (option.NamePlace, $"option '{option.Name}' of '{step.Name}'");
        }
    }
}
