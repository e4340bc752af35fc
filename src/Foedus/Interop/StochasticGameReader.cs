using Foedus.Games;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>Reads a stochastic game from JSON: num_states, num_players, num_actions[s][p], discount[p], payoff[s][p][a0][a1]…, transition[s][a0][a1]…[s'] (docs/json.md); at the root or under "game".</summary>
public static class StochasticGameReader
{
    private const long MostNumbers = 20_000_000;

    private const int MostPeriods = 100_000;

    private const int MostActions = 1000;

    /// <returns>The game; and with "horizon", "initial_state" and "target_state" beside it, how it is to end (then "discount" may be left out: 1).</returns>
    /// <exception cref="InputException">Not such a file, or numbers that are no game.</exception>
    public static (StochasticGame Game, FiniteHorizon? End) Read(string path)
    {
        using var document = JsonInput.Read(path);
        var whole = new JsonAt(document.RootElement, path);
        var horizon = whole.Find("horizon");
        var game = ReadGame(whole.Find("game") ?? whole, horizon is not null);
        return (
            game,
            horizon is null
                ? null
                : new FiniteHorizon(
                    horizon.Whole(1, MostPeriods),
                    whole.Find("initial_state")?.Whole(0, game.StateCount - 1) ?? 0,
                    whole.Find("target_state")?.Whole(0, game.StateCount - 1)
                )
        );
    }

    private static StochasticGame ReadGame(JsonAt root, bool isFinite)
    {
        var actions = root["num_actions"].Items().Select(state => state.Items().Select(count => count.Whole(1, MostActions)).ToArray()).ToArray();
        var discount =
            isFinite && root.Find("discount") is null ? [.. Enumerable.Repeat(1.0, actions.Length > 0 ? actions[0].Length : 0)] : root["discount"].Numbers();
        var (states, players) = (actions.Length, discount.Length);
        if (states == 0 || players == 0 || actions.Any(state => state.Length != players))
            throw root["num_actions"]
                .Wrong($"One list a state is wanted with one number (1 to {MostActions}) for each of the players, of whom 'discount' names {players}.");
        Held("num_states", states);
        Held("num_players", players);
        if (discount.Any(delta => !(delta >= 0 && (delta < 1 || (isFinite && delta == 1)))))
            throw root["discount"].Wrong(isFinite ? "Every discount must be from 0 to 1." : "Every discount must be at least 0 and below 1.");
        var size = actions.Sum(state => state.Aggregate(1.0, (count, n) => count * n)) * (players + (double)states);
        if (size > MostNumbers)
            throw new RefusedException(
                $"The game has {Words.Counted(size, "number")}; at most {MostNumbers:N0} are read. Use fewer states, players or actions."
            );
        var payoff = OfStates("payoff", (state, s) => state.Items().Select(player => Flat(player, actions[s], 0)).ToArray());
        for (var s = 0; s < states; s++)
            if (payoff[s].Length != players)
                throw root["payoff"].Items()[s].Wrong($"It has {Words.Counted(payoff[s].Length, "entry")} for {Words.Counted(players, "player")}.");
        var transition = OfStates("transition", (state, s) => Flat(state, [.. actions[s], states], 0).Chunk(states).ToArray());
        for (var s = 0; s < states; s++)
            foreach (var row in transition[s])
                if (row.Any(chance => chance < 0) || Math.Abs(row.Sum() - 1) > 1e-9)
                    throw root["transition"]
                        .Items()[s]
                        .Wrong($"The chances of a transition out of state {s} add to {row.Sum():0.######}; they must be at least 0 and add to 1.");
        return new StochasticGame
        {
            StateCount = states,
            PlayerCount = players,
            Actions = actions,
            Discount = discount,
            Payoff = payoff,
            Transition = transition,
        };

        T[] OfStates<T>(string name, Func<JsonAt, int, T> read) =>
            root[name].Items() is var items && items.Count == states
                ? [.. items.Select(read)]
                : throw root[name].Wrong($"It has {Words.Counted(items.Count, "entry")} for {Words.Counted(states, "state")}.");

        // Said twice, it must be said alike.
        void Held(string name, int count)
        {
            if (root.Find(name) is { } said && said.Number() != count)
                throw said.Wrong($"'{name}' is {said.Raw}, but the lists are for {count}.");
        }
    }

    private static double[] Flat(JsonAt list, int[] shape, int depth)
    {
        if (depth == shape.Length - 1)
            return list.Numbers() is var numbers && numbers.Length == shape[depth] ? numbers : throw Other(numbers.Length);
        var items = list.Items();
        return items.Count == shape[depth] ? [.. items.SelectMany(item => Flat(item, shape, depth + 1))] : throw Other(items.Count);

        InputException Other(int count) => list.Wrong($"It has {Words.Counted(count, "entry")} where {shape[depth]} are wanted.");
    }
}
