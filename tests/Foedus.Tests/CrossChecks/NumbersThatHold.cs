using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;

namespace Foedus.Tests.CrossChecks;

/// <summary>Shipped deals: what is chosen and answered does not hang on the grid of beliefs, nor on the length of steps, or it is said.</summary>
/// <remarks>FOEDUS_TEST_SCALE=3 takes 41 knots and eight drawn worlds, 17 takes 81 knots and sixty-four: hours.</remarks>
public class NumbersThatHold
{
    private static readonly int Draws = Math.Min(64, 4 * (int)(TestScale.Factor - 1));
    private static readonly int[] Grids =
        TestScale.Factor >= 8 ? [11, 21, 41, 81]
        : TestScale.Factor >= 3 ? [11, 21, 41]
        : [11, 21];

    public static TheoryData<string, string> Offers
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var path in Repository.Deals.Select(deal => Path.GetRelativePath(Repository.Root, deal)))
            foreach (var offer in Shipped.Deal(path).Offers.Where(offer => offer.Game.HasPrivateTypes))
                all.Add(path, offer.Offer.Name);
            return all;
        }
    }

    [Theory, MemberData(nameof(Offers))]
    public void Choices_that_matter_are_the_same_on_every_grid_or_their_turn_is_open(string path, string name)
    {
        var faults = new List<string>();
        var (offer, worlds) = Worlds(path, name);
        foreach (var (draw, world) in worlds)
        {
            var refined = GridRefinement.Solve(offer, world, Grids[0], refine: true, OfferSolver.SettingsFor(offer), TestContext.Current.CancellationToken);
            var shown = refined.Outcome;
            if (!shown.IsSolved)
                continue;
            var open = Open(shown).Concat(refined.HangsOnGrid).ToHashSet();
            foreach (var knots in Grids.Where(knots => knots > refined.Resolution))
            {
                var finer = new OfferSolver(offer, knots, OfferSolver.SettingsFor(offer)).Solve(world, TestContext.Current.CancellationToken);
                if (!finer.IsSolved)
                    faults.Add($"draw {draw}: {knots} knots are not solved");
                else if (Alike(shown, finer) is var same)
                    faults.AddRange(
                        SolutionOrder
                            .Differences(shown, same)
                            .Select(turn => new TurnPlace(turn.Period, turn.Node, turn.Mover))
                            .Where(turn => !open.Contains(turn) && !Open(finer).Contains(turn))
                            .Select(turn => $"draw {draw}, {refined.Resolution} against {knots} knots: {turn.InWords(offer.Game)}")
                    );
            }
        }
        Assert.Empty(faults);
    }

    [Theory, MemberData(nameof(Offers))]
    public void Steps_half_as_long_give_the_same_or_the_world_has_several_solutions(string path, string name)
    {
        var faults = new List<string>();
        var (offer, worlds) = Worlds(path, name);
        var (usual, half) = (new OfferSolver(offer, 11), new OfferSolver(offer, 11, OfferSolver.SettingsFor(offer) with { Pace = 0.5 }));
        foreach (var (draw, world) in worlds)
        {
            var (one, other) = (usual.Solve(world, TestContext.Current.CancellationToken), half.Solve(world, TestContext.Current.CancellationToken));
            if (!one.IsSolved || !other.IsSolved || one.Others.Count > 0 || other.Others.Count > 0)
                continue;
            for (var ask = 0; ask < offer.Asks.Count; ask++)
                if (Math.Abs(one.Measures[ask] - other.Measures[ask]) > 0.001 * Math.Max(1, Math.Abs(one.Measures[ask])))
                    faults.Add($"draw {draw}: {offer.Asks[ask].Name} {one.Measures[ask]} or {other.Measures[ask]}");
        }
        Assert.Empty(faults);
    }

    // The best values, then drawn worlds.
    private static (LoweredOffer Offer, List<(int Draw, double[] World)> Worlds) Worlds(string path, string name)
    {
        var file = Shipped.Deal(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions());
        var worlds = new List<(int, double[])> { (-1, assumptions.Best) };
        for (var draw = 0; draw < Draws; draw++)
        {
            var world = new double[assumptions.Assumptions.Count];
            assumptions.Draw(draw, world);
            worlds.Add((draw, world));
        }
        return (file.Offers.Single(offer => offer.Offer.Name == name), worlds);
    }

    private static HashSet<TurnPlace> Open(OfferOutcome outcome) =>
        [.. outcome.Others.SelectMany(other => SolutionOrder.Differences(outcome, other)).Select(turn => new TurnPlace(turn.Period, turn.Node, turn.Mover))];

    private static OfferOutcome Alike(OfferOutcome outcome, OfferOutcome finer) =>
        new[] { finer }
            .Concat(finer.Others)
            .MinBy(solution =>
                outcome.Measures.Zip(solution.Measures, (one, other) => double.IsFinite(one - other) ? Math.Abs(one - other) : 0).DefaultIfEmpty(0).Max()
            )!;
}
