using Foedus.Games;
using Foedus.Numerics.Lanes;

namespace Foedus.Solving.Batched;

/// <summary>Which games are solved in lanes.</summary>
internal static class ExactScope
{
    /// <summary>Most memory a batch may take, in bytes; beyond it draws are solved one by one.</summary>
    public const double MostBytes = 256e6;

    /// <summary>Most things that may be followed.</summary>
    public const int MostFollowings = 63;

    /// <summary>Most ways that mass may go, over all periods and all that is followed; each is written out once.</summary>
    public const double MostWays = 500_000;

    /// <summary>Why a game cannot be solved in lanes, in a few words; null where it can.</summary>
    /// <param name="game">The game.</param>
    /// <param name="followings">How many things are followed along the path.</param>
    public static string? WhyNot(PublicBeliefGame game, int followings)
    {
        if (game.HasPrivateTypes)
            return "something is private";
        if (game.Nodes.OfType<JointTurnNode>().Any(joint => joint.Movers.Any(mover => game.Parties[mover.Party].IsRational)))
            return "a rational party chooses at once with others";
        if (game.Periods is not { } periods)
            return "the horizon has no end";
        if (followings > MostFollowings)
            return "too much is asked";
        var rows = game.Nodes.Sum(node => (double)ExactPlan.RowsOf(node));
        var perNode = game.Nodes.Sum(node => (double)game.Parties.Count * (node is JointTurnNode joint ? joint.ProfileCount + 1 : ExactPlan.RowsOf(node) + 2));
        var columns = game.CoefficientCount + perNode + rows * periods + 2.0 * game.StateCount * (2 * game.Parties.Count + followings + 1);
        var ways = (double)periods * (followings + 1) * game.Nodes.Sum(WaysOut);
        return LaneColumns.Bytes(columns) > MostBytes || ways > MostWays ? "the game is too large" : null;
    }

    private static double WaysOut(GameNode node) =>
        node switch
        {
            TurnNode turn => turn.Options.Sum(option => option.Transitions[0].Length),
            ChanceNode chance => chance.Transitions[0].Length,
            JointTurnNode joint => joint.Transitions.Sum(transitions => (double)transitions.Length),
            _ => 0,
        };
}
