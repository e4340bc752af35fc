using Foedus.Games;
using Foedus.Lowering;
using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>A turn of a game.</summary>
/// <param name="Period">Of the cycle (of the horizon, where it ends), from 0.</param>
/// <param name="Node">The node's number.</param>
/// <param name="Mover">Index among its movers.</param>
public readonly record struct TurnPlace(int Period, int Node, int Mover)
{
    /// <summary>"what Russia does at 'the campaign' when the war is going on, in year 3".</summary>
    public string InWords(PublicBeliefGame game)
    {
        var (node, mover, words) = (game.Nodes[Node], Mover, game.Words);
        var (step, party) = (game.Steps[node.Step].Name, game.Parties[SolutionOrder.Movers(game, Node).First(each => each.Mover == mover).Party].Name);
        return $"what {words.Subject(party).Inside} {words.Subject(party).Does("does", "do")}{(step == party ? "" : $" at '{words.Step(step)}'")} when {words.State(game.StateNames[node.State])}{(game.Periods is null ? "" : $", in {Words.Spoken(words.Unit)} {Period + 1}")}";
    }
}

/// <summary>What is played at a turn where it is met.</summary>
/// <param name="Period">From 1.</param>
/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state, in words.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Reached">Chance that it is met in the period.</param>
/// <param name="IsOpen">Whether another solution that was found, or the same on a finer grid, plays it differently.</param>
/// <param name="Types">By type; a type that does not meet it has no options.</param>
internal sealed record SolvedTurn(int Period, string Step, string State, string Party, double Reached, bool IsOpen, IReadOnlyList<SolvedType> Types)
{
    /// <summary>The turns of the first period, in the states that are met there.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="outcome">A solution, with the others that were found.</param>
    /// <param name="hangsOnGrid">Turns at which what is chosen is not settled by the grid: they are open too.</param>
    public static IReadOnlyList<SolvedTurn> FirstOf(LoweredOffer offer, OfferOutcome outcome, IReadOnlyList<TurnPlace>? hangsOnGrid = null)
    {
        var game = offer.Game;
        var open = outcome
            .Others.SelectMany(other => SolutionOrder.Differences(outcome, other))
            .Select(turn => new TurnPlace(turn.Period, turn.Node, turn.Mover))
            .Concat(hangsOnGrid ?? [])
            .ToHashSet();
        var turns = new List<SolvedTurn>();
        for (var node = 0; node < game.Nodes.Count; node++)
            if (outcome.Forward.Reached[0][node] >= 1e-9)
                foreach (var (mover, party, _) in SolutionOrder.Movers(game, node))
                {
                    var options = game.Nodes[node].Choosers[mover].Options;
                    turns.Add(
                        new SolvedTurn(
                            1,
                            game.Steps[game.Nodes[node].Step].Name,
                            game.StateNames[game.Nodes[node].State],
                            game.Parties[party].Name,
                            outcome.Forward.Reached[0][node],
                            open.Contains(new TurnPlace(0, node, mover)),
                            [
                                .. game.Parties[party]
                                    .TypeNames.Select(
                                        (type, t) =>
                                            new SolvedType(
                                                type,
                                                [
                                                    .. options
                                                        .Select(
                                                            (option, o) => new SolvedOption(option, outcome.Forward.ChoiceWhereMet(0, node, mover, party, t, o))
                                                        )
                                                        .Where(option => !double.IsNaN(option.Chance)),
                                                ]
                                            )
                                    ),
                            ]
                        )
                    );
                }
        return turns;
    }
}

/// <param name="Type">The private type; empty where nothing is private.</param>
/// <param name="Options">In the order of the deal.</param>
internal sealed record SolvedType(string Type, IReadOnlyList<SolvedOption> Options);

/// <param name="Option">The option's name.</param>
/// <param name="Chance">With which chance it is played.</param>
internal sealed record SolvedOption(string Option, double Chance);
