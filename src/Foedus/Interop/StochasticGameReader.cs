using System.Text.Json;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Reads a stochastic game from JSON: num_states, num_players, num_actions[s][p], discount[p], payoff[s][p][a0][a1]…, transition[s][a0][a1]…[s'] (docs/json.md); at the root or under "game".</summary>
public static class StochasticGameReader
{
    private const long MostNumbers = 20_000_000;

    private const int MostPeriods = 100_000;

    /// <returns>The game; and with "horizon", "initial_state" and "target_state" beside it, how it is to end (then "discount" may be left out: 1).</returns>
    /// <exception cref="InputException">Not such a file, or numbers that are no game.</exception>
    public static (StochasticGame Game, FiniteHorizon? End) Read(string path)
    {
        using var document = JsonInput.Read(path);
        var whole = document.RootElement;
        var root = whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty("game", out var inner) ? inner : whole;
        var end = whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty("horizon", out _)
            ? new FiniteHorizon(Whole(whole, "horizon", 1, MostPeriods, path), whole.TryGetProperty("initial_state", out _) ? Whole(whole, "initial_state", 0, int.MaxValue, path) : 0,
                whole.TryGetProperty("target_state", out _) ? Whole(whole, "target_state", 0, int.MaxValue, path) : null)
            : null;
        var game = ReadGame(root, end is not null, path);
        if (end is not null && (end.InitialState >= game.StateCount || end.TargetState >= game.StateCount))
            throw new InputException($"'initial_state' and 'target_state' are numbers from 0 to {game.StateCount - 1}.", path);
        return (game, end);
    }

    private static int Whole(JsonElement element, string name, int least, int most, string path)
    {
        var number = JsonInput.Number(JsonInput.Property(element, name, path), path);
        return number >= least && number <= most && number == Math.Floor(number) ? (int)number : throw new InputException($"'{name}' must be a whole number from {least} to {most}.", path);
    }

    private static StochasticGame ReadGame(JsonElement root, bool isFinite, string path)
    {
        var actions = JsonInput.Array(root, "num_actions", path).Select(state => JsonInput.Numbers(state, path).Select(n => (int)n).ToArray()).ToArray();
        var discount = isFinite && !root.TryGetProperty("discount", out _) ? [.. Enumerable.Repeat(1.0, actions.Length > 0 ? actions[0].Length : 0)]
            : JsonInput.Numbers(JsonInput.Property(root, "discount", path), path);
        var (states, players) = (actions.Length, discount.Length);
        if (states == 0 || players == 0 || actions.Any(state => state.Length != players || state.Any(count => count is < 1 or > 1000)))
            throw new InputException("'num_actions' needs one list a state with one number (1 to 1000) a player.", path);
        if (discount.Any(delta => !(delta >= 0 && (delta < 1 || (isFinite && delta == 1)))))
            throw new InputException(isFinite ? "Every discount must be from 0 to 1." : "Every discount must be at least 0 and below 1.", path);
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
