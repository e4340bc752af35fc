using System.Numerics;
using System.Runtime.InteropServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Chances forward through the game: exact mass over public state, beliefs and types, no sampling.</summary>
public sealed class ForwardPass
{
    private readonly BeliefSolution solution;
    private readonly PublicBeliefGame game;
    private readonly BeliefGrid grid;
    private readonly PublicOutlook outlook;
    private readonly FollowedChannels channels;
    private readonly int width;
    private readonly JointTypes types;
    private readonly int profiles;
    private readonly double[] meeting;
    private readonly double[] sums;

    // Null until somebody asks: with one solution in a draw nobody does.
    private Dictionary<(int Period, int Node), NodeVisits>? visits;

    // [row] mean choices that have been asked for; minus infinity where not yet.
    private readonly Dictionary<(int Period, int Node), double[]> played = [];
    private readonly EvaluationRoom room;

    // [state][(point × profiles + profile) × width + channel]
    private double[]?[] mass;
    private double[]?[] after;

    /// <param name="solution">The profile.</param>
    /// <param name="followings">What to follow; channel 0 is always everything.</param>
    /// <param name="watches">Promises: where called on, and which options keep them.</param>
    /// <param name="periods">How many periods to go.</param>
    internal ForwardPass(
        BeliefSolution solution,
        IReadOnlyList<Following> followings,
        IReadOnlyList<IReadOnlyList<(int Node, int Mover, bool[] Keeps)>> watches,
        int periods
    )
        : this(solution, new FollowedChannels(solution.Game, followings, watches), periods, new EvaluationRoom()) { }

    internal ForwardPass(BeliefSolution solution, FollowedChannels channels, int periods, EvaluationRoom room)
    {
        this.room = room;
        this.solution = solution;
        this.channels = channels;
        game = solution.Game;
        grid = solution.Grid;
        outlook = room.OutlookOf(solution);
        Periods = periods;
        types = solution.Types;
        profiles = types.Count;
        (meeting, sums) = (new double[profiles], new double[channels.Count]);
        mass = new double[game.StateCount][];
        after = new double[game.StateCount][];
        Alive = [.. Enumerable.Range(0, channels.Count).Select(_ => new double[periods + 1])];
        StateShare = [.. Enumerable.Range(0, periods + 1).Select(_ => new double[game.StateCount])];
        Belief = [.. Enumerable.Range(0, periods + 1).Select(_ => new double[game.SlotCount])];
        Called = [.. Enumerable.Range(0, channels.Watches).Select(_ => new double[periods])];
        Kept = [.. Enumerable.Range(0, channels.Watches).Select(_ => new double[periods])];
        Reached = new double[periods][];
        width = channels.Width;
    }

    public int Periods { get; }

    /// <summary>[channel][period] mass still followed at the end of the period; period 0 is the start.</summary>
    public double[][] Alive { get; }

    /// <summary>[period][state] chance of each public state at the end of the period.</summary>
    public double[][] StateShare { get; }

    /// <summary>[period][slot] mean public belief at the end of the period.</summary>
    public double[][] Belief { get; }

    /// <summary>[watch][period] chance that it is called on in the period.</summary>
    public double[][] Called { get; }

    /// <summary>[watch][period] chance that it is called on and kept.</summary>
    public double[][] Kept { get; }

    /// <summary>[period][node] chance that the node is reached.</summary>
    public double[][] Reached { get; }

    /// <summary>At which beliefs a node is met in a period of the cycle (of the horizon, where it ends); null where it is not.</summary>
    /// <remarks>Worked out when it is asked for first, by going once more.</remarks>
    internal NodeVisits? VisitsOf(int period, int node) => (visits ??= Again()).GetValueOrDefault((period, node));

    /// <summary>Keeps what <see cref="VisitsOf"/> tells from the start; to be said before <see cref="Run"/> where it will be asked for.</summary>
    public void KeepVisits() => visits = [];

    private Dictionary<(int Period, int Node), NodeVisits> Again()
    {
        var again = new ForwardPass(solution, [], [], Periods);
        again.KeepVisits();
        again.Run();
        return again.visits!;
    }

    /// <summary>[type] what others believe about a party, on average, when the node is met.</summary>
    /// <param name="period">Period of the cycle.</param>
    /// <param name="node">Which node.</param>
    /// <param name="party">About whom.</param>
    public double[] BeliefWhereMet(int period, int node, int party)
    {
        var mean = new double[game.Parties[party].TypeCount];
        if (VisitsOf(period, node) is not { } met)
            return mean;
        var total = met.Total;
        foreach (var point in met.Points)
            for (var type = 0; type < mean.Length; type++)
                mean[type] += met.Mass(point) / total * grid.Belief(party, point)[type];
        return mean;
    }

    /// <summary>What others believe of a type in so much of the times that the node is met, or less; NaN where it is not met.</summary>
    /// <param name="period">Period of the cycle.</param>
    /// <param name="node">Which node.</param>
    /// <param name="party">About whom.</param>
    /// <param name="type">Its type.</param>
    /// <param name="share">Of the times, above 0.</param>
    public double BeliefQuantileWhereMet(int period, int node, int party, int type, double share)
    {
        if (VisitsOf(period, node) is not { } met)
            return double.NaN;
        var (left, found) = (share * met.Total, double.NaN);
        foreach (
            var (belief, mass) in met.Points.Select(point => (Belief: grid.Belief(party, point)[type], Mass: met.Mass(point))).OrderBy(each => each.Belief)
        )
        {
            found = belief;
            if ((left -= mass) <= 0)
                break;
        }
        return found;
    }

    /// <summary>The chance of an option for a type where it meets the node, on average; NaN where it does not.</summary>
    /// <param name="period">Period of the cycle.</param>
    /// <param name="node">A turn or joint turn.</param>
    /// <param name="mover">Index among the node's movers; 0 at a turn.</param>
    /// <param name="party">Who that is.</param>
    /// <param name="type">Its type.</param>
    /// <param name="option">The option.</param>
    public double ChoiceWhereMet(int period, int node, int mover, int party, int type, int option)
    {
        if (VisitsOf(period, node) is not { } met)
            return double.NaN;
        if (!played.TryGetValue((period, node), out var rows))
        {
            played.Add((period, node), rows = new double[BeliefSolution.RowsOf(game, game.Nodes[node])]);
            Array.Fill(rows, double.NegativeInfinity);
        }
        ref var mean = ref rows[BeliefSolution.Row(game, node, mover, type, option)];
        if (double.IsNegativeInfinity(mean))
            mean = met.Mean(party, type, solution.Choice(period, node, mover, type, option));
        return mean;
    }

    private int Channels => channels.Count;

    public void Run(CancellationToken cancel = default)
    {
        Begin();
        Record(0);
        for (var period = 0; period < Periods; period++)
        {
            cancel.ThrowIfCancellationRequested();
            Reached[period] = new double[game.Nodes.Count];
            for (var step = 0; step < game.NodeOf.Length; step++)
                Step(step, period);
            Drop(channels.AliveStates);
            if (period == Periods - 1)
                Drop(channels.AliveAtLast);
            Record(period + 1);
            foreach (var drift in game.Drifts)
                if ((period + 1) % drift.EveryPeriods == 0)
                    Drift(drift);
        }
        for (var state = 0; state < mass.Length; state++)
            if (mass[state] is { } left)
            {
                room.Return(left);
                mass[state] = null;
            }
    }

    private double Number(Coefficient c) => solution.Coefficients[c.Index];

    private int TypeIn(int profile, int party) => types.TypeOf(party, profile);

    private double[] MassOf(double[]?[] of, int state) => of[state] ??= Empty();

    private double[] Empty()
    {
        var empty = room.Rent(grid.PointCount * profiles * width);
        Array.Clear(empty);
        return empty;
    }

    private int At(int point, int profile) => (point * profiles + profile) * width;

    private void Begin()
    {
        var points = new List<int> { 0 };
        var weights = new List<double> { 1 };
        for (var party = 0; party < game.Parties.Count; party++)
            PublicOutlook.Split(grid, party, game.Parties[party].Prior.Select(Number).ToArray(), points, weights);
        var start = MassOf(mass, game.InitialState);
        for (var profile = 0; profile < profiles; profile++)
        {
            var chance = 1.0;
            for (var party = 0; party < game.Parties.Count; party++)
                chance *= Number(game.Parties[party].Prior[TypeIn(profile, party)]);
            for (var channel = 0; channel < Channels; channel++)
            for (var i = 0; i < points.Count; i++)
                start[At(points[i], profile) + channel] += chance * weights[i];
        }
    }

    private void Step(int step, int period)
    {
        var nodeOf = game.NodeOf[step];
        for (var state = 0; state < game.StateCount; state++)
        {
            if (mass[state] is not { } here)
                continue;
            mass[state] = null;
            if (nodeOf[state] < 0)
            {
                if (after[state] is { } there)
                {
                    for (var i = 0; i < there.Length; i++)
                        there[i] += here[i];
                    room.Return(here);
                }
                else
                    after[state] = here;
                continue;
            }
            for (var point = 0; point < grid.PointCount; point++)
                if (HasMass(here, point))
                    Leave(nodeOf[state], period, point, here);
            room.Return(here);
        }
        (mass, after) = (after, mass);
    }

    private bool HasMass(double[] here, int point)
    {
        for (var profile = 0; profile < profiles; profile++)
            if (here[At(point, profile)] > 1e-16)
                return true;
        return false;
    }

    private void Leave(int node, int period, int point, double[] here)
    {
        outlook.Look(period % solution.Periods, node, point);
        var reached = 0.0;
        for (var profile = 0; profile < profiles; profile++)
            reached += meeting[profile] = here[At(point, profile)];
        Reached[period][node] += reached;
        if (visits is not null)
        {
            if (!visits.TryGetValue((period % solution.Periods, node), out var met))
                visits.Add((period % solution.Periods, node), met = new NodeVisits(types));
            met.Add(point, meeting);
        }
        foreach (var (watch, mover, keeps) in channels.CallsAt(node) ?? [])
            Watch(watch, mover, keeps, period, point, here);
        var vectors = width / Vector<double>.Count;
        var going = channels.GoesOn(node, outlook.Events);
        foreach (ref readonly var happened in outlook.Events)
        {
            var belief = outlook.After(happened);
            var goes = going[..vectors];
            going = going[vectors..];
            var there = MassOf(after, happened.NextState);
            for (var profile = 0; profile < profiles; profile++)
            {
                if (happened.RowParty >= 0 && TypeIn(profile, happened.RowParty) != happened.Row)
                    continue;
                var from = At(point, profile);
                // Whatever is followed is a part of everything.
                if (here[from] == 0)
                    continue;
                var chance = happened.Chance;
                for (var mover = 0; mover < happened.Options.Length; mover++)
                    chance *= outlook.Choice(mover, TypeIn(profile, outlook.Movers[mover]), happened.Options[mover]);
                if (chance == 0)
                    continue;
                var next = happened.RowParty < 0 ? profile : types.With(profile, happened.RowParty, happened.NextType);
                var source = MemoryMarshal.Cast<double, Vector<double>>(here.AsSpan(from, width));
                for (var i = 0; i < belief.Points.Length; i++)
                {
                    if (belief.Weights[i] == 0)
                        continue;
                    var into = MemoryMarshal.Cast<double, Vector<double>>(there.AsSpan(At(belief.Points[i], next), width));
                    for (var v = 0; v < source.Length; v++)
                        into[v] += chance * source[v] * goes[v] * belief.Weights[i];
                }
            }
        }
    }

    private void Watch(int watch, int mover, bool[] keeps, int period, int point, double[] here)
    {
        for (var profile = 0; profile < profiles; profile++)
        {
            var reached = here[At(point, profile)];
            var kept = 0.0;
            for (var option = 0; option < keeps.Length; option++)
                if (keeps[option])
                    kept += outlook.Choice(mover, TypeIn(profile, outlook.Movers[mover]), option);
            Called[watch][period] += reached;
            Kept[watch][period] += reached * kept;
        }
    }

    private void Drop(Func<int, bool[]?> outside)
    {
        for (var channel = 0; channel < Channels; channel++)
            if (outside(channel) is { } alive)
                for (var state = 0; state < alive.Length; state++)
                    if (!alive[state] && mass[state] is { } here)
                        for (var at = channel; at < here.Length; at += width)
                            here[at] = 0;
    }

    private void Record(int period)
    {
        for (var state = 0; state < game.StateCount; state++)
        {
            if (mass[state] is not { } here)
                continue;
            Array.Clear(sums);
            for (var at = 0; at < here.Length; at += width)
            for (var channel = 0; channel < sums.Length; channel++)
                sums[channel] += here[at + channel];
            for (var channel = 0; channel < sums.Length; channel++)
                Alive[channel][period] += sums[channel];
            for (var point = 0; point < grid.PointCount; point++)
            {
                var share = 0.0;
                for (var profile = 0; profile < profiles; profile++)
                    share += here[At(point, profile)];
                if (share == 0)
                    continue;
                StateShare[period][state] += share;
                for (var party = 0; party < game.Parties.Count; party++)
                {
                    var belief = grid.Belief(party, point);
                    for (var type = 0; type < belief.Length; type++)
                        Belief[period][game.SlotOf(party) + type] += share * belief[type];
                }
            }
        }
    }

    private void Drift(DriftRule rule)
    {
        var count = game.Parties[rule.Party].TypeCount;
        var drifted = new double[count];
        var (points, weights) = (new List<int>(), new List<double>());
        for (var state = 0; state < game.StateCount; state++)
        {
            if (mass[state] is not { } here || rule.MatrixOfState[state] < 0)
                continue;
            var matrix = rule.Matrices[rule.MatrixOfState[state]];
            var there = Empty();
            for (var point = 0; point < grid.PointCount; point++)
            {
                var belief = grid.Belief(rule.Party, point);
                if (!HasMass(here, point))
                    continue;
                Array.Clear(drifted);
                for (var from = 0; from < count; from++)
                for (var to = 0; to < count; to++)
                    drifted[to] += belief[from] * Number(matrix[from][to]);
                points.Clear();
                points.Add(point);
                weights.Clear();
                weights.Add(1);
                PublicOutlook.Split(grid, rule.Party, drifted, points, weights);
                for (var profile = 0; profile < profiles; profile++)
                for (var to = 0; to < count; to++)
                {
                    var from = TypeIn(profile, rule.Party);
                    var chance = Number(matrix[from][to]);
                    if (chance == 0)
                        continue;
                    var next = types.With(profile, rule.Party, to);
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        var moved = chance * here[At(point, profile) + channel];
                        for (var i = 0; i < points.Count && moved != 0; i++)
                            there[At(points[i], next) + channel] += moved * weights[i];
                    }
                }
            }
            mass[state] = there;
            room.Return(here);
        }
    }
}
