using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Solving.Batched;

/// <summary>Chances forward through a game without private types, written out: exact mass over the public states, of everything and of what is followed, one program a period.</summary>
/// <remarks>
/// Channels that have gone the same ways into a state have the same mass there, in every draw; it is worked out once. Mass that leads to nothing asked for is not worked out at all. Periods in which the same is left to do share a program.
/// </remarks>
internal sealed class ForwardPlan
{
    private const int None = -1,
        Whole = 0;

    private readonly PublicBeliefGame game;
    private readonly Func<Coefficient, int> columnOf;
    private readonly IReadOnlyList<Following> followings;
    private readonly IReadOnlyList<WatchedMass> watched;
    private readonly Leaving[] nodes;
    private readonly Dictionary<(int Node, int Mover, int Option), ulong> drops = [];

    // What every mass is the sum of; the same sum has the same number. The first is the whole at the start.
    private readonly List<Mass> masses = [new Mass(0, [])];
    private readonly Dictionary<string, int> known = [];

    // [boundary][state × channels + channel] the mass there.
    private readonly List<int[]> boundaries = [];
    private readonly int channels;
    private readonly int periods;

    /// <param name="game">The game.</param>
    /// <param name="firstRow">[node] its first row of choices.</param>
    /// <param name="columnOf">Where a coefficient stands.</param>
    /// <param name="followings">What to follow beside everything; at most 63.</param>
    /// <param name="watched">What is asked for.</param>
    public ForwardPlan(
        PublicBeliefGame game,
        int[] firstRow,
        Func<Coefficient, int> columnOf,
        IReadOnlyList<Following> followings,
        IReadOnlyList<WatchedMass> watched
    )
    {
        this.game = game;
        this.columnOf = columnOf;
        this.followings = followings;
        this.watched = watched;
        channels = followings.Count + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 64);
        periods = watched.Select(mass => mass.Period).DefaultIfEmpty(0).Max();
        for (var channel = 1; channel < channels; channel++)
            foreach (var (node, mover, dropped) in followings[channel - 1].Drops)
                for (var option = 0; option < dropped.Length; option++)
                    if (dropped[option])
                        drops[(node, mover, option)] = drops.GetValueOrDefault((node, mover, option)) | 1ul << channel;
        nodes = [.. game.Nodes.Select((node, number) => new Leaving(new JudgedNode(node, firstRow[number], 0), number, Dropped))];
        var byPeriod = Enumerable.Range(0, watched.Count).OrderBy(watch => watched[watch].Period).ToArray();
        ResultColumn = new int[watched.Count];
        for (var i = 0; i < byPeriod.Length; i++)
            ResultColumn[byPeriod[i]] = i;
        FirstResult = [.. Enumerable.Range(0, periods + 1).Select(period => watched.Count(mass => mass.Period < period))];
        Follow();
        Write();
    }

    /// <summary>[watch] its column among the results.</summary>
    public int[] ResultColumn { get; }

    /// <summary>[end of period] the first column of what is read off there; programs count from it. The first end is the start.</summary>
    public int[] FirstResult { get; }

    /// <summary>Columns that go over from period to period.</summary>
    public int ColumnCount { get; private set; }

    /// <summary>Programs that differ. Number <see cref="ProgramOf"/>[0] reads off the start, the others do a period each.</summary>
    public IReadOnlyList<LaneProgram> Programs { get; private set; } = [];

    /// <summary>[end of period] which program leads to it.</summary>
    public int[] ProgramOf { get; private set; } = [];

    private ulong Dropped(int node, int mover, int option) => drops.GetValueOrDefault((node, mover, option));

    private int At(int state, int channel) => state * channels + channel;

    private void Follow()
    {
        var now = new int[game.StateCount * channels];
        Array.Fill(now, None);
        for (var channel = 0; channel < channels; channel++)
            now[At(game.InitialState, channel)] = Whole;
        boundaries.Add(now);
        for (var period = 0; period < periods; period++)
        {
            foreach (var step in game.Steps)
                now = Step(now, [.. step.NodeOfState.Where(node => node >= 0)], period + 1);
            now = [.. now];
            for (var channel = 1; channel < channels; channel++)
                if (followings[channel - 1].AliveStates is { } alive)
                    for (var state = 0; state < game.StateCount; state++)
                        if (!alive[state])
                            now[At(state, channel)] = None;
            boundaries.Add(now);
        }
    }

    private int[] Step(int[] before, int[] moving, int period)
    {
        var left = moving.Select(node => game.Nodes[node].State).ToHashSet();
        var sums = new List<Term>?[before.Length];
        for (var at = 0; at < before.Length; at++)
            if (before[at] != None && !left.Contains(at / channels))
                sums[at] = [new Term(before[at], None, 0)];
        foreach (var node in moving)
            for (var channel = 0; channel < channels; channel++)
                if (before[At(game.Nodes[node].State, channel)] is not None and var from)
                    for (var target = 0; target < nodes[node].Targets.Length; target++)
                        if (nodes[node].Targets[target] is var leads && (leads.DroppedIn >> channel & 1) == 0)
                            (sums[At(leads.State, channel)] ??= []).Add(new Term(from, leads.IsCertain ? None : node, target));
        return
        [
            .. sums.Select(terms =>
                terms is null ? None
                : terms is [{ Node: None } same] ? same.From
                : Known(terms, period)
            ),
        ];
    }

    private int Known(List<Term> terms, int period)
    {
        var key = $"{period}:{string.Join(',', terms)}";
        if (known.TryGetValue(key, out var mass))
            return mass;
        masses.Add(new Mass(period, [.. terms]));
        known.Add(key, masses.Count - 1);
        return masses.Count - 1;
    }

    private void Write()
    {
        // [mass] the last period in which it is read: by a mass that is needed, or read off at its end.
        var lastUse = Enumerable.Repeat(None, masses.Count).ToArray();
        foreach (var watch in watched)
        foreach (var mass in Read(watch))
            lastUse[mass] = Math.Max(lastUse[mass], watch.Period);
        for (var mass = masses.Count - 1; mass >= 0; mass--)
            if (lastUse[mass] != None)
                foreach (var term in masses[mass].Terms)
                    lastUse[term.From] = Math.Max(lastUse[term.From], masses[mass].Period);
        var programs = new List<LaneProgram>();
        ProgramOf = new int[periods + 1];
        var columns = new Dictionary<int, int>();
        for (var period = 0; period <= periods; period++)
        {
            var program = new LaneProgramBuilder();
            var values = columns.ToDictionary(column => column.Key, column => program.Load(LaneBlocks.From, column.Value));
            if (period == 0)
                values[Whole] = program.Constant(1);
            for (var mass = 1; mass < masses.Count; mass++)
                if (masses[mass].Period == period && lastUse[mass] != None)
                    values[mass] = program.Sum(masses[mass].Terms.Select(term => (Weight(program, term), values[term.From])));
            var reads = Enumerable.Range(0, watched.Count).Where(watch => watched[watch].Period == period);
            foreach (var watch in reads)
                program.Store(
                    LaneBlocks.Results,
                    ResultColumn[watch] - FirstResult[period],
                    program.Sum(Read(watched[watch]).Select(mass => (None, values[mass])))
                );
            columns = boundaries[period]
                .Where(mass => mass != None && lastUse[mass] > period)
                .Distinct()
                .Select((mass, column) => (mass, column))
                .ToDictionary(pair => pair.mass, pair => pair.column);
            foreach (var (mass, column) in columns)
                program.Store(LaneBlocks.Into, column, values[mass]);
            ColumnCount = Math.Max(ColumnCount, columns.Count);
            var built = program.Build();
            ProgramOf[period] = programs.IndexOf(built);
            if (ProgramOf[period] < 0)
                (ProgramOf[period], programs) = (programs.Count, [.. programs, built]);
        }
        Programs = programs;
    }

    private IEnumerable<int> Read(WatchedMass watch) =>
        Enumerable
            .Range(0, game.StateCount)
            .Where(state => watch.States is null || watch.States[state])
            .Select(state => boundaries[watch.Period][At(state, watch.Channel)])
            .Where(mass => mass != None);

    // The chance of going there: of what is chosen times of what then happens, over the ways that lead there.
    private int Weight(LaneProgramBuilder program, Term term)
    {
        if (term.Node == None)
            return None;
        var ways = nodes[term.Node]
            .Targets[term.Target]
            .Ways.Select(way =>
                way.Rows.Select(row => program.Load(LaneBlocks.Chosen, row))
                    .Concat(way.Chance is { } chance ? [program.Load(LaneBlocks.Columns, columnOf(chance))] : [])
                    .Aggregate(program.Multiply)
            );
        return ways.Aggregate(program.Add);
    }

    /// <param name="Period">At whose end, or within which, it first exists.</param>
    /// <param name="Terms">What it is the sum of.</param>
    private sealed record Mass(int Period, Term[] Terms);

    /// <param name="From">The mass that goes on.</param>
    /// <param name="Node">From which node; none where all of it goes on.</param>
    /// <param name="Target">To which of its targets.</param>
    private readonly record struct Term(int From, int Node, int Target);

    /// <summary>A node as where mass goes from it.</summary>
    private sealed class Leaving
    {
        public Leaving(JudgedNode node, int number, Func<int, int, int, ulong> dropped) =>
            Targets = [
                .. node
                    .Events.GroupBy(happened =>
                        (
                            happened.NextState,
                            Dropped: happened
                                .Rows.Select((row, mover) => dropped(number, mover, row - node.Movers[mover].FirstRow))
                                .Aggregate(0ul, (all, one) => all | one)
                        )
                    )
                    .Select(target => new Target(target.Key.NextState, target.Key.Dropped, [.. target])),
            ];

        public Target[] Targets { get; }
    }

    /// <param name="State">Where mass goes.</param>
    /// <param name="DroppedIn">Bit c: not in channel c.</param>
    /// <param name="Ways">What its chance is the sum of.</param>
    private readonly record struct Target(int State, ulong DroppedIn, JudgedEvent[] Ways)
    {
        public bool IsCertain => Ways is [{ Rows: [], Chance: null }];
    }
}
