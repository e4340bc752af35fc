namespace Foedus.Games;

/// <summary>The same game with everybody more, or less, careful.</summary>
/// <remarks>Every party gets an entry of its own for λ, behind all others: an entry of the game may stand for other numbers too.</remarks>
internal sealed class CarefulGame
{
    private readonly PublicBeliefGame original;
    private readonly double times;

    /// <param name="original">The game.</param>
    /// <param name="times">Every λ times this; infinity makes all parties rational.</param>
    /// <param name="entries">Entries that a world's numbers have besides.</param>
    public CarefulGame(PublicBeliefGame original, double times, int entries)
    {
        entries = Math.Max(entries, original.CoefficientCount);
        (this.original, this.times) = (original, times);
        Game =
            times == 1
                ? original
                : original.With(
                    [
                        .. original.Parties.Select(
                            (party, p) =>
                                party with
                                {
                                    Precision = new Coefficient(entries + p),
                                    IsRational = party.IsRational || double.IsPositiveInfinity(times),
                                }
                        ),
                    ],
                    coefficientCount: entries + original.Parties.Count
                );
    }

    /// <summary>With the care that was asked for.</summary>
    public PublicBeliefGame Game { get; }

    /// <summary>Fills in λ, once the other entries are there.</summary>
    /// <param name="coefficients">A world's numbers, <see cref="PublicBeliefGame.CoefficientCount"/> of <see cref="Game"/>.</param>
    public void Fill(Span<double> coefficients)
    {
        for (var party = 0; times != 1 && party < original.Parties.Count; party++)
            coefficients[Game.Parties[party].Precision.Index] = double.IsPositiveInfinity(times)
                ? 0
                : times * coefficients[original.Parties[party].Precision.Index];
    }

    /// <summary>Whether choices of rational parties are exact in it: nothing private, and nobody chooses at once with others.</summary>
    public static bool IsExactWhenRational(PublicBeliefGame game) =>
        !game.HasPrivateTypes && game.Periods is not null && !game.Nodes.Any(node => node is JointTurnNode);
}
