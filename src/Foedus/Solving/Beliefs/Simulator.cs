using Foedus.Games;
using Foedus.Numerics.Sampling;

namespace Foedus.Solving.Beliefs;

/// <summary>Plays a solved game once and again, drawing types, choices and chance: a second witness to the forward chances.</summary>
/// <remarks>A belief between grid points is sent to one of them with the grid's weights, so frequencies agree in distribution with <see cref="ForwardPass"/>.</remarks>
public sealed class Simulator(BeliefSolution solution, ulong seed)
{
    private readonly PublicBeliefGame game = solution.Game;
    private readonly PublicOutlook outlook = new(solution);
    private readonly RandomStream random = new(seed);

    /// <summary>One play.</summary>
    /// <param name="periods">How many periods.</param>
    /// <param name="endStates">[period] filled with the public state at the end of each period.</param>
    /// <param name="story">Told (period from 1, node, options chosen, state afterwards), in order; null for none.</param>
    /// <returns>The parties' types at the start.</returns>
    public int[] Play(int periods, Span<int> endStates, Action<int, int, int[], int>? story = null)
    {
        var types = new int[game.Parties.Count];
        var point = 0;
        for (var party = 0; party < types.Length; party++)
        {
            var prior = game.Parties[party].Prior.Select(share => solution.Coefficients[share.Index]).ToArray();
            types[party] = random.Pick(prior);
            point = Land(party, prior, point);
        }
        var begun = (int[])types.Clone();
        var state = game.InitialState;
        for (var period = 0; period < periods; period++)
        {
            foreach (var step in game.Steps)
            {
                var node = step.NodeOfState[state];
                if (node < 0)
                    continue;
                outlook.Look(period % solution.Periods, node, point);
                var happened = outlook.Events[Pick(types)];
                if (happened.RowParty >= 0)
                    types[happened.RowParty] = happened.NextType;
                state = happened.NextState;
                var belief = outlook.After(happened);
                point = belief.Points[random.Pick(belief.Weights)];
                story?.Invoke(period + 1, node, happened.Options, state);
            }
            endStates[period] = state;
            foreach (var drift in game.Drifts)
                if ((period + 1) % drift.EveryPeriods == 0 && drift.MatrixOfState[state] >= 0)
                    point = Drift(drift, state, types, point);
        }
        return begun;
    }

    private int Pick(int[] types)
    {
        var chances = new double[outlook.Events.Length];
        for (var i = 0; i < chances.Length; i++)
            chances[i] = Chance(outlook.Events[i], types);
        return random.Pick(chances);
    }

    private double Chance(PossibleEvent happened, int[] types)
    {
        if (happened.RowParty >= 0 && types[happened.RowParty] != happened.Row)
            return 0;
        var chance = happened.Chance;
        for (var mover = 0; mover < happened.Options.Length; mover++)
            chance *= outlook.Choice(mover, types[outlook.Movers[mover]], happened.Options[mover]);
        return chance;
    }

    private int Drift(DriftRule drift, int state, int[] types, int point)
    {
        var matrix = drift.Matrices[drift.MatrixOfState[state]];
        var belief = solution.Grid.Belief(drift.Party, point);
        var after = new double[belief.Length];
        for (var from = 0; from < after.Length; from++)
        for (var to = 0; to < after.Length; to++)
            after[to] += belief[from] * solution.Coefficients[matrix[from][to].Index];
        types[drift.Party] = random.Pick([.. matrix[types[drift.Party]].Select(chance => solution.Coefficients[chance.Index])]);
        return Land(drift.Party, after, point);
    }

    private int Land(int party, double[] belief, int point)
    {
        if (belief.Length == 1)
            return point;
        var corner = new int[belief.Length];
        var weight = new double[belief.Length];
        solution.Grid.Parties[party].Locate(belief, corner, weight);
        return solution.Grid.With(point, party, corner[random.Pick(weight)]);
    }
}
