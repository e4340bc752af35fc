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

    /// <param name="brief">What there is to say.</param>
    /// <param name="named">Offers whose terms stand in the brief itself; none: the one that leads.</param>
    /// <param name="hasAnnex">Whether terms of other offers, limits and provenance follow.</param>
    public static ToldResult Of(Brief brief, IReadOnlyList<string> named, bool hasAnnex)
    {
        var narrowing = BriefRoom.Narrowing.Select(room => Of(brief, named, hasAnnex, room));
        return narrowing.FirstOrDefault(told => BriefSheet.Lines(told.Sections) <= BriefSheet.Most) ?? Of(brief, named, hasAnnex, BriefRoom.Narrowing[^1]);
    }

    private static ToldResult Of(Brief brief, IReadOnlyList<string> named, bool hasAnnex, BriefRoom room)
    {
        var inBody = brief.Offers.Where(offer => named.Contains(offer.Offer)).ToList() is { Count: > 0 } chosen
            ? chosen
            : [.. brief.Offers.Where(offer => !offer.Terms.IsNoDeal).Take(InBody)];
        // What the sheet leaves out, for the annex.
        var rest = new List<ToldBlock>();
        var sections = new List<ToldSection>
        {
            new(Place.BriefQuestion, "Question", [new ToldText(brief.Question)]),
            new(Place.BriefAnswer, "Bottom line", [new ToldText(brief.BottomLine), new ToldText(brief.Likelihood)]),
            new(
                Place.BriefConfidence,
                "Confidence",
                [
                    new ToldText($"{char.ToUpperInvariant(brief.Confidence.Level[0])}{brief.Confidence.Level[1..]}."),
                    .. Points(Some(brief.Confidence.Why, "What else confidence rests on", room.Reasons)),
                ]
            ),
            new(Place.BriefTerms, "Terms", [.. inBody.Select(offer => Offered(offer, [.. room.HasStates ? States(offer) : Later(offer)]))]),
            new(
                Place.BriefHoldOuts,
                "Who would not sign",
                [.. Leading(brief), .. Points(Some(brief.HoldOuts.Select(each => each.Words), "Who else would not sign", room.HoldOuts))]
            ),
            new(Place.BriefRestsOn, "What it rests on", [.. Points(Some(brief.RestsOn, "What else it rests on", room.RestsOn))]),
            new(Place.BriefWouldChange, "What would change it", [.. Points(Some(brief.WouldChange, "What else would change it", room.WouldChange))]),
            new(
                Place.BriefIndicators,
                "What to watch for",
                [new ToldText(Watched(brief)), .. Points(Some(brief.Indicators.Select(each => each.Words), "What else to watch for", room.Indicators))]
            ),
            new(Place.BriefDissent, "Dissent", [.. Points(Some(brief.Dissent, "Further dissent", room.Dissent))]),
        };
        if (hasAnnex)
            sections.Add(
                new ToldSection(
                    Place.BriefAnnex,
                    "Annex",
                    [
                        .. brief.Offers.Except(inBody).Select(offer => Offered(offer, [.. States(offer)])),
                        .. rest,
                        new ToldGroup("Limits", null, [.. Points(brief.Limits)]),
                        new ToldGroup("How this was made", null, [.. Points(brief.Provenance.Prepend(Cuts).Prepend(Definitions))]),
                    ]
                )
            );
        return new ToldResult(brief.Title, brief.BottomLine, sections);

        // One line more is no longer than to say that it is left out.
        IReadOnlyList<string> Some(IEnumerable<string> lines, string heading, int most)
        {
            var all = lines.ToList();
            if (all.Count - 1 <= most)
                return all;
            rest.Add(new ToldGroup(heading, null, [.. Points(all.Skip(most))]));
            return
            [
                .. all.Take(most),
                hasAnnex
                    ? $"The annex has {all.Count - most} more under “{heading}”."
                    : $"{all.Count - most} more {Words.Does(all.Count - most, "is", "are")} left out with the annex.",
            ];
        }

        IEnumerable<ToldBlock> Later(BriefOffer offer)
        {
            if (offer.Terms.States.Count == 0)
                yield break;
            var (heading, parties) = (
                $"What states are worth under “{offer.Title}”",
                Words.Counted(offer.Terms.States.Select(state => state.Party).Distinct().Count(), "party")
            );
            rest.Add(new ToldGroup(heading, null, [.. States(offer)]));
            yield return new ToldText(
                hasAnnex
                    ? $"The annex has what states are worth to {parties}, under “{heading}”."
                    : $"What states are worth to {parties} is left out with the annex."
            );
        }
    }

    private static string Watched(Brief brief) =>
        (brief.IndicatorsOn, brief.Indicators) switch
        {
            (null, _) => "No event was looked for: the offer has no certified solution at the best values.",
            ([], _) => "No event was looked for: nothing that is asked is a chance.",
            ({ } on, []) =>
                $"No public event was found that would move {Words.Either(on.Select(title => $"“{title}”"))} by 2 of 100 or more, at the best values, without settling it.",
            _ =>
                "Public events after which the answer differs most, at the best values, without settling it. A choice counts where what is asked has not failed. An event tells something; it need not be a cause.",
        };

    private const string Cuts = "Three dots say where a sentence or a source goes on: the report has it whole.";

    private const string Definitions =
        "Words of likelihood follow ICD 203: almost no chance below 5 of 100, very unlikely to 20, unlikely to 45, roughly even chance to 55, likely to 80, very likely to 95, almost certain above. Confidence is about the grounds: high without a reason against it, moderate with one or two, low with three or more.";

    // First whether the offer that leads is signed at all, and those that may as well lead.
    private static IEnumerable<ToldBlock> Leading(Brief brief)
    {
        static string Unsigned(WorldShare signed) => $"{signed.Without.InWords} worlds ({signed.Without.Between})";
        var offers = brief.Offers.Where(offer => offer.AllSign is not null).ToList();
        if (offers is [{ AllSign: { } first } lead, ..])
            yield return new ToldText(
                Unit.Worlds.Shown(first.Without.Share) > 0
                    ? $"“{lead.Title}”: in {Unsigned(first)} somebody would not sign."
                    : $"“{lead.Title}”: all would sign in {first.InWords} worlds."
            );
        if (offers.Skip(1).Where(offer => brief.Level.Contains(offer.Offer)).ToList() is { Count: > 0 } level)
            yield return new ToldText(
                $"Somebody would not sign what is level with it: {Words.Listed([.. level.Select(offer => $"“{offer.Title}” in {Unsigned(offer.AllSign!)}")])}."
            );
        if (brief.HoldOuts.All(each => each.Signs.Share >= 0.5))
            yield return new ToldText("Every party would sign every offer in at least half of the worlds.");
    }

    private static IEnumerable<ToldBlock> Points(IEnumerable<string> lines) => lines.Select(line => new ToldText(line, TextRole.Point));

    private static ToldGroup Offered(BriefOffer offer, IReadOnlyList<ToldBlock> states) =>
        new(offer.Terms.Title, offer.Offer, [new ToldText(Shares(offer)), .. TermTables.Of(offer.Terms), .. states]);

    private static IEnumerable<ToldBlock> States(BriefOffer offer)
    {
        if (offer.Terms.States.Count > 0)
            yield return new ToldTable(
                [
                    new ToldColumn("Who"),
                    new ToldColumn(
                        "Points a period, and while what is so; in brackets how many periods of that are expected, undiscounted, at the best values"
                    ),
                ],
                [
                    .. offer
                        .Terms.States.GroupBy(state => (state.Party, state.Title))
                        .Select(of =>
                            (IReadOnlyList<ToldCell>)
                                [
                                    ToldCell.Say(of.Key.Title),
                                    ToldCell.Say(
                                        string.Join(
                                            "; ",
                                            of.Select(state => $"{Points(state)} while {state.State} ({Words.Number(Math.Round(state.Periods, 1))})")
                                        )
                                    ),
                                ]
                        ),
                ]
            );
    }

    private static string Points(StateTerms state)
    {
        static string Signed(double points) => $"{(points > 0 ? "+" : "")}{Words.Number(points)}";
        return state.ByType.Count == 0
            ? Signed(state.Points)
            : string.Join(", ", state.ByType.Select(type => $"{Signed(type.Points)} if {Words.Plain(type.Type)}"));
    }

    private static string Shares(BriefOffer offer)
    {
        string Of(WorldShare share) => share.InWords;
        return offer.Terms.IsNoDeal
            ? $"What happens without a deal{(offer.Holds is { } none ? $"; the condition is met in {Of(none)} worlds" : "")}."
            : $"All would sign in {Of(offer.AllSign!)} worlds{(offer.Holds is { } holds ? $", it holds in {Of(holds)}, both in {Of(offer.SignedAndHolds!)}" : "")}.";
    }
}
