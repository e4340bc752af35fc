using Foedus.Binding;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Telling;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;

namespace Foedus.Workflow;

/// <summary>A solved offer as a picture: states by the deal's first enumeration, arrows for what moves the world from one to another.</summary>
internal static class DiagramOf
{
    // Characters of a title that still stand beside an arrow; else the party's name does.
    private const int ShortTitle = 20;

    public static Diagram Make(LoweredOffer offer, OfferOutcome outcome)
    {
        var first = offer.Deal.StateVariables.ToList().FindIndex(variable => variable.Domain is Enumeration);
        var words = new DealWords(offer);
        var names = offer.Game.StateNames.Select(name => first < 0 ? name : name.Split(", ")[first].Split(" = ")[1]).ToArray();
        var states = names.Skip(offer.Game.InitialState).Take(1).Concat(names).Distinct().ToList();
        var reached = new Dictionary<(int From, int Step), double>();
        var moves = new Dictionary<(int From, int To, string Label), Counted>();
        for (var number = 0; number < offer.Game.Nodes.Count; number++)
        {
            var node = offer.Game.Nodes[number];
            var from = states.IndexOf(names[node.State]);
            reached[(from, node.Step)] = reached.GetValueOrDefault((from, node.Step)) + Reached(outcome, number);
            foreach (var (label, next, taken) in Moves(offer, words, node, number, outcome))
            {
                var to = states.IndexOf(names[next]);
                if (to == from)
                    continue;
                if (!moves.TryGetValue((from, to, label), out var counted))
                    moves.Add((from, to, label), counted = new Counted());
                counted.Steps.Add(node.Step);
                counted.Taken += taken;
            }
        }
        var state = first < 0 ? null : offer.Deal.StateVariables.ElementAt(first).Name;
        return new Diagram(
            [.. states.Select(name => state is null ? offer.Wording.Facts(name) : offer.Wording.Value(state, name))],
            [.. moves.Select(move => Told(move.Key, move.Value))]
        );

        DiagramMove Told((int From, int To, string Label) move, Counted counted)
        {
            // Of all times that what moves the world is reached in the box, also where it then leads elsewhere.
            var all = counted.Steps.Sum(step => reached[(move.From, step)]);
            return new DiagramMove(
                move.From,
                move.To,
                move.Label,
                all < 1e-9 ? double.NaN
                    : counted.Taken is { } taken ? taken / all
                    : 1
            )
            {
                HasChance = counted.Taken is not null,
            };
        }
    }

    // What leads along one arrow under one label: at which steps, and the expected number of times; null where no chance belongs to it.
    private sealed class Counted
    {
        public HashSet<int> Steps { get; } = [];

        public double? Taken { get; set; } = 0;
    }

    private static double Reached(OfferOutcome outcome, int node) => outcome.Forward.Reached.Sum(period => period[node]);

    // Every way out of a node: its label, where to, and the expected number of times it is taken; null where that is no chance of one thing: what several decide together, and what happens for sure.
    private static IEnumerable<(string Label, int Next, double? Taken)> Moves(
        LoweredOffer offer,
        DealWords words,
        GameNode node,
        int number,
        OfferOutcome outcome
    )
    {
        var game = offer.Game;
        double Chance(Transition transition) => outcome.Solution.Coefficients[transition.Probability.Index];
        double Met(int party, Func<int, int, double> chance) =>
            Enumerable
                .Range(0, outcome.Solution.Periods)
                .Sum(period =>
                    Enumerable
                        .Range(0, game.Parties[party].TypeCount)
                        .Sum(type =>
                            outcome.Forward.VisitsOf(period, number) is { } met && met.Meets(party, type) ? met.MassOf(party, type) * chance(period, type) : 0
                        )
                );
        switch (node)
        {
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                {
                    var (at, lotteries) = (option, turn.Options[option].Transitions);
                    foreach (var next in lotteries.SelectMany(row => row).Select(transition => transition.NextState).Distinct())
                        yield return (
                            $"{(words.Party(turn.Mover) is { Length: <= ShortTitle } title ? title : game.Parties[turn.Mover].Name)}: {words.Option(node.Step, turn.Mover, turn.Options[option].Name)}",
                            next,
                            Met(turn.Mover, (period, type) =>
                                outcome.Forward.ChoiceWhereMet(period, number, 0, turn.Mover, type, at)
                                * lotteries[type].Where(transition => transition.NextState == next).Sum(Chance)
                            )
                        );
                }
                break;
            case ChanceNode chance:
                var isEvent = node.Step < offer.BoundOffer.Steps.Count && offer.BoundOffer.Steps[node.Step] is BoundChanceStep { IsEvent: true };
                var isSure = (isEvent || game.Steps[node.Step].IsClock) && chance.Transitions.All(row => row.Length == 1);
                var label = game.Steps[node.Step].IsClock ? words.Step(node.Step) : $"{offer.HappensAt(node.Step)}: {words.Step(node.Step)}";
                foreach (var next in chance.Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct())
                    yield return (
                        label,
                        next,
                        isSure ? null
                        : chance.Informant < 0 ? Reached(outcome, number) * chance.Transitions[0].Where(transition => transition.NextState == next).Sum(Chance)
                        : Met(chance.Informant, (_, type) => chance.Transitions[type].Where(transition => transition.NextState == next).Sum(Chance))
                    );
                break;
            case JointTurnNode joint:
                foreach (var next in joint.Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct())
                    yield return (words.Step(node.Step), next, null);
                break;
        }
    }
}
