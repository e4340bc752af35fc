using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>How long it takes until a condition holds, on a horizon without end and with nothing private: exact, from the stationary chain over states.</summary>
/// <remarks>
/// With K the chain over states at the end of a period: h = chance that it ever comes solves h = K(dead) + K(alive) h on the states from which it can come, and m = E[T; it comes]
/// solves m = K(dead) + K(alive)(m + h). Kemeny and Snell, Finite Markov Chains, 1960, chapter 3.
/// </remarks>
public static class EndlessTime
{
    /// <summary>Most states: the factors of the chain take 8 n² bytes.</summary>
    public const int MostStates = 4000;

    /// <summary>Chance that the condition never comes, and the mean number of periods where it does (NaN where it cannot).</summary>
    /// <param name="solution">A stationary profile of a game with nothing private.</param>
    /// <param name="holds">[state] whether the condition holds at the end of a period that ends there.</param>
    public static (double Never, double Mean) Of(BeliefSolution solution, bool[] holds)
    {
        var chain = Chain(solution);
        var comes = CanReach(chain, holds);
        var open = Enumerable.Range(0, holds.Length).Where(state => comes[state]).ToArray();
        var place = new int[holds.Length];
        for (var i = 0; i < open.Length; i++)
            place[open[i]] = i;
        var factors = new DenseLu(open.Length);
        var (ever, time) = (new double[open.Length], new double[open.Length]);
        for (var i = 0; i < open.Length; i++)
        {
            factors.Row(i).Clear();
            factors.Row(i)[i] = 1;
            for (var next = 0; next < holds.Length; next++)
                if (holds[next])
                    ever[i] += chain[open[i]][next];
                else if (comes[next])
                    factors.Row(i)[place[next]] -= chain[open[i]][next];
        }
        if (!comes[solution.Game.InitialState] || !factors.Factor())
            return (1, double.NaN);
        factors.Solve(ever);
        for (var i = 0; i < open.Length; i++)
            for (var next = 0; next < holds.Length; next++)
                time[i] += chain[open[i]][next] * (holds[next] ? 1 : comes[next] ? ever[place[next]] : 0);
        factors.Solve(time);
        var begin = place[solution.Game.InitialState];
        return (Math.Max(0, 1 - ever[begin]), ever[begin] > 1e-15 ? time[begin] / ever[begin] : double.NaN);
    }

    // [state][state at the end of the next period]
    private static double[][] Chain(BeliefSolution solution)
    {
        var game = solution.Game;
        var outlook = new PublicOutlook(solution);
        var chain = new double[game.StateCount][];
        for (var from = 0; from < chain.Length; from++)
        {
            var here = new double[game.StateCount];
            here[from] = 1;
            foreach (var step in game.Steps)
            {
                var after = new double[here.Length];
                for (var state = 0; state < here.Length; state++)
                {
                    if (here[state] == 0)
                        continue;
                    if (step.NodeOfState[state] < 0)
                    {
                        after[state] += here[state];
                        continue;
                    }
                    outlook.Look(0, step.NodeOfState[state], 0);
                    foreach (ref readonly var happened in outlook.Events)
                    {
                        var chance = here[state] * happened.Chance;
                        for (var mover = 0; mover < happened.Options.Length; mover++)
                            chance *= outlook.Choice(mover, 0, happened.Options[mover]);
                        after[happened.NextState] += chance;
                    }
                }
                here = after;
            }
            chain[from] = here;
        }
        return chain;
    }

    // States at which it does not hold but can come later.
    private static bool[] CanReach(double[][] chain, bool[] holds)
    {
        var comes = new bool[holds.Length];
        for (var grown = true; grown;)
        {
            grown = false;
            for (var state = 0; state < comes.Length; state++)
                if (!comes[state] && Enumerable.Range(0, comes.Length).Any(next => chain[state][next] > 0 && (holds[next] || comes[next])))
                    grown = comes[state] = true;
        }
        return comes;
    }
}
