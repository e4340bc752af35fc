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
        var root = new JsonAt(document.RootElement, path);
        if (root.Find("equilibria") is { } equilibria)
            root = equilibria.Items().FirstOrDefault() ?? throw equilibria.Wrong("'equilibria' is empty: there is no profile to verify.");
        var sets = Enumerable.Range(0, game.InformationSetCount).ToDictionary(set => (game.SetPlayer[set] + 1, game.InformationSetNumber(set)));
        var chances = new double[game.ActionCount];
        var (said, believed) = (new HashSet<int>(), new HashSet<(int, int)>());
        foreach (var entry in root["profile"].Items())
        {
            var set = Set(entry);
            var action = game.ActionStart[set] + entry["actionIndex"].Whole(1, game.ActionCountOf(set)) - 1;
            // Both are written by 'foedus solve'; where somebody changed one of them, nobody knows which is meant.
            if (entry.Find("action") is { Kind: JsonValueKind.String } named && named.Text() != game.ActionLabel(action))
                throw named.Wrong(
                    $"Action {entry["actionIndex"].Raw} of this information set is called '{game.ActionLabel(action)}', not '{named.Text()}'. Change one of the two, or leave \"action\" out."
                );
            chances[action] = said.Add(action)
                ? Probability(entry["probability"])
                : throw entry.Wrong("This action of this information set stands in the profile already.");
        }
        var beliefs = new double[game.InformationSetCount][];
        if (root.Find("beliefs") is { } stated)
            foreach (var entry in stated.Items())
            {
                var set = Set(entry);
                beliefs[set] ??= new double[game.MembersOf(set).Length];
                var member = entry["member"].Whole(1, beliefs[set].Length) - 1;
                beliefs[set][member] = believed.Add((set, member))
                    ? Probability(entry["belief"])
                    : throw entry.Wrong("The belief in this member of this information set is stated already.");
            }
        for (var set = 0; set < beliefs.Length; set++)
            if (beliefs[set] is { } at && Math.Abs(at.Sum() - 1) > 1e-6)
                throw new InputException(
                    $"The beliefs at information set {game.InformationSetNumber(set)} of {game.Players[game.SetPlayer[set]]} add to {at.Sum():0.######}, not to 1.",
                    path
                );
        return (BehaviorProfile.FromProbabilities(game, chances), [.. beliefs.Select(at => at is null ? null : Array.ConvertAll(at, Math.Log))]);

        int Set(JsonAt entry) =>
            sets.TryGetValue((entry["player"].Whole(1, int.MaxValue), entry["informationSet"].Whole(0, int.MaxValue)), out var set)
                ? set
                : throw entry.Wrong($"The game has no information set {entry["informationSet"].Raw} of player {entry["player"].Raw}.");

        static double Probability(JsonAt at) =>
            at.Number() is var number && number >= 0 && number <= 1 + 1e-9 ? number : throw at.Wrong($"A number from 0 to 1 is wanted here, not {at.Raw}.");
    }
}
