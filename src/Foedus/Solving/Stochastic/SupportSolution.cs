using Foedus.Games;
using Foedus.Numerics;

namespace Foedus.Solving.Stochastic;

/// <summary>Makes an equilibrium without errors of a profile near one: the actions played more than a little are made equally good, the others dropped.</summary>
internal sealed class SupportSolution(StochasticGame game, StationaryWorths worths, double[] ranges, CancellationToken cancel)
{
    private const double Near = 1e-12,
        AlmostNear = 1e-9;
    private const int MostRounds = 60;

    /// <returns>Chances of all actions, or null where Newton's method does not settle; not judged here.</returns>
    public double[]? From(double[] sigma, double little)
    {
        var played = Enumerable.Range(0, worths.Actions).Where(a => sigma[a] > little).ToArray();
        var place = new int[worths.Actions];
        Array.Fill(place, -1);
        for (var k = 0; k < played.Length; k++)
            place[played[k]] = k;
        var now = new double[worths.Actions];
        foreach (var a in played)
            now[a] = sigma[a];
        var matrix = new DenseLu(played.Length);
        var right = new double[played.Length];
        var derivative = Enumerable.Range(0, worths.Actions).Select(_ => new double[worths.Actions]).ToArray();
        var last = double.PositiveInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            worths.Evaluate(now);
            worths.Differentiate(now, derivative);
            if (!Fill(now, place, matrix, right, derivative))
                return null;
            var size = right.Length == 0 ? 0 : right.Max(Math.Abs);
            if (size < Near || (size < AlmostNear && size > 0.5 * last))
                return now;
            if (!double.IsFinite(size) || !matrix.Factor(cancel))
                return null;
            matrix.Solve(right);
            // Log chances never move by more than 5 at once, so that nothing overflows.
            for (var k = 0; k < played.Length; k++)
                now[played[k]] *= Math.Exp(-Math.Clamp(right[k], -5, 5));
            last = size;
        }
        return null;
    }

    // In log chances of what is played: each block's chances add to 1, and its actions are worth the same, as a share of what the player's payoffs range over.
    private bool Fill(double[] now, int[] place, DenseLu matrix, double[] right, double[][] derivative)
    {
        for (var state = 0; state < game.StateCount; state++)
        for (var player = 0; player < game.PlayerCount; player++)
        {
            var first = worths.First(state, player);
            var after = first + game.Actions[state][player];
            var basis = first;
            while (basis < after && place[basis] < 0)
                basis++;
            if (basis == after)
                return false;
            var unit = ranges[player] > 0 ? ranges[player] / worths.Scale : 1;
            var sum = matrix.Row(place[basis]);
            sum.Clear();
            right[place[basis]] = -1;
            for (var a = basis; a < after; a++)
            {
                if (place[a] < 0)
                    continue;
                sum[place[a]] = now[a];
                right[place[basis]] += now[a];
                if (a == basis)
                    continue;
                right[place[a]] = (worths.Worth[a] - worths.Worth[basis]) / unit;
                var row = matrix.Row(place[a]);
                for (var c = 0; c < place.Length; c++)
                    if (place[c] >= 0)
                        row[place[c]] = (derivative[a][c] - derivative[basis][c]) / unit;
            }
        }
        return true;
    }
}
