using System.Runtime.InteropServices;
using Foedus.Games;

namespace Foedus.Solving.Beliefs;

/// <summary>A choice that misses the tolerances of a solved profile.</summary>
/// <param name="Period">Period of the cycle, from 0.</param>
/// <param name="Node">Which node.</param>
/// <param name="Point">At which joint grid point.</param>
/// <param name="Party">Whose choice.</param>
/// <param name="Share">By how much: residual, or gain at λ = ∞, as a share of the party's payoff range, over what a solved profile may miss.</param>
internal readonly record struct MissedChoice(int Period, int Node, int Point, int Party, double Share);

/// <summary>Holds choices against the responses they should be, and keeps the worst.</summary>
internal sealed class ChoiceJudge
{
    private const int MostMissed = 100_000;

    private readonly double[] precisionOf;
    private readonly double[] rangeOf;
    private readonly bool shocks;
    private readonly List<MissedChoice> missed = [];
    private double[] weights = new double[16];

    public ChoiceJudge(BeliefSolution solution)
    {
        var game = solution.Game;
        precisionOf = [.. game.Parties.Select(party => party.IsRational ? double.PositiveInfinity : solution.Coefficients[party.Precision.Index])];
        rangeOf = [.. game.Parties.Select((_, party) => PayoffRange.Of(game, party, solution.Coefficients))];
        shocks = game.ChoiceWorth == ChoiceWorth.ChoiceShocks;
    }

    public double LogitResidual { get; private set; }

    public double ResidualShare { get; private set; }

    public double DeviationGain { get; private set; }

    /// <summary>Of rational parties alone.</summary>
    public double GainShare { get; private set; }

    public IReadOnlyList<MissedChoice> Missed => missed;

    public double RangeOf(int party) => rangeOf[party];

    /// <summary>λ of a party; infinity where it is rational.</summary>
    public double PrecisionOf(int party) => precisionOf[party];

    /// <summary>Σ σ log σ / λ where taste shocks are part of what a choice is worth; else 0.</summary>
    public double Felt(int party, ReadOnlySpan<double> chances)
    {
        if (!shocks || !(precisionOf[party] > 0) || double.IsPositiveInfinity(precisionOf[party]))
            return 0;
        var felt = 0.0;
        foreach (var chance in chances)
            if (chance > 0)
                felt += chance * Math.Log(chance) / precisionOf[party];
        return felt;
    }

    /// <param name="chances">[option] as played.</param>
    /// <param name="q">[option] worths.</param>
    /// <param name="party">Whose choice.</param>
    /// <param name="here">Where.</param>
    /// <param name="closed">[option] whether the type does not have it; empty: it has all.</param>
    public void Hold(ReadOnlySpan<double> chances, ReadOnlySpan<double> q, int party, MissedChoice here, ReadOnlySpan<bool> closed)
    {
        if (closed.Contains(true))
        {
            var (openChances, openWorths) = (new List<double>(), new List<double>());
            for (var option = 0; option < q.Length; option++)
                if (!closed[option])
                {
                    openChances.Add(chances[option]);
                    openWorths.Add(q[option]);
                }
            Hold(CollectionsMarshal.AsSpan(openChances), CollectionsMarshal.AsSpan(openWorths), party, here, default);
            return;
        }
        var lambda = precisionOf[party];
        var (highest, mean) = (double.NegativeInfinity, 0.0);
        for (var option = 0; option < q.Length; option++)
        {
            highest = Math.Max(highest, q[option]);
            mean += chances[option] * q[option];
        }
        var gain = highest - mean;
        DeviationGain = Math.Max(DeviationGain, gain);
        if (lambda == 0)
            return;
        double share;
        if (double.IsPositiveInfinity(lambda))
        {
            share = gain / rangeOf[party] / Verdict.Gain;
            GainShare = Math.Max(GainShare, gain / rangeOf[party]);
        }
        else
        {
            var residual = Divergence(chances, q, lambda, highest) / lambda;
            LogitResidual = Math.Max(LogitResidual, residual);
            share = residual / rangeOf[party] / Verdict.Residual;
            ResidualShare = Math.Max(ResidualShare, residual / rangeOf[party]);
        }
        if (!(share <= 1) && missed.Count < MostMissed)
            missed.Add(here with { Share = share });
    }

    // KL(σ ‖ r) where it is not small; else Σ (σ − r)² / r, which is at least as large (Gibbs and Su 2002) and needs no logarithm.
    private double Divergence(ReadOnlySpan<double> chances, ReadOnlySpan<double> q, double lambda, double highest)
    {
        if (weights.Length < q.Length)
            weights = new double[q.Length];
        var sum = 0.0;
        for (var option = 0; option < q.Length; option++)
            sum += weights[option] = Math.Exp(lambda * (q[option] - highest));
        var bound = 0.0;
        for (var option = 0; option < q.Length; option++)
        {
            var response = weights[option] / sum;
            var off = chances[option] - response;
            bound += off * off / Math.Max(response, 1e-300);
        }
        if (bound <= Verdict.SmallBound * lambda)
            return bound;
        var divergence = 0.0;
        for (var option = 0; option < q.Length; option++)
            if (chances[option] is > 0 and var chance)
                divergence += chance * (Math.Log(chance) - (lambda * (q[option] - highest) - Math.Log(sum)));
        return double.IsNaN(bound) ? double.NaN : Math.Max(0, divergence);
    }
}
