using Foedus.Units;

namespace Foedus.Weighing;

/// <summary>What a slip does to an answer, at the best values: an option worth less to a type than the best, done less than half as often by everybody four times as careful, made in 2 of 100 runs or more.</summary>
/// <remarks>One for every measure that moves by 2 of 100 or more (a time: by that share of the periods looked at) where the option is taken from the type at that turn and the offer solved again; one without a measure where none does.</remarks>
/// <param name="Offer">The offer.</param>
/// <param name="Turn">The step at which it is made; empty for all slips together.</param>
/// <param name="Party">Who makes it; empty for all together.</param>
/// <param name="Type">Which private type; empty where nothing is private, and for all together.</param>
/// <param name="Option">What is done; empty for all together.</param>
/// <param name="Chance">Share of the runs in which it is done at least once; null for all together.</param>
/// <param name="OfTurns">How often it is done, of the times that the type is at the turn and has something better; null for all together.</param>
/// <param name="Worse">How much less it is worth than the best where it is done, on average, points as seen from the period of the choice; null for all together.</param>
/// <param name="Measure">The ask that moves; null where none does, or where it was not solved.</param>
/// <param name="Unit">Of the two answers; empty without a measure.</param>
/// <param name="AsWritten">The answer as written.</param>
/// <param name="Without">The answer without the slip.</param>
/// <param name="IsTogether">Whether all slips are taken out at once.</param>
/// <param name="Refused">Why it was not solved without it; null where it was.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record SlipEffect(
    string Offer,
    string Turn,
    string Party,
    string Type,
    string Option,
    double? Chance,
    double? OfTurns,
    double? Worse,
    string? Measure,
    Unit Unit,
    double? AsWritten,
    double? Without,
    bool IsTogether,
    string? Refused,
    string Words
)
{
    /// <summary>Whether it is so little worse than the best that it is as good: a tenth of the party's slip or less. It is not taken out.</summary>
    public bool IsNearTie { get; init; }

    /// <summary>Whether the deal's condition for holding speaks of <see cref="Measure"/>.</summary>
    public bool Decides { get; init; }

    /// <summary>What <see cref="Measure"/> is: always "ask"; whether the condition for holding is met is not looked at.</summary>
    public string? Kind => Measure is null ? null : OfferCare.Ask;
}
