using Foedus.Games;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Weighing.Engine;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>The answer in a sentence and its limits, from shares that are written down.</summary>
public class HeadlineWords
{
    private static WorldShare Near(double share) => new(share, share - 0.02, share + 0.02);

    private static OfferResult Offer(string name, double holds, double both, double sign, bool isNoDeal = false) =>
        CountedDeal.Result(CountedDeal.More).Offers[1] with
        {
            Name = name,
            Title = name.ToUpperInvariant(),
            IsNoDeal = isNoDeal,
            AllSign = Near(sign),
            Holds = new HoldingShare(holds, holds - 0.02, holds + 0.02, null, Near(0), Near(both)),
        };

    private static AheadResult Ahead(string leader, params (string Offer, bool IsLevel)[] others) =>
        new(leader, [.. others.Select(other => new Behind(other.Offer, new WorldShare(0.1, other.IsLevel ? 0 : 0.05, 0.2)))]);

    private static readonly OfferResult None = Offer("none", 0.2, 0.99, 0.99, isNoDeal: true),
        A = Offer("a", 0.5, 0.4, 0.7),
        B = Offer("b", 0.6, 0.35, 0.5),
        C = Offer("c", 0.9, 0.1, 0.3);

    private static Headline Of(bool hasCondition, AheadResult? ahead, params OfferResult[] offers) =>
        Summaries.Headline([None, .. offers], hasCondition, ahead);

    [Fact]
    public void The_leader_the_next_the_firmer_and_the_firmest_are_named()
    {
        var said = Of(true, Ahead("a", ("b", false), ("c", false)), A, B, C);
        Assert.Equal(
            "“A” would be signed by all and hold in 40 of 100 plausible worlds (38 to 42); “B” in 35 (33 to 37). Of those within 10 of 100 of it “B” (35, 33 to 37) holds most, signed or not: in 60 (58 to 62) of 100, “A” in 50 (48 to 52)."
                + " “C” holds in 90 (88 to 92) of 100, and all would sign it in 30 (28 to 32); with no deal it is 20 (18 to 22).",
            said.Text
        );
        Assert.Equal(["c", "b", "a", "b", "a"], said.Named.Select(offer => offer.Name));
        Assert.Equal(["c", "b", "a"], said.Holding.Select(offer => offer.Name));
    }

    [Fact]
    public void Firmer_is_what_holds_in_clearly_more_worlds_and_is_signed_in_hardly_fewer()
    {
        bool IsNamed(OfferResult firmer, OfferResult lead) =>
            Of(true, Ahead("a", ("b", false), ("c", false)), lead, firmer, C).Text.Contains("Of those within", StringComparison.Ordinal);
        var lead = Offer("a", 0.5, 0.5, 0.7);
        // A tenth less is hardly less; more is not.
        Assert.True(IsNamed(Offer("b", 0.6, 0.4, 0.5), lead));
        Assert.False(IsNamed(Offer("b", 0.6, 0.399, 0.5), lead));
        // Where the intervals meet it is not clear.
        Assert.False(
            IsNamed(
                Offer("b", 0.6, 0.4, 0.5) with
                {
                    Holds = new HoldingShare(0.6, 0.52, 0.7, null, Near(0), Near(0.4)),
                },
                lead with
                {
                    Holds = new HoldingShare(0.5, 0.4, 0.52, null, Near(0), Near(0.5)),
                }
            )
        );
        Assert.True(
            IsNamed(
                Offer("b", 0.6, 0.4, 0.5) with
                {
                    Holds = new HoldingShare(0.6, 0.53, 0.7, null, Near(0), Near(0.4)),
                },
                lead with
                {
                    Holds = new HoldingShare(0.5, 0.4, 0.52, null, Near(0), Near(0.5)),
                }
            )
        );
        // What holds most of all is named anyway.
        Assert.DoesNotContain("Of those within", Of(true, Ahead("a", ("b", false)), lead, Offer("b", 0.95, 0.45, 0.5)).Text, StringComparison.Ordinal);
        // Of several the one that holds most.
        Assert.Contains(
            "“D” (42, 40 to 44) holds most",
            Of(true, Ahead("a"), lead, Offer("b", 0.6, 0.45, 0.5), Offer("d", 0.7, 0.42, 0.5), C).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_the_leader_holds_most_it_is_said_of_it()
    {
        var said = Of(true, Ahead("c", ("a", true)), A, Offer("c", 0.9, 0.42, 0.5));
        Assert.Equal(
            "“C” would be signed by all and hold in 42 of 100 plausible worlds (40 to 44); level with it within sampling is “A” (40, 38 to 42). “C” holds, signed or not, in 90 (88 to 92) of 100; with no deal it is 20 (18 to 22).",
            said.Text
        );
        Assert.Equal(["c", "a", "c"], said.Named.Select(offer => offer.Name));
        // Level ones are named before those that are behind.
        Assert.Contains(
            "; level with it within sampling are “B” (35, 33 to 37) and “C” (10, 8 to 12).",
            Of(true, Ahead("a", ("b", true), ("c", true)), A, B, C).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "; level with it within sampling is “C” (10, 8 to 12).",
            Of(true, Ahead("a", ("b", false), ("c", true)), A, B, C).Text,
            StringComparison.Ordinal
        );
        var four = Of(true, Ahead("a", ("b", true), ("c", true), ("d", true), ("e", true)), A, B, C, Offer("d", 0.1, 0.3, 0.3), Offer("e", 0.1, 0.3, 0.3));
        Assert.Contains("are “B” (35, 33 to 37), “C” (10, 8 to 12) and 2 more.", four.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(four.Named, offer => offer.Name == "d");
        // There is nobody behind; or nobody behind in any world.
        Assert.Contains("(38 to 42). ", Of(true, Ahead("a"), A).Text, StringComparison.Ordinal);
        Assert.Contains(
            "(38 to 42); no other offer would. ",
            Of(true, Ahead("a", ("d", false), ("b", false)), A, Offer("d", 0.1, 0.0049, 0.3), B).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "(38 to 42); “D” in 1 (-1 to 3)".Replace('-', '−'),
            Of(true, Ahead("a", ("d", false), ("b", false)), A, Offer("d", 0.1, 0.0051, 0.3), B).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_nothing_is_signed_and_holds_that_is_the_answer()
    {
        Assert.Equal("Only 'no deal' was weighed: there is nothing to compare it with.", Of(true, null).Text);
        Assert.Equal(
            "No offer is signed by every type of every party and also holds, in any of the worlds drawn. “C” holds in 90 (88 to 92) of 100, and all would sign it in 30 (28 to 32); with no deal it is 20 (18 to 22).",
            Of(true, null, A, C).Text
        );
        Assert.Contains(" of 100, but all would sign it in 0 (", Of(true, null, A, Offer("c", 0.9, 0, 0.0049)).Text, StringComparison.Ordinal);
        Assert.Contains(" of 100, and all would sign it in 1 (", Of(true, null, A, Offer("c", 0.9, 0, 0.0051)).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "No offer has a certified solution in any of the worlds drawn.",
            Of(true, null, Offer("a", double.NaN, double.NaN, double.NaN), Offer("b", double.NaN, double.NaN, double.NaN)).Text,
            StringComparison.Ordinal
        );
        Assert.StartsWith("No offer is signed by every", Of(true, null, Offer("a", double.NaN, double.NaN, double.NaN), B).Text, StringComparison.Ordinal);
        // What reads as 0 of 100 leads nobody.
        var hardly = Of(true, Ahead("c", ("a", false)), A, Offer("c", 0.9, 0.0049, 0.3));
        Assert.StartsWith(
            "In fewer than 1 of 100 plausible worlds is any offer signed by all and also holds. “C” holds in 90 (88 to 92) of 100, and all",
            hardly.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(["c"], hardly.Named.Select(offer => offer.Name));
    }

    [Fact]
    public void Without_a_condition_it_is_who_signs()
    {
        Assert.Equal(
            "All would sign “A” in 70 of 100 plausible worlds (68 to 72); “B” in 50 (48 to 52).",
            Of(false, Ahead("a", ("b", false), ("c", false)), A, B, C).Text
        );
        Assert.Equal(["a", "b"], Of(false, Ahead("a", ("b", false), ("c", false)), A, B, C).Named.Select(offer => offer.Name));
        Assert.Equal("No offer is signed by every type of every party in any of the worlds drawn.", Of(false, null, A, B).Text);
    }

    private static OfferResult With(OfferResult offer, params (double Error, double AtBest, Foedus.Units.Unit Unit)[] asks) =>
        offer with
        {
            Measures = [.. asks.Select((ask, a) => new MeasureResult($"m{a}", $"M{a}", ask.Unit, new Band(ask.AtBest, 0, 0, 0), ask.Error, null))],
        };

    private static List<string> Limits(
        WeighingOptions? options = null,
        IReadOnlyList<OfferGrid>? grids = null,
        string? text = null,
        params OfferResult[] offers
    )
    {
        var file = text is null ? CountedDeal.File(CountedDeal.More) : SoundDeal.Read(text);
        return
        [
            .. Summaries.Honesty(
                file.Deal,
                file.Offers.Select(offer => offer.Game),
                options ?? new WeighingOptions { Draws = 200 },
                new AssumptionSet(file.Deal, options ?? new WeighingOptions()),
                offers.Length == 0 ? [None, A] : offers,
                grids
            ),
        ];
    }

    [Fact]
    public void The_widest_share_of_any_offer_is_told()
    {
        string First(OfferResult one, OfferResult none) => Limits(offers: [none, one])[0];
        var wide = new WorldShare(0.5, 0.41, 0.52);
        Assert.Equal(
            "Sampling: 200 draws, seed 2025: shares of the deal as written are right to within 9 worlds in 100 (95%, from 8 independent scrambles).".Replace(
                "9 worlds",
                "10 worlds",
                StringComparison.Ordinal
            ),
            First(A with { AllSign = wide with { Low = 0.405 } }, None)
        );
        Assert.Contains("within 3 worlds", First(A with { AllSign = new WorldShare(0.5, 0.49, 0.521) }, None), StringComparison.Ordinal);
        Assert.Contains(
            "within 3 worlds",
            First(A with { Holds = A.Holds! with { AndAllSign = new WorldShare(0.5, 0.49, 0.521) } }, None),
            StringComparison.Ordinal
        );
        // Nobody signs no deal.
        Assert.Contains(
            "within 2 worlds",
            First(With(Even(A, 0.019)), None with { AllSign = wide, Holds = Even(None, 0.019).Holds! with { AndAllSign = wide } }),
            StringComparison.Ordinal
        );
        Assert.Contains("within 7 worlds", First(With(Even(A, 0.019)), Even(None, 0.061)), StringComparison.Ordinal);
        // Never less than one, and what is not known is not wide.
        Assert.Contains("within 1 world in 100", First(Even(A, 0), Even(None, double.NaN)), StringComparison.Ordinal);
    }

    private static OfferResult Even(OfferResult offer, double half) =>
        new WorldShare(0.5, 0.5 - half, 0.5 + half) is var share
            ? offer with
            {
                AllSign = share,
                Holds = new HoldingShare(0.5, 0.5 - half, 0.5 + half, null, share, share),
            }
            : offer;

    [Fact]
    public void A_numerical_error_is_told_of_chances_and_of_times_and_where_it_is_more_than_stable()
    {
        var (chance, years) = (Foedus.Units.Unit.Chance, Foedus.Units.Unit.Periods("year"));
        string Errors(params OfferResult[] offers) =>
            string.Join(
                " ",
                Limits(offers: [None with { Measures = [] }, .. offers]).Where(sentence => sentence.StartsWith("Numerical", StringComparison.Ordinal))
            );
        Assert.Equal("", Errors(A with { Measures = [] }));
        Assert.Equal(
            "Numerical error of a chance in the deal as written, by a finer grid of beliefs on 16 draws: up to 0.012; about 1 in 17 of the other worlds may have a larger one.",
            Errors(With(A, (0.004, 0.5, chance), (0.012, 0.5, chance)))
        );
        // More than 0.015 is not stable: whose it is, and where else. Of a time until, a share of it.
        Assert.Equal(
            "Numerical error of a chance in the deal as written, by a finer grid of beliefs on 16 draws: up to 0.031, in “B” for “M1”; above 0.015 also in “A”; about 1 in 17 of the other worlds may have a larger one."
                + " In a single world the answer of these may move by so much with the grid of beliefs that it is solved on; '--at-resolution 41' says what is left of that on a finer one.",
            Errors(
                With(A, (0.016, 0.5, chance)) with
                {
                    Knots = 11,
                },
                With(B, (0.017, 0.5, chance), (0.031, 0.5, chance)) with
                {
                    Knots = 21,
                },
                With(C, (0.015, 0.5, chance)) with
                {
                    Knots = 41,
                }
            )
        );
        Assert.Equal(
            "Numerical error of a time in the deal as written, by a finer grid of beliefs on 16 draws: up to 0.060 years; about 1 in 17 of the other worlds may have a larger one.",
            Errors(With(A, (0.06, 5, years)))
        );
        Assert.Contains("up to 0.060 years, in “A” for “M0”; about", Errors(With(A, (0.06, 0.5, years), (0.07, 10, years))), StringComparison.Ordinal);
        Assert.Contains("up to 0.060 years, in “A” for “M0”; about", Errors(With(A, (0.06, double.NaN, years))), StringComparison.Ordinal);
        Assert.Equal(
            2,
            Limits(offers: [None with { Measures = [] }, With(A, (0.001, 0.5, chance), (0.1, 9, years))])
                .Count(sentence => sentence.StartsWith("Numerical", StringComparison.Ordinal))
        );
        // Without knots of its own an offer is on those that all began with.
        Assert.Contains("'--at-resolution 21'", Errors(With(A, (0.016, 0.5, chance)) with { Knots = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_that_an_error_was_measured_on_are_told_as_they_were()
    {
        string Errors(int draws, params OfferGrid[] grids) =>
            Assert.Single(
                Limits(
                    new WeighingOptions { Draws = draws },
                    grids.Length == 0 ? null : grids,
                    null,
                    None with
                    {
                        Measures = [],
                    },
                    With(A, (0.012, 0.5, Foedus.Units.Unit.Chance))
                ),
                sentence => sentence.StartsWith("Numerical", StringComparison.Ordinal)
            );
        Assert.Contains("on 16 draws: up to 0.012.", Errors(16), StringComparison.Ordinal);
        Assert.Contains("on 9 draws: up to 0.012.", Errors(9), StringComparison.Ordinal);
        Assert.Contains(
            "on 20 draws: up to 0.012; about 1 in 21 ",
            Errors(200, new OfferGrid("a", 11, 20, [0.1]), new OfferGrid("none", 11, 3, null)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "on 20 to 128 draws: up to 0.012; about 1 in 21 ",
            Errors(200, new OfferGrid("a", 11, 128, [0.1]), new OfferGrid("b", 11, 20, [0.1])),
            StringComparison.Ordinal
        );
        Assert.Contains("on 16 draws: up to", Errors(200, new OfferGrid("a", 11, 3, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_else_limits_the_answer()
    {
        Assert.DoesNotContain(Limits(), sentence =>
            sentence.StartsWith("Forks", StringComparison.Ordinal)
            || sentence.StartsWith("Boxes", StringComparison.Ordinal)
            || sentence.Contains("certified", StringComparison.Ordinal)
        );
        // 200 draws of two offers.
        Assert.Contains("1 of 400 solves has no certified result and is in no number above.", Limits(offers: [None, A with { NotConverged = 1 }]));
        Assert.Contains(
            "3 of 400 solves have no certified result and are in no number above.",
            Limits(offers: [None with { NotConverged = 1 }, A with { NotConverged = 2 }])
        );
        Assert.Contains(
            "Boxes, yardsticks, pictures of single worlds and what decides are made from the first 199 draws; all are in every share and quantile.",
            Limits(new WeighingOptions { Draws = 200, Kept = 199 })
        );
        Assert.DoesNotContain(Limits(new WeighingOptions { Draws = 200, Kept = 200 }), sentence => sentence.StartsWith("Boxes", StringComparison.Ordinal));
        var forked = WholeAnswer.Text;
        Assert.Contains(
            "Forks: as asked, luck is 'poor' in every number.",
            Limits(
                new WeighingOptions
                {
                    Draws = 200,
                    Forks = new Dictionary<string, string> { ["luck"] = "poor" },
                },
                text: forked
            )
        );
        // What is said of other answers of the forks, where those are known.
        var off = With(A, (0.012, 0.5, Foedus.Units.Unit.Chance));
        UnderAnswers Answered(double error) =>
            new(
                new Dictionary<string, string> { ["luck"] = "poor" },
                [
                    new ForkOffer(off.Name, false, null, new WorldShare(1, 1, 1), null, 0)
                    {
                        NumericalErrors = double.IsNaN(error) ? [] : [new ForkError(off.Measures[0].Name, error)],
                    },
                ]
            );
        string[] Said(OfferResult offer, double error) => [.. Summaries.NumericalErrors([offer], [], [Answered(error)], 4)];
        Assert.Equal(["Under other answers of the forks the numerical error was not looked at."], Said(off, double.NaN));
        Assert.Empty(Said(off, 0.012));
        Assert.Empty(Said(A with { Measures = [] }, double.NaN));
        Assert.Equal(
            [
                "Numerical error of a chance under other answers of the forks, on 4 draws of each: up to 0.004; about 1 in 5 of the other worlds may have a larger one.",
            ],
            Said(off, 0.004)
        );
        Assert.Contains($", in “{off.Title}” for “{off.Measures[0].Title}” if “poor”; about 1 in 5", Assert.Single(Said(off, 0.04)), StringComparison.Ordinal);
    }

    // Two numbers with a source that says what it gives, one with one that does not, one pooled, one guess.
    [Theory]
    [InlineData("assume a 1 in 0..2", "1 named number, with a range; 1 is a guess.")]
    [InlineData("assume a 1", "1 named number, none with a range; 1 is a guess.")]
    [InlineData("", "0 named numbers, none; none is a guess.")]
    [InlineData("assume a 1 in 0..2 from m\nassume b 1\nassume c 1 in 0..2 from m", "3 named numbers, 2 of them with a range; 2 measured, 1 is a guess.")]
    [InlineData(
        "assume a 1 in 0..2 from e\nassume b 1 in 0..2 from m\nassume c 1 in 0..2 from s\nassume d 1 in 0..2 from d\nassume f 1 in 0..2 from g",
        "5 named numbers, all with a range; 1 measured, 1 by an expert, 1 with a source for the direction only, 1 by analogy, 1 cites a source that does not say what it gives, none is a guess."
    )]
    [InlineData(
        "assume a 1 in 0..2 from s\nassume b 1 in 0..2 from s\nassume c 1\nassume d 1",
        "4 named numbers, 2 of them with a range; 2 cite a source that does not say what it gives, 2 are guesses."
    )]
    public void Numbers_are_counted_by_what_stands_behind_them(string numbers, string said)
    {
        var text = SoundDeal.Year(
            "Sources",
            $$"""
            source m "A count" measured "7 of 20"
            source e "Somebody" expert
            source s "A book"
            source d "A line" direction only
            source g "A case" analogy "to another"
            {{numbers}}
            state calm yes or no = yes
            no deal none: starts calm = no
            offer one
            ask quiet "Quiet": chance calm through 1
            """
        );
        Assert.Contains($"Assumptions: {said}", Limits(text: text)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Draws_without_a_solution_are_counted_with_how_far_they_could_move_the_answer()
    {
        List<string> Of(OfferResult offer) => [.. Summaries.NotCertified(offer, 200)];
        Assert.Empty(Of(A with { AlmostSolved = 0, NotConverged = 0 }));
        Assert.Equal(
            ["“A”: solved to the looser tolerance only: 1 of 200 draws, which count in every number."],
            Of(A with { AlmostSolved = 1, NotConverged = 0 })
        );
        // Half of 150 hold: 75 at least and 125 at most, of 200.
        Assert.Equal(
            [
                "“A”: without a certified solution: 50 of 200 draws, counted here and in no other number. Were all of them breaking it would hold in 38 of 100, were all holding in 63 of 100.",
            ],
            Of(A with { NotConverged = 50 })
        );
        Assert.Equal(["“A”: without a certified solution: 200 of 200 draws, counted here and in no other number."], Of(A with { NotConverged = 200 }));
        Assert.Equal(
            ["“A”: without a certified solution: 50 of 200 draws, counted here and in no other number."],
            Of(A with { NotConverged = 50, Holds = null })
        );
    }
}
