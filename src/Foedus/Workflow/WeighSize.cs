using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Weighing.Draws;

namespace Foedus.Workflow;

/// <summary>About what a weighing will take, worked out before it is begun. Offers whose draws are solved side by side cost next to nothing and count as nothing.</summary>
/// <param name="Solves">Solves of offers in draws: as written, under answers of forks, under readings.</param>
/// <param name="DrawSeconds">Seconds of one core for them.</param>
/// <param name="FurtherSeconds">Seconds of one core for what the answer hangs on, at most: it ends sooner where ranges are narrow soon.</param>
/// <param name="Bytes">Memory.</param>
public sealed record WeighSize(int Solves, double DrawSeconds, double FurtherSeconds, double Bytes)
{
    /// <summary>Whether first draws may choose finer grids of belief, on which it takes longer.</summary>
    public bool MayRefine { get; init; }

    // A solve looked at by itself is done a few times over: all its solutions, with more care, without slips, on a finer grid.
    private const int LookedAt = 6;

    /// <param name="file">A sound deal.</param>
    /// <param name="options">How it will be weighed.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="RefusedException">Too many combinations of answers of forks are open.</exception>
    public static WeighSize Of(DealFile file, WeighingOptions options, CancellationToken cancel = default)
    {
        var wanted = file
            .Offers.Where(offer => offer.Offer.IsNoDeal || options.Offers is not { Count: > 0 } named || named.Contains(offer.Offer.Name))
            .Select(offer => offer.Offer.Name)
            .ToHashSet();
        var choices = Weigh.Combinations(file, options);
        // The same game under another answer is solved once.
        var games = new List<LoweredOffer>();
        foreach (var game in choices.SelectMany(choice => file.OffersUnder(choice, cancel)).Where(game => wanted.Contains(game.Offer.Name)))
            if (!games.Exists(known => known.Offer.Name == game.Offer.Name && SameGame.Are(known, game)))
                games.Add(game);
        double Seconds(IEnumerable<LoweredOffer> of, int knots) =>
            of.Where(offer => BlockSolvers.WhyNotInLanes(offer) is not null).Sum(offer => SolveSize.Of(offer.Game, knots).Seconds);
        var written = file.Offers.Where(offer => wanted.Contains(offer.Offer.Name)).ToList();
        var readings = options.WithReadings ? file.Deal.Readings.Count() : 0;
        var draws = Seconds(games, options.Resolution) + readings * Seconds(written, options.Resolution);
        var noDeal = written.Find(offer => offer.Offer.IsNoDeal);
        var further = LookedAt * Math.Max(options.EquilibriumDraws, options.CareDraws) * Seconds(written, options.Resolution);
        if (options.Effects != 0 && noDeal is not null)
        {
            var knots = Math.Min(options.Resolution, EffectsAnalysis.MostKnots);
            var offers = options.EffectsOf is not { Count: > 0 } of
                ? written.Where(offer => !offer.Offer.IsNoDeal).OrderByDescending(offer => Seconds([offer], knots)).Take(1)
                : written.Where(offer => of.Contains("all") || of.Contains(offer.Offer.Name));
            var block = 2 + EffectsAnalysis.MostKept + file.Deal.Assumptions.Select(assumption => assumption.Source?.Text).Distinct().Count();
            further += offers.Sum(offer => EffectsAnalysis.MostBasePoints(offer, noDeal, options) * block * choices.Count * Seconds([offer, noDeal], knots));
        }
        var threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        var held =
            8.0
            * Math.Min(options.Draws, options.Kept)
            * (file.Deal.Assumptions.Count() + games.Count * (file.Deal.Asks.Count() + 4.0 * file.Deal.Parties.Count()));
        return new WeighSize(
            (games.Count + readings * written.Count) * options.Draws,
            draws * options.Draws,
            further,
            held + threads * games.Select(game => SolveSize.Of(game.Game, options.Resolution).Bytes).DefaultIfEmpty(0).Max()
        )
        {
            MayRefine = options.ChoosesGrids && games.Any(game => game.Game.HasPrivateTypes),
        };
    }

    /// <summary>Seconds on so many cores, from the draws alone to all of it.</summary>
    public (double Least, double Most) On(int cores) => (DrawSeconds / cores, (DrawSeconds + FurtherSeconds) / cores);

    /// <summary>The same in a sentence.</summary>
    /// <param name="cores">How many cores work on it.</param>
    public string Words(int cores)
    {
        var (least, most) = On(cores);
        return $"Weighing will take about {(Time(least) == Time(most) ? Time(most) : $"{Time(least)} to {Time(most)}")} on {Units.Words.Counted(cores, "core")} that nobody else uses, and {Math.Max(1, Bytes / 1e6):N0} MB beside the program: {Units.Words.Counted(Solves, "solve")}, and what the answer hangs on.{(MayRefine ? " Longer where a grid of beliefs has to be refined." : "")}";
    }

    private static string Time(double seconds) =>
        seconds < 90 ? $"{Math.Max(1, Math.Round(seconds)):0} s"
        : seconds < 5400 ? $"{seconds / 60:0} min"
        : $"{seconds / 3600:0.#} h";
}
