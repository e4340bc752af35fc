using Foedus.Answers;
using Foedus.Lowering;
using Foedus.Solving;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>How far a given profile of an offer is from an equilibrium, and what it would bring.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Resolution">Knots of the grid of beliefs on which it was judged.</param>
/// <param name="Report">Status "solved": every choice is the response to what follows it, to the tolerances of a solved profile; "not converged": it is no equilibrium. What falls short, and where, stands in its notes.</param>
/// <param name="Measures">[ask] what the profile brings about, equilibrium or not.</param>
/// <param name="Values">What it is worth to each party, by type.</param>
[Answer("foedus/verify-deal/1")]
public sealed record JudgedDealProfile(
    string Offer,
    int Resolution,
    SolveReport Report,
    IReadOnlyList<JudgedMeasure> Measures,
    IReadOnlyList<JudgedValue> Values
)
{
    /// <param name="offer">The offer.</param>
    /// <param name="judged">Its judged profile.</param>
    /// <param name="period">What a period is called.</param>
    public static JudgedDealProfile Of(LoweredOffer offer, OfferOutcome judged, string period) =>
        new(
            offer.Offer.Name,
            judged.Solution.Grid.Resolution,
            judged.Solution.Report!,
            [.. offer.Asks.Select((ask, a) => new JudgedMeasure(ask.Name, ask.Title, new Asked(ask).In(period), judged.Measures[a], judged.Censored[a]))],
            [
                .. offer.Game.Parties.SelectMany(
                    (party, p) =>
                        party.TypeNames.Select((type, t) => new JudgedValue(party.Name, party.IsPrivate ? type : "", judged.Values[offer.Game.SlotOf(p) + t]))
                ),
            ]
        );
}

/// <param name="Name">The ask's name.</param>
/// <param name="Title">Its words.</param>
/// <param name="Unit">A chance or periods.</param>
/// <param name="Value">What the profile brings about.</param>
/// <param name="Censored">Chance that a time until does not come, as in solve; null for other asks.</param>
public sealed record JudgedMeasure(string Name, string Title, Unit Unit, double Value, double Censored);

/// <param name="Party">The party.</param>
/// <param name="Type">Its private type; empty where it has none.</param>
/// <param name="Value">Points discounted to the first period, over what it believes of the others at the start.</param>
public sealed record JudgedValue(string Party, string Type, double Value);
