using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Whether the signs of a turn are read against their plain meaning.</summary>
/// <remarks>
/// Q°(a, θ) is what an option would be worth were nothing concluded from the choice: Bayes' rule with the mean choice of all types, evidence from what follows and moves of type staying as they are. Of two
/// options a and a', a is plainly the sign of the type that gains more from it, d = Q°(a, θ) − Q°(a', θ) − Q°(a, θ') + Q°(a', θ') > 0. It is read against that where θ' is the one that rather plays it; by
/// the chance σ(a' | θ) σ(a | θ') − σ(a | θ) σ(a' | θ') with which that shows, where the types are met, and as far as the plain meaning speaks at the party's precision: min(1, λ d).
/// </remarks>
internal sealed class PlainMeaning(BeliefSolution solution, TurnNode turn, double precision)
{
    private readonly BeliefGrid grid = solution.Grid;
    private readonly int count = solution.Game.Parties[turn.Mover].TypeCount;
    private readonly Dictionary<(int State, int Type), double[]> expected = [];

    /// <summary>The chance that signs are read against their plain meaning, at a joint grid point, for choices [(type × options + option) × points + point] and values after the turn.</summary>
    public double Against(int point, double[] choices, double[][] next)
    {
        var options = turn.Options.Count;
        var belief = grid.Belief(turn.Mover, point);
        var mean = new double[options];
        double Chance(int type, int option) => choices[(type * options + option) * grid.PointCount + point];
        for (var type = 0; type < count; type++)
            for (var option = 0; option < options; option++)
                mean[option] += belief[type] * Chance(type, option);
        var q = new double[count, options];
        for (var type = 0; type < count; type++)
            for (var option = 0; option < options; option++)
            {
                q[type, option] = turn.Options[option].Payments[turn.Mover] is { } paid ? solution.Coefficients[paid[type][type].Index] : 0;
                foreach (var transition in turn.Options[option].Transitions[type])
                    q[type, option] += solution.Coefficients[transition.Probability.Index] * Worth(option, transition, mean, point, next);
            }
        var against = 0.0;
        for (var one = 0; one < count; one++)
            for (var other = 0; other < one; other++)
                for (var a = 0; a < options; a++)
                    for (var b = 0; b < a; b++)
                    {
                        if (turn.Options[a].Label == turn.Options[b].Label)
                            continue;
                        var plain = q[one, a] - q[one, b] - q[other, a] + q[other, b];
                        var shown = Chance(one, a) * Chance(other, b) - Chance(one, b) * Chance(other, a);
                        var speaks = double.IsPositiveInfinity(precision) ? 1 : Math.Min(1, precision * Math.Abs(plain));
                        against += belief[one] * belief[other] * speaks * Math.Max(0, -Math.Sign(plain) * shown);
                    }
        return against;
    }

    // What follows is worth where the choice itself told nothing.
    private double Worth(int option, Transition transition, double[] mean, int point, double[][] next)
    {
        if (!expected.TryGetValue((transition.NextState, transition.NextType), out var later))
            expected.Add((transition.NextState, transition.NextType), later = TurnEvaluation.Expected(solution, turn.Mover, next[transition.NextState], transition.NextType));
        var belief = grid.Belief(turn.Mover, point);
        var after = new double[count];
        for (var o = 0; o < mean.Length; o++)
            if (turn.Options[o].Label == turn.Options[option].Label)
                for (var type = 0; type < count; type++)
                    foreach (var possible in turn.Options[o].Transitions[type])
                        if (possible.NextState == transition.NextState)
                            after[possible.NextType] += belief[type] * Math.Max(mean[o], 1e-300) * solution.Coefficients[possible.Probability.Index];
        var sum = after.Sum();
        for (var type = 0; type < count; type++)
            after[type] = sum > 0 ? after[type] / sum : belief[type];
        var (corner, weight) = (new int[count], new double[count]);
        grid.Locate(turn.Mover, after, corner, weight);
        var worth = 0.0;
        for (var k = 0; k < count; k++)
            worth += weight[k] * later[grid.With(point, turn.Mover, corner[k])];
        return worth;
    }
}
