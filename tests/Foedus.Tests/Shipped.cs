using System.Collections.Concurrent;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests;

/// <summary>The deals that ship, each read once, and each offer solved once: many tests look at them.</summary>
internal static class Shipped
{
    private const int Resolution = 11;

    private static readonly ConcurrentDictionary<string, Lazy<DealFile>> Read = [];
    private static readonly ConcurrentDictionary<(string Path, string Offer), Lazy<OfferOutcome>> AtBest = [];

    /// <summary>Their paths, from the root of the repository.</summary>
    public static TheoryData<string> Files => [.. Repository.Deals.Select(path => Path.GetRelativePath(Repository.Root, path))];

    /// <summary>A deal as read and checked; one with mistakes fails the test.</summary>
    /// <param name="path">From the root of the repository.</param>
    public static DealFile Deal(string path) => Read.GetOrAdd(path, _ => new(() => DealFile.ReadSound(Repository.PathOf(path)))).Value;

    /// <summary>An offer, solved at the best values on 11 knots.</summary>
    public static OfferOutcome Solved(string path, LoweredOffer offer) =>
        AtBest
            .GetOrAdd((path, offer.Offer.Name), _ =>
                new(() => new OfferSolver(offer, Resolution).Solve(new AssumptionSet(offer.Deal, new WeighingOptions()).Best))
            )
            .Value;
}
