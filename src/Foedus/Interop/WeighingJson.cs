using System.Text.Json;
using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Solving;
using Foedus.Weighing;

namespace Foedus.Interop;

/// <summary>Solved offers as JSON.</summary>
public static class WeighingJson
{
    /// <summary>One offer in one world.</summary>
    /// <param name="name">The offer's name.</param>
    /// <param name="outcome">What it gives.</param>
    /// <param name="asks">Names of the asks, in order.</param>
    /// <param name="promises">The promises, in order.</param>
    /// <param name="obligationsOf">What becomes of what is owed, in a solution.</param>
    /// <param name="noDeal">No deal in the same world; null leaves the surplus out.</param>
    /// <param name="turnsOf">The turns of the first period in a solution.</param>
    /// <param name="refined">The grid it was solved on, and the numerical errors; null leaves them out.</param>
    /// <param name="profile">All choices of the one shown; null leaves them out.</param>
    public static JsonObject Outcome(
        string name, OfferOutcome outcome, IReadOnlyList<string> asks, IReadOnlyList<SolvedPromise> promises, Func<OfferOutcome, IReadOnlyList<SolvedObligation>> obligationsOf, OfferOutcome? noDeal, Func<OfferOutcome, IReadOnlyList<SolvedTurn>> turnsOf, RefinedOutcome? refined = null, DealProfile? profile = null)
    {
        var answer = new JsonObject { ["offer"] = name, ["resolution"] = refined?.Resolution };
        foreach (var (field, value) in One(outcome, asks, promises, obligationsOf, noDeal, turnsOf(outcome)).ToList())
            answer[field] = value?.DeepClone();
        answer["profile"] = profile is null ? null : Json.Array(profile.Choices.Select(Choice));
        answer["profileBeliefs"] = profile is not { Beliefs.Count: > 0 } ? null
            : Json.Array(profile.Beliefs.Select(point => new JsonObject(point.Select(party => KeyValuePair.Create(party.Key, (JsonNode?)Json.Numbers(party.Value))))));
        for (var ask = 0; ask < asks.Count; ask++)
            answer["measures"]![ask]!["numericalError"] = refined?.Errors is { } errors ? Json.Number(errors[ask]) : null;
        for (var slot = 0; slot < answer["values"]!.AsArray().Count; slot++)
            answer["values"]![slot]!["numericalError"] = refined?.ValueErrors is { } errors ? Json.Number(errors[slot]) : null;
        answer["hangsOnGrid"] = Json.Texts((refined?.HangsOnGrid ?? []).Select(turn => turn.InWords(outcome.Solution.Game)));
        answer["solutions"] = outcome.IsSolved ? Json.Array(new[] { outcome }.Concat(outcome.Others).Select((solution, i) =>
        {
            var one = One(solution, asks, promises, obligationsOf, noDeal, turnsOf(solution));
            // The profile stands once, with the solution shown.
            one["profile"] = null;
            one["name"] = solution.Name;
            one["isShown"] = i == 0;
            one["isTied"] = solution.IsTied;
            one["againstPlainMeaning"] = Json.Number(solution.AgainstPlainMeaning);
            return one;
        })) : new JsonArray();
        return answer;
    }

    private static JsonObject One(OfferOutcome outcome, IReadOnlyList<string> asks, IReadOnlyList<SolvedPromise> promises, Func<OfferOutcome, IReadOnlyList<SolvedObligation>> obligationsOf, OfferOutcome? noDeal, IReadOnlyList<SolvedTurn> turns)
    {
        var game = outcome.Solution.Game;
        return new JsonObject
        {
            ["report"] = Report(outcome.Solution.Report!),
            ["measures"] = Json.Array(asks.Select((ask, a) => new JsonObject { ["name"] = ask, ["value"] = outcome.IsSolved ? Json.Number(outcome.Measures[a]) : null, ["censored"] = Json.Number(outcome.Censored[a]) })),
            ["values"] = Json.Array(game.Parties.SelectMany((party, p) => party.TypeNames.Select((type, t) => new JsonObject
            {
                ["party"] = party.Name,
                ["type"] = type,
                ["value"] = outcome.IsSolved ? Json.Number(outcome.Values[game.SlotOf(p) + t]) : null,
                ["surplus"] = outcome.IsSolved && noDeal is { IsSolved: true } ? Json.Number(outcome.Values[game.SlotOf(p) + t] - noDeal.Values[game.SlotOf(p) + t]) : null,
            }))),
            ["credibility"] = Json.Array(promises.Select((promise, p) => new JsonObject
            {
                ["promise"] = promise.Name,
                ["kept"] = double.IsNaN(outcome.Kept[p]) ? JsonValue.Create("not called") : Json.Number(outcome.Kept[p]),
                ["called"] = Json.Number(outcome.Called[p]),
                ["isOnce"] = promise.IsOnce,
            })),
            ["obligations"] = outcome.IsSolved ? Json.Array(obligationsOf(outcome).Select(obligation => JsonSerializer.SerializeToNode(obligation, AnswerJson.Layout)!.AsObject())) : new JsonArray(),
            ["turns"] = outcome.IsSolved ? Json.Array(turns.Select(turn => new JsonObject
            {
                ["step"] = turn.Step,
                ["state"] = turn.State,
                ["party"] = turn.Party,
                ["reached"] = Json.Number(turn.Reached),
                ["open"] = turn.IsOpen,
                ["types"] = Json.Array(turn.Types.Select(type => new JsonObject
                {
                    ["type"] = type.Type,
                    ["options"] = new JsonObject(type.Options.Select(option => KeyValuePair.Create(option.Option, Json.Number(option.Chance)))),
                })),
            })) : new JsonArray(),
        };
    }

    private static JsonObject Choice(DealChoice choice) => new()
    {
        ["period"] = choice.Period,
        ["step"] = choice.Step,
        ["state"] = choice.State,
        ["party"] = choice.Party,
        ["type"] = choice.Type,
        ["options"] = new JsonObject(choice.Options.Select(option => KeyValuePair.Create(option.Key, option.Value.Count == 1 ? Json.Number(option.Value[0]) : Json.Numbers(option.Value)))),
    };

    public static JsonObject Report(SolveReport report) => JsonSerializer.SerializeToNode(report, AnswerJson.Layout)!.AsObject();

    /// <summary>A status as it is written in every JSON answer.</summary>
    public static string Status(SolveStatus status) => status switch
    {
        SolveStatus.Solved => "solved",
        SolveStatus.AlmostSolved => "almost solved",
        SolveStatus.NotConverged => "not converged",
        SolveStatus.Refused => "refused",
        _ => "cancelled",
    };
}
