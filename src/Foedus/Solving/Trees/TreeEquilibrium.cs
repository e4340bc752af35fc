using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>One profile of a tree with what it is worth and how far it is from being an equilibrium, judged by code that did not make it.</summary>
/// <param name="Profile">What everybody does.</param>
/// <param name="Payoffs">One per player, points of the game.</param>
/// <param name="DeviationGain">Largest gain of a player from changing their whole strategy alone, points.</param>
/// <param name="SubgameGain">The same in any subgame; zero where the profile is subgame perfect.</param>
/// <param name="Lambda">Precision of a logit profile; null for other methods.</param>
/// <param name="LogitResidual">See <see cref="LogitCheck.Residual"/>; null for other methods.</param>
/// <param name="LogitMismatch">See <see cref="LogitCheck.Mismatch"/>; null for other methods.</param>
public sealed record TreeEquilibrium(
    BehaviorProfile Profile, double[] Payoffs, double DeviationGain, double SubgameGain, double? Lambda = null, double? LogitResidual = null, double? LogitMismatch = null)
{
    /// <summary>Judges a profile; with λ also as a logit equilibrium.</summary>
    public static TreeEquilibrium Judge(ExtensiveGame game, SubgameStructure subgames, BehaviorProfile profile, double? lambda = null, CancellationToken cancel = default)
    {
        var values = new ProfileValues(game, profile);
        var gains = DeviationCheck.Measure(game, values, subgames, cancel);
        return new TreeEquilibrium(profile, gains.Payoffs, gains.NashGap, gains.SubgameGap, lambda,
            lambda is { } at ? LogitCheck.Residual(game, values, at) : null, lambda is { } precision ? LogitCheck.Mismatch(game, values, precision) : null);
    }
}

/// <summary>What a method found on a tree or a table.</summary>
/// <param name="Report">How it ended and what that certifies.</param>
/// <param name="Equilibria">Certified profiles only; empty where none is.</param>
/// <param name="Branch">Points of the principal branch in order, where they were asked for.</param>
public sealed record TreeResult(SolveReport Report, IReadOnlyList<TreeEquilibrium> Equilibria, IReadOnlyList<TreeEquilibrium>? Branch = null);
