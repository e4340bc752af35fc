using Foedus.Units;

namespace Foedus.Games;

/// <summary>What everybody does at every information set: a probability for each action, kept as its logarithm so that nothing underflows.</summary>
/// <remarks>Entries run over <see cref="ExtensiveGame.ActionStart"/>. Actions that are never taken have log-probability −∞.</remarks>
public sealed class BehaviorProfile
{
    private readonly double[] log;

    private BehaviorProfile(double[] log) => this.log = log;

    public ReadOnlySpan<double> LogProbabilities => log;
    public int Count => log.Length;

    public double Probability(int action) => Math.Exp(log[action]);

    public double[] ToProbabilities() => Array.ConvertAll(log, Math.Exp);

    public static BehaviorProfile FromLogarithms(double[] logProbabilities)
    {
        foreach (var log in logProbabilities)
            if (double.IsNaN(log) || log > 1e-6)
                throw new ArgumentException($"{log} is not the logarithm of a probability.", nameof(logProbabilities));
        return new BehaviorProfile(logProbabilities);
    }

    /// <summary>From probabilities that sum to 1 within 1e-6 at every information set.</summary>
    public static BehaviorProfile FromProbabilities(ExtensiveGame game, ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length != game.ActionCount)
            throw new InputException(
                $"The profile has {Words.Counted(probabilities.Length, "entry")}; the game has {Words.Counted(game.ActionCount, "action")}."
            );
        var log = new double[probabilities.Length];
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            var sum = 0.0;
            for (var a = game.ActionStart[set]; a < game.ActionStart[set + 1]; a++)
            {
                if (!(probabilities[a] >= 0))
                    throw new InputException($"The profile gives \"{game.ActionLabel(a)}\" the probability {probabilities[a]}.", Place(game, set));
                sum += probabilities[a];
                log[a] = Math.Log(probabilities[a]);
            }
            if (!(Math.Abs(sum - 1) <= 1e-6))
                throw new InputException($"The probabilities sum to {sum:0.########}, not to 1.", Place(game, set));
            var logSum = Math.Log(sum);
            for (var a = game.ActionStart[set]; a < game.ActionStart[set + 1]; a++)
                log[a] -= logSum;
        }
        return new BehaviorProfile(log);
    }

    public static BehaviorProfile Uniform(ExtensiveGame game)
    {
        var log = new double[game.ActionCount];
        for (var set = 0; set < game.InformationSetCount; set++)
            log.AsSpan(game.ActionStart[set], game.ActionCountOf(set)).Fill(-Math.Log(game.ActionCountOf(set)));
        return new BehaviorProfile(log);
    }

    private static string Place(ExtensiveGame game, int set) => $"{game.Players[game.SetPlayer[set]]}, information set {game.InformationSetNumber(set)}";
}
