using System.Globalization;
using System.Text.Json;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Interop;

/// <summary>Reads a conflict from JSON: "states", and "decision_makers" with "name", "payoff" by state and "moves" {state: [states]} (docs/json.md).</summary>
public static class ConflictReader
{
    private const int MostStates = 100_000;
    private const int MostParties = 60;

    /// <exception cref="InputException">Not such a file; two decision makers of one name are a fault, for answers go by name.</exception>
    public static ConflictGraph Read(string path)
    {
        using var document = JsonInput.Read(path);
        var root = new JsonAt(document.RootElement, path);
        var states = root["states"]
            .Items()
            .Select((state, s) => state.Kind == JsonValueKind.Object ? state.Find("yn")?.Text() ?? $"{s}" : state.Text())
            .ToList();
        if (states.Count is 0 or > MostStates)
            throw root["states"].Wrong($"A conflict has from 1 to {MostStates:N0} states; this one has {states.Count:N0}.");
        var makers = root["decision_makers"].Items();
        if (makers.Count is 0 or > MostParties)
            throw root["decision_makers"].Wrong($"A conflict has from 1 to {MostParties} decision makers; this one has {makers.Count:N0}.");
        var parties = makers.Select(maker => Party(maker, states.Count)).ToList();
        // Answers go by name and number.
        Told(root["decision_makers"], "decision makers", [.. parties.Select(party => party.Name)]);
        Told(root["states"], "states", states);
        return new ConflictGraph(states, parties);
    }

    private static void Told(JsonAt at, string what, IReadOnlyList<string> names)
    {
        if (LookAlike.Among(names) is (var first, var second))
            throw at.Wrong(
                names[first] == names[second]
                    ? $"Two {what}, numbers {first} and {second} from 0, are called '{names[first]}'. Give each a name of its own."
                    : $"Two {what}, numbers {first} and {second} from 0, have names that look the same, '{names[first]}' and '{names[second]}': they differ in spaces, accents, alphabets or what is not seen. Give each a name of its own."
            );
    }

    private static ConflictParty Party(JsonAt maker, int states)
    {
        var name = maker["name"].Text();
        var rank = maker["payoff"].Numbers();
        if (rank.Length != states)
            throw maker["payoff"].Wrong($"'payoff' of {name} has {Words.Counted(rank.Length, "number")} for {Words.Counted(states, "state")}.");
        var moves = new int[states][];
        Array.Fill(moves, []);
        foreach (var (from, to) in maker["moves"].Members())
        {
            var state =
                int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < states
                    ? number
                    : throw maker["moves"].Wrong($"'{from}' is not the number of a state; states are numbered from 0 to {states - 1}.");
            moves[state] = [.. to.Items().Select(next => next.Whole(0, states - 1)).Distinct()];
        }
        return new ConflictParty(name, rank, moves);
    }
}
