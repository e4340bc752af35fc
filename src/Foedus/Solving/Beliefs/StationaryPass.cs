using Foedus.Games;
using Foedus.Numerics;
using Foedus.Units;

namespace Foedus.Solving.Beliefs;

/// <summary>The recursion on a horizon without end: stationary fixed points V = T(V).</summary>
/// <remarks>
/// Where nothing is private, and where it fits, by <see cref="StationaryHomotopy"/>. Else along a common scale of all λ from 0 to 1, values found at each step by Newton's method (<see cref="StationaryCurve"/>), or by mixed
/// rounds where there are too many, choices begun from those before, in steps that are halved where nothing is found or the way back does not lead back; where no step is short enough the curve is followed by arclength,
/// and where that does not arrive plain rounds jump, and it is said. With a given profile, plain rounds from what it is worth while it is kept.
/// </remarks>
internal sealed class StationaryPass(
    BackwardStep step,
    IReadOnlyList<int[]> readings,
    RecursionSettings settings,
    double[] coefficients,
    CancellationToken cancel
)
{
    private const double SweepTolerance = 1e-10;

    // While λ is followed, values need not stand so still; what differs by less, for its size, has come back. No choice moves by more than so much in a step, nor is a step shorter than so much of the way.
    private const double RoughTolerance = 1e-7,
        RoughlySame = 1e-4,
        FarMove = 0.2,
        LeastShare = 1.0 / 1024;

    // Rounds in which the change must have become smaller, else values are moved by half as much; and rounds that are mixed.
    private const int Patience = 60,
        MostMixed = 250;

    // Unknowns of a coarser grid that is followed for this one.
    private const int MostCoarse = 400;

    // Rounds in which choices answer a given profile before Newton's method begins.
    private const int FirstAnswers = 12;

    // Values that differ by less, for their size, are the same; and those that a round leaves as they are.
    private const double SameValue = 1e-6,
        Confirmed = 1e-8;

    private const string TooLarge =
        "The game is too large to be followed whole: values were iterated along a common scale of every λ, which may come to another solution than the branch from λ = 0.";

    private readonly PublicBeliefGame game = step.Game;
    private readonly List<string> turned = [];
    private double? jumpedAt;
    private int[]? played;
    private bool[]? playedNodes;

    // States at the beginning of a period that the play can come to.
    private int[] Played => played ??= [.. StationaryBlocks.Of(game).Where(block => block.IsPlayed).SelectMany(block => block.At[0])];

    private bool[] PlayedNodes
    {
        get
        {
            if (playedNodes is not null)
                return playedNodes;
            playedNodes = new bool[game.Nodes.Count];
            foreach (var block in StationaryBlocks.Of(game).Where(block => block.IsPlayed))
                for (var at = 0; at < block.At.Count; at++)
                    foreach (var state in block.At[at])
                        if (game.Steps[at].NodeOfState[state] is >= 0 and var node)
                            playedNodes[node] = true;
            return playedNodes;
        }
    }

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
        var settled = settings.Start is { } start ? Near(start, ref line) : FromZero(ref line);
        step.Scale(1);
        (line.Solution.InitialValues, line.Solution.Reading, line.Solution.IsSettled) = (line.Values[game.InitialState], line.Readings[0], settled);
        (line.Solution.JumpedAt, line.Solution.OnTheWay) = (jumpedAt, [.. game.HasPrivateTypes ? [] : new[] { TooLarge }, .. turned]);
        return game.HasPrivateTypes && settings is { SearchOthers: true, Start: null } ? Others(line.Solution) : [line.Solution];
    }

    // What nearly pure profiles lead to: some rounds of answers, then Newton's method, or mixed rounds where there are too many unknowns. What a round leaves as it is counts, once.
    private List<BeliefSolution> Others(BeliefSolution first)
    {
        var (found, curve, leanings) = (
            new List<BeliefSolution> { first },
            new StationaryCurve(step, coefficients, settings.MostFollowed, cancel),
            Readings.Leanings(game, settings.MostOthers)
        );
        for (var k = 0; k < leanings.Count; k++)
        {
            var line = Keeping(new SolutionLine([readings[0]], step.Nothing(), step.NewSolution()), leanings[k]);
            for (var round = 0; round < FirstAnswers; round++)
            for (var period = line.Solution.Periods - 1; period >= 0; period--)
                line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm: true)[0];
            var settled = curve.Fits && curve.At(line, 1) is { } near && SettleRest(ref near) ? (Line: near, Is: true) : (Line: line, Is: false);
            if (!settled.Is)
                settled.Is = Mixed(ref settled.Line, warm: true, SweepTolerance);
            var solution = settled.Line.Solution;
            if (!settled.Is || found.Any(known => !MovesFar(known, solution, Tolerances.Apart * 100)))
                continue;
            (solution.InitialValues, solution.Reading, solution.IsSettled) = (settled.Line.Values[game.InitialState], [.. readings[0][..^1], k + 1], true);
            found.Add(solution);
        }
        return found;
    }

    private bool Near(IReadOnlyDictionary<(int Node, int Mover), double[]> start, ref SolutionLine line)
    {
        line = Keeping(line, start);
        return Sweep(ref line, warm: true);
    }

    // A step counts where iteration settles, no choice moves far and, begun at its end, iteration comes back to where it began: at a turn of the branch, or across to another, one of these fails.
    // The first is so short that nobody's choice can move anybody's by more than a part of itself, so there is one solution.
    private bool FromZero(ref SolutionLine line)
    {
        var first = 0.25 * settings.Pace * Math.Min(1, 1 / Stake());
        var (scale, length, curve) = (0.0, first, new StationaryCurve(step, coefficients, settings.MostFollowed, cancel));
        while (scale < 1)
        {
            var target = Math.Min(1, scale + length);
            step.Scale(target);
            var (trial, settled) = Try(line, scale, target, curve);
            if (settled && (scale == 0 || jumpedAt is not null || (!MovesFar(line.Solution, trial.Solution) && ComesBack(trial, line, scale, curve))))
                (line, scale, length) = (trial, target, 2 * length);
            // How far λ is followed.
            settings.Progress?.Report(((int)(100 * scale), 100));
            if (scale == target || (length /= 2) >= Math.Max(first, LeastShare * settings.Pace * scale))
                continue;
            if (jumpedAt is null && settings.FollowTurns && curve.Fits && Turned(curve, line, scale) is { } arrived)
            {
                line = arrived;
                return SettleRest(ref line);
            }
            if (jumpedAt is null && settings.FollowTurns && !curve.Fits && FromCoarser(curve) is { } taken)
            {
                line = taken;
                return true;
            }
            if (jumpedAt is null)
            {
                jumpedAt = scale;
                (trial, settled) = Try(line, scale, target, curve);
            }
            if (settled)
            {
                (line, scale, length) = (trial, target, 0.25 * settings.Pace);
                continue;
            }
            // What is there at full λ is judged.
            step.Scale(1);
            return Sweep(ref line, warm: true);
        }
        return jumpedAt is not null || !curve.Fits || SettleRest(ref line);
    }

    // What equations written apart come to has to be what a round of the recursion leaves as it is; rational parties are followed on from their last λ. And it is about places where the play can come: choices elsewhere
    // decide nothing, and answer what follows them.
    private bool SettleRest(ref SolutionLine line)
    {
        step.Scale(1);
        if (game.Parties.Any(party => party.IsRational))
            return Mixed(ref line, warm: true, SweepTolerance);
        var found = line;
        line = line with { Solution = line.Solution.Fork() };
        for (var period = line.Solution.Periods - 1; period >= 0; period--)
            line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm: true)[0];
        if (!AreSame(line, found, Confirmed))
            return false;
        line = line with { Values = found.Values };
        if (!game.Nodes.Where((node, number) => node.Choosers.Count > 0 && !PlayedNodes[number]).Any())
            return true;
        var (held, change) = (line.Values, double.PositiveInfinity);
        for (var round = 0; round < settings.MostSweeps && !(change < SweepTolerance); round++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = line.Values;
            for (var period = line.Solution.Periods - 1; period >= 0; period--)
                line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm: true)[0];
            var values = (double[][])line.Values.Clone();
            foreach (var state in Played)
                values[state] = held[state];
            line = line with { Values = values };
            change = Change(before, values);
        }
        return true;
    }

    // The most that λ makes of all that is at stake for a party.
    private double Stake() => game.Parties.Select((_, party) => step.Precision(party) * AtStake(party)).Max();

    private double AtStake(int party) => PayoffRange.Of(game, party, coefficients) / (1 - step.Number(game.Parties[party].Discount));

    private bool MovesFar(BeliefSolution from, BeliefSolution to, double far = FarMove)
    {
        for (var period = 0; period < from.Periods; period++)
        for (var node = 0; node < game.Nodes.Count; node++)
            if (PlayedNodes[node] && from.At(period, node) is { } before && to.At(period, node) is { } after)
                for (var i = 0; i < before.Length; i++)
                    if (!(Math.Abs(after[i] - before[i]) <= far))
                        return true;
        return false;
    }

    // From a solution at one scale to one at another. Once it has jumped, and so is no branch, by plain rounds: what these end at is what people who answer each other would end at.
    private (SolutionLine Line, bool IsThere) Try(SolutionLine line, double from, double to, StationaryCurve curve)
    {
        if (from > 0 && jumpedAt is null && curve.Fits)
            return curve.At(line, to) is { } found ? (found, true) : (line, false);
        step.Scale(to);
        var trial = line with { Solution = line.Solution.Fork() };
        var tolerance = from == 0 || to == 1 ? SweepTolerance : RoughTolerance;
        var isThere = jumpedAt is null ? Mixed(ref trial, warm: from > 0, tolerance) : Sweep(ref trial, warm: true, tolerance);
        return (trial, isThere);
    }

    private bool ComesBack(SolutionLine trial, SolutionLine to, double scale, StationaryCurve curve) =>
        Try(trial, 1, scale, curve) is { IsThere: true } back && AreSame(back.Line, to, RoughlySame);

    private bool AreSame(SolutionLine one, SolutionLine other, double tolerance)
    {
        foreach (var state in Played)
            for (var i = 0; i < one.Values[state].Length; i++)
                if (!(Math.Abs(one.Values[state][i] - other.Values[state][i]) <= tolerance * (1 + Math.Abs(other.Values[state][i]))))
                    return false;
        return true;
    }

    // The finest grid whose curve can be followed goes past the turn; what it ends at is taken to this one, where choices answer it until they stand, near to where they began.
    private SolutionLine? FromCoarser(StationaryCurve curve)
    {
        var knots = Enumerable
            .Range(3, Math.Max(0, step.Grid.Resolution - 3))
            .LastOrDefault(knots => curve.WouldFit(BeliefGrid.CountPoints(game, knots), Math.Max(MostCoarse, settings.MostFollowed)));
        if (knots == 0)
            return null;
        var coarse = new BeliefRecursion(
            game,
            new BeliefGrid(game, knots, coefficients: coefficients),
            settings with
            {
                MostFollowed = Math.Max(MostCoarse, settings.MostFollowed),
                SearchOthers = false,
                Progress = null,
            }
        ).Solve(coefficients, cancel: cancel);
        if (!coarse.IsSettled || coarse.JumpedAt is not null)
            return null;
        step.Scale(1);
        var between = new BetweenGrids(coarse.Grid, step.Grid);
        var line = Keeping(new SolutionLine([readings[0]], step.Nothing(), step.NewSolution()), (period, node) =>
            coarse.At(period, node) is { } chances ? between.Taken(chances) : null
        );
        var begun = line.Solution.Fork();
        if (!Mixed(ref line, warm: true, SweepTolerance) || MovesFar(begun, line.Solution))
            return null;
        turned.Add(
            $"The game is too large for its branch to be followed past where it turns back: that was done on {Words.Counted(knots, "knot")} of belief, and its end taken to this one."
        );
        return line;
    }

    // Steps of another length have to end at the same.
    private SolutionLine? Turned(StationaryCurve curve, SolutionLine line, double scale)
    {
        if (curve.Follow(line, scale, settings.Pace) is not { } end || curve.Follow(line, scale, settings.Pace / 2) is not { } again)
            return null;
        if (!AreSame(end, again, SameValue))
            return null;
        turned.Add(FormattableString.Invariant($"The branch turned back near {scale:0.##} of every party's λ: for some λ there are several solutions on it."));
        return end;
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
                    start[(node, m)] =
                    [
                        .. Enumerable
                            .Range(0, options)
                            .Select(option =>
                                options == 1 ? 1
                                : option == leaning ? 0.999
                                : 0.001 / (options - 1)
                            ),
                    ];
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
        var given = game.Nodes.Select((_, node) => Given(node, start)).ToArray();
        return Keeping(line, (_, node) => given[node]);
    }

    private SolutionLine Keeping(SolutionLine line, Func<int, int, double[]?> given)
    {
        for (var node = 0; node < game.Nodes.Count; node++)
        for (var period = 0; period < line.Solution.Periods; period++)
            if (given(period, node) is { } chances)
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
                chances
                    .AsSpan(BeliefSolution.Row(game, node, mover, type, option) * points, points)
                    .Fill(
                        given is null ? ClosedOptions.Even(closed, options, type, option) : given[given.Length == options ? option : type * options + option]
                    );
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

    private bool Sweep(ref SolutionLine line, bool warm, double tolerance = SweepTolerance)
    {
        var (share, best, since) = (1.0, double.PositiveInfinity, 0);
        for (var sweep = 0; sweep < settings.MostSweeps; sweep++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = line.Values;
            for (var period = line.Solution.Periods - 1; period >= 0; period--)
                line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm || sweep > 0)[0];
            var change = Change(before, line.Values);
            if (change < tolerance)
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

    // Rounds whose answers are mixed: a few of these do where plain ones need as many as the future counts.
    private bool Mixed(ref SolutionLine line, bool warm, double tolerance)
    {
        var length = line.Values[0].Length;
        var party = length / game.Parties.Count;
        var weight = new double[line.Values.Length * length];
        for (var i = 0; i < weight.Length; i++)
            weight[i] = 1 / AtStake(i % length / party);
        var (mixing, tried, answer) = (new AndersonMixing(weight), new double[weight.Length], new double[weight.Length]);
        for (var round = 0; round < MostMixed; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var before = line.Values;
            for (var period = line.Solution.Periods - 1; period >= 0; period--)
                line = step.Period([line with { Values = step.EndOfPeriod(line.Values, period) }], period, warm || round > 0)[0];
            var change = Change(before, line.Values);
            if (change < tolerance)
                return true;
            if (!double.IsFinite(change))
                return false;
            for (var state = 0; state < before.Length; state++)
            {
                before[state].CopyTo(tried, state * length);
                line.Values[state].CopyTo(answer, state * length);
            }
            mixing.Mix(tried, answer);
            line = line with { Values = [.. line.Values.Select((_, state) => answer.AsSpan(state * length, length).ToArray())] };
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
