using Foedus.Answers;

namespace Foedus.Workflow;

/// <summary>How far a given profile of a tree or table is from being an equilibrium. Gains in the game's points.</summary>
/// <param name="Payoffs">[player] what the profile gives.</param>
/// <param name="DeviationGain">Largest gain of a player by changing a whole strategy (Nash).</param>
/// <param name="SubgameGain">The same in any subgame.</param>
/// <param name="SequentialGain">Largest gain at any information set at its beliefs; null where play never comes to some set and no beliefs are stated there.</param>
/// <param name="BayesGap">Largest distance of a stated belief from Bayes' rule where play comes; null as above.</param>
/// <param name="Lambda">Precision at which it was judged as a logit equilibrium; null where it was not.</param>
/// <param name="LogitResidual">Distance from the logit response, points; null as above.</param>
/// <param name="LogitMismatch">Largest difference of a probability from the logit response; null as above.</param>
[Answer("foedus/verify/1")]
public sealed record JudgedProfile(
    IReadOnlyList<double> Payoffs,
    double DeviationGain,
    double SubgameGain,
    double? SequentialGain,
    double? BayesGap,
    double? Lambda,
    double? LogitResidual,
    double? LogitMismatch
);
