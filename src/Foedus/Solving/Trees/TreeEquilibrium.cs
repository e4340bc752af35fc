using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>One profile of a tree with what it is worth and how far it is from being an equilibrium, judged by code that did not make it.</summary>
/// <param name="Profile">What everybody does.</param>
/// <param name="Payoffs">One per player, points of the game.</param>
/// <param name="DeviationGain">Largest gain of a player from changing their whole strategy alone, points.</param>
/// <param name="SubgameGain">The same in any subgame; zero where the profile is subgame perfect.</param>
/// <param name="Lambda">Precision of a logit profile; null for other methods.</param>
/// <param name="LogitResidual">See <see cref="LogitCheck.Residual"/>; null for other methods.</param>
/// <param name="LogitMismatch">Largest |σ_a − softmax(λ Q)_a| over all actions; null for other methods.</param>
public sealed record TreeEquilibrium(
    BehaviorProfile Profile,
    double[] Payoffs,
    double DeviationGain,
    double SubgameGain,
    double? Lambda = null,
    double? LogitResidual = null,
    double? LogitMismatch = null
)
{
    /// <summary>Largest deviation gain, in the game and in any subgame, as a share of the player's own payoff range.</summary>
    public double RelativeGain => Math.Max(RelativeDeviationGain, RelativeSubgameGain);

    /// <summary><see cref="DeviationGain"/> as a share of the player's own payoff range, the largest share.</summary>
    public double RelativeDeviationGain { get; private init; }

    /// <summary><see cref="SubgameGain"/> as a share of the player's own payoff range, the largest share.</summary>
    public double RelativeSubgameGain { get; private init; }

    /// <summary>What holds at the information sets that play comes to.</summary>
    public required PathCertificate OnPath { get; init; }

    /// <summary>What holds at those that it comes to with a chance of <see cref="PathCertificate.Met"/> at most.</summary>
    public required PathCertificate OffPath { get; init; }

    /// <summary>Largest mismatch of a player of what <see cref="Tolerances.ChoiceAt"/> allows; at most 1 in a logit equilibrium; null for other methods.</summary>
    public double? LogitExcess { get; private init; }

    /// <summary>Judges a profile; with λ also as a logit equilibrium.</summary>
    /// <exception cref="RefusedException">The payoffs are so far apart that no gain can be reckoned with.</exception>
    public static TreeEquilibrium Judge(
        ExtensiveGame game,
        SubgameStructure subgames,
        BehaviorProfile profile,
        double? lambda = null,
        CancellationToken cancel = default
    )
    {
        var ranges = game.PayoffRanges();
        Tolerances.CheckRanges(ranges, game.Players);
        var values = new ProfileValues(game, profile);
        var gains = DeviationCheck.Measure(game, values, subgames, cancel);
        var (on, off) = PathCertificate.Of(game, values, lambda, ranges);
        return new TreeEquilibrium(
            profile,
            gains.Payoffs,
            gains.NashGap,
            gains.SubgameGap,
            lambda,
            lambda is { } at ? LogitCheck.Residual(game, values, at) : null,
            on.LogitMismatch is { } met && off.LogitMismatch is { } unmet ? Math.Max(met, unmet) : null
        )
        {
            OnPath = on,
            OffPath = off,
            RelativeDeviationGain = gains.Nash.Zip(ranges, Tolerances.Share).Max(),
            RelativeSubgameGain = gains.Subgame.Zip(ranges, Tolerances.Share).Max(),
            LogitExcess = lambda is { } care ? LogitCheck.Excess(game, values, care, ranges) : null,
        };
    }
}

/// <summary>What a method found on a tree or a table.</summary>
/// <param name="Report">How it ended and what that certifies.</param>
/// <param name="Equilibria">Certified profiles only; empty where none is.</param>
/// <param name="Branch">Points of the principal branch in order, where they were asked for.</param>
public sealed record TreeResult(SolveReport Report, IReadOnlyList<TreeEquilibrium> Equilibria, IReadOnlyList<TreeEquilibrium>? Branch = null);
