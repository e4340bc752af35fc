using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Solving.Batched;

/// <summary>Chances forward through a game without private types, many draws side by side: exact mass over the public states, of everything and of what is followed.</summary>
/// <remarks>Which states a channel can have mass in is the same in every draw; columns that cannot have any are neither cleared nor read.</remarks>
internal sealed unsafe class ExactForward<TLane> where TLane : struct, ILane<TLane>
{
    private readonly PublicBeliefGame game;
    private readonly LaneColumns numbers;
    private readonly LaneColumns choices;
    private readonly int rows;
    private readonly Node[][] steps;
    private readonly bool[]?[] alive;
    private readonly int[] lastPeriod;
    private readonly IReadOnlyList<WatchedMass> watched;
    private readonly int[][] watchedAt;
    private readonly int channels;
    private readonly int periods;
    private readonly LaneColumns mass;
    private readonly LaneColumns weights;
    private readonly LaneColumns results;
    private readonly int[] side;
    private readonly bool[] has;

    /// <param name="game">The game.</param>
    /// <param name="numbers">Its coefficients.</param>
    /// <param name="choices">[period × rows + row] chances of options.</param>
    /// <param name="rows">Rows a period.</param>
    /// <param name="firstRow">[node] its first row.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    /// <param name="followings">What to follow beside everything; at most 63.</param>
    /// <param name="watched">What is asked for; one column of <see cref="Mass"/> each.</param>
    public ExactForward(
        PublicBeliefGame game, LaneColumns numbers, LaneColumns choices, int rows, int[] firstRow, Func<Coefficient, int> columnOf, IReadOnlyList<Following> followings, IReadOnlyList<WatchedMass> watched)
    {
        this.game = game;
        this.numbers = numbers;
        this.choices = choices;
        this.rows = rows;
        this.watched = watched;
        channels = followings.Count + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 64);
        alive = [null, .. followings.Select(following => following.AliveStates)];
        lastPeriod = [.. Enumerable.Range(0, channels).Select(channel => watched.Where(mass => mass.Channel == channel).Select(mass => mass.Period).DefaultIfEmpty(-1).Max())];
        periods = watched.Select(mass => mass.Period).DefaultIfEmpty(0).Max();
        watchedAt = [.. Enumerable.Range(0, periods + 1).Select(period => Enumerable.Range(0, watched.Count).Where(w => watched[w].Period == period).ToArray())];
        var drops = new Dictionary<(int Node, int Mover, int Option), ulong>();
        for (var channel = 1; channel < channels; channel++)
            foreach (var (node, mover, dropped) in followings[channel - 1].Drops)
                for (var option = 0; option < dropped.Length; option++)
                    if (dropped[option])
                        drops[(node, mover, option)] = drops.GetValueOrDefault((node, mover, option)) | 1ul << channel;
        steps = [.. game.Steps.Select(step => step.NodeOfState.Where(node => node >= 0).Select(node => Compile(node, firstRow[node], columnOf, drops)).ToArray())];
        mass = new LaneColumns(2 * game.StateCount * channels);
        weights = new LaneColumns(steps.SelectMany(step => step).Select(node => node.Targets.Length).DefaultIfEmpty(0).Max());
        results = new LaneColumns(watched.Count);
        side = new int[game.StateCount];
        has = new bool[2 * game.StateCount * channels];
    }

    /// <summary>[lane] the mass that was asked for.</summary>
    public ReadOnlySpan<double> Mass(int watch) => results[watch];

    public void Run(CancellationToken cancel)
    {
        Array.Clear(has);
        Array.Clear(side);
        for (var channel = 0; channel < channels; channel++)
            if (lastPeriod[channel] >= 0)
            {
                mass[At(game.InitialState, channel, 0)].Fill(1);
                has[At(game.InitialState, channel, 0)] = true;
            }
        Record(0);
        for (var period = 0; period < periods; period++)
        {
            cancel.ThrowIfCancellationRequested();
            var chosen = choices.First + (nint)(period % game.Periods!.Value) * rows * LaneColumns.Lanes;
            foreach (var step in steps)
            {
                foreach (var node in step)
                {
                    side[node.State] ^= 1;
                    for (var channel = 0; channel < channels; channel++)
                        has[At(node.State, channel, 0)] = false;
                }
                foreach (var node in step)
                    Leave(node, chosen);
            }
            for (var channel = 0; channel < channels; channel++)
                for (var state = 0; state < game.StateCount; state++)
                    if (period + 1 > lastPeriod[channel] || alive[channel] is { } those && !those[state])
                        has[At(state, channel, 0)] = false;
            Record(period + 1);
        }
        GC.KeepAlive(this);
    }

    // Column of a state's mass: on the side that is in use, or on the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(int state, int channel, int other) => ((side[state] ^ other) * game.StateCount + state) * channels + channel;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Leave(Node node, double* chosen)
    {
        var any = false;
        for (var channel = 0; channel < channels; channel++)
            any |= has[At(node.State, channel, 1)];
        if (!any)
            return;
        for (var target = 0; target < node.Targets.Length; target++)
            if (!node.Targets[target].IsCertain && node.Targets[target].Row < 0)
                Weigh(node.Targets[target].Ways, chosen, weights.First + target * LaneColumns.Lanes);
        for (var channel = 0; channel < channels; channel++)
        {
            var from = At(node.State, channel, 1);
            if (!has[from])
                continue;
            for (var target = 0; target < node.Targets.Length; target++)
            {
                ref readonly var leads = ref node.Targets[target];
                if ((leads.DroppedIn >> channel & 1) != 0)
                    continue;
                var into = At(leads.State, channel, 0);
                Push(Mass(from), leads.IsCertain ? null : leads.Row >= 0 ? chosen + leads.Row * LaneColumns.Lanes : weights.First + target * LaneColumns.Lanes, Mass(into), has[into]);
                has[into] = true;
            }
        }

        double* Mass(int column) => mass.First + (nint)column * LaneColumns.Lanes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(Way[] ways, double* chosen, double* into)
    {
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            var sum = TLane.All(0);
            foreach (ref readonly var way in ways.AsSpan())
            {
                var chance = way.Chance < 0 ? TLane.All(1) : TLane.Load(numbers.First + (nint)way.Chance * LaneColumns.Lanes + lane);
                foreach (var row in way.Rows)
                    chance *= TLane.Load(chosen + row * LaneColumns.Lanes + lane);
                sum += chance;
            }
            sum.Store(into + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Push(double* from, double* weight, double* into, bool add)
    {
        if (weight is null)
        {
            for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                (add ? TLane.Load(into + lane) + TLane.Load(from + lane) : TLane.Load(from + lane)).Store(into + lane);
            return;
        }
        if (add)
            for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                (TLane.Load(into + lane) + TLane.Load(from + lane) * TLane.Load(weight + lane)).Store(into + lane);
        else
            for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
                (TLane.Load(from + lane) * TLane.Load(weight + lane)).Store(into + lane);
    }

    private void Record(int period)
    {
        foreach (var watch in watchedAt[period])
        {
            var (channel, states, _) = watched[watch];
            var into = results[watch];
            into.Clear();
            for (var state = 0; state < game.StateCount; state++)
                if ((states is null || states[state]) && has[At(state, channel, 0)])
                    Push(mass.First + (nint)At(state, channel, 0) * LaneColumns.Lanes, null, results.First + watch * LaneColumns.Lanes, add: true);
        }
    }

    private Node Compile(int number, int firstRow, Func<Coefficient, int> columnOf, Dictionary<(int Node, int Mover, int Option), ulong> drops)
    {
        var node = game.Nodes[number];
        var targets = new Dictionary<(int State, ulong Dropped), List<Way>>();
        switch (node)
        {
            case TurnNode turn:
                for (var option = 0; option < turn.Options.Count; option++)
                    Add(turn.Options[option].Transitions[0], [firstRow + option], drops.GetValueOrDefault((number, 0, option)));
                break;
            case ChanceNode chance:
                Add(chance.Transitions[0], [], 0);
                break;
            case JointTurnNode joint:
                for (var profile = 0; profile < joint.ProfileCount; profile++)
                {
                    var chosen = new int[joint.Movers.Count];
                    var dropped = 0ul;
                    var rest = profile;
                    var after = firstRow + joint.Movers.Sum(mover => mover.OptionNames.Count);
                    for (var mover = chosen.Length - 1; mover >= 0; mover--)
                    {
                        var options = joint.Movers[mover].OptionNames.Count;
                        after -= options;
                        chosen[mover] = after + rest % options;
                        dropped |= drops.GetValueOrDefault((number, mover, rest % options));
                        rest /= options;
                    }
                    Add(joint.Transitions[profile], chosen, dropped);
                }
                break;
        }
        return new Node(node.State, [.. targets.Select(target => new Target(target.Key.State, target.Key.Dropped, target.Value is [{ Chance: -1, Rows.Length: 0 }], target.Value is [{ Chance: -1, Rows: [var row] }] ? row : -1, [.. target.Value]))]);

        void Add(Transition[] transitions, int[] chosen, ulong dropped)
        {
            foreach (var transition in transitions)
            {
                if (transition.Probability.IsZero)
                    continue;
                if (!targets.TryGetValue((transition.NextState, dropped), out var ways))
                    targets.Add((transition.NextState, dropped), ways = []);
                ways.Add(new Way(transition.Probability == Coefficient.One ? -1 : columnOf(transition.Probability), chosen));
            }
        }
    }

    private sealed record Node(int State, Target[] Targets);

    /// <param name="State">Where mass goes.</param>
    /// <param name="DroppedIn">Bit c: not in channel c.</param>
    /// <param name="IsCertain">All of it.</param>
    /// <param name="Row">Row of the one choice that leads there; −1 where its chance is made of more.</param>
    /// <param name="Ways">What its chance is the sum of.</param>
    private readonly record struct Target(int State, ulong DroppedIn, bool IsCertain, int Row, Way[] Ways);

    /// <param name="Chance">Column, or −1 for 1.</param>
    /// <param name="Rows">Rows of the options that are chosen.</param>
    private readonly record struct Way(int Chance, int[] Rows);
}
