using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Tests.CrossChecks;

namespace Foedus.Tests.Solving.Batched;

/// <summary>Offers with nothing private: shipped ones with everybody's type made known, and random ones.</summary>
internal static class OpenOffers
{
    /// <summary>An offer in which everybody knows what everybody is: type number <paramref name="type"/>, or the last where there are fewer.</summary>
    public static LoweredOffer Open(LoweredOffer offer, int type)
    {
        var types = offer.Game.Parties.Select(party => Math.Min(type, party.TypeCount - 1)).ToArray();
        var game = offer.Game;
        return With(
            offer,
            new PublicBeliefGame
            {
                Parties = [.. game.Parties.Select(party => party with { TypeNames = [""], Prior = [Coefficient.One] })],
                StateNames = game.StateNames,
                InitialState = game.InitialState,
                Steps = game.Steps,
                Nodes = [.. game.Nodes.Select(node => Open(node, types))],
                Flows = [.. game.Flows.Select(state => state.Select((party, i) => new[] { party[types[i]] }).ToArray())],
                Drifts = [],
                Periods = game.Periods,
                AfterLast = game.AfterLast,
                ChoiceWorth = game.ChoiceWorth,
                CoefficientCount = game.CoefficientCount,
            }
        );
    }

    /// <summary>An offer with random turns, joint turns and chances over four states; its assumptions are numbers between 0 and 1.</summary>
    public static LoweredOffer Random(int seed, bool rational = false, bool shocks = false, bool joint = true, AfterLastPeriod after = AfterLastPeriod.Nothing)
    {
        var random = new Random(seed);
        var table = new CoefficientTable();
        var assumptions = 0;
        Coefficient Free() => table.Assumption(assumptions++);
        Coefficient Points() => random.Next(4) == 0 ? Coefficient.Zero : table.Times(table.Constant(2), table.Minus(Free(), table.Constant(0.5)));
        Transition[] Lottery()
        {
            var first = random.Next(4);
            if (random.Next(3) == 0)
                return [new Transition(first, 0, Coefficient.One)];
            var chance = Free();
            return [new Transition(first, 0, chance), new Transition((first + 1 + random.Next(3)) % 4, 0, table.Minus(Coefficient.One, chance))];
        }
        Coefficient[][]?[] Payments() => [.. Enumerable.Range(0, 3).Select(_ => random.Next(2) == 0 ? null : new Coefficient[][] { [Points()] })];
        var nodes = new List<GameNode>();
        var steps = new List<GameStep>();
        for (var step = 0; step < 3; step++)
        {
            var nodeOf = new int[4];
            for (var state = 0; state < 4; state++)
            {
                nodeOf[state] = random.Next(5) == 0 ? -1 : nodes.Count;
                if (nodeOf[state] < 0)
                    continue;
                var kind = random.Next(joint ? 4 : 3);
                if (kind < 2)
                {
                    var options = 1 + random.Next(4);
                    nodes.Add(
                        new TurnNode
                        {
                            Step = step,
                            State = state,
                            Mover = random.Next(3),
                            LabelCount = options,
                            Options = [.. Enumerable.Range(0, options).Select(option => new GameOption($"o{option}", option, [Lottery()], Payments()))],
                        }
                    );
                }
                else if (kind == 2)
                    nodes.Add(
                        new ChanceNode
                        {
                            Step = step,
                            State = state,
                            Informant = -1,
                            Transitions = [Lottery()],
                            Payments = Payments(),
                        }
                    );
                else
                    nodes.Add(
                        new JointTurnNode
                        {
                            Step = step,
                            State = state,
                            HidingMover = -1,
                            Movers = [new JointMoverOptions(0, ["a", "b"], [0, 1], 2), new JointMoverOptions(2, ["a", "b", "c"], [0, 1, 2], 3)],
                            Transitions = [.. Enumerable.Range(0, 6).Select(_ => Lottery())],
                            Payments = [.. Enumerable.Range(0, 6).Select(_ => Payments().Select(rows => rows?[0]).ToArray())],
                        }
                    );
            }
            steps.Add(new GameStep($"s{step}", nodeOf));
        }
        var game = new PublicBeliefGame
        {
            Parties =
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(party => new GameParty(
                        $"P{party}",
                        [""],
                        [Coefficient.One],
                        table.Plus(table.Constant(0.5), table.Times(table.Constant(0.4), Free())),
                        table.Times(table.Constant(2), Free()),
                        rational
                    )),
            ],
            StateNames = ["0", "1", "2", "3"],
            InitialState = 0,
            Steps = steps,
            Nodes = nodes,
            Flows = [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, 3).Select(_ => new[] { Points() }).ToArray())],
            Drifts = [],
            Periods = 4,
            AfterLast = after,
            ChoiceWorth = shocks ? ChoiceWorth.ChoiceShocks : ChoiceWorth.QuantalResponse,
            CoefficientCount = table.Count,
        };
        var calls = nodes
            .Select((node, number) => (node, number))
            .Where(pair => pair.node is TurnNode { Options.Count: > 1 })
            .Select(pair => (pair.number, 0, ((TurnNode)pair.node).Options.Select((_, option) => option == 0).ToArray()))
            .ToList();
        return With(
            SoundDeal.Lower(TwoSidedDeal.Text(1, 1)),
            game,
            table,
            [
                new AskedMeasure("through", "", AskedKind.ChanceThrough, [true, true, false, true], 4),
                new AskedMeasure("by", "", AskedKind.ChanceBy, [false, false, true, false], 3),
                new AskedMeasure("at", "", AskedKind.ChanceAt, [false, true, false, true], 2),
                new AskedMeasure("until", "", AskedKind.TimeUntil, [false, false, false, true], 4),
            ],
            [new PromiseCalls("kept", "", calls, IsOnce: false), new PromiseCalls("never", "", [], IsOnce: false)]
        );
    }

    private static LoweredOffer With(
        LoweredOffer offer,
        PublicBeliefGame game,
        CoefficientTable? table = null,
        IReadOnlyList<AskedMeasure>? asks = null,
        IReadOnlyList<PromiseCalls>? promises = null
    ) =>
        new(offer.Bound, offer.BoundOffer, offer.Wording, offer.States, offer.Facts)
        {
            Game = game,
            Table = table ?? offer.Table,
            Asks = asks ?? offer.Asks,
            Promises = promises ?? offer.Promises,
            ChanceRows = [],
            Start = null,
        };

    private static GameNode Open(GameNode node, int[] types) =>
        node switch
        {
            TurnNode turn => new TurnNode
            {
                Step = turn.Step,
                State = turn.State,
                Mover = turn.Mover,
                LabelCount = turn.LabelCount,
                Options =
                [
                    .. turn.Options.Select(option =>
                        option with
                        {
                            Transitions =
                            [
                                [.. option.Transitions[types[turn.Mover]].Select(transition => transition with { NextType = 0 })],
                            ],
                            Payments = Open(option.Payments, types[turn.Mover], types),
                        }
                    ),
                ],
            },
            ChanceNode chance => new ChanceNode
            {
                Step = chance.Step,
                State = chance.State,
                Informant = -1,
                Transitions =
                [
                    [.. chance.Transitions[chance.Informant < 0 ? 0 : types[chance.Informant]].Select(transition => transition with { NextType = 0 })],
                ],
                Payments = Open(chance.Payments, chance.Informant < 0 ? 0 : types[chance.Informant], types),
            },
            JointTurnNode joint => new JointTurnNode
            {
                Step = joint.Step,
                State = joint.State,
                HidingMover = -1,
                Movers = joint.Movers,
                Transitions = joint.Transitions,
                Payments =
                [
                    .. joint.Payments.Select(profile => profile.Select((payment, party) => payment is null ? null : new[] { payment[types[party]] }).ToArray()),
                ],
            },
            _ => throw new InvalidOperationException(),
        };

    private static Coefficient[][]?[] Open(Coefficient[][]?[] payments, int row, int[] types) =>
        [.. payments.Select((rows, party) => rows is null ? null : new[] { new[] { rows[row][types[party]] } })];
}
