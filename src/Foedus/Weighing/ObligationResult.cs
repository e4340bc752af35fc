using Foedus.Lowering;

namespace Foedus.Weighing;

/// <summary>What becomes of an obligation in an offer. The chances of one world or date, done on time to not owed, add up to 1.</summary>
/// <param name="Name">The obligation.</param>
/// <param name="Title">Its words.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="DoneOnTime">Chance that it is done within its time, as of the last period looked at, across the plausible worlds; so all that follow.</param>
/// <param name="Cured">Chance that it is done within the cure period.</param>
/// <param name="Late">Chance that it is done after it was breached.</param>
/// <param name="Excused">Chance that it is excused.</param>
/// <param name="Breached">Chance that it is breached and not done since.</param>
/// <param name="Open">Chance that it is owed and not settled.</param>
/// <param name="NotOwed">Chance that what brings it has not come.</param>
/// <param name="FoundWrongly">Chance that what was found of it is wrong; null where nobody decides.</param>
/// <param name="ByDate">At the best values, at the end of each period.</param>
public sealed record ObligationResult(
    string Name,
    string Title,
    string Party,
    Band DoneOnTime,
    Band Cured,
    Band Late,
    Band Excused,
    Band Breached,
    Band Open,
    Band NotOwed,
    Band? FoundWrongly,
    IReadOnlyList<ObligationDate> ByDate
)
{
    /// <summary>The chance of a fate.</summary>
    public Band this[Fate fate] =>
        fate switch
        {
            Fate.DoneOnTime => DoneOnTime,
            Fate.Cured => Cured,
            Fate.Late => Late,
            Fate.Excused => Excused,
            Fate.Breached => Breached,
            Fate.Open => Open,
            _ => NotOwed,
        };
}

/// <param name="Period">At the end of which period, from 1.</param>
/// <param name="DoneOnTime">Chance that it has been done within its time.</param>
/// <param name="Cured">Chance that it has been done within the cure period.</param>
/// <param name="Late">Chance that it has been done after it was breached.</param>
/// <param name="Excused">Chance that it has been excused.</param>
/// <param name="Breached">Chance that it is breached.</param>
/// <param name="Open">Chance that it is owed and not settled.</param>
/// <param name="NotOwed">Chance that what brings it has not come.</param>
/// <param name="FoundWrongly">Chance that what was found of it is wrong; null where nobody decides.</param>
public sealed record ObligationDate(
    int Period,
    double DoneOnTime,
    double Cured,
    double Late,
    double Excused,
    double Breached,
    double Open,
    double NotOwed,
    double? FoundWrongly
)
{
    /// <summary>Every date of a solved offer.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="shares">[period from 0][state] chances.</param>
    public static IReadOnlyList<ObligationDate> Of(ObligationStates obligation, IReadOnlyList<double[]> shares) =>
        [
            .. shares
                .Skip(1)
                .Select(
                    (share, t) =>
                    {
                        var chances = obligation.Shares(share);
                        return new ObligationDate(
                            t + 1,
                            chances[0],
                            chances[1],
                            chances[2],
                            chances[3],
                            chances[4],
                            chances[5],
                            chances[6],
                            obligation.IsWrong is null ? null : chances[7]
                        );
                    }
                ),
        ];

    /// <summary>The chance of a fate.</summary>
    public double this[Fate fate] =>
        fate switch
        {
            Fate.DoneOnTime => DoneOnTime,
            Fate.Cured => Cured,
            Fate.Late => Late,
            Fate.Excused => Excused,
            Fate.Breached => Breached,
            Fate.Open => Open,
            _ => NotOwed,
        };
}

/// <summary>What becomes of an obligation in one solution.</summary>
/// <param name="Obligation">Its name.</param>
/// <param name="Party">Who owes it.</param>
/// <param name="ByDate">At the end of each period.</param>
public sealed record SolvedObligation(string Obligation, string Party, IReadOnlyList<ObligationDate> ByDate)
{
    /// <summary>All of an offer.</summary>
    public static IReadOnlyList<SolvedObligation> In(LoweredOffer offer, OfferOutcome outcome) =>
        [
            .. offer.Obligations.Select(obligation => new SolvedObligation(
                obligation.Name,
                obligation.Party,
                ObligationDate.Of(obligation, outcome.Forward.StateShare)
            )),
        ];
}
