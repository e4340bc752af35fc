using System.Globalization;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Benchmarks;

/// <summary>Whether choices at turns that matter hang on the grid of beliefs: a deal at its best values on grids from coarse to fine, and its first draws on each of them and with half steps.</summary>
internal static class KnotsReport
{
    private const double Told = SolutionOrder.ChoicesApart;

    /// <param name="path">The deal.</param>
    /// <param name="draws">Draws compared on 11 knots with finer grids and with half steps; 0 for none.</param>
    /// <param name="only">An offer; null for all.</param>
    public static void Run(string path, int draws, string? only)
    {
        var file = DealFile.ReadSound(path);
        var assumptions = new AssumptionSet(file.Deal, new WeighingOptions());
        foreach (var offer in file.Offers.Where(offer => only is null || offer.Offer.Name == only))
        {
            if (!offer.Game.HasPrivateTypes)
            {
                Line($"| {offer.Offer.Name} | nothing private, no grid |");
                continue;
            }
            AtBest(offer, assumptions);
            if (draws > 0)
                AtDraws(offer, assumptions, draws);
        }
    }

    private static void AtBest(LoweredOffer offer, AssumptionSet assumptions)
    {
        var answer = GridRefinement.Solve(offer, assumptions.Best, 11, refine: true, OfferSolver.SettingsFor(offer));
        if (!answer.Outcome.IsSolved)
        {
            Line($"| {offer.Offer.Name} | not solved at the best values |");
            return;
        }
        var shown = new List<string>();
        var (largest, unnamed) = (0.0, 0);
        foreach (var knots in new[] { 11, 21, 41, 81 })
        {
            if (!SolveSize.Of(offer.Game, knots, new AskedChannels(offer).Followings.Count + 1).Fits)
            {
                shown.Add($"{knots}: too large");
                continue;
            }
            var other = new OfferSolver(offer, knots).Solve(assumptions.Best);
            shown.Add(
                $"{knots}: {string.Join(" ", other.Measures.Select(measure => measure.ToString("0.0000", CultureInfo.InvariantCulture)))}{(other.IsSolved ? "" : " (not certified)")}"
            );
            if (knots < answer.Resolution || !other.IsSolved)
                continue;
            foreach (var turn in SolutionOrder.Differences(answer.Outcome, other))
            {
                var apart = Apart(answer.Outcome, other, turn.Period, turn.Node, turn.Mover, turn.Party);
                largest = Math.Max(largest, apart);
                if (
                    !answer.HangsOnGrid.Any(open => (open.Period, open.Node, open.Mover) == (turn.Period, turn.Node, turn.Mover))
                    && answer.Outcome.Others.Count == 0
                )
                {
                    unnamed++;
                    Line(
                        $"|   | {knots}: period {turn.Period + 1}, {offer.Game.Steps[offer.Game.Nodes[turn.Node].Step].Name} of {offer.Game.Parties[turn.Party].Name}, apart {apart:0.000}, met {Met(answer.Outcome, turn):0.000} and {Met(other, turn):0.000}: not named |"
                    );
                }
            }
        }
        Line(
            $"| {offer.Offer.Name} | answered on {answer.Resolution} knots, {answer.Outcome.Others.Count} other solutions, {answer.HangsOnGrid.Count} turns named open | largest difference {largest:0.000}, not named: {unnamed} | {string.Join(" · ", shown)} |"
        );
    }

    private static void AtDraws(LoweredOffer offer, AssumptionSet assumptions, int draws)
    {
        var assumption = new double[assumptions.Assumptions.Count];
        var others = new (string Name, int Knots, RecursionSettings? Settings)[]
        {
            ("half steps", 11, OfferSolver.SettingsFor(offer) with { Pace = 0.5 }),
            ("21 knots", 21, null),
            ("41 knots", 41, null),
            ("81 knots", 81, null),
        };
        foreach (var (name, knots, settings) in others)
        {
            if (!SolveSize.Of(offer.Game, knots, new AskedChannels(offer).Followings.Count + 1).Fits)
            {
                Line($"|   | {name}: too large |");
                continue;
            }
            var (compared, several, apart, measure, moved, notSolved) = (0, 0, 0, 0.0, 0, 0);
            for (var draw = 0; draw < draws; draw++)
            {
                assumptions.Draw(draw, assumption);
                var (one, other) = (new OfferSolver(offer, 11).Solve([.. assumption]), new OfferSolver(offer, knots, settings).Solve([.. assumption]));
                if (!one.IsSolved || !other.IsSolved)
                {
                    notSolved++;
                    continue;
                }
                compared++;
                var off = one
                    .Measures.Zip(other.Measures, (here, there) =>
                        double.IsFinite(here - there) && Math.Max(Math.Abs(here), Math.Abs(there)) <= 1 ? Math.Abs(here - there) : 0
                    )
                    .Max();
                measure = Math.Max(measure, off);
                var differs = SolutionOrder.Differences(one, other).Count > 0;
                if (off < 0.001 && !differs)
                    continue;
                apart += differs ? 1 : 0;
                moved += off >= 0.001 ? 1 : 0;
                several += one.Others.Count + other.Others.Count > 0 ? 1 : 0;
            }
            Line(
                $"| {offer.Offer.Name}, {draws} draws, 11 knots against {name} | {compared} compared, {notSolved} without a certified solution on one of them | {apart} with a choice {Told} or more apart, {moved} with a chance 0.001 or more apart; of these, several solutions are found in {several} | a chance that is asked moves by {measure:0.0000} at most |"
            );
        }
    }

    private static double Met(OfferOutcome outcome, (int Period, int Node, int Mover, int Party, double Apart) turn) =>
        outcome.Forward.VisitsOf(turn.Period, turn.Node)?.Total ?? 0;

    private static double Apart(OfferOutcome one, OfferOutcome other, int period, int node, int mover, int party)
    {
        var (game, largest) = (one.Solution.Game, 0.0);
        for (var type = 0; type < game.Parties[party].TypeCount; type++)
        for (var option = 0; option < game.Nodes[node].Choosers[mover].Options.Count; option++)
            if (
                Math.Abs(
                    one.Forward.ChoiceWhereMet(period, node, mover, party, type, option)
                        - other.Forward.ChoiceWhereMet(period, node, mover, party, type, option)
                )
                    is var off
                && off > largest
            )
                largest = off;
        return largest;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
