using Foedus.Lowering;
using Foedus.Model;
using Foedus.Solving;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>Which of several solutions is shown, which are one, what they are called, and where a search begins.</summary>
public class SolutionsByHand
{
    private static readonly DealFile Kept = SoundDeal.Read(
        """
        deal "Kept"
        period year
        horizon 2
        party A
        discount 0.9
        precision lambda 2
        private A.mind { soft: 0.5, hard: 0.5 }
        state s { calm, war } = calm
        turn A when s = calm { keep  attack: s = war; A gains 0.6 if hard else 0.1 }
        no deal none
        ask quiet "Quiet": chance s = calm through 2
        ask until "Until": time until s = war
        """
    );

    private static OfferOutcome Outcome(double against, params double[] measures) =>
        SoundDeal.Solve(Kept.Offers[0]) with
        {
            AgainstPlainMeaning = against,
            Measures = measures,
        };

    private static OfferOutcome Order(params OfferOutcome[] found)
    {
        foreach (var outcome in found)
            outcome.Solution.Report = outcome.Solution.Report! with { OthersFound = 9 };
        return SolutionOrder.Of(found, Kept.Offers[0].Wording);
    }

    [Fact]
    public void The_one_in_which_signs_are_least_read_against_their_meaning_comes_first()
    {
        var shown = Order(Outcome(0.5, 0.3, 1), Outcome(0.2, 0.6, 1), Outcome(0.2004, 0.9, 1), Outcome(0.3, 0.95, 1));
        Assert.Equal([0.6, 0.9, 0.95, 0.3], new[] { shown }.Concat(shown.Others).Select(outcome => outcome.Measures[0]));
        // Within a thousandth they are tied, and the last with none.
        Assert.Equal([true, false, false, false], new[] { shown }.Concat(shown.Others).Select(outcome => outcome.IsTied));
        Assert.All(new[] { shown }.Concat(shown.Others), outcome => Assert.Equal(3, outcome.Solution.Report!.OthersFound));
        // What is played alike everywhere is told apart by its number.
        Assert.Equal(["solution (1)", "solution (2)", "solution (3)", "solution (4)"], new[] { shown }.Concat(shown.Others).Select(outcome => outcome.Name));
        Assert.Equal(0.3, Order(Outcome(0.2006, 0.6, 1), Outcome(0.2004, 0.3, 1)).Measures[0]);
    }

    [Fact]
    public void What_answers_alike_is_one()
    {
        int Others(double[] one, double[] other) =>
            Order(Outcome(0.1, one), Outcome(0.2, other)) is var shown && shown.Others.Count == shown.Solution.Report!.OthersFound ? shown.Others.Count : -1;
        Assert.Equal(0, Others([0.5, 1], [0.5009, 1]));
        Assert.Equal(1, Others([0.5, 1], [0.5011, 1]));
        // Of a time a thousandth of it.
        Assert.Equal(0, Others([0.5, 50], [0.5, 50.049]));
        Assert.Equal(1, Others([0.5, 50], [0.5, 50.051]));
        Assert.Equal(0, Others([0.5, double.NaN], [0.5, double.NaN]));
        Assert.Equal(1, Others([0.5, 2], [0.5, double.NaN]));
        // Where others were not counted they are not counted now, and one alone is left as it is.
        var uncounted = Outcome(0.1, 0.5, 1);
        uncounted.Solution.Report = uncounted.Solution.Report! with { OthersFound = null };
        Assert.Same(uncounted, SolutionOrder.Of([uncounted], Kept.Offers[0].Wording));
        Assert.Null(SolutionOrder.Of([uncounted, Outcome(0.1, 0.5, 1)], Kept.Offers[0].Wording).Solution.Report!.OthersFound);
    }

    [Fact]
    public void What_is_not_certified_is_never_another_and_is_shown_only_alone()
    {
        OfferOutcome Open(double against, double measure)
        {
            var outcome = Outcome(against, measure, 1);
            outcome.Solution.Report = outcome.Solution.Report! with { Status = SolveStatus.NotConverged };
            return outcome;
        }
        var shown = Order(Open(0, 0.3), Outcome(0.9, 0.6, 1));
        Assert.Equal((0.6, 0), (shown.Measures[0], shown.Others.Count));
        Assert.Equal(0.3, Order(Open(0, 0.3), Open(0.1, 0.6)).Measures[0]);
    }

    private static DealFile Meeting => SoundDeal.Read(StartedSearch.Text(""));

    private static OfferOutcome Met(RecursionSettings? settings = null) =>
        new OfferSolver(Meeting.Offers[0], 3, (settings ?? new RecursionSettings()) with { SearchOthers = true }).Solve(
            [8],
            TestContext.Current.CancellationToken
        );

    [Fact]
    public void Solutions_are_called_by_what_is_played_where_they_differ()
    {
        var shown = Met();
        var other = Assert.Single(shown.Others, other => other.Measures[0] > 0.9);
        Assert.True(shown.Measures[0] < 0.1);
        Assert.Equal(("A plays “x”", "A plays “y”"), (shown.Name.Split(';')[0], other.Name.Split(';')[0]));
        var apart = SolutionOrder.Differences(shown, other);
        Assert.Equal([0, 1], apart.Select(turn => turn.Mover).Order());
        // Played otherwise nearly always, at a turn that is always met.
        Assert.All(apart, turn => Assert.InRange(turn.Apart, 0.9, 1));
        Assert.Equal([0, 1], apart.Select(turn => turn.Party).Order());
        Assert.Empty(SolutionOrder.Differences(shown, shown));
        Assert.Contains("A plays “x”", SolutionWords.Of(shown, hasStart: false), StringComparison.Ordinal);
        Assert.Contains($"{shown.Others.Count} other", SolutionWords.Of(shown, hasStart: false), StringComparison.Ordinal);
        Assert.StartsWith(
            "The equilibrium is shown that is followed from λ = 0; there may be others. ",
            SolutionWords.Of(shown, hasStart: false),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The equilibrium is shown that is reached from the deal's start profile; ",
            SolutionWords.Of(shown, hasStart: true),
            StringComparison.Ordinal
        );
        // The turn is open where another solution plays it otherwise.
        var turns = SolvedTurn.FirstOf(Meeting.Offers[0], shown);
        Assert.Equal([("A", true), ("B", true)], turns.Select(turn => (turn.Party, turn.IsOpen)));
        Assert.All(turns, turn => Assert.Equal((1, "j", "s = apart", 1.0), (turn.Period, turn.Step, turn.State, turn.Reached)));
        Assert.Equal(["x", "y"], turns[0].Types.Single().Options.Select(option => option.Option));
        Assert.Equal(1, turns[0].Types.Single().Options.Sum(option => option.Chance), 1e-9);
        Assert.All(SolvedTurn.FirstOf(Meeting.Offers[0], shown with { Others = [] }), turn => Assert.False(turn.IsOpen));
        Assert.Equal(
            [false, true],
            SolvedTurn.FirstOf(Meeting.Offers[0], shown with { Others = [] }, [new TurnPlace(0, apart[0].Node, 1)]).Select(turn => turn.IsOpen)
        );
        Assert.Equal("what B does at 'j' when s is apart, in year 1", new TurnPlace(0, apart[0].Node, 1).InWords(shown.Solution.Game));
    }

    // Met at the north both are worth 1, apart 2: nobody signs what pays less, and it holds where they meet at the north.
    [Fact]
    public void What_several_solutions_would_change_is_told_from_the_least_to_the_most()
    {
        var found = Weigh
            .Run(
                Meeting,
                new WeighingOptions
                {
                    Draws = 8,
                    EquilibriumDraws = 3,
                    Effects = 0,
                    CareDraws = 0,
                }
            )
            .Equilibria!;
        Assert.Equal((3, 3), (found.DrawsSearched, found.DrawsWithSeveral));
        Assert.Equal(["none", "same"], found.Offers.Select(offer => offer.Offer));
        foreach (var offer in found.Offers)
        {
            Assert.Equal(3, offer.DrawsWithSeveral);
            Assert.InRange(offer.Measure!.Low, 0, 0.01);
            Assert.InRange(offer.Measure.High, 0.99, 1);
            Assert.Equal(new Extremes(0, 1), offer.Holds);
            Assert.Equal(new Extremes(0, 0), offer.SignedAndHolds);
        }
        Assert.Null(
            Weigh
                .Run(
                    Meeting,
                    new WeighingOptions
                    {
                        Draws = 8,
                        EquilibriumDraws = 0,
                        Effects = 0,
                        CareDraws = 0,
                    }
                )
                .Equilibria
        );
        // Without a condition there is nothing to hold them against.
        var without = Weigh
            .Run(
                SoundDeal.Read(StartedSearch.Text("").Replace("holds when q > 0.5", "", StringComparison.Ordinal)),
                new WeighingOptions
                {
                    Draws = 8,
                    EquilibriumDraws = 2,
                    CareDraws = 0,
                }
            )
            .Equilibria!;
        Assert.All(without.Offers, offer => Assert.Equal((null, null, null, 2), (offer.Measure, offer.Holds, offer.SignedAndHolds, offer.DrawsWithSeveral)));
        // Nothing at once and nothing private: nothing to look for.
        Assert.Null(
            Weigh
                .Run(
                    SoundDeal.Read(
                        "deal \"One\"\nperiod year\nhorizon 1\nparty A\ndiscount 1\nprecision lambda 1\nstate s { a, b } = a\nturn A { x  y: s = b }\nno deal none\noffer o\nask q \"Q\": chance s = a through 1"
                    ),
                    new WeighingOptions { Draws = 8 }
                )
                .Equilibria
        );
    }

    // What is said has its chance, what is not shares what is left; nothing is begun at 0.
    [Theory]
    [InlineData("A plays x", new[] { 1 / 1.000002, 1e-6 / 1.000002, 1e-6 / 1.000002 })]
    [InlineData("A plays x with chance 0.5", new[] { 0.5, 0.25, 0.25 })]
    [InlineData("A plays x with chance 0.5\nA plays z with chance 0.3", new[] { 0.5, 0.2, 0.3 })]
    public void A_start_is_filled_up(string start, double[] chances)
    {
        LoweredOffer Of(string lines) =>
            SoundDeal.Lower(
                $$"""
                deal "Start"
                period year
                horizon 1
                party A
                discount 1
                precision lambda 1
                private A.mind { soft: 0.5, hard: 0.5 }
                state s { a, b } = a
                turn A { x  y: s = b  z: A gains 1 }
                {{lines}}
                no deal none
                ask q "Q": chance s = a through 1
                """
            );
        var given = OfferSolver.SettingsFor(Of($"start {{ {start} }}")).Start![(0, 0)];
        // For every type alike.
        Assert.Equal(6, given.Length);
        for (var i = 0; i < 6; i++)
            Assert.Equal(chances[i % 3], given[i], 1e-12);
        Assert.Null(OfferSolver.SettingsFor(Of("")).Start);
        var typed = OfferSolver.SettingsFor(Of($"start {{ {start}\nA if hard plays y with chance 0.8 }}")).Start![(0, 0)];
        // What names a type goes before what is for all of them.
        Assert.Equal([Math.Round(chances[0], 9), 0.1, 0.8, 0.1], new[] { typed[0], typed[3], typed[4], typed[5] }.Select(chance => Math.Round(chance, 9)));
    }

    private static SolvedNumbers Numbers(SolveStatus status, int[] reading, double[] measures, params SolvedNumbers[] others) =>
        new()
        {
            Status = status,
            Residual = 0,
            Measures = measures,
            Values = [],
            Prior = [],
            Called = [],
            Kept = [],
            Standings = [],
            Survival = null,
            Reading = reading,
            Others = others,
        };

    [Fact]
    public void What_goes_on_from_a_solution_has_its_reading_or_answers_most_alike()
    {
        var shown = Numbers(SolveStatus.Solved, [1, 0], [0.5, double.NaN]);
        SolvedNumbers far = Numbers(SolveStatus.AlmostSolved, [0, 0], [0.1, 3]),
            near = Numbers(SolveStatus.Solved, [0, 1], [0.4, 9]),
            same = Numbers(SolveStatus.Solved, [1, 0], [0.9, 1]),
            open = Numbers(SolveStatus.NotConverged, [1, 0], [0.5, 1]);
        Assert.Same(same, CarefulPlay.Follow(shown, far with { Others = [near, same] }));
        // A time that never comes in one of them tells nothing.
        Assert.Same(near, CarefulPlay.Follow(shown, far with { Others = [near] }));
        Assert.Same(near, CarefulPlay.Follow(shown, open with { Others = [near] }));
        Assert.Null(CarefulPlay.Follow(shown, open));
        Assert.Equal(0.1, CarefulPlay.Follow(shown, far)!.Measures[0]);
        // Over several answers the largest difference counts.
        var two = Numbers(SolveStatus.Solved, [9], [0.5, 0.5]);
        Assert.Equal(0.3, CarefulPlay.Follow(two, Numbers(SolveStatus.Solved, [0], [0.5, 0.9], Numbers(SolveStatus.Solved, [0], [0.3, 0.3])))!.Measures[0]);
    }

    [Fact]
    public void A_finer_grid_has_half_as_many_knots_again_or_the_old_ones_and_one_between_each_two()
    {
        Assert.Equal([4, 16, 31], new[] { 3, 11, 21 }.Select(GridRefinement.Finer));
        Assert.Equal([5, 21, 41], new[] { 3, 11, 21 }.Select(GridRefinement.TwiceAsFine));
        // Where nothing is private there is no other grid.
        Assert.False(GridRefinement.Fits(Meeting.Offers[0], 5));
        Assert.True(GridRefinement.Fits(Kept.Offers[0], 5));
        Assert.Equal(
            SolveSize.Of(Kept.Offers[0].Game, 11).Seconds + SolveSize.Of(Kept.Offers[0].Game, 21).Seconds,
            GridRefinement.SecondsOf(Kept.Offers[0].Game, 11),
            1e-12
        );
        Assert.Equal(SolveSize.Of(Meeting.Offers[0].Game, 11).Seconds, GridRefinement.SecondsOf(Meeting.Offers[0].Game, 11), 1e-12);
        var offer = Kept.Offers[0];
        bool IsOpen(double error, int ask, double measure) =>
            new RefinedOutcome(
                Outcome(0, ask == 0 ? measure : 0.5, ask == 1 ? measure : 0.5),
                11,
                [ask == 0 ? error : 0, ask == 1 ? error : 0],
                null,
                []
            ).IsOpen(offer, ask);
        Assert.False(IsOpen(0.01, 0, 0.5));
        Assert.True(IsOpen(0.0101, 0, 0.5));
        // Of a time a hundredth of it, and of a period at least.
        Assert.False(IsOpen(0.049, 1, 5));
        Assert.True(IsOpen(0.051, 1, 5));
        Assert.True(IsOpen(0.011, 1, 0.2));
        Assert.True(IsOpen(double.NaN, 0, 0.5));
        Assert.False(new RefinedOutcome(Outcome(0, 0.5, 1), 11, null, null, []).IsOpen(offer, 0));
        Assert.Equal(
            ["“Quiet” is open: on 11 knots of belief it is 0.500, on a grid twice as fine 0.020 off that."],
            GridWords.Open(offer, new RefinedOutcome(Outcome(0, 0.5, 1), 11, [0.02, 0.001], null, []))
        );
    }

    [Fact]
    public void Grids_that_somebody_else_wrote_are_those_of_the_offers_and_can_be_chosen()
    {
        var offers = Kept.Offers;
        string? Why(OfferGrid grid, int least = 11) => OfferGrid.WhyNotOf([grid], offers, least);
        var sound = new OfferGrid("none", 21, 16, [0.1, 0]);
        Assert.Null(Why(sound));
        Assert.Null(Why(sound with { Errors = null, Draws = 0, Knots = 11 }));
        Assert.Null(Why(sound with { Knots = GridChoice.MostKnots }));
        Assert.Null(Why(sound with { Knots = 101 }, 101));
        Assert.Equal("its grids are not those of the offers", Why(sound with { Offer = "other" }));
        Assert.Equal("its grids are not those of the offers", OfferGrid.WhyNotOf([sound, sound], offers, 11));
        foreach (
            var wrong in new[]
            {
                sound with
                {
                    Knots = 10,
                },
                sound with
                {
                    Knots = GridChoice.MostKnots + 1,
                },
                sound with
                {
                    Draws = -1,
                },
                sound with
                {
                    Errors = [0.1],
                },
                sound with
                {
                    Errors = [0.1, -1e-9],
                },
                sound with
                {
                    Errors = [double.NaN, 0],
                },
            }
        )
            Assert.Equal("a grid in it is none that can be chosen", Why(wrong));
    }

    // Five ends of years: calm, calm, war, calm, war.
    [Theory]
    [InlineData("through", 2, 1)]
    [InlineData("through", 3, 0)]
    [InlineData("by", 2, 0)]
    [InlineData("by", 3, 1)]
    [InlineData("at", 3, 1)]
    [InlineData("at", 4, 0)]
    [InlineData("until", 5, 3)]
    [InlineData("until", 2, 2)]
    public void An_ask_on_one_path_is_1_or_0_or_a_number_of_years(string word, int periods, double seen)
    {
        var kind = AskedKind.All.Single(kind => kind.Word == word);
        var asked = new Asked(new AskedMeasure("a", "A", kind, word == "through" ? [true, false] : [false, true], periods));
        Assert.Equal(seen, asked.Seen([0, 0, 1, 0, 1]));
        Assert.Equal((word == "until", word == "through"), (asked.IsCensored, asked.IsSurvival));
        Assert.Equal(word == "until" ? periods : 1, asked.Terms.Count());
        Assert.Equal(word == "until" ? "years" : "chance", asked.In("year").Name);
        Assert.Equal(0.25, asked.Answer(word == "by" ? 0.75 : 0.25));
    }

    // Called in 0.8 of runs, broken in 0.2 of all: kept in three quarters of those; once kept in 0.5 of all.
    [Fact]
    public void A_promise_is_kept_of_those_who_were_called_on()
    {
        PromiseCalls At(bool isOnce) => new("p", "P", [], isOnce);
        Assert.Equal(0.75, AskedChannels.Kept(At(false), 0.2, 0.8), 1e-12);
        Assert.Equal(0.625, AskedChannels.Kept(At(true), 0.2, 0.5), 1e-12);
        Assert.True(double.IsNaN(AskedChannels.Kept(At(false), 1, 1)));
        Assert.True(double.IsNaN(AskedChannels.Kept(At(false), 1 - 5e-13, 1)));
        Assert.Equal((0, 1), (AskedChannels.Kept(At(false), 0.2, 0.2 - 1e-15), AskedChannels.Kept(At(false), 0.2, 1 + 1e-15)));
    }

    [Fact]
    public void An_assumption_is_in_use_by_column()
    {
        var file = SoundDeal.Read(
            SoundDeal.Year(
                "Used",
                """
                assume x 0.2 in 0..1
                assume y 0.3 in 0..1
                assume none_only 0.3 in 0..1
                assume bar 0.5 in 0..1
                assume idle 0.3 in 0..1
                state calm yes or no = yes
                chance trouble when calm { x: calm = no  otherwise: calm = yes }
                clause gift { interest One each year { always: y } }
                clause gone { remove step trouble  interest Two each year { always: none_only } }
                no deal none: gone
                offer a: gift
                ask quiet "Quiet": chance calm through 1
                holds when quiet >= bar
                """
            )
        );
        var layout = new DrawLayout(new AssumptionSet(file.Deal, new WeighingOptions()), file.Offers);
        var (none, a) = (layout.Offer(0), layout.Offer(1));
        // x, y and the bar: what the offer is made of and what it is held against.
        foreach (var column in new[] { a.Measure(0), a.Value(0), a.Prior(0), a.Holds, a.Status, a.Survival(1) })
            Assert.Equal([0, 1, 3], InUse.OfColumn(layout, column)!.Order());
        foreach (var column in new[] { a.Surplus(0), a.Surplus(1) })
            Assert.Equal([0, 1, 2, 3], InUse.OfColumn(layout, column)!.Order());
        Assert.Equal([2, 3], InUse.OfColumn(layout, none.Measure(0))!.Order());
        Assert.Equal([2, 3], InUse.OfColumn(layout, none.Surplus(1))!.Order());
        Assert.Null(InUse.OfColumn(layout, 0));
        Assert.Null(InUse.OfColumn(layout, 4));
        Assert.Equal([0, 1], InUse.Measures(file.Offers[1]).Order());
        // Where no deal was not weighed, a surplus may hang on anything.
        var alone = new DrawLayout(new AssumptionSet(file.Deal, new WeighingOptions()), [file.Offers[1]]);
        Assert.Null(InUse.OfColumn(alone, alone.Offer(0).Surplus(0)));
        Assert.Equal([0, 1, 3], InUse.OfColumn(alone, alone.Offer(0).Prior(0))!.Order());
    }

    [Fact]
    public void What_is_not_set_is_as_it_is_documented()
    {
        var options = new WeighingOptions();
        Assert.Equal(
            (1024, 2025UL, 8, 16, 16, 16),
            (options.Draws, options.Seed, options.Scrambles, options.ErrorDraws, options.EquilibriumDraws, options.CareDraws)
        );
        Assert.Equal((5, 100_000, 0, false), (options.Thresholds, options.Kept, options.Threads, options.WithReadings));
        // 512 MB, eight bytes a number.
        var columns = new Foedus.Weighing.Engine.WeighingEngine(Kept.Deal, Kept.Offers, options).Layout.Columns.Count;
        Foedus.Weighing.Engine.WeighingEngine Engine(int draws) => new(Kept.Deal, Kept.Offers, options with { Draws = draws });
        var most = (int)(512_000_000L / 8 / columns);
        Assert.False(Engine(most).IsLarge);
        Assert.True(Engine(most + 1).IsLarge);
        Assert.Contains(
            $"with {columns} numbers each would take 0.5 GB of memory. Weigh them into a folder: --out FOLDER.",
            Assert.Throws<RefusedException>(() => Engine(most + 1).Run()).Message,
            StringComparison.Ordinal
        );
    }
}
