using Foedus.Language;
using Foedus.Numerics.Sampling;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Several experts for one number: pools against closed forms, results by expert against weighing with that expert's range alone.</summary>
public class ViewTests
{
    private static readonly Distribution Low = new Even(0, 0.5, ratios: false),
        High = new Even(0.25, 1, ratios: false);

    [Fact]
    public void A_linear_pool_is_the_mean_of_the_distribution_functions()
    {
        var pool = new PooledSpread([("one", Low), ("other", High)], byQuantiles: false);
        double Below(double x) => (Math.Clamp(x / 0.5, 0, 1) + Math.Clamp((x - 0.25) / 0.75, 0, 1)) / 2;
        foreach (var u in new[] { 0.01, 0.2, 0.25, 0.4, 0.6, 0.75, 0.99 })
            Assert.Equal(u, Below(pool.Quantile(u)), 1e-6);
        Assert.Equal((0, 1), (pool.Low, pool.High));
        // Densities 2 and 4/3 where both may be right, 2 and none below, none and 4/3 above.
        Assert.Equal(2 / ((2 + 4.0 / 3) / 2), pool.Ratio(0, 0.3), 1e-6);
        Assert.Equal(2, pool.Ratio(0, 0.1), 1e-6);
        Assert.Equal(0, pool.Ratio(0, 0.7), 1e-6);
        Assert.Equal(2, pool.Ratio(1, 0.7), 1e-6);
    }

    [Fact]
    public void By_quantiles_ends_are_averaged()
    {
        var pool = new PooledSpread([("one", Low), ("other", High)], byQuantiles: true);
        foreach (var u in new[] { 0, 0.1, 0.5, 0.9, 1 })
            Assert.Equal((0.5 * u + 0.25 + 0.75 * u) / 2, pool.Quantile(u), 1e-12);
        Assert.Equal((0.125, 0.75), (pool.Low, pool.High));
    }

    private static string Deal(string x, string views) =>
        $$"""
            deal "Who is right"
            period year
            horizon 1
            party A
            discount 1
            precision lambda 1
            source ann "Ann" expert
            source bob "Bob" expert
            assume x {{x}}
            assume y 0.5 in 0..1
            {{views}}
            state s { open, calm, war } = open
            turn A { wait }
            chance first when s = open { x: s = calm; otherwise: s = war }
            interest A { s = calm: y - 0.3 }
            no deal none: starts s = war
            offer plain
            ask calm "Calm": chance s = calm at 1
            holds when calm >= 0.4
            """;

    private const string Views = "view of x: 0.3 in 0..0.5 from ann\nview of x: 0.6 in 0.25..1 from bob";

    private static WeighingResult Weighed(string text)
    {
        var file = SoundDeal.Read(text);
        return Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = 2048,
                Effects = 0,
                ErrorDraws = 0,
                EquilibriumDraws = 0,
                CareDraws = 0,
                Thresholds = 0,
            },
            cancel: TestContext.Current.CancellationToken
        );
    }

    [Fact]
    public void What_is_pooled_from_experts_is_no_guess()
    {
        var pooled = Weighed(Deal("0.5 pooled", Views));
        Assert.Equal(("Ann; Bob", "expert", true), (pooled.Assumptions[0].Source, pooled.Assumptions[0].Grounds, pooled.Assumptions[0].IsGrounded));
        Assert.Contains("1 by an expert, 1 is a guess", pooled.Honesty[1], StringComparison.Ordinal);
        // The pool is no firmer than its loosest part.
        Assert.Equal(
            "direction only",
            Weighed(Deal("0.5 pooled", Views).Replace("\"Bob\" expert", "\"Bob\" direction only", StringComparison.Ordinal)).Assumptions[0].Grounds
        );
    }

    [Fact]
    public void An_expert_s_answer_is_that_of_the_deal_with_the_expert_s_range()
    {
        var pooled = Weighed(Deal("0.5 pooled", Views));
        double Alone(string range) =>
            Weighed(Deal(range, "").Replace("source ann \"Ann\" expert\nsource bob \"Bob\" expert\n", "", StringComparison.Ordinal)).Offers[1].Holds!.Share;
        var (ann, bob) = (pooled.Views!.Single(view => view.Expert == "ann"), pooled.Views!.Single(view => view.Expert == "bob"));
        Assert.Equal(Alone("0.3 in 0..0.5"), ann.Offers[1].Holds!.Share, 2);
        Assert.Equal(Alone("0.6 in 0.25..1"), bob.Offers[1].Holds!.Share, 2);
        Assert.Equal((0.2, 0.8), (Math.Round(ann.Offers[1].Holds!.Share, 2), Math.Round(bob.Offers[1].Holds!.Share, 2)));
        Assert.Equal(0.5, pooled.Offers[1].Holds!.Share, 2);
        var decides = Assert.Single(pooled.Disagreements!);
        Assert.Equal(("x", "plain", "ann", "bob"), (decides.Assumption, decides.Offer, decides.LowExpert, decides.HighExpert));
        Assert.Equal(0.14, decides.Low, 2);
        Assert.Equal(0.56, decides.High, 2);
    }

    [Fact]
    public void Where_quantiles_are_averaged_nothing_is_told_by_expert()
    {
        var pooled = Weighed(Deal("0.5 pooled by quantiles", Views));
        Assert.Null(pooled.Views);
        // From 0.125 to 0.75: at least 0.4 in 0.35 of 0.625.
        Assert.Equal(0.56, pooled.Offers[1].Holds!.Share, 2);
    }
}
