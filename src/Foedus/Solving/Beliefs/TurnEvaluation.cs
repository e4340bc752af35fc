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
    private readonly List<(int Label, int State)> groups = [];
    // What can happen to a type: its group, and what type it is then.
    private readonly List<(int Group, int Type)>[] events;
    // [type × points + point] what is held about the mover.
    private readonly double[] held;
    private int[][] corners = [];
    private double[][] weights = [];
    private double[] choices = [];
    private double[] own = [];

    public TurnEvaluation(BeliefSolution solution, TurnNode turn, int number, ChoiceJudge judge)
    {
        (this.solution, this.turn, this.number, this.judge) = (solution, turn, number, judge);
        (game, grid, types) = (solution.Game, solution.Grid, solution.Types);
        (count, points) = (game.Parties[turn.Mover].TypeCount, grid.PointCount);
        events = [.. Enumerable.Range(0, count).Select(_ => new List<(int, int)>())];
        foreach (var option in turn.Options)
            for (var type = 0; type < count; type++)
                foreach (var transition in option.Transitions[type])
                {
                    if (!groups.Contains((option.Label, transition.NextState)))
                        groups.Add((option.Label, transition.NextState));
                    if (!events[type].Contains((groups.IndexOf((option.Label, transition.NextState)), transition.NextType)))
                        events[type].Add((groups.IndexOf((option.Label, transition.NextState)), transition.NextType));
                }
        held = new double[count * points];
        for (var point = 0; point < points; point++)
            for (var type = 0; type < count; type++)
                held[type * points + point] = grid.Belief(turn.Mover, point)[type];
    }

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private double Chance(int type, int option, int point) => choices[(type * turn.Options.Count + option) * points + point];

    private double[] Rent(int length) => own.Length >= length ? own : own = new double[length];

    /// <summary>Values before the turn, by joint type; choices held against their responses where they are to be judged.</summary>
    public double[] Values(int period, double[][] next, bool judged)
    {
        choices = solution.At(period, number) ?? throw new InvalidOperationException("The profile has no choices at a turn.");
        Believe();
        var worth = new double[game.Parties.Count * types.Count * points];
        var likely = new double[points];
        for (var type = 0; type < count; type++)
        {
            foreach (var happened in events[type])
            {
                Array.Clear(likely);
                for (var option = 0; option < turn.Options.Count; option++)
                    if (turn.Options[option].Label == groups[happened.Group].Label)
                        foreach (var transition in turn.Options[option].Transitions[type])
                            if (transition.NextState == groups[happened.Group].State && transition.NextType == happened.Type)
                                Add(likely, choices.AsSpan((type * turn.Options.Count + option) * points, points), Number(transition.Probability));
                for (var joint = 0; joint < types.Count; joint++)
                    if (types.TypeOf(turn.Mover, joint) == type)
                        for (var party = 0; party < game.Parties.Count; party++)
                            AddLater(worth.AsSpan((party * types.Count + joint) * points, points), likely,
                                next[groups[happened.Group].State].AsSpan((party * types.Count + types.With(joint, turn.Mover, happened.Type)) * points, points), happened.Group);
            }
            for (var joint = 0; joint < types.Count; joint++)
                if (types.TypeOf(turn.Mover, joint) == type)
                    for (var party = 0; party < game.Parties.Count; party++)
                        for (var option = 0; option < turn.Options.Count; option++)
                            if (turn.Options[option].Payments[party] is { } paid && Number(paid[type][types.TypeOf(party, joint)]) is not 0 and var payment)
                                Add(worth.AsSpan((party * types.Count + joint) * points, points), choices.AsSpan((type * turn.Options.Count + option) * points, points), payment);
        }
        Own(next);
        Judge(period, worth, judged);
        return worth;
    }

    /// <summary>[type × options + option] worth of each option where the turn is met, by the chances with which a type meets it; NaN for a type that does not.</summary>
    public double[] WorthsWhereMet(NodeVisits visits)
    {
        var mean = new double[count * turn.Options.Count];
        for (var type = 0; type < count; type++)
            for (var option = 0; option < turn.Options.Count; option++)
                mean[type * turn.Options.Count + option] = visits.Meets(turn.Mover, type)
                    ? visits.Mean(turn.Mover, type, own.AsSpan((type * turn.Options.Count + option) * points, points)) : double.NaN;
        return mean;
    }

    /// <summary>The chance, over all who meet the turn, that its signs are read against their plain meaning.</summary>
    public double AgainstPlainMeaning(NodeVisits visits, double[][] next)
    {
        if (count == 1 || turn.Options.Count == 1)
            return 0;
        var plain = new PlainMeaning(solution, turn, judge.PrecisionOf(turn.Mover), next);
        var against = 0.0;
        foreach (var point in visits.Points)
            if (visits.Mass(point) is > 1e-8 and var mass)
                against += mass * plain.Against(point, choices);
        return against;
    }

    // Bayes' rule for every group at every point, as grid corners and weights.
    private void Believe()
    {
        if (corners.Length == 0)
            (corners, weights) = ([.. Enumerable.Range(0, groups.Count * count).Select(_ => new int[points])], [.. Enumerable.Range(0, groups.Count * count).Select(_ => new double[points])]);
        var after = new double[count * points];
        var (belief, corner, weight) = (new double[count], new int[count], new double[count]);
        for (var group = 0; group < groups.Count; group++)
        {
            Array.Clear(after);
            for (var option = 0; option < turn.Options.Count; option++)
                for (var type = 0; type < count && turn.Options[option].Label == groups[group].Label; type++)
                    foreach (var transition in turn.Options[option].Transitions[type])
                        if (transition.NextState == groups[group].State)
                        {
                            var chance = Number(transition.Probability);
                            var chosen = choices.AsSpan((type * turn.Options.Count + option) * points, points);
                            var from = held.AsSpan(type * points, points);
                            var into = after.AsSpan(transition.NextType * points, points);
                            for (var point = 0; point < into.Length; point++)
                                into[point] += chance * chosen[point] * from[point];
                        }
            for (var point = 0; point < points; point++)
            {
                var sum = 0.0;
                for (var type = 0; type < count; type++)
                    sum += after[type * points + point];
                for (var type = 0; type < count; type++)
                    belief[type] = sum > 0 ? after[type * points + point] / sum : held[type * points + point];
                if (count == 1)
                    (corner[0], weight[0]) = (0, 1);
                else
                    grid.Locate(turn.Mover, belief, corner, weight);
                for (var k = 0; k < count; k++)
                    (corners[group * count + k][point], weights[group * count + k][point]) = (grid.With(point, turn.Mover, corner[k]), weight[k]);
            }
        }
    }

    private static void Add(Span<double> sum, ReadOnlySpan<double> factor, double by)
    {
        for (var point = 0; point < sum.Length; point++)
            sum[point] += by * factor[point];
    }

    private void AddLater(Span<double> sum, ReadOnlySpan<double> chance, ReadOnlySpan<double> value, int group)
    {
        for (var k = 0; k < count; k++)
        {
            var corner = corners[group * count + k].AsSpan(0, sum.Length);
            var weight = weights[group * count + k].AsSpan(0, sum.Length);
            for (var point = 0; point < sum.Length; point++)
                sum[point] += chance[point] * weight[point] * value[corner[point]];
        }
    }

    // Q of the mover: [(type × options + option) × points + point], expected over the others' types.
    private void Own(double[][] next)
    {
        var q = Rent(count * turn.Options.Count * points);
        Array.Clear(q);
        var (ones, expected) = (new double[points], new Dictionary<(int State, int Type), double[]>());
        for (var type = 0; type < count; type++)
            for (var option = 0; option < turn.Options.Count; option++)
            {
                var into = q.AsSpan((type * turn.Options.Count + option) * points, points);
                if (turn.Options[option].Payments[turn.Mover] is { } paid)
                    into.Fill(Number(paid[type][type]));
                foreach (var transition in turn.Options[option].Transitions[type])
                {
                    if (!expected.TryGetValue((transition.NextState, transition.NextType), out var later))
                        expected.Add((transition.NextState, transition.NextType), later = Expected(next[transition.NextState], transition.NextType));
                    Array.Fill(ones, Number(transition.Probability));
                    AddLater(into, ones, later, groups.IndexOf((turn.Options[option].Label, transition.NextState)));
                }
            }
    }

    private double[] Expected(double[] values, int type) => Expected(solution, turn.Mover, values, type);

    internal static double[] Expected(BeliefSolution solution, int party, double[] values, int type)
    {
        var (grid, types) = (solution.Grid, solution.Types);
        var sum = new double[grid.PointCount];
        for (var joint = 0; joint < types.Count; joint++)
            if (types.TypeOf(party, joint) == type)
                for (var point = 0; point < sum.Length; point++)
                    sum[point] += grid.Others(party, types, joint, point) * values[(party * types.Count + joint) * sum.Length + point];
        return sum;
    }

    private void Judge(int period, double[] worth, bool judged)
    {
        var options = turn.Options.Count;
        Span<double> chances = stackalloc double[options];
        Span<double> q = stackalloc double[options];
        for (var type = 0; type < count; type++)
            for (var point = 0; point < points; point++)
            {
                for (var option = 0; option < options; option++)
                    (chances[option], q[option]) = (Chance(type, option, point), own[(type * options + option) * points + point]);
                if (judged)
                    judge.Hold(chances, q, turn.Mover, new MissedChoice(period, number, point, turn.Mover, 0), turn.Closed is { } closed ? closed.AsSpan(type * options, options) : default);
                if (judge.Felt(turn.Mover, chances) is not 0 and var felt)
                    for (var joint = 0; joint < types.Count; joint++)
                        if (types.TypeOf(turn.Mover, joint) == type)
                            worth[(turn.Mover * types.Count + joint) * points + point] -= felt;
            }
    }
}
