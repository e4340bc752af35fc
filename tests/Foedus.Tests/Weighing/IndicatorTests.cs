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
        const double calm = 0.125 + 0.45 * 0.7,
            never = 0.05 + 0.45 * 0.5,
            calmAndNever = 0.45 * 0.45;
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

    /// <summary>The first plays "hint" or not with even chances where it is calm; calm at the end of the second year is what is asked, whatever was before. A war never ends here, so it is calm then where it always was.</summary>
    [Fact]
    public void What_decides_is_looked_at_also_where_it_is_judged_at_one_end_alone()
    {
        var text = Text.Replace(
            "ask calm",
            "ask first \"A first year of calm\": chance s = calm through 1\nask late \"War in the end\": chance s = war at 2\nask calm",
            StringComparison.Ordinal
        );
        var (lone, _, at) = Solved("bare");
        Assert.Equal(["Calm"], Indicators.Asks(lone.Offers[at]).Select(ask => ask.Title));
        var file = SoundDeal.Read(text.Replace("holds when calm >= 0.3", "holds when late <= 0.6 and calm >= 0.3", StringComparison.Ordinal));
        Assert.Equal(["War in the end", "Calm"], Indicators.Asks(file.Offers[at]).Select(ask => ask.Title));
        var outcome = new OfferSolver(file.Offers[at], 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, Cancel);
        var hint = Indicators
            .Of(file.Offers[at], outcome, Cancel)
            .Where(indicator => indicator.Event == "The first plays “hint”")
            .ToDictionary(indicator => indicator.Ask);
        Assert.Equal(["calm", "late"], hint.Keys.Order());
        var (calm, late) = (hint["calm"], hint["late"]);
        Assert.Equal(calm.Chance, late.Chance, 1e-12);
        Assert.Equal(1 - calm.Plain, late.Plain, 1e-12);
        Assert.Equal(1 - calm.Seen, late.Seen, 1e-12);
        Assert.Equal(1 - calm.Unseen, late.Unseen, 1e-12);
    }

    /// <summary>Calm can come back, so calm at the end is more than calm throughout; after a hint in a first year that ends in war it is calm again with the chance of a halt.</summary>
    [Fact]
    public void Runs_in_which_it_fails_on_the_way_count_at_the_end()
    {
        var text = Text.Replace("chance fate", "turn stop of B when s = war { halt: s = calm  go }\nchance fate", StringComparison.Ordinal)
            .Replace("chance s = calm through 2", "chance s = calm at 2", StringComparison.Ordinal);
        var file = SoundDeal.Read(text);
        var at = file.Offers.ToList().FindIndex(each => each.Offer.Name == "bare");
        var outcome = new OfferSolver(file.Offers[at], 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, Cancel);
        var hint = Indicators.Of(file.Offers[at], outcome, Cancel).Single(indicator => indicator.Event == "The first plays “hint”");
        // Of a year that begins calm, with told as it then is: hint, then 0.5; stay, then 0.9 where told is no. In war B halts in half of the runs, and the year's chance comes after that.
        const double told = 0.5,
            not = 0.9,
            back = 0.5;
        // Paths as (chance, was a hint seen); the first year begins calm, told no.
        var paths = new List<(double Chance, bool Seen, bool IsCalm)>();
        foreach (var (hints, stays) in new[] { (true, told), (false, not) })
        {
            foreach (var calm in new[] { true, false })
            {
                var first = 0.5 * (calm ? stays : 1 - stays);
                if (calm)
                    foreach (var (again, then) in new[] { (true, told), (false, hints ? told : not) })
                    {
                        paths.Add((first * 0.5 * then, hints || again, true));
                        paths.Add((first * 0.5 * (1 - then), hints || again, false));
                    }
                else
                {
                    var then = hints ? told : not;
                    paths.Add((first * back * then, hints, true));
                    paths.Add((first * (1 - back * then), hints, false));
                }
            }
        }
        Assert.Equal(1, paths.Sum(path => path.Chance), 1e-12);
        Assert.Equal(paths.Where(path => path.IsCalm).Sum(path => path.Chance), hint.Plain, 1e-9);
        Assert.Equal(paths.Where(path => path.Seen).Sum(path => path.Chance), hint.Chance, 1e-9);
        Assert.Equal(paths.Where(path => path.Seen && path.IsCalm).Sum(path => path.Chance) / hint.Chance, hint.Seen, 1e-9);
    }

    /// <summary>A halt that is only possible in war comes after calm has failed: seen with calm in no run, and no sign of it, though calm may come back.</summary>
    [Fact]
    public void What_only_happens_once_it_has_failed_is_no_sign()
    {
        var file = SoundDeal.Read(
            Text.Replace("chance fate", "turn stop of B when s = war { halt: s = calm  go }\nchance fate", StringComparison.Ordinal)
                .Replace("horizon 2", "horizon 3", StringComparison.Ordinal)
                .Replace("through 2", "through 3", StringComparison.Ordinal)
        );
        var at = file.Offers.ToList().FindIndex(each => each.Offer.Name == "bare");
        var outcome = new OfferSolver(file.Offers[at], 5).Solve(new AssumptionSet(file.Deal, new WeighingOptions()).Best, Cancel);
        var found = Indicators.Of(file.Offers[at], outcome, Cancel);
        Assert.Contains(found, indicator => indicator.Event.Contains("hint", StringComparison.Ordinal));
        Assert.DoesNotContain(found, indicator =>
            indicator.Event.Contains("halt", StringComparison.Ordinal) || indicator.Event.Contains(" go", StringComparison.Ordinal)
        );
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
        Assert.Equal(
            [
                "3 points (“what the second has to pay”) on “hint” of the first when not told",
                "1.5 points (share, “what the second has to pay”) to the first each year while s is calm",
            ],
            second.Gives
        );
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
