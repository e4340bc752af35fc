namespace Foedus.Games;

/// <summary>A game of two players who choose at once in every state, for some periods: the structure without the numbers.</summary>
/// <remarks>Profiles are numbered with the second player's action running fastest. Everything numeric is a <see cref="Coefficient"/>.</remarks>
internal sealed class ConcurrentGame
{
    public required int Periods { get; init; }

    public required int InitialState { get; init; }

    /// <summary>[state] number of actions of the first and of the second player.</summary>
    public required (int First, int Second)[] Actions { get; init; }

    /// <summary>[player] factor on what is to come, per period.</summary>
    public required Coefficient[] Discount { get; init; }

    /// <summary>[state][profile][player] points in the period.</summary>
    public required Coefficient[][][] Payoff { get; init; }

    /// <summary>[state][profile] lottery over next states; the chances of a row add to 1.</summary>
    public required (int NextState, Coefficient Chance)[][][] Transitions { get; init; }

    /// <summary>[state][profile] whether play that chooses it is still followed; the chance of being followed to the end is worked out beside the values.</summary>
    public required bool[][] IsFollowed { get; init; }

    public int StateCount => Actions.Length;

    /// <summary>Every coefficient it reads.</summary>
    public IEnumerable<Coefficient> Numbers() =>
        [
            .. Discount,
            .. Payoff.SelectMany(state => state).SelectMany(profile => profile),
            .. Transitions.SelectMany(state => state).SelectMany(profile => profile).Select(lead => lead.Chance),
        ];
}

/// <summary>Which equilibrium of a stage game is played.</summary>
internal enum StageChoice
{
    /// <summary>Of the equilibria in pure strategies the one with the largest sum of payoffs, the first profile on a tie; where there is none, the mixed one with the largest sum.</summary>
    PureIfAny,

    /// <summary>Of all equilibria the one with the largest sum of payoffs.</summary>
    BestInTotal,
}
