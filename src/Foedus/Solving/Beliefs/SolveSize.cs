using System.Globalization;
using Foedus.Games;
using Foedus.Units;

namespace Foedus.Solving.Beliefs;

/// <summary>What a solve on a belief grid would take, worked out before anything is made.</summary>
/// <param name="JointPoints">Joint beliefs.</param>
/// <param name="Bytes">Memory for the grid, the choices, the values, the certificate's values and the chances forward.</param>
/// <param name="Seconds">Rough time on one core.</param>
/// <param name="Factors">What the size is made of, the largest first, in words.</param>
public sealed record SolveSize(double JointPoints, double Bytes, double Seconds, IReadOnlyList<string> Factors)
{
    /// <summary>Most memory that one solve may take, in bytes.</summary>
    public const double MostBytes = 1e9;

    /// <summary>Longest that one solve may be expected to take, in seconds on one core.</summary>
    public const double MostSeconds = 1800;

    // Measured on the shipped deals: seconds for a choice of a type at a point, with what it is worth to everybody; and rounds over the game where it has no end.
    private const double SecondsEach = 1.2e-8,
        RoundsWithoutEnd = 2000;

    /// <param name="game">The game.</param>
    /// <param name="resolution">Knots per running sum.</param>
    /// <param name="followings">How many things are followed along the path.</param>
    public static SolveSize Of(PublicBeliefGame game, int resolution, int followings = 1)
    {
        var own = game.Parties.Select(party => SimplexGrid.CountOf(party.TypeCount, resolution)).ToArray();
        var points = own.Aggregate(1.0, (product, count) => product * count);
        var types = game.Parties.Aggregate(1.0, (product, party) => product * party.TypeCount);
        var cycle = BeliefRecursion.CycleOf(game);
        var grid = 4 * points * game.Parties.Count + own.Select((count, party) => 8 * count * game.Parties[party].TypeCount).Sum();
        var choices = 8 * points * cycle * game.Nodes.Sum(node => RowsOf(game, node));
        // Twice over for the step before and after, by the solver and by the certificate.
        var values = 4 * 8 * points * game.StateCount * game.Parties.Count * types;
        var forward = 2 * 8 * points * types * game.StateCount * (followings + 4);
        var factors = game
            .Parties.Select(
                (party, p) =>
                    (
                        Size: own[p],
                        Words: $"{Units.Words.Several(Say(own[p]), "belief")} about {game.Words.Party(party.Name)} ({Words.Counted(party.TypeCount, "type")} on {Words.Counted(resolution, "knot")})"
                    )
            )
            .Where(factor => factor.Size > 1)
            .Append((game.StateCount, Units.Words.Several(Say(game.StateCount), "state")))
            .Append((cycle, Units.Words.Several(Say(cycle), "period")))
            .OrderByDescending(factor => factor.Item1);
        var rounds = game.Periods ?? (game.HasPrivateTypes ? RoundsWithoutEnd : cycle);
        var seconds =
            SecondsEach
            * points
            * rounds
            * game.Nodes.Sum(node =>
                node is JointTurnNode joint ? 20.0 * joint.ProfileCount * game.Parties.Count * types : 10 * RowsOf(game, node) + 4 * game.Parties.Count * types
            );
        return new SolveSize(points, grid + choices + values + forward, seconds, [.. factors.Select(factor => factor.Item2)]);
    }

    public bool Fits => Bytes <= MostBytes && Seconds <= MostSeconds;

    /// <exception cref="RefusedException">It does not fit.</exception>
    public void Ensure(string offer, int resolution)
    {
        if (!Fits)
            throw new RefusedException(
                $"Offer '{offer}' would need {Say(Bytes / 1e9)} GB and about {Say(Seconds)} s; at most {MostBytes / 1e9:0.#} GB and {MostSeconds:N0} s are taken. Its size: {string.Join(" × ", Factors)}. "
                    + $"Ask for fewer knots with --at-resolution (now {resolution}), make fewer parties private, merge types, or shorten the horizon."
            );
    }

    private static string Say(double number) =>
        number < 1e7
            ? number.ToString(number < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture)
            : number.ToString("0.0e+0;-0.0e+0;0", CultureInfo.InvariantCulture);

    private static double RowsOf(PublicBeliefGame game, GameNode node) =>
        node switch
        {
            TurnNode turn => (double)game.Parties[turn.Mover].TypeCount * turn.Options.Count,
            JointTurnNode joint => joint.Movers.Sum(mover => (double)game.Parties[mover.Party].TypeCount * mover.OptionNames.Count),
            _ => 0,
        };
}
