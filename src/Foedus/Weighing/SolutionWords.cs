using Foedus.Games;
using Foedus.Solving.Beliefs;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>Which of several equilibria is shown, in words.</summary>
internal static class SolutionWords
{
    /// <summary>The rule, for some games together.</summary>
    /// <param name="games">Games of the offers.</param>
    /// <param name="hasStart">Whether the deal gives choices to begin from.</param>
    public static string Rule(IEnumerable<PublicBeliefGame> games, bool hasStart)
    {
        var all = games.ToList();
        return hasStart ? "the equilibrium is shown that is reached from the deal's start profile; there may be others"
            : all.Any(game => game.HasPrivateTypes && Readings.AreAllFollowed(game))
                ? "of the equilibria found the one is shown in which a choice is least taken as the sign of a type that gains less from it than another; there may be others"
            : all.Any(game => game.Periods is null || game.Nodes.Any(node => node is JointTurnNode))
                ? "the equilibrium is shown that is followed from λ = 0; there may be others"
            : "nothing is private and nobody chooses at once with others, so choices are worked out backward and there is one equilibrium, but for ties";
    }

    /// <summary>The same of one solution, with what else was found.</summary>
    public static string Of(OfferOutcome outcome, bool hasStart)
    {
        var rule = Rule([outcome.Solution.Game], hasStart);
        var others =
            outcome.Others.Count == 0
                ? ""
                : $" {Words.Counted(outcome.Others.Count, "other")} found: {string.Join(" / ", outcome.Others.Select(other => other.Name))}; shown: {outcome.Name}.{(outcome.IsTied ? " Signs are read as plainly in the next: which of them is played is open." : "")}";
        return $"{char.ToUpperInvariant(rule[0])}{rule[1..]}.{others}";
    }
}
