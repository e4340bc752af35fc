using Foedus.Numerics;

namespace Foedus.Games;

/// <summary>A discounted stochastic game in full: every player chooses at once in every state. Profiles are numbered with the last player's action running fastest.</summary>
public sealed class StochasticGame
{
    public required int StateCount { get; init; }

    public required int PlayerCount { get; init; }

    /// <summary>[state][player] number of actions.</summary>
    public required int[][] Actions { get; init; }

    /// <summary>[player] discount factor per period, below 1.</summary>
    public required double[] Discount { get; init; }

    /// <summary>[state][player][profile] points.</summary>
    public required double[][][] Payoff { get; init; }

    /// <summary>[state][profile][next state] chances; rows add to 1.</summary>
    public required double[][][] Transition { get; init; }

    public int ProfileCount(int state) => Profiles.Count(Actions[state]);

    /// <summary>[player] largest minus smallest payoff of a period over all states and profiles, points.</summary>
    public double[] PayoffRanges() =>
        [.. Enumerable.Range(0, PlayerCount).Select(player => Payoff.Max(state => state[player].Max()) - Payoff.Min(state => state[player].Min()))];
}

/// <summary>How a stochastic game is played for some rounds only.</summary>
/// <param name="Periods">Rounds.</param>
/// <param name="InitialState">Where it begins.</param>
/// <param name="TargetState">A state that a player may want to be reached; null for none.</param>
public sealed record FiniteHorizon(int Periods, int InitialState, int? TargetState);
