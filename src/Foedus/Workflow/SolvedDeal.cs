using System.Text.Json.Serialization;
using Foedus.Answers;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>The offers of a deal at one set of values.</summary>
/// <param name="Title">The deal's title.</param>
/// <param name="Resolution">Knots of belief that were asked for.</param>
/// <param name="Assumptions">By name, the value that each has.</param>
/// <param name="Offers">Those that were asked for.</param>
[Answer("foedus/solve/1")]
public sealed record SolvedDeal(string Title, int Resolution, IReadOnlyDictionary<string, double> Assumptions, IReadOnlyList<SolvedOffer> Offers)
{
    /// <summary>In what this differs from the deal as written, a sentence each; null for nothing.</summary>
    public IReadOnlyList<string>? NotAsWritten { get; init; }
}

/// <summary>One offer in one world.</summary>
/// <param name="Offer">Its name.</param>
/// <param name="Resolution">Knots of belief on which it was solved.</param>
/// <param name="Shown">The solution that is shown.</param>
/// <param name="Profile">All choices of the one shown; null where they are too many to be written unasked, or there is none.</param>
/// <param name="ProfileBeliefs">The beliefs that lists of chances in the profile go along, each with the chances of a party's types; null where nothing goes along them.</param>
/// <param name="HangsOnGrid">Turns at which what is chosen hangs on the grid of beliefs.</param>
/// <param name="Solutions">All that were found, the one shown first; none where none is certified.</param>
public sealed record SolvedOffer(
    string Offer,
    int Resolution,
    [property: Flat] SolutionNumbers Shown,
    IReadOnlyList<DealChoice>? Profile,
    IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<double>>>? ProfileBeliefs,
    IReadOnlyList<string> HangsOnGrid,
    IReadOnlyList<FoundSolution> Solutions
)
{
    /// <param name="offer">The offer.</param>
    /// <param name="refined">Its solution, the grid it was solved on, and the numerical errors.</param>
    /// <param name="noDeal">No deal in the same world; null leaves the surplus out.</param>
    /// <param name="profile">All choices of the one shown; null leaves them out.</param>
    public static SolvedOffer Of(LoweredOffer offer, RefinedOutcome refined, OfferOutcome? noDeal, DealProfile? profile)
    {
        var outcome = refined.Outcome;
        return new SolvedOffer(
            offer.Offer.Name,
            refined.Resolution,
            SolutionNumbers.Of(offer, outcome, noDeal, refined.HangsOnGrid, refined),
            profile?.Choices,
            profile is { Beliefs.Count: > 0 } ? profile.Beliefs : null,
            [.. refined.HangsOnGrid.Select(turn => turn.InWords(outcome.Solution.Game))],
            outcome.IsSolved
                ?
                [
                    .. new[] { outcome }
                        .Concat(outcome.Others)
                        .Select(
                            (solution, i) =>
                                new FoundSolution(
                                    SolutionNumbers.Of(offer, solution, noDeal, i == 0 ? refined.HangsOnGrid : []),
                                    null,
                                    solution.Name,
                                    i == 0,
                                    solution.IsTied,
                                    solution.AgainstPlainMeaning
                                )
                        ),
                ]
                : []
        );
    }
}

/// <param name="Numbers">What it gives.</param>
/// <param name="Profile">Null: the profile stands once, with the solution shown.</param>
/// <param name="Name">What tells it from the others.</param>
/// <param name="IsShown">Whether it is the one shown.</param>
/// <param name="IsTied">Whether nothing puts it before or behind another.</param>
/// <param name="AgainstPlainMeaning">How much signs are read against their plain meaning in it: the least is shown.</param>
public sealed record FoundSolution(
    [property: Flat] SolutionNumbers Numbers,
    IReadOnlyList<DealChoice>? Profile,
    string Name,
    bool IsShown,
    bool IsTied,
    double AgainstPlainMeaning
);

/// <summary>What one solution gives.</summary>
/// <param name="Report">What the solver says of its own work.</param>
/// <param name="Measures">By ask.</param>
/// <param name="Values">By party and type.</param>
/// <param name="Credibility">By promise.</param>
/// <param name="Obligations">What becomes of what is owed; none where there is no certified solution.</param>
/// <param name="Turns">Turns of the first period, where they are met.</param>
public sealed record SolutionNumbers(
    SolveReport Report,
    IReadOnlyList<SolvedMeasure> Measures,
    IReadOnlyList<SolvedValue> Values,
    IReadOnlyList<SolvedPromise> Credibility,
    IReadOnlyList<SolvedObligation> Obligations,
    IReadOnlyList<PlayedTurn> Turns
)
{
    internal static SolutionNumbers Of(
        LoweredOffer offer,
        OfferOutcome outcome,
        OfferOutcome? noDeal,
        IReadOnlyList<TurnPlace> hangsOnGrid,
        RefinedOutcome? refined = null
    )
    {
        var game = outcome.Solution.Game;
        double? Surplus(int slot) => outcome.IsSolved && noDeal is { IsSolved: true } ? OverNoDeal.Surplus(outcome.Values[slot], noDeal.Values[slot]) : null;
        return new SolutionNumbers(
            outcome.Solution.Report!,
            [
                .. offer.Asks.Select(
                    (ask, a) =>
                        new SolvedMeasure(
                            ask.Name,
                            outcome.IsSolved ? outcome.Measures[a] : null,
                            outcome.Censored[a],
                            refined?.Errors?[a],
                            refined?.Errors is null ? null : refined.IsOpen(offer, a)
                        )
                ),
            ],
            [
                .. game
                    .Parties.SelectMany((party, p) => party.TypeNames.Select((type, t) => (Party: party.Name, Type: type, Slot: game.SlotOf(p) + t)))
                    .Select(who => new SolvedValue(
                        who.Party,
                        who.Type,
                        outcome.IsSolved ? outcome.Values[who.Slot] : null,
                        Surplus(who.Slot),
                        refined?.ValueErrors?[who.Slot]
                    )),
            ],
            [
                .. offer.Promises.Select(
                    (promise, p) => new SolvedPromise(promise.Name, double.IsNaN(outcome.Kept[p]) ? null : outcome.Kept[p], outcome.Called[p], promise.IsOnce)
                ),
            ],
            outcome.IsSolved ? SolvedObligation.In(offer, outcome) : [],
            outcome.IsSolved
                ?
                [
                    .. SolvedTurn
                        .FirstOf(offer, outcome, hangsOnGrid)
                        .Select(turn => new PlayedTurn(
                            turn.Step,
                            turn.State,
                            turn.Party,
                            turn.Reached,
                            turn.IsOpen,
                            [
                                .. turn.Types.Select(type => new PlayedType(
                                    type.Type,
                                    type.Options.ToDictionary(option => option.Option, option => option.Chance)
                                )),
                            ]
                        )),
                ]
                : []
        );
    }
}

/// <param name="Name">The ask's name.</param>
/// <param name="Value">A chance or periods; null where there is no certified solution.</param>
/// <param name="Censored">Chance that a time until does not come; null for other asks.</param>
/// <param name="NumericalError">Difference to a grid twice as fine; null where it was not measured.</param>
/// <param name="Open">Whether that is more than 0.01, of a time more than a hundredth of it; null where it was not measured.</param>
public sealed record SolvedMeasure(string Name, double? Value, double Censored, double? NumericalError, bool? Open);

/// <param name="Party">The party.</param>
/// <param name="Type">Its private type; empty where it has none.</param>
/// <param name="Value">Points discounted to the first period; null where there is no certified solution.</param>
/// <param name="Surplus">The same over no deal; null where that is not solved or not declared.</param>
/// <param name="NumericalError">Difference of the value to a grid twice as fine; null where it was not measured.</param>
public sealed record SolvedValue(string Party, string Type, double? Value, double? Surplus, double? NumericalError);

/// <param name="Promise">The promise's name.</param>
/// <param name="Kept">Chance that it is kept given that it is called on; "not called" where it never is.</param>
/// <param name="Called">Chance that it is called on.</param>
/// <param name="IsOnce">Whether keeping it at one of its calls is enough.</param>
public sealed record SolvedPromise(string Promise, [property: JsonConverter(typeof(NotCalledConverter))] double? Kept, double Called, bool IsOnce);

/// <param name="Step">The turn's name.</param>
/// <param name="State">The public state, in words.</param>
/// <param name="Party">Who chooses.</param>
/// <param name="Reached">Chance that it is met in the first period.</param>
/// <param name="Open">Whether another solution that was found, or the same on a finer grid, plays it differently.</param>
/// <param name="Types">By type; a type that does not meet it has no options.</param>
public sealed record PlayedTurn(string Step, string State, string Party, double Reached, bool Open, IReadOnlyList<PlayedType> Types);

/// <param name="Type">The private type; empty where nothing is private.</param>
/// <param name="Options">By option, with which chance it is played.</param>
public sealed record PlayedType(string Type, IReadOnlyDictionary<string, double> Options);
