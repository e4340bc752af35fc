using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>What a party does at a turn, the same whatever is believed.</summary>
/// <param name="Period">From 1; null: in every period.</param>
/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state in words, as solve gives it; null: in every state.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Type">For which private type; null or empty: for every.</param>
/// <param name="Options">Chances, which add to 1; an option not named has none.</param>
public sealed record DealChoice(int? Period, string Step, string? State, string Party, string? Type, IReadOnlyDictionary<string, double> Options);

/// <summary>A profile of a deal given from outside, to be judged.</summary>
public static class DealProfile
{
    /// <summary>A solution's choices; only where nothing is private, for else they depend on what is believed.</summary>
    public static IReadOnlyList<DealChoice> Of(LoweredOffer offer, BeliefSolution solution)
    {
        var game = offer.Game;
        if (game.HasPrivateTypes)
            return [];
        return [.. Enumerable.Range(0, solution.Periods).SelectMany(period => Enumerable.Range(0, game.Nodes.Count).SelectMany(node => SolutionOrder.Movers(game, node).Select(mover => new DealChoice(
            solution.IsStationary ? null : period + 1, game.Steps[game.Nodes[node].Step].Name, game.StateNames[game.Nodes[node].State], game.Parties[mover.Party].Name, null,
            OptionsOf(game.Nodes[node], mover.Mover).Select((option, o) => (option, Chance: solution.Choice(period, node, mover.Mover, 0, o)[0])).ToDictionary(pair => pair.option, pair => pair.Chance)))))];
    }

    /// <summary>The profile on a grid of beliefs. Later lines go over earlier ones.</summary>
    /// <exception cref="InputException">A line names nothing, a turn has no line, or chances do not add to 1.</exception>
    public static BeliefSolution On(LoweredOffer offer, IReadOnlyList<DealChoice> choices, double[] coefficients, BeliefGrid grid)
    {
        var game = offer.Game;
        var solution = new BeliefSolution(game, coefficients, grid, BeliefRecursion.CycleOf(game));
        var used = new bool[choices.Count];
        for (var period = 0; period < solution.Periods; period++)
            for (var node = 0; node < game.Nodes.Count; node++)
            {
                var movers = SolutionOrder.Movers(game, node).ToList();
                if (movers.Count == 0)
                    continue;
                var rows = new double[BeliefSolution.RowsOf(game, game.Nodes[node]) * grid.PointCount];
                foreach (var (mover, party, _) in movers)
                    for (var type = 0; type < game.Parties[party].TypeCount; type++)
                        Fill(period, node, mover, party, type, rows);
                solution.Set(period, node, rows);
            }
        if (Array.IndexOf(used, false) is >= 0 and var unused)
            throw new InputException($"The profile's line about '{choices[unused].Step}' of {choices[unused].Party}{(choices[unused].State is { } where ? $" when {where}" : "")} fits no turn of offer '{offer.Offer.Name}'.");
        return solution;

        void Fill(int period, int node, int mover, int party, int type, double[] rows)
        {
            var (step, state) = (game.Steps[game.Nodes[node].Step].Name, game.StateNames[game.Nodes[node].State]);
            DealChoice? found = null;
            for (var i = 0; i < choices.Count; i++)
                if ((choices[i].Period ?? period + 1) == period + 1 && choices[i].Step == step && (choices[i].State ?? state) == state && choices[i].Party == game.Parties[party].Name
                    && (string.IsNullOrEmpty(choices[i].Type) || choices[i].Type == game.Parties[party].TypeNames[type]))
                    (found, used[i]) = (choices[i], true);
            var options = OptionsOf(game.Nodes[node], mover);
            if (options.Count == 1)
                found ??= new DealChoice(null, step, null, "", null, new Dictionary<string, double> { [options[0]] = 1 });
            if (found is null)
                throw new InputException($"The profile has no line for '{step}' of {game.Parties[party].Name} when {state} in period {period + 1}.");
            if (found.Options.Keys.FirstOrDefault(name => !options.Contains(name)) is { } unknown && found.State is not null)
                throw new InputException($"'{unknown}' is no option of '{step}' when {state}. Options: {string.Join(", ", options)}.");
            var chances = options.Select(option => found.Options.GetValueOrDefault(option)).ToArray();
            if (chances.Any(chance => !(chance >= 0)) || !(Math.Abs(chances.Sum() - 1) <= 1e-6))
                throw new InputException($"The chances of '{step}' of {game.Parties[party].Name} when {state} add to {chances.Sum():0.######}, not to 1.");
            for (var option = 0; option < chances.Length; option++)
                rows.AsSpan(BeliefSolution.Row(game, node, mover, type, option) * grid.PointCount, grid.PointCount).Fill(chances[option] / chances.Sum());
        }
    }

    private static IReadOnlyList<string> OptionsOf(GameNode node, int mover) => node switch
    {
        TurnNode turn => [.. turn.Options.Select(option => option.Name)],
        JointTurnNode joint => joint.Movers[mover].OptionNames,
        _ => [],
    };
}
