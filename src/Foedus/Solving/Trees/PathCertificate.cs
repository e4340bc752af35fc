using Foedus.Games;

namespace Foedus.Solving.Trees;

/// <summary>What holds at the information sets that play comes to, or at the others. The two are judged apart: off the path beliefs are ratios of chances that vanish, and choices answer to these.</summary>
/// <param name="Sets">How many information sets.</param>
/// <param name="Gain">Largest gain by one change at one of them, at Bayes beliefs, as a share of the player's own payoff range; null where Bayes' rule gives some of them no beliefs.</param>
/// <param name="LogitMismatch">Largest difference of a choice's chance at them from the logit response; null for other methods.</param>
public sealed record PathCertificate(int Sets, double? Gain, double? LogitMismatch)
{
    /// <summary>Chance of play coming to an information set above which the set is on the path.</summary>
    public const double Met = 1e-6;

    internal static (PathCertificate On, PathCertificate Off) Of(ExtensiveGame game, ProfileValues values, double? lambda, double[] ranges)
    {
        var none = new PathCertificate(0, 0, lambda is null ? null : 0);
        var (on, off) = (none, none);
        for (var set = 0; set < game.InformationSetCount; set++)
        {
            var chance = 0.0;
            foreach (var member in game.MembersOf(set))
                chance += Math.Exp(values.LogReach[member]);
            var gain = GainAt(game, values, set) is { } points ? Tolerances.Share(points, ranges[game.SetPlayer[set]]) : (double?)null;
            double? mismatch = lambda is { } care ? LogitCheck.MismatchAt(game, values, care, set) : null;
            if (chance > Met)
                on = on.With(gain, mismatch);
            else
                off = off.With(gain, mismatch);
        }
        return (on, off);
    }

    private PathCertificate With(double? gain, double? mismatch) =>
        new(
            Sets + 1,
            Gain is { } most && gain is { } here ? Math.Max(most, here) : null,
            LogitMismatch is { } farthest ? Math.Max(farthest, mismatch!.Value) : null
        );

    private static double? GainAt(ExtensiveGame game, ProfileValues values, int set)
    {
        if (values.LogBeliefs(set) is not { } beliefs)
            return null;
        var worth = values.ActionValues(set, beliefs);
        var kept = 0.0;
        for (var a = 0; a < worth.Length; a++)
            kept += values.Profile.Probability(game.ActionStart[set] + a) * worth[a];
        return worth.Max() - kept;
    }
}
