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

    public static TheoryData<string, string, string> Pairs => new()
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
            var (x, y) = (Solved(a), Solved(b));
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
        var brief = Read("turn split of B before reply when s = broken {\n  pass\n  for share in 0%..100% by 25%: claim when share <= 0.5 or arms > 0: A pays share * aid; arms = share * 0; s = calm\n}\n"
            + "clause dear { option claim >= 75% at split when share < 90%: B pays share  remove option claim = 0% at split }\n" + asks.Replace("OPTION", "claim <= 50%", StringComparison.Ordinal));
        var full = Read("turn split of B before reply when s = broken {\n  pass\n" + string.Join('\n', new[] { 0, 25, 50, 75, 100 }.Select(share => $"  claim_{share}{(share > 50 ? " when arms > 0" : "")}: A pays {share}% * aid; arms = 0; s = calm"))
            + "\n}\nclause dear { option claim_75 at split: B pays 75%  remove option claim_0 at split }\n" + asks.Replace("OPTION", "claim_25", StringComparison.Ordinal));
        foreach (var (a, b) in brief.Offers.Zip(full.Offers))
        {
            var (x, y) = (Solved(a), Solved(b));
            Assert.Equal(y.Measures, x.Measures);
            Assert.Equal(y.Values, x.Values);
            Assert.Equal(["pass", "claim 0%", "claim 25%", "claim 50%", "claim 75%", "claim 100%"], a.BoundOffer.Steps.Single(step => step.Name == "split").Options.Select(option => option.Name).Union(["claim 0%"]).OrderBy(name => name == "pass" ? -1 : int.Parse(name[6..^1], System.Globalization.CultureInfo.InvariantCulture)));
        }
        // Three of the options keep the promise, two where the clause has taken one away.
        Assert.Equal([3, 2], brief.Offers.Select(offer => offer.Promises[0].Calls[0].Keeps.Count(keeps => keeps)));
        Assert.Equal(full.Offers[0].Promises[0].Calls.Count, brief.Offers[0].Promises[0].Calls.Count);
    }

    private static DealFile Read(string text)
    {
        var file = DealFile.Read(new SourceText(Frame + text, "my.foedus"), TestContext.Current.CancellationToken);
        Assert.False(file.HasErrors, file.Report);
        return file;
    }

    private static OfferOutcome Solved(LoweredOffer offer)
    {
        var outcome = new OfferSolver(offer, 7).Solve(new AssumptionSet(offer.Deal, new WeighingOptions()).Best, TestContext.Current.CancellationToken);
        Assert.True(outcome.IsSolved);
        return outcome;
    }
}
