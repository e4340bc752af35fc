using System.Globalization;
using Foedus.Solving;
using Foedus.Tests.CrossChecks;
using Foedus.Weighing;

namespace Foedus.Tests.Solving.Beliefs;

/// <summary>Power that shifts slowly, offers over a range: war because no offer now can make up for what is lost later (Fearon 1995; Powell 2006). Against backward induction by hand.</summary>
public class SlowShifts
{
    private const int Offers = 10;
    private const double Discount = 0.9,
        Cost = 0.3,
        Drop = 0.4;

    private static string Text(int rounds, string horizon, string precision) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            deal "A slow shift of power"
            period round
            horizon {{horizon}}
            party Rising
            party Declining
            discount {{Discount}}
            precision {{precision}}
            state power 0..{{rounds}} = 0
            state status { peace, war } = peace
            state share 0..{{Offers}} = 0
            turn offer of Rising when status = peace { for x in 0..{{Offers}} by 1: give: share = x }
            turn answer of Declining when status = peace {
              accept: Declining gains share / {{Offers}}; Rising gains 1 - share / {{Offers}}; share = 0; power = power + 1 if power < {{rounds}} else {{rounds}}
              fight: status = war; Declining gains (0.8 - {{Drop}} * power / {{rounds}}) / (1 - {{Discount}}) - {{Cost}}; Rising gains (0.2 + {{Drop}} * power / {{rounds}}) / (1 - {{Discount}}) - {{Cost}}; share = 0
            }
            no deal none "As it is"
            ask first "War in the first round": chance status = war at 1
            ask war "War within ten": chance status = war by 10
            """
        );

    // One round: the worth of both at its beginning, and the chance of war in it, from what peace is worth afterwards.
    private static (double Rising, double Declining, double War) Round(double power, (double Rising, double Declining) peace, double lambda)
    {
        var worth = new double[Offers + 1];
        var (declining, war) = (new double[Offers + 1], new double[Offers + 1]);
        var fights = (Rising: (0.2 + Drop * power) / (1 - Discount) - Cost, Declining: (0.8 - Drop * power) / (1 - Discount) - Cost);
        for (var x = 0; x <= Offers; x++)
        {
            var accepts = (Rising: 1 - (double)x / Offers + Discount * peace.Rising, Declining: (double)x / Offers + Discount * peace.Declining);
            war[x] = Choose([accepts.Declining, fights.Declining], lambda)[1];
            worth[x] = (1 - war[x]) * accepts.Rising + war[x] * fights.Rising;
            declining[x] = (1 - war[x]) * accepts.Declining + war[x] * fights.Declining;
        }
        var chosen = Choose(worth, lambda);
        double Mean(double[] of) => chosen.Zip(of, (chance, value) => chance * value).Sum();
        return (Mean(worth), Mean(declining), Mean(war));
    }

    private static double[] Choose(double[] worth, double lambda)
    {
        var most = worth.Max();
        var weights = worth
            .Select(value =>
                double.IsPositiveInfinity(lambda)
                    ? Math.Abs(value - most) < 1e-9
                        ? 1
                        : 0
                    : Math.Exp(lambda * (value - most))
            )
            .ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static (double Rising, double Declining, double First, double Within) ByHand(int rounds, bool isEndless, double lambda)
    {
        var (worth, wars) = ((Rising: 0.0, Declining: 0.0), new List<double>());
        for (var sweep = 0; isEndless && sweep < 2_000; sweep++)
            worth = Round(1, worth, lambda) is var last ? (last.Rising, last.Declining) : default;
        for (var round = rounds - 1; round >= 0; round--)
        {
            var now = Round((double)round / rounds, worth, lambda);
            worth = (now.Rising, now.Declining);
            wars.Insert(0, now.War);
        }
        return (worth.Rising, worth.Declining, wars[0], 1 - wars.Take(10).Aggregate(1.0, (peace, war) => peace * (1 - war)));
    }

    private static OfferOutcome Solve(string text) => new OfferSolver(SoundDeal.Lower(text), 3).Solve([], TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(20, "20", "rational", double.PositiveInfinity)]
    [InlineData(40, "40", "rational", double.PositiveInfinity)]
    [InlineData(40, "40", "lambda 20", 20)]
    [InlineData(20, "endless", "lambda 5", 5)]
    [InlineData(40, "endless", "lambda 20", 20)]
    public void Are_those_of_backward_induction(int rounds, string horizon, string precision, double lambda)
    {
        var (hand, outcome) = (ByHand(rounds, horizon == "endless", lambda), Solve(Text(rounds, horizon, precision)));
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.Equal(hand.Rising, outcome.Values[0], 1e-7);
        Assert.Equal(hand.Declining, outcome.Values[1], 1e-7);
        Assert.Equal(hand.First, outcome.Measures[0], 1e-7);
        Assert.Equal(hand.Within, outcome.Measures[1], 1e-7);
    }

    // Values iterated from nothing come to another equilibrium of the last round here than the branch from λ = 0; both are certified.
    [Fact]
    public void Almost_without_slips_the_branch_is_followed_and_certified()
    {
        var outcome = Solve(Text(20, "endless", "lambda 100"));
        Assert.Equal(SolveStatus.Solved, outcome.Solution.Report!.Status);
        Assert.InRange(outcome.Measures[0], 1e-5, 1e-3);
    }

    // On a range of offers an equilibrium without slips may be mixed: it is certified, or it is said where it is not one.
    [Fact]
    public void Without_slips_is_certified_or_says_where_it_is_not()
    {
        var outcome = Solve(Text(20, "endless", "rational"));
        if (outcome.IsSolved)
            Assert.InRange(outcome.Solution.Report!.DeviationGain, 0, 1e-3);
        else
            Assert.Contains(outcome.Solution.Report!.Notes, note => note.Contains("is not the response to what follows it", StringComparison.Ordinal));
    }
}
