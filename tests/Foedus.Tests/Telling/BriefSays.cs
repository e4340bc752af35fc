using System.Text.RegularExpressions;
using Foedus.Telling;
using Foedus.Telling.Briefs;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Telling;

/// <summary>What a brief must not leave unsaid: by how much an offer is ahead, which forks move what it quotes, who would not sign what is level with the first, what was cut.</summary>
public class BriefSays
{
    // Two offers that nobody could tell apart and that Two signs in two worlds of five, one that costs; one that always holds and nobody signs, unless its walls fall: one fall leaves them standing, two do not.
    private static readonly string Text = SoundDeal.Year(
        "Twins",
        """
        source seen "A count (of others)" measured "3 of 9"
        assume x 0.5 in 0..1 "the risk; of trouble"
        assume far 0.5 in 0..1 "two thirds agree"
        state calm yes or no = yes
        state wall yes or no = no
        chance trouble when calm { x * (0 if wall = yes else 1): calm = no  otherwise: calm = yes }
        clause gift "A gift" { interest One each year { calm: 3 * far } interest Two each year { calm: -0.1 } }
        fork first "Does the first wall stand?" {
          stands "It stands" { }
          falls "It falls" { chance fall when calm and wall { 0.4: calm = no  otherwise: calm = yes } }
        }
        fork second "Does the second wall stand?" {
          stands "It stands, too" { }
          falls "It falls, too" { chance tumble when calm and wall { 0.4: calm = no  otherwise: calm = yes } }
        }
        fork spoils "What are spoils worth?" {
          much "Much" { }
          little "Little" { interest One each year { calm: 0.1 } }
        }
        interest One each year { calm: 1 }
        interest Two each year { calm: 0.4 - x  wall: -5 }
        no deal none: starts calm = no
        offer one "The first"
        offer other "The second"
        offer given "The gift": gift
        offer walled "The wall": starts wall = yes
        ask holds "Quiet for a year": chance calm through 1
        holds when holds >= 0.5
        evidence count for holds of one: 3 of 9 from seen "cases elsewhere: failed, if twice" on 2020-01-01
        """
    );

    private static readonly Lazy<(DealFile File, WeighingResult Result)> Weighed = new(() =>
        SoundDeal.Read(Text) is var file
            ? (
                file,
                Weigh.Run(
                    file,
                    new WeighingOptions
                    {
                        Draws = 128,
                        Effects = 16,
                        CareDraws = 0,
                    }
                )
            )
            : default
    );

    /// <summary>Where total effects were not worked out, own shares are of the spread of what the condition for holding speaks of, and say so.</summary>
    [Fact]
    public void A_share_of_a_spread_says_whose_it_is()
    {
        var brief = Of(result => result with { Analysis = null });
        var share = brief.RestsOn.First(line => line.Contains("explains alone", StringComparison.Ordinal));
        Assert.Contains("of the spread of “Quiet for a year” (", share, StringComparison.Ordinal);
    }

    private static Brief Of(Func<WeighingResult, WeighingResult> changed) =>
        Briefs.Make(Weighed.Value.File, changed(Weighed.Value.Result), null, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Texts(ToldResult told) => told.Sections.SelectMany(section => Of(section.Blocks));

    private static IEnumerable<string> Of(IEnumerable<ToldBlock> blocks) =>
        blocks.SelectMany(block =>
            block switch
            {
                ToldText text => [text.Head + text.Text],
                ToldGroup group => Of(group.Blocks),
                _ => (IEnumerable<string>)[],
            }
        );

    // As a reading has it whose draws put the second before the first by so much.
    private static ReadingResult Reading(double by, double low) =>
        new(
            "theirs",
            "As they see it",
            [],
            [
                .. Weighed.Value.Result.Offers.Select(offer => new ReadingOffer(
                    offer.Name,
                    offer.IsNoDeal,
                    offer.Holds,
                    offer.AllSign,
                    new WorldShare(0.39, 0.34, 0.44),
                    true,
                    0,
                    []
                )),
            ]
        )
        {
            Ahead = new AheadResult(
                "other",
                [
                    new Behind("one", new WorldShare(by, low, by + by - low)),
                    new Behind("given", new WorldShare(0.3, 0.2, 0.4)),
                    new Behind("walled", new WorldShare(0.3, 0.2, 0.4)),
                ]
            ),
        };

    [Fact]
    public void A_reading_puts_an_offer_ahead_only_beyond_the_range_of_the_difference()
    {
        Assert.DoesNotContain(Of(result => result with { Readings = [Reading(0.01, -0.03)] }).Dissent, words =>
            words.Contains("As they see it", StringComparison.Ordinal)
        );
        var ahead = Assert.Single(Of(result => result with { Readings = [Reading(0.12, 0.08)] }).Dissent, words =>
            words.Contains("As they see it", StringComparison.Ordinal)
        );
        Assert.Equal(
            "Reading “As they see it”: “The second” is ahead of “The first” by 12 of 100 worlds (8 to 16); “The second” is signed by all and holds in 39 (34 to 44) of 100 worlds, “The first” in 39 (34 to 44).",
            ahead
        );
        // In runs kept before, nobody knows.
        var kept = Assert.Single(
            Of(result =>
                result with
                {
                    Readings =
                    [
                        Reading(0.12, 0.08) with
                        {
                            Ahead = null,
                            Offers =
                            [
                                .. Reading(0, 0)
                                    .Offers.Select(offer => offer.Offer == "other" ? offer with { SignedAndHolds = new WorldShare(0.4, 0.35, 0.45) } : offer),
                            ],
                        },
                    ],
                }
            ).Dissent,
            words => words.Contains("As they see it", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("is ahead of", kept, StringComparison.Ordinal);
        Assert.Contains("40 (35 to 45) of 100 worlds", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_ahead_without_how_far_and_its_range()
    {
        var (file, result) = Weighed.Value;
        result = result with { Readings = [Reading(0.12, 0.08)] };
        var told = Texts(Weigh.Tell(file, result, withReasons: true))
            .Concat(Texts(BriefTelling.Of(Briefs.Make(file, result, null), [], hasAnnex: true)))
            .Where(text => text.Contains(" ahead of ", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(told);
        Assert.All(told, text => Assert.Matches(@" ahead of “[^”]+” by \d+ of 100 worlds \(", text));
    }

    [Fact]
    public void A_reading_says_itself_which_offer_is_ahead()
    {
        var file = SoundDeal.Read(Text + "\nreading theirs \"As they see it\" { x 0.1 in 0..0.2 }");
        var result = Weigh.Run(
            file,
            new WeighingOptions
            {
                Draws = 64,
                Effects = 0,
                CareDraws = 0,
                WithReadings = true,
            }
        );
        var reading = result.Readings!.Single(reading => reading.Reading == "theirs");
        // On the same worlds, x a fifth of what it was drawn to be: Two signs always, and it holds always.
        Assert.All(reading.Ahead!.Others.Where(other => other.Offer is "one" or "other"), other => Assert.Equal((0, true), (other.By.Share, other.IsLevel)));
        Assert.Equal(1, reading.Ahead.Others.Single(other => other.Offer == "walled").By.Share);
        Assert.Equal(result.Ahead!.Leader, result.Readings![0].Ahead!.Leader);
    }

    [Fact]
    public void A_fork_is_told_for_every_number_that_the_bottom_line_quotes()
    {
        var brief = Of(result => result);
        Assert.Contains("“The wall” holds in ", brief.BottomLine, StringComparison.Ordinal);
        // Neither wall matters alone: 0.6 is enough.
        Assert.Contains(
            "No number of the bottom line moves by more than 5 of 100 with: Does the first wall stand?; Does the second wall stand?; What are spoils worth?",
            brief.RestsOn
        );
        var together = Assert.Single(brief.RestsOn, line => line.StartsWith("Several answers together", StringComparison.Ordinal));
        Assert.Matches("“The wall” .*in 100 \\(.*in?.* 0 \\(0 to \\d+\\) if “It falls; It falls, too”", together);
        // Alone it is enough where the first is half as good.
        var file = SoundDeal.Read(
            Text.Replace(
                "{ 0.4: calm = no  otherwise: calm = yes } }\n}\nfork second",
                "{ 0.6: calm = no  otherwise: calm = yes } }\n}\nfork second",
                StringComparison.Ordinal
            )
        );
        var moved = Briefs
            .Make(
                file,
                Weigh.Run(
                    file,
                    new WeighingOptions
                    {
                        Draws = 64,
                        Effects = 0,
                        CareDraws = 0,
                    }
                ),
                null
            )
            .RestsOn;
        Assert.Matches(
            "^Does the first wall stand\\? \\(“It stands” / “It falls”\\): of 100 holding, signed or not: “The wall” 100 \\(\\d+ to 100\\) / 0 \\(0 to \\d+\\)\\.$",
            moved[0]
        );
    }

    [Fact]
    public void Who_would_not_sign_is_told_of_offers_that_are_level_with_the_first()
    {
        var brief = Of(result => result);
        Assert.Single(brief.Level);
        Assert.Equal(["one", "other"], brief.HoldOuts.Where(each => each.Party == "Two").Select(each => each.Offer).Take(2).Order());
        var told = BriefTelling
            .Of(brief, [], hasAnnex: false)
            .Sections.Single(section => section.Place == Place.BriefHoldOuts)
            .Blocks.OfType<ToldText>()
            .Select(text => text.Text)
            .ToList();
        Assert.EndsWith("somebody would not sign.", told[0], StringComparison.Ordinal);
        Assert.Matches("^Somebody would not sign what is level with it: “.+” in [0-9]+ of 100 worlds \\(.*\\)\\.$", told[1]);
    }

    [Fact]
    public void Evidence_stands_with_how_it_was_counted_and_what_it_is_not()
    {
        var told = string.Join("\n", Of(result => result).RestsOn);
        Assert.Contains("A count …: 3 of 9, ", told, StringComparison.Ordinal);
        Assert.Contains(" (cases elsewhere: failed, if twice): ", told, StringComparison.Ordinal);
        Assert.Contains(" worlds agree. It changes no number here", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_list_that_is_cut_says_by_how_many_and_has_the_rest_in_the_annex()
    {
        var lines = Enumerable.Range(1, 9).Select(line => $"Line {line}.").ToList();
        var made = Of(result => result) with { Dissent = lines, WouldChange = lines, RestsOn = lines };
        var sections = BriefTelling.Of(made, [], hasAnnex: true).Sections;
        foreach (var (place, heading) in new[] { (Place.BriefDissent, "Further dissent"), (Place.BriefWouldChange, "What else would change it") })
            Assert.Equal([.. lines.Take(4), $"The annex has 5 more under “{heading}”."], Of(sections.Single(section => section.Place == place).Blocks));
        Assert.Equal(lines, Of(sections.Single(section => section.Place == Place.BriefRestsOn).Blocks));
        foreach (var heading in new[] { "Further dissent", "What else would change it" })
            Assert.Equal(
                lines.Skip(4),
                Of(sections.Single(section => section.Place == Place.BriefAnnex).Blocks.OfType<ToldGroup>().Single(group => group.Heading == heading).Blocks)
            );
        Assert.Equal(
            "5 more are left out with the annex.",
            Of(BriefTelling.Of(made, [], hasAnnex: false).Sections.Single(section => section.Place == Place.BriefDissent).Blocks).Last()
        );
    }

    // As many and as long as those of a large deal: some stand on the sheet, the others in the annex, and every list says how many.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_brief_of_much_is_a_sheet_all_the_same_and_counts_what_it_leaves_out(bool hasAnnex)
    {
        var lines = Enumerable.Range(1, 12).Select(line => $"Line {line} {string.Join(' ', Enumerable.Repeat("of many words", 20))}.").ToList();
        var made = Of(result => result);
        made = made with { Confidence = made.Confidence with { Why = lines }, Dissent = lines, WouldChange = lines, RestsOn = lines };
        Assert.True(BriefSheet.Lines(BriefTelling.Of(Of(result => result), [], hasAnnex).Sections) <= BriefSheet.Most);
        var sections = BriefTelling.Of(made, [], hasAnnex).Sections;
        Assert.True(BriefSheet.Lines(sections) <= BriefSheet.Most);
        foreach (
            var (place, heading) in new[]
            {
                (Place.BriefConfidence, "What else confidence rests on"),
                (Place.BriefRestsOn, "What else it rests on"),
                (Place.BriefWouldChange, "What else would change it"),
                (Place.BriefDissent, "Further dissent"),
            }
        )
        {
            var told = Of(sections.Single(section => section.Place == place).Blocks).ToList();
            var shown = told.Count(lines.Contains);
            Assert.InRange(shown, 1, 5);
            Assert.Equal(hasAnnex ? $"The annex has {12 - shown} more under “{heading}”." : $"{12 - shown} more are left out with the annex.", told[^1]);
            if (hasAnnex)
                Assert.Equal(
                    lines.Skip(shown),
                    Of(
                        sections
                            .Single(section => section.Place == Place.BriefAnnex)
                            .Blocks.OfType<ToldGroup>()
                            .Single(group => group.Heading == heading)
                            .Blocks
                    )
                );
        }
    }

    [Fact]
    public void Values_at_which_it_stops_to_hold_are_counted_where_not_all_are_told()
    {
        var lead = Of(result => result).Offers[0].Offer;
        var at = Weighed.Value.Result.Offers.ToList().FindIndex(offer => offer.Name == lead);
        var one = Weighed.Value.Result.Assumptions[0];
        IReadOnlyList<AssumptionResult> many =
        [
            .. Enumerable
                .Range(0, 7)
                .Select(a =>
                    one with
                    {
                        Name = $"x{a}",
                        ByOffer = [.. one.ByOffer.Select((sensitivity, o) => o == at ? sensitivity with { Flip = 0.6 + 0.01 * a } : sensitivity)],
                    }
                ),
        ];
        var told = Assert.Single(
            Of(result =>
                result with
                {
                    Assumptions = many,
                    Worlds = [.. result.Worlds.Select(world => Enumerable.Repeat(world[0], many.Count).ToArray())],
                    Analysis = null,
                }
            ).WouldChange,
            line => line.Contains("all else at its best value", StringComparison.Ordinal)
        );
        Assert.Equal(4, Regex.Count(told, "“the risk …”"));
        Assert.EndsWith("; or one of 3 assumptions more, in the report under “What would change the answer?”.", told, StringComparison.Ordinal);
    }

    /// <summary>Better in so many worlds than one offer, and best of all in so many, are two counts: each says what it counts.</summary>
    [Fact]
    public void What_is_better_than_the_best_is_not_called_ahead()
    {
        var (file, result) = Weighed.Value;
        var ranking = result.Analysis!.Ranking!;
        var words = string.Join("\n", Texts(Weigh.Tell(file, result, withReasons: false)));
        Assert.Equal("walled", ranking.Leader);
        foreach (var other in ranking.Others.Where(other => !ranking.Level.Contains(other.Offer)))
            Assert.Contains(
                $"“{result.TitleOf(other.Offer)}” {ranking.Unit.Text(other.Value)} (better than “The wall” in {Words.OfHundred(other.Ahead)} of 100 worlds drawn)",
                words,
                StringComparison.Ordinal
            );
        Assert.Contains("worlds in which none of all is better are counted among the yardsticks", words, StringComparison.Ordinal);
        // Those that were looked at are named.
        var nowhere = Of(weighed =>
            weighed with
            {
                Analysis = weighed.Analysis! with { Ranking = ranking with { Nearest = null, Challengers = [.. ranking.Others.Take(2)] } },
            }
        ).WouldChange;
        Assert.Contains($"In no world drawn is “{result.TitleOf(ranking.Others[0].Offer)}” or “{result.TitleOf(ranking.Others[1].Offer)}” better.", nowhere);
        Assert.Contains(Of(weighed => weighed).WouldChange, line =>
            line.StartsWith("By “Quiet for a year” alone, signed or not, “The wall” is best at the best values", StringComparison.Ordinal)
        );
    }
}
