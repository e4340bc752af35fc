using Foedus.Games;
using Foedus.Solving.Strategic;
using Google.OrTools.LinearSolver;

namespace Foedus.Solving.Trees;

/// <summary>Max-min strategies of a two-player zero-sum (or constant-sum) tree by linear programming over action sequences.</summary>
/// <remarks>Koller, Megiddo and von Stengel 1996, section 3, solved by GLOP of OR-Tools, once for each player.</remarks>
internal static class SequenceFormLp
{
    /// <returns>Null where the linear program did not end at an optimum.</returns>
    /// <exception cref="InputException">The payoffs do not add to a constant.</exception>
    public static BehaviorProfile? Find(ExtensiveGame game, CancellationToken cancel)
    {
        var form = new SequenceForm(game);
        var sums = form.Ends.Select(end => end.Payoff[0] + end.Payoff[1]).ToArray();
        if (Array.Exists(sums, sum => Math.Abs((sum - sums[0]).ToDouble()) > 1e-12 * Math.Max(1, game.PayoffRange())))
            throw new InputException("The payoffs do not add up to the same number everywhere, so linear programming does not apply. Use --method lcp.");
        var weights = new double[2][];
        for (var player = 0; player < 2; player++)
        {
            cancel.ThrowIfCancellationRequested();
            lock (Glop.OneAtATime)
            {
                if (MaxMin(form, player) is not { } found) return null;
                weights[player] = found;
            }
        }
        return form.ToBehavior(weights);
    }

    // Maximise the other's dual value q₀ subject to the realization constraints on x and Fᵀq ≤ Aᵀx.
    private static double[]? MaxMin(SequenceForm form, int player)
    {
        var other = 1 - player;
        using var solver = Solver.CreateSolver("GLOP");
        var x = new Variable[form.Sequences[player]];
        for (var s = 0; s < x.Length; s++) x[s] = solver.MakeNumVar(s == 0 ? 1 : 0, 1, "");
        foreach (var set in form.Sets[player])
        {
            var sum = solver.MakeConstraint(0, 0);
            sum.SetCoefficient(x[form.ParentSequence(player, set)], -1);
            for (var a = form.Game.ActionStart[set]; a < form.Game.ActionStart[set + 1]; a++) sum.SetCoefficient(x[form.SequenceOf(player, a)], 1);
        }
        var q = new Variable[1 + form.Sets[other].Length];
        // No bound on q binds: they only spare the solver from taking rounding for an unbounded program.
        var most = 1 + form.Ends.Max(end => Math.Abs(end.Payoff[player].ToDouble()));
        for (var k = 0; k < q.Length; k++) q[k] = solver.MakeNumVar(-most, most, "");
        var reply = new Constraint[form.Sequences[other]];
        for (var s = 0; s < reply.Length; s++) reply[s] = solver.MakeConstraint(double.NegativeInfinity, 0);
        reply[0].SetCoefficient(q[0], 1);
        for (var k = 0; k < form.Sets[other].Length; k++)
        {
            var set = form.Sets[other][k];
            var parent = reply[form.ParentSequence(other, set)];
            parent.SetCoefficient(q[1 + k], parent.GetCoefficient(q[1 + k]) - 1);
            for (var a = form.Game.ActionStart[set]; a < form.Game.ActionStart[set + 1]; a++) reply[form.SequenceOf(other, a)].SetCoefficient(q[1 + k], 1);
        }
        foreach (var (first, second, chance, payoff) in form.Ends)
        {
            var (mine, its) = player == 0 ? (first, second) : (second, first);
            reply[its].SetCoefficient(x[mine], reply[its].GetCoefficient(x[mine]) - (chance * payoff[player]).ToDouble());
        }
        solver.Objective().SetCoefficient(q[0], 1);
        solver.Objective().SetMaximization();
        return Glop.Solve(solver) ? Array.ConvertAll(x, variable => variable.SolutionValue()) : null;
    }
}
