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
