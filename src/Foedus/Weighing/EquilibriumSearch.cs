using Foedus.Lowering;
using Foedus.Solving.Beliefs;

namespace Foedus.Weighing;

/// <summary>What several solutions of the same world would change.</summary>
/// <param name="DrawsSearched">Draws, the first, in which all solutions were looked for.</param>
/// <param name="DrawsWithSeveral">Of these, draws in which some offer has several.</param>
/// <param name="Offers">By offer, those with something to look for.</param>
/// <param name="NotSearched">Offers of which others were not looked for: in runs of earlier versions those without an end, with private types.</param>
public sealed record Equilibria(int DrawsSearched, int DrawsWithSeveral, IReadOnlyList<OfferEquilibria> Offers, IReadOnlyList<string> NotSearched);

/// <param name="Offer">The offer's name.</param>
/// <param name="DrawsWithSeveral">Draws searched in which it has several solutions.</param>
/// <param name="Measure">Mean over the draws of the holding question's lowest, and highest, answer among the solutions; null where no question is held against.</param>
/// <param name="Holds">Share of the draws in which it holds in every solution, and in some; null without a condition.</param>
/// <param name="SignedAndHolds">The same for: all sign and it holds. No deal is the solution shown.</param>
public sealed record OfferEquilibria(string Offer, int DrawsWithSeveral, Extremes? Measure, Extremes? Holds, Extremes? SignedAndHolds);

/// <param name="Low">The lowest among the solutions.</param>
/// <param name="High">The highest.</param>
public sealed record Extremes(double Low, double High);

/// <summary>Looks for all solutions in the first draws, and says what hangs on which is played.</summary>
internal sealed class EquilibriumSearch(IReadOnlyList<LoweredOffer> offers, int noDeal, HoldingCondition? holding, WeighingOptions options, SolveMemo memo)
{
    /// <param name="worlds">[draw] the drawn worlds.</param>
    /// <param name="parallel">Threads, and what stops the work; neither changes a number.</param>
    public Equilibria? Run(double[][] worlds, ParallelOptions parallel)
    {
        var count = Math.Min(options.EquilibriumDraws, worlds.Length);
        var searched = Enumerable.Range(0, offers.Count).Where(o => HasSomething(offers[o])).ToList();
        if (count == 0 || searched.Count == 0)
            return null;
        // [draw][offer] the solutions certified, that to be shown first; none where there is none.
        IReadOnlyList<Solved>[][] found = [.. Enumerable.Range(0, count).Select(_ => new IReadOnlyList<Solved>[offers.Count])];
        var kinds = Kinds();
        PieceByPiece.Do(count * offers.Count, parallel, piece =>
        {
            var (draw, o) = (piece / offers.Count, piece % offers.Count);
            found[draw][o] = Apart(kinds[o].SelectMany(kind => All(memo.Solve(kind, worlds[draw], parallel.CancellationToken), worlds[draw])));
        });
        return new Equilibria(count, found.Count(draw => searched.Any(o => draw[o].Count > 1)), [.. searched.Select(o => Of(o, found))], []);
    }

    // A deal that says where to start is solved from there first, for what is shown; others are looked for all the same.
    private SolveKind[][] Kinds() =>
        [
            .. offers.Select(
                (offer, o) =>
                    HasSomething(offer) || o == noDeal
                        ? new[] { true, false }
                            .Take(offer.Start is null ? 1 : 2)
                            .Select(started => new SolveKind(offer, options.KnotsOf(offer), FromGivenStart: started, SearchOthers: true))
                            .ToArray()
                        : []
            ),
        ];

    private static IReadOnlyList<Solved> Apart(IEnumerable<Solved> solutions)
    {
        var apart = new List<Solved>();
        foreach (var solution in solutions)
            if (!apart.Any(solution.IsAs))
                apart.Add(solution);
        return apart;
    }

    private static bool HasSomething(LoweredOffer offer) => Readings.HasOthers(offer.Game) || Readings.Of(offer.Game, conventions: true).Count > 1;

    private IReadOnlyList<Solved> All(SolvedNumbers outcome, double[] world) =>
        !outcome.IsSolved
            ? []
            :
            [
                .. new[] { outcome }
                    .Concat(outcome.Others)
                    .Select(solution => new Solved(
                        holding is { Measure: >= 0 } ? solution.Measures[holding.Measure] : double.NaN,
                        holding?.Holds(solution.Measures, world) ?? false,
                        solution.Values
                    )),
            ];

    private OfferEquilibria Of(int o, IReadOnlyList<Solved>[][] found)
    {
        var draws = found.Where(draw => draw[o].Count > 0).ToList();
        Extremes? Shares(Func<Solved, IReadOnlyList<Solved>[], bool> test) =>
            holding is null || draws.Count == 0
                ? null
                : new Extremes(
                    draws.Average(draw => draw[o].All(solution => test(solution, draw)) ? 1.0 : 0),
                    draws.Average(draw => draw[o].Any(solution => test(solution, draw)) ? 1.0 : 0)
                );
        return new OfferEquilibria(
            offers[o].Offer.Name,
            draws.Count(draw => draw[o].Count > 1),
            holding is { Measure: >= 0 } && draws.Count > 0
                ? new Extremes(
                    draws.Average(draw => draw[o].Min(solution => solution.Measure)),
                    draws.Average(draw => draw[o].Max(solution => solution.Measure))
                )
                : null,
            Shares((solution, _) => solution.Holds),
            Shares(
                (solution, draw) =>
                    solution.Holds && draw[noDeal].Count > 0 && solution.Values.Zip(draw[noDeal][0].Values).All(pair => pair.First >= pair.Second)
            )
        );
    }

    private sealed record Solved(double Measure, bool Holds, double[] Values)
    {
        // Solutions that answer alike and are worth the same to all are one, as elsewhere.
        public bool IsAs(Solved other) =>
            Holds == other.Holds
            && !(Math.Abs(Measure - other.Measure) > 1e-3)
            && Values.Zip(other.Values).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-3 * Math.Max(1, Math.Abs(pair.First)));
    }
}
