using Foedus.Games;
using Foedus.Lowering;

namespace Foedus.Workflow;

/// <summary>An offer as states, moves and rankings, for analysis without probabilities.</summary>
/// <remarks>
/// A party can move from a state wherever one of its options there may lead in one step; at a step where several choose at once, the others take their first option. States are ranked by
/// the party's flow there, for its likeliest type at the priors. What an option costs by itself does not count, and chance steps are nobody's moves.
/// </remarks>
public static class ConflictOf
{
    public static ConflictGraph Offer(LoweredOffer offer, double[] assumptions)
    {
        var numbers = new double[offer.Table.Count];
        offer.Table.Evaluate(assumptions, numbers);
        var game = offer.Game;
        var moves = Enumerable
            .Range(0, game.Parties.Count)
            .Select(_ => Enumerable.Range(0, game.StateCount).Select(_ => new SortedSet<int>()).ToArray())
            .ToArray();
        foreach (var node in game.Nodes)
        {
            if (node is TurnNode turn)
                foreach (var option in turn.Options)
                foreach (var row in option.Transitions)
                    Add(turn.Mover, turn.State, row);
            if (node is JointTurnNode joint)
                for (var mover = 0; mover < joint.Movers.Count; mover++)
                {
                    var stride = joint.Movers.Skip(mover + 1).Aggregate(1, (product, later) => product * later.OptionNames.Count);
                    for (var option = 0; option < joint.Movers[mover].OptionNames.Count; option++)
                        Add(joint.Movers[mover].Party, joint.State, joint.Transitions[option * stride]);
                }
        }
        return new ConflictGraph(
            game.StateNames,
            [
                .. game.Parties.Select(
                    (party, p) =>
                    {
                        var type = Enumerable.Range(0, party.TypeCount).MaxBy(t => numbers[party.Prior[t].Index]);
                        return new ConflictParty(
                            party.Name,
                            [.. Enumerable.Range(0, game.StateCount).Select(state => numbers[game.Flows[state][p][type].Index])],
                            [.. moves[p].Select(next => next.ToArray())]
                        );
                    }
                ),
            ]
        );

        void Add(int party, int state, Transition[] row)
        {
            foreach (var next in row)
                if (next.NextState != state && numbers[next.Probability.Index] > 0)
                    moves[party][state].Add(next.NextState);
        }
    }
}
