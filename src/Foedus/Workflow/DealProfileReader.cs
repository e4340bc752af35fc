using System.Globalization;
using System.Text.Json;
using Foedus.Games;
using Foedus.Interop;
using Foedus.Lowering;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Reads a profile of a deal from JSON: "profile" as foedus solve writes it for an offer, in its answer or at the root of a file of its own.</summary>
public static class DealProfileReader
{
    /// <returns>The profile; and the values of assumptions at which it was solved, where the file gives them.</returns>
    /// <exception cref="InputException">Not such a file, or it names what the offer does not have.</exception>
    public static (DealProfile Profile, IReadOnlyDictionary<string, double> SolvedAt) Read(string path, LoweredOffer offer)
    {
        using var document = JsonInput.Read(path);
        var root = new JsonAt(document.RootElement, path);
        var holder = root.Find("offers") is { } offers ? OfOffer(offers, offer.Offer.Name) : root;
        if (holder["profile"] is { Kind: JsonValueKind.Null } none)
            throw none.Wrong(
                "There is no profile here: the offer was not solved, or what is chosen depends on so many beliefs that it is written only when asked for. Solve it with --json --profile."
            );
        var game = offer.Game;
        var beliefs = holder.Find("profileBeliefs") is { Kind: not JsonValueKind.Null } list ? list.Items().Select(point => Belief(point, game)).ToList() : [];
        var resolution = beliefs.Count > 0 ? holder["resolution"].Whole(3, 201) : (int?)null;
        var choices = holder["profile"].Items().Select(line => Choice(line, game, beliefs.Count)).ToList();
        var solvedAt = root.Find("assumptions") is { Kind: JsonValueKind.Object } values
            ? values.Members().ToDictionary(value => value.Name, value => value.Value.Number())
            : [];
        return (new DealProfile(choices, beliefs, resolution), solvedAt);
    }

    private static JsonAt OfOffer(JsonAt offers, string name)
    {
        var all = offers.Items();
        return all.FirstOrDefault(each => each["offer"].Text() == name)
            ?? throw offers.Wrong($"The answer has nothing of offer '{name}'. It has: {string.Join(", ", all.Select(each => each["offer"].Text()))}.");
    }

    private static Dictionary<string, IReadOnlyList<double>> Belief(JsonAt point, PublicBeliefGame game)
    {
        var belief = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var party in game.Parties.Where(party => party.IsPrivate))
        {
            var chances = point[party.Name].Numbers();
            if (chances.Length != party.TypeCount)
                throw point[party.Name].Wrong($"A chance of each type of {party.Name} is wanted here: {string.Join(", ", party.TypeNames)}.");
            belief.Add(party.Name, chances);
        }
        return belief;
    }

    private static DealChoice Choice(JsonAt line, PublicBeliefGame game, int points)
    {
        var step = One(line["step"], game.Steps.Select(each => each.Name), "turn");
        var state = Optional(line, "state") is { } where ? One(where, game.StateNames, "state") : null;
        var party = game.Parties.First(each => each.Name == One(line["party"], game.Parties.Select(other => other.Name), "party"));
        var type = Optional(line, "type") is { } kind && kind.Text().Length > 0 ? One(kind, party.TypeNames, $"type of {party.Name}") : null;
        var possible = Enumerable
            .Range(0, game.Nodes.Count)
            .Where(node => game.Steps[game.Nodes[node].Step].Name == step && (state is null || game.StateNames[game.Nodes[node].State] == state))
            .SelectMany(node =>
                SolutionOrder
                    .Movers(game, node)
                    .Where(mover => game.Parties[mover.Party] == party)
                    .Select(mover => game.Nodes[node].Choosers[mover.Mover].Options)
            )
            .ToList();
        if (possible.Count == 0)
            throw line.Wrong($"'{step}' is no turn of {party.Name}{(state is null ? "" : $" when {state}")}.");
        var options = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var (name, value) in line["options"].Members())
        {
            if (!possible.Any(some => some.Contains(name)))
                throw value.Wrong(
                    $"'{name}' is no option of '{step}'{(state is null ? "" : $" when {state}")}. Options: {string.Join(", ", possible.SelectMany(some => some).Distinct())}."
                );
            var chances = value.Kind == JsonValueKind.Array ? value.Numbers() : [value.Number()];
            if (value.Kind == JsonValueKind.Array && chances.Length != points)
                throw value.Wrong(
                    points == 0
                        ? "A number is wanted here: the profile has no 'profileBeliefs' that a list could go along."
                        : $"A number, or one for each of the {Words.Counted(points, "belief")} of the profile, is wanted here; these are {chances.Length}."
                );
            if (Array.FindIndex(chances, chance => !(chance >= 0 && chance <= 1 + 1e-9)) is >= 0 and var wrong)
                throw value.Wrong($"A chance is from 0 to 1, not {chances[wrong].ToString(CultureInfo.InvariantCulture)}.");
            options.Add(name, chances);
        }
        return new DealChoice(Optional(line, "period")?.Whole(1, game.Periods ?? int.MaxValue), step, state, party.Name, type, options, line.PlaceInFile);
    }

    private static JsonAt? Optional(JsonAt line, string member) => line.Find(member) is { Kind: not JsonValueKind.Null } there ? there : null;

    private static string One(JsonAt at, IEnumerable<string> known, string what) =>
        known.Contains(at.Text())
            ? at.Text()
            : throw at.Wrong(
                $"There is no {what} '{at.Text()}'. There is: {string.Join(", ", known.Distinct().Take(20))}{(known.Distinct().Count() > 20 ? ", …" : "")}."
            );
}
