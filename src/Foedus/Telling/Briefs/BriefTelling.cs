using Foedus.Units;
using Foedus.Weighing;
using Foedus.Weighing.Reasons;
using Foedus.Weighing.Terms;

namespace Foedus.Telling.Briefs;

/// <summary>Tells a brief: what the page, the Word file and the terminal draw.</summary>
public static class BriefTelling
{
    /// <summary>Offers whose terms stand in the brief itself; those of the others are its annex.</summary>
    public const int InBody = 1;

    // Events that a page has room for; the annex has the others.
    private const int MostEvents = 3;

    /// <param name="brief">What there is to say.</param>
    /// <param name="named">Offers whose terms stand in the brief itself; none: the one that leads.</param>
    /// <param name="hasAnnex">Whether terms of other offers, limits and provenance follow.</param>
    public static ToldResult Of(Brief brief, IReadOnlyList<string> named, bool hasAnnex)
    {
        var inBody = brief.Offers.Where(offer => named.Contains(offer.Offer)).ToList() is { Count: > 0 } chosen ? chosen : [.. brief.Offers.Where(offer => !offer.Terms.IsNoDeal).Take(InBody)];
        // What a list in the body leaves out, for the annex.
        var rest = new List<ToldBlock>();
        var sections = new List<ToldSection>
        {
            new(Place.BriefQuestion, "Question", [new ToldText(brief.Question)]),
            new(Place.BriefAnswer, "Bottom line", [new ToldText(brief.BottomLine), new ToldText(brief.Likelihood)]),
            new(Place.BriefConfidence, "Confidence", [new ToldText($"{char.ToUpperInvariant(brief.Confidence.Level[0])}{brief.Confidence.Level[1..]}."), .. Points(brief.Confidence.Why)]),
            new(Place.BriefTerms, "Terms", [.. inBody.SelectMany(Offered)]),
            new(Place.BriefHoldOuts, "Who would not sign", [.. Leading(brief), .. Points(Some(brief.HoldOuts.Select(each => each.Words), "Who else would not sign"))]),
            new(Place.BriefRestsOn, "What it rests on", [.. Points(brief.RestsOn)]),
            new(Place.BriefWouldChange, "What would change it", [.. Points(Some(brief.WouldChange, "What else would change it"))]),
            new(Place.BriefIndicators, "What to watch for", [new ToldText(Watched(brief)), .. Points(Some(brief.Indicators.Select(each => each.Words), "What else to watch for", MostEvents))]),
            new(Place.BriefDissent, "Dissent", [.. Points(Some(brief.Dissent, "Further dissent"))]),
        };
        if (hasAnnex)
            sections.Add(new ToldSection(Place.BriefAnnex, "Annex", [.. brief.Offers.Except(inBody).SelectMany(Offered), .. rest, new ToldGroup("Limits", null, [.. Points(brief.Limits)]), new ToldGroup("How this was made", null, [.. Points(brief.Provenance.Prepend(Cuts).Prepend(Definitions))])]));
        return new ToldResult(brief.Title, brief.BottomLine, sections);

        // One line more is no longer than to say that it is left out.
        IReadOnlyList<string> Some(IEnumerable<string> lines, string heading, int most = BriefMaker.MostLines)
        {
            var all = lines.ToList();
            if (all.Count <= most + 1)
                return all;
            rest.Add(new ToldGroup(heading, null, [.. Points(all.Skip(most))]));
            return [.. all.Take(most), $"And {all.Count - most} more, {(hasAnnex ? "in the annex" : "left out with the annex")}."];
        }
    }

    private static string Watched(Brief brief) => (brief.IndicatorsOn, brief.Indicators) switch
    {
        (null, _) => "No event was looked for: the offer has no certified solution at the best values.",
        ([], _) => "No event was looked for: nothing that is asked is a chance.",
        ({ } on, []) => $"No public event was found that would move {Words.Either(on.Select(title => $"“{title}”"))} by 2 of 100 or more, at the best values, without settling it.",
        _ => "Public events after which the answer differs most, at the best values, without settling it. A choice counts where what is asked has not failed. An event tells something; it need not be a cause.",
    };

    private const string Cuts = "Three dots say where a sentence or a source goes on: the report has it whole.";

    private const string Definitions = "Words of likelihood follow ICD 203: almost no chance below 5 of 100, very unlikely to 20, unlikely to 45, roughly even chance to 55, likely to 80, very likely to 95, almost certain above. Confidence is about the grounds: high without a reason against it, moderate with one or two, low with three or more.";

    // First whether the offer that leads is signed at all, and those that may as well lead.
    private static IEnumerable<ToldBlock> Leading(Brief brief)
    {
        foreach (var (offer, o) in brief.Offers.Where(offer => !offer.Terms.IsNoDeal).Select((offer, o) => (offer, o)).Where(each => each.o == 0 || brief.Level.Contains(each.offer.Offer)))
            if (offer.AllSign is { } signed)
                yield return new ToldText((Unit.Worlds.Shown(signed.Without.Share) > 0 ? $"“{offer.Title}”: in {signed.Without.InWords} worlds ({signed.Without.Between}) somebody would not sign" : $"“{offer.Title}”: all would sign in {signed.InWords} worlds") + (o == 0 ? "." : "; it is level with the first."));
        if (brief.HoldOuts.All(each => each.Signs.Share >= 0.5))
            yield return new ToldText("Every party would sign every offer in at least half of the worlds.");
    }

    private static IEnumerable<ToldBlock> Points(IEnumerable<string> lines) => lines.Select(line => new ToldText(line, TextRole.Point));

    private static IEnumerable<ToldBlock> Offered(BriefOffer offer)
    {
        var sheet = offer.Terms;
        var blocks = new List<ToldBlock> { new ToldText(Shares(offer)) };
        blocks.AddRange(TermTables.Of(sheet));
        if (sheet.States.Count > 0)
            blocks.Add(new ToldTable([new ToldColumn("Who"), new ToldColumn("Points a period, and while what is so; in brackets how many periods of that are expected, undiscounted, at the best values")],
                [.. sheet.States.GroupBy(state => (state.Party, state.Title)).Select(of => (IReadOnlyList<ToldCell>)[ToldCell.Say(of.Key.Title), ToldCell.Say(string.Join("; ", of.Select(state => $"{Points(state)} while {state.State} ({Words.Number(Math.Round(state.Periods, 1))})")))])]));
        yield return new ToldGroup(sheet.Title, offer.Offer, blocks);
    }

    private static string Points(StateTerms state)
    {
        static string Signed(double points) => $"{(points > 0 ? "+" : "")}{Words.Number(points)}";
        return state.ByType.Count == 0 ? Signed(state.Points) : string.Join(", ", state.ByType.Select(type => $"{Signed(type.Points)} if {Words.Plain(type.Type)}"));
    }

    private static string Shares(BriefOffer offer)
    {
        string Of(WorldShare share) => share.InWords;
        return offer.Terms.IsNoDeal ? $"What happens without a deal{(offer.Holds is { } none ? $"; the condition is met in {Of(none)} worlds" : "")}."
            : $"All would sign in {Of(offer.AllSign!)} worlds{(offer.Holds is { } holds ? $", it holds in {Of(holds)}, both in {Of(offer.SignedAndHolds!)}" : "")}.";
    }
}
