using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>How long it takes until a condition holds, on a horizon without end: the chance that it never does, and the mean where it does.</summary>
/// <remarks>
/// With nothing private exact, from the stationary chain over states; else by chances forward until what is still open shrinks by the same share in every round, the rest as a geometric sum.
/// With K the chain over states at the end of a period: h = chance that it ever comes solves h = K(dead) + K(alive) h on the states from which it can come, and m = E[T; it comes]
/// solves m = K(dead) + K(alive)(m + h). Kemeny and Snell, Finite Markov Chains, 1960, chapter 3.
/// </remarks>
internal static class EndlessTime
{
    /// <summary>Most states: the factors of the chain take 8 n² bytes.</summary>
    public const int MostStates = 4000;

    // Mass that counts for nothing; shares that count as the same; and no longer than this is waited for it, in periods.
    private const double Nothing = 1e-13,
        Settled = 1e-10;
    private const int MostPeriods = 100_000;

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
            time[i] +=
                chain[open[i]][next]
                * (
                    holds[next] ? 1
                    : comes[next] ? ever[place[next]]
                    : 0
                );
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

    /// <summary>The same by chances forward, where beliefs belong to the state.</summary>
    /// <param name="solution">A stationary profile.</param>
    /// <param name="holds">[state] whether the condition holds at the end of a period that ends there.</param>
    /// <param name="cancel">Stops the work.</param>
    public static (double Never, double Mean) Along(BeliefSolution solution, bool[] holds, CancellationToken cancel = default)
    {
        var comes = CanReach(Possible(solution), holds);
        var cycle = solution.Periods;
        for (var periods = 64 * cycle; ; periods *= 2)
        {
            // What is open: it has not held, and can come.
            var pass = new ForwardPass(
                solution,
                [new Following([.. holds.Select((here, state) => !here && comes[state])], []), new Following([.. holds.Select(here => !here)], [])],
                [],
                periods
            );
            pass.Run(cancel);
            var (open, not) = (pass.Alive[1], pass.Alive[2]);
            var (share, earlier) = (Share(open, periods, cycle), Share(open, periods / 2, cycle));
            if (open[periods] > Nothing && Math.Abs(share - earlier) > Settled && periods < MostPeriods)
                continue;
            var (ever, time) = (1 - not[periods], 0.0);
            for (var period = 1; period <= periods; period++)
                time += period * (not[period - 1] - not[period]);
            if (share < 1)
            {
                // Round after round what comes is the last round's, times the share.
                var rest = share / (1 - share);
                for (var period = periods - cycle + 1; period <= periods; period++)
                    time += (not[period - 1] - not[period]) * rest * (period + cycle / (1 - share));
                ever += (not[periods - cycle] - not[periods]) * rest;
            }
            return (Math.Max(0, 1 - ever), ever > 1e-15 ? time / ever : double.NaN);
        }
    }

    // Of what was open a round before, how much still is.
    private static double Share(double[] open, int period, int cycle) => open[period - cycle] > 0 ? open[period] / open[period - cycle] : 0;

    // [state][state at the end of the next period] 1 where it can come about.
    private static double[][] Possible(BeliefSolution solution)
    {
        var game = solution.Game;
        bool Can(Transition transition) => solution.Coefficients[transition.Probability.Index] > 0;
        IEnumerable<int> Next(int node) =>
            game.Nodes[node] switch
            {
                TurnNode turn => turn
                    .Options.SelectMany(option => option.Transitions.SelectMany(row => row))
                    .Where(Can)
                    .Select(transition => transition.NextState),
                JointTurnNode joint => joint.Transitions.SelectMany(row => row).Where(Can).Select(transition => transition.NextState),
                ChanceNode chance => chance.Transitions.SelectMany(row => row).Where(Can).Select(transition => transition.NextState),
                _ => [],
            };
        return
        [
            .. Enumerable
                .Range(0, game.StateCount)
                .Select(from =>
                {
                    var here = new HashSet<int> { from };
                    foreach (var step in game.Steps)
                        here = [.. here.SelectMany(state => step.NodeOfState[state] < 0 ? [state] : Next(step.NodeOfState[state]))];
                    return Enumerable.Range(0, game.StateCount).Select(state => here.Contains(state) ? 1.0 : 0).ToArray();
                }),
        ];
    }

    // States at which it does not hold but can come later.
    private static bool[] CanReach(double[][] chain, bool[] holds)
    {
        var comes = new bool[holds.Length];
        for (var grown = true; grown; )
        {
            grown = false;
            for (var state = 0; state < comes.Length; state++)
                if (!comes[state] && Enumerable.Range(0, comes.Length).Any(next => chain[state][next] > 0 && (holds[next] || comes[next])))
                    grown = comes[state] = true;
        }
        return comes;
    }
}
