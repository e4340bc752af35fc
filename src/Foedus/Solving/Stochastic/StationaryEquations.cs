using Foedus.Games;
using Foedus.Numerics;
using Foedus.Solving.Continuation;

namespace Foedus.Solving.Stochastic;

/// <summary>The equations of a stationary logit equilibrium in log-odds: one block for every state and player.</summary>
internal sealed class StationaryEquations : IBranchEquations
{
    private readonly StationaryWorths worths;
    private readonly double[][] derivative;
    private readonly int[] first;
    private readonly double[] sigma;
    private double lambda;
    private bool isDifferentiated;

    public StationaryEquations(StochasticGame game, StationaryWorths worths, double[] ranges)
    {
        this.worths = worths;
        BlockRange =
        [
            .. Enumerable.Range(0, game.StateCount).SelectMany(_ => ranges.Select((range, player) => range / worths.Scale / (1 - game.Discount[player]))),
        ];
        var (first, start) = (new List<int>(), new List<int> { 0 });
        for (var state = 0; state < game.StateCount; state++)
        for (var player = 0; player < game.PlayerCount; player++)
        {
            first.Add(worths.First(state, player));
            start.Add(start[^1] + game.Actions[state][player] - 1);
        }
        (this.first, BlockStart) = ([.. first, worths.Actions], [.. start]);
        sigma = new double[worths.Actions];
        derivative = [.. Enumerable.Range(0, worths.Actions).Select(_ => new double[worths.Actions])];
    }

    public int Unknowns => BlockStart[^1];
    public int[] BlockStart { get; }
    public double[] BlockRange { get; }
    public bool IsDense => true;
    public ReadOnlySpan<double> Probabilities => sigma;

    public void Evaluate(ReadOnlySpan<double> point, Span<double> residual)
    {
        lambda = point[^1];
        isDifferentiated = false;
        ToProbabilities(point[..^1], sigma);
        worths.Evaluate(sigma);
        for (var b = 0; b + 1 < BlockStart.Length; b++)
        for (var z = BlockStart[b]; z < BlockStart[b + 1]; z++)
            residual[z] = point[z] - lambda * (worths.Worth[ActionOf(b, z)] - worths.Worth[first[b]]);
    }

    public void FillJacobian(DenseLu matrix)
    {
        Differentiate();
        for (var b = 0; b + 1 < BlockStart.Length; b++)
        for (var z = BlockStart[b]; z < BlockStart[b + 1]; z++)
        {
            var row = matrix.Row(z);
            var (mine, basis) = (derivative[ActionOf(b, z)], derivative[first[b]]);
            for (var column = 0; column + 1 < BlockStart.Length; column++)
            {
                // An odds moves all probabilities of its block.
                var together = 0.0;
                for (var c = first[column]; c < first[column + 1]; c++)
                    together += mine[c] - basis[c];
                for (var y = BlockStart[column]; y < BlockStart[column + 1]; y++)
                {
                    var c = ActionOf(column, y);
                    row[y] = -lambda * (mine[c] - basis[c] - sigma[c] * together);
                }
            }
            row[z] += 1;
            row[Unknowns] = -(worths.Worth[ActionOf(b, z)] - worths.Worth[first[b]]);
        }
    }

    public void Apply(ReadOnlySpan<double> direction, Span<double> product)
    {
        var matrix = new DenseLu(Unknowns + 1);
        FillJacobian(matrix);
        for (var z = 0; z < Unknowns; z++)
        {
            product[z] = 0;
            for (var y = 0; y <= Unknowns; y++)
                product[z] += matrix.Row(z)[y] * direction[y];
        }
    }

    /// <summary>Log-odds of a profile of positive chances.</summary>
    public double[] OddsOf(double[] sigma)
    {
        var odds = new double[Unknowns];
        for (var b = 0; b + 1 < BlockStart.Length; b++)
        for (var z = BlockStart[b]; z < BlockStart[b + 1]; z++)
            odds[z] = Math.Log(sigma[ActionOf(b, z)]) - Math.Log(sigma[first[b]]);
        return odds;
    }

    /// <summary>Chances of all actions from log-odds.</summary>
    public void ToProbabilities(ReadOnlySpan<double> odds, Span<double> sigma)
    {
        for (var b = 0; b + 1 < BlockStart.Length; b++)
            LogOdds.ToChances(odds[BlockStart[b]..BlockStart[b + 1]], sigma[first[b]..first[b + 1]]);
    }

    private int ActionOf(int block, int z) => first[block] + 1 + z - BlockStart[block];

    private void Differentiate()
    {
        if (!isDifferentiated)
            worths.Differentiate(sigma, derivative);
        isDifferentiated = true;
    }
}
