using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Whether the signs of a turn are read against their plain meaning.</summary>
/// <remarks>
/// Q°(a, θ) is what an option would be worth were nothing concluded from the choice: Bayes' rule with the mean choice of all types, evidence from what follows and moves of type staying as they are. Of two
/// options a and a', a is plainly the sign of the type that gains more from it, d = Q°(a, θ) − Q°(a', θ) − Q°(a, θ') + Q°(a', θ') > 0. It is read against that where θ' is the one that rather plays it; by
/// the chance σ(a' | θ) σ(a | θ') − σ(a | θ) σ(a' | θ') with which that shows, where the types are met, and as far as the plain meaning speaks at the party's precision: min(1, λ d).
/// </remarks>
internal sealed class PlainMeaning
{
    private readonly BeliefSolution solution;
    private readonly BeliefGrid grid;
    private readonly TurnNode turn;
    private readonly double precision;
    private readonly int count;
    private readonly int options;
    private readonly List<(int Label, int State)> groups = [];

    // [group] (option, type, type afterwards, chance)
    private readonly List<List<(int Option, int Type, int Next, double Chance)>> shares = [];
    private readonly double[] mean;
    private readonly double[] after;
    private readonly double[] q;
    private readonly int[] corners;
    private readonly double[] weights;
    private readonly double[][] expected;
    private readonly EvaluationRoom room;

    /// <param name="solution">The profile.</param>
    /// <param name="turn">A turn of a party with several types.</param>
    /// <param name="precision">Its λ; infinite where it is rational.</param>
    /// <param name="next">[state] values after the turn, by joint type.</param>
    /// <param name="held">What is held at the points.</param>
    /// <param name="room">Room to work in.</param>
    public PlainMeaning(BeliefSolution solution, TurnNode turn, double precision, double[][] next, HeldBeliefs held, EvaluationRoom room)
    {
        this.room = room;
        (this.solution, grid, this.turn, this.precision) = (solution, solution.Grid, turn, precision);
        (count, options) = (solution.Game.Parties[turn.Mover].TypeCount, turn.Options.Count);
        for (var option = 0; option < options; option++)
        for (var type = 0; type < count; type++)
            foreach (var transition in turn.Options[option].Transitions[type])
            {
                var group = groups.IndexOf((turn.Options[option].Label, transition.NextState));
                if (group < 0)
                {
                    group = groups.Count;
                    groups.Add((turn.Options[option].Label, transition.NextState));
                    shares.Add([]);
                }
                shares[group].Add((option, type, transition.NextType, solution.Coefficients[transition.Probability.Index]));
            }
        (mean, after, q) = (new double[options], new double[count], new double[count * options]);
        (corners, weights) = (new int[count], new double[count]);
        expected =
        [
            .. groups.SelectMany(group =>
                Enumerable
                    .Range(0, count)
                    .Select(type =>
                    {
                        var later = room.Rent(grid.PointCount);
                        held.Expect(turn.Mover, next[group.State], type, later);
                        return later;
                    })
            ),
        ];
    }

    /// <summary>Gives its room back.</summary>
    public void Release()
    {
        foreach (var later in expected)
            room.Return(later);
    }

    /// <summary>The chance that signs are read against their plain meaning, at a joint grid point, for choices [(type × options + option) × points + point].</summary>
    public double Against(int point, double[] choices)
    {
        double Chance(int type, int option) => choices[(type * options + option) * grid.PointCount + point];
        var belief = grid.Belief(turn.Mover, point);
        Array.Clear(mean);
        for (var type = 0; type < count; type++)
        for (var option = 0; option < options; option++)
            mean[option] += belief[type] * Chance(type, option);
        Worths(point);
        var against = 0.0;
        for (var one = 0; one < count; one++)
        for (var other = 0; other < one; other++)
        for (var a = 0; a < options; a++)
        for (var b = 0; b < a; b++)
        {
            if (turn.Options[a].Label == turn.Options[b].Label)
                continue;
            var plain = q[one * options + a] - q[one * options + b] - q[other * options + a] + q[other * options + b];
            var shown = Chance(one, a) * Chance(other, b) - Chance(one, b) * Chance(other, a);
            var speaks = double.IsPositiveInfinity(precision) ? 1 : Math.Min(1, precision * Math.Abs(plain));
            against += belief[one] * belief[other] * speaks * Math.Max(0, -Math.Sign(plain) * shown);
        }
        return against;
    }

    // Q°, with what would be held after each event were the choice itself to tell nothing.
    private void Worths(int point)
    {
        var belief = grid.Belief(turn.Mover, point);
        for (var type = 0; type < count; type++)
        for (var option = 0; option < options; option++)
            q[type * options + option] = turn.Options[option].Payments[turn.Mover] is { } paid ? solution.Coefficients[paid[type][type].Index] : 0;
        for (var group = 0; group < groups.Count; group++)
        {
            Array.Clear(after);
            var sum = 0.0;
            foreach (var share in shares[group])
            {
                var likely = belief[share.Type] * Math.Max(mean[share.Option], 1e-300) * share.Chance;
                after[share.Next] += likely;
                sum += likely;
            }
            for (var type = 0; type < count; type++)
                after[type] = sum > 0 ? after[type] / sum : belief[type];
            grid.Locate(turn.Mover, after, corners, weights);
            foreach (var share in shares[group])
            {
                var (later, worth) = (expected[group * count + share.Next], 0.0);
                for (var k = 0; k < count; k++)
                    worth += weights[k] * later[grid.With(point, turn.Mover, corners[k])];
                q[share.Type * options + share.Option] += share.Chance * worth;
            }
        }
    }
}
