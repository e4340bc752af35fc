using Foedus.Answers;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;

namespace Foedus.Interop;

/// <summary>A solved tree or table; players, information sets and actions are numbered from 1, as in the file.</summary>
/// <param name="Report">What the solver says of its own work.</param>
/// <param name="Equilibria">Those that were found.</param>
/// <param name="Branch">Every point of the branch that was followed; null unless it was asked for.</param>
[Answer("foedus/game/1")]
public sealed record SolvedTree(
    [property: Flat] SolveReport Report,
    IReadOnlyList<FoundEquilibrium> Equilibria,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyList<FoundEquilibrium>? Branch
)
{
    public static SolvedTree Of(ExtensiveGame game, TreeResult result) =>
        new(
            result.Report,
            [.. result.Equilibria.Select(found => FoundEquilibrium.Of(game, found))],
            result.Branch is { } branch ? [.. branch.Select(point => FoundEquilibrium.Of(game, point))] : null
        );
}

/// <param name="Profile">The chance of each action.</param>
/// <param name="Payoffs">[player] what it brings, in points.</param>
/// <param name="Lambda">The precision it is for; null where it is for none.</param>
/// <param name="LogitResidual">max KL(σ ‖ softmax(λQ)) / λ over players, points; null where λ is infinite or choices are not logit.</param>
/// <param name="LogitMismatch">Largest difference of a choice's chance from the logit response; null for other methods.</param>
/// <param name="DeviationGain">Largest gain of a player from one deviation, in points.</param>
/// <param name="SubgameGain">The same within subgames, in points.</param>
/// <param name="OnPath">What is certified at the information sets that play comes to.</param>
/// <param name="OffPath">What is certified at those that play comes to with a chance of a millionth at most.</param>
public sealed record FoundEquilibrium(
    IReadOnlyList<ActionChance> Profile,
    IReadOnlyList<double> Payoffs,
    double? Lambda,
    double? LogitResidual,
    double? LogitMismatch,
    double DeviationGain,
    double SubgameGain,
    PathCertificate OnPath,
    PathCertificate OffPath
)
{
    internal static FoundEquilibrium Of(ExtensiveGame game, TreeEquilibrium found) =>
        new(
            [
                .. Enumerable
                    .Range(0, game.InformationSetCount)
                    .SelectMany(set =>
                        Enumerable
                            .Range(0, game.ActionCountOf(set))
                            .Select(a => new ActionChance(
                                game.SetPlayer[set] + 1,
                                game.InformationSetNumber(set),
                                game.ActionLabel(game.ActionStart[set] + a),
                                a + 1,
                                found.Profile.Probability(game.ActionStart[set] + a),
                                found.Profile.LogProbabilities[game.ActionStart[set] + a]
                            ))
                    ),
            ],
            found.Payoffs,
            found.Lambda,
            found.LogitResidual,
            found.LogitMismatch,
            found.DeviationGain,
            found.SubgameGain,
            found.OnPath,
            found.OffPath
        );
}

/// <param name="Player">Who, from 1.</param>
/// <param name="InformationSet">Where, by its number in the file.</param>
/// <param name="Action">What, by its label.</param>
/// <param name="ActionIndex">Its number there, from 1.</param>
/// <param name="Probability">With which chance.</param>
/// <param name="LogProbability">The natural logarithm of the chance; null where that is 0.</param>
public sealed record ActionChance(int Player, int InformationSet, string Action, int ActionIndex, double Probability, double LogProbability);

/// <summary>A solved stochastic game without an end.</summary>
/// <param name="Report">What the solver says of its own work.</param>
/// <param name="Equilibria">Stationary equilibria that were found.</param>
[Answer("foedus/game/1")]
public sealed record SolvedStochasticGame([property: Flat] SolveReport Report, IReadOnlyList<StationaryEquilibrium> Equilibria)
{
    public static SolvedStochasticGame Of(SolveReport report, IReadOnlyList<StationaryProfile> found) =>
        new(
            report,
            [
                .. found.Select(profile => new StationaryEquilibrium(
                    profile.Strategies,
                    profile.Values,
                    profile.Lambda,
                    profile.DeviationGain,
                    profile.LogitResidual
                )),
            ]
        );
}

/// <param name="Strategies">[state][player][action] chances.</param>
/// <param name="Values">[state][player] points, discounted to the present.</param>
/// <param name="Lambda">The precision; null for an equilibrium without errors.</param>
/// <param name="DeviationGain">Largest gain from one deviation in one state, in points.</param>
/// <param name="LogitResidual">max KL(σ ‖ softmax(λQ)) / λ, points; null where λ is infinite.</param>
public sealed record StationaryEquilibrium(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Strategies,
    IReadOnlyList<IReadOnlyList<double>> Values,
    double Lambda,
    double DeviationGain,
    double? LogitResidual
);

/// <summary>A solved game of some rounds: what each player can secure, and the equilibrium that is best in total.</summary>
/// <param name="Report">What the solver says of its own work.</param>
/// <param name="MaxMinReach">[player] largest chance of reaching the target that it can secure; null where the game has none.</param>
/// <param name="MaxMinReward">[player] most points that it can secure.</param>
/// <param name="Welfare">Points of all together in the equilibrium that is best in total; null where none was looked for.</param>
/// <param name="Equilibria">That equilibrium.</param>
[Answer("foedus/game/1")]
public sealed record SolvedRounds(
    [property: Flat] SolveReport Report,
    IReadOnlyList<double>? MaxMinReach,
    IReadOnlyList<double> MaxMinReward,
    double? Welfare,
    IReadOnlyList<RoundsEquilibrium> Equilibria
)
{
    public static SolvedRounds Of(SolveReport report, FiniteHorizonValues values) =>
        new(
            report,
            values.Reach,
            values.Secure,
            values.Welfare?.Sum(),
            values.Welfare is { } welfare && values.Strategies is { } strategies ? [new RoundsEquilibrium(strategies, welfare, values.StageGain)] : []
        );
}

/// <param name="Strategies">[round][state][player][action] chances.</param>
/// <param name="Payoffs">[player] points.</param>
/// <param name="DeviationGain">Largest gain from one deviation at any stage, in points.</param>
public sealed record RoundsEquilibrium(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Strategies,
    IReadOnlyList<double> Payoffs,
    double DeviationGain
);
