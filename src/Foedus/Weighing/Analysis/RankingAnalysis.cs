using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Numerics.Sampling;
using Foedus.Weighing.Draws;

namespace Foedus.Weighing.Analysis;

/// <summary>The smallest change of one assumption, or of several together, that makes another offer best by the measure that decides.</summary>
/// <remarks>
/// One at a time: outward from the best value in even steps, then by halving; a flip and a flip back between two steps are not seen. Together: from the drawn worlds nearest to the best values in which a challenger
/// is ahead, every change that is not needed is taken back, the smallest first, and the rest is shortened; the result is a world that flips, not proven to be the nearest (docs/mathematics/uncertainty.md).
/// </remarks>
internal sealed class RankingAnalysis(
    AssumptionSet assumptions,
    IReadOnlyList<LoweredOffer> offers,
    HoldingCondition holding,
    DrawColumns columns,
    WeighingResult result,
    SolveMemo memo
)
{
    /// <summary>Challengers that flips are looked for against.</summary>
    public const int MostChallengers = 2;

    private const int Steps = 2;
    private const int Halvings = 7;
    private const int Starts = 2;
    private const int AtOnce = 6;

    private readonly (int Ask, int Sign) decides = holding.Decides ?? (0, 0);
    private int solves;

    private sealed record Rival(int Offer, double Margin, double Value, double Ahead);

    // A search outward on one side of one assumption.
    private sealed class Side(int assumption, double[] places)
    {
        public int Assumption => assumption;

        public double[] Places => places;

        public double Inside { get; set; }

        public double Outside { get; set; } = double.NaN;

        public int Offer { get; set; } = -1;
    }

    /// <returns>Null where no one measure decides, or there is nothing to compare.</returns>
    public RankingResult? Run(ParallelOptions parallel)
    {
        if (holding.Decides is null || offers.Count < 2)
            return null;
        var atBest = Array.ConvertAll(ManyWorlds.Solve(offers, [assumptions.Best], result.Options.KnotsOf, parallel, null, memo), draws => Score(draws, 0));
        var known = Enumerable.Range(0, offers.Count).Where(o => !double.IsNaN(atBest[o])).ToList();
        if (known.Count < 2)
            return null;
        // No deal leads only where nothing else is as good.
        var leader = known.OrderByDescending(o => atBest[o]).ThenBy(o => result.Offers[o].IsNoDeal).First();
        var rivals = known.Where(o => o != leader).Select(o => new Rival(o, Apart(leader, o), atBest[o], Ahead(leader, o, Apart(leader, o)))).ToList();
        var level = rivals.Where(rival => atBest[leader] - rival.Value <= rival.Margin).ToList();
        var challengers = rivals
            .Except(level)
            .Where(rival => rival.Ahead > 0)
            .OrderByDescending(rival => rival.Ahead)
            .ThenByDescending(rival => rival.Value)
            .Take(MostChallengers)
            .ToList();
        // Where none is ahead in any world drawn, the closest may still be somewhere between them.
        if (challengers.Count == 0)
            challengers = [.. rivals.Except(level).OrderByDescending(rival => rival.Value).Take(1)];
        var (flips, never, unknown) = challengers.Count == 0 ? ([], [], []) : OneAtATime(leader, challengers, parallel);
        var nearest = Nearest(leader, challengers, parallel);
        var measure = result.Offers[leader].Measures[decides.Ask];
        return new RankingResult
        {
            Title = measure.Title,
            Unit = measure.Unit,
            HigherIsBetter = decides.Sign > 0,
            Leader = offers[leader].Offer.Name,
            LeaderValue = decides.Sign * atBest[leader],
            Level = [.. level.Select(rival => offers[rival.Offer].Offer.Name)],
            Challengers =
            [
                .. challengers.Select(rival => new Challenger(offers[rival.Offer].Offer.Name, decides.Sign * rival.Value, rival.Margin, rival.Ahead)),
            ],
            Others =
            [
                .. rivals
                    .OrderByDescending(rival => rival.Value)
                    .Select(rival => new Challenger(offers[rival.Offer].Offer.Name, decides.Sign * rival.Value, rival.Margin, rival.Ahead)),
            ],
            Flips = flips,
            NeverAlone = never,
            NotKnown = unknown,
            Nearest = nearest,
            Solves = solves + offers.Count,
        };
    }

    // What reads the same is no better, nor what the solver cannot tell apart.
    private double Apart(int one, int other) => Math.Max(Margin(one) + Margin(other), result.Offers[one].Measures[decides.Ask].Unit.Step);

    private double Margin(int offer) => result.Offers[offer].Measures[decides.Ask].NumericalError ?? 0;

    private double Score(OfferDraws draws, int row) => draws.IsSolved(row) ? decides.Sign * draws.Measures[decides.Ask][row] : double.NaN;

    private double Ahead(int leader, int other, double margin) =>
        columns.Solved.Length == 0
            ? 0
            : columns.Solved.Count(draw => columns.Score[other][draw] - columns.Score[leader][draw] > margin) / (double)columns.Solved.Length;

    // [world] which challenger is ahead by most beyond its margin; −1: none; null: the leader or a challenger has no certified solution there, and none is ahead.
    private (int? Offer, double Lead)[] Leads(int leader, IReadOnlyList<Rival> challengers, IReadOnlyList<double[]> worlds, ParallelOptions parallel)
    {
        Interlocked.Add(ref solves, worlds.Count * (challengers.Count + 1));
        var solved = ManyWorlds.Solve(
            [offers[leader], .. challengers.Select(rival => offers[rival.Offer])],
            worlds,
            result.Options.KnotsOf,
            parallel,
            null,
            memo
        );
        var (first, others) = (solved[0], solved[1..]);
        return
        [
            .. worlds.Select(
                (_, row) =>
                {
                    var own = Score(first, row);
                    var leads = others.Select((draws, c) => (challengers[c].Offer, Lead: Score(draws, row) - own, challengers[c].Margin)).ToList();
                    var ahead = leads.Where(lead => lead.Lead > lead.Margin).OrderByDescending(lead => lead.Lead - lead.Margin).ToList();
                    return ahead.Count > 0 ? (ahead[0].Offer, ahead[0].Lead)
                        : leads.Any(lead => double.IsNaN(lead.Lead)) ? ((int?)null, double.NaN)
                        : (-1, double.NaN);
                }
            ),
        ];
    }

    private (List<RankingFlip> Flips, List<string> Never, List<string> Unknown) OneAtATime(
        int leader,
        IReadOnlyList<Rival> challengers,
        ParallelOptions parallel
    )
    {
        var sides = assumptions
            .Uncertain.SelectMany(a => new[] { new Side(a, Places(a, up: false)), new Side(a, Places(a, up: true)) })
            .Where(side => side.Places.Length > 0)
            .ToList();
        var unknown = new HashSet<int>();
        var looked = Leads(leader, challengers, [.. sides.SelectMany(side => side.Places.Select(place => With(side.Assumption, place)))], parallel);
        var at = 0;
        foreach (var side in sides)
        {
            side.Inside = assumptions.Best[side.Assumption];
            for (var step = 0; step < side.Places.Length; step++)
            {
                var (offer, _) = looked[at + step];
                if (offer is null)
                    unknown.Add(side.Assumption);
                if (offer >= 0)
                {
                    (side.Outside, side.Offer) = (side.Places[step], offer ?? -1);
                    break;
                }
                side.Inside = side.Places[step];
            }
            at += side.Places.Length;
        }
        var open = sides.Where(side => side.Offer >= 0 && assumptions.Distributions[side.Assumption] is not OneOfValues).ToList();
        for (var round = 0; round < Halvings && open.Count > 0; round++)
        {
            var middles = Leads(leader, challengers, [.. open.Select(side => With(side.Assumption, (side.Inside + side.Outside) / 2))], parallel);
            for (var i = 0; i < open.Count; i++)
                if (middles[i].Offer is { } offer and >= 0)
                    (open[i].Outside, open[i].Offer) = ((open[i].Inside + open[i].Outside) / 2, offer);
                else
                    open[i].Inside = (open[i].Inside + open[i].Outside) / 2;
        }
        var flips = sides
            .Where(side => side.Offer >= 0)
            .Select(side => Flip(side.Assumption, side.Outside, side.Offer))
            .GroupBy(flip => flip.Assumption)
            .Select(flip => flip.MinBy(side => side.Distance)!)
            .OrderBy(flip => flip.Distance)
            .ToList();
        var flipping = flips.Select(flip => flip.Assumption).ToHashSet();
        List<string> Names(Func<int, bool> which) => [.. assumptions.Uncertain.Where(a => which(a)).Select(NameOf).Where(name => !flipping.Contains(name))];
        return (flips, Names(a => !unknown.Contains(a)), Names(unknown.Contains));
    }

    private double[] Places(int a, bool up)
    {
        var (best, end) = (assumptions.Best[a], up ? assumptions.Distributions[a].High : assumptions.Distributions[a].Low);
        if (assumptions.Distributions[a] is OneOfValues few)
            return [.. few.Values.Where(value => up ? value > best : value < best).OrderBy(value => Math.Abs(value - best))];
        return (up ? end > best : end < best) ? [.. Enumerable.Range(1, Steps).Select(step => Outward.Place(best, end, step, Steps))] : [];
    }

    private NearestWorld? Nearest(int leader, IReadOnlyList<Rival> challengers, ParallelOptions parallel)
    {
        var starts = columns
            .Solved.Select(draw =>
                (Draw: draw, Rival: challengers.FirstOrDefault(rival => columns.Score[rival.Offer][draw] - columns.Score[leader][draw] > rival.Margin))
            )
            .Where(start => start.Rival is not null)
            .Select(start => (start.Rival, World: result.Worlds[start.Draw]))
            .OrderBy(start => Distance(start.World))
            .Take(Starts)
            .ToArray();
        var found = new NearestWorld?[starts.Length];
        // One start after another on a thread each: within a start every step rests on the one before.
        var alone = new ParallelOptions
        {
            TaskScheduler = parallel.TaskScheduler,
            CancellationToken = parallel.CancellationToken,
            MaxDegreeOfParallelism = 1,
        };
        Parallel.For(0, starts.Length, parallel, i => found[i] = Shorten(leader, starts[i].Rival!, (double[])starts[i].World.Clone(), alone));
        return found.Where(world => world is not null).MinBy(world => world!.Distance);
    }

    private NearestWorld? Shorten(int leader, Rival rival, double[] world, ParallelOptions parallel)
    {
        double Lead(double[] at) => Leads(leader, [rival], [at], parallel)[0] is { Offer: >= 0 } ahead ? ahead.Lead : double.NaN;
        var lead = Lead(world);
        if (double.IsNaN(lead))
            return null;
        var changed = assumptions.Uncertain.Where(a => world[a] != assumptions.Best[a]).OrderBy(a => Share(a, world[a])).ToArray();
        // Several at once where none of them is needed, which is the rule.
        foreach (var some in changed.Chunk(AtOnce))
            if (!TakenBack(some))
                foreach (var one in some)
                    TakenBack([one]);
        var (near, far) = (0.0, 1.0);
        var shortest = world;
        for (var round = 0; round < Halvings; round++)
        {
            var middle = Toward(world, (near + far) / 2);
            if (Lead(middle) is var there && !double.IsNaN(there))
                (far, lead, shortest) = ((near + far) / 2, there, middle);
            else
                near = (near + far) / 2;
        }
        return new NearestWorld(
            offers[rival.Offer].Offer.Name,
            lead,
            Distance(shortest),
            [
                .. assumptions
                    .Uncertain.Where(a => shortest[a] != assumptions.Best[a])
                    .Select(a => Flip(a, shortest[a], rival.Offer))
                    .OrderByDescending(change => change.Distance),
            ]
        );

        bool TakenBack(int[] some)
        {
            var without = (double[])world.Clone();
            foreach (var a in some)
                without[a] = assumptions.Best[a];
            var left = Lead(without);
            if (double.IsNaN(left))
                return false;
            (world, lead) = (without, left);
            return true;
        }
    }

    // Values of which only a few can be drawn stay what they are.
    private double[] Toward(double[] world, double share)
    {
        var moved = (double[])world.Clone();
        foreach (var a in assumptions.Uncertain.Where(a => assumptions.Distributions[a] is not OneOfValues))
            moved[a] = assumptions.Best[a] + share * (world[a] - assumptions.Best[a]);
        return moved;
    }

    private double[] With(int a, double value)
    {
        var world = (double[])assumptions.Best.Clone();
        world[a] = value;
        return world;
    }

    private double Distance(double[] world) => Math.Sqrt(assumptions.Uncertain.Sum(a => Share(a, world[a]) * Share(a, world[a])));

    private double Share(int a, double value) => Math.Abs(value - assumptions.Best[a]) / (assumptions.Distributions[a].High - assumptions.Distributions[a].Low);

    private string NameOf(int a) => assumptions.Assumptions[a].Name;

    private RankingFlip Flip(int a, double value, int offer) => new(NameOf(a), assumptions.Best[a], value, offers[offer].Offer.Name, Share(a, value));
}
