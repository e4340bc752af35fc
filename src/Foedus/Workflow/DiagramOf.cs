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
        var moves = new Dictionary<(int From, int To, string Label), (double Played, double Reached)>();
        for (var number = 0; number < offer.Game.Nodes.Count; number++)
        {
            var node = offer.Game.Nodes[number];
            var from = states.IndexOf(names[node.State]);
            foreach (var (label, next, played) in Moves(offer.Game, words, node, number, outcome))
            {
                var to = states.IndexOf(names[next]);
                if (to == from)
                    continue;
                var at = moves.GetValueOrDefault((from, to, label));
                moves[(from, to, label)] = (at.Played + played, at.Reached + Reached(outcome, number));
            }
        }
        var state = first < 0 ? null : offer.Deal.StateVariables.ElementAt(first).Name;
        return new Diagram([.. states.Select(name => state is null ? offer.Wording.Facts(name) : offer.Wording.Value(state, name))], [.. moves.Select(move => new DiagramMove(move.Key.From, move.Key.To, move.Key.Label, move.Value.Reached < 1e-9 ? double.NaN : move.Value.Played / move.Value.Reached))]);
    }

    private static double Reached(OfferOutcome outcome, int node) => outcome.Forward.Reached.Sum(period => period[node]);

    // Every way out of a node: its label, where to, and the expected number of times it is taken.
    private static IEnumerable<(string Label, int Next, double Played)> Moves(PublicBeliefGame game, DealWords words, GameNode node, int number, OfferOutcome outcome)
    {
        switch (node)
        {
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                {
                    var played = Enumerable.Range(0, outcome.Solution.Periods).Sum(period => Enumerable.Range(0, game.Parties[turn.Mover].TypeCount).Sum(type =>
                        outcome.Forward.VisitsOf(period, number) is { } met && met.Meets(turn.Mover, type)
                            ? met.MassOf(turn.Mover, type) * outcome.Forward.ChoiceWhereMet(period, number, 0, turn.Mover, type, option) : 0));
                    foreach (var next in turn.Options[option].Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct())
                        yield return ($"{(words.Party(turn.Mover) is { Length: <= ShortTitle } title ? title : game.Parties[turn.Mover].Name)}: {words.Option(node.Step, turn.Mover, turn.Options[option].Name)}", next, played);
                }
                break;
            case ChanceNode chance:
                foreach (var transition in chance.Transitions[0])
                    yield return ($"chance: {words.Step(node.Step)}", transition.NextState, outcome.Solution.Coefficients[transition.Probability.Index] * Reached(outcome, number));
                break;
            case JointTurnNode joint:
                foreach (var next in joint.Transitions.SelectMany(row => row).Select(transition => transition.NextState).Distinct())
                    yield return (words.Step(node.Step), next, Reached(outcome, number));
                break;
        }
    }
}
