using System.Text.Json.Nodes;
using Foedus.Solving;
using Foedus.Solving.Ordinal;
using Foedus.Solving.Stochastic;

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
