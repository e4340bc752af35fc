using System.Runtime.InteropServices;

namespace Foedus.Games;

/// <summary>How many nodes a game has, written out as a tree over its first periods: counted period by period, without the tree.</summary>
internal sealed class UnrolledSize
{
    private readonly PublicBeliefGame game;
    private readonly double[] numbers;
    private double nodes;

    private UnrolledSize(PublicBeliefGame game, double[] numbers) => (this.game, this.numbers) = (game, numbers);

    /// <param name="game">The game.</param>
    /// <param name="numbers">The draw's coefficients.</param>
    /// <param name="periods">How many periods.</param>
    /// <param name="most">Counting ends where there are more.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Nodes of <see cref="Unrolling"/>'s tree; where these are more than <paramref name="most"/>, some number above it.</returns>
    public static double Of(PublicBeliefGame game, double[] numbers, int periods, double most, CancellationToken cancel)
    {
        var size = new UnrolledSize(game, numbers);
        var at = size.Drawn();
        for (var period = 0; period < periods && size.nodes + at.Values.Sum() <= most; period++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var step in game.Steps)
                at = size.After(step, at);
            at = period == periods - 1 ? at : size.Drifted(period, at);
        }
        // Every course has an end.
        return size.nodes + at.Values.Sum();
    }

    // How many courses of play lead to a state with these types, of which each party's is a digit.
    private sealed class Courses : Dictionary<(int State, long Types), double>
    {
        public void Add(int state, long types, double courses) => CollectionsMarshal.GetValueRefOrAddDefault(this, (state, types), out _) += courses;
    }

    private Courses Drawn()
    {
        var at = new Courses { { game.InitialState, 0, 1 } };
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var of = game.Parties[party];
            int[] drawn = [.. Enumerable.Range(0, of.TypeCount).Where(type => of.TypeCount == 1 || IsPossible(of.Prior[type]))];
            var next = new Courses();
            foreach (var ((state, types), courses) in at)
                Fork(courses, drawn.Length, i => next.Add(state, With(types, party, drawn[i]), courses));
            at = next;
        }
        return at;
    }

    private Courses After(GameStep step, Courses at)
    {
        var next = new Courses();
        foreach (var ((state, types), courses) in at)
        {
            if (step.NodeOfState[state] < 0)
            {
                next.Add(state, types, courses);
                continue;
            }
            switch (game.Nodes[step.NodeOfState[state]])
            {
                case TurnNode turn:
                    nodes += turn.Options.Count > 1 ? courses : 0;
                    foreach (var option in turn.Options)
                        Move(next, types, courses, option.Transitions[TypeOf(types, turn.Mover)], turn.Mover);
                    break;
                case JointTurnNode joint:
                    var ways = courses;
                    foreach (var mover in joint.Movers)
                    {
                        nodes += mover.OptionNames.Count > 1 ? ways : 0;
                        ways *= mover.OptionNames.Count;
                    }
                    foreach (var transitions in joint.Transitions)
                        Move(next, types, courses, transitions, -1);
                    break;
                case ChanceNode chance:
                    Move(next, types, courses, chance.Transitions[chance.Informant < 0 ? 0 : TypeOf(types, chance.Informant)], -1);
                    break;
            }
        }
        return next;
    }

    private void Move(Courses next, long types, double courses, Transition[] transitions, int moving)
    {
        Transition[] possible = [.. transitions.Where(transition => IsPossible(transition.Probability))];
        Fork(courses, possible.Length, i => next.Add(possible[i].NextState, moving < 0 ? types : With(types, moving, possible[i].NextType), courses));
    }

    private Courses Drifted(int period, Courses at)
    {
        foreach (var drift in game.Drifts.Where(drift => (period + 1) % drift.EveryPeriods == 0))
        {
            var next = new Courses();
            foreach (var ((state, types), courses) in at)
            {
                if (drift.MatrixOfState[state] < 0)
                {
                    next.Add(state, types, courses);
                    continue;
                }
                var row = drift.Matrices[drift.MatrixOfState[state]][TypeOf(types, drift.Party)];
                int[] possible = [.. Enumerable.Range(0, row.Length).Where(type => IsPossible(row[type]))];
                Fork(courses, possible.Length, i => next.Add(state, With(types, drift.Party, possible[i]), courses));
            }
            at = next;
        }
        return at;
    }

    // A chance node where there is something to draw.
    private void Fork(double courses, int moves, Action<int> then)
    {
        nodes += moves > 1 ? courses : 0;
        for (var i = 0; i < moves; i++)
            then(i);
    }

    private bool IsPossible(Coefficient chance) => numbers[chance.Index] > 0;

    private long Unit(int party) => game.Parties.Take(party).Aggregate(1L, (unit, of) => unit * of.TypeCount);

    private int TypeOf(long types, int party) => (int)(types / Unit(party) % game.Parties[party].TypeCount);

    private long With(long types, int party, int type) => types + (type - TypeOf(types, party)) * Unit(party);
}
