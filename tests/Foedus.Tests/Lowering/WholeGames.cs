using System.Globalization;
using System.Text;
using Foedus.Games;
using Foedus.Lowering;
using Foedus.Tests.Architecture;
using Foedus.Tests.Golden;

namespace Foedus.Tests.Lowering;

/// <summary>The games of the deal that has everything in it, under the second answer of its fork, and what their solutions come to: beside this file.</summary>
/// <remarks>Whether the numbers are right is for the other tests; this one notices that one of them, or a word, has changed.</remarks>
public class WholeGames
{
    // Larger ones take too long for what they would add.
    private const int MostSolved = 2000;

    [Fact]
    public void Are_these()
    {
        var text = new StringBuilder();
        foreach (var offer in EveryKind.Read.Value.Offers)
        {
            text.Append($"== {offer.Offer.Name}\n");
            Game(text, offer);
            if (offer.Game.StateCount > MostSolved)
                continue;
            var outcome = SoundDeal.Solve(offer);
            text.Append(
                $"measures {Numbers(outcome.Measures)}\nvalues {Numbers(outcome.Values)}\ncalled {Numbers(outcome.Called)}\nkept {Numbers(outcome.Kept)}\nstandings {Numbers(outcome.Standings)}\n"
            );
        }
        GoldenFile.HoldsAt(Repository.PathOf("tests/Foedus.Tests/Lowering/whole-games.txt"), text.ToString());
    }

    private static void Game(StringBuilder text, LoweredOffer offer)
    {
        var game = offer.Game;
        var numbers = new double[offer.Table.Count];
        offer.Table.Evaluate([.. offer.Deal.Assumptions.Select(assumption => assumption.Best)], numbers);
        text.Append($"{game.StateCount} states, {game.Nodes.Count} nodes, {game.CoefficientCount} numbers; begins with {game.StateNames[game.InitialState]}\n");
        foreach (var step in game.Steps)
        {
            var nodes = step.NodeOfState.Where(node => node >= 0).Select(node => game.Nodes[node]).ToList();
            var ways = nodes.SelectMany(DealLowering.TransitionsOf).ToList();
            // Where ways lead, by number, so that one that leads elsewhere is noticed.
            var led = ways.Sum(way => numbers[way.Probability.Index] * (1 + way.NextState));
            var options = nodes.SelectMany(node => node.Choosers).SelectMany(chooser => chooser.Options).Distinct();
            text.Append(
                $"{step.Name}: {nodes.Count} nodes, {ways.Count} ways, {Numbers([led])}{(step.IsClock ? ", a clock" : "")}; {string.Join(", ", options)}\n"
            );
        }
        text.Append(
            $"flows {Numbers([.. Enumerable.Range(0, game.Parties.Count).Select(party => game.Flows.Sum(state => state[party].Sum(flow => numbers[flow.Index])))])}\n"
        );
        foreach (var name in game.StateNames.Order(StringComparer.Ordinal).Where((_, place) => place % (game.StateCount / 8) == 0))
            text.Append($"  {name}\n");
        foreach (var ask in offer.Asks)
            text.Append($"ask {ask.Name}: {ask.Periods} periods, holds in {ask.Holds.Count(holds => holds)}\n");
        foreach (var promise in offer.Promises)
            text.Append($"promise {promise.Name}: {promise.Calls.Count} calls, once {promise.IsOnce}\n");
        text.Append($"never met: {string.Join("; ", offer.NeverMet.Select(never => never.Message))}\n");
        text.Append(
            $"given: {offer.Start?.Count}; values met {string.Join(", ", offer.ValuesMet.Select(met => met.Count))}; conditions {offer.Conditions.Count(met => met is { WasTrue: true, WasFalse: true })} of {offer.Conditions.Count}\n"
        );
    }

    private static string Numbers(IReadOnlyList<double> values) =>
        string.Join(" ", values.Select(value => value.ToString("0.#####", CultureInfo.InvariantCulture)));
}
