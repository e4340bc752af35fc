using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The chances of going from one start of a period to the next within a block that comes back to itself.</summary>
/// <param name="game">Nothing private, no end.</param>
/// <param name="coefficients">The draw's numbers.</param>
/// <param name="chances">[node][row] what is chosen.</param>
internal sealed class BlockChain(PublicBeliefGame game, double[] coefficients, double[][] chances)
{
    /// <summary>[start × size + start a period later] chances.</summary>
    public double[] Of(StationaryBlock block)
    {
        var starts = block.At[0];
        var size = starts.Length;
        var number = new Dictionary<int, int>();
        for (var i = 0; i < size; i++)
            number[starts[i]] = i;
        Dictionary<int, double[]> after = starts.ToDictionary(state => state, state => Unit(size, number[state]));
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            var here = new Dictionary<int, double[]>();
            foreach (var state in block.At[step])
            {
                if (game.Steps[step].NodeOfState[state] is not (>= 0 and var node))
                {
                    if (after.TryGetValue(state, out var same))
                        here[state] = same;
                    continue;
                }
                var row = new double[size];
                foreach (var (next, chance) in Ways(node))
                    if (after.TryGetValue(next, out var later))
                        EndlessCells.AddSlopes(row, chance, later);
                here[state] = row;
            }
            after = here;
        }
        return [.. starts.SelectMany(state => after[state])];
    }

    private static double[] Unit(int size, int at)
    {
        var unit = new double[size];
        unit[at] = 1;
        return unit;
    }

    private IEnumerable<(int Next, double Chance)> Ways(int node)
    {
        switch (game.Nodes[node])
        {
            case ChanceNode chance:
                foreach (var transition in chance.Transitions[0])
                    yield return (transition.NextState, Number(transition.Probability));
                break;
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                    foreach (var transition in turn.Options[option].Transitions[0])
                        yield return (transition.NextState, chances[node][option] * Number(transition.Probability));
                break;
            case JointTurnNode joint:
                var first = EndlessNodes.FirstRows(joint);
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    var all = 1.0;
                    for (var m = 0; m < first.Length; m++)
                        all *= chances[node][first[m] + joint.Profiles[profile][m]];
                    foreach (var transition in joint.Transitions[profile])
                        yield return (transition.NextState, all * Number(transition.Probability));
                }
                break;
        }
    }

    private double Number(Coefficient c) => coefficients[c.Index];
}
