using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What a turn's solver needs to know of a node's structure, the same in every draw.</summary>
/// <remarks>
/// What the others can tell apart is a group: a label with the state that follows it. Where the state tells nothing more than the label does (one option, the same
/// lottery for every type) the whole label is one group, and its belief is worked out once.
/// </remarks>
internal sealed class TurnPlan
{
    public TurnPlan(PublicBeliefGame game, TurnNode node)
    {
        Node = node;
        Types = game.Parties[node.Mover].TypeCount;
        var moves = new List<Move>[node.Options.Count * Types];
        var groups = new List<List<Share>>();
        var groupOf = new Dictionary<(int Label, int State), int>();
        for (var option = 0; option < node.Options.Count; option++)
        {
            var choice = node.Options[option];
            var telling = Types > 1 && !(node.Options.Count(other => other.Label == choice.Label) == 1 && SameForEveryType(choice));
            for (var type = 0; type < Types; type++)
            {
                moves[option * Types + type] = [];
                foreach (var transition in choice.Transitions[type])
                {
                    var key = (choice.Label, telling ? transition.NextState : -1);
                    if (!groupOf.TryGetValue(key, out var group))
                    {
                        groupOf.Add(key, group = groups.Count);
                        groups.Add([]);
                    }
                    if (telling)
                        groups[group].Add(new Share(option, type, transition.NextType, transition.Probability));
                    else if (!groups[group].Any(share => share.Type == type))
                        groups[group].Add(new Share(option, type, type, Coefficient.One));
                    moves[option * Types + type].Add(new Move(transition.NextState, transition.NextType, transition.Probability, group));
                }
            }
        }
        Payments = [.. node.Options.Select(option => option.Payments)];
        Options = node.Options.Count;
        Moves = [.. moves.Select(list => list.ToArray())];
        Groups = [.. groups.Select(list => list.ToArray())];
        IsAlike =
            Types == 2
            && Enumerable
                .Range(0, Options)
                .All(option =>
                    Moves[2 * option].Length == Moves[2 * option + 1].Length
                    && Moves[2 * option]
                        .Zip(Moves[2 * option + 1])
                        .All(pair => (pair.First.State, pair.First.Group, pair.First.Type, pair.Second.Type) == (pair.Second.State, pair.Second.Group, 0, 1))
                );
        NextStates = [.. Moves.SelectMany(list => list).Select(move => move.State).Distinct()];
    }

    public TurnNode Node { get; }

    /// <summary>Types of the mover.</summary>
    public int Types { get; }

    public int Options { get; }

    /// <summary>[option][party] as of a <see cref="GameOption"/>.</summary>
    public Coefficient[][]?[][] Payments { get; }

    /// <summary>Whether a type does not have an option.</summary>
    public bool IsClosed(int option, int type) => Node.Closed is { } closed && closed[type * Options + option];

    /// <summary>The chance of an option where a type plays all that it has alike.</summary>
    public double Even(int option, int type) => ClosedOptions.Even(Node.Closed, Options, type, option);

    /// <summary>[option × types + type] where it leads.</summary>
    public Move[][] Moves { get; }

    /// <summary>States that it may lead to.</summary>
    public int[] NextStates { get; }

    /// <summary>Whether both of two types are led to the same states, if with other chances, and stay what they are.</summary>
    public bool IsAlike { get; }

    /// <summary>[group] what its likelihood is made of.</summary>
    public Share[][] Groups { get; }

    private static bool SameForEveryType(GameOption option)
    {
        for (var type = 0; type < option.Transitions.Length; type++)
        {
            if (option.Transitions[type].Length != option.Transitions[0].Length)
                return false;
            for (var i = 0; i < option.Transitions[type].Length; i++)
            {
                var (first, here) = (option.Transitions[0][i], option.Transitions[type][i]);
                if (here.NextType != type || here.NextState != first.NextState || here.Probability != first.Probability)
                    return false;
            }
        }
        return true;
    }

    public readonly record struct Move(int State, int Type, Coefficient Probability, int Group);

    public readonly record struct Share(int Option, int Type, int NextType, Coefficient Probability);
}
