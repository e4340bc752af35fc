using Foedus.Language;
using Foedus.Telling;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>A deal weighed under the answers of its forks: each as the deal written so, on the same draws.</summary>
public class ForkTests
{
    private const string Frame = """
        deal "Attack"
        period year
        horizon 3
        party A
        party B
        party Patron
        discount 0.9
        precision lambda 1
        assume cost 2 in 0..4
        assume firm 0.6 in 0.2..0.9
        private Patron.will { steady: firm, weak: 1 - firm }
        state s { calm, attacked, over } = calm
        turn A when s = calm { keep attack: s = attacked; A gains 2 }
        interest B each year { s = over: -2  s = calm: 1 }
        interest A each year { s = over: 0.4  s = calm: 0.1 }
        WORLD
        clause dear "Attack costs" { option attack at A: A pays cost }
        clause cheap "Keeping pays" { option keep at A: A gains 0.3 }
        no deal none "None": NONE starts s = attacked
        offer first "Dear": NONE dear
        offer second "Cheap": NONE cheap
        ask calm "Calm": chance s = calm at 3
        holds when calm >= 0.4
        """;

    private static readonly (string Name, string Terms)[] Answers =
    [
        ("certain", "chance saved when s = attacked { 0.9: s = calm; otherwise: s = attacked }"),
        ("decided", "turn decides of Patron when s = attacked { help: s = calm; Patron pays 1 if steady else 3  leave: s = over; Patron pays 1 }"),
    ];

    private static readonly WeighingOptions Options = new()
    {
        Draws = 64,
        Effects = 0,
        ErrorDraws = 0,
        EquilibriumDraws = 0,
        CareDraws = 0,
        Thresholds = 0,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Fork(string weights = " ") =>
        $"fork defence \"After an attack\" {{ certain \"It is defended\"{(weights == " " ? " " : " weight 3 ")}{{ {Answers[0].Terms} }} decided \"The patron decides\"{(weights == " " ? " " : " weight 1 ")}{{ {Answers[1].Terms} }} }}";

    private static DealFile Read(string world, string none = "", IReadOnlyDictionary<string, string>? forks = null) =>
        SoundDeal.Read(Frame.Replace("WORLD", world, StringComparison.Ordinal).Replace("NONE", none, StringComparison.Ordinal), forks);

    [Fact]
    public void Answers_are_the_deal_written_with_each_alone()
    {
        var fork = Assert.Single(Weigh.Run(Read(Fork()), Options, cancel: Cancel).Forks!);
        Assert.Equal(["certain", "decided"], fork.Answers.Select(answer => answer.Answer));
        foreach (var (answer, (_, terms)) in fork.Answers.Zip(Answers))
        {
            var alone = Weigh.Run(Read($"clause world {{ {terms} }}", "world, "), Options, cancel: Cancel);
            Assert.Null(alone.Forks);
            foreach (var (mine, other) in answer.Offers.Zip(alone.Offers))
            {
                Assert.Equal(other.Name, mine.Offer);
                Assert.Equal((other.Holds!.Share, other.Holds.Low, other.Holds.High), (mine.Holds!.Share, mine.Holds.Low, mine.Holds.High));
                Assert.Equal(other.AllSign, mine.AllSign);
                Assert.Equal(other.AcceptableAndHolds, mine.SignedAndHolds);
            }
        }
        Assert.NotEqual(fork.Answers[0].Offers, fork.Answers[1].Offers);
    }

    [Fact]
    public void What_the_headline_says_of_holding_is_told_under_every_answer()
    {
        var result = Weigh.Run(Read(Fork()), Options, cancel: Cancel);
        // The last sentence is of the one whose holding is quoted.
        var quoted = result.Offers.Single(offer =>
            result.Headline.Contains($"Under the answers of the forks “{offer.Title}” holds in ", StringComparison.Ordinal)
        );
        var under = result.Forks![0].Answers.Select(answer => answer.Offers.Single(offer => offer.Offer == quoted.Name).Holds!.Share).ToList();
        Assert.EndsWith(
            $"holds in {Unit.Worlds.Number(under.Min())} to {Unit.Worlds.Number(under.Max())} of 100, ranges aside.",
            result.Headline,
            StringComparison.Ordinal
        );
        foreach (
            var (offer, o) in result
                .Offers.Select((offer, o) => (offer, o))
                .Where(each => result.Headline.Contains($"“{each.offer.Title}”", StringComparison.Ordinal))
        )
        {
            var shares = result.Forks![0].Answers.Select(answer => Unit.Worlds.Number(answer.Offers[o].Holds!.Share)).ToList();
            Assert.NotEqual(shares[0], shares[1]);
            Assert.Contains(result.ByFork!, sentence =>
                sentence.Contains($"holds, signed or not, in ", StringComparison.Ordinal)
                && shares.All(share => sentence.Contains($" {share}", StringComparison.Ordinal))
            );
        }
    }

    [Fact]
    public void The_answer_named_is_the_deal_in_force_and_is_said()
    {
        var chosen = new Dictionary<string, string> { ["defence"] = "decided" };
        var result = Weigh.Run(Read(Fork(), forks: chosen), Options with { Forks = chosen }, cancel: Cancel);
        var side = Weigh.Run(Read(Fork()), Options, cancel: Cancel).Forks![0].Answers[1];
        Assert.Null(result.Forks);
        Assert.Equal(side.Offers.Select(offer => offer.AllSign), result.Offers.Select(offer => offer.AllSign));
        Assert.Contains(result.Honesty, line => line.Contains("defence is 'decided'", StringComparison.Ordinal));
    }

    /// <summary>On the grids of the deal as written and on a few draws: the error of the same deal with that answer alone; where too few draws are weighed it is said that none was looked at.</summary>
    [Fact]
    public void An_answer_has_the_numerical_error_of_the_deal_written_so()
    {
        var options = Options with { Draws = 128, ErrorDraws = 3 };
        var result = Weigh.Run(Read(Fork()), options, cancel: Cancel);
        var alone = Read(Answers[1].Terms);
        var grids = new GridChoice(
            alone.Offers,
            options with
            {
                ErrorDraws = 2,
                Knots = result.Offers.ToDictionary(offer => offer.Name, offer => offer.Knots!.Value),
            },
            new SolveMemo()
        ).Run(new AssumptionSet(alone.Deal, options), Cancel);
        Assert.All(grids, grid => Assert.Equal(2, grid.Draws));
        Assert.True(grids.Max(grid => grid.Errors!.Max()) > 0);
        Assert.Equal(grids.Select(grid => grid.Errors![0]), result.Forks![0].Answers[1].Offers.Select(offer => Assert.Single(offer.NumericalErrors).Error));
        // As written: what the weighing says of itself.
        Assert.Equal(
            result.Offers.Select(offer => offer.Measures[0].NumericalError!.Value),
            result.Forks[0].Answers[0].Offers.Select(offer => offer.NumericalErrors[0].Error)
        );
        Assert.Contains(result.Honesty, line =>
            line.StartsWith("Numerical error of a chance under other answers of the forks, on 2 draws of each: up to 0.0", StringComparison.Ordinal)
        );
        Assert.Contains(
            "Under other answers of the forks the numerical error was not looked at.",
            Weigh.Run(Read(Fork()), options with { Draws = 32 }, cancel: Cancel).Honesty
        );
    }

    [Fact]
    public void Threads_change_no_number()
    {
        var (one, four) = (
            Weigh.Run(Read(Fork("w")), Options with { Threads = 1, ErrorDraws = 4 }, cancel: Cancel),
            Weigh.Run(Read(Fork("w")), Options with { Threads = 4, ErrorDraws = 4 }, cancel: Cancel)
        );
        Assert.Contains(one.Forks![0].Answers[1].Offers, offer => offer.NumericalErrors.Count > 0);
        // What was asked for differs by the threads alone.
        Assert.Equal(
            Foedus.Answers.AnswerJson.Text(one, withTimes: false),
            Foedus.Answers.AnswerJson.Text(four with { Options = one.Options }, withTimes: false)
        );
    }

    [Fact]
    public void Are_mixed_by_weight_only_where_weights_are_given()
    {
        Assert.Null(Weigh.Run(Read(Fork()), Options, cancel: Cancel).Mixture);
        var result = Weigh.Run(Read(Fork("w")), Options, cancel: Cancel);
        var answers = result.Forks![0].Answers;
        Assert.Equal([0.75, 0.25], answers.Select(answer => answer.Weight!.Value));
        for (var o = 0; o < result.Offers.Count; o++)
            Assert.Equal(0.75 * answers[0].Offers[o].Holds!.Share + 0.25 * answers[1].Offers[o].Holds!.Share, result.Mixture![o].Holds!.Share, 12);
    }

    [Fact]
    public void What_decides_is_estimated_under_each_answer_and_over_all_by_weight()
    {
        const int Side = 10;
        var result = Weigh.Run(Read(Fork("w")), Options with { Effects = 64, EffectsOf = ["first"], Threads = 1 }, cancel: Cancel);
        var effects = Assert.Single(result.ForkEffects!);
        // The same by solving every world of a lattice, under each answer: [answer][cost][firm].
        var all = Answers
            .Select(answer =>
            {
                var file = Read(Fork("w"), forks: new Dictionary<string, string> { ["defence"] = answer.Name });
                var solver = new OfferSolver(file.Offers.First(offer => offer.Offer.Name == effects.Offer), Options.Resolution);
                return Enumerable
                    .Range(0, Side)
                    .Select(i =>
                        Enumerable.Range(0, Side).Select(j => solver.Solve([4 * (i + 0.5) / Side, 0.2 + 0.7 * (j + 0.5) / Side], Cancel).Measures[0]).ToArray()
                    )
                    .ToArray();
            })
            .ToArray();
        double Within(int a) => Spread(all[a].SelectMany(row => row));
        double ByCost(int a) => Enumerable.Range(0, Side).Average(j => Spread(all[a].Select(row => row[j])));
        for (var a = 0; a < 2; a++)
            Assert.InRange(
                effects.Combinations[a].ByAssumption.Single(effect => effect.Assumption == "cost").Total,
                ByCost(a) / Within(a) - 0.1,
                ByCost(a) / Within(a) + 0.1
            );
        var between = 0.75 * 0.25 * Math.Pow(all[0].SelectMany(row => row).Average() - all[1].SelectMany(row => row).Average(), 2);
        var whole = 0.75 * Within(0) + 0.25 * Within(1) + between;
        Assert.InRange(
            effects.Mixture!.ByAssumption.Single(effect => effect.Assumption == "cost").Total,
            (0.75 * ByCost(0) + 0.25 * ByCost(1)) / whole - 0.1,
            (0.75 * ByCost(0) + 0.25 * ByCost(1)) / whole + 0.1
        );
        var fork = Assert.Single(effects.Mixture.ByFork);
        var left =
            Enumerable.Range(0, Side).Average(i => Enumerable.Range(0, Side).Average(j => 0.75 * 0.25 * Math.Pow(all[0][i][j] - all[1][i][j], 2))) / whole;
        Assert.InRange(fork.Total, left - 0.1, left + 0.1);
        Assert.InRange(fork.Own, between / whole - 0.1, between / whole + 0.1);
        Assert.Contains(WeighedTelling.Of(new WeighedDeal(result)).Sections.SelectMany(section => section.Blocks).OfType<ToldGroup>(), group =>
            group.Heading.EndsWith("what decides under each answer", StringComparison.Ordinal)
        );

        static double Spread(IEnumerable<double> values) =>
            values.ToArray() is var some ? some.Average(value => value * value) - some.Average() * some.Average() : 0;
    }

    [Fact]
    public void Without_weights_effects_are_told_by_answer_and_not_mixed()
    {
        Assert.Null(Assert.Single(Weigh.Run(Read(Fork()), Options with { Effects = 8 }, cancel: Cancel).ForkEffects!).Mixture);
        Assert.Null(Weigh.Run(Read(Fork()), Options, cancel: Cancel).ForkEffects);
    }

    [Fact]
    public void Every_combination_is_weighed_and_more_than_sixteen_are_refused()
    {
        static string More(int forks) =>
            string.Concat(Enumerable.Range(0, forks).Select(n => $"\nfork f{n} {{ no_more {{ }} more {{ option keep at A: A gains {n + 1} / 10 }} }}"));
        var two = Weigh.Run(Read(Fork() + More(1)), Options with { Draws = 16 }, cancel: Cancel);
        Assert.Equal(2, two.Forks!.Count);
        Assert.Equal(4, two.Combinations!.Count);
        Assert.Equal(
            two.Forks[0].Answers[1].Offers,
            two.Combinations.Single(combination => combination.Answers["defence"] == "decided" && combination.Answers["f0"] == "no_more").Offers
        );
        var open = Read(Fork() + More(4));
        var fault = Assert.Throws<RefusedException>(() => Weigh.Run(open, Options, cancel: Cancel));
        Assert.Contains("32 combinations", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--fork defence=certain", fault.Message, StringComparison.Ordinal);
        var some = new Dictionary<string, string>
        {
            ["defence"] = "decided",
            ["f0"] = "more",
            ["f1"] = "no_more",
        };
        Assert.Equal(4, Weigh.Run(Read(Fork() + More(4), forks: some), Options with { Draws = 16, Forks = some }, cancel: Cancel).Combinations!.Count);
    }

    [Fact]
    public void The_headline_says_the_worst_and_the_best_and_a_section_under_which_answers()
    {
        var file = Read(Fork());
        var result = Weigh.Run(file, Options, cancel: Cancel);
        Assert.Contains(result.ByFork!, sentence =>
            sentence.Contains("if “", StringComparison.Ordinal) && sentence.Contains("The patron decides", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("if “", result.Headline, StringComparison.Ordinal);
        Assert.InRange(result.Headline.Split(' ').Length, 10, 70);
        Assert.Contains(Weigh.Tell(file, result, withReasons: false, Cancel).Sections, section => section.Place == Place.ByFork);
    }

    [Fact]
    public void A_run_keeps_them()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-test-");
        try
        {
            var path = Path.Combine(folder.FullName, "run");
            var result = Weigh.RunInto(path, Read(Fork("w")), Options, cancel: Cancel)!;
            var (_, again) = Weigh.Report(path, cancel: Cancel);
            Assert.Equal(Foedus.Answers.AnswerJson.Text(result, withTimes: false), Foedus.Answers.AnswerJson.Text(again, withTimes: false));
            Assert.NotNull(again.Mixture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
