using Foedus.Language;
using Foedus.Weighing.Terms;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>A term of a clause is told by what it finds when it is applied: by the title of what is removed, by what is waived and for whom that is a gain, and by what a later clause takes back.</summary>
public class TermsAsApplied
{
    private static TermSheet Sheet(string clauses, string offered, string given = "") =>
        TermSheets.Of(
            SoundDeal
                .Read(
                    $$"""
                    deal "Applied"
                    period month
                    horizon 2
                    party North "the north"
                    party South "the south"
                    discount 1
                    precision lambda 1
                    assume z 0.3 in 0.1..0.5 "gain"
                    state s { calm, war } = calm # final
                    turn m "the muster" of North when s = calm {
                      stay "sit still"
                      go "sail away": s = war; {{given}}
                      for share in 0%..100% by 50%: offer_share "offer the south"
                    }
                    interest North { s = war: -0.2 }
                    interest South { s = war: -0.1 }
                    {{clauses}}
                    no deal none "nothing"
                    offer o "offered": {{offered}}
                    ask q "no war": chance not s = war through 2
                    """
                )
                .Offers.Single(offer => offer.Offer.Name == "o"),
            null
        );

    private static string[] Told(TermSheet sheet) =>
        [
            .. sheet.Clauses.SelectMany(clause =>
                clause.Parties.SelectMany(party =>
                    party
                        .Gives.Select(text => $"{clause.Title}: {party.Party} gives {text}")
                        .Concat(party.Gets.Select(text => $"{clause.Title}: {party.Party} gets {text}"))
                        .Concat(party.Decides.Select(text => $"{clause.Title}: {party.Party}: {text}"))
                )
            ),
        ];

    [Theory]
    [InlineData(
        "clause c { remove option go at m  add option go \"swim\" at m: North gains 0.1 }",
        "c",
        "may not sail away at the muster",
        "may swim at the muster"
    )]
    [InlineData(
        "clause a { remove option go at m }\nclause c { add option go \"swim\" at m: North gains 0.1 }",
        "a, c",
        "may not sail away at the muster",
        "may swim at the muster"
    )]
    [InlineData(
        "clause a { remove option go at m }\nclause c { add option go \"swim\" at m: North gains 0.1 }\nclause d { remove option go at m when s = war }",
        "a, c, d",
        "may not swim at the muster when s is war",
        "may swim at the muster"
    )]
    [InlineData("clause c { remove option go at m  add option go at m: North gains 0.1 }", "c", "may not sail away at the muster", "may go at the muster")]
    [InlineData(
        "clause c { remove step m  turn m \"the gathering\" of North when s = calm { stay  go \"march\": s = war } }",
        "c",
        null,
        "“the muster” no longer takes place"
    )]
    [InlineData(
        "clause c { remove step m  turn m \"the gathering\" of North when s = calm { stay  go \"march\": s = war } }",
        "c",
        null,
        "“the gathering”: stay or march (s becomes war) when s is calm"
    )]
    [InlineData("clause c { remove option offer_share < 50% at m }", "c", "may not offer the south at the muster where share is less than 50%", null)]
    public void What_is_removed_and_what_is_added_have_titles_of_their_own(string clauses, string offered, string? gives, string? gets)
    {
        var all = Sheet(clauses, offered)
            .Clauses.SelectMany(clause => clause.Parties)
            .SelectMany(party => (IEnumerable<string>)[.. party.Gives, .. party.Gets, .. party.Decides])
            .ToList();
        Assert.All(new[] { gives, gets }.OfType<string>(), text => Assert.Contains(text, all));
    }

    // A time says by itself when it is.
    [Theory]
    [InlineData("option go at m only when until month 1", "may sail away at the muster only until month 1")]
    [InlineData("option go at m only when s = calm for 1 month", "may sail away at the muster only when s is calm for 1 month")]
    [InlineData("remove option go at m when from month 2", "may not sail away at the muster from month 2")]
    [InlineData("step m only when before month 2", "“the muster” takes place only before month 2")]
    public void A_time_is_not_told_as_when_until(string term, string expected) =>
        Assert.Contains(
            expected,
            Sheet($"clause c {{ {term} }}", "c")
                .Clauses.SelectMany(clause => clause.Parties)
                .SelectMany(party => (IEnumerable<string>)[.. party.Gives, .. party.Gets, .. party.Decides])
        );

    [Fact]
    public void A_waiver_tells_what_is_waived_on_which_side()
    {
        Assert.Equal(
            [
                "waiver: North gives no longer gains 0.3 points (“gain”) on “sail away”",
                "waiver: North gets no longer pays 1 point to the south on “sail away”",
                "waiver: South gives no longer gets 1 point from the north on “sail away”",
            ],
            Told(Sheet("clause w \"waiver\" { waive payments of North for go at m }", "w", "North gains z; North pays 1 to South; South pays 0.2"))
        );
    }

    [Fact]
    public void What_a_later_clause_waives_is_told_so_and_what_an_earlier_one_waives_is_paid()
    {
        const string clauses =
            "clause w \"waiver\" { waive payments of North for go at m }\nclause x \"extra\" { option go at m when in month 2: North pays 0.4 }";
        Assert.Equal(
            [
                "extra: North gives 0.4 points on “sail away” of the north in month 2, waived by “waiver”",
                "waiver: North gets no longer pays 0.4 points on “sail away” of the north in month 2",
            ],
            Told(Sheet(clauses, "x, w"))
        );
        Assert.Equal(
            [
                "waiver: : nothing is waived: the north neither pays nor gains anything for “sail away” at the muster",
                "extra: North gives 0.4 points on “sail away” of the north in month 2",
            ],
            Told(Sheet(clauses, "w, x"))
        );
    }

    [Theory]
    [InlineData("North pays 1", null)]
    [InlineData("North pays 1 to South; South gains 1", null)]
    [InlineData("North gains z", "North gains something for 'go' at 'm' in offer 'o', and waiving its payments takes that away too.")]
    [InlineData(
        "chance { 50%: North gains z otherwise: North pays 1 }",
        "North gains something for 'go' at 'm' in offer 'o', and waiving its payments takes that away too."
    )]
    public void A_waiver_that_takes_a_gain_is_warned_of(string given, string? warning)
    {
        var file = DealFile.Read(
            new SourceText(
                $$"""
                deal "Applied"
                period month
                horizon 2
                party North
                party South
                discount 1
                precision lambda 1
                assume z 0.3 in 0.1..0.5 "gain"
                state s { calm, war } = calm # final
                turn m of North when s = calm { stay
                  go: s = war; {{given}} }
                interest North { s = war: -0.2 }
                interest South { s = war: -0.1 }
                clause w { waive payments of North for go at m }
                no deal none "nothing"
                offer o "offered": w
                ask q "no war": chance not s = war through 2
                """
            )
        );
        Assert.Equal(warning, file.Diagnostics.SingleOrDefault(found => found.Code == "FD0209")?.Message);
    }
}
