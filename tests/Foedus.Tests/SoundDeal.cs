using Foedus.Language;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests;

/// <summary>Deals of tests, read and solved. A text with a mistake fails the test with what is said of it.</summary>
internal static class SoundDeal
{
    public static DealFile Read(string text, IReadOnlyDictionary<string, string>? forks = null)
    {
        var file = DealFile.Read(new SourceText(text, "my.foedus"), forks, TestContext.Current.CancellationToken);
        Assert.False(file.HasErrors, file.Report);
        return file;
    }

    /// <summary>A deal of parties One and Two over a year, from its title and what stands behind its head.</summary>
    public static string Year(string title, string rest) =>
        $"""
            deal "{title}"
            period year
            horizon 1
            party One
            party Two
            discount 0.9
            precision lambda 1
            {rest}
            """;

    public static LoweredOffer Lower(string text, int offer = 0) => Read(text).Offers[offer];

    /// <summary>An offer solved at the best values; not to be solved fails the test.</summary>
    public static OfferOutcome Solve(LoweredOffer offer, int resolution = 3)
    {
        var outcome = new OfferSolver(offer, resolution).Solve(
            new AssumptionSet(offer.Deal, new WeighingOptions()).Best,
            TestContext.Current.CancellationToken
        );
        Assert.True(outcome.IsSolved);
        return outcome;
    }

    public static OfferOutcome Solve(string text, int resolution = 3) => Solve(Lower(text), resolution);

    /// <summary>An offer of a deal that ships among the textbook deals, with values set; not to be solved fails the test.</summary>
    public static (LoweredOffer Offer, OfferOutcome Outcome) SolveTextbook(string file, string offer, int resolution, params (string Name, double Value)[] set)
    {
        var read = DealFile.ReadSound(Repository.PathOf(Path.Combine("deals/textbook", file)));
        var lowered = read.Offers.Single(other => other.Offer.Name == offer);
        var assumptions = new AssumptionSet(read.Deal, new WeighingOptions { Fixed = set.ToDictionary(pair => pair.Name, pair => pair.Value) });
        var outcome = new OfferSolver(lowered, resolution).Solve(assumptions.Best, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSolved);
        return (lowered, outcome);
    }

    /// <summary>Every number below a count, with nobody hiding anything and with somebody who does.</summary>
    public static TheoryData<int, bool> OpenAndHidden(int count)
    {
        var data = new TheoryData<int, bool>();
        foreach (var number in Enumerable.Range(0, count))
        foreach (var isPrivate in new[] { false, true })
            data.Add(number, isPrivate);
        return data;
    }

    /// <summary>Holds that two ways to write one game have the same answers, and that something happens in it.</summary>
    public static void AssertSame(OfferOutcome one, OfferOutcome other, double tolerance = 0)
    {
        double[] All(OfferOutcome outcome) => [.. outcome.Values, .. outcome.Measures, .. outcome.Called, .. outcome.Kept];
        Assert.Equal(All(one).Length, All(other).Length);
        Assert.All(All(one).Zip(All(other)), pair =>
            Assert.True(pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance, $"{pair.First:R} and {pair.Second:R}")
        );
        Assert.Contains(one.Measures, measure => measure is > 0.01 and < 0.99);
    }
}
