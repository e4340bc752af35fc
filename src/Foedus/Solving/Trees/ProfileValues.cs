using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Trees;

/// <summary>What follows from a profile: values, reach in logarithms, Bayes beliefs, worth of each action. Straight from the definitions, shared by the checks.</summary>
/// <remarks>Kept apart from the solvers' own arithmetic, so that a result is judged by code that did not make it. Payoffs in points of the game.</remarks>
public sealed class ProfileValues
{
    private readonly ExtensiveGame game;
    private readonly int players;

    public ProfileValues(ExtensiveGame game, BehaviorProfile profile)
    {
        if (profile.Count != game.ActionCount)
            throw new ArgumentException(
                $"The profile has {Words.Counted(profile.Count, "entry")}; the game has {Words.Counted(game.ActionCount, "action")}.",
                nameof(profile)
            );
        this.game = game;
        players = game.PlayerCount;
        Profile = profile;
        Value = new double[checked(game.NodeCount * players)];
        LogReach = new double[game.NodeCount];
        for (var n = 1; n < game.NodeCount; n++)
            LogReach[n] = LogReach[game.Parent[n]] + LogMove(game.Parent[n], game.MoveFromParent[n]);
        for (var n = game.NodeCount - 1; n >= 0; n--)
        {
            for (var i = 0; i < players; i++)
            {
                var value = game.OutcomeAt[n] >= 0 ? game.Payoff(game.OutcomeAt[n], i) : 0;
                var move = 0;
                foreach (var child in game.ChildrenOf(n))
                    value += Math.Exp(LogMove(n, move++)) * Value[child * players + i];
                Value[n * players + i] = value;
            }
        }
    }

    public BehaviorProfile Profile { get; }

    /// <summary>Expected payoff from each node on (its own outcome included): entry <c>node · players + player</c>.</summary>
    public double[] Value { get; }

    /// <summary>Logarithm of the chance that play passes each node.</summary>
    public double[] LogReach { get; }

    /// <summary>Expected payoff of each player in the whole game.</summary>
    public double[] Payoffs() => Value[..players];

    /// <summary>Logarithm of the probability of a move at a decision or chance node.</summary>
    public double LogMove(int node, int move) =>
        game.IsChance(node)
            ? Math.Log(game.ProbabilitiesOf(game.ChanceSetAt(node))[move])
            : Profile.LogProbabilities[game.ActionStart[game.SetAt[node]] + move];

    /// <summary>Bayes beliefs over the members of a set, as logarithms; null where the set is not reached at all.</summary>
    public double[]? LogBeliefs(int set)
    {
        var members = game.MembersOf(set);
        var beliefs = new double[members.Length];
        var largest = double.NegativeInfinity;
        for (var m = 0; m < members.Length; m++)
            largest = Math.Max(largest, LogReach[members[m]]);
        if (members.Length == 1)
            return beliefs;
        if (double.IsNegativeInfinity(largest))
            return null;
        var sum = 0.0;
        for (var m = 0; m < members.Length; m++)
            sum += Math.Exp(LogReach[members[m]] - largest);
        for (var m = 0; m < members.Length; m++)
            beliefs[m] = LogReach[members[m]] - largest - Math.Log(sum);
        return beliefs;
    }

    /// <summary>Worth of each action of a set to its player, at given beliefs over its members (logarithms).</summary>
    public double[] ActionValues(int set, ReadOnlySpan<double> logBeliefs)
    {
        var player = game.SetPlayer[set];
        var members = game.MembersOf(set);
        var values = new double[game.ActionCountOf(set)];
        for (var m = 0; m < members.Length; m++)
        {
            var weight = Math.Exp(logBeliefs[m]);
            if (weight == 0)
                continue;
            var children = game.ChildrenOf(members[m]);
            for (var a = 0; a < values.Length; a++)
                values[a] += weight * Value[children[a] * players + player];
        }
        return values;
    }
}
