using Foedus.Games;

namespace Foedus.Lowering;

/// <summary>A game in which states that go together are one.</summary>
internal sealed class MergedGame
{
    private readonly PublicBeliefGame game;
    private readonly StateMerging merging;
    private readonly CoefficientTable table;

    /// <param name="game">With every state for itself.</param>
    /// <param name="merging">Which go together.</param>
    /// <param name="facts">Groups in words.</param>
    /// <param name="table">The game's numbers.</param>
    public MergedGame(PublicBeliefGame game, StateMerging merging, StateFacts facts, CoefficientTable table)
    {
        (this.game, this.merging, this.table) = (game, merging, table);
        Facts = facts;
        var names = facts.Names;
        NodeOf = Enumerable.Repeat(-1, game.Nodes.Count).ToArray();
        var nodes = new List<GameNode>();
        var steps = new List<GameStep>();
        for (var step = 0; step < game.Steps.Count; step++)
        {
            var ofGroup = Enumerable.Repeat(-1, names.Count).ToArray();
            for (var group = 0; group < names.Count; group++)
                if (
                    merging.MetAt(group, step) is { } state
                    && game.Steps[step].NodeOfState[state] is >= 0 and var number
                    && Made(game.Nodes[number], group) is var made
                    && !(
                        game.Steps[step].IsClock
                        && made is ChanceNode { Payments: var paid }
                        && paid.All(each => each is null)
                        && DealLowering.TransitionsOf(made).All(transition => transition.NextState == group)
                    )
                )
                {
                    ofGroup[group] = nodes.Count;
                    nodes.Add(made);
                }
            foreach (var group in Enumerable.Range(0, names.Count).Where(group => ofGroup[group] >= 0))
            foreach (var state in merging.Members[group])
                if (game.Steps[step].NodeOfState[state] is >= 0 and var number)
                    NodeOf[number] = ofGroup[group];
            if (!game.Steps[step].IsClock || ofGroup.Any(node => node >= 0))
                steps.Add(game.Steps[step] with { NodeOfState = ofGroup });
        }
        var ends = Enumerable.Range(0, names.Count).Select(group => merging.MetAt(group, game.Steps.Count) ?? merging.Members[group][0]).ToArray();
        Game = new PublicBeliefGame
        {
            Parties = game.Parties,
            StateNames = names,
            InitialState = merging.GroupOf[game.InitialState],
            Steps = steps,
            Nodes = nodes,
            Flows = [.. ends.Select(state => game.Flows[state])],
            Drifts = [.. game.Drifts.Select(drift => drift with { MatrixOfState = [.. ends.Select(state => drift.MatrixOfState[state])] })],
            Periods = game.Periods,
            AfterLast = game.AfterLast,
            ChoiceWorth = game.ChoiceWorth,
            CoefficientCount = table.Count,
            Words = game.Words,
        };
        Ends = ends;
    }

    public PublicBeliefGame Game { get; }

    /// <summary>[node before] the node it is now; −1 where none is left.</summary>
    public int[] NodeOf { get; }

    /// <summary>Groups in words.</summary>
    public StateFacts Facts { get; }

    /// <summary>[group] the state before that says what is so at the end of a period.</summary>
    public IReadOnlyList<int> Ends { get; }

    private GameNode Made(GameNode node, int group) =>
        node switch
        {
            TurnNode turn => new TurnNode
            {
                Step = turn.Step,
                State = group,
                Mover = turn.Mover,
                LabelCount = turn.LabelCount,
                Options = [.. turn.Options.Select(option => option with { Transitions = Led(option.Transitions) })],
            },
            JointTurnNode joint => new JointTurnNode
            {
                Step = joint.Step,
                State = group,
                Movers = joint.Movers,
                HidingMover = joint.HidingMover,
                Payments = joint.Payments,
                Transitions = Led(joint.Transitions),
            },
            ChanceNode chance => new ChanceNode
            {
                Step = chance.Step,
                State = group,
                Informant = chance.Informant,
                Payments = chance.Payments,
                Transitions = Led(chance.Transitions),
            },
            _ => throw new Model.UnknownKindException(node.GetType(), nameof(MergedGame)),
        };

    // Ways that lead to one group are one way.
    private Transition[][] Led(Transition[][] rows) =>
        [
            .. rows.Select(row =>
                row.Select(way => way with { NextState = merging.GroupOf[way.NextState] })
                    .GroupBy(way => (way.NextState, way.NextType))
                    .Select(ways => ways.Aggregate((one, other) => one with { Probability = table.Plus(one.Probability, other.Probability) }))
                    .ToArray()
            ),
        ];
}
