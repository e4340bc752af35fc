using System.Text.Json;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Reads a conflict from JSON: "states", and "decision_makers" with "name", "payoff" by state and "moves" {state: [states]} (docs/json.md).</summary>
public static class ConflictReader
{
    private const int MostStates = 100_000;

    /// <exception cref="InputException">Not such a file.</exception>
    public static ConflictGraph Read(string path)
    {
        using var document = JsonInput.Read(path);
        var root = document.RootElement;
        var states = JsonInput.Array(root, "states", path).Select((state, s) => state.ValueKind == JsonValueKind.String ? state.GetString()!
            : state.ValueKind == JsonValueKind.Object && state.TryGetProperty("yn", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : $"{s}").ToList();
        if (states.Count is 0 or > MostStates)
            throw new InputException($"A conflict has from 1 to {MostStates:N0} states; this one has {states.Count:N0}.", path);
        var parties = JsonInput.Array(root, "decision_makers", path).Select(maker =>
        {
            var name = JsonInput.Property(maker, "name", path).GetString() ?? "";
            var rank = JsonInput.Numbers(JsonInput.Property(maker, "payoff", path), path);
            if (rank.Length != states.Count)
                throw new InputException($"'payoff' of {name} has {rank.Length} numbers for {states.Count} states.", path);
            var moves = Enumerable.Range(0, states.Count).Select(_ => System.Array.Empty<int>()).ToArray();
            var listed = JsonInput.Property(maker, "moves", path);
            if (listed.ValueKind != JsonValueKind.Object)
                throw new InputException($"'moves' of {name} must be an object: {{\"0\": [1, 2]}}.", path);
            foreach (var property in listed.EnumerateObject())
                moves[State(property.Name, states.Count, path)] = [.. JsonInput.Numbers(property.Value, path).Select(next => State($"{next}", states.Count, path))];
            return new ConflictParty(name, rank, moves);
        }).ToList();
        return parties.Count is > 0 and <= 60 ? new ConflictGraph(states, parties) : throw new InputException($"A conflict has from 1 to 60 decision makers; this one has {parties.Count}.", path);
    }

    private static int State(string text, int count, string path) => int.TryParse(text, out var state) && state >= 0 && state < count ? state
        : throw new InputException($"'{text}' in 'moves' is not the number of a state; states are numbered from 0 to {count - 1}.", path);
}
