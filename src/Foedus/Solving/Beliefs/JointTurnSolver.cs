using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Solves one joint turn at every grid point: each party answers what the others are expected to do, and what choices reveal moves every belief.</summary>
/// <remarks>The movers' beliefs are gone through from their corners together; at the corners, where no type is in doubt, along λ from 0.</remarks>
internal sealed class JointTurnSolver(
    PublicBeliefGame game,
    double[] coefficients,
    BeliefGrid firstGrid,
    RecursionSettings settings,
    PartyPrecision precision,
    ChoiceRoom? room
)
{
    internal static readonly (int Steps, double Damping, int Rounds)[] Attempts = [(4, 0.7, 200), (16, 0.4, 500), (64, 0.1, 4000)];

    private readonly BeliefPath path = new(settings);
    private readonly ArclengthPath curve = new() { AreChances = false, LongestStep = double.PositiveInfinity };
    private readonly JointTypes types = new(game);

    // [node] made when it is first met.
    private readonly JointTurnAtPoint?[] atPoints = new JointTurnAtPoint?[game.Nodes.Count];
    private BeliefGrid grid = firstGrid;

    /// <summary>Works on another grid of the same size.</summary>
    public void Restart(BeliefGrid other)
    {
        grid = other;
        foreach (var turn in atPoints)
            turn?.Restart(other);
    }

    private JointTurnAtPoint AtPoint(JointTurnNode node, int number) => atPoints[number] ??= new JointTurnAtPoint(game, coefficients, grid, types, node);

    /// <summary>Choices: [row × points + point].</summary>
    /// <param name="node">The turn.</param>
    /// <param name="number">The node's number.</param>
    /// <param name="next">[state] values after the turn.</param>
    /// <param name="corners">[party] the type whose certainty is the start; then the convention: the near-pure profile to begin from there, from 1, or 0 for λ = 0.</param>
    /// <param name="warm">Choices to begin from at every point; null for none.</param>
    public double[] Solve(JointTurnNode node, int number, double[][] next, int[] corners, double[]? warm = null)
    {
        var turn = AtPoint(node, number);
        var chances = room?.Rent(BeliefSolution.RowsOf(game, node) * grid.PointCount) ?? new double[BeliefSolution.RowsOf(game, node) * grid.PointCount];
        var isPair = turn.IsOpen && warm is null && corners[^1] == 0 && IsPair(node, number);
        var guess = 0.5;
        // Where nothing is hidden by those who choose every point is a corner.
        var walks = turn.IsOpen ? [] : node.Movers.Select(mover => new BeliefWalk(grid.Parties[mover.Party], corners[mover.Party])).ToArray();
        var depth = walks.Select(Depths).ToArray();
        var points = Enumerable.Range(0, grid.PointCount);
        foreach (
            var point in turn.IsOpen
                ? points
                : points.OrderBy(point => node.Movers.Select((mover, m) => depth[m][grid.PointOf(mover.Party, point)]).Sum()).ThenBy(point => point)
        )
        {
            turn.MoveTo(point, next);
            if (isPair && MeetOnce(turn, ref guess))
            {
                Save(turn, chances, point);
                continue;
            }
            var from = turn.IsOpen ? point : Neighbour(node, walks, depth, point);
            if (warm is not null)
                Load(turn, warm, point);
            else if (from != point)
                Load(turn, chances, from);
            else if (corners[^1] > 0)
                Begin(turn, node, Leaning(turn, node, corners[^1] - 1));
            if ((warm is null && from == point && corners[^1] == 0) || !SettlesFrom(turn, node))
                FixedPoint(turn, node, number, from != point || warm is not null);
            if (precision.Scale == 1 && node.Movers.Any(mover => game.Parties[mover.Party].IsRational))
                Sharpen(turn, node);
            Save(turn, chances, point);
        }
        return chances;
    }

    /// <summary>What the turn is worth at choices given, by joint type.</summary>
    /// <param name="node">The turn.</param>
    /// <param name="number">The node's number.</param>
    /// <param name="chances">As from <see cref="Solve"/>.</param>
    /// <param name="next">[state] values after the turn.</param>
    /// <param name="values">Written over.</param>
    public double[] Values(JointTurnNode node, int number, double[] chances, double[][] next, double[] values)
    {
        var turn = AtPoint(node, number);
        Array.Clear(values);
        if (turn.IsOpen && game.ChoiceWorth != ChoiceWorth.ChoiceShocks)
        {
            turn.OpenWorths(chances, next, values);
            return values;
        }
        for (var point = 0; point < grid.PointCount; point++)
        {
            turn.MoveTo(point, next);
            Load(turn, chances, point);
            turn.Worths(values, Lambda, game.ChoiceWorth == ChoiceWorth.ChoiceShocks);
        }
        return values;
    }

    private bool IsPair(JointTurnNode node, int number) =>
        node.Movers.Count == 2
        && node.Movers.All(mover => mover.OptionNames.Count == 2 && mover.Closed is null && !game.Parties[mover.Party].IsRational)
        && (settings.Start is null || !(settings.Start.ContainsKey((number, 0)) || settings.Start.ContainsKey((number, 1))));

    // Where the responses of two can meet only once no way there has to be followed.
    private bool MeetOnce(JointTurnAtPoint turn, ref double guess)
    {
        Span<double> found = stackalloc double[4];
        var worths = turn.Open();
        if (!OpenPair.Solve(worths[..4], worths[4..], Lambda(turn.PartyOf(0)), Lambda(turn.PartyOf(1)), settings.Tolerance, ref guess, found))
            return false;
        found[..2].CopyTo(turn.Chances[0]);
        found[2..].CopyTo(turn.Chances[1]);
        return true;
    }

    private static Func<int, int, int, double> Leaning(JointTurnAtPoint turn, JointTurnNode node, int profile)
    {
        var leaning = turn.OptionsIn(profile % node.ProfileCount);
        return (mover, _, option) =>
            turn.OptionsOf(mover) == 1 ? 1
            : option == leaning[mover] ? 0.99
            : 0.01 / (turn.OptionsOf(mover) - 1);
    }

    private static int[] Depths(BeliefWalk walk)
    {
        var depth = new int[walk.From.Length];
        for (var layer = 0; layer < walk.Layers.Length; layer++)
            foreach (var point in walk.Layers[layer])
                depth[point] = layer;
        return depth;
    }

    // One step towards the corner, of the mover that is furthest from its own.
    private int Neighbour(JointTurnNode node, BeliefWalk[] walks, int[][] depth, int point)
    {
        var furthest = Enumerable.Range(0, walks.Length).MaxBy(m => depth[m][grid.PointOf(node.Movers[m].Party, point)]);
        var party = node.Movers[furthest].Party;
        return grid.With(point, party, walks[furthest].From[grid.PointOf(party, point)]);
    }

    private void Load(JointTurnAtPoint turn, double[] chances, int point)
    {
        var at = point;
        foreach (var own in turn.Chances)
            for (var cell = 0; cell < own.Length; cell++, at += grid.PointCount)
                own[cell] = chances[at];
    }

    private void Save(JointTurnAtPoint turn, double[] chances, int point)
    {
        var at = point;
        foreach (var own in turn.Chances)
            for (var cell = 0; cell < own.Length; cell++, at += grid.PointCount)
                chances[at] = own[cell];
    }

    private static void Each(JointTurnAtPoint turn, JointTurnNode node, Action<int, int, int> at)
    {
        var row = 0;
        for (var m = 0; m < node.Movers.Count; m++)
        for (var cell = 0; cell < turn.Chances[m].Length; cell++)
            at(row++, m, cell);
    }

    private double Lambda(int party) => precision.Of(party);

    private bool SettlesFrom(JointTurnAtPoint turn, JointTurnNode node) => Iterate(turn, node, 1, 0.7, 100, settings.Tolerance) || Newton(turn, node);

    private void FixedPoint(JointTurnAtPoint turn, JointTurnNode node, int number, bool hasGuess)
    {
        if (!hasGuess && settings.Start is not null && Enumerable.Range(0, node.Movers.Count).Any(mover => settings.Start.ContainsKey((number, mover))))
        {
            Begin(turn, node, (mover, type, option) =>
                !settings.Start.TryGetValue((number, mover), out var given)
                    ? Even(turn, node, mover, type, option)
                    : given[given.Length == turn.OptionsOf(mover) ? option : type * turn.OptionsOf(mover) + option]
            );
            foreach (var (_, damping, rounds) in Attempts)
                if (Iterate(turn, node, 1, damping, rounds, settings.Tolerance))
                    return;
            if (Newton(turn, node))
                return;
        }
        foreach (var (steps, damping, rounds) in Attempts)
        {
            Begin(turn, node, (mover, type, option) => Even(turn, node, mover, type, option));
            var settled = true;
            for (var step = 1; step <= steps && settled; step++)
                settled = Iterate(turn, node, (double)step / steps, damping, rounds, step == steps ? settings.Tolerance : 1e-5);
            if (settled)
                return;
            if (steps == Attempts[0].Steps)
            {
                // The branch turns, or the responses chase one another: by arclength from λ = 0.
                Begin(turn, node, (mover, type, option) => Even(turn, node, mover, type, option));
                if (FollowCurve(turn, node, (party, share) => Math.Max(0, share) * Lambda(party)) && Iterate(turn, node, 1, 0, 1, 1e-7))
                    return;
            }
            if (Newton(turn, node))
                return;
        }
    }

    private void Begin(JointTurnAtPoint turn, JointTurnNode node, Func<int, int, int, double> chance)
    {
        for (var mover = 0; mover < node.Movers.Count; mover++)
        for (var type = 0; type < turn.TypesOf(mover); type++)
        for (var option = 0; option < turn.OptionsOf(mover); option++)
            turn.Chances[mover][type * turn.OptionsOf(mover) + option] = chance(mover, type, option);
    }

    private static double Even(JointTurnAtPoint turn, JointTurnNode node, int mover, int type, int option) =>
        ClosedOptions.Even(node.Movers[mover].Closed, turn.OptionsOf(mover), type, option);

    private static ReadOnlySpan<bool> Closed(JointTurnAtPoint turn, JointTurnNode node, int mover, int type) =>
        node.Movers[mover].Closed is { } closed ? closed.AsSpan(type * turn.OptionsOf(mover), turn.OptionsOf(mover)) : default;

    private bool Iterate(JointTurnAtPoint turn, JointTurnNode node, double share, double damping, int rounds, double tolerance)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (Respond(turn, node, share, damping) <= tolerance)
            {
                turn.Evaluate();
                return true;
            }
        }
        return false;
    }

    // Moves the choices by a part of the way to the logit response; returns the largest distance to it.
    private double Respond(JointTurnAtPoint turn, JointTurnNode node, double share, double part)
    {
        turn.Evaluate();
        var worst = 0.0;
        Span<double> room = stackalloc double[16];
        for (var mover = 0; mover < turn.Chances.Length; mover++)
        {
            var lambda = share * Lambda(turn.PartyOf(mover));
            var options = turn.OptionsOf(mover);
            var response = options <= room.Length ? room[..options] : new double[options];
            for (var type = 0; type < turn.TypesOf(mover); type++)
            {
                var chances = turn.Chances[mover].AsSpan(type * options, options);
                Logit.Respond(turn.Q[mover].AsSpan(type * options, options), lambda, response, Closed(turn, node, mover, type));
                for (var option = 0; option < options; option++)
                {
                    worst = Math.Max(worst, Math.Abs(response[option] - chances[option]));
                    chances[option] += part * (response[option] - chances[option]);
                }
            }
        }
        return worst;
    }

    // Rational movers are followed on until what they may gain is of no account.
    private void Sharpen(JointTurnAtPoint turn, JointTurnNode node) =>
        FollowCurve(turn, node, (party, share) => Lambda(party) * (game.Parties[party].IsRational ? Math.Pow(StationaryHomotopy.Beyond, share) : 1));

    // From the present choices, which are the fixed point at share 0, along the curve of fixed points in logarithms of chances to share 1; they stay as they are where that is not reached.
    private bool FollowCurve(JointTurnAtPoint turn, JointTurnNode node, Func<int, double, double> lambda)
    {
        const int Lanes = 8;
        void Responses(double[] trials, int count, double share)
        {
            for (var lane = 0; lane < count; lane++)
            {
                var (trial, row) = (lane, 0);
                Each(turn, node, (place, m, cell) => turn.Chances[m][cell] = Logit.FromLog(trials[place * Lanes + trial]));
                turn.Evaluate();
                for (var m = 0; m < node.Movers.Count; m++)
                for (var type = 0; type < turn.TypesOf(m); type++)
                {
                    var logs = new double[turn.OptionsOf(m)];
                    Logit.RespondInLogs(
                        turn.Q[m].AsSpan(type * logs.Length, logs.Length),
                        lambda(node.Movers[m].Party, share),
                        logs,
                        Closed(turn, node, m, type)
                    );
                    foreach (var log in logs)
                        trials[row++ * Lanes + trial] = log;
                }
            }
        }
        var kept = turn.Chances.Select(chances => (double[])chances.Clone()).ToArray();
        var lanes = new double[kept.Sum(chances => chances.Length) * Lanes];
        Each(turn, node, (row, m, cell) => lanes[row * Lanes] = kept[m][cell] > 0 ? Math.Log(kept[m][cell]) : Logit.LogOfNone);
        Responses(lanes, 1, 0);
        var logs = Enumerable.Range(0, lanes.Length / Lanes).Select(row => lanes[row * Lanes]).ToArray();
        var found = logs.Length <= 200 && curve.Follow(logs, 0, -1, Lanes, settings.Pace, Responses);
        Each(turn, node, (row, m, cell) => turn.Chances[m][cell] = found ? Logit.FromLog(logs[row]) : kept[m][cell]);
        turn.Evaluate();
        return found;
    }

    // Newton's method from the present choices, which stay as they are where it fails.
    private bool Newton(JointTurnAtPoint turn, JointTurnNode node)
    {
        const int Block = 16;
        var cells = turn.Chances.Sum(chances => chances.Length);
        var kept = turn.Chances.SelectMany(chances => chances).ToArray();
        void Put(Func<int, double> value) => Each(turn, node, (row, m, cell) => turn.Chances[m][cell] = value(row));
        void Responses(double[] trials, int count, double _)
        {
            for (var lane = 0; lane < count; lane++)
            {
                var trial = lane;
                Put(row => trials[row * Block + trial]);
                Respond(turn, node, 1, 1);
                Each(turn, node, (row, m, cell) => trials[row * Block + trial] = turn.Chances[m][cell]);
            }
        }
        var profile = kept.Select(chance => Math.Clamp(chance, 0, 1)).ToArray();
        var found = cells <= 200 && path.Find(profile, Block, Responses);
        Put(row => found ? profile[row] : kept[row]);
        turn.Evaluate();
        return found;
    }
}
