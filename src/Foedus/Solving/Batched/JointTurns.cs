using System.Runtime.CompilerServices;
using Foedus.Games;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;

namespace Foedus.Solving.Batched;

/// <summary>Joint turns without private types: every mover answers the others' chances, damped and along λ from 0, each lane by itself.</summary>
/// <remarks>The attempts and the stopping rule are those of <see cref="JointTurnSolver"/>. A lane that has settled, or given up, is not touched until all others have, so its numbers do not depend on them.</remarks>
internal sealed unsafe class JointTurns<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly PublicBeliefGame game;
    private readonly RecursionSettings settings = new();
    private readonly int[] precision;
    private readonly bool shocks;
    private readonly Dictionary<JointTurnNode, Shape> shapes = [];
    private readonly LaneColumns scratch;

    /// <param name="game">The game.</param>
    /// <param name="precision">[party] column of λ; −1 where rational, which no mover of a joint turn is.</param>
    /// <param name="shocks">Whether taste shocks are part of what a choice is worth.</param>
    public JointTurns(PublicBeliefGame game, int[] precision, bool shocks)
    {
        this.game = game;
        this.precision = precision;
        this.shocks = shocks;
        var joints = game.Nodes.OfType<JointTurnNode>().ToList();
        scratch = new LaneColumns(joints.Select(ExactPlan.RowsOf).DefaultIfEmpty(0).Max());
        foreach (var joint in joints)
            shapes.Add(joint, new Shape(joint));
    }

    /// <param name="node">The turn.</param>
    /// <param name="columns">Where values are.</param>
    /// <param name="worths">[party × profiles + profile] column of what a profile is worth.</param>
    /// <param name="result">First of the columns of values before the turn; filled.</param>
    /// <param name="chosen">Rows of the movers' chances, one after another; filled.</param>
    public void Solve(JointTurnNode node, LaneColumns columns, ReadOnlySpan<int> worths, int result, double* chosen)
    {
        var shape = shapes[node];
        for (var lane = 0; lane < LaneColumns.Lanes; lane += TLane.Width)
        {
            FixedPoint(shape, columns, worths, chosen, lane);
            Judge(shape, columns, worths, chosen, lane);
            Worths(shape, columns, worths, result, chosen, lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FixedPoint(Shape shape, LaneColumns columns, ReadOnlySpan<int> worths, double* chosen, int lane)
    {
        var open = TLane.Equal(TLane.All(0), TLane.All(0));
        foreach (var (steps, damping, rounds) in JointTurnSolver.Attempts)
        {
            for (var mover = 0; mover < shape.Movers; mover++)
            for (var option = 0; option < shape.Options[mover]; option++)
            {
                var at = chosen + (shape.FirstRow[mover] + option) * LaneColumns.Lanes + lane;
                TLane.Select(open, TLane.All(1.0 / shape.Options[mover]), TLane.Load(at)).Store(at);
            }
            var running = open;
            for (var step = 1; step <= steps && TLane.Any(running); step++)
            {
                var moving = running;
                var tolerance = TLane.All(step == steps ? settings.Tolerance : 1e-5);
                for (var round = 0; round < rounds && TLane.Any(moving); round++)
                {
                    Judge(shape, columns, worths, chosen, lane);
                    var settled = TLane.LessOrEqual(Move(shape, columns, chosen, lane, moving, (double)step / steps, damping), tolerance);
                    moving = TLane.Select(settled, TLane.All(0), moving);
                }
                running = TLane.Select(moving, TLane.All(0), running);
            }
            open = TLane.Select(running, TLane.All(0), open);
            if (!TLane.Any(open))
                return;
        }

        // What no attempt settled stays where it is; the certificate says what it is worth.
    }

    // Every Q at the present chances.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Judge(Shape shape, LaneColumns columns, ReadOnlySpan<int> worths, double* chosen, int lane)
    {
        for (var mover = 0; mover < shape.Movers; mover++)
        {
            for (var option = 0; option < shape.Options[mover]; option++)
                TLane.All(0).Store(Q(shape, mover, option) + lane);
            var own = worths.Slice(shape.Parties[mover] * shape.Profiles, shape.Profiles);
            for (var profile = 0; profile < shape.Profiles; profile++)
            {
                var q = Q(shape, mover, shape.OptionIn(profile, mover)) + lane;
                (TLane.Load(q) + Chance(shape, chosen, profile, mover, lane) * TLane.Load(columns.First + (nint)own[profile] * LaneColumns.Lanes + lane)).Store(
                    q
                );
            }
        }
    }

    // The chance of a profile without one mover's part in it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Chance(Shape shape, double* chosen, int profile, int except, int lane)
    {
        var chance = TLane.All(1);
        for (var mover = 0; mover < shape.Movers; mover++)
            if (mover != except)
                chance *= TLane.Load(chosen + (shape.FirstRow[mover] + shape.OptionIn(profile, mover)) * LaneColumns.Lanes + lane);
        return chance;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double* Q(Shape shape, int mover, int option) => scratch.First + (shape.FirstRow[mover] + option) * LaneColumns.Lanes;

    // Moves the lanes that are moving; returns how far each still was from its response.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TLane Move(Shape shape, LaneColumns columns, double* chosen, int lane, TLane moving, double scale, double damping)
    {
        var worst = TLane.All(0);
        for (var mover = 0; mover < shape.Movers; mover++)
        {
            var lambda = TLane.All(scale) * Lambda(shape.Parties[mover], columns, lane);
            var highest = TLane.Load(Q(shape, mover, 0) + lane);
            for (var option = 1; option < shape.Options[mover]; option++)
                highest = TLane.Max(highest, TLane.Load(Q(shape, mover, option) + lane));
            var total = TLane.All(0);
            for (var option = 0; option < shape.Options[mover]; option++)
            {
                var e = TLane.Exp(lambda * (TLane.Load(Q(shape, mover, option) + lane) - highest));
                total += e;
                e.Store(Q(shape, mover, option) + lane);
            }
            for (var option = 0; option < shape.Options[mover]; option++)
            {
                var at = chosen + (shape.FirstRow[mover] + option) * LaneColumns.Lanes + lane;
                var now = TLane.Load(at);
                var away = TLane.Load(Q(shape, mover, option) + lane) / total - now;
                worst = TLane.Max(worst, TLane.Abs(away));
                TLane.Select(moving, now + TLane.All(damping) * away, now).Store(at);
            }
        }
        return worst;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Lambda(int party, LaneColumns columns, int lane) => TLane.Load(columns.First + (nint)precision[party] * LaneColumns.Lanes + lane);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Worths(Shape shape, LaneColumns columns, ReadOnlySpan<int> worths, int result, double* chosen, int lane)
    {
        for (var party = 0; party < game.Parties.Count; party++)
        {
            var sum = TLane.All(0);
            var mover = Array.IndexOf(shape.Parties, party);
            if (mover < 0)
                for (var profile = 0; profile < shape.Profiles; profile++)
                    sum +=
                        Chance(shape, chosen, profile, -1, lane)
                        * TLane.Load(columns.First + (nint)worths[party * shape.Profiles + profile] * LaneColumns.Lanes + lane);
            else
                for (var option = 0; option < shape.Options[mover]; option++)
                {
                    var chance = TLane.Load(chosen + (shape.FirstRow[mover] + option) * LaneColumns.Lanes + lane);
                    var worth = TLane.Load(Q(shape, mover, option) + lane);
                    if (shocks && precision[party] >= 0)
                    {
                        var lambda = Lambda(party, columns, lane);
                        worth -= TLane.And(TLane.And(TLane.Less(TLane.All(0), chance), TLane.Less(TLane.All(0), lambda)), TLane.Log(chance) / lambda);
                    }
                    sum += chance * worth;
                }
            sum.Store(columns.First + (nint)(result + party) * LaneColumns.Lanes + lane);
        }
    }

    private sealed class Shape
    {
        private readonly int[] optionIn;

        public Shape(JointTurnNode node)
        {
            Parties = [.. node.Movers.Select(mover => mover.Party)];
            Options = [.. node.Movers.Select(mover => mover.OptionNames.Count)];
            Profiles = node.ProfileCount;
            FirstRow = new int[Movers];
            for (var mover = 1; mover < Movers; mover++)
                FirstRow[mover] = FirstRow[mover - 1] + Options[mover - 1];
            optionIn = [.. node.Profiles.SelectMany(options => options)];
        }

        public int[] Parties { get; }

        public int[] Options { get; }

        public int[] FirstRow { get; }

        public int Profiles { get; }

        public int Movers => Parties.Length;

        public int OptionIn(int profile, int mover) => optionIn[profile * Movers + mover];
    }
}
