using Foedus.Answers;
using Foedus.Telling;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Analysis;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>What decides is told only where what is printed differs from world to world.</summary>
public class SpreadsTold
{
    private static readonly Lazy<(DealFile File, WeighingResult Result)> Weighed = new(() =>
    {
        var file = SoundDeal.Read(
            """
            deal "Spread"
            period year
            horizon 2
            party One
            party Two
            discount 0.9
            precision lambda 2
            source said "Somebody"
            assume pay 0.5 in 0.1..1 from said "what quiet brings"
            assume loot 0.6 in 0.2..1 "what an attack brings"
            state s { calm, war } = calm
            turn One when s = calm { keep  attack: s = war; One gains loot }
            interest One each year { s = calm: pay }
            interest Two each year { s = calm: pay }
            no deal none: starts s = war
            offer plain
            offer firm
            ask quiet "Quiet": chance s = calm through 2
            holds when quiet >= 0.3
            """
        );
        return (
            file,
            Weigh.Run(
                file,
                new WeighingOptions
                {
                    Draws = 64,
                    Effects = 8,
                    EffectsOf = ["plain"],
                    CareDraws = 0,
                },
                cancel: TestContext.Current.CancellationToken
            )
        );
    });

    [Theory]
    [InlineData(0, 0.003, "0 to 1")]
    [InlineData(0.997, 1, "99 to 100")]
    [InlineData(0.361, 0.364, "36 to 37")]
    [InlineData(0.3, 0.4, "30 to 40")]
    [InlineData(0, 0, "0 to 0")]
    public void An_interval_never_reads_as_a_point_that_it_is_not(double low, double high, string words)
    {
        Assert.Equal(words, Unit.Worlds.Between(low, high));
        Assert.Equal(words, ToldCell.Of(low, Unit.Worlds, low, high).Range);
        Assert.Equal($"{Unit.Worlds.Number(low)} ({words})", new WorldShare(low, low, high).WithRange);
    }

    /// <summary>None of so many draws is no more than three in as many (the rule of three), and reads so.</summary>
    [Fact]
    public void Seen_in_no_world_is_not_known_to_be_in_none() => Assert.Equal("0 (0 to 1)", Statistics.Share(new double[1024], 8).WithRange);

    private static ToldSection Decides(WeighingResult result) =>
        Weigh.Tell(Weighed.Value.File, result, withReasons: false).Sections.Single(section => section.Place == Foedus.Telling.Place.Decides);

    private static WeighingResult With(Func<OfferResult, OfferResult> changed) =>
        Weighed.Value.Result with
        {
            Offers = [.. Weighed.Value.Result.Offers.Select(changed)],
        };

    [Fact]
    public void What_moves_an_answer_by_less_than_is_shown_is_not_told_to_decide_it()
    {
        static IEnumerable<BarsFigure> Bars(ToldSection section) => section.Blocks.OfType<ToldGroup>().SelectMany(group => group.Blocks).OfType<BarsFigure>();
        static string Words(ToldSection section) =>
            string.Join('\n', section.Blocks.OfType<ToldGroup>().SelectMany(group => group.Blocks).OfType<ToldText>().Select(text => text.Head + text.Text));
        var told = Decides(Weighed.Value.Result);
        Assert.Contains(Bars(told), figure => figure.Title == "Quiet");
        Assert.Contains(told.Blocks.OfType<ToldGroup>(), group => group.Heading == "Other offers, own effects only");
        var alike = Decides(
            With(offer => offer with { Measures = [.. offer.Measures.Select(measure => measure with { Across = new Band(0.001, 0.0004, 0.001, 0.0041) })] })
        );
        Assert.DoesNotContain(Bars(alike), figure => figure.Title == "Quiet");
        Assert.Contains("Quiet: 0.00 in nine of ten worlds, as far as is shown: what moves it by less is not told.", Words(alike), StringComparison.Ordinal);
        Assert.DoesNotContain(alike.Blocks.OfType<ToldGroup>(), group => group.Heading is "Other offers, own effects only" or "What rests on each source");
        var never = Decides(
            With(offer => offer.Holds is null ? offer : offer with { Holds = offer.Holds with { AndAllSign = new WorldShare(0.004, 0, 0.008) } })
        );
        Assert.DoesNotContain(Bars(never), figure => figure.Title.Contains("sign", StringComparison.Ordinal));
        Assert.Contains("So in 0 (0 to 1) of 100 worlds", Words(never), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.001, false, false)]
    [InlineData(0.003, false, true)]
    // A yes in 4 of 1,000 worlds, and in 1 of 100.
    [InlineData(0.0631, true, false)]
    [InlineData(0.0995, true, true)]
    public void A_deviation_reads_as_something_or_as_nothing(double deviation, bool isYesNo, bool reads) =>
        Assert.Equal(reads, SpreadWords.Reads(deviation, isYesNo ? Unit.YesNo : Unit.Chance));

    /// <summary>All that rests on a source moves at least as much as one number that does; a source of one number has that number's total.</summary>
    [Fact]
    public void A_source_has_no_less_than_its_numbers()
    {
        Effect Of(string name, double total, double low, double high) =>
            new(name, 0, new Interval(0, 0), total, new Interval(low, high), 0, new Interval(0, 0), total);
        var source = EffectsAnalysis.AtLeast(new SourceEffect("s", ["a", "b"], 0.3, new Interval(0.1, 0.6)), [Of("a", 0.4, 0.2, 0.5), Of("b", 0.1, 0, 0.2)]);
        Assert.Equal((0.4, new Interval(0.2, 0.6)), (source.Total, source.TotalInterval));
        Assert.Equal(0.3, EffectsAnalysis.AtLeast(new SourceEffect("s", ["c"], 0.3, new Interval(0.1, 0.6)), []).Total);
        var outcomes = Weighed.Value.Result.Analysis!.Effects.SelectMany(effects => effects.Outcomes).Where(outcome => outcome.Deviation > 0).ToList();
        Assert.NotEmpty(outcomes);
        foreach (var outcome in outcomes)
        foreach (var effect in outcome.ByAssumption)
            Assert.Equal(
                (effect.Total, effect.TotalInterval),
                outcome.BySource.Single(of => of.Assumptions.Contains(effect.Assumption)) is var of ? (of.Total, of.TotalInterval) : default
            );
    }

    [Theory]
    [InlineData(0.14, 0.56, "in 14 of 100 worlds if Ann is right about it, in 56 if Bob is")]
    [InlineData(0.001, 0.004, "whoever is right about it, no offer is signed by all and holds in more of 100 worlds, or in fewer")]
    public void Experts_who_move_nothing_are_said_to(double low, double high, string words)
    {
        var result = Weighed.Value.Result with
        {
            Views = [new ViewResult("ann", "Ann", ["pay"], 64, null, []) { Ahead = null }],
            Disagreements = [new Disagreement("pay", "plain", low, "Ann", high, "Bob")],
        };
        Assert.Contains(ViewsSection.Tell(new WeighedDeal(result))!.Blocks.OfType<ToldText>(), text =>
            text.Head == "pay:" && text.Text.Contains(words, StringComparison.Ordinal)
        );
    }
}
