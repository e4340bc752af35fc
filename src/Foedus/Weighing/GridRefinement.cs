using Foedus.Games;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>A world solved on one grid of beliefs and on a finer one, so that the numerical error is known.</summary>
/// <param name="Outcome">What is shown.</param>
/// <param name="Resolution">Knots it was solved on.</param>
/// <param name="Errors">[ask] difference to the same solution on the finer grid; null where nothing is private, or the finer grid does not fit or has no such solution.</param>
/// <param name="ValueErrors">[type of a party, as in <see cref="OfferOutcome.Values"/>] the same of what each is worth, points.</param>
/// <param name="HangsOnGrid">Turns met in 5 of 100 or more at which a choice is further than 0.05 from that on the finer grid, the most different first.</param>
public sealed record RefinedOutcome(OfferOutcome Outcome, int Resolution, double[]? Errors, double[]? ValueErrors, IReadOnlyList<TurnPlace> HangsOnGrid)
{
    /// <summary>Whether an asked number is not stable to <see cref="GridRefinement.Stable"/>, so that its second digit is not known.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="ask">Which.</param>
    public bool IsOpen(LoweredOffer offer, int ask) =>
        Errors is { } errors && !(errors[ask] <= GridRefinement.Stable * GridRefinement.Scale(offer.Asks[ask], Outcome.Measures[ask]));
}

/// <summary>Refines the grid until what is asked, and what is chosen where it matters, stands still.</summary>
public static class GridRefinement
{
    /// <summary>Differences of chances up to which an answer is stable.</summary>
    public const double Stable = 0.01;

    /// <summary>No finer grid is answered on than this, in knots; each is checked on one twice as fine.</summary>
    public const int MostKnots = 161;

    /// <summary>Knots up to which a grid is refined even where that takes minutes.</summary>
    internal const int SlowKnots = 41;

    /// <summary>No grid is refined to that whose check would be expected to take longer, in seconds on one core.</summary>
    public const double MostSeconds = 300;

    /// <summary>The same beyond <see cref="SlowKnots"/>, and where an error is not what was asked for.</summary>
    internal const double QuickSeconds = 5;

    /// <summary>Rough seconds on one core, without refining: the answer, and the grid twice as fine that its error is measured on.</summary>
    /// <param name="game">The game.</param>
    /// <param name="resolution">Knots to begin with.</param>
    public static double SecondsOf(PublicBeliefGame game, int resolution) =>
        SolveSize.Of(game, resolution).Seconds
        + (game.HasPrivateTypes && SolveSize.Of(game, TwiceAsFine(resolution)) is { Fits: true } finer ? finer.Seconds : 0);

    /// <summary>The same at most, where the grid has to be refined as far as that is allowed to take.</summary>
    /// <param name="game">The game.</param>
    /// <param name="resolution">Knots to begin with.</param>
    public static double MostSecondsOf(PublicBeliefGame game, int resolution)
    {
        var seconds = SecondsOf(game, resolution);
        for (
            var finer = TwiceAsFine(resolution);
            game.HasPrivateTypes && SolveSize.Of(game, finer).Fits && finer <= MostKnots && IsWorth(game, finer, double.PositiveInfinity);
            finer = TwiceAsFine(finer)
        )
            seconds += SolveSize.Of(game, TwiceAsFine(finer)) is { Fits: true } check ? check.Seconds : 0;
        return seconds;
    }

    private static bool IsWorth(PublicBeliefGame game, int finer, double mostSeconds) =>
        SecondsOf(game, finer) <= Math.Min(mostSeconds, finer > SlowKnots ? QuickSeconds : MostSeconds);

    /// <summary>Half as many knots again: the next grid for draws, and what a numerical error is estimated from where twice as fine would take long.</summary>
    public static int Finer(int resolution) => resolution + (resolution - 1) / 2;

    /// <summary>Whether there is a finer grid to be compared with: where nothing is private every grid is the same.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="finer">Its knots.</param>
    public static bool Fits(LoweredOffer offer, int finer) =>
        offer.Game.HasPrivateTypes && SolveSize.Of(offer.Game, finer, new AskedChannels(offer).Followings.Count + 1).Fits;

    /// <summary>Knots of a grid that has all knots of another near to its own.</summary>
    internal static int TwiceAsFine(int resolution) => 2 * resolution - 1;

    // Of a time until a share of it counts, as of a chance a difference.
    internal static double Scale(AskedMeasure ask, double value) => ask.Kind.IsTime ? Math.Max(1, Math.Abs(value)) : 1;

    /// <summary>A world that is shown among others: its error measured, and refined where its answer is not stable, where that is quick.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="assumptions">The world.</param>
    /// <param name="resolution">Knots to begin with.</param>
    /// <param name="refine">Whether it is refined.</param>
    /// <param name="cancel">Stops the work.</param>
    internal static RefinedOutcome Quick(LoweredOffer offer, double[] assumptions, int resolution, bool refine, CancellationToken cancel) =>
        Solve(offer, assumptions, resolution, refine, OfferSolver.SettingsFor(offer), QuickSeconds, cancel);

    /// <param name="offer">The offer.</param>
    /// <param name="assumptions">The world.</param>
    /// <param name="resolution">Knots to begin with.</param>
    /// <param name="refine">Whether a finer grid is taken where an answer is not stable; else the error is only measured.</param>
    /// <param name="settings">How to solve.</param>
    /// <param name="cancel">Stops the work.</param>
    public static RefinedOutcome Solve(
        LoweredOffer offer,
        double[] assumptions,
        int resolution,
        bool refine,
        RecursionSettings settings,
        CancellationToken cancel = default
    ) => Solve(offer, assumptions, resolution, refine, settings, double.PositiveInfinity, cancel);

    private static RefinedOutcome Solve(
        LoweredOffer offer,
        double[] assumptions,
        int resolution,
        bool refine,
        RecursionSettings settings,
        double mostSeconds,
        CancellationToken cancel
    )
    {
        var outcome = new OfferSolver(offer, resolution, settings).Solve(assumptions, cancel);
        while (true)
        {
            var finer = TwiceAsFine(resolution);
            if (!outcome.IsSolved || finer > 2 * MostKnots || !Fits(offer, finer) || SolveSize.Of(offer.Game, finer).Seconds > mostSeconds)
                return new RefinedOutcome(outcome, resolution, null, null, []);
            var again = new OfferSolver(offer, finer, settings).Solve(assumptions, cancel);
            var same = Nearest(outcome, again);
            var refined = new RefinedOutcome(
                outcome,
                resolution,
                same is null ? null : Apart(outcome.Measures, same.Measures),
                same is null ? null : Apart(outcome.Values, same.Values),
                same is null ? [] : [.. SolutionOrder.Differences(outcome, same).Select(turn => new TurnPlace(turn.Period, turn.Node, turn.Mover))]
            );
            var isStable = same is not null && refined.HangsOnGrid.Count == 0 && !Enumerable.Range(0, offer.Asks.Count).Any(ask => refined.IsOpen(offer, ask));
            if (!refine || isStable || finer > MostKnots || !IsWorth(offer.Game, finer, mostSeconds))
                return refined;
            (outcome, resolution) = (again, finer);
        }
    }

    private static double[] Apart(IReadOnlyList<double> one, IReadOnlyList<double> other) =>
        [.. one.Zip(other, (a, b) => double.IsNaN(a) && double.IsNaN(b) ? 0 : Math.Abs(a - b))];

    // The solution on the finer grid that answers most alike.
    private static OfferOutcome? Nearest(OfferOutcome outcome, OfferOutcome finer) =>
        new[] { finer }
            .Concat(finer.Others)
            .Where(solution => solution.IsSolved)
            .MinBy(solution =>
                outcome.Measures.Zip(solution.Measures, (one, other) => double.IsFinite(one - other) ? Math.Abs(one - other) : 0).DefaultIfEmpty(0).Max()
            );
}
