using System.Text.Json;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Reads a stochastic game from JSON: num_states, num_players, num_actions[s][p], discount[p], payoff[s][p][a0][a1]…, transition[s][a0][a1]…[s'] (docs/json.md); at the root or under "game".</summary>
public static class StochasticGameReader
{
    private const long MostNumbers = 20_000_000;

    /// <exception cref="InputException">Not such a file, or numbers that are no game.</exception>
    public static StochasticGame Read(string path)
    {
        using var document = JsonInput.Read(path);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("game", out var inner))
            root = inner;
        var actions = JsonInput.Array(root, "num_actions", path).Select(state => JsonInput.Numbers(state, path).Select(n => (int)n).ToArray()).ToArray();
        var discount = JsonInput.Numbers(JsonInput.Property(root, "discount", path), path);
        var (states, players) = (actions.Length, discount.Length);
        if (states == 0 || players == 0 || actions.Any(state => state.Length != players || state.Any(count => count is < 1 or > 1000)))
            throw new InputException("'num_actions' needs one list a state with one number (1 to 1000) a player.", path);
        if (discount.Any(delta => !(delta >= 0 && delta < 1)))
            throw new InputException("Every discount must be at least 0 and below 1.", path);
        var size = actions.Sum(state => state.Aggregate(1.0, (count, n) => count * n)) * (players + states);
        if (size > MostNumbers)
            throw new RefusedException($"The game has {size:N0} numbers; at most {MostNumbers:N0} are read. Use fewer states, players or actions.");
        var payoff = JsonInput.Array(root, "payoff", path).Select((state, s) =>
            JsonInput.Items(state, "payoff", path).Select(player => Flat(player, actions.ElementAtOrDefault(s) ?? [], 0, path)).ToArray()).ToArray();
        var transition = JsonInput.Array(root, "transition", path).Select((state, s) =>
        {
            var flat = Flat(state, [.. actions.ElementAtOrDefault(s) ?? [], states], 0, path);
            return flat.Chunk(states).ToArray();
        }).ToArray();
        if (payoff.Length != states || transition.Length != states || payoff.Any(state => state.Length != players))
            throw new InputException("'payoff' and 'transition' need one entry a state, 'payoff' one a player inside.", path);
        for (var s = 0; s < states; s++)
            foreach (var row in transition[s])
                if (row.Any(chance => chance < 0) || Math.Abs(row.Sum() - 1) > 1e-9)
                    throw new InputException($"The chances of a transition out of state {s} add to {row.Sum():0.######}; they must be at least 0 and add to 1.", path);
        return new StochasticGame { StateCount = states, PlayerCount = players, Actions = actions, Discount = discount, Payoff = payoff, Transition = transition };
    }

    private static double[] Flat(JsonElement element, int[] shape, int depth, string path)
    {
        if (depth == shape.Length)
            return [JsonInput.Number(element, path)];
        var items = JsonInput.Items(element, "payoff or transition", path).ToList();
        return items.Count == shape[depth] ? [.. items.SelectMany(item => Flat(item, shape, depth + 1, path))]
            : throw new InputException($"A list has {items.Count} entries where {shape[depth]} are wanted.", path);
    }
}
