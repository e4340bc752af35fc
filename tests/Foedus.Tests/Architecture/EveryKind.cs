using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Comparing;
using Foedus.Language.Service;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Workflow;

namespace Foedus.Tests.Architecture;

/// <summary>Every kind of statement, term, effect, formula, measure, criterion and condition is known to every part of the program that goes through a deal.</summary>
/// <remarks>A new kind fails here until it stands in the deal below and each part knows it; the exception names the part.</remarks>
public class EveryKind
{
    // One deal with everything in it.
    internal const string Everything = """
        deal "Everything"
        period year
        horizon 4 years then forever
        source report "A report" at "somewhere"
        source tally "A tally" measured "4 of 9"
        source sum "A sum" at "somewhere" derived "half of the tally"
        source seer "Somebody" expert
        source wind "Another" direction only
        source elsewhere "Another war" analogy "a war without allies"
        party A "The first"
        party B
        party Fund
        party Ally "Those who vote" in { France "The third", Poland }
        discount 0.9
        discount of B 0.95 each year
        precision an option 4 points worse once in 20 times
        precision of B lambda 1
        precision of Fund rational
        choices worth quantal response
        assume p 0.5 in 0.2..0.8 from report "a chance"
        assume q 1 likely 0.5..2
        assume r 0.1 one of { 0.1, 0.2: 2 }
        assume twice_q = 2 * q from report "what follows"
        assume shared 0.5 pooled "what two of them judge"
        assume averaged 0.5 pooled by quantiles
        view of shared: 0.4 in 0.2..0.6 from seer "as it was last year"
        view of shared: 0.6 in 0.3..0.9 from wind
        view of averaged: 0.4 in 0.2..0.6 from seer
        view of averaged: 0.6 likely 0.3..0.9 within 0..1 from wind
        correlate p with q 0.3
        let calm_now = s = calm
        let dear(share) = share * twice_q
        private A.mind { firm: p, weak: 1 - p }
          drifts each 2 years when s = calm: firm to weak 0.1
        state s "the two" { calm "at rest", broken, war "at war", over } = calm
        state arms 0..2 = 0
        state told "the world" yes "told" or no "not told" = no
        turn A when s = calm and not told {
          keep
          arm "arm itself" when arms < 2: arms += 1; A pays q if firm else q / 2
          turn_weak: A becomes weak
          unseen cheat as keep: chance { r: s = broken otherwise: if arms > 0 { arms -= 1 } else { told = yes } }
        }
        chance look "what is found" when s in { calm, broken } { 0.3 if firm else 0.1: told = yes; otherwise: told = no }
        joint turn crisis "the crisis" before look when s = broken {
          A { stand yield: Fund pays 1 to A  for share in 0%..100% by 50%: ask_for: B pays dear(share) }
          B { stand yield: B gains min(0.1, abs(-0.2) ^ 2) }
          outcome when A plays stand and B plays stand or A plays ask_for > 50%: s = war
          outcome: told = no
        }
        turn rest "the rest" of B after crisis when s = war { fight end: s = over }
        turn pledge of Ally after rest when s = over { give: Ally pays 0.1  keep_it }
        vote admission "the vote" of Ally in turn after rest when s = over needs weight 50% of { France: 2, Poland: 1 }, veto of Poland {
          yes: Ally pays 0.1
          no
          passes: s = calm
          fails: told = no
        }
        event cools "the calming" after rest when s = over and told: told = no
        obligation calming "A calms down" of A: turn_weak at A 2 times by year 3 {
          cure 1 year
          suspended while s = war
          excused when told
          dispute B finds done 90% when done, r when not
          breach: s = broken; A pays 0.1 to B
          reported as clash
        }
        interest A each year { s = war: -2 A is firm: 0.1 in year 2: 0.1 before 2027-01-01: 0.1 }
        interest Fund { after 1 year and s = war for 2 years: -0.1; within 1 year of (s = broken): 0.1; from 2 years after s = broken: 0.2 }
        Fund pays 0.1 to B each year while s = calm
        interest B wish each year { always: -0.1 * arms  calm_now: 0.1  calming = breached: 0.1 }
        clause more "More" from report "page 3" {
          turn extra of B when s = calm { wait go: B pays exp(log(sqrt(1))) }
          add option press "press on" of A at A when arms = 2: s = broken
          option keep of A at A when told: A pays 0.1
          remove option end of B at rest when arms = 0
          waive payments of B for go at extra
          option go of B at extra only when arms < 2
          step rest also when arms = 2
          A pays 0.2 each year
          obligation held "They hold" of Ally: give within 1 year of (s = over)
          interest Fund each year { s = over: 1 }
          remove interest wish
        }
        clause less(much) "Less" {
          remove step rest
          interest A { s = over: much }
          obligation restraint of B: not yield at crisis until year 2 { dispute A finds done 60% when done, 5% when not }
          obligation dues of A: keep at A each year { excused when told }
        }
        fork attacked "What happens when B attacks" {
          defended "It is defended" weight 2 { remove option fight of B at rest when arms = 2 }
          decided "A decides" weight 1 {
            turn decides of A after rest when s = war { help leave: Fund pays 1 }
            interest Fund { s = war: -0.5 }
          }
        }
        no deal none "As it is": starts s = broken
        offer both "Both": more
        offer few "Few": less(30%), starts arms = 1
        promise kept "A keeps": A plays keep at A while s = calm
        promise quiet: B does not play fight
        ask through "Through": chance s = calm through 3 years
        ask once_by "By": chance s = war by 3
        ask then_at "At": chance s = over at year 3
        ask years "Years": time until s = over
        holds when through >= 0.5 and p > 0.1
        evidence counted for once_by of both: 41 of 97 from report "wars that came within three years" on 2025-03-01
        evidence judged for years of few: 2..3.5 from report "what two of them expect" on 2025-04-01
        start { A if firm plays keep at A when s = calm with chance 0.9 }
        reading other "Other" { p 0.4 in 0.3..0.5 offers both }
        zone town within 25 km of 36.2, 37.1 without line
        zone line in "line.geojson" feature "line"
        incident clash {
          in town
          deaths at least 1 by lowest estimate
          kind "state-based"
          by "X"
          side "X"
          against "Y"
          exact day
          place within 3
          clear
          field "F" is "x"
          field "N" at least 2
          distinct rows
        }
        trigger many: at least 3 clash within 7 days
        trigger mixed: (not many and once many within 10 days or many for 5 days) since 2 days after many
        s becomes broken when certainly many
        in force from 2025-01-01
        """;

    /// <summary>Read once, under the second answer of its fork; the checks go through all answers.</summary>
    internal static readonly Lazy<DealFile> Read = new(() => SoundDeal.Read(Everything, new Dictionary<string, string> { ["attacked"] = "decided" }));

    private static readonly DealDocument Document = new(new SourceText(Everything, "everything.foedus"));

    [Fact]
    public void Stands_in_the_deal_above()
    {
        Assert.Equal(
            "",
            DiagnosticRenderer.Render(
                Document.Source,
                Document.Parsed.Diagnostics.Concat(Document.Bound.Diagnostics).Where(diagnostic => diagnostic.Severity == Severity.Error)
            )
        );
        var there = Walk.All(Document.Deal).Select(node => node.GetType()).ToHashSet();
        var kinds = typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract);
        Assert.Equal([], kinds.Where(kind => !there.Contains(kind)).Select(kind => kind.Name).Order());
    }

    [Fact]
    public void Asks_every_kind_of_question() =>
        Assert.Equal(AskedKind.All.Select(kind => kind.Word).Order(), Document.Deal.Asks.Select(ask => ask.Measure.Kind.Word).Distinct().Order());

    [Fact]
    public void Is_walked_in_the_order_of_the_text() =>
        Assert.All(Document.Deal.Declarations.Where(declaration => declaration is not (Offer or StateVariable)), declaration =>
        {
            var starts = Walk.All(declaration).Where(node => !node.Place.IsEmpty && node is Word).Select(node => node.Place.Start).ToList();
            Assert.All(starts, start => Assert.InRange(start, declaration.Place.Start, declaration.Place.End));
        });

    [Fact]
    public void Is_printed_so_that_it_reads_back()
    {
        var again = DealParser.Parse(new SourceText(DealPrinter.Print(Document.Deal)));
        Assert.DoesNotContain(again.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(Document.Deal, again.Deal);
    }

    [Fact]
    public void Is_bound_and_lowered()
    {
        var file = Read.Value;
        Assert.Equal(3, file.Offers.Count);
        Assert.NotNull(file.Offers[0].Holding);
    }

    [Fact]
    public void Is_known_to_the_editor()
    {
        Assert.NotEmpty(Outline.Of(Document));
        foreach (var name in Document.Names.Occurrences)
        {
            Assert.True(name.Symbols.Count > 0 || name.Mark.Kind == NameKind.Unit, $"{name.Mark.Text} at {name.Place} means nothing.");
            Assert.NotNull(Hover.At(Document, name.Place.Start));
            Assert.NotNull(Completion.At(Document, name.Place.Start));
        }
    }

    [Fact]
    public void Is_told_in_the_terms_of_an_offer() =>
        Assert.All(Document.Deal.Terms, term =>
            Assert.NotEmpty(
                new Foedus.Weighing.Terms.TermWords(
                    Document.Deal,
                    new Foedus.Weighing.Terms.AsApplied(Document.Deal, Document.Deal),
                    new Wording(Document.Deal),
                    "",
                    new Dictionary<string, Expression>()
                ).Of([term])
            )
        );

    [Fact]
    public void Is_known_to_differences()
    {
        var empty = new Deal("Everything", []);
        Assert.Equal(Document.Deal.Declarations.Count, DealDifference.Between(empty, Document.Deal).Changes.Count(change => change.Aspect == "added"));
        foreach (var declaration in Document.Deal.Declarations)
            Assert.NotNull(StatementDifference.Between("what", "name", declaration, declaration));
    }
}
