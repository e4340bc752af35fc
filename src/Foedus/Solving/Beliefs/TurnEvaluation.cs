using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>One turn under a given profile, at all grid points side by side: what is believed after each event, what follows is worth, and how far the choice is from the response.</summary>
/// <remarks>Events that look the same, a label with the state that follows, are one. Nothing here is used by the solvers.</remarks>
internal sealed class TurnEvaluation
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly JointTypes types;
    private readonly TurnNode turn;
    private readonly int number;
    private readonly ChoiceJudge judge;
    private readonly int count;
    private readonly int points;
    private readonly int options;
    private readonly JudgedTurn shape;
    private readonly EvaluationRoom room;
    private readonly HeldBeliefs held;
    private double[] choices = [];
    private double[] own = [];

    public TurnEvaluation(BeliefSolution solution, TurnNode turn, int number, ChoiceJudge judge, HeldBeliefs held, EvaluationRoom room)
    {
        (this.solution, this.turn, this.number, this.judge, this.held, this.room) = (solution, turn, number, judge, held, room);
        (game, grid, types) = (solution.Game, solution.Grid, solution.Types);
        (count, points) = (game.Parties[turn.Mover].TypeCount, grid.PointCount);
        shape = JudgedTurn.Of(game, number)!;
        options = shape.Payments.Length;
    }

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private double Chance(int type, int option, int point) => choices[(type * options + option) * points + point];

    /// <summary>Values before the turn, by joint type; choices held against their responses where they are to be judged.</summary>
    public double[] Values(int period, double[][] next, bool judged)
    {
        choices = solution.At(period, number) ?? throw new InvalidOperationException("The profile has no choices at a turn.");
        Believe();
        var worth = room.Rent(game.Parties.Count * types.Count * points);
        Array.Clear(worth);
        var likely = room.Rent(points);
        for (var type = 0; type < count; type++)
        {
            foreach (var happened in shape.Events[type])
            {
                Array.Clear(likely);
                foreach (var (option, probability) in happened.Ways)
                    Add(likely, choices.AsSpan((type * options + option) * points, points), Number(probability));
                for (var joint = 0; joint < types.Count; joint++)
                    if (types.TypeOf(turn.Mover, joint) == type)
                        for (var party = 0; party < game.Parties.Count; party++)
                            AddLater(
                                worth.AsSpan((party * types.Count + joint) * points, points),
                                likely,
                                next[shape.States[happened.Group]]
                                    .AsSpan((party * types.Count + types.With(joint, turn.Mover, happened.Type)) * points, points),
                                happened.Group
                            );
            }
            for (var joint = 0; joint < types.Count; joint++)
                if (types.TypeOf(turn.Mover, joint) == type)
                    for (var party = 0; party < game.Parties.Count; party++)
                    for (var option = 0; option < options; option++)
                        if (shape.Payments[option][party] is { } paid && Number(paid[type][types.TypeOf(party, joint)]) is not 0 and var payment)
                            Add(
                                worth.AsSpan((party * types.Count + joint) * points, points),
                                choices.AsSpan((type * options + option) * points, points),
                                payment
                            );
        }
        room.Return(likely);
        Own(next);
        Judge(period, worth, judged);
        return worth;
    }

    /// <summary>[type × options + option] worth of each option where the turn is met, by the chances with which a type meets it; NaN for a type that does not.</summary>
    public double[] WorthsWhereMet(NodeVisits visits)
    {
        var mean = new double[count * options];
        for (var type = 0; type < count; type++)
        for (var option = 0; option < options; option++)
            mean[type * options + option] = visits.Meets(turn.Mover, type)
                ? visits.Mean(turn.Mover, type, own.AsSpan((type * options + option) * points, points))
                : double.NaN;
        return mean;
    }

    /// <summary>The chance, over all who meet the turn, that its signs are read against their plain meaning.</summary>
    public double AgainstPlainMeaning(NodeVisits visits, double[][] next)
    {
        if (count == 1 || options == 1)
            return 0;
        var plain = new PlainMeaning(solution, turn, judge.PrecisionOf(turn.Mover), next, held, room);
        var against = 0.0;
        foreach (var point in visits.Points)
            if (visits.Mass(point) is > 1e-8 and var mass)
                against += mass * plain.Against(point, choices);
        plain.Release();
        return against;
    }

    // Bayes' rule for every group at every point, as grid corners and weights.
    private void Believe()
    {
        var (after, before) = (room.Rent(count * points), held.Of(turn.Mover));
        var (belief, corner, weight) = (new double[count], new int[count], new double[count]);
        for (var group = 0; group < shape.States.Length; group++)
        {
            Array.Clear(after);
            foreach (var (option, type, nextType, probability) in shape.Shares[group])
            {
                var chance = Number(probability);
                var chosen = choices.AsSpan((type * options + option) * points, points);
                var from = before.AsSpan(type * points, points);
                var into = after.AsSpan(nextType * points, points);
                for (var point = 0; point < into.Length; point++)
                    into[point] += chance * chosen[point] * from[point];
            }
            if (count == 2)
            {
                LocateTwo(group, after, before);
                continue;
            }
            for (var point = 0; point < points; point++)
            {
                var sum = 0.0;
                for (var type = 0; type < count; type++)
                    sum += after[type * points + point];
                for (var type = 0; type < count; type++)
                    belief[type] = sum > 0 ? after[type * points + point] / sum : before[type * points + point];
                if (count == 1)
                    (corner[0], weight[0]) = (0, 1);
                else
                    grid.Locate(turn.Mover, belief, corner, weight);
                for (var k = 0; k < count; k++)
                {
                    var (corners, weights) = room.Located(group * count + k, points);
                    (corners[point], weights[point]) = (grid.With(point, turn.Mover, corner[k]), weight[k]);
                }
            }
        }
        room.Return(after);
    }

    // Of two types the grid is its knots, and a belief lies between two of them.
    private void LocateTwo(int group, double[] after, double[] before)
    {
        var (simplex, stride) = (grid.Parties[turn.Mover], grid.StrideOf(turn.Mover));
        var (near, nearWeights) = room.Located(group * 2, points);
        var (far, farWeights) = room.Located(group * 2 + 1, points);
        for (var point = 0; point < points; point++)
        {
            var sum = after[point] + after[points + point];
            var belief = Math.Clamp(sum > 0 ? after[point] / sum : before[point], 0, 1);
            var cell = simplex.CellOf(belief);
            var fraction = (belief - simplex.Knots[cell]) / (simplex.Knots[cell + 1] - simplex.Knots[cell]);
            near[point] = grid.With(point, turn.Mover, cell);
            (far[point], nearWeights[point], farWeights[point]) = (near[point] + stride, 1 - fraction, fraction);
        }
    }

    private static void Add(Span<double> sum, ReadOnlySpan<double> factor, double by)
    {
        for (var point = 0; point < sum.Length; point++)
            sum[point] += by * factor[point];
    }

    private void AddLater(Span<double> sum, ReadOnlySpan<double> chance, ReadOnlySpan<double> value, int group)
    {
        if (count == 2)
        {
            // Both corners in one pass.
            var (low, near) = room.Located(group * 2, points);
            var (high, far) = room.Located(group * 2 + 1, points);
            for (var point = 0; point < sum.Length; point++)
                sum[point] = sum[point] + chance[point] * near[point] * value[low[point]] + chance[point] * far[point] * value[high[point]];
            return;
        }
        for (var k = 0; k < count; k++)
        {
            var (corners, weights) = room.Located(group * count + k, points);
            var corner = corners.AsSpan(0, sum.Length);
            var weight = weights.AsSpan(0, sum.Length);
            for (var point = 0; point < sum.Length; point++)
                sum[point] += chance[point] * weight[point] * value[corner[point]];
        }
    }

    // Q of the mover: [(type × options + option) × points + point], expected over the others' types.
    private void Own(double[][] next)
    {
        if (own.Length == 0)
            own = room.Rent(count * options * points);
        Array.Clear(own);
        var (likely, later) = (room.Rent(points), room.Rent(points));
        for (var type = 0; type < count; type++)
        for (var option = 0; option < options; option++)
        {
            var into = own.AsSpan((type * options + option) * points, points);
            if (shape.Payments[option][turn.Mover] is { } paid)
                into.Fill(Number(paid[type][type]));
            foreach (var (group, nextType, probability) in shape.Transitions[option][type])
            {
                held.Expect(turn.Mover, next[shape.States[group]], nextType, later);
                Array.Fill(likely, Number(probability));
                AddLater(into, likely, later, group);
            }
        }
        room.Return(likely);
        room.Return(later);
    }

    /// <summary>Gives its room back; what it worked out is gone.</summary>
    public void Release()
    {
        if (own.Length > 0)
            room.Return(own);
        own = [];
    }

    private void Judge(int period, double[] worth, bool judged)
    {
        Span<double> chances = stackalloc double[options];
        Span<double> q = stackalloc double[options];
        for (var type = 0; type < count; type++)
        for (var point = 0; point < points; point++)
        {
            for (var option = 0; option < options; option++)
                (chances[option], q[option]) = (Chance(type, option, point), own[(type * options + option) * points + point]);
            if (judged)
                judge.Hold(
                    chances,
                    q,
                    turn.Mover,
                    new MissedChoice(period, number, point, turn.Mover, 0),
                    turn.Closed is { } closed ? closed.AsSpan(type * options, options) : default
                );
            if (judge.Felt(turn.Mover, chances) is not 0 and var felt)
                for (var joint = 0; joint < types.Count; joint++)
                    if (types.TypeOf(turn.Mover, joint) == type)
                        worth[(turn.Mover * types.Count + joint) * points + point] -= felt;
        }
    }
}
