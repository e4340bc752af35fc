using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Lowering;

/// <summary>Obligations against the same deal with their course written out as states that a step of its own moves, and against plays.</summary>
public class ObligationsInGames
{
    private const string Stands = "state w { not_owed, pending, undecided, overdue, done, cured, late, excused, breached } =";

    private static readonly string[] Told = ["done", "cured", "late", "excused", "breached", "pending", "overdue", "undecided", "not_owed"];

    // As obligation; and as states, what playing 'act' does, and what happens at the end of a period.
    private static readonly (string Obligation, string States, string Act, string AtEnd)[] Cases =
    [
        (
            "obligation w of A: act by month 3 { breach: s = broken; A pays 2 to B }",
            Stands + " pending  state ends 0..3 = 0",
            "if w = pending { w = done } else { if w = breached { w = late } }",
            "if w = pending { ends += 1; if ends = 3 { w = breached s = broken A pays 2 to B } }"
        ),
        (
            "obligation w of A: act by 2026-03-31 { cure 2 months  suspended while sky = storm }  in force from 2026-01-01",
            Stands + " pending  state ends 0..5 = 0",
            "if w = pending { w = done } else { if w = overdue { w = cured } else { if w = breached { w = late } } }",
            "if w in { pending, overdue } and sky = fair { ends += 1; if ends = 3 { w = overdue } if ends = 5 { w = breached } }"
        ),
        (
            "obligation w of A: act 2 times by 3 { cure 1 month  excused when sky = storm  breach: chance { 0.3: s = broken otherwise: B gains 1 } if s = broken { A pays 1 } }",
            Stands + " pending  state ends 0..4 = 0  state times 0..1 = 0",
            "if w in { pending, overdue, breached } { if times = 0 { times = 1 } else { times = 0; if w = pending { w = done } else { if w = overdue { w = cured } else { w = late } } } }",
            "if w in { pending, overdue } { ends += 1; if ends = 3 { w = overdue } if ends = 4 { if sky = storm { w = excused } else { w = breached chance { 0.3: s = broken otherwise: B gains 1 } if s = broken { A pays 1 } } } }"
        ),
        (
            "obligation w of A: act by month 2 { dispute \"somebody\" finds done p when done, 10% when not  breach: A pays 1 to B }",
            Stands + " pending  state ends 0..2 = 0",
            "if w = pending { w = undecided } else { if w = breached { w = late } }",
            """
            if w in { pending, undecided } { ends += 1; if ends = 2 { if w = undecided { chance { p: w = done otherwise: w = breached A pays 1 to B } } else { if w = pending { chance { 0.1: w = done otherwise: w = breached A pays 1 to B } } } } }
            """
        ),
        (
            "obligation w of A: act by month 2 { cure 2 months  dispute B finds done 90% when done, 10% when not  breach: s = broken }",
            Stands + " pending  state ends 0..4 = 0  state truly yes or no = no",
            "if w in { pending, overdue } { w = undecided truly = yes } else { if w = breached { w = late } }",
            """
            if w in { pending, undecided, overdue } {
              ends += 1;
              if ends = 2 { if truly { chance { 0.9: w = done otherwise: w = overdue } } else { chance { 0.1: w = done otherwise: w = overdue } } }
              if ends = 4 {
                if w = undecided { chance { 0.9: w = cured otherwise: w = breached s = broken } }
                else { if truly { chance { 0.9: w = done otherwise: w = breached s = broken } } else { chance { 0.1: w = cured otherwise: w = breached s = broken } } }
              }
            }
            """
        ),
        (
            "obligation w of A: act within 1 month of (s = broken) { excused when sky = storm  breach: s = war }",
            Stands + " not_owed  state ends 0..1 = 0",
            "if w = pending or w = not_owed and s = broken { w = done } else { if w = breached { w = late } }",
            "if w = pending { ends = 1; if sky = storm { w = excused } else { w = breached s = war } } else { if w = not_owed and s = broken { w = pending } }"
        ),
        // What must not be done.
        (
            "obligation w of A: not act until month 4 { suspended while sky = storm  breach: s = broken; A pays 2 to B }",
            Stands + " pending  state ends 0..4 = 0  state due yes or no = no",
            "if w = pending and sky = fair { w = breached due = yes }",
            "if due { due = no s = broken A pays 2 to B } else { if w = pending and sky = fair { ends += 1; if ends = 4 { w = done } } }"
        ),
        (
            "obligation w of A: not act { excused when s = broken  breach: chance { 0.3: s = broken otherwise: B gains 1 } }",
            Stands + " pending  state due yes or no = no",
            "if w = pending { if s = broken { w = excused } else { w = breached due = yes } }",
            "if due { due = no chance { 0.3: s = broken otherwise: B gains 1 } }"
        ),
        (
            "obligation w of A: not act within 2 months of (s = broken) { breach: s = war }",
            Stands + " not_owed  state ends 0..2 = 0  state due yes or no = no",
            "if w = pending or w = not_owed and s = broken { w = breached due = yes }",
            "if due { due = no s = war } else { if w = pending { ends += 1; if ends = 2 { w = done } } else { if w = not_owed and s = broken { w = pending } } }"
        ),
        // What must be done again and again.
        (
            "obligation w of A: act each month until month 5 { excused when sky = storm  breach: s = broken }",
            Stands + " pending  state ends 0..5 = 0",
            "if w = pending { w = done }",
            "if w in { pending, done } and ends < 5 { ends += 1; if w = done { if ends < 5 { w = pending } } else { if sky = storm { if ends < 5 { w = pending } else { w = excused } } else { w = breached s = broken } } }"
        ),
        (
            "obligation w of A: act 2 times each 3 months for 6 months { cure 1 month  suspended while s = broken  breach: A pays 1 to B }",
            Stands + " pending  state ends 0..7 = 0  state times 0..1 = 0  state righted yes or no = no",
            "if w in { pending, overdue } { if times = 0 { times = 1 } else { times = 0; if w = pending { w = done } else { righted = yes; if ends = 6 { w = cured } else { w = pending } } } }",
            """
            if w in { pending, done, overdue } and not s = broken and ends < 7 {
              ends += 1;
              if w = overdue and ends in { 4, 7 } { w = breached A pays 1 to B }
              if ends in { 3, 6 } {
                if w = done { if ends = 3 { w = pending times = 0 } else { ends = 7; if righted { w = cured } } }
                else { if w = pending { w = overdue } }
              }
            }
            """
        ),
        (
            "obligation w of A: act each 2 months { breach: s = broken }",
            Stands + " pending  state ends 0..1 = 0",
            "if w = pending { w = done }",
            "if w in { pending, done } { if ends = 0 { ends = 1 } else { ends = 0; if w = done { w = pending } else { w = breached s = broken } } }"
        ),
        // Found out, or not, each time that it could be done.
        (
            "obligation w of A: not act until month 4 { dispute \"somebody\" finds done p when done, 10% when not  breach: A pays 1 to B }",
            Stands + " pending  state ends 0..4 = 0  state due yes or no = no",
            "chance { p: if w = pending { w = breached due = yes } otherwise: }",
            "if due { due = no A pays 1 to B } else { if w = pending { ends += 1; if ends = 4 { w = done } } }"
        ),
    ];

    // What happens where the other option is played: a finding may be wrong.
    private static string Wait(int kind) => kind == Cases.Length - 1 ? ": chance { 10%: if w = pending { w = breached due = yes } otherwise: }" : "";

    public static TheoryData<int, bool> Kinds => SoundDeal.OpenAndHidden(Cases.Length);

    [Theory, MemberData(nameof(Kinds))]
    public void Give_the_same_game_as_states_moved_by_hand(int kind, bool isPrivate)
    {
        var (obligation, states, act, atEnd) = Cases[kind];
        foreach (var horizon in new[] { "7", "5 then forever" })
        {
            SoundDeal.AssertSame(
                SoundDeal.Solve(Text(obligation, "", "", horizon, isPrivate)),
                SoundDeal.Solve(Text(states, act, $"event moves: {atEnd}", horizon, isPrivate, Wait(kind))),
                1e-12
            );
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(11)]
    public void Give_the_same_without_an_end(int kind)
    {
        var (obligation, states, act, atEnd) = Cases[kind];
        SoundDeal.AssertSame(
            SoundDeal.Solve(Text(obligation, "", "", "endless", isPrivate: false)),
            SoundDeal.Solve(Text(states, act, $"event moves: {atEnd}", "endless", isPrivate: false)),
            1e-8
        );
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Are_told_as_chances_that_add_up(int kind, bool isPrivate)
    {
        var (offer, outcome) = Solve(Text(Cases[kind].Obligation, "", "", "7", isPrivate));
        var dates = ObligationDate.Of(Assert.Single(offer.Obligations), outcome.Forward.StateShare);
        Assert.Equal(7, dates.Count);
        Assert.All(dates, date => Assert.Equal(1, Fates.All.Sum(fate => date[fate]), 1e-12));
        // Asks 'at 4' of each standing, in the order of the list.
        double Asked(string standing) => outcome.Measures[Array.IndexOf(Told, standing)];
        Assert.Equal(Asked("done"), dates[3].DoneOnTime, 1e-12);
        Assert.Equal(Asked("cured"), dates[3].Cured, 1e-12);
        Assert.Equal(Asked("late"), dates[3].Late, 1e-12);
        Assert.Equal(Asked("excused"), dates[3].Excused, 1e-12);
        Assert.Equal(Asked("breached"), dates[3].Breached, 1e-12);
        Assert.Equal(Asked("pending") + Asked("overdue") + Asked("undecided"), dates[3].Open, 1e-12);
        Assert.Equal(Asked("not_owed"), dates[3].NotOwed, 1e-12);
        Assert.Equal(dates[^1].Breached, outcome.Standings[(int)Fate.Breached], 1e-12);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(4, false)]
    [InlineData(10, false)]
    [InlineData(12, true)]
    public void Agree_with_plays(int kind, bool isPrivate)
    {
        var (offer, outcome) = Solve(Text(Cases[kind].Obligation, "", "", "7", isPrivate));
        var (simulator, states, paths) = (new Simulator(outcome.Solution, 7), new int[7], 20_000);
        var sums = new double[Fates.All.Count];
        var owed = offer.Obligations[0];
        for (var path = 0; path < paths; path++)
        {
            simulator.Play(7, states, null);
            for (var fate = 0; fate < sums.Length; fate++)
                sums[fate] += owed.Counted(fate)[states[^1]] ? 1 : 0;
        }
        for (var fate = 0; fate < sums.Length; fate++)
            Assert.Equal(outcome.Standings[fate], sums[fate] / paths, 0.02);
    }

    [Fact]
    public void Of_a_party_that_is_done_with_chance_are_worked_out_by_hand()
    {
        // Half a chance each month to do it: 7/8 in time, then half of what is left in the month of cure.
        var (offer, outcome) = Solve(
            """
            deal "Half"
            period month
            horizon 6
            party A
            discount 1
            precision lambda 1
            turn A when w in { pending, overdue } { act wait }
            obligation w of A: act by month 3 { cure 1 month }
            no deal none
            """
        );
        var dates = ObligationDate.Of(offer.Obligations[0], outcome.Forward.StateShare);
        Assert.Equal([0.5, 0.75, 0.875, 0.875, 0.875, 0.875], dates.Select(date => Math.Round(date.DoneOnTime, 12)));
        Assert.Equal([0.5, 0.25, 0.125, 0, 0, 0], dates.Select(date => Math.Round(date.Open, 12)));
        Assert.Equal(0.0625, dates[^1].Cured, 1e-12);
        Assert.Equal(0.0625, dates[^1].Breached, 1e-12);
    }

    [Fact]
    public void Say_how_often_what_is_found_is_wrong()
    {
        var (offer, outcome) = Solve(
            """
            deal "Found"
            period month
            horizon 3
            party A
            discount 1
            precision lambda 1
            turn A when w = pending { act wait }
            obligation w of A: act by month 1 { dispute "somebody" finds done 90% when done, 20% when not }
            no deal none
            """
        );
        var last = ObligationDate.Of(offer.Obligations[0], outcome.Forward.StateShare)[^1];
        Assert.Equal(0.5 * 0.9 + 0.5 * 0.2, last.DoneOnTime, 1e-12);
        Assert.Equal(0.5 * 0.1 + 0.5 * 0.8, last.Breached, 1e-12);
        Assert.Equal(0.5 * 0.1 + 0.5 * 0.2, last.FoundWrongly!.Value, 1e-12);
    }

    // Unseen, and found out in 60 of 100: the belief about who is weak moves by what is found, as if each choice had that chance written into it.
    [Fact]
    public void Are_found_out_where_what_is_done_is_unseen()
    {
        const string Head = """
            deal "Unseen"
            period month
            horizon 4
            party A
            party B
            discount 0.9
            precision lambda 2
            private A.mind { firm: 0.4, weak: 0.6 }
            interest A { w = breached: -1.5 }
            turn B when w = breached { forgive punish: A pays 1 B pays 0.2 B gains 0.5 * 0 }
            no deal none
            ask is_breached: chance w = breached at 4
            """;
        var (offer, owed) = Solve(
            Head
                + """

                turn inside of A before B when not w = breached { keep unseen cheat as keep: A gains 1 if weak else 0.2 }
                obligation w of A: not cheat { dispute "the Mission" finds done 60% when done, 5% when not }
                """
        );
        var byHand = Solve(
            Head
                + "\n"
                + Stands
                + """
                 pending
                turn inside of A before B when not w = breached {
                  keep: chance { 5%: w = breached otherwise: }
                  unseen cheat as keep: A gains 1 if weak else 0.2; chance { 60%: w = breached otherwise: }
                }
                """
        ).Outcome;
        Assert.Equal(byHand.Measures[0], owed.Measures[0], 1e-12);
        Assert.All(owed.Values.Zip(byHand.Values), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        var dates = ObligationDate.Of(Assert.Single(offer.Obligations), owed.Forward.StateShare);
        Assert.Equal(owed.Measures[0], dates[^1].Breached, 1e-12);
        Assert.Equal(1 - owed.Measures[0], dates[^1].Open, 1e-12);
        // Nobody knows how often what was found is wrong.
        Assert.Null(dates[^1].FoundWrongly);
    }

    [Fact]
    public void Are_not_owed_in_an_offer_without_their_clause()
    {
        var file = SoundDeal.Read(
            """
            deal "Clause"
            period month
            horizon 6
            party A
            party Ally in { France, Poland }
            discount 1
            precision lambda 1
            turn A { act wait }
            turn pledge of Ally { give keep_it }
            clause strict { obligation w of A: act by month 2 { breach: A pays 1 } }
            clause loose { obligation w of A: act by month 4  obligation given of Ally: give by month 1 { breach: Ally pays 1 } }
            no deal none
            offer one: strict
            offer other: loose
            ask breach: chance w = breached by 6
            ask poland: chance given_Poland = breached by 6
            """
        );
        Assert.Equal(
            [
                [],
                ["w"],
                ["w", "given_France", "given_Poland"],
            ],
            file.Offers.Select(offer => offer.Obligations.Select(owed => owed.Name))
        );
        var breached = file.Offers.Select(offer => SoundDeal.Solve(offer).Measures).ToList();
        Assert.Equal(0, breached[0][0]);
        Assert.True(breached[1][0] > 0.1 && breached[1][0] < 0.25);
        Assert.Equal(Math.Pow(0.5, 4), breached[2][0], 1e-12);
        Assert.Equal(1 / (1 + Math.E), breached[2][1], 1e-12);
    }

    [Fact]
    public void Make_no_more_states_on_a_longer_horizon()
    {
        string Long(string horizon) => Text(Cases[1].Obligation, "", "", horizon, isPrivate: false);
        var sizes = new[] { "12", "120", "1000", "endless" }
            .Select(horizon => SoundDeal.Lower(Long(horizon)).Game)
            .Select(game => (game.StateCount, game.Nodes.Count))
            .ToList();
        Assert.All(sizes, size => Assert.Equal(sizes[0], size));
    }

    [Fact]
    public void Are_told_side_by_side_as_one_by_one()
    {
        var result = Weigh.Run(
            SoundDeal.Read(Text(Cases[4].Obligation, "", "", "7", isPrivate: false)),
            new WeighingOptions { Draws = 16, Scrambles = 8 },
            cancel: TestContext.Current.CancellationToken
        );
        var owed = Assert.Single(result.Offers[0].Obligations);
        Assert.Null(result.Offers[0].OneByOneBecause);
        // At the best values the solver of one world; the draws side by side. Nothing is drawn that counts here.
        Assert.All(Fates.All, fate => Assert.Equal(owed[fate].AtBest, owed[fate].Median, 1e-9));
        Assert.Equal(owed.FoundWrongly!.AtBest, owed.FoundWrongly.Median, 1e-9);
        Assert.Equal(owed.ByDate[^1].Cured, owed.Cured.AtBest, 1e-12);
    }

    private static (LoweredOffer Offer, OfferOutcome Outcome) Solve(string text)
    {
        var offer = SoundDeal.Lower(text);
        return (offer, SoundDeal.Solve(offer));
    }

    private static string Text(string owed, string act, string atEnd, string horizon, bool isPrivate, string wait = "") =>
        $$"""
            deal "Owed"
            period month
            horizon {{horizon}}
            party A
            party B
            discount 0.9
            precision lambda 0.7
            assume p 0.8 in 0.75..0.85
            {{(isPrivate ? "private A.mind { firm: 0.4, weak: 0.6 }" : "")}}
            state s { calm, broken, war } = calm
            state sky { fair, storm } = fair
            {{owed}}
            chance weather { 0.2: sky = storm otherwise: sky = fair }
            turn B when s = calm { keep attack: s = broken B pays 0.8 }
            turn A when not w = excused and not s = war {
              act: {{act}} A pays {{(isPrivate ? "1 if firm else 0.3" : "0.6")}}
              wait{{wait}}
            }
            {{atEnd}}
            interest A { s = broken: -0.5  s = war: -1  w in { done, cured }: 0.2 }
            interest B { w in { breached, excused }: -0.4  s = calm: 0.1 }
            no deal none
            {{string.Join('\n', Told.Select(standing => $"ask is_{standing}: chance w = {standing} at 4"))}}
            """;
}
