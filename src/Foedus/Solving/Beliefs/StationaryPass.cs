using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>The recursion on a horizon without end: stationary fixed points V = T(V).</summary>
/// <remarks>
/// Where nothing is private, and where it fits, by <see cref="StationaryHomotopy"/>. Else along a common scale of all λ from 0 to 1, in steps that are halved where values do not settle, values iterated at each and
/// choices begun from those before; with a given profile, from what it is worth while it is kept.
/// </remarks>
internal sealed class StationaryPass(BackwardStep step, IReadOnlyList<int[]> readings, RecursionSettings settings, double[] coefficients, CancellationToken cancel)
{
    private const double SweepTolerance = 1e-10;
    private const double LeastStep = 1.0 / 64;

    // Rounds in which the change must have become smaller, else values are moved by half as much.
    private const int Patience = 60;

    private readonly PublicBeliefGame game = step.Game;

    public IReadOnlyList<BeliefSolution> Run()
    {
        if (game.Parties.Any(party => step.Number(party.Discount) >= 1))
            throw new InputException("An endless horizon needs every discount below 1.");
        if (!game.HasPrivateTypes)
        {
            var homotopy = new StationaryHomotopy(game, coefficients, settings, cancel);
            if (homotopy.Fits)
                return Followed(homotopy);
        }
        var line = new SolutionLine([readings[0]], step.Nothing(), step.NewSolution());
        if (settings.Start is not null)
            line = Keeping(line, settings.Start);
        var (settled, scale, length) = (false, settings.Start is null ? 0.0 : 1, settings.Start is null ? 0.25 * settings.Pace : 1);
        if (settings.Start is not null)
            settled = Sweep(ref line, warm: true);
        while (settings.Start is null && scale < 1)
        {
            var target = Math.Min(1, scale + length);
            step.Scale(target);
            var trial = line with { Solution = line.Solution.Fork() };
            settled = Sweep(ref trial, warm: scale > 0);
            if (settled)
                (line, scale, length) = (trial, target, 2 * length);
            // How far λ is followed.
            settings.Progress?.Report(((int)(100 * scale), 100));
            if (settled)
                continue;
            if ((length /= 2) < LeastStep * settings.Pace)
            {
                // What is there at full λ is judged; it has not settled.
                step.Scale(1);
                settled = Sweep(ref line, warm: true);
                break;
            }
        }
        step.Scale(1);
        (line.Solution.InitialValues, line.Solution.Reading, line.Solution.IsSettled) = (line.Values[game.InitialState], line.Readings[0], settled);
        if (!game.HasPrivateTypes)
            line.Solution.OnTheWay = ["The game is too large to be followed whole: values were iterated along a common scale of every λ, which may come to another solution than the branch from λ = 0."];
        return [line.Solution];
    }

    // The principal branch first, then what near-pure profiles lead to, where others are looked for.
    private List<BeliefSolution> Followed(StationaryHomotopy homotopy)
    {
        var found = new List<BeliefSolution>();
        foreach (var reading in readings)
        {
            var solution = step.NewSolution();
            var start = reading[^1] == 0 ? settings.Start : Leaning(reading[^1] - 1);
            (solution.IsSettled, solution.Reading, solution.OnTheWay) = (homotopy.Solve(solution, start), reading, [.. homotopy.Notes]);
            solution.IsFollowedWhole = true;
            if (found.Count == 0 || (solution.IsSettled && !found.Any(known => AreSame(known, solution))))
                found.Add(solution);
        }
        return found;
    }

    private Dictionary<(int Node, int Mover), double[]> Leaning(int convention)
    {
        var start = new Dictionary<(int, int), double[]>();
        for (var node = 0; node < game.Nodes.Count; node++)
            if (game.Nodes[node] is JointTurnNode joint)
                for (var m = 0; m < joint.Movers.Count; m++)
                {
                    var (options, leaning) = (joint.Movers[m].OptionNames.Count, joint.Profiles[convention % joint.ProfileCount][m]);
                    start[(node, m)] = [.. Enumerable.Range(0, options).Select(option => options == 1 ? 1 : option == leaning ? 0.999 : 0.001 / (options - 1))];
                }
        return start;
    }

    private bool AreSame(BeliefSolution one, BeliefSolution other)
    {
        for (var node = 0; node < game.Nodes.Count; node++)
            if (one.At(0, node) is { } here && other.At(0, node) is { } there)
                for (var i = 0; i < here.Length; i++)
                    if (Math.Abs(here[i] - there[i]) > 1e-4)
                        return false;
        return true;
    }

    // Values while the given choices are kept, even ones where none are given.
    private SolutionLine Keeping(SolutionLine line, IReadOnlyDictionary<(int Node, int Mover), double[]> start)
    {
        for (var node = 0; node < game.Nodes.Count; node++)
            if (Given(node, start) is { } chances)
                for (var period = 0; period < line.Solution.Periods; period++)
                    line.Solution.Set(period, node, chances);
        step.Keeps = true;
        Sweep(ref line, warm: true);
        step.Keeps = false;
        return line;
    }

    private double[]? Given(int node, IReadOnlyDictionary<(int Node, int Mover), double[]> start)
    {
        var points = step.Grid.PointCount;
        var chances = new double[BeliefSolution.RowsOf(game, game.Nodes[node]) * points];
        void Fill(int mover, int party, int options, bool[]? closed)
        {
            var given = start.GetValueOrDefault((node, mover));
            for (var type = 0; type < game.Parties[party].TypeCount; type++)
                for (var option = 0; option < options; option++)
                    chances.AsSpan(BeliefSolution.Row(game, node, mover, type, option) * points, points)
                        .Fill(given is null ? ClosedOptions.Even(closed, options, type, option) : given[given.Length == options ? option : type * options + option]);
        }
        switch (game.Nodes[node])
        {
            case TurnNode turn:
                Fill(0, turn.Mover, turn.Options.Count, turn.Closed);
                return chances;
            case JointTurnNode joint:
                for (var m = 0; m < joint.Movers.Count; m++)
                    Fill(m, joint.Movers[m].Party, joint.Movers[m].OptionNames.Count, joint.Movers[m].Closed);
                return chances;
            default:
                return null;
        }
    }

    private bool Sweep(ref SolutionLine line, bool warm)
    {
        var (share, best, since) = (1.0, double.PositiveInfinity, 0);
        for (var sweep = 0; sweep < settings.MostSweeps; sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = line.Values;
            for (var period = line.Solution.Periods - 1; period >= 0; period--)
                line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm || sweep > 0)[0];
            var change = Change(before, line.Values);
            if (change < SweepTolerance)
                return true;
            (best, since) = change < 0.98 * best ? (change, 0) : (best, since + 1);
            if (since > Patience)
            {
                if (share < 0.02)
                    return false;
                (share, since) = (share / 2, 0);
            }
            if (share < 1)
                line = line with { Values = [.. line.Values.Select((values, state) => Between(before[state], values, share))] };
        }
        return false;
    }

    private static double[] Between(double[] before, double[] now, double share)
    {
        var mixed = new double[now.Length];
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] = before[i] + share * (now[i] - before[i]);
        return mixed;
    }

    private static double Change(double[][] before, double[][] now)
    {
        var change = 0.0;
        for (var state = 0; state < now.Length; state++)
            for (var i = 0; i < now[state].Length; i++)
                change = Math.Max(change, Math.Abs(before[state][i] - now[state][i]));
        return change;
    }
}
