using Foedus.Weighing.Terms;

namespace Foedus.Tests.Weighing;

/// <summary>Amounts of a term sheet: best values put in, what hangs on types and states left, what the numbers are behind: by their sentences, else by their names.</summary>
public class AmountsInTerms
{
    [Theory]
    [InlineData("3", "3 points")]
    [InlineData("1", "1 point")]
    [InlineData("burden", "4 points (“what it costs”)")]
    [InlineData("burden / 8 + 0.1", "0.6 points (“what it costs”)")]
    [InlineData("burden if wavering else burden / 2", "4 points if wavering, otherwise 2 (“what it costs”)")]
    [InlineData("word_kept + (burden if wavering else burden / 2)", "7 points if wavering, otherwise 5 (word kept, “what it costs”)")]
    [InlineData("2 * double_burden", "16 points (double burden)")]
    [InlineData("0.1 * burden / 3", "0.133333 points (“what it costs”)")]
    [InlineData("burden * level", "4 * level points (“what it costs”)")]
    [InlineData("share * burden", "2 points (share, “what it costs”)")]
    public void Are_told_at_the_best_values(string formula, string words)
    {
        var offer = SoundDeal
            .Read(
                $$"""
                deal "Amounts"
                period year
                horizon 2
                party A
                party B
                discount 0.9
                precision lambda 1
                assume burden 4 in 2..8 "what it costs"
                assume word_kept 3 in 1..5
                assume double_burden = 2 * burden
                private B.mind { firm: 0.5, wavering: 0.5 }
                state s { calm, open } = calm
                state level 0..2 = 0
                turn A when s = calm { keep  push: s = open }
                interest A each year { s = open: 1 }
                clause help(share) "Help" { turn aid of B when s = open { give: s = calm; B pays {{formula}}  refuse: level = 1 if level < 2 else 2 } }
                no deal none "None"
                offer helped "Helped": help(50%)
                ask calm "Calm": chance s = calm at 2
                """
            )
            .Offers.Single(offer => offer.Offer.Name == "helped");
        Assert.Equal([$"{words} on “give”"], TermSheets.Of(offer, null).Clauses.Single().Parties.Single().Gives);
    }

    /// <summary>Where all that follows is a payment, something does follow.</summary>
    [Theory]
    [InlineData("event due when s = open: B pays 0.25", "when s is open: a payment is what follows")]
    [InlineData("event due when s = open: s = calm; B pays 0.25", "when s is open: s becomes calm")]
    public void A_payment_alone_is_something_that_follows(string step, string words)
    {
        var offer = SoundDeal
            .Read(
                $$"""
                deal "Default"
                period year
                horizon 2
                party A
                party B
                discount 0.9
                precision lambda 1
                state s { calm, open } = calm
                turn A when s = calm { keep  push: s = open }
                interest A each year { s = open: 1 }
                clause due "Due" { {{step}} }
                no deal none "None"
                offer owed "Owed": due
                ask calm "Calm": chance s = calm at 2
                """
            )
            .Offers.Single(offer => offer.Offer.Name == "owed");
        Assert.Equal([words], TermSheets.Of(offer, null).Clauses.Single().Parties.Single(party => party.Party.Length == 0).Decides);
    }

    /// <summary>A value of a state says nothing to who does not know what hangs on it: 2 is worth all of a burden of 4, to the party whose flow is reckoned from it.</summary>
    [Theory]
    [InlineData("4")]
    [InlineData("2.25")]
    [InlineData("0.75")]
    [InlineData("0.25")]
    public void A_state_s_value_is_told_with_what_it_is_worth(string burden)
    {
        var offer = SoundDeal
            .Read(
                $$"""
                deal "Relief"
                period year
                horizon 2
                party A
                party B
                discount 0.9
                precision lambda 1
                assume burden {{burden}} in 0..8 "what it costs"
                state s { calm, open } = calm
                state relief 0..2 = 0
                turn A when s = calm { keep  push: s = open; relief = 0 }
                interest A each year { s = calm: -burden * (1 - relief / 2) }
                clause help "Help" { turn aid of B when s = calm { give: relief = 2  refuse } }
                no deal none "None"
                offer helped "Helped": help
                ask calm "Calm": chance s = calm at 2
                """
            )
            .Offers.Single(offer => offer.Offer.Name == "helped");
        Assert.Equal(
            [$"“aid”: give (relief becomes 2, worth +{burden} points each year to A while s is calm) or refuse when s is calm"],
            TermSheets.Of(offer, null).Clauses.Single().Parties.Single().Decides
        );
    }
}
