using Foedus.Model;
using Foedus.Telling.Weighed;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>What is told of a deal is true of it by structure, whatever a few draws happen to show.</summary>
public class ToldPlainly
{
    // Two offers that nobody could tell apart, one that costs; 'far' stands in the third alone, 'low' in the condition alone.
    private static readonly string Text = SoundDeal.Year(
        "Twins",
        """
        assume x 0.5 in 0..1 "the risk"
        assume far 0.5 in 0..1 "what a gift is worth"
        assume low 0.6 in 0.5..0.7 "what is enough"
        state calm yes or no = yes
        chance trouble when calm { x: calm = no  otherwise: calm = yes }
        clause gift "A gift" { interest One each year { calm: 3 * far } }
        interest One each year { calm: 1 }
        interest Two each year { calm: 0.4 - x }
        no deal none: starts calm = no
        offer one "The first"
        offer other "The second"
        offer given "The gift": gift
        ask holds "Quiet for a year": chance calm through 1
        holds when holds >= low
        """
    );

    private static readonly Lazy<WeighingResult> Weighed = new(() =>
        Weigh.Run(
            SoundDeal.Read(Text),
            new WeighingOptions
            {
                Draws = 64,
                Effects = 16,
                EffectsOf = ["one"],
                CareDraws = 8,
            }
        )
    );

    [Fact]
    public void What_is_in_no_number_of_an_offer_has_no_effect_on_it()
    {
        var result = Weighed.Value;
        var (x, far, low) = (result.Assumptions[0], result.Assumptions[1], result.Assumptions[2]);
        Assert.All(result.Offers.Select((offer, o) => (offer, o)).Where(each => !each.offer.IsNoDeal), each =>
        {
            // Alone in the measure: all of its spread is its own.
            Assert.Equal((1, 1, 1), (Math.Round(x.ByOffer[each.o].OwnShare, 9), Math.Round(x.ByOffer[each.o].Low, 9), Math.Round(x.ByOffer[each.o].High, 9)));
            if (each.offer.Name == "given")
                return;
            Assert.Equal((0, 0, 0), (far.ByOffer[each.o].OwnShare, far.ByOffer[each.o].Low, far.ByOffer[each.o].High));
            Assert.Null(far.ByOffer[each.o].Flip);
            Assert.Equal((0, 0, 0), (low.ByOffer[each.o].OwnShare, low.ByOffer[each.o].Low, low.ByOffer[each.o].High));
        });
        var effects = Assert.Single(result.Analysis!.Effects);
        Assert.Equal(["far"], effects.Screening.Where(screened => !screened.IsInUse).Select(screened => screened.Assumption));
        Assert.All(effects.Outcomes, outcome => Assert.DoesNotContain(outcome.ByAssumption, effect => effect.Assumption == "far"));
        var measure = effects.Outcomes.Single(outcome => outcome.Outcome == "measure");
        var only = Assert.Single(measure.ByAssumption);
        Assert.Equal(("x", 1.0, 1.0), (only.Assumption, only.Own, only.Total));
        Assert.All(measure.BySource, source => Assert.Equal((1.0, "x"), (source.Total, Assert.Single(source.Assumptions))));
        Assert.All(effects.Outcomes.SelectMany(outcome => outcome.ByAssumption), effect =>
        {
            Assert.InRange(effect.TotalInterval.Low, 0, effect.Total);
            Assert.InRange(effect.TotalInterval.High, effect.Total, 1);
        });
        Assert.All(
            result.Analysis.Breaking.Where(offer => offer.Offer != "given").SelectMany(offer => offer.Boxes.Concat(offer.Tree)).SelectMany(box => box.Limits),
            limit => Assert.NotEqual("far", limit.Assumption)
        );
    }

    [Fact]
    public void Offers_that_the_draws_do_not_tell_apart_are_called_level()
    {
        var result = Weighed.Value;
        var standing = result.Ahead!;
        Assert.Contains(standing.Leader == "one" ? "other" : "one", standing.Level);
        Assert.Equal(0, standing.Others.Single(other => other.Offer is "one" or "other").By.Share);
        Assert.Contains("; level with it within sampling ", result.Headline, StringComparison.Ordinal);
        Assert.InRange(result.Headline.Split(' ').Length, 10, 60);
    }

    // Rows that tell no offers apart are in a table and in no count of the best.
    [Fact]
    public void Yardsticks_are_counted_as_what_they_are()
    {
        var section = Weigh
            .Tell(SoundDeal.Read(Text), Weighed.Value, withReasons: false)
            .Sections.Single(section => section.Place == Foedus.Telling.Place.Robust);
        var telling = Weighed.Value.Analysis!.Yardsticks.Where(yardstick => yardstick.TellsApart).Select(yardstick => yardstick.Title).ToHashSet();
        var rows = section.Blocks.OfType<Foedus.Telling.ToldTable>().Single().Rows.Count(row => telling.Contains(row[0].Words!));
        Assert.Contains(
            $" of the {Foedus.Units.Words.Counted(rows, "yardstick")} in the first table that tell offers apart: ",
            TextOf(section.Blocks).First(),
            StringComparison.Ordinal
        );
        Assert.Contains($"; of the {telling.Count} in all that do: ", TextOf(section.Blocks).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ask_called_holds_is_not_the_condition()
    {
        var rows = Weighed.Value.Care!.Where(row => row.Offer == "one").ToList();
        Assert.Equal(["condition", "ask"], rows.Select(row => row.Kind));
        Assert.All(rows, row => Assert.Equal("holds", row.Measure));
        var told = Weigh.Tell(SoundDeal.Read(Text), Weighed.Value, withReasons: false);
        var words = TextOf(told.Sections.SelectMany(section => section.Blocks)).ToList();
        Assert.Contains(words, text => text.Contains("when “Quiet for a year” is at least low", StringComparison.Ordinal));
        Assert.Contains(words, text => text.Contains("no share moves by 2 of 100", StringComparison.Ordinal));
    }

    // Nothing that anybody decides: no more care changes it, and 8 worlds say no more than 3 in 8.
    [Fact]
    public void More_care_is_told_with_its_range() =>
        Assert.All(Weighed.Value.Care!, row =>
            Assert.Equal((0, false, row.Kind == "condition" ? 0.375 : 0), (row.FourTimes!.Value - row.AsWritten, row.Moves, row.Change!.Value.High))
        );

    [Theory]
    [InlineData("status in { war, outbreak }", "status is war or outbreak")]
    [InlineData("burden if wavering else burden / 2", "burden if wavering, otherwise burden / 2")]
    [InlineData("front_line >= 2 and status != calm", "front line is at least 2 and status is not calm")]
    public void What_is_typed_is_said_in_words(string typed, string said) => Assert.Equal(said, new Wording(new Deal("", [])).Said(typed));

    [Theory]
    [InlineData("relations = war", "relations are war")]
    [InlineData("relations in { war, calm }", "relations are war or calm")]
    [InlineData("relations != war and arms > 0", "relations are not war and steps of weapons still held are more than 0")]
    [InlineData("arms - 1 > 0", "steps of weapons still held - 1 is more than 0")]
    [InlineData("leads = war", "who leads is war")]
    [InlineData("pace = war", "how far, how fast and in steps is war")]
    public void A_state_of_several_is_spoken_of_as_several(string typed, string said)
    {
        var words = new Wording(
            SoundDeal
                .Read(
                    SoundDeal.Year(
                        "Several",
                        """
                        state relations { calm, war } = calm
                        state arms "steps of weapons still held" 0..2 = 2
                        state leads "who leads" { calm, war } = calm
                        state pace "how far, how fast and in steps" { calm, war } = calm
                        no deal none: starts relations = war
                        offer one "The first"
                        """
                    )
                )
                .Deal
        );
        Assert.Equal(said, words.Said(typed));
        Assert.Equal(
            ("relations are war, who leads is calm", "relations become war"),
            (words.Facts("relations = war, leads = calm"), words.ComesAbout("relations = war"))
        );
    }

    // Columns of numbers have one minus sign too, and none before nothing.
    [Theory]
    [InlineData(-1.25, "−1.250", "−1.25")]
    [InlineData(-0.00001, "0.000", "0")]
    [InlineData(double.NaN, "–", "–")]
    public void Numbers_in_columns_have_one_minus_sign(double value, string isFixed, string rounded) =>
        Assert.Equal((isFixed, rounded), (Words.Fixed(value, 3), Words.Rounded(value, 3)));

    [Fact]
    public void How_small_a_number_is_has_one_minus_sign() => Assert.Equal(("1.2e−9", "0"), (Words.Power(1.2e-9), Words.Power(0)));

    [Theory]
    [InlineData(1, "is", "shard")]
    [InlineData(2, "are", "shards")]
    public void What_is_counted_and_what_it_does_agree(int count, string does, string noun) =>
        Assert.Equal((does, noun), (Words.Does(count, "is", "are"), Words.Noun(count, "shard")));

    [Fact]
    public void A_box_says_what_its_assumptions_are()
    {
        var words = Weighed.Value.Analysis!.Breaking.Single(offer => offer.Offer == "one").Boxes[0].Words;
        Assert.Contains("“the risk” (x) is ", words, StringComparison.Ordinal);
        Assert.Equal("status is broken, relief is 0", new Wording(new Deal("", [])).Facts("status = broken, relief = 0"));
    }

    // How far shares are off is the largest of what is shown, and what has no name is not counted among what has.
    [Fact]
    public void The_line_of_honesty_takes_the_widest()
    {
        var result = Weighed.Value;
        var off = result
            .Offers.Where(offer => !offer.IsNoDeal)
            .SelectMany(offer => new WorldShare[] { offer.Holds!, offer.AllSign, offer.AcceptableAndHolds! })
            .Append(result.Offers[0].Holds!)
            .Max(share => Math.Max(share.High - share.Share, share.Share - share.Low));
        Assert.Contains($"right to within {Math.Ceiling(100 * off):0} worlds in 100", result.Honesty[0], StringComparison.Ordinal);
        Assert.Contains("3 named numbers, all with a range", result.Honesty[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_ask_of_a_state_of_several_says_that_they_are() =>
        Assert.StartsWith(
            "counts where relations are calm, judged at ",
            AskedWords.Of(
                SoundDeal
                    .Read(
                        SoundDeal.Year(
                            "Several",
                            """
                            state relations { calm, war } = calm
                            turn One when relations = calm { keep  strike: relations = war }
                            no deal none: starts relations = war
                            offer one "The first"
                            ask quiet "Quiet": chance relations = calm through 1
                            """
                        )
                    )
                    .Offers,
                0
            ),
            StringComparison.Ordinal
        );

    // "Quiet for a year" says neither which values count nor that only the end of the year is looked at.
    [Fact]
    public void An_ask_says_where_it_counts_and_when_it_is_judged() =>
        Assert.All(Weighed.Value.Offers, offer =>
            Assert.Equal("counts where calm is yes, judged at the end of the first year, not in between", offer.Measures[0].Meaning)
        );

    private static IEnumerable<string> TextOf(IEnumerable<Foedus.Telling.ToldBlock> blocks) =>
        blocks.SelectMany(block =>
            block switch
            {
                Foedus.Telling.ToldText text => [text.Text],
                Foedus.Telling.ToldGroup group => TextOf(group.Blocks),
                _ => (IEnumerable<string>)[],
            }
        );
}
