using Foedus.Language;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;
using Foedus.Workflow;

namespace Foedus.Tests.Weighing;

/// <summary>What to watch for, against sums over the runs of a small deal by hand; terms in words.</summary>
public class IndicatorTests
{
    private const string Text = """
        deal "Hints"
        period year
        horizon 2
        party A "The first"
        party B "The second"
        discount 1
        precision lambda 0
        assume fee 3 in 1..5 "what the second has to pay"
        state s { calm, war } = calm
        state told yes or no = no
        turn A when s = calm { hint: told = yes  stay }
        chance fate when s = calm { 0.5 if told else 0.1: s = war; otherwise: s = calm }
        interest A each year { s = calm: 1 }
        clause price(share) "The second pays" {
          option hint of A at A when not told: B pays fee
          B pays share * fee to A each year while s = calm
          interest A each year { s = war: -2 }
          remove option stay of A at A when told
        }
        clause voice "The second is heard" { turn reply of B after A when s = calm { object: B gains 1  accept: told = no } }
        no deal none "Nothing": starts s = war
        offer bare "As it is"
        offer paid "For a price": price(50%), voice, starts told = yes
        ask calm "Calm": chance s = calm through 2
        holds when calm >= 0.3
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (DealFile File, OfferOutcome Outcome, int Offer) Solved(string offer)
    {
        var file = SoundDeal.Read(Text);
        var at = file.Offers.ToList().FindIndex(each => each.Offer.Name == offer);
        return (file, new OfferSolver(file.Offers[at], 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, Cancel), at);
    }

    /// <summary>Everybody chooses evenly. Hint first: 1/2 · (0.5 · 0.5) stays calm. Stay first: 1/2 · 0.9 · (1/2 · 0.5 + 1/2 · 0.9). Never a hint and calm: (1/2 · 0.9)²; never a hint: that, and war before the second choice or after it.</summary>
    [Fact]
    public void Answers_where_an_event_is_seen_are_sums_over_the_runs_that_have_it()
    {
        var (file, outcome, at) = Solved("bare");
        var found = Indicators.Of(file.Offers[at], outcome, Cancel);
        var hint = found.Single(indicator => indicator.Event == "The first plays “hint”");
        const double calm = 0.125 + 0.45 * 0.7, never = 0.05 + 0.45 * 0.5, calmAndNever = 0.45 * 0.45;
        Assert.Equal(calm, hint.Plain, 1e-9);
        Assert.Equal(1 - never, hint.Chance, 1e-9);
        Assert.Equal((calm - calmAndNever) / (1 - never), hint.Seen, 1e-9);
        Assert.Equal(calmAndNever / never, hint.Unseen, 1e-9);
        // The state that the hint brings about says the same.
        var told = found.Single(indicator => indicator.Event == "told becomes yes");
        Assert.Equal(hint.Seen, told.Seen, 1e-9);
        // War settles the answer by itself: that is its end and no sign of it.
        Assert.DoesNotContain(found, indicator => indicator.Event.Contains("war", StringComparison.Ordinal));
        Assert.Equal(found.OrderByDescending(indicator => Math.Abs(indicator.Seen - indicator.Plain)), found);
        Assert.Contains("33 of 100", hint.Words, StringComparison.Ordinal);
    }

    /// <summary>A halt that is only possible in war comes after calm has failed: seen with calm in no run, and no sign of it, though calm may come back.</summary>
    [Fact]
    public void What_only_happens_once_it_has_failed_is_no_sign()
    {
        var file = SoundDeal.Read(Text.Replace("chance fate", "turn stop of B when s = war { halt: s = calm  go }\nchance fate", StringComparison.Ordinal).Replace("horizon 2", "horizon 3", StringComparison.Ordinal).Replace("through 2", "through 3", StringComparison.Ordinal));
        var at = file.Offers.ToList().FindIndex(each => each.Offer.Name == "bare");
        var outcome = new OfferSolver(file.Offers[at], 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, Cancel);
        var found = Indicators.Of(file.Offers[at], outcome, Cancel);
        Assert.Contains(found, indicator => indicator.Event.Contains("hint", StringComparison.Ordinal));
        Assert.DoesNotContain(found, indicator => indicator.Event.Contains("halt", StringComparison.Ordinal) || indicator.Event.Contains(" go", StringComparison.Ordinal));
    }

    [Fact]
    public void Terms_say_who_gives_and_gets_what()
    {
        var (file, outcome, at) = Solved("paid");
        var sheet = TermSheets.Of(file.Offers[at], outcome);
        Assert.Equal(["told is yes"], sheet.Starts);
        var price = sheet.Clauses[0];
        Assert.Equal(("price(50%)", "The second pays"), (price.Clause, price.Title));
        var (first, second) = (price.Parties.Single(party => party.Party == "A"), price.Parties.Single(party => party.Party == "B"));
        Assert.Equal("The first", first.Title);
        Assert.Equal(["3 points (“what the second has to pay”) on “hint” of the first when not told", "1.5 points (share, “what the second has to pay”) to the first each year while s is calm"], second.Gives);
        Assert.Equal(["1.5 points (share, “what the second has to pay”) from the second each year while s is calm"], first.Gets);
        Assert.Equal(["2 points each year while s is war", "may not stay at A when told"], first.Gives);
        var voice = sheet.Clauses[1].Parties.Single(party => party.Party == "B");
        Assert.Equal(["“reply”: object or accept (told becomes no) when s is calm"], voice.Decides);
        Assert.Equal(["1 point on “object”"], voice.Gets);
        // A year of calm gives the first 1 and half a fee of 3, and costs the second that.
        Assert.Equal(2.5, sheet.States.Single(state => state.Party == "A" && state.Points > 0).Points, 1e-9);
        Assert.Equal(-1.5, sheet.States.Single(state => state.Party == "B").Points, 1e-9);
    }
}
