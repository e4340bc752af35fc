using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>A profile together with what each player believes at each information set (Kreps and Wilson 1982).</summary>
/// <param name="Profile">Strategies.</param>
/// <param name="LogBeliefs">For each set the logarithms of the beliefs over its members, in the order of <see cref="ExtensiveGame.MembersOf"/>.</param>
public sealed record Assessment(BehaviorProfile Profile, IReadOnlyList<double[]> LogBeliefs)
{
    /// <summary>Bayes beliefs of a completely mixed profile, kept in logarithms so that they survive as it nears its limit.</summary>
    /// <exception cref="InputException">Some set is never reached, so Bayes' rule says nothing there.</exception>
    public static Assessment FromBayes(ExtensiveGame game, BehaviorProfile profile)
    {
        var values = new ProfileValues(game, profile);
        var beliefs = new double[game.InformationSetCount][];
        for (var set = 0; set < beliefs.Length; set++)
            beliefs[set] = values.LogBeliefs(set)
                ?? throw new InputException(
                    $"Information set {game.InformationSetNumber(set)} of {game.Players[game.SetPlayer[set]]} is never reached under this profile; state beliefs there."
                );
        return new Assessment(profile, beliefs);
    }

    /// <summary>Largest gain from one change at one information set, at the stated beliefs: zero where the assessment is sequentially rational.</summary>
    /// <remarks>One change at a time is enough where beliefs at a player's later sets follow by Bayes' rule from their earlier ones (Hendon, Jacobsen and Sloth 1996).</remarks>
    public double SequentialGain(ExtensiveGame game) => Gains(game).Max();

    /// <summary>The same as a share of the player's own payoff range, the largest share.</summary>
    public double RelativeSequentialGain(ExtensiveGame game) => Gains(game).Zip(game.PayoffRanges(), Tolerances.Share).Max();

    private double[] Gains(ExtensiveGame game)
    {
        var values = new ProfileValues(game, Profile);
        var worst = new double[game.PlayerCount];
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            var worth = values.ActionValues(set, LogBeliefs[set]);
            var kept = 0.0;
            for (var a = 0; a < worth.Length; a++)
                kept += Profile.Probability(game.ActionStart[set] + a) * worth[a];
            worst[game.SetPlayer[set]] = Math.Max(worst[game.SetPlayer[set]], worth.Max() - kept);
        }
        return worst;
    }

    /// <summary>Largest difference between a stated belief and Bayes' rule, over the sets that the profile reaches.</summary>
    public double BayesGap(ExtensiveGame game) => Gap(game, new ProfileValues(game, Profile));

    /// <summary>Largest distance, in strategies and in beliefs, to a completely mixed profile with its Bayes beliefs.</summary>
    /// <remarks>An assessment is consistent where this goes to zero along some sequence of completely mixed profiles; the logit branch gives such a sequence.</remarks>
    public double DistanceTo(ExtensiveGame game, BehaviorProfile completelyMixed)
    {
        var worst = Gap(game, new ProfileValues(game, completelyMixed));
        for (var a = 0; a < game.ActionCount; a++)
            worst = Math.Max(worst, Math.Abs(Profile.Probability(a) - completelyMixed.Probability(a)));
        return worst;
    }

    private double Gap(ExtensiveGame game, ProfileValues values)
    {
        var worst = 0.0;
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            if (values.LogBeliefs(set) is not { } bayes)
                continue;
            for (var m = 0; m < bayes.Length; m++)
                worst = Math.Max(worst, Math.Abs(Math.Exp(bayes[m]) - Math.Exp(LogBeliefs[set][m])));
        }
        return worst;
    }
}
