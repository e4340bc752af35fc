using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>How far a profile is from an agent quantal response equilibrium.</summary>
internal static class LogitCheck
{
    /// <summary>Largest (1/λ) KL(σ ‖ softmax(λ Q)) over information sets, in points; at λ = 0 the divergence from uniform itself.</summary>
    /// <remarks>λ at a set is the game's λ times its precision multiplier; Q at Bayes beliefs. Source: McKelvey and Palfrey 1998, section 3.</remarks>
    public static double Residual(ExtensiveGame game, ProfileValues values, double lambda)
    {
        var worst = 0.0;
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            if (values.LogBeliefs(set) is not { } beliefs)
                return double.PositiveInfinity;
            var precision = lambda * game.PrecisionMultiplier[set];
            var worth = values.ActionValues(set, beliefs);
            var top = worth.Max();
            var normal = 0.0;
            foreach (var q in worth)
                normal += Math.Exp(precision * (q - top));
            var log = values.Profile.LogProbabilities[game.ActionStart[set]..game.ActionStart[set + 1]];
            var divergence = 0.0;
            for (var a = 0; a < worth.Length; a++)
            {
                if (double.IsNegativeInfinity(log[a]))
                    continue;
                divergence += Math.Exp(log[a]) * (log[a] - (precision * (worth[a] - top) - Math.Log(normal)));
            }
            worst = Math.Max(worst, divergence / (precision > 0 ? precision : 1));
        }
        return worst;
    }

    /// <summary>The mismatch at every set as a share of what rounding and <see cref="Tolerances.ChoiceAt"/> allow its player, the largest share.</summary>
    /// <param name="game">The game.</param>
    /// <param name="values">What the profile is worth.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="ranges">[player] payoff range, points.</param>
    public static double Excess(ExtensiveGame game, ProfileValues values, double lambda, double[] ranges) =>
        Enumerable
            .Range(0, game.InformationSetCount)
            .Select(set => MismatchAt(game, values, lambda, set) / Tolerances.ChoiceAt(lambda * game.PrecisionMultiplier[set], ranges[game.SetPlayer[set]]))
            .DefaultIfEmpty()
            .Max();

    /// <summary>Largest |σ_a − softmax(λ Q)_a| over the actions of a set, a number between 0 and 1; Q at Bayes beliefs, 1 where there are none.</summary>
    public static double MismatchAt(ExtensiveGame game, ProfileValues values, double lambda, int set)
    {
        if (values.LogBeliefs(set) is not { } beliefs)
            return 1;
        var precision = lambda * game.PrecisionMultiplier[set];
        var worth = values.ActionValues(set, beliefs);
        var top = worth.Max();
        var (normal, worst) = (0.0, 0.0);
        foreach (var q in worth)
            normal += Math.Exp(precision * (q - top));
        for (var a = 0; a < worth.Length; a++)
            worst = Math.Max(worst, Math.Abs(values.Profile.Probability(game.ActionStart[set] + a) - Math.Exp(precision * (worth[a] - top)) / normal));
        return worst;
    }
}
