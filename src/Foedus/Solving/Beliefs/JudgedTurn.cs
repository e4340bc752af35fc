using System.Runtime.CompilerServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>What judging a turn needs to know of its structure, the same in every draw: worked out once a game, apart from the solvers.</summary>
/// <remarks>Events that look the same, a label with the state that follows, are one group.</remarks>
internal sealed class JudgedTurn
{
    private static readonly ConditionalWeakTable<PublicBeliefGame, JudgedTurn?[]> known = [];

    private JudgedTurn(PublicBeliefGame game, TurnNode turn)
    {
        var groups = new List<(int Label, int State)>();
        var shares = new List<List<(int, int, int, Coefficient)>>();
        var events = Enumerable
            .Range(0, game.Parties[turn.Mover].TypeCount)
            .Select(_ => new List<(int Group, int Type, List<(int, Coefficient)> Ways)>())
            .ToArray();
        Transitions = [.. turn.Options.Select(option => new (int, int, Coefficient)[events.Length][])];
        for (var option = 0; option < turn.Options.Count; option++)
        for (var type = 0; type < events.Length; type++)
        {
            var transitions = turn.Options[option].Transitions[type];
            Transitions[option][type] = new (int, int, Coefficient)[transitions.Length];
            for (var t = 0; t < transitions.Length; t++)
            {
                var (nextType, probability) = (transitions[t].NextType, transitions[t].Probability);
                var group = groups.IndexOf((turn.Options[option].Label, transitions[t].NextState));
                if (group < 0)
                {
                    group = groups.Count;
                    groups.Add((turn.Options[option].Label, transitions[t].NextState));
                    shares.Add([]);
                }
                Transitions[option][type][t] = (group, nextType, probability);
                shares[group].Add((option, type, nextType, probability));
                if (!events[type].Exists(happened => happened.Group == group && happened.Type == nextType))
                    events[type].Add((group, nextType, []));
                events[type].Find(happened => happened.Group == group && happened.Type == nextType).Ways.Add((option, probability));
            }
        }
        Payments = [.. turn.Options.Select(option => option.Payments)];
        States = [.. groups.Select(group => group.State)];
        Shares = [.. shares.Select(list => list.ToArray())];
        Events = [.. events.Select(list => list.Select(happened => (happened.Group, happened.Type, happened.Ways.ToArray())).ToArray())];
    }

    /// <summary>[option][party] what it is paid.</summary>
    public Coefficient[][]?[][] Payments { get; }

    /// <summary>[group] the state that follows.</summary>
    public int[] States { get; }

    /// <summary>[group] what its likelihood is made of.</summary>
    public (int Option, int Type, int NextType, Coefficient Probability)[][] Shares { get; }

    /// <summary>[type] what can happen to it: the group, what type it is then, and by which options.</summary>
    public (int Group, int Type, (int Option, Coefficient Probability)[] Ways)[][] Events { get; }

    /// <summary>[option][type] where it leads.</summary>
    public (int Group, int NextType, Coefficient Probability)[][][] Transitions { get; }

    /// <summary>Of a node of a game; null where it is no turn.</summary>
    public static JudgedTurn? Of(PublicBeliefGame game, int node) =>
        known.GetValue(game, made => [.. made.Nodes.Select(each => each is TurnNode turn ? new JudgedTurn(made, turn) : null)])[node];
}
