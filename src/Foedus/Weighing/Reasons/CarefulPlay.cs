using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing.Reasons;

/// <summary>The same world with everybody four times as careful: what is then still done was meant.</summary>
internal sealed class CarefulPlay
{
    /// <summary>How much more careful.</summary>
    public const double Times = 4;

    private CarefulPlay(OfferOutcome careful) => Outcome = careful;

    /// <summary>The solution.</summary>
    public OfferOutcome Outcome { get; }

    /// <param name="offer">The offer.</param>
    /// <param name="outcome">The solution that is shown.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The solution that goes on from it; null where it has none that is certified.</returns>
    public static CarefulPlay? Follow(LoweredOffer offer, OfferOutcome outcome, CancellationToken cancel) =>
        Follow(outcome, new OfferSolver(offer, outcome.Solution.Grid.Resolution, OfferSolver.SettingsFor(offer), Times).Solve([.. outcome.World], cancel))
            is { } followed
            ? new CarefulPlay(followed)
            : null;

    /// <summary>Among the solutions at another care the one that goes on from a solution: followed from the same reading, else the one that answers most alike.</summary>
    public static OfferOutcome? Follow(OfferOutcome shown, OfferOutcome other) =>
        Follow(
            shown.Solution.Reading,
            shown.Measures,
            [.. new[] { other }.Concat(other.Others).Where(solution => solution.IsSolved)],
            solution => solution.Solution.Reading,
            solution => solution.Measures
        );

    /// <inheritdoc cref="Follow(OfferOutcome, OfferOutcome)"/>
    public static SolvedNumbers? Follow(SolvedNumbers shown, SolvedNumbers other) =>
        Follow(
            shown.Reading,
            shown.Measures,
            [.. new[] { other }.Concat(other.Others).Where(solution => solution.IsSolved)],
            solution => solution.Reading,
            solution => solution.Measures
        );

    private static T? Follow<T>(int[] reading, double[] measures, IReadOnlyList<T> solved, Func<T, int[]> readingOf, Func<T, double[]> measuresOf)
        where T : class =>
        solved.FirstOrDefault(solution => readingOf(solution).AsSpan().SequenceEqual(reading))
        ?? solved.MinBy(solution =>
            measuresOf(solution).Zip(measures, (one, two) => double.IsFinite(one - two) ? Math.Abs(one - two) : 0).DefaultIfEmpty(0).Max()
        );
}
