using System.Text;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Numerics.Lanes;
using Foedus.Solving.Beliefs;
using Foedus.Tests.Golden;
using Foedus.Units;
using Foedus.Weighing.Draws;

namespace Foedus.Tests.Solving.Batched;

/// <summary>Which offers of the shipped deals are solved side by side, and of the others why not and how their turns are: a change that drops one to a slower way changes a line.</summary>
public class WhereDealsAreSolved
{
    private const int Draws = 32;

    [Fact]
    public void Every_offer_is_solved_as_the_file_says()
    {
        var text = new StringBuilder();
        foreach (var path in Repository.Deals.Select(path => Path.GetRelativePath(Repository.Root, path)).Order(StringComparer.Ordinal))
        foreach (var offer in Shipped.Deal(path).Offers)
            text.Append(Path.GetFileNameWithoutExtension(path)).Append(' ').Append(offer.Offer.Name).Append(": ").Append(Way(offer)).Append('\n');
        GoldenFile.HoldsAt(Repository.PathOf("tests/Foedus.Tests/Solving/Batched/where-deals-are-solved.txt"), text.ToString());
    }

    private static string Way(LoweredOffer offer)
    {
        if (BlockSolvers.WhyNotInLanes(offer) is not { } why)
            return Alone(offer) is > 0 and var alone
                ? $"side by side; of {Draws} draws {alone} once more by themselves, a joint turn not having settled"
                : "side by side";
        var turns = offer
            .Game.Nodes.OfType<TurnNode>()
            .Select(node => Turn(offer.Game, node))
            .Concat(offer.Game.Nodes.OfType<JointTurnNode>().Select(_ => "joint"))
            .CountBy(way => way)
            .OrderBy(way => way.Key, StringComparer.Ordinal);
        return $"one by one, {why}; turns {string.Join(", ", turns.Select(way => $"{way.Value} {way.Key}").DefaultIfEmpty("none"))}";
    }

    private static int Alone(LoweredOffer offer)
    {
        var worlds = LaneLaws.Worlds(offer.Deal, Draws);
        var solver = new InLanes<Lane256>(offer);
        solver.Solve(worlds, 0, Draws, LaneLaws.Columns(offer, Draws), TestContext.Current.CancellationToken);
        return solver.SolvedAlone;
    }

    // Two types: choices in registers, values point by point where both are led to the same states.
    private static string Turn(PublicBeliefGame game, TurnNode node) =>
        game.Parties[node.Mover].TypeCount switch
        {
            1 => "open",
            2 => new TurnPlan(game, node).IsAlike ? "in registers" : "in registers but for values, types being led to other states",
            var types => $"of {Words.Counted(types, "type")}",
        };
}
