using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>The grid of beliefs that an offer's draws are solved on, and all that is solved beside them.</summary>
/// <param name="Offer">The offer's name.</param>
/// <param name="Knots">Knots of the grid.</param>
/// <param name="Draws">Draws, the first, that it was chosen and its errors were measured by.</param>
/// <param name="Errors">[ask] largest difference to a finer grid over these draws, and half as much again for what that one is off; null where nothing is private, none was looked at, or no finer grid fits.</param>
internal sealed record OfferGrid(string Offer, int Knots, int Draws, IReadOnlyList<double>? Errors)
{
    /// <summary>[hidden slot] the same of the mean public belief at the end; null where it was not measured.</summary>
    public IReadOnlyList<double>? BeliefErrors { get; init; }

    /// <summary>Why grids cannot be of these offers, in a few words; null where they can. For files that somebody else may have written.</summary>
    public static string? WhyNotOf(IReadOnlyList<OfferGrid> grids, IReadOnlyList<LoweredOffer> offers, int least) =>
        !grids.Select(grid => grid.Offer).SequenceEqual(offers.Select(offer => offer.Offer.Name)) ? "its grids are not those of the offers"
        : grids.All(grid => grid.Knots >= least && grid.Knots <= Math.Max(least, GridChoice.MostKnots) && grid.Draws >= 0)
        && grids
            .Zip(offers)
            .All(pair =>
                pair.First.Errors is null
                || pair.First.Errors.Count == pair.Second.Asks.Count && pair.First.Errors.All(error => double.IsFinite(error) && error >= 0)
            )
        && grids
            .Zip(offers)
            .All(pair =>
                pair.First.BeliefErrors is not { } errors || errors.Count == pair.Second.Game.HiddenSlots.Count && errors.All(error => error is >= 0 and <= 2)
            )
            ? null
        : "a grid in it is none that can be chosen";
}

/// <summary>Solves the first draws of every offer on its grid and on a finer one: while an asked number is not stable in one of them, half as many knots again are taken, before any draw is kept.</summary>
/// <remarks>By numbers and sizes alone, never by the clock: threads, shards and machines of one kind choose alike. Tried out in docs/decisions/grids.md.</remarks>
internal sealed class GridChoice(IReadOnlyList<LoweredOffer> offers, WeighingOptions options, SolveMemo memo)
{
    /// <summary>No finer grid is chosen for draws, in knots.</summary>
    public const int MostKnots = 81;

    /// <summary>No grid is chosen on which a draw would be expected to take longer, in seconds on one core.</summary>
    public const double MostSeconds = 1;

    /// <summary>What the difference to a finer grid is multiplied by: that one is off, too, by half as much where errors shrink threefold with twice the knots.</summary>
    public const double Beyond = 1.5;

    /// <summary>So many times the least number of draws are looked at where they cost little.</summary>
    public const int Cheap = 8;

    // What checking an offer's draws may be expected to take where they are more than the least number, in seconds on one core.
    private const double CheckSeconds = 0.25;

    /// <summary>Chooses by the first draws; where grids stand already, measures errors on as many as are looked at in any case.</summary>
    /// <param name="assumptions">What is drawn.</param>
    /// <param name="cancel">Stops the work.</param>
    public IReadOnlyList<OfferGrid> Run(AssumptionSet assumptions, CancellationToken cancel)
    {
        var worlds = new double[Math.Min((options.Knots is null ? Cheap : 1) * options.ErrorDraws, options.Draws)][];
        for (var draw = 0; draw < worlds.Length; draw++)
            assumptions.Draw(draw, worlds[draw] = new double[assumptions.Assumptions.Count]);
        return Run(worlds, options.Parallel(cancel));
    }

    /// <param name="worlds">[draw] the first drawn worlds, <see cref="Cheap"/> times as many as are looked at in any case.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    public IReadOnlyList<OfferGrid> Run(double[][] worlds, ParallelOptions parallel)
    {
        OfferGrid[] grids = [.. offers.Select(offer => new OfferGrid(offer.Offer.Name, options.KnotsOf(offer), 0, null))];
        var open = worlds.Length == 0 ? [] : Enumerable.Range(0, offers.Count).Where(o => Finer(o, grids[o].Knots) is not null).ToArray();
        foreach (var o in open)
            grids[o] = grids[o] with
            {
                Draws = Math.Clamp(
                    (int)(CheckSeconds / SolveSize.Of(offers[o].Game, Finer(o, grids[o].Knots)!.Value).Seconds),
                    Math.Min(options.ErrorDraws, worlds.Length),
                    worlds.Length
                ),
            };
        var before = new (OfferGrid Grid, int Unstable)?[offers.Count];
        while (open.Length > 0)
        {
            // The same draw on its grid and on a finer one, offer by offer.
            var pieces = open.SelectMany(o => Enumerable.Range(0, grids[o].Draws).Select(draw => (Offer: o, Draw: draw))).ToArray();
            var found = new (SolvedNumbers Coarse, SolvedNumbers Fine)[pieces.Length];
            PieceByPiece.Do(found.Length, parallel, piece =>
            {
                var (o, world) = (pieces[piece].Offer, worlds[pieces[piece].Draw]);
                SolvedNumbers On(int knots) => memo.Solve(new SolveKind(offers[o], knots), world, parallel.CancellationToken);
                found[piece] = (On(grids[o].Knots), On(Finer(o, grids[o].Knots)!.Value));
            });
            var (refined, first) = (new List<int>(), 0);
            foreach (var o in open)
            {
                var (errors, beliefs, unstable) = Compare(offers[o], found.AsSpan(first, grids[o].Draws));
                first += grids[o].Draws;
                grids[o] = grids[o] with { Errors = errors, BeliefErrors = beliefs };
                // Where more knots leave as many draws unstable, by no less, it is not the grid: other solutions come to be shown, and it is told.
                if (before[o] is { } last && unstable >= last.Unstable && errors.Max() >= last.Grid.Errors!.Max())
                {
                    grids[o] = last.Grid;
                    continue;
                }
                // Half as many knots again: all draws of the offer are to be solved on them.
                if (unstable == 0 || !options.ChoosesGrids || !MayBe(o, GridRefinement.Finer(grids[o].Knots)))
                    continue;
                before[o] = (grids[o], unstable);
                grids[o] = grids[o] with { Knots = GridRefinement.Finer(grids[o].Knots) };
                refined.Add(o);
            }
            open = [.. refined];
        }
        return grids;
    }

    // What it is compared with: twice as fine where that is quick; all knots of the grid are then near to one of the finer.
    private int? Finer(int o, int knots) =>
        new[] { GridRefinement.TwiceAsFine(knots), GridRefinement.Finer(knots) }
            .Where(
                (finer, step) =>
                    GridRefinement.Fits(offers[o], finer) && (step > 0 || SolveSize.Of(offers[o].Game, finer).Seconds <= GridRefinement.QuickSeconds)
            )
            .Select(finer => (int?)finer)
            .FirstOrDefault();

    // Only with something finer still to say what is left.
    private bool MayBe(int o, int knots) => knots <= MostKnots && SolveSize.Of(offers[o].Game, knots).Seconds <= MostSeconds && Finer(o, knots) is not null;

    private static (double[] Errors, double[] Beliefs, int Unstable) Compare(LoweredOffer offer, ReadOnlySpan<(SolvedNumbers Coarse, SolvedNumbers Fine)> draws)
    {
        var (errors, beliefs, unstable) = (new double[offer.Asks.Count], new double[offer.Game.HiddenSlots.Count], 0);
        foreach (var (coarse, fine) in draws)
        {
            var isStable = true;
            for (var ask = 0; ask < errors.Length && coarse.IsSolved && fine.IsSolved; ask++)
            {
                // A time that is never seen in either is none in both.
                var apart = double.IsNaN(coarse.Measures[ask]) && double.IsNaN(fine.Measures[ask]) ? 0 : Math.Abs(fine.Measures[ask] - coarse.Measures[ask]);
                errors[ask] = Math.Max(errors[ask], double.IsNaN(apart) ? 0 : Beyond * apart);
                isStable &= apart <= GridRefinement.Stable * GridRefinement.Scale(offer.Asks[ask], coarse.Measures[ask]);
            }
            for (var hidden = 0; hidden < beliefs.Length && coarse.IsSolved && fine.IsSolved; hidden++)
                beliefs[hidden] = Math.Max(beliefs[hidden], Beyond * Math.Abs(fine.Beliefs[hidden] - coarse.Beliefs[hidden]));
            unstable += isStable ? 0 : 1;
        }
        return (errors, beliefs, unstable);
    }
}
