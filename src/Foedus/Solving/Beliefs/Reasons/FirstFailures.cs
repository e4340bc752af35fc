using Foedus.Games;

namespace Foedus.Solving.Beliefs.Reasons;

/// <summary>How a condition on the ends of periods first fails: in which period, and by which course of that period. Exact, along the chances forward; no sampling.</summary>
/// <remarks>
/// Within a period, first the chance of failing at its end is worked out backward from every place that is met; then the mass goes forward again with what happened so far. What could happen at a
/// place belongs to a course where it makes a difference to whether the condition fails at the end of the period; a course ends where that is settled. Courses with less than
/// <see cref="Rare"/> of what fails in a period, and places of a course with less than <see cref="Speck"/>, are counted together in <see cref="Others"/>, so that everything adds up.
/// </remarks>
internal sealed class FirstFailures
{
    /// <summary>Share of what fails in a period below which a course is not followed by itself.</summary>
    public const double Rare = 1e-4;

    /// <summary>Share of what fails in a period below which a course is not followed on from a state and belief.</summary>
    public const double Speck = 1e-8;

    private const double Settled = 1e-12;

    private readonly PublicBeliefGame game;
    private readonly JointTypes types;
    private readonly PublicMoves moves;
    private readonly bool[] holds;
    private readonly Func<int, int, string> change;
    private readonly CourseStem root = new();
    private readonly Dictionary<CourseStem, double[]> ends = [];
    private readonly Stack<StemMass> spare = [];
    private readonly int periods;

    /// <param name="solution">The profile.</param>
    /// <param name="holds">[state] whether the condition holds there.</param>
    /// <param name="periods">Through the end of which period, from 1.</param>
    /// <param name="change">Words for what changes from one public state to another.</param>
    /// <param name="cancel">Stops the work.</param>
    public FirstFailures(BeliefSolution solution, bool[] holds, int periods, Func<int, int, string> change, CancellationToken cancel = default)
        : this(solution, new PublicMoves(solution), holds, periods, change, cancel) { }

    internal FirstFailures(BeliefSolution solution, PublicMoves moves, bool[] holds, int periods, Func<int, int, string> change, CancellationToken cancel)
    {
        (game, types, this.holds, this.periods, this.change) = (solution.Game, solution.Types, holds, periods, change);
        this.moves = moves;
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

    /// <summary>What is decided by a chooser at a turn in a period, counted from 0: how far the chance of failing in the period moves with what is chosen, on average, times the chance to be there.</summary>
    public Dictionary<(int Node, int Mover, int Period), double> Decides { get; } = [];

    /// <summary>Chance that the condition fails at all.</summary>
    public double Whole => Courses.Sum(course => course.Chance) + Others.Sum();

    // Goes through one period; what still holds at its end is returned.
    private Dictionary<(int State, int Point), double[]> Period(Dictionary<(int State, int Point), double[]> start, int period)
    {
        var layers = new Layer[game.Steps.Count + 1];
        layers[0] = new Layer(types.Count);
        foreach (var ((state, point), here) in start)
            PublicMoves.AddTo(layers[0].Mass[layers[0].Number(state, point)], here, 1);
        for (var step = 0; step < game.Steps.Count; step++)
            layers[step + 1] = Forward(layers[step], step, period);
        Backward(layers);
        Decide(layers, period);
        Tell(layers, period);
        var last = layers[^1];
        return Enumerable
            .Range(0, last.Count)
            .Where(place => holds[last.Places[place].State])
            .ToDictionary(place => last.Places[place], place => last.Mass[place]);
    }

    private Layer Forward(Layer layer, int step, int period)
    {
        var after = new Layer(types.Count);
        var moved = new double[types.Count];
        for (var place = 0; place < layer.Count; place++)
        {
            var ((state, point), here) = (layer.Places[place], layer.Mass[place]);
            var node = game.Steps[step].NodeOfState[state];
            if (node < 0)
            {
                layer.Through.Add(after.Number(state, point));
                layer.May.Add(null);
                PublicMoves.AddTo(after.Mass[layer.Through[place]], here, 1);
                continue;
            }
            var may = new Possible(node, moves.At(period, node, point), types.Count);
            layer.Through.Add(-1);
            layer.May.Add(may);
            for (var m = 0; m < may.Moves.Length; m++)
            {
                var move = may.Moves[m];
                Array.Clear(moved);
                for (var joint = 0; joint < moved.Length; joint++)
                    moved[move.Next[joint]] += here[joint] * move.Chances[joint];
                var to = may.To[m] = new int[move.After.Points.Length];
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = after.Number(move.Happened.NextState, move.After.Points[i]);
                    PublicMoves.AddTo(after.Mass[to[i]], moved, move.After.Weights[i]);
                }
            }
        }
        return after;
    }

    private void Backward(Layer[] layers)
    {
        var count = types.Count;
        for (var step = game.Steps.Count; step >= 0; step--)
        {
            var layer = layers[step];
            layer.Fails = new double[layer.Count * count];
            for (var place = 0; place < layer.Count; place++)
            {
                var here = layer.Fails.AsSpan(place * count, count);
                if (step == game.Steps.Count)
                    here.Fill(holds[layer.Places[place].State] ? 0 : 1);
                else if (layer.May[place] is not { } may)
                    layers[step + 1].Fails.AsSpan(layer.Through[place] * count, count).CopyTo(here);
                else
                    for (var m = 0; m < may.Moves.Length; m++)
                    for (var joint = 0; joint < count; joint++)
                        if (may.Moves[m].Chances[joint] > 0)
                        {
                            var later = may.Later[m][joint] = Later(layers[step + 1].Fails, may, m, joint);
                            here[joint] += may.Moves[m].Chances[joint] * later;
                            (may.Least[joint], may.Most[joint]) = (Math.Min(may.Least[joint], later), Math.Max(may.Most[joint], later));
                        }
            }
        }
    }

    // The chance of failing after a move.
    private double Later(double[] fails, Possible may, int m, int joint)
    {
        var (sum, to, weights, next) = (0.0, may.To[m], may.Moves[m].After.Weights, may.Moves[m].Next[joint]);
        for (var i = 0; i < to.Length; i++)
            sum += weights[i] * fails[to[i] * types.Count + next];
        return sum;
    }

    // Of every chooser: how far the chance of failing lies, by what it chooses, from what it was before, on average over what it chooses.
    private void Decide(Layer[] layers, int period)
    {
        foreach (var layer in layers)
            for (var place = 0; place < layer.Count; place++)
                if (place < layer.May.Count && layer.May[place] is { } may)
                    for (var mover = 0; mover < game.Nodes[may.Node].Choosers.Count; mover++)
                    {
                        var options = game.Nodes[may.Node].Choosers[mover].Options.Count;
                        for (var joint = 0; joint < types.Count; joint++)
                        {
                            if (layer.Mass[place][joint] == 0 || may.Most[joint] <= may.Least[joint])
                                continue;
                            var (chances, failing) = (new double[options], new double[options]);
                            for (var m = 0; m < may.Moves.Length; m++)
                            {
                                chances[may.Moves[m].Happened.Options[mover]] += may.Moves[m].Chances[joint];
                                failing[may.Moves[m].Happened.Options[mover]] += may.Moves[m].Chances[joint] * may.Later[m][joint];
                            }
                            var before = layer.Fails[place * types.Count + joint];
                            var decided =
                                layer.Mass[place][joint] * Enumerable.Range(0, options).Sum(option => Math.Abs(failing[option] - chances[option] * before));
                            Decides[(may.Node, mover, period)] = Decides.GetValueOrDefault((may.Node, mover, period)) + decided;
                        }
                    }
    }

    private void Tell(Layer[] layers, int period)
    {
        var begins = Spare(layers[0].Count);
        var whole = 0.0;
        for (var place = 0; place < layers[0].Count; place++)
        {
            for (var joint = 0; joint < types.Count; joint++)
                if (layers[0].Mass[place][joint] != 0)
                    begins.Add(place, joint, layers[0].Mass[place][joint]);
            whole += Failing(begins, place, layers[0].Fails);
        }
        if (!(whole > 0))
        {
            GiveBack(begins);
            return;
        }
        var told = new Dictionary<CourseStem, StemMass> { [root] = begins };
        for (var step = 0; step <= game.Steps.Count; step++)
        {
            // What is settled ends here; what is rare goes to the others.
            var next = new Dictionary<CourseStem, StemMass>();
            foreach (var (stem, mass) in told)
            {
                var (failing, isSettled, fails) = (0.0, true, layers[step].Fails);
                foreach (var place in mass.Places)
                {
                    failing += Failing(mass, place, fails);
                    for (var joint = 0; joint < types.Count && isSettled; joint++)
                        isSettled = mass.Of[place * types.Count + joint] == 0 || fails[place * types.Count + joint] is 0 or > 1 - Settled;
                }
                if (failing < Rare * whole)
                    Others[period] += failing;
                else if (step == game.Steps.Count || isSettled)
                    Ended(stem)[period] += failing;
                else
                    foreach (var place in mass.Places)
                        if (Failing(mass, place, fails) is >= 0 and var here && here < Speck * whole)
                            Others[period] += here;
                        else
                            Follow(next, stem, layers[step], layers[step + 1].Count, place, mass);
                GiveBack(mass);
            }
            told = next;
        }
    }

    private double Failing(StemMass mass, int place, double[] fails)
    {
        var sum = 0.0;
        for (var at = place * types.Count; at < (place + 1) * types.Count; at++)
            sum += mass.Of[at] * fails[at];
        return sum;
    }

    private double[] Ended(CourseStem stem) => ends.TryGetValue(stem, out var chances) ? chances : ends[stem] = new double[periods];

    private StemMass Spare(int places)
    {
        var mass = spare.TryPop(out var used) ? used : new StemMass(types.Count);
        mass.Fit(places);
        return mass;
    }

    // Empty, whoever takes it next.
    private void GiveBack(StemMass mass)
    {
        mass.Clear();
        spare.Push(mass);
    }

    private StemMass Of(Dictionary<CourseStem, StemMass> told, CourseStem stem, int places) =>
        told.TryGetValue(stem, out var mass) ? mass : told[stem] = Spare(places);

    private void Follow(Dictionary<CourseStem, StemMass> told, CourseStem stem, Layer layer, int nextPlaces, int place, StemMass mass)
    {
        var from = place * types.Count;
        if (layer.May[place] is not { } may)
        {
            var after = Of(told, stem, nextPlaces);
            for (var joint = 0; joint < types.Count; joint++)
                if (mass.Of[from + joint] is not 0 and var here)
                    after.Add(layer.Through[place], joint, here);
            return;
        }
        for (var joint = 0; joint < types.Count; joint++)
        {
            var here = mass.Of[from + joint];
            if (here == 0)
                continue;
            // Where everything that could happen here leads to failing alike, what happened is no part of how it fails.
            var matters = may.Most[joint] - may.Least[joint] > Settled;
            for (var m = 0; m < may.Moves.Length; m++)
            {
                var (move, later) = (may.Moves[m], may.Later[m][joint]);
                var chance = move.Chances[joint];
                if (chance == 0 || later == 0)
                    continue;
                IReadOnlyList<CourseEvent> happened = matters ? may.Events[m][joint] ??= Events(game.Nodes[may.Node], may.Moves, move, joint) : [];
                var then = stem.Then(happened);
                then.Count(happened.Count, here * chance * later, may.Least[joint] <= later / 2);
                var (after, to) = (Of(told, then, nextPlaces), may.To[m]);
                for (var i = 0; i < to.Length; i++)
                    if (move.After.Weights[i] != 0)
                        after.Add(to[i], move.Next[joint], here * chance * move.After.Weights[i]);
            }
        }
    }

    // What is met before a step, or at the end of a period: places, a state and a joint grid point each, numbered as they are met.
    private sealed class Layer(int types)
    {
        private readonly Dictionary<(int State, int Point), int> numbers = [];

        public List<(int State, int Point)> Places { get; } = [];

        // [place][joint type]
        public List<double[]> Mass { get; } = [];

        // [place] where it goes on if nothing happens there at the step; −1: something does.
        public List<int> Through { get; } = [];

        public List<Possible?> May { get; } = [];

        // [place × types + joint type] the chance of failing at the end of the period.
        public double[] Fails { get; set; } = [];

        public int Count => Places.Count;

        public int Number(int state, int point)
        {
            if (numbers.TryGetValue((state, point), out var known))
                return known;
            numbers.Add((state, point), Places.Count);
            Places.Add((state, point));
            Mass.Add(new double[types]);
            return Places.Count - 1;
        }
    }

    // What may happen at a place, by move and joint type: where it leads, the chance of failing after it, and what it is in a course.
    private sealed class Possible(int node, PublicMove[] moves, int types)
    {
        public int Node => node;

        public PublicMove[] Moves { get; } = moves;

        public int[][] To { get; } = new int[moves.Length][];

        public double[][] Later { get; } = [.. moves.Select(_ => new double[types])];

        public double[] Least { get; } = [.. Enumerable.Repeat(1.0, types)];

        public double[] Most { get; } = new double[types];

        public IReadOnlyList<CourseEvent>?[][] Events { get; } = [.. moves.Select(_ => new IReadOnlyList<CourseEvent>?[types])];
    }

    // What of a beginning of a course stands at which places of a layer; used again and again.
    private sealed class StemMass(int types)
    {
        private bool[] has = [];

        // [place × types + joint type]
        public double[] Of { get; private set; } = [];

        public List<int> Places { get; } = [];

        public void Fit(int places)
        {
            if (has.Length < places)
                (has, Of) = (new bool[places], new double[places * types]);
        }

        public void Add(int place, int joint, double chance)
        {
            if (!has[place])
            {
                has[place] = true;
                Places.Add(place);
            }
            Of[place * types + joint] += chance;
        }

        public void Clear()
        {
            foreach (var place in Places)
            {
                has[place] = false;
                Of.AsSpan(place * types, types).Clear();
            }
            Places.Clear();
        }
    }

    private List<CourseEvent> Events(GameNode node, PublicMove[] possible, PublicMove move, int joint)
    {
        var events = new List<CourseEvent>();
        var could = possible.Where(other => other.Chances[joint] > 0).ToList();
        // Of chance, what came of the same choices counts.
        var outcome =
            could
                .Where(other => other.Happened.Options.AsSpan().SequenceEqual(move.Happened.Options))
                .Select(other => other.Happened.NextState)
                .Distinct()
                .Count() > 1
                ? change(node.State, move.Happened.NextState)
                : null;
        for (var mover = 0; mover < move.Happened.Options.Length; mover++)
        {
            if (could.Select(other => other.Happened.Options[mover]).Distinct().Count() == 1)
                continue;
            var (party, name) = node is JointTurnNode at
                ? (at.Movers[mover].Party, at.Movers[mover].OptionNames[move.Happened.Options[mover]])
                : (((TurnNode)node).Mover, ((TurnNode)node).Options[move.Happened.Options[mover]].Name);
            events.Add(new CourseEvent(node.Step, party, types.TypeOf(party, joint), name, mover == move.Happened.Options.Length - 1 ? outcome : null));
        }
        if (outcome is not null && (events.Count == 0 || events[^1].Outcome is null))
            events.Add(new CourseEvent(node.Step, -1, -1, "", outcome));
        return events;
    }
}
