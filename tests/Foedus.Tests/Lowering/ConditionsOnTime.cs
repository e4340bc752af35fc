using Foedus.Language;
using Foedus.Lowering;
using Foedus.Solving.Beliefs;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.Lowering;

/// <summary>Conditions on time against the same deal with its clocks written out as states that a step of its own keeps, and against plays.</summary>
public class ConditionsOnTime
{
    // What a condition is within a period, and what it is at the end of one, of clocks that 'tick' keeps: ended periods, ends in a row, ends since it began, whether it was so at the last end.
    private static readonly (string Timed, string Within, string AtEnd)[] Conditions =
    [
        ("in month 3", "ended = 2", "ended = 3"),
        ("from month 3", "ended >= 2", "ended >= 3"),
        ("until month 2", "ended <= 1", "ended <= 2"),
        ("before month 3", "ended <= 1", "ended <= 2"),
        ("after month 2", "ended >= 2", "ended >= 3"),
        ("in quarter 2", "ended >= 3 and ended <= 5", "ended >= 4 and ended <= 6"),
        ("before 2026-04-15", "ended <= 2", "ended <= 3"),
        ("until 2026-03-14", "ended <= 1", "ended <= 2"),
        ("from 2026-03-15", "ended >= 2", "ended >= 3"),
        ("after 2026-03-14", "ended >= 2", "ended >= 3"),
        ("after 2 months", "ended >= 2", "ended >= 2"),
        ("s = broken for 2 months", "s = broken and row >= 2", "s = broken and row >= 2"),
        ("not s = broken for 1 month", "not (s = broken and row >= 1)", "not (s = broken and row >= 1)"),
        ("within 1 month of (s = broken)", "(s = broken and not was or since >= 1 and since <= 1)", "since >= 1 and since <= 2"),
        ("within 3 months of (s = broken)", "(s = broken and not was or since >= 1 and since <= 3)", "since >= 1 and since <= 4"),
        ("from 2 months after (s = broken)", "(since >= 2 and not (s = broken and not was))", "since >= 2"),
    ];

    public static TheoryData<int, bool> Cases => SoundDeal.OpenAndHidden(Conditions.Length);

    [Theory, MemberData(nameof(Cases))]
    public void Give_the_same_game_as_clocks_kept_by_hand(int condition, bool isPrivate)
    {
        var (timed, within, atEnd) = Conditions[condition];
        foreach (var horizon in new[] { "7", "5 then forever" })
            SoundDeal.AssertSame(
                SoundDeal.Solve(Text(timed, timed, horizon, isPrivate)),
                SoundDeal.Solve(Text(within, atEnd, horizon, isPrivate, Kept)),
                1e-12
            );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(14)]
    [InlineData(15)]
    public void Give_the_same_without_an_end(int condition)
    {
        var (timed, within, atEnd) = Conditions[condition];
        SoundDeal.AssertSame(
            SoundDeal.Solve(Text(timed, timed, "endless", isPrivate: false)),
            SoundDeal.Solve(Text(within, atEnd, "endless", isPrivate: false, Kept)),
            1e-6
        );
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("3 months", 3)]
    [InlineData("1 quarter", 3)]
    [InlineData("month 3", 3)]
    [InlineData("quarter 2", 6)]
    [InlineData("2026-03-14", 2)]
    public void In_an_ask_last_to_the_end_of_what_is_named(string time, int periods)
    {
        foreach (var word in new[] { "through", "by", "at" })
            Assert.Equal(
                periods,
                SoundDeal.Lower(Text("s = calm", "s = calm", "7", isPrivate: false) + $"\nask more: chance s = broken {word} {time}\n").Asks[^1].Periods
            );
    }

    // What comes in month 3 is within two months of having come in months 3, 4 and 5, at their turns and at their ends; an obligation with the same words is due then.
    [Fact]
    public void Within_is_one_stretch_for_turns_ends_and_obligations()
    {
        var outcome = SoundDeal.Solve(
            """
            deal "Within"
            period month
            horizon 7
            party A
            discount 1
            precision rational
            state x { u, v } = u
            state n 0..9 = 0
            event comes when in month 3: x = v
            event goes when in month 4: x = u
            event counts when within 2 months of (x = v): n += 1
            turn A { wait }
            turn never of A when x = v and x = u { go }
            obligation w of A: go within 2 months of (x = v)
            interest A { within 2 months of (x = v): 1 }
            no deal none
            ask turns: chance n = 3 at 7
            ask earlier: chance within 2 months of (x = v) by 2
            ask ends: chance within 2 months of (x = v) at 3
            ask latest: chance within 2 months of (x = v) at 5
            ask gone: chance within 2 months of (x = v) at 6
            ask open: chance w = pending at 4
            ask due: chance w = breached at 5
            """
        );
        Assert.Equal([1, 0, 1, 1, 0, 1, 1], outcome.Measures);
        Assert.Equal(3, outcome.Values[0], 1e-12);
    }

    [Fact]
    public void Agree_with_plays()
    {
        var offer = SoundDeal.Lower(Text("s = broken for 2 months", "within 2 months of (s = broken)", "7", isPrivate: true));
        var outcome = SoundDeal.Solve(offer);
        var (simulator, states, paths) = (new Simulator(outcome.Solution, 7), new int[7], 20_000);
        var asked = offer.Asks.Select(ask => new Asked(ask)).ToList();
        var sums = new double[asked.Count];
        for (var path = 0; path < paths; path++)
        {
            simulator.Play(7, states, null);
            for (var ask = 0; ask < sums.Length; ask++)
                sums[ask] += asked[ask].Seen(states);
        }
        for (var ask = 0; ask < sums.Length; ask++)
            Assert.Equal(outcome.Measures[ask], sums[ask] / paths, asked[ask].IsCensored ? 0.1 : 0.02);
    }

    [Fact]
    public void Make_no_more_states_on_a_longer_horizon()
    {
        string Long(string horizon) => Text("in quarter 2", "s = broken for 3 months", horizon, isPrivate: false);
        var sizes = new[] { "12", "120", "1000", "endless" }
            .Select(horizon => SoundDeal.Lower(Long(horizon)).Game)
            .Select(game => (game.StateCount, game.Nodes.Count))
            .ToList();
        Assert.All(sizes, size => Assert.Equal(sizes[0], size));
    }

    [Fact]
    public void Make_as_many_states_as_they_tell_apart()
    {
        // Nobody can attack after month 2, so that states later on differ in nothing; in war the month never matters.
        var game = SoundDeal
            .Lower(
                """
                deal "Early"
                period month
                horizon 40
                party A
                discount 0.9
                precision lambda 1
                state s { calm, war } = calm
                turn A when s = calm and until month 2 { keep attack: s = war }
                interest A { s = war: -1 }
                no deal none
                """
            )
            .Game;
        Assert.Equal(["s = calm", "s = calm, 1 month into the deal", "s = calm, 2 months or more into the deal", "s = war"], game.StateNames.Order());
    }

    [Fact]
    public void Are_told_in_words()
    {
        var game = SoundDeal
            .Lower(
                """
                deal "Words"
                period month
                horizon 9
                party A
                party B
                discount 0.9
                precision lambda 1
                state s { calm, broken, war } = calm
                turn A when s = calm { keep breach: s = broken }
                turn B when s = broken for 2 months { wait strike: s = war }
                interest A { s = broken: 1 }
                interest B { s = broken: -1 s = war: -2 }
                no deal none
                ask peace: chance s = calm through 9
                """
            )
            .Game;
        Assert.Equal(
            ["s = broken", "s = broken, 1 month into broken", "s = broken, 2 months or more into broken", "s = calm", "s = war"],
            game.StateNames.Order()
        );
        Assert.Equal("end of month", game.Steps[^1].Name);
    }

    [Fact]
    public void Cost_nothing_where_no_condition_reads_the_time()
    {
        var game = SoundDeal.Lower(Text("s = calm", "s = calm", "7", isPrivate: false)).Game;
        Assert.Equal(3, game.StateCount);
        Assert.DoesNotContain(game.Steps, step => step.IsClock);
    }

    // Clocks as states; a step at the end keeps them.
    private const string Kept = """
        state ended 0..9 = 0
        state row 0..4 = 0
        state since 0..5 = 0
        state was yes or no = no
        chance tick {
          1: if ended < 9 { ended += 1 }
             if s = broken { row = min(row + 1, 4) } else { row = 0 }
             if s = broken and not was { since = 1 } else { if since > 0 { since = min(since + 1, 5) } }
             was = s = broken
        }
        """;

    private static string Text(string within, string atEnd, string horizon, bool isPrivate, string kept = "") =>
        $$"""
            deal "Timed"
            period month
            horizon {{horizon}}
            in force from 2026-01-15
            party A
            party B
            discount 0.9
            precision lambda 1
            {{(isPrivate ? "private A.mind { bad: 0.4, good: 0.6 } drifts each 2 months when not (" + atEnd + "): bad to good 0.1" : "")}}
            state s { calm, broken, war } = calm
            turn A when s != war {
              keep
              breach when s = calm: s = broken; A gains {{(isPrivate ? "0.6 if bad else 0.1" : "0.4")}}
              end when s = broken: s = calm; A pays 0.2
              late when {{within}}: A gains 0.3
            }
            turn B when s = broken {
              wait
              strike when not ({{within}}): s = war
              accept: if {{within}} { chance { 0.5: s = calm otherwise: B pays 0.1 } } else { B pays 0.2 }
            }
            {{kept}}
            interest A { s = war: -1 {{atEnd}}: 0.4 s = broken and not ({{atEnd}}): 0.2 }
            interest B { s = war: -0.4 s = broken: -1 }
            no deal none
            ask now: chance {{atEnd}} at 5
            ask once: chance {{atEnd}} and s = broken by 5
            ask through: chance not (s = broken and ({{atEnd}})) through 5
            ask until: time until s = broken and ({{atEnd}})
            promise kept: A does not play late while {{within}}
            """;
}
