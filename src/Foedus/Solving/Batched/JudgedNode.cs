using Foedus.Games;

namespace Foedus.Solving.Batched;

/// <summary>A node as what may happen at it: each event the choices, the chance of what follows them, and a payment or a state.</summary>
internal sealed class JudgedNode
{
    private readonly List<JudgedEvent> events = [];

    public JudgedNode(GameNode node, int firstRow, int parties)
    {
        switch (node)
        {
            case TurnNode turn:
                Movers = [new JudgedMover(turn.Mover, firstRow, turn.Options.Count)];
                for (var option = 0; option < turn.Options.Count; option++)
                    Add([firstRow + option], turn.Options[option].Transitions[0], party => turn.Options[option].Payments[party]?[0][0]);
                break;
            case ChanceNode chance:
                Movers = [];
                Add([], chance.Transitions[0], party => chance.Payments[party]?[0][0]);
                break;
            case JointTurnNode joint:
                Movers = new JudgedMover[joint.Movers.Count];
                for (var mover = 0; mover < Movers.Length; firstRow += Movers[mover++].Options)
                    Movers[mover] = new JudgedMover(joint.Movers[mover].Party, firstRow, joint.Movers[mover].OptionNames.Count);
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    int[] chosen = [.. Movers.Zip(joint.Profiles[profile], (mover, option) => mover.FirstRow + option)];
                    Add(chosen, joint.Transitions[profile], party => joint.Payments[profile][party]?[0]);
                }
                break;
            default:
                throw new InvalidOperationException("Unknown node.");
        }

        // Payments are an event that leads nowhere.
        void Add(int[] chosen, Transition[] transitions, Func<int, Coefficient?> payment)
        {
            foreach (var transition in transitions)
                if (!transition.Probability.IsZero)
                    events.Add(new JudgedEvent(chosen, transition.Probability == Coefficient.One ? null : transition.Probability, transition.NextState, []));
            Coefficient?[] payments = [.. Enumerable.Range(0, parties).Select(payment)];
            if (payments.Any(paid => paid is { IsZero: false }))
                events.Add(new JudgedEvent(chosen, null, -1, payments));
        }
    }

    public JudgedMover[] Movers { get; }

    public IReadOnlyList<JudgedEvent> Events => events;
}

/// <param name="Party">Who.</param>
/// <param name="FirstRow">Row of its first option.</param>
/// <param name="Options">How many.</param>
internal readonly record struct JudgedMover(int Party, int FirstRow, int Options);

/// <param name="Rows">[mover] row of what it chose.</param>
/// <param name="Chance">Its chance given the choices; null where it is certain.</param>
/// <param name="NextState">What follows; −1 for payments.</param>
/// <param name="Payments">[party]</param>
internal readonly record struct JudgedEvent(int[] Rows, Coefficient? Chance, int NextState, Coefficient?[] Payments);
