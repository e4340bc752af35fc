using System.Text.Json.Nodes;
using Foedus.Solving;
using Foedus.Weighing;

namespace Foedus.Interop;

/// <summary>Results as JSON; the fields are documented in docs/json.md and only ever added to.</summary>
public static class WeighingJson
{
    /// <param name="result">A weighed deal.</param>
    /// <param name="withTimes">Whether it says how long solving took, which is all that differs from one run to the next.</param>
    public static JsonObject Weighing(WeighingResult result, bool withTimes = true) => new()
    {
        ["schema"] = "foedus/weigh/1",
        ["title"] = result.Title,
        ["reading"] = result.Reading,
        ["headline"] = result.Headline,
        ["honesty"] = Json.Texts(result.Honesty),
        ["notes"] = Json.Texts(result.Notes),
        ["draws"] = result.Options.Draws,
        ["seed"] = result.Options.Seed,
        ["resolution"] = result.Options.Resolution,
        ["periodUnit"] = result.PeriodUnit,
        ["horizon"] = result.Horizon,
        ["holdsWhen"] = result.HoldsWhen,
        ["offers"] = Json.Array(result.Offers.Select(offer => Offer(offer, withTimes))),
        ["assumptions"] = Json.Array(result.Assumptions.Select(assumption => Assumption(assumption, result.Offers))),
        ["analysis"] = result.Analysis is { } analysis ? AnalysisJson.Analysis(analysis, result.Offers) : null,
        ["equilibria"] = result.Equilibria is { } equilibria ? new JsonObject
        {
            ["drawsSearched"] = equilibria.DrawsSearched,
            ["drawsWithSeveral"] = equilibria.DrawsWithSeveral,
            ["offers"] = Json.Array(equilibria.Offers.Select(offer => new JsonObject
            {
                ["offer"] = offer.Offer,
                ["drawsWithSeveral"] = offer.DrawsWithSeveral,
                ["measure"] = Span(offer.Measure),
                ["holds"] = Span(offer.Holds),
                ["signedAndHolds"] = Span(offer.SignedAndHolds),
            })),
        } : null,
        ["readings"] = result.Readings is { } readings ? AnalysisJson.Readings(readings) : null,
    };

    /// <summary>One offer in one world.</summary>
    /// <param name="name">The offer's name.</param>
    /// <param name="outcome">What it gives.</param>
    /// <param name="asks">Names of the asks, in order.</param>
    /// <param name="promises">Names of the promises, in order.</param>
    /// <param name="noDeal">No deal in the same world; null leaves the surplus out.</param>
    /// <param name="turnsOf">The turns of the first period in a solution.</param>
    public static JsonObject Outcome(
        string name, OfferOutcome outcome, IReadOnlyList<string> asks, IReadOnlyList<string> promises, OfferOutcome? noDeal, Func<OfferOutcome, IReadOnlyList<SolvedTurn>> turnsOf)
    {
        var answer = new JsonObject { ["offer"] = name };
        foreach (var (field, value) in One(outcome, asks, promises, noDeal, turnsOf(outcome)).ToList())
            answer[field] = value?.DeepClone();
        answer["solutions"] = outcome.IsSolved ? Json.Array(new[] { outcome }.Concat(outcome.Others).Select((solution, i) =>
        {
            var one = One(solution, asks, promises, noDeal, turnsOf(solution));
            one["name"] = solution.Name;
            one["isShown"] = i == 0;
            one["isTied"] = solution.IsTied;
            one["againstPlainMeaning"] = Json.Number(solution.AgainstPlainMeaning);
            return one;
        })) : new JsonArray();
        return answer;
    }

    private static JsonObject One(OfferOutcome outcome, IReadOnlyList<string> asks, IReadOnlyList<string> promises, OfferOutcome? noDeal, IReadOnlyList<SolvedTurn> turns)
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
                ["promise"] = promise,
                ["kept"] = double.IsNaN(outcome.Kept[p]) ? JsonValue.Create("not called") : Json.Number(outcome.Kept[p]),
                ["called"] = Json.Number(outcome.Called[p]),
            })),
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

    private static JsonObject? Span((double Low, double High)? span) => span is { } ends ? new JsonObject { ["low"] = Json.Number(ends.Low), ["high"] = Json.Number(ends.High) } : null;

    public static JsonObject Report(SolveReport report, bool withTimes = true) => new()
    {
        ["status"] = Status(report.Status),
        ["method"] = report.Method,
        ["certifies"] = report.Certifies,
        ["selection"] = report.Selection,
        ["othersFound"] = report.OthersFound,
        ["logitResidual"] = Json.Number(report.LogitResidual),
        ["deviationGain"] = Json.Number(report.DeviationGain),
        ["size"] = report.Size,
        ["sizeUnit"] = report.SizeUnit,
        ["milliseconds"] = withTimes ? report.Elapsed.TotalMilliseconds : null,
        ["notes"] = Json.Texts(report.Notes),
    };

    /// <summary>A status as it is written in every JSON answer.</summary>
    public static string Status(SolveStatus status) => status switch
    {
        SolveStatus.Solved => "solved",
        SolveStatus.AlmostSolved => "almost solved",
        SolveStatus.NotConverged => "not converged",
        SolveStatus.Refused => "refused",
        _ => "cancelled",
    };

    public static JsonObject Explanation(Explanation explanation) => new()
    {
        ["schema"] = "foedus/explain/1",
        ["offer"] = explanation.Offer,
        ["sentences"] = Json.Texts(explanation.Sentences),
        ["turns"] = Json.Array(explanation.Turns.Select(turn => new JsonObject
        {
            ["period"] = turn.Period,
            ["step"] = turn.Step,
            ["state"] = turn.State,
            ["party"] = turn.Party,
            ["reached"] = Json.Number(turn.Reached),
            ["beliefs"] = Json.Array(turn.Beliefs.Select(held => new JsonObject { ["party"] = held.Party, ["type"] = held.Type, ["chance"] = Json.Number(held.Chance) })),
            ["types"] = Json.Array(turn.Types.Select(type => new JsonObject
            {
                ["type"] = type.Type,
                ["options"] = Json.Array(type.Options.Select(option => new JsonObject { ["option"] = option.Option, ["chance"] = Json.Number(option.Chance), ["worth"] = Json.Number(option.Worth) })),
            })),
            ["flips"] = Json.Array(turn.Flips.Select(flip => new JsonObject
            {
                ["assumption"] = flip.Assumption,
                ["best"] = Json.Number(flip.Best),
                ["value"] = Json.Number(flip.Value),
                ["type"] = flip.Type,
                ["from"] = flip.From,
                ["to"] = flip.To,
            })),
        })),
    };

    private static JsonObject Offer(OfferResult offer, bool withTimes) => new()
    {
        ["name"] = offer.Name,
        ["title"] = offer.Title,
        ["isNoDeal"] = offer.IsNoDeal,
        ["measures"] = Json.Array(offer.Measures.Select(measure => With(Band(measure.Across), ("name", measure.Name), ("title", measure.Title), ("unit", measure.Unit),
            ("numericalError", Json.Number(measure.NumericalError)), ("censored", Json.Number(measure.Censored))))),
        ["surplus"] = Json.Array(offer.Parties.Select(party => With(Band(party.Surplus), ("party", party.Party), ("meanRegret", Json.Number(party.MeanRegret)), ("bestOffer", Share(party.BestOffer)),
            ("types", Json.Array(party.ByType.Select(type => With(Band(type.Surplus), ("type", type.Type), ("signs", Share(type.Signs))))))))),
        ["signs"] = With(new JsonObject(), ("all", Share(offer.AllSign)), ("parties", Json.Array(offer.Parties.Select(party => With(Share(party.Signs)!, ("party", party.Party)))))),
        ["credibility"] = Json.Array(offer.Promises.Select(promise => new JsonObject
        {
            ["promise"] = promise.Name,
            ["title"] = promise.Title,
            ["kept"] = promise.Kept is null ? JsonValue.Create("not called") : Band(promise.Kept),
            ["called"] = Band(promise.Called),
            ["keptIfCalledAt"] = Json.Array(promise.KeptIfCalledAt.Select(kept => Json.Number(kept))),
        })),
        ["holds"] = offer.Holds is null ? null : With(Share(offer.Holds)!, ("atBest", offer.HoldsAtBest), ("moreThanNoDeal", Share(offer.HoldsMoreThanNoDeal)), ("andAllSign", Share(offer.AcceptableAndHolds))),
        ["survival"] = offer.Survival is null ? null : new JsonObject
        {
            ["title"] = offer.Survival.Title,
            ["atBest"] = Json.Numbers(offer.Survival.AtBest),
            ["quantiles"] = Json.Array(offer.Survival.Quantiles.Select(quantiles => (JsonNode?)Json.Numbers(quantiles))),
        },
        ["notConverged"] = offer.NotConverged,
        ["oneByOneBecause"] = offer.OneByOneBecause,
        ["almostSolved"] = offer.AlmostSolved,
        ["atBest"] = Report(offer.AtBest, withTimes),
    };

    private static JsonObject Assumption(AssumptionResult assumption, IReadOnlyList<OfferResult> offers) => new()
    {
        ["name"] = assumption.Name,
        ["sentence"] = assumption.Sentence,
        ["best"] = Json.Number(assumption.Best),
        ["low"] = Json.Number(assumption.Low),
        ["high"] = Json.Number(assumption.High),
        ["understood"] = assumption.Understood,
        ["source"] = assumption.Source,
        ["byOffer"] = Json.Array(assumption.ByOffer.Select((sensitivity, o) => new JsonObject
        {
            ["offer"] = offers[o].Name,
            ["ownShare"] = Json.Number(sensitivity.OwnShare),
            ["low"] = Json.Number(sensitivity.Low),
            ["high"] = Json.Number(sensitivity.High),
            ["flip"] = Json.Number(sensitivity.Flip),
        })),
    };

    private static JsonObject Band(Band band) => new()
    {
        ["atBest"] = Json.Number(band.AtBest),
        ["low"] = Json.Number(band.Low),
        ["median"] = Json.Number(band.Median),
        ["high"] = Json.Number(band.High),
    };

    private static JsonObject? Share(WorldShare? share) => share is null ? null : new JsonObject
    {
        ["share"] = Json.Number(share.Share),
        ["low"] = Json.Number(share.Low),
        ["high"] = Json.Number(share.High),
    };

    private static JsonObject With(JsonObject into, params (string Name, JsonNode? Value)[] more)
    {
        foreach (var (name, value) in more)
            into[name] = value;
        return into;
    }
}
