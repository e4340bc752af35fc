using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>Solves one joint turn at every grid point: each party answers what the others are expected to do, and what choices reveal moves every belief.</summary>
internal sealed class JointTurnSolver(PublicBeliefGame game, double[] coefficients, BeliefGrid firstGrid, RecursionSettings settings)
{
    internal static readonly (int Steps, double Damping, int Rounds)[] Attempts = [(4, 0.7, 200), (16, 0.4, 500), (64, 0.1, 4000)];

    private BeliefGrid grid = firstGrid;

    /// <summary>Grid points at which no fixed point was found.</summary>
    public long Unsettled { get; private set; }

    public double Scale { get; set; } = 1;

    /// <summary>Nodes where another start led to another fixed point.</summary>
    public SortedSet<int> SeveralAt { get; } = [];

    /// <summary>Forgets what was counted, and works on another grid of the same size.</summary>
    public void Restart(BeliefGrid other)
    {
        grid = other;
        Unsettled = 0;
        SeveralAt.Clear();
    }

    public void Solve(JointTurnNode node, int number, double[][] next, double[] result, BeliefSolution solution, int period)
    {
        var turn = new JointTurnAtPoint(game, coefficients, grid, node);
        for (var point = 0; point < grid.PointCount; point++)
        {
            turn.MoveTo(point, next);
            FixedPoint(turn, node, number);
            for (var mover = 0; mover < node.Movers.Count; mover++)
                for (var type = 0; type < turn.TypesOf(mover); type++)
                    for (var option = 0; option < turn.OptionsOf(mover); option++)
                        solution.Choice(period, number, mover, type, option)[point] = turn.Chances[mover][type * turn.OptionsOf(mover) + option];
            if (settings.SearchOthers && !SeveralAt.Contains(number))
                Search(turn, node, number);
            turn.Worths(result, Lambda, game.ChoiceWorth == ChoiceWorth.ChoiceShocks);
        }
    }

    private double Lambda(int party) =>
        Scale * (game.Parties[party].IsRational ? settings.LastPrecision : coefficients[game.Parties[party].Precision.Index]);

    private void FixedPoint(JointTurnAtPoint turn, JointTurnNode node, int number)
    {
        if (settings.Start is not null && Enumerable.Range(0, node.Movers.Count).Any(mover => settings.Start.ContainsKey((number, mover))))
        {
            Begin(turn, node, (mover, _, option) => settings.Start.TryGetValue((number, mover), out var given) ? given[option] : 1.0 / turn.OptionsOf(mover));
            foreach (var (_, damping, rounds) in Attempts)
                if (Iterate(turn, node, 1, damping, rounds, settings.Tolerance))
                    return;
        }
        foreach (var (steps, damping, rounds) in Attempts)
        {
            Begin(turn, node, (mover, _, _) => 1.0 / turn.OptionsOf(mover));
            var settled = true;
            for (var step = 1; step <= steps && settled; step++)
                settled = Iterate(turn, node, (double)step / steps, damping, rounds, step == steps ? settings.Tolerance : 1e-5);
            if (settled)
                return;
        }
        Unsettled++;
    }

    private void Begin(JointTurnAtPoint turn, JointTurnNode node, Func<int, int, int, double> chance)
    {
        for (var mover = 0; mover < node.Movers.Count; mover++)
            for (var type = 0; type < turn.TypesOf(mover); type++)
                for (var option = 0; option < turn.OptionsOf(mover); option++)
                    turn.Chances[mover][type * turn.OptionsOf(mover) + option] = chance(mover, type, option);
    }

    private bool Iterate(JointTurnAtPoint turn, JointTurnNode node, double share, double damping, int rounds, double tolerance)
    {
        Span<double> response = stackalloc double[64];
        for (var round = 0; round < rounds; round++)
        {
            turn.Evaluate();
            var worst = 0.0;
            for (var mover = 0; mover < node.Movers.Count; mover++)
            {
                var options = turn.OptionsOf(mover);
                var lambda = share * Lambda(node.Movers[mover].Party);
                for (var type = 0; type < turn.TypesOf(mover); type++)
                {
                    var q = turn.Q[mover].AsSpan(type * options, options);
                    var chances = turn.Chances[mover].AsSpan(type * options, options);
                    var into = options <= response.Length ? response[..options] : new double[options];
                    Logit.Respond(q, lambda, into);
                    for (var option = 0; option < options; option++)
                    {
                        worst = Math.Max(worst, Math.Abs(into[option] - chances[option]));
                        chances[option] += damping * (into[option] - chances[option]);
                    }
                }
            }
            if (worst <= tolerance)
            {
                turn.Evaluate();
                return true;
            }
        }
        return false;
    }

    private void Search(JointTurnAtPoint turn, JointTurnNode node, int number)
    {
        var found = turn.Chances.Select(chances => (double[])chances.Clone()).ToArray();
        for (var profile = 0; profile < Math.Min(node.ProfileCount, 64) && !SeveralAt.Contains(number); profile++)
        {
            var leaning = turn.OptionsIn(profile);
            Begin(turn, node, (mover, _, option) => option == leaning[mover] ? 0.99 : 0.01 / Math.Max(1, turn.OptionsOf(mover) - 1));
            if (!Iterate(turn, node, 1, 0.4, 500, settings.Tolerance))
                continue;
            for (var mover = 0; mover < found.Length; mover++)
                for (var cell = 0; cell < found[mover].Length; cell++)
                    if (Math.Abs(found[mover][cell] - turn.Chances[mover][cell]) > 1e-4)
                        SeveralAt.Add(number);
        }
        for (var mover = 0; mover < found.Length; mover++)
            found[mover].CopyTo(turn.Chances[mover], 0);
        turn.Evaluate();
    }
}
