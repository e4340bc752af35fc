using System.Text.Json.Nodes;
using Foedus.Games;
using Foedus.Solving;
using Foedus.Solving.Ordinal;
using Foedus.Solving.Stochastic;
using Foedus.Solving.Trees;

namespace Foedus.Interop;

/// <summary>Solved raw games as JSON.</summary>
public static class GameJson
{
    public static JsonObject Stochastic(SolveReport report, IReadOnlyList<StationaryProfile> equilibria)
    {
        var answer = WeighingJson.Report(report);
        answer["schema"] = "foedus/game/1";
        answer["equilibria"] = Json.Array(equilibria.Select(profile => new JsonObject
        {
            ["strategies"] = Json.Array(profile.Strategies.Select(state => (JsonNode?)Json.Array(state.Select(chances => (JsonNode?)Json.Numbers(chances))))),
            ["values"] = Json.Array(profile.Values.Select(values => (JsonNode?)Json.Numbers(values))),
            ["lambda"] = Json.Number(profile.Lambda),
            ["deviationGain"] = Json.Number(profile.DeviationGain),
            ["logitResidual"] = Json.Number(profile.LogitResidual),
        }));
        return answer;
    }

    /// <summary>A game of some rounds: what each player can secure, and the equilibrium that is best in total.</summary>
    public static JsonObject FiniteHorizon(SolveReport report, FiniteHorizonValues values)
    {
        var answer = WeighingJson.Report(report);
        answer["schema"] = "foedus/game/1";
        answer["maxMinReach"] = values.Reach is { } reach ? Json.Numbers(reach) : null;
        answer["maxMinReward"] = Json.Numbers(values.Secure);
        answer["welfare"] = values.Welfare is { } best ? Json.Number(best.Sum()) : null;
        answer["equilibria"] = values.Welfare is { } welfare && values.Strategies is { } strategies ? Json.Array([new JsonObject
        {
            ["strategies"] = Json.Array(strategies.Select(period => (JsonNode?)Json.Array(period.Select(state => (JsonNode?)Json.Array(state.Select(chances => (JsonNode?)Json.Numbers(chances))))))),
            ["payoffs"] = Json.Numbers(welfare),
            ["deviationGain"] = Json.Number(values.StageGain),
        }]) : new JsonArray();
        return answer;
    }

    /// <summary>A tree or a table; players, information sets and actions are numbered from 1, as in the file.</summary>
    public static JsonObject Tree(ExtensiveGame game, TreeResult result)
    {
        var answer = WeighingJson.Report(result.Report);
        answer["schema"] = "foedus/game/1";
        answer["equilibria"] = Json.Array(result.Equilibria.Select(found => Equilibrium(game, found)));
        if (result.Branch is { } branch)
            answer["branch"] = Json.Array(branch.Select(point => Equilibrium(game, point)));
        return answer;
    }

    private static JsonObject Equilibrium(ExtensiveGame game, TreeEquilibrium found) => new()
    {
        ["profile"] = Json.Array(Enumerable.Range(0, game.InformationSetCount).SelectMany(set => Enumerable.Range(0, game.ActionCountOf(set)).Select(a => (JsonNode?)new JsonObject
        {
            ["player"] = game.SetPlayer[set] + 1,
            ["informationSet"] = game.InformationSetNumber(set),
            ["action"] = game.ActionLabel(game.ActionStart[set] + a),
            ["actionIndex"] = a + 1,
            ["probability"] = Json.Number(found.Profile.Probability(game.ActionStart[set] + a)),
            ["logProbability"] = Json.Number(found.Profile.LogProbabilities[game.ActionStart[set] + a]),
        }))),
        ["payoffs"] = Json.Numbers(found.Payoffs),
        ["lambda"] = Json.Number(found.Lambda),
        ["logitResidual"] = Json.Number(found.LogitResidual),
        ["logitMismatch"] = Json.Number(found.LogitMismatch),
        ["deviationGain"] = Json.Number(found.DeviationGain),
        ["subgameGain"] = Json.Number(found.SubgameGain),
    };

    public static JsonObject Stability(IReadOnlyList<StableStates> stable) => new()
    {
        ["schema"] = "foedus/stability/1",
        ["stable"] = new JsonObject(stable.Select(party => KeyValuePair.Create(party.Party, (JsonNode?)new JsonObject
        {
            ["nash"] = States(party.Nash),
            ["gmr"] = States(party.GeneralMetarational),
            ["smr"] = States(party.SymmetricMetarational),
            ["seq"] = States(party.Sequential),
        }))),
    };

    private static JsonArray States(IReadOnlyList<int> states) => Json.Array(states.Select(state => (JsonNode?)JsonValue.Create(state)));
}
