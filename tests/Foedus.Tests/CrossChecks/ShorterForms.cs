using Foedus.Language;
using Foedus.Lowering;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Tests.CrossChecks;

/// <summary>What can be said in a shorter form is the same game as the deal that says it without: the same states, choices, chances, payments and flows, and so the same values.</summary>
public class ShorterForms
{
    private const string Frame = """
        deal "Short and long"
        period quarter
        horizon 4 then forever
        party A
        party B
        party Fund
        discount 0.9
        precision lambda 1
        assume p 0.5 in 0.2..0.8
        assume aid 2 in 1..3
        private A.mind { firm: p, weak: 1 - p }
        state s { calm, broken, war } = calm
        state arms 0..2 = 0
        turn A when s = calm {
          keep
          arm when arms < 2: arms += 1; A pays 1 if firm else 0.5
          attack: s = broken; A gains 0.5
        }
        turn reply of B when s = broken {
          hold: s = calm
          strike: s = war
        }
        interest A { s = war: -1  always: 0.1 * arms }
        interest B { s = war: -2 }
        no deal none
        ask peace "Calm": chance s = calm through 4

        """;

    public static TheoryData<string, string, string> Pairs =>
        new()
        {
            {
                "An event is a chance that is certain",
                "event spread before reply when s = broken and arms > 0: s = war; B pays aid  event cools when s = war: chance { p: s = calm; otherwise: }\noffer other: starts arms = 1",
                "chance spread before reply when s = broken and arms > 0 { 1: s = war; B pays aid }  chance cools when s = war { p: s = calm; otherwise: }\noffer other: starts arms = 1"
            },
            {
                "An event of a clause",
                "clause spreads { event spread before reply when s = broken: s = war }\noffer other: spreads",
                "clause spreads { chance spread before reply when s = broken { 1: s = war } }\noffer other: spreads"
            },
            {
                "A payment each period is an interest of who pays and one of who gains",
                "Fund pays aid to B each quarter while s = calm\nA pays 0.5 each quarter\nclause more { Fund pays 3 to A each quarter while arms = 0 }\noffer other: more",
                "interest Fund { s = calm: -aid }\ninterest B { s = calm: aid }\ninterest A { always: -0.5 }\nclause more { interest Fund { arms = 0: -3 }  interest A { arms = 0: 3 } }\noffer other: more"
            },
            {
                "A payment each year in a deal of quarters",
                "Fund pays aid to B each year while s = calm\noffer other: starts arms = 1",
                "interest Fund each quarter { s = calm: -(aid * 0.25) }\ninterest B each quarter { s = calm: aid * 0.25 }\noffer other: starts arms = 1"
            },
            {
                "What is left only, or also, when something is so",
                "clause strict { option attack of A at A only when arms > 0  step reply only when arms < 2  option attack at A also when s = broken and arms = 0  step A also when s = broken and arms = 2 }\noffer other: strict",
                """
                    clause strict {
                      remove option attack at A
                      add option attack at A when arms > 0: s = broken; A gains 0.5
                      remove step reply
                      turn reply of B when s = broken and arms < 2 { hold: s = calm  strike: s = war }
                      remove step A
                      turn A before reply when s = calm or s = broken and arms = 2 {
                        keep
                        arm when arms < 2: arms += 1; A pays 1 if firm else 0.5
                        attack when arms > 0 or s = broken and arms = 0: s = broken; A gains 0.5
                      }
                    }
                    offer other: strict
                    """
            },
            {
                "A definition is what it stands for",
                "let open_war = s = war or s = broken and arms = 2\nlet dear(share) = share * aid + (1 if arms > 0 else 0)\nturn more of B after reply when open_war { rest  go: B pays dear(50%); s = calm }\ninterest Fund { open_war: dear(dear(0.1)) }\noffer other: starts arms = 1",
                "turn more of B after reply when s = war or s = broken and arms = 2 { rest  go: B pays 50% * aid + (1 if arms > 0 else 0); s = calm }\ninterest Fund { s = war or s = broken and arms = 2: (0.1 * aid + (1 if arms > 0 else 0)) * aid + (1 if arms > 0 else 0) }\noffer other: starts arms = 1"
            },
            {
                "A derived assumption is its formula",
                "assume rest = 1 - p\nassume dear = 2 * aid / (1 + rest)\nturn more of B after reply when s = war { stay  go: B pays dear; chance { rest: s = calm; otherwise: } }\noffer other: starts arms = 1",
                "turn more of B after reply when s = war { stay  go: B pays 2 * aid / (1 + (1 - p)); chance { 1 - p: s = calm; otherwise: } }\noffer other: starts arms = 1"
            },
            {
                "A clause with a number is the clause written with it",
                "clause relief(share, most) { option attack at A: A pays share * aid  option arm at A only when arms < most  turn check of B before reply when s = broken and arms >= most { pass  punish: arms = most; A pays share } }\noffer other: relief(50%, 1)",
                "clause relief { option attack at A: A pays 50% * aid  option arm at A only when arms < 1  turn check of B before reply when s = broken and arms >= 1 { pass  punish: arms = 1; A pays 50% } }\noffer other: relief"
            },
            {
                "What is said of a kind of party is said of each of its parties",
                """
                    party Ally "Those who help" in { France, Poland "The second" }
                    discount of Ally 0.8
                    precision of Ally lambda 2
                    private Ally.nerve { brave: p, shy: 1 - p }
                    turn pledge of Ally after reply when s = broken { give when arms < 2: Ally pays 1 if brave else aid; chance { 0.5 if brave else 0.2: s = calm; otherwise: }  keep_out }
                    turn Ally when s = war { rest  go: B pays 1; s = calm; Ally pays 0.1 }
                    joint turn both when s = broken { Ally { stand yield: Ally gains 0.5 }  B { wait }  outcome when France plays yield and Poland plays yield: s = calm; Ally pays 0.2 }
                    interest Ally { s = war: -1 if brave else -2 }
                    Fund pays 0.5 to Ally each quarter while s = calm
                    promise given: Ally plays give at pledge
                    clause dear { option give of Ally at pledge: Ally pays 0.5  option give of France at pledge: France pays 0.1  option go at Ally when arms = 2: Ally pays 3  interest Ally { arms = 2: -1 }  step pledge only when arms = 0 }
                    offer other: dear
                    """,
                """
                    party France
                    party Poland
                    discount of France 0.8
                    discount of Poland 0.8
                    precision of France lambda 2
                    precision of Poland lambda 2
                    private France.nerve { brave: p, shy: 1 - p }
                    private Poland.nerve { brave: p, shy: 1 - p }
                    turn pledge_France of France after reply when s = broken { give when arms < 2: France pays 1 if brave else aid; chance { 0.5 if brave else 0.2: s = calm; otherwise: }  keep_out }
                    turn pledge_Poland of Poland after pledge_France when s = broken { give when arms < 2: Poland pays 1 if brave else aid; chance { 0.5 if brave else 0.2: s = calm; otherwise: }  keep_out }
                    turn France when s = war { rest  go: B pays 1; s = calm; France pays 0.1 }
                    turn Poland when s = war { rest  go: B pays 1; s = calm; Poland pays 0.1 }
                    joint turn both when s = broken { France { stand yield: France gains 0.5 }  Poland { stand yield: Poland gains 0.5 }  B { wait }  outcome when France plays yield and Poland plays yield: s = calm; France pays 0.2; Poland pays 0.2 }
                    interest France { s = war: -1 if brave else -2 }
                    interest Poland { s = war: -1 if brave else -2 }
                    Fund pays 0.5 to France each quarter while s = calm
                    Fund pays 0.5 to Poland each quarter while s = calm
                    promise given_France: France plays give at pledge_France
                    promise given_Poland: Poland plays give at pledge_Poland
                    clause dear {
                      option give of France at pledge_France: France pays 0.5
                      option give of Poland at pledge_Poland: Poland pays 0.5
                      option give of France at pledge_France: France pays 0.1
                      option go at France when arms = 2: France pays 3
                      option go at Poland when arms = 2: Poland pays 3
                      interest France { arms = 2: -1 }
                      interest Poland { arms = 2: -1 }
                      step pledge_France only when arms = 0
                      step pledge_Poland only when arms = 0
                    }
                    offer other: dear
                    """
            },
            {
                "A clause twice with other numbers",
                "clause dear(much, most) { option attack at A when arms <= most: A pays much }\noffer other: dear(1, 0), dear(0.5, 2)",
                "clause dear { option attack at A when arms <= 0: A pays 1  option attack at A when arms <= 2: A pays 0.5 }\noffer other: dear"
            },
        };

    [Theory, MemberData(nameof(Pairs))]
    public void Are_the_deal_written_out(string what, string brief, string full)
    {
        var (one, other) = (Read(brief), Read(full));
        Assert.True(one.Offers.Count > 1);
        foreach (var (a, b) in one.Offers.Zip(other.Offers))
        {
            Assert.True(SameGame.Are(a, b), $"{what}: offer {a.Offer.Name} is another game.");
            var (x, y) = (SoundDeal.Solve(a, 7), SoundDeal.Solve(b, 7));
            Assert.Equal(y.Measures, x.Measures);
            Assert.Equal(y.Values, x.Values);
        }
        // The form says something: the offer differs from no deal.
        Assert.False(SameGame.Are(one.Offers[0], one.Offers[1]), what);
    }

    // Options over a range have names that no text can give one by one, so the games differ in these names alone.
    [Fact]
    public void Of_options_over_a_range_are_the_options_written_out()
    {
        const string asks = "promise fair: B plays OPTION at split\noffer other: dear, starts arms = 1";
        var brief = Read(
            "turn split of B before reply when s = broken {\n  pass\n  for share in 0%..100% by 25%: claim when share <= 0.5 or arms > 0: A pays share * aid; arms = share * 0; s = calm\n}\n"
                + "clause dear { option claim >= 75% at split when share < 90%: B pays share  remove option claim = 0% at split }\n"
                + asks.Replace("OPTION", "claim <= 50%", StringComparison.Ordinal)
        );
        var full = Read(
            "turn split of B before reply when s = broken {\n  pass\n"
                + string.Join(
                    '\n',
                    new[] { 0, 25, 50, 75, 100 }.Select(share =>
                        $"  claim_{share}{(share > 50 ? " when arms > 0" : "")}: A pays {share}% * aid; arms = 0; s = calm"
                    )
                )
                + "\n}\nclause dear { option claim_75 at split: B pays 75%  remove option claim_0 at split }\n"
                + asks.Replace("OPTION", "claim_25", StringComparison.Ordinal)
        );
        foreach (var (a, b) in brief.Offers.Zip(full.Offers))
        {
            var (x, y) = (SoundDeal.Solve(a, 7), SoundDeal.Solve(b, 7));
            Assert.Equal(y.Measures, x.Measures);
            Assert.Equal(y.Values, x.Values);
            Assert.Equal(
                ["pass", "claim 0%", "claim 25%", "claim 50%", "claim 75%", "claim 100%"],
                a.BoundOffer.Steps.Single(step => step.Name == "split")
                    .Options.Select(option => option.Name)
                    .Union(["claim 0%"])
                    .OrderBy(name => name == "pass" ? -1 : int.Parse(name[6..^1], System.Globalization.CultureInfo.InvariantCulture))
            );
        }
        // Three of the options keep the promise, two where the clause has taken one away.
        Assert.Equal([3, 2], brief.Offers.Select(offer => offer.Promises[0].Calls[0].Keeps.Count(keeps => keeps)));
        Assert.Equal(full.Offers[0].Promises[0].Calls.Count, brief.Offers[0].Promises[0].Calls.Count);
    }

    // The names 'yes' and 'no' are a vote's own, so the joint turn that says the same has other names for them.
    [Theory]
    [InlineData("all", "France plays aye and Germany plays aye and Poland plays aye")]
    [InlineData("majority", "France plays aye and Germany plays aye or France plays aye and Poland plays aye or Germany plays aye and Poland plays aye")]
    [InlineData("2 of 3", "France plays aye and Germany plays aye or France plays aye and Poland plays aye or Germany plays aye and Poland plays aye")]
    [InlineData("1", "France plays aye or Germany plays aye or Poland plays aye")]
    [InlineData("weight 65% of { France: 15, Germany: 18, Poland: 8 }", "France plays aye and Germany plays aye")]
    [InlineData(
        "weight 23 of { France: 15, Germany: 18, Poland: 8 }",
        "France plays aye and Germany plays aye or France plays aye and Poland plays aye or Germany plays aye and Poland plays aye"
    )]
    [InlineData("2 of 3, veto of Poland", "(France plays aye or Germany plays aye) and Poland plays aye")]
    [InlineData("majority, veto of France, Germany", "France plays aye and Germany plays aye")]
    public void Of_votes_are_the_joint_turn_that_counts(string needs, string passes)
    {
        var brief = Read(
            $$"""
            party Ally in { France, Germany, Poland }
            vote admission of Ally before reply when s = broken needs {{needs}} {
              yes: Ally pays aid
              no: France gains 0.1
              passes: s = calm; B gains 1
              fails: s = war
            }
            interest Ally { s = war: -4 }
            promise kept: Poland plays yes at admission
            clause dear { option yes of Poland at admission: Poland pays 1  option no of Ally at admission when arms = 1: Ally pays 0.5 }
            offer other: dear, starts arms = 1
            """
        );
        var full = Read(
            $$"""
            party France
            party Germany
            party Poland
            joint turn admission before reply when s = broken {
              France { aye: France pays aid  nay: France gains 0.1 }
              Germany { aye: Germany pays aid  nay: France gains 0.1 }
              Poland { aye: Poland pays aid  nay: France gains 0.1 }
              outcome when {{passes}}: s = calm; B gains 1
              outcome when not ({{passes}}): s = war
            }
            interest France { s = war: -4 }
            interest Germany { s = war: -4 }
            interest Poland { s = war: -4 }
            promise kept: Poland plays aye at admission
            clause dear { option aye of Poland at admission: Poland pays 1  option nay of France at admission when arms = 1: France pays 0.5  option nay of Germany at admission when arms = 1: Germany pays 0.5  option nay of Poland at admission when arms = 1: Poland pays 0.5 }
            offer other: dear, starts arms = 1
            """
        );
        SameNumbers(brief, full);
        // By turns the same rule decides, whoever sees whose vote.
        var inTurn = Read(
            $$"""
            party Ally in { France, Germany, Poland }
            vote admission of Ally in turn before reply when s = broken needs {{needs}} { yes: Ally pays aid  no: France gains 0.1  passes: s = calm; B gains 1  fails: s = war }
            interest Ally { s = war: -4 }
            promise kept: Poland plays yes at admission
            offer other: starts arms = 1
            """
        );
        var turns = Read(
            $$"""
            party France
            party Germany
            party Poland
            state said_France { open, aye, nay } = open
            state said_Germany { open, aye, nay } = open
            state said_Poland { open, aye, nay } = open
            turn one of France before reply when s = broken { aye: said_France = aye; France pays aid  nay: said_France = nay; France gains 0.1 }
            turn two of Germany after one when said_France != open { aye: said_Germany = aye; Germany pays aid  nay: said_Germany = nay; France gains 0.1 }
            turn three of Poland after two when said_Germany != open { aye: said_Poland = aye; Poland pays aid  nay: said_Poland = nay; France gains 0.1 }
            event counted after three when said_Poland != open: if {{passes.Replace("plays", "=", StringComparison.Ordinal).Replace(
                "France =",
                "said_France =",
                StringComparison.Ordinal
            ).Replace("Germany =", "said_Germany =", StringComparison.Ordinal).Replace(
                "Poland =",
                "said_Poland =",
                StringComparison.Ordinal
            )}} { s = calm; B gains 1 } else { s = war } said_France = open; said_Germany = open; said_Poland = open
            interest France { s = war: -4 }
            interest Germany { s = war: -4 }
            interest Poland { s = war: -4 }
            promise kept: Poland plays aye at three
            offer other: starts arms = 1
            """
        );
        SameNumbers(inTurn, turns);
    }

    private static void SameNumbers(DealFile one, DealFile other)
    {
        foreach (var (a, b) in one.Offers.Zip(other.Offers))
        {
            var (x, y) = (SoundDeal.Solve(a, 7), SoundDeal.Solve(b, 7));
            Assert.Equal(y.Measures, x.Measures);
            Assert.Equal(y.Values, x.Values);
            Assert.Equal(y.Kept, x.Kept);
        }
    }

    private static DealFile Read(string text) => SoundDeal.Read(Frame + text);
}
