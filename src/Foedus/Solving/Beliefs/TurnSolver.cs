using System.Numerics;
using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Beliefs;

/// <summary>Solves one turn at every grid point: the fixed point of choices and the beliefs that follow from them.</summary>
/// <remarks>
/// The mover's own beliefs are gone through from a corner (<see cref="BeliefWalk"/>), each point begun from its neighbour's choices at full λ, all points of a layer and all beliefs about the
/// others side by side. Anderson's acceleration with a memory of one; where that does not settle, or the choices move far, <see cref="BeliefPath"/> follows them between the two points.
/// </remarks>
internal sealed class TurnSolver
{
    private const int Block = TurnKernel.Block;
    private const int Rounds = 40;

    /// <summary>A choice that moves by more than this between two neighbours is followed in smaller steps.</summary>
    private const double LargestMove = 0.2;

    /// <summary>Where no choice moves by more than this between any two neighbours, and iteration alone settles everywhere, the way from one corner to the other is one branch, and the way back is the same.</summary>
    private const double SmallMove = 0.05;

    /// <summary>Choices that iteration from different sides ends at are the same where they are no further apart.</summary>
    private const double Same = 1e-7;

    /// <summary>Where one response to the neighbour's choices comes nearer to the fixed point than by this share, iteration from them ends there.</summary>
    private const double Drawn = 0.5;

    private BeliefGrid grid;
    private readonly PublicBeliefGame game;
    private readonly double[] coefficients;
    private readonly RecursionSettings settings;
    private readonly PartyPrecision precision;
    private readonly JointTypes jointTypes;
    private readonly BeliefPath path;
    private readonly ChoiceRoom? room;
    private readonly OwnBeliefs?[] ownOf;
    private OwnBeliefs lines = null!;

    // By line.
    private bool[] far = [];
    private bool[] settled = [];
    private bool[] unknown = [];
    private bool[] confirmed = [];
    private bool[] confirmedFar = [];
    private int[] left = [];
    private double[] sigma = [];
    private double[] best = [];
    private double[] lastBest = [];
    private double[] lastOff = [];
    private double[] values = [];
    private double[] own = [];
    private double[] weights = [];
    private double[] likelihood = [];
    private int[] points = [];
    private readonly int[] at = new int[Block];

    // Whether the lanes' points stand one after another.
    private bool inRow;

    // The same joint point with the mover's own point 0.
    private readonly int[] foot = new int[Block];
    private readonly int[] neighbour = new int[Block];

    // While lanes are followed one at a time: what the others hold.
    private double[] found = [];
    private readonly int[] places = new int[Block];
    private readonly int[] roots = new int[Block];
    private readonly double[] change = new double[Block];
    private readonly double[] before = new double[Block];
    private readonly double[] mixed = new double[Block];
    private readonly bool[] open = new bool[Block];

    // The same as bits of whole registers, while lanes settle.
    private readonly double[] still = new double[Block];
    private bool onlyStill;
    private readonly TurnKernel kernel = TurnKernel.Widest;
    private readonly TurnRound round = new();
    private readonly TurnValues everybody = new();
    private readonly int[] begin = new int[Block];
    private TurnPlan plan = null!;
    private double[] worth = [];

    public TurnSolver(PublicBeliefGame game, double[] coefficients, BeliefGrid grid, RecursionSettings settings, PartyPrecision precision, ChoiceRoom? room)
    {
        this.room = room;
        this.game = game;
        this.precision = precision;
        this.coefficients = coefficients;
        this.grid = grid;
        this.settings = settings;
        jointTypes = new JointTypes(game);
        path = new BeliefPath(settings);
        ownOf = new OwnBeliefs?[game.Parties.Count];
    }

    /// <summary>Grid points at which options tied under λ = ∞.</summary>
    public long Ties { get; private set; }

    /// <summary>Forgets what was counted, and works on another grid of the same size.</summary>
    public void Restart(BeliefGrid other)
    {
        grid = other;
        Ties = 0;
    }

    /// <summary>The choices at a turn.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="number">The node's number.</param>
    /// <param name="next">[state × types × points + type × points + point] what each next state is worth to the mover, expected over the others' types; only states it may lead to. As in <see cref="TurnRound"/> where the mover has two types.</param>
    /// <param name="corner">The type of the mover from whose certainty its beliefs are gone through.</param>
    /// <param name="warm">Choices to begin from at every point instead of the neighbour's; null for none.</param>
    /// <param name="there">The same from another corner: only lines of beliefs on which choices moved far are gone through again.</param>
    /// <param name="later">The choices at the same turn a period later: where all beliefs of a line settle from them at once, and it shows that going through them one by one would end at the same, they are not gone through.</param>
    public TurnWalk Solve(TurnPlan turn, int number, double[] next, int corner, double[]? warm = null, TurnWalk? there = null, double[]? later = null)
    {
        (plan, worth) = (turn, next);
        Reserve();
        if (there is { MovesFar: null })
            return there;
        if (plan.Types == 2)
            round.Fill(plan, coefficients, grid.Parties[plan.Node.Mover], worth, 2 * grid.PointCount, own, begin);
        var chances = room?.Rent(plan.Types * plan.Options * grid.PointCount) ?? new double[plan.Types * plan.Options * grid.PointCount];
        there?.Chances.CopyTo(chances, 0);
        var given = settings.Start is not null && settings.Start.TryGetValue((number, 0), out var start) ? start : null;
        if (plan.Types == 1)
        {
            for (var from = 0; from < grid.PointCount; from += Block)
            {
                var count = Math.Min(Block, grid.PointCount - from);
                PlaceAll(from, count);
                Beliefs(count);
                Continuation(count);
                if (game.Parties[plan.Node.Mover].IsRational)
                    BestResponse(count);
                else
                {
                    Respond(Lambda(), count);
                    best.AsSpan(0, plan.Options * Block).CopyTo(sigma);
                }
                Keep(chances, count);
            }
            return new TurnWalk(chances, null);
        }
        var stride = grid.StrideOf(plan.Node.Mover);
        var (beginnings, (walk, neighbours)) = (lines.Beginnings, lines.WalkFrom(corner, grid));
        // Types beyond two have a simplex with as many ways through it as there are corners.
        var isWhole = there is null || plan.Types > 2;
        if (isWhole)
            Array.Clear(far);
        else
            there!.MovesFar.CopyTo(far, 0);
        Array.Clear(settled);
        if (settings.FromLater && plan.Types == 2 && warm is null && given is null)
        {
            if (there is not null)
            {
                Confirm(chances, neighbours, there.MovesFar);
                confirmed.CopyTo(settled, 0);
            }
            else if (later is not null)
                SettleAtOnce(chances, later, neighbours);
        }
        if (!settled.Contains(false))
            return new TurnWalk(chances, far.Contains(true) ? [.. far] : null);
        var some = 0;
        for (var line = 0; line < beginnings.Length; line++)
            if ((isWhole || there!.MovesFar[line]) && !settled[line])
                left[some++] = line;
        foreach (var layer in walk.Layers)
            for (var from = 0; from < layer.Length * some; from += Block)
            {
                var count = Math.Min(Block, layer.Length * some - from);
                for (var lane = 0; lane < count; lane++)
                {
                    var (mine, others) = (layer[(from + lane) / some], beginnings[left[(from + lane) % some]]);
                    Place(lane, others + mine * stride);
                    neighbour[lane] = others + walk.From[mine] * stride;
                }
                Fill(count);
                var isCorner = layer.Length == 1 && walk.From[layer[0]] == layer[0];
                Begin(chances, warm, given, isCorner, count);
                Settle(count);
                for (var lane = 0; lane < count; lane++)
                    far[left[(from + lane) % some]] |= open[lane] || (!isCorner && Move(chances, neighbour[lane], lane) > SmallMove);
                Follow(chances, isCorner || warm is not null || given is not null, count);
                Keep(chances, count);
            }
        return new TurnWalk(chances, plan.Types > 2 || warm is not null || given is not null || far.Contains(true) ? [.. far] : null);
    }

    // Marks lines all of whose beliefs settled from the choices of a period later, each drawn to from its neighbour's choices and near to them: then the walk from the corner, and that from the other, end there as well.
    // Or else those of which the walk from this corner does.
    private void SettleAtOnce(double[] chances, double[] later, int[] neighbours)
    {
        var line = lines.LineOf;
        Array.Fill(settled, true);
        for (var from = 0; from < grid.PointCount; from += Block)
        {
            var count = Math.Min(Block, grid.PointCount - from);
            PlaceAll(from, count);
            neighbours.AsSpan(from, count).CopyTo(neighbour);
            Load(later, at, count, evenAtCorners: true);
            Settle(count);
            Keep(chances, count);
            for (var lane = 0; lane < count; lane++)
                settled[line[at[lane]]] &= !open[lane];
        }
        settled.CopyTo(unknown, 0);
        Span<double> moved = stackalloc double[Block];
        Span<double> off = stackalloc double[Block];
        for (var from = 0; from < grid.PointCount; from += Block)
        {
            var count = Math.Min(Block, grid.PointCount - from);
            PlaceAll(from, count);
            neighbours.AsSpan(from, count).CopyTo(neighbour);
            Load(chances, neighbour, count, evenAtCorners: false);
            Answer(Lambda(), count);
            moved.Clear();
            off.Clear();
            for (var option = 0; option < plan.Options; option++)
            for (var type = 0; type < plan.Types; type++)
            {
                var here = chances.AsSpan((type * plan.Options + option) * grid.PointCount + from, count);
                Rows.Farther(moved[..count], sigma.AsSpan((option * plan.Types + type) * Block, count), here);
                Rows.Farther(off[..count], best.AsSpan((option * plan.Types + type) * Block, count), here);
            }
            for (var lane = 0; lane < count; lane++)
                settled[line[at[lane]]] &= moved[lane] <= SmallMove && off[lane] <= Drawn * moved[lane] + 2 * settings.Tolerance;
        }
        for (var i = 0; i < unknown.Length; i++)
            unknown[i] &= !settled[i];
        if (!unknown.Contains(true))
            return;
        Confirm(chances, neighbours, unknown);
        for (var i = 0; i < settled.Length; i++)
            settled[i] |= confirmed[i];
    }

    // Marks those of the lines asked for on which the walk from the corner comes through the choices that are there: at every belief iteration from the neighbour's ends at its own, nearby. All beliefs side by side.
    private void Confirm(double[] chances, int[] neighbours, bool[] asked)
    {
        var line = lines.LineOf;
        asked.CopyTo(confirmed, 0);
        Array.Clear(confirmedFar);
        for (var next = 0; next < grid.PointCount; )
        {
            var count = 0;
            for (; count < Block && next < grid.PointCount; next++)
                if (confirmed[line[next]])
                    Place(count++, next);
            if (count == 0)
                break;
            Fill(count);
            for (var lane = 0; lane < count; lane++)
                neighbour[lane] = neighbours[at[lane]];
            Load(chances, neighbour, count, evenAtCorners: true);
            Settle(count);
            for (var lane = 0; lane < count; lane++)
            {
                var (moved, isThere) = (Move(chances, neighbour[lane], lane), !open[lane] && Move(chances, at[lane], lane) <= Same);
                var isCorner = neighbour[lane] == at[lane];
                confirmedFar[line[at[lane]]] |= !isCorner && (open[lane] || moved > SmallMove);
                confirmed[line[at[lane]]] &= isThere || (!isCorner && (open[lane] || moved > LargestMove));
            }
            if (!confirmed.Contains(true))
                break;
            // What does not settle, or moves far, is followed between the two beliefs, as it is on the way.
            Follow(chances, isStart: false, count);
            for (var lane = 0; lane < count; lane++)
                confirmed[line[at[lane]]] &= Move(chances, at[lane], lane) <= Same;
        }
        for (var i = 0; i < confirmed.Length; i++)
            if (confirmed[i])
                far[i] = confirmedFar[i];
    }

    // Begins from the choices at other points; from even ones at the corner, where there is no neighbour.
    private void Load(double[] chances, int[] where, int count, bool evenAtCorners)
    {
        var corners = 0u;
        for (var lane = 0; evenAtCorners && lane < count; lane++)
            corners |= neighbour[lane] == at[lane] ? 1u << lane : 0;
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
        {
            var cells = sigma.AsSpan((option * plan.Types + type) * Block, Block);
            kernel.Pick(chances.AsSpan((type * plan.Options + option) * grid.PointCount, grid.PointCount), where, cells, count);
            for (var some = corners; some != 0; some &= some - 1)
                cells[BitOperations.TrailingZeroCount(some)] = plan.Even(option, type);
        }
    }

    // How far the choices of a lane are from those at another point.
    private double Move(double[] chances, int point, int lane)
    {
        var largest = 0.0;
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
            largest = Math.Max(
                largest,
                Math.Abs(sigma[(option * plan.Types + type) * Block + lane] - chances[(type * plan.Options + option) * grid.PointCount + point])
            );
        return largest;
    }

    private void Begin(double[] chances, double[]? warm, double[]? given, bool isCorner, int count)
    {
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
        {
            var cells = sigma.AsSpan((option * plan.Types + type) * Block, count);
            var row = (type * plan.Options + option) * grid.PointCount;
            for (var lane = 0; lane < count; lane++)
                cells[lane] =
                    warm is not null ? warm[row + at[lane]]
                    : given is not null ? given[given.Length == plan.Options ? option : type * plan.Options + option]
                    : isCorner ? plan.Even(option, type)
                    : chances[row + neighbour[lane]];
        }
    }

    private void Keep(double[] chances, int count)
    {
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
        {
            var cells = sigma.AsSpan((option * plan.Types + type) * Block, count);
            var row = chances.AsSpan((type * plan.Options + option) * grid.PointCount, grid.PointCount);
            if (inRow)
                cells.CopyTo(row[at[0]..]);
            else
                for (var lane = 0; lane < count; lane++)
                    row[at[lane]] = cells[lane];
        }
    }

    private void Reserve()
    {
        lines = OwnOf(plan.Node.Mover);
        (far, settled, unknown, confirmed, confirmedFar, left) = (lines.Far, lines.Settled, lines.Unknown, lines.Confirmed, lines.ConfirmedFar, lines.Left);
        var cells = plan.Options * plan.Types * Block;
        if (sigma.Length < cells)
            (found, sigma, best, lastBest, lastOff, values) = (
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells],
                new double[cells]
            );
        if (own.Length < plan.Types * Block)
            (own, likelihood) = (new double[plan.Types * Block], new double[plan.Types * Block]);
        if (points.Length < plan.Groups.Length * plan.Types * Block)
            (points, weights) = (new int[plan.Groups.Length * plan.Types * Block], new double[plan.Groups.Length * plan.Types * Block]);
    }

    private void Place(int lane, int point)
    {
        inRow = false;
        (at[lane], foot[lane], begin[lane]) = (point, lines.Foot[point], lines.NumbersOf[point]);
        for (var type = 0; type < plan.Types; type++)
            own[type * Block + lane] = lines.Held[type * grid.PointCount + point];
    }

    // So many points, one after another.
    private void PlaceAll(int from, int count)
    {
        inRow = true;
        for (var lane = 0; lane < count; lane++)
            at[lane] = from + lane;
        lines.Foot.AsSpan(from, count).CopyTo(foot);
        lines.NumbersOf.AsSpan(from, count).CopyTo(begin);
        for (var type = 0; type < plan.Types; type++)
            lines.Held.AsSpan(type * grid.PointCount + from, count).CopyTo(own.AsSpan(type * Block));
        Fill(count);
    }

    // What stands beyond the last lane is read in whole registers: it is somewhere on the grid.
    private void Fill(int count)
    {
        begin.AsSpan(count).Fill(begin[0]);
        foot.AsSpan(count).Fill(foot[0]);
    }

    /// <summary>Joint points along the lines of a party's own beliefs, line after line.</summary>
    public int[] AlongLines(int mover) => OwnOf(mover).Along;

    private OwnBeliefs OwnOf(int mover) => (ownOf[mover] ??= new OwnBeliefs(grid, mover)).On(grid);

    private double Lambda() => precision.Of(plan.Node.Mover);

    // Each lane by itself, accelerated.
    private void Settle(int count)
    {
        var lambda = Lambda();
        var cells = plan.Options * plan.Types;
        still.AsSpan().Clear();
        still.AsSpan(0, count).Fill(BitConverter.Int64BitsToDouble(-1));
        if (plan.Types == 2)
        {
            kernel.Settle(
                round,
                lambda,
                new MixedCells
                {
                    Choices = sigma,
                    Responses = best,
                    LastResponses = lastBest,
                    LastOff = lastOff,
                    Open = still,
                },
                settings.Tolerance,
                Rounds,
                count
            );
            for (var lane = 0; lane < count; lane++)
                open[lane] = BitConverter.DoubleToInt64Bits(still[lane]) != 0;
            return;
        }
        before.AsSpan(0, count).Fill(double.PositiveInfinity);
        onlyStill = true;
        for (var done = 0; done < Rounds; done++)
        {
            Answer(lambda, count);
            var left = 0L;
            for (var lane = 0; lane < count; lane++)
            {
                // Once settled a lane stays as it is.
                if (change[lane] <= settings.Tolerance)
                    still[lane] = 0;
                left |= BitConverter.DoubleToInt64Bits(still[lane]);
            }
            if (left == 0)
                break;
            kernel.Mix(
                new MixedCells
                {
                    Choices = sigma,
                    Responses = best,
                    LastResponses = lastBest,
                    LastOff = lastOff,
                    Open = still,
                    Change = change,
                    Before = before,
                },
                cells,
                count,
                done > 0
            );
        }
        onlyStill = false;
        for (var lane = 0; lane < count; lane++)
            open[lane] = BitConverter.DoubleToInt64Bits(still[lane]) != 0;
    }

    // Lanes that did not settle, or whose choices are far from their neighbour's, are followed along the belief between the two, one at a time; the lanes then hold trial profiles.
    private void Follow(double[] chances, bool isStart, int count)
    {
        var wanted = 0u;
        for (var lane = 0; lane < count; lane++)
        {
            if (open[lane] || (!isStart && Move(chances, neighbour[lane], lane) > LargestMove))
                wanted |= 1u << lane;
        }
        if (wanted != 0)
            Follow(chances, isStart, count, wanted);
    }

    private void Follow(double[] chances, bool isStart, int count, uint wanted)
    {
        var cells = plan.Options * plan.Types;
        sigma.AsSpan(0, cells * Block).CopyTo(found);
        at.CopyTo(places, 0);
        foot.CopyTo(roots, 0);
        var lambda = Lambda();
        for (var lane = 0; lane < count; lane++)
        {
            if ((wanted >> lane & 1) == 0)
                continue;
            var (here, there) = (grid.Belief(plan.Node.Mover, neighbour[lane]).ToArray(), grid.Belief(plan.Node.Mover, places[lane]).ToArray());
            var profile = new double[cells];
            for (var cell = 0; cell < cells; cell++)
                profile[cell] = isStart
                    ? found[cell * Block + lane]
                    : chances[(cell % plan.Types * plan.Options + cell / plan.Types) * grid.PointCount + neighbour[lane]];
            at.AsSpan().Fill(places[lane]);
            foot.AsSpan().Fill(roots[lane]);
            begin.AsSpan().Fill(lines.NumbersOf[places[lane]]);
            void Believed(double share)
            {
                for (var type = 0; type < plan.Types; type++)
                    own.AsSpan(type * Block, Block).Fill(Math.Clamp((1 - share) * here[type] + share * there[type], 0, 1));
            }
            void Responses(double[] trials, int trialCount, double at)
            {
                trials.AsSpan(0, cells * Block).CopyTo(sigma);
                Answer(at, trialCount);
                best.AsSpan(0, cells * Block).CopyTo(trials);
            }
            void AlongBelief(double[] trials, int trialCount, double share)
            {
                Believed(share);
                Responses(trials, trialCount, lambda);
            }
            void AlongPrecision(double[] trials, int trialCount, double share) => Responses(trials, trialCount, share * lambda);
            // How far the line through both beliefs may be followed back.
            var lowest = Enumerable
                .Range(0, plan.Types)
                .Where(type => there[type] > here[type])
                .Select(type => -here[type] / (there[type] - here[type]))
                .DefaultIfEmpty(0)
                .Max();
            var isFound = isStart ? path.Find(profile, Block, AlongBelief) : path.Follow(profile, Block, lowest, AlongBelief);
            if (!isFound && !open[lane])
                continue;
            Believed(1);
            if (!isFound)
            {
                for (var cell = 0; cell < cells; cell++)
                    profile[cell] = plan.Even(cell / plan.Types, cell % plan.Types);
                if (!path.FollowCurve(profile, Block, AlongPrecision))
                    path.Find(profile, Block, AlongBelief);
            }
            for (var cell = 0; cell < cells; cell++)
                found[cell * Block + lane] = profile[cell];
        }
        found.AsSpan(0, cells * Block).CopyTo(sigma);
        for (var lane = 0; lane < count; lane++)
            Place(lane, places[lane]);
        Fill(count);
    }

    // The logit responses to the choices that are there, and by lane the largest distance to them.
    private void Answer(double lambda, int count)
    {
        if (plan.Types == 2)
        {
            kernel.Answer(round, lambda, sigma, best, change, count);
            return;
        }
        Beliefs(count);
        Continuation(count);
        Respond(lambda, count);
    }

    // The belief after each group, as grid points and weights.
    private void Beliefs(int count)
    {
        var mover = plan.Node.Mover;
        var simplex = grid.Parties[mover];
        var stride = grid.StrideOf(mover);
        for (var group = 0; plan.Types > 1 && group < plan.Groups.Length; group++)
        {
            var first = group * plan.Types * Block;
            for (var type = 0; type < plan.Types; type++)
                likelihood.AsSpan(type * Block, Block).Clear();
            foreach (var share in plan.Groups[group])
            {
                var probability = coefficients[share.Probability.Index];
                var choice = sigma.AsSpan((share.Option * plan.Types + share.Type) * Block, Block);
                var belief = own.AsSpan(share.Type * Block, Block);
                var total = likelihood.AsSpan(share.NextType * Block, Block);
                kernel.AddLikelihood(total, probability, belief, choice, count);
            }
            if (plan.Types == 2)
                LocateTwo(simplex, stride, count, first);
            else
                LocateMany(simplex, stride, count, first, plan.Types);
        }
    }

    private void LocateTwo(SimplexGrid simplex, int stride, int count, int first) =>
        kernel.Locate(
            simplex,
            new LocatedCells
            {
                Likelihood = likelihood,
                Own = own,
                Foot = foot,
                Points = points.AsSpan(first, 2 * Block),
                Weights = weights.AsSpan(first, 2 * Block),
            },
            stride,
            count
        );

    private void LocateMany(SimplexGrid simplex, int stride, int count, int first, int types)
    {
        Span<double> belief = stackalloc double[types];
        Span<int> corner = stackalloc int[types];
        Span<double> weight = stackalloc double[types];
        for (var lane = 0; lane < count; lane++)
        {
            var sum = 0.0;
            for (var type = 0; type < types; type++)
                sum += likelihood[type * Block + lane];
            for (var type = 0; type < types; type++)
                belief[type] = sum > 1e-300 ? likelihood[type * Block + lane] / sum : own[type * Block + lane];
            simplex.Locate(belief, corner, weight);
            for (var k = 0; k < types; k++)
            {
                points[first + k * Block + lane] = foot[lane] + corner[k] * stride;
                weights[first + k * Block + lane] = weight[k];
            }
        }
    }

    // Q of every option and own type.
    private void Continuation(int count)
    {
        var mover = plan.Node.Mover;
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
        {
            var q = values.AsSpan((option * plan.Types + type) * Block, Block);
            var payment = plan.Payments[option][mover];
            q[..count].Fill(payment is null ? 0 : coefficients[payment[type][type].Index]);
            foreach (var move in plan.Moves[option * plan.Types + type])
                Gather(
                    q,
                    coefficients[move.Probability.Index],
                    worth.AsSpan((move.State * plan.Types + move.Type) * grid.PointCount, grid.PointCount),
                    move.Group,
                    count
                );
        }
    }

    private void Gather(Span<double> sum, double probability, ReadOnlySpan<double> value, int group, int count)
    {
        // Nothing is told by who hides nothing, so beliefs stay where they are, one after another.
        if (plan.Types == 1)
            Rows.AddMultiple(sum[..count], value.Slice(at[0], count), probability);
        else
            kernel.Gather(
                sum,
                probability,
                value,
                points.AsSpan(group * plan.Types * Block, plan.Types * Block),
                weights.AsSpan(group * plan.Types * Block, plan.Types * Block),
                onlyStill ? still : default,
                plan.Types,
                count
            );
    }

    // The logit responses, and by lane the largest distance to them.
    private void Respond(double lambda, int count) => kernel.Respond(plan, lambda, values, sigma, best, change, onlyStill ? still : default, count);

    private void BestResponse(int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            var highest = double.NegativeInfinity;
            for (var option = 0; option < plan.Options; option++)
                if (!plan.IsClosed(option, 0))
                    highest = Math.Max(highest, values[option * Block + lane]);
            var near = 1e-12 * Math.Max(1, Math.Abs(highest));
            var ties = 0;
            for (var option = 0; option < plan.Options; option++)
                if (values[option * Block + lane] >= highest - near && !plan.IsClosed(option, 0))
                    ties++;
            for (var option = 0; option < plan.Options; option++)
                sigma[option * Block + lane] = values[option * Block + lane] >= highest - near && !plan.IsClosed(option, 0) ? 1.0 / ties : 0;
            if (ties > 1)
                Ties++;
        }
    }

    /// <summary>Whether what a turn is worth can be worked out point by point: <see cref="ValuesByPoint"/>.</summary>
    public bool TakesByPoint(TurnPlan turn) => turn.IsAlike && game.ChoiceWorth != ChoiceWorth.ChoiceShocks;

    /// <summary>As <see cref="Values"/>, from values that stand point by point.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="chances">As <see cref="Solve"/> gives them.</param>
    /// <param name="next">Values after the turn: <see cref="TurnValues.After"/>.</param>
    /// <param name="result">Written over.</param>
    public double[] ValuesByPoint(TurnPlan turn, double[] chances, double[] next, double[] result)
    {
        plan = turn;
        Reserve();
        var rows = game.Parties.Count * jointTypes.Count;
        everybody.Fill(plan, coefficients, jointTypes, game.Parties.Count, next, TurnValues.Whole(rows) * grid.PointCount);
        round.Fill(plan, coefficients, grid.Parties[plan.Node.Mover], worth, 0, own, foot);
        for (var from = 0; from < grid.PointCount; from += Block)
        {
            var count = Math.Min(Block, grid.PointCount - from);
            Given(chances, from, count);
            kernel.Expect(round, everybody, sigma, grid.StrideOf(plan.Node.Mover), count);
            Rows.Turn(everybody.Result, everybody.Rows, count, rows, result.AsSpan(from), grid.PointCount);
        }
        return result;
    }

    // Choices at so many points.
    private void Given(double[] chances, int from, int count)
    {
        PlaceAll(from, count);
        for (var option = 0; option < plan.Options; option++)
        for (var type = 0; type < plan.Types; type++)
            chances.AsSpan((type * plan.Options + option) * grid.PointCount + from, count).CopyTo(sigma.AsSpan((option * plan.Types + type) * Block));
    }

    /// <summary>What a turn is worth to everybody at the choices given, by joint type: [(party × joint types + joint type) × points + point].</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="chances">As <see cref="Solve"/> gives them.</param>
    /// <param name="next">[state] values after the turn.</param>
    /// <param name="result">Written over.</param>
    public double[] Values(TurnPlan turn, double[] chances, double[][] next, double[] result)
    {
        plan = turn;
        Reserve();
        var mover = plan.Node.Mover;
        var lambda = precision.Of(mover);
        var shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks && !game.Parties[mover].IsRational && lambda > 0;
        var parties = game.Parties.Count;
        Span<double> sum = stackalloc double[Block];
        Span<double> part = stackalloc double[Block];
        for (var from = 0; from < grid.PointCount; from += Block)
        {
            var count = Math.Min(Block, grid.PointCount - from);
            Given(chances, from, count);
            Beliefs(count);
            for (var party = 0; party < parties; party++)
            for (var joint = 0; joint < jointTypes.Count; joint++)
            {
                var (type, moving) = (jointTypes.TypeOf(party, joint), jointTypes.TypeOf(mover, joint));
                sum.Clear();
                for (var option = 0; option < plan.Options; option++)
                {
                    var payment = plan.Payments[option][party];
                    part.Fill(payment is null ? 0 : coefficients[payment[moving][type].Index]);
                    foreach (var move in plan.Moves[option * plan.Types + moving])
                        Gather(
                            part,
                            coefficients[move.Probability.Index],
                            next[move.State].AsSpan((party * jointTypes.Count + jointTypes.With(joint, mover, move.Type)) * grid.PointCount, grid.PointCount),
                            move.Group,
                            count
                        );
                    var chosen = sigma.AsSpan((option * plan.Types + moving) * Block, count);
                    // Σ σ (Q − log σ / λ) is (1/λ) log Σ exp λQ at the logit response.
                    for (var lane = 0; shocks && party == mover && lane < chosen.Length; lane++)
                        part[lane] -= chosen[lane] > 0 ? Math.Log(chosen[lane]) / lambda : 0;
                    Rows.AddProduct(sum[..count], part, chosen);
                }
                sum[..count].CopyTo(result.AsSpan((party * jointTypes.Count + joint) * grid.PointCount + from, count));
            }
        }
        return result;
    }
}

/// <summary>The choices at a turn, from one corner of the mover's beliefs.</summary>
/// <param name="Chances">[(type × options + option) × points + point].</param>
/// <param name="MovesFar">[line of the mover's beliefs, by the beliefs about the others] whether choices moved far along it, so that the way from another corner may be another; null where they did nowhere.</param>
internal sealed record TurnWalk(double[] Chances, bool[]? MovesFar);
