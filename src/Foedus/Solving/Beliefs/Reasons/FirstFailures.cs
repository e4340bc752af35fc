using Foedus.Games;

namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>How a condition on the ends of periods first fails: in which period, and by which course of that period. Exact, along the chances forward; no sampling.</summary>
/// <remarks>
/// Within a period, first the chance of failing at its end is worked out backward from every place that is met; then the mass goes forward again with what happened so far. What could happen at a
/// place belongs to a course where it makes a difference to whether the condition fails at the end of the period; a course ends where that is settled. Courses with less than
/// <see cref="Rare"/> of what fails in a period are counted together in <see cref="Others"/>, so that everything adds up.
/// </remarks>
public sealed class FirstFailures
{
    /// <summary>Share of what fails in a period below which a course is not followed by itself.</summary>
    public const double Rare = 1e-4;

    private const double Settled = 1e-12;

    private readonly PublicBeliefGame game;
    private readonly JointTypes types;
    private readonly PublicMoves moves;
    private readonly bool[] holds;
    private readonly Func<int, int, string> change;
    private readonly CourseStem root = new();
    private readonly Dictionary<CourseStem, double[]> ends = [];
    // [step] what is met before it (the last: at the end of the period): the chance of failing, by joint type.
    private readonly Dictionary<(int State, int Point), double[]>[] fails;
    // [step] what may happen where it is met, in the period gone through.
    private readonly Dictionary<(int State, int Point), Possible>[] possible;
    private readonly int periods;

    /// <param name="solution">The profile.</param>
    /// <param name="holds">[state] whether the condition holds there.</param>
    /// <param name="periods">Through the end of which period, from 1.</param>
    /// <param name="change">Words for what changes from one public state to another.</param>
    /// <param name="cancel">Stops the work.</param>
    public FirstFailures(BeliefSolution solution, bool[] holds, int periods, Func<int, int, string> change, CancellationToken cancel = default)
        : this(solution, new PublicMoves(solution), holds, periods, change, cancel)
    {
    }

    internal FirstFailures(BeliefSolution solution, PublicMoves moves, bool[] holds, int periods, Func<int, int, string> change, CancellationToken cancel)
    {
        (game, types, this.holds, this.periods, this.change) = (solution.Game, solution.Types, holds, periods, change);
        this.moves = moves;
        fails = [.. Enumerable.Range(0, game.Steps.Count + 1).Select(_ => new Dictionary<(int, int), double[]>())];
        possible = [.. game.Steps.Select(_ => new Dictionary<(int, int), Possible>())];
        Others = new double[periods];
        var (points, weights, chances) = moves.Start();
        var mass = new Dictionary<(int, int), double[]>();
        for (var i = 0; i < points.Count; i++)
            PublicMoves.Add(mass, (game.InitialState, points[i]), chances, weights[i]);
        for (var period = 0; period < periods; period++)
        {
            cancel.ThrowIfCancellationRequested();
            mass = moves.Drift(Period(mass, period), period);
        }
        Courses = [.. ends.Select(end => end.Key.Course(end.Value)).OrderByDescending(course => course.Chance)];
    }

    /// <summary>The likeliest first.</summary>
    public IReadOnlyList<Course> Courses { get; }

    /// <summary>[period from 0] chance of failing first in the period by courses too rare to be followed one by one.</summary>
    public double[] Others { get; }

    /// <summary>Chance that the condition fails at all.</summary>
    public double Whole => Courses.Sum(course => course.Chance) + Others.Sum();

    // Goes through one period; what still holds at its end is returned.
    private Dictionary<(int State, int Point), double[]> Period(Dictionary<(int State, int Point), double[]> start, int period)
    {
        var layers = new Dictionary<(int State, int Point), double[]>[game.Steps.Count + 1];
        layers[0] = start;
        for (var step = 0; step < game.Steps.Count; step++)
            layers[step + 1] = Forward(layers[step], step, period);
        Backward(layers, period);
        Tell(start, period);
        return layers[^1].Where(place => holds[place.Key.State]).ToDictionary();
    }

    private Dictionary<(int State, int Point), double[]> Forward(Dictionary<(int State, int Point), double[]> mass, int step, int period)
    {
        var after = new Dictionary<(int, int), double[]>();
        var moved = new double[types.Count];
        foreach (var ((state, point), here) in mass)
        {
            var node = game.Steps[step].NodeOfState[state];
            if (node < 0)
            {
                PublicMoves.Add(after, (state, point), here, 1);
                continue;
            }
            foreach (var move in moves.At(period, node, point))
            {
                Array.Clear(moved);
                for (var joint = 0; joint < moved.Length; joint++)
                    moved[move.Next[joint]] += here[joint] * move.Chances[joint];
                for (var i = 0; i < move.After.Points.Length; i++)
                    PublicMoves.Add(after, (move.Happened.NextState, move.After.Points[i]), moved, move.After.Weights[i]);
            }
        }
        return after;
    }

    private void Backward(Dictionary<(int State, int Point), double[]>[] layers, int period)
    {
        var ones = Enumerable.Repeat(1.0, types.Count).ToArray();
        fails[^1] = layers[^1].ToDictionary(place => place.Key, place => holds[place.Key.State] ? new double[types.Count] : ones);
        for (var step = game.Steps.Count - 1; step >= 0; step--)
        {
            (fails[step], possible[step]) = ([], []);
            foreach (var (at, _) in layers[step])
            {
                var node = game.Steps[step].NodeOfState[at.State];
                if (node < 0)
                {
                    fails[step].Add(at, fails[step + 1][at]);
                    continue;
                }
                var here = new double[types.Count];
                var may = new Possible(moves.At(period, node, at.Point), types.Count);
                for (var m = 0; m < may.Moves.Length; m++)
                    for (var joint = 0; joint < here.Length; joint++)
                        if (may.Moves[m].Chances[joint] > 0)
                        {
                            var later = may.Later[m][joint] = Later(step, may.Moves[m], joint);
                            here[joint] += may.Moves[m].Chances[joint] * later;
                            (may.Least[joint], may.Most[joint]) = (Math.Min(may.Least[joint], later), Math.Max(may.Most[joint], later));
                        }
                fails[step].Add(at, here);
                possible[step].Add(at, may);
            }
        }
    }

    // The chance of failing after a move.
    private double Later(int step, PublicMove move, int joint)
    {
        if (move.Chances[joint] == 0)
            return 0;
        var sum = 0.0;
        for (var i = 0; i < move.After.Points.Length; i++)
            sum += move.After.Weights[i] * fails[step + 1][(move.Happened.NextState, move.After.Points[i])][move.Next[joint]];
        return sum;
    }

    private void Tell(Dictionary<(int State, int Point), double[]> start, int period)
    {
        var whole = start.Sum(place => Enumerable.Range(0, types.Count).Sum(joint => place.Value[joint] * fails[0][place.Key][joint]));
        if (!(whole > 0))
            return;
        var told = new Dictionary<CourseStem, Dictionary<(int State, int Point), double[]>> { [root] = start };
        for (var step = 0; step <= game.Steps.Count; step++)
        {
            // What is settled ends here; what is rare goes to the others.
            var open = new Dictionary<CourseStem, Dictionary<(int State, int Point), double[]>>();
            foreach (var (stem, mass) in told)
            {
                var failing = mass.Sum(place => Enumerable.Range(0, types.Count).Sum(joint => place.Value[joint] * fails[step][place.Key][joint]));
                if (failing < Rare * whole)
                    Others[period] += failing;
                else if (step == game.Steps.Count || mass.All(place => Enumerable.Range(0, types.Count).All(joint => place.Value[joint] == 0 || fails[step][place.Key][joint] is 0 or > 1 - Settled)))
                    Ended(stem)[period] += failing;
                else
                    open.Add(stem, mass);
            }
            told = [];
            foreach (var (stem, mass) in open)
                foreach (var (at, here) in mass)
                    Follow(told, stem, at, here, step);
        }
    }

    private double[] Ended(CourseStem stem) => ends.TryGetValue(stem, out var chances) ? chances : ends[stem] = new double[periods];

    private void Follow(Dictionary<CourseStem, Dictionary<(int State, int Point), double[]>> told, CourseStem stem, (int State, int Point) at, double[] here, int step)
    {
        var node = game.Steps[step].NodeOfState[at.State];
        if (node < 0)
        {
            PublicMoves.Add(Of(told, stem), at, here, 1);
            return;
        }
        var may = possible[step][at];
        var alone = new double[types.Count];
        for (var joint = 0; joint < here.Length; joint++)
        {
            if (here[joint] == 0)
                continue;
            // Where everything that could happen here leads to failing alike, what happened is no part of how it fails.
            var matters = may.Most[joint] - may.Least[joint] > Settled;
            for (var m = 0; m < may.Moves.Length; m++)
            {
                var (move, later) = (may.Moves[m], may.Later[m][joint]);
                var chance = move.Chances[joint];
                if (chance == 0 || later == 0)
                    continue;
                IReadOnlyList<CourseEvent> happened = matters ? may.Events[m][joint] ??= Events(game.Nodes[node], may.Moves, move, joint) : [];
                var after = stem.Then(happened);
                after.Count(happened.Count, here[joint] * chance * later, may.Least[joint] <= later / 2);
                alone[move.Next[joint]] = chance * here[joint];
                for (var i = 0; i < move.After.Points.Length; i++)
                    PublicMoves.Add(Of(told, after), (move.Happened.NextState, move.After.Points[i]), alone, move.After.Weights[i]);
                alone[move.Next[joint]] = 0;
            }
        }
    }

    // What may happen at a place, by move and joint type: the chance of failing after it, and what it is in a course.
    private sealed class Possible(PublicMove[] moves, int types)
    {
        public PublicMove[] Moves { get; } = moves;

        public double[][] Later { get; } = [.. moves.Select(_ => new double[types])];

        public double[] Least { get; } = [.. Enumerable.Repeat(1.0, types)];

        public double[] Most { get; } = new double[types];

        public IReadOnlyList<CourseEvent>?[][] Events { get; } = [.. moves.Select(_ => new IReadOnlyList<CourseEvent>?[types])];
    }

    private static Dictionary<(int State, int Point), double[]> Of(Dictionary<CourseStem, Dictionary<(int State, int Point), double[]>> told, CourseStem stem) =>
        told.TryGetValue(stem, out var mass) ? mass : told[stem] = [];

    private List<CourseEvent> Events(GameNode node, PublicMove[] possible, PublicMove move, int joint)
    {
        var events = new List<CourseEvent>();
        var could = possible.Where(other => other.Chances[joint] > 0).ToList();
        // Of chance, what came of the same choices counts.
        var outcome = could.Where(other => other.Happened.Options.AsSpan().SequenceEqual(move.Happened.Options)).Select(other => other.Happened.NextState).Distinct().Count() > 1
            ? change(node.State, move.Happened.NextState) : null;
        for (var mover = 0; mover < move.Happened.Options.Length; mover++)
        {
            if (could.Select(other => other.Happened.Options[mover]).Distinct().Count() == 1)
                continue;
            var (party, name) = node is JointTurnNode at ? (at.Movers[mover].Party, at.Movers[mover].OptionNames[move.Happened.Options[mover]])
                : (((TurnNode)node).Mover, ((TurnNode)node).Options[move.Happened.Options[mover]].Name);
            events.Add(new CourseEvent(node.Step, party, types.TypeOf(party, joint), name, mover == move.Happened.Options.Length - 1 ? outcome : null));
        }
        if (outcome is not null && (events.Count == 0 || events[^1].Outcome is null))
            events.Add(new CourseEvent(node.Step, -1, -1, "", outcome));
        return events;
    }
}
