using Foedus.Language;
using Foedus.Weighing;
using Foedus.Workflow;
using MathNet.Numerics.Distributions;

namespace Foedus.Tests.Weighing;

/// <summary>Evidence beside the answer and worlds weighted by it, against closed forms and against sums written anew.</summary>
public class EvidenceTests
{
    private static readonly WeighingOptions Options = new()
    {
        Draws = 4096,
        Effects = 0,
        ErrorDraws = 0,
        EquilibriumDraws = 0,
        CareDraws = 0,
        Thresholds = 0,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Nobody chooses: the answer is the assumption itself, even from 0 to 1, so that a count of k of n makes it Beta(k + 1, n − k + 1).
    private const string Uniform = """
        deal "A coin of unknown make"
        period year
        horizon 2
        party A
        discount 1
        precision lambda 1
        source book "A book"
        assume x 0.5 in 0..1
        assume y 0.5 in 0..1
        state s { open, calm, war } = open
        turn A { wait }
        chance first when s = open { x: s = calm; otherwise: s = war }
        interest A { s = calm: y - 0.4 }
        clause no_more "Nothing" { option wait of A at A: A pays 0 }
        no deal none: starts s = war
        offer plain
        offer other: no_more
        ask calm "Calm": chance s = calm at 1
        ask war "War": chance s = war by 2
        holds when calm >= 0.5
        evidence few for calm of plain: 7 of 10 from book "years of calm" on 2020-01-01
        evidence many for calm of plain: 3800 of 4000 from book "days of calm" on 2020-01-02
        evidence view for calm of plain: 20%..60% from book "a guess" on 2020-01-03
        evidence narrow for war of other: 50%..51% from book "a bold guess" on 2020-01-04
        """;

    private static DealFile Read(string text, IReadOnlyDictionary<string, string>? forks = null) => SoundDeal.Read(text, forks);

    private static WeighingResult Weighed(string text, params string[] given) => Weigh.Run(Read(text), Options with { Given = given }, cancel: Cancel);

    [Fact]
    public void A_count_makes_of_an_even_range_the_beta_distribution()
    {
        const int k = 7,
            n = 10;
        var given = Weighed(Uniform, "few").Given!;
        Assert.Null(given.Refused);
        var offer = given.Offers.Single(offer => offer.Offer == "plain");
        // P(Beta(k+1, n−k+1) ≥ 1/2) is the chance of at most k heads in n + 1 throws.
        var expected = Enumerable.Range(0, k + 1).Sum(heads => Choose(n + 1, heads)) / Math.Pow(2, n + 1);
        Assert.Equal(expected, offer.Holds!.Share, 3);
        Assert.InRange(expected, offer.Holds.Low, offer.Holds.High);
        // The median of the same distribution, and N B(k+1, n−k+1)² / B(2k+1, 2(n−k)+1) effective worlds.
        Assert.Equal(Beta.InvCDF(k + 1, n - k + 1, 0.5), offer.Measures[0].Median, 3);
        Assert.Equal(Beta.InvCDF(k + 1, n - k + 1, 0.05), offer.Measures[0].Low, 2);
        Assert.Equal(4096 * Math.Exp(2 * LogBeta(k + 1, n - k + 1) - LogBeta(2 * k + 1, 2 * (n - k) + 1)), given.Effective, 1.0);
        // y is independent of x: who signs is not moved by it.
        Assert.Equal(0.6, offer.AllSign.Share, 2);
    }

    private static double Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;

    private static double LogBeta(int a, int b) => LogFactorial(a - 1) + LogFactorial(b - 1) - LogFactorial(a + b - 1);

    private static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));

    [Fact]
    public void A_judged_range_keeps_the_worlds_inside_it()
    {
        var result = Weighed(Uniform, "view");
        var given = result.Given!;
        var inside = result.Offers.Single(offer => offer.Name == "plain").Draws.Measures[0].Count(answer => answer is >= 0.2 and <= 0.6);
        Assert.Equal(inside, given.Effective, 1e-9);
        Assert.Equal(inside / 4096.0, given.Agree, 1e-12);
        Assert.Equal(0.4, given.Agree, 2);
        Assert.All(given.Offers.Where(offer => !offer.IsNoDeal), offer => Assert.Equal(0.25, offer.Holds!.Share, 2));
    }

    [Fact]
    public void One_weight_serves_all_offers_and_evidence_multiplies()
    {
        var result = Weighed(Uniform, "few", "view");
        var (plain, other) = (result.Offers.Single(offer => offer.Name == "plain").Draws, result.Offers.Single(offer => offer.Name == "other").Draws);
        double weight = 0,
            both = 0;
        for (var draw = 0; draw < 4096; draw++)
        {
            var x = plain.Measures[0][draw];
            var likelihood = x is < 0.2 or > 0.6 ? 0 : Binomial.PMF(x, 10, 7);
            weight += likelihood;
            both += likelihood * (other.Measures[0][draw] >= 0.5 && other.Surplus[0][draw] >= 0 ? 1 : 0);
        }
        Assert.Equal(both / weight, result.Given!.Offers.Single(offer => offer.Offer == "other").SignedAndHolds!.Share, 1e-9);
    }

    [Fact]
    public void Too_few_effective_worlds_are_refused_and_the_plain_answer_stands()
    {
        foreach (var name in new[] { "narrow", "many" })
        {
            var (result, plain) = (
                Weigh.Run(Read(Uniform), Options with { Draws = 1024, Given = [name] }, cancel: Cancel),
                Weigh.Run(Read(Uniform), Options with { Draws = 1024 }, cancel: Cancel)
            );
            Assert.InRange(result.Given!.Effective, 1, GivenResult.LeastEffective);
            Assert.Contains("64", result.Given.Refused!, StringComparison.Ordinal);
            Assert.Empty(result.Given.Offers);
            Assert.Equal(plain.Offers.Select(offer => offer.Holds), result.Offers.Select(offer => offer.Holds));
            Assert.Equal(plain.Headline, result.Headline);
        }
    }

    [Fact]
    public void Draws_that_are_too_few_are_not_blamed_on_the_evidence()
    {
        string Refused(string text, string name) => Weigh.Run(Read(text), Options with { Draws = 16, Given = [name] }, cancel: Cancel).Given!.Refused!;
        Assert.Equal(
            "Refused: 16 worlds with an answer were drawn; 64 are needed. Draw more (--draws).",
            Refused(Uniform.Replace("20%..60%", "0%..100%", StringComparison.Ordinal), "view")
        );
        Assert.Contains("16 worlds with an answer were drawn, of which ", Refused(Uniform, "view"), StringComparison.Ordinal);
        Assert.Contains(
            "the evidence leaves",
            Weigh.Run(Read(Uniform), Options with { Draws = 1024, Given = ["narrow"] }, cancel: Cancel).Given!.Refused!,
            StringComparison.Ordinal
        );
    }

    /// <summary>Weights that are all alike give the plain share and its plain interval.</summary>
    [Fact]
    public void With_equal_weights_intervals_are_those_of_the_plain_answer()
    {
        var result = Weighed(Uniform.Replace("20%..60%", "0%..100%", StringComparison.Ordinal), "view");
        foreach (var (plain, given) in result.Offers.Zip(result.Given!.Offers))
        {
            Assert.Equal(plain.Holds!.Share, given.Holds!.Share, 1e-12);
            Assert.Equal(plain.Holds.Low, given.Holds.Low, 1e-9);
            Assert.Equal(plain.Holds.High, given.Holds.High, 1e-9);
            Assert.Equal(plain.AllSign.High, given.AllSign.High, 1e-9);
        }
    }

    /// <summary>The interval covers the exact share about as often as it says: 40 seeds, of which 38 are expected.</summary>
    [Fact]
    public void Weighted_intervals_cover()
    {
        var expected = Enumerable.Range(0, 8).Sum(heads => Choose(11, heads)) / Math.Pow(2, 11);
        var covered = Enumerable
            .Range(1, 40)
            .Count(seed =>
                Weigh
                    .Run(Read(Uniform), Options with { Draws = 256, Seed = (ulong)seed, Offers = ["plain"], Given = ["few"] }, cancel: Cancel)
                    .Given!.Offers[1]
                    .Holds
                    is { } holds
                && holds.Low <= expected
                && expected <= holds.High
            );
        Assert.InRange(covered, 33, 40);
    }

    [Fact]
    public void Evidence_stands_beside_what_the_worlds_say()
    {
        var evidence = Weighed(Uniform).Evidence!;
        Assert.Equal(["few", "many", "view", "narrow"], evidence.Select(found => found.Name));
        var few = evidence[0];
        // Wilson's interval of 7 of 10.
        Assert.Equal((0.397, 0.892), (Math.Round(few.Low, 3), Math.Round(few.High, 3)));
        Assert.Equal(few.High - few.Low, few.Agree, 2);
        Assert.Equal(0.5, few.Model, 2);
        Assert.Contains("7 of 10, 70 of 100", few.Words, StringComparison.Ordinal);
        Assert.Contains("inside the evidence", few.Words, StringComparison.Ordinal);
        Assert.Contains("44 of 100 below its lower end", evidence[1].Words, StringComparison.Ordinal);
        Assert.Equal(("judged", 0.2, 0.6, (int?)null), (evidence[2].Kind, evidence[2].Low, evidence[2].High, evidence[2].Count));
        Assert.Null(Weighed(Uniform).Given);
    }

    private const string Forked =
        Uniform
        + "\n"
        + """
            fork make "How coins are made" {
              fair "As thrown" weight 3 { }
              bent "They fall on war" weight 1 { chance again after first when s = calm { 0.5: s = war; otherwise: s = calm } }
            }
            """;

    [Fact]
    public void Forks_weigh_their_weight_times_the_mean_likelihood_of_their_draws()
    {
        var given = Weighed(Forked, "few").Given!;
        // Each answer weighed alone; likelihoods by another library.
        var alone = new[] { "fair", "bent" }
            .Select(answer =>
            {
                var forks = new Dictionary<string, string> { ["make"] = answer };
                return Weigh.Run(Read(Forked, forks), Options with { Forks = forks }, cancel: Cancel).Offers.Single(offer => offer.Name == "plain").Draws;
            })
            .ToList();
        var means = alone.Select(draws => draws.Measures[0].Average(x => Binomial.PMF(x, 10, 7))).ToArray();
        // Of an even range the mean likelihood is 1 / (n + 1) whatever was counted; halved, it is half of an incomplete beta.
        Assert.Equal(1.0 / 11, means[0], 4);
        var then = 3 * means[0] / (3 * means[0] + means[1]);
        Assert.Equal(then, given.Combinations![0].Then!.Value, 1e-9);
        Assert.Equal(1, given.Combinations.Sum(combination => combination.Then!.Value), 1e-12);
        var holds = alone
            .Select((draws, a) => draws.Measures[0].Sum(x => Binomial.PMF(x, 10, 7) * (x >= 0.5 ? 1 : 0)) / draws.Measures[0].Sum(x => Binomial.PMF(x, 10, 7)))
            .ToArray();
        Assert.Equal(then * holds[0] + (1 - then) * holds[1], given.Mixture!.Offers.Single(offer => offer.Offer == "plain").Holds!.Share, 1e-9);
        Assert.Equal(holds[1], given.Combinations[1].Offers.Single(offer => offer.Offer == "plain").Holds!.Share, 1e-9);
    }

    [Fact]
    public void Evidence_that_is_not_there_is_said_before_anything_is_solved()
    {
        Assert.Contains("few, many, view, narrow", Assert.Throws<InputException>(() => Weighed(Uniform, "none")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "--offer other",
            Assert.Throws<InputException>(() => Weigh.Run(Read(Uniform), Options with { Given = ["narrow"], Offers = ["plain"] }, cancel: Cancel)).Message,
            StringComparison.Ordinal
        );
    }
}
