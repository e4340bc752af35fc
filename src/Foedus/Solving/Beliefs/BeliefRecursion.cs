using System.Diagnostics;
using System.Globalization;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Beliefs;

/// <summary>The belief-grid recursion: Markov perfect Bayesian logit equilibria of a game with public beliefs, backward from the last period.</summary>
/// <remarks>
/// Values are kept for every public state, party, joint type and joint belief on the grid, and interpolated linearly between grid points at fixed types. Turns are followed along the beliefs
/// about their mover from every combination of corners (<see cref="Readings"/>); combinations go together until a turn's choices part. Where nothing is private the grid is one point and the
/// recursion is exact. Method: docs/mathematics/recursion.md.
/// </remarks>
internal sealed class BeliefRecursion
{
    // Choices further apart than this at any belief are different.
    private const double Apart = 1e-6;

    private readonly PublicBeliefGame game;

    // The numbers of the draw that is solved: nobody else's, so that what one solves another cannot write over.
    private readonly double[] coefficients;
    private readonly RecursionSettings settings;
    private readonly BeliefGrid firstGrid;
    private readonly PartyPrecision precision;
    private readonly TurnSolver turns;
    private readonly JointTurnSolver joints;
    private readonly BackwardStep step;
    private readonly ChoiceRoom? choices;

    // The same in every draw.
    private readonly IReadOnlyList<int[]> readings;
    private readonly IReadOnlyList<int[]> corners;

    /// <param name="game">The game.</param>
    /// <param name="grid">Grid of beliefs.</param>
    /// <param name="settings">How to solve.</param>
    public BeliefRecursion(PublicBeliefGame game, BeliefGrid grid, RecursionSettings? settings = null)
    {
        this.game = game;
        coefficients = new double[game.CoefficientCount];
        this.settings = settings ?? new RecursionSettings();
        firstGrid = grid;
        precision = new PartyPrecision(game, coefficients, this.settings);
        corners = Readings.Of(game, conventions: false);
        var all = Readings.Of(game, this.settings.SearchOthers, this.settings.MostOthers);
        readings = this.settings.AllReadings && this.settings.Start is null ? all : [all[0]];
        // On a horizon without end choices are made anew round after round.
        choices = game.Periods is null ? null : new ChoiceRoom();
        turns = new TurnSolver(game, coefficients, grid, this.settings, precision, choices);
        joints = new JointTurnSolver(game, coefficients, grid, this.settings, precision, choices);
        // A horizon without end keeps values from round to round.
        var room = game.Periods is null ? null : new ValueRoom(game.Parties.Count * new JointTypes(game).Count * grid.PointCount, game.StateCount);
        TurnPlan?[] plans = [.. game.Nodes.Select(node => node is TurnNode turn ? new TurnPlan(game, turn) : null)];
        step = new BackwardStep(
            game,
            coefficients,
            grid,
            turns,
            joints,
            precision,
            plans,
            room,
            choices,
            Apart,
            this.settings.OnlyMet && game.Periods is not null ? NodesMet.Of(game) : null
        );
    }

    /// <summary>The solution of the first reading; see <see cref="SolveAll"/>.</summary>
    public BeliefSolution Solve(ReadOnlySpan<double> numbers, BeliefGrid? onGrid = null, CancellationToken cancel = default) =>
        SolveAll(numbers, onGrid, cancel)[0];

    /// <summary>Solves the game with a draw's numbers, which it copies; may be called again for another draw.</summary>
    /// <returns>One solution or several, by reading: strategies, values at the start and a report that is not certified yet (<see cref="Certificate"/> does that).</returns>
    /// <param name="numbers">The draw's numbers, <see cref="PublicBeliefGame.CoefficientCount"/> or more.</param>
    /// <param name="onGrid">Another grid of the same size; null for the one given at first.</param>
    /// <param name="cancel">Stops the work.</param>
    public IReadOnlyList<BeliefSolution> SolveAll(ReadOnlySpan<double> numbers, BeliefGrid? onGrid = null, CancellationToken cancel = default)
    {
        var grid =
            onGrid is null || onGrid.PointCount == firstGrid.PointCount
                ? onGrid ?? firstGrid
                : throw new ArgumentException("The grid has another size.", nameof(onGrid));
        var clock = Stopwatch.StartNew();
        numbers[..coefficients.Length].CopyTo(coefficients);
        choices?.LetGo();
        precision.Restart();
        turns.Restart(grid);
        joints.Restart(grid);
        step.Restart(grid);
        var found = game.Periods is not null
            ? new FinitePass(step, readings, settings.Progress, cancel).Run()
            : new StationaryPass(step, readings, settings, coefficients, cancel).Run();
        foreach (var solution in found)
            solution.Report = Report(solution, found.Count, clock.Elapsed);
        return found;
    }

    /// <summary>The solutions of the last solve are read no more: their arrays are used again.</summary>
    public void TakeBack() => choices?.TakeBack();

    // Strategies repeat with the clocks of the drifts where the horizon has no end.
    internal static int CycleOf(PublicBeliefGame game) =>
        game.Periods ?? game.Drifts.Aggregate(1, (cycle, drift) => cycle / Gcd(cycle, drift.EveryPeriods) * drift.EveryPeriods);

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);

    private SolveReport Report(BeliefSolution solution, int found, TimeSpan elapsed)
    {
        var notes = new List<string>();
        if (turns.Ties > 0)
            notes.Add("Options tied for a rational party; ties are split evenly.");
        if (game.Parties.Any(party => party.IsRational && (party.IsPrivate || game.Nodes.Any(node => node is JointTurnNode))))
            notes.Add(
                $"Rational play with private types or joint turns is a limit in λ, taken here to λ = {settings.LastPrecision:0.###} over the payoff range; joint turns are followed on from there."
            );
        if (!Readings.AreAllFollowed(game))
            notes.Add(
                settings.SearchOthers && settings.Start is null
                    ? $"On a horizon without end with private types one solution is followed; others were looked for from {Words.Counted(Readings.Leanings(game, settings.MostOthers).Count, "profile")} that are nearly pure, which may miss some."
                    : "On a horizon without end with private types one solution is followed; others were not looked for."
            );
        if (solution.JumpedAt is { } at)
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"From λ = 0 on the solution could be followed without a jump to {at:0.##} of every party's λ; what is shown is where iteration came to from there. It is judged like every solution, but it is not the one that hangs together with λ = 0, and others may exist."
                )
            );
        notes.AddRange(solution.OnTheWay);
        if (!solution.IsSettled)
            notes.Add("The stationary values did not settle.");
        return new SolveReport
        {
            Status = SolveStatus.NotConverged,
            Method = game.HasPrivateTypes ? "belief-grid recursion, logit choices" : "exact recursion, nothing private",
            Certifies = "",
            Selection = Selection(solution),
            OthersFound =
                settings.AllReadings
                && settings.Start is null
                && (settings.SearchOthers || Readings.AreAllFollowed(game) && !game.Nodes.Any(node => node is JointTurnNode))
                    ? found - 1
                    : null,
            Size = (long)game.Nodes.Count * solution.Grid.PointCount,
            SizeUnit = "nodes × belief points",
            Elapsed = elapsed,
            Notes = notes,
        };
    }

    private string Selection(BeliefSolution solution)
    {
        if (settings.Start is not null)
            return "reached from the given profile";
        var followed = game
            .Parties.Select((party, p) => (party, p, Type: solution.Reading[p]))
            .Where(followed => corners.Any(reading => reading[followed.p] != 0))
            .ToList();
        if (solution.JumpedAt is { } at)
            return string.Create(CultureInfo.InvariantCulture, $"reached by iteration after a jump at {at:0.##} of every λ, not followed from λ = 0");
        // A convention is where joint turns were begun: what it leads to is not the branch from λ = 0, whichever is shown.
        if (solution.Reading[^1] != 0)
            return Readings.AreAllFollowed(game)
                ? "begun at joint turns from a profile that is nearly pure, not from λ = 0"
                : "begun from a profile that is nearly pure, not from λ = 0";
        return followed.Count == 0
            ? solution.IsFollowedWhole
                ? "principal branch (from λ = 0)"
                : "turn-wise principal branch (from λ = 0)"
            : $"followed along the beliefs from where {Words.Listed([.. followed.Select(pair => game.Words.Subject(pair.party.Name) is var who ? $"{who.Inside} {who.Does("is", "are")} surely {Words.Plain(pair.party.TypeNames[pair.Type])}" : "")])}";
    }
}
