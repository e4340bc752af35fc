using System.Text.Json;
using Foedus.Games;

namespace Foedus.Interop;

/// <summary>Reads a profile of a tree from JSON: "profile" as foedus solve writes it (at the root or as its first equilibrium), and "beliefs" where they are stated.</summary>
public static class ProfileReader
{
    /// <returns>The profile; and beliefs by information set and member, logarithms, null at sets for which none are stated.</returns>
    /// <exception cref="InputException">Not such a file, or not this game's.</exception>
    public static (BehaviorProfile Profile, double[]?[] LogBeliefs) Read(string path, ExtensiveGame game)
    {
        using var document = JsonInput.Read(path);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("equilibria", out var equilibria))
            root = JsonInput.Items(equilibria, "equilibria", path).Cast<JsonElement?>().FirstOrDefault() ?? throw new InputException("'equilibria' is empty: there is no profile to verify.", path);
        var sets = Enumerable.Range(0, game.InformationSetCount).ToDictionary(set => (game.SetPlayer[set] + 1, game.InformationSetNumber(set)));
        var chances = new double[game.ActionCount];
        foreach (var entry in JsonInput.Array(root, "profile", path))
        {
            var set = Set(entry);
            chances[game.ActionStart[set] + Index(entry, "actionIndex", game.ActionCountOf(set))] = Probability(entry, "probability");
        }
        var beliefs = new double[game.InformationSetCount][];
        if (root.TryGetProperty("beliefs", out var stated))
            foreach (var entry in JsonInput.Items(stated, "beliefs", path))
            {
                var set = Set(entry);
                beliefs[set] ??= new double[game.MembersOf(set).Length];
                beliefs[set][Index(entry, "member", beliefs[set].Length)] = Probability(entry, "belief");
            }
        for (var set = 0; set < beliefs.Length; set++)
            if (beliefs[set] is { } at && Math.Abs(at.Sum() - 1) > 1e-6)
                throw new InputException($"The beliefs at information set {game.InformationSetNumber(set)} of {game.Players[game.SetPlayer[set]]} add to {at.Sum():0.######}, not to 1.", path);
        return (BehaviorProfile.FromProbabilities(game, chances), [.. beliefs.Select(at => at is null ? null : Array.ConvertAll(at, Math.Log))]);

        int Set(JsonElement entry) => sets.TryGetValue(((int)Number(entry, "player"), (int)Number(entry, "informationSet")), out var set) ? set
            : throw new InputException($"The game has no information set {Number(entry, "informationSet")} of player {Number(entry, "player")}.", path);

        double Number(JsonElement entry, string name) => JsonInput.Number(JsonInput.Property(entry, name, path), path);

        int Index(JsonElement entry, string name, int count) => Number(entry, name) is var number && number >= 1 && number <= count && number == Math.Floor(number) ? (int)number - 1
            : throw new InputException($"'{name}' must be a whole number from 1 to {count} there; it is {number}.", path);

        double Probability(JsonElement entry, string name) => Number(entry, name) is var number && number >= 0 && number <= 1 + 1e-9 ? number
            : throw new InputException($"'{name}' must be from 0 to 1; it is {number}.", path);
    }
}
