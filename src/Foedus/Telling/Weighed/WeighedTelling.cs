namespace Foedus.Telling.Weighed;

/// <summary>Tells a weighed deal. One list says which sections there are; <see cref="Place"/> says in which order they come.</summary>
internal static class WeighedTelling
{
    private static readonly (Place Place, Func<WeighedDeal, ToldSection?> Tell)[] Sections =
    [
        (Place.Answer, AnswerSection.Tell),
        (Place.ByFork, ForksSection.Tell),
        (Place.BySolution, SolutionsSection.Tell),
        (Place.ByCare, CareSection.Tell),
        (Place.Slips, SlipsSection.Tell),
        (Place.Holds, OffersSection.Tell),
        (Place.Terms, TermsSection.Tell),
        (Place.Survival, SurvivalSection.Tell),
        (Place.OutsideEvidence, EvidenceSection.Tell),
        (Place.Decides, EffectsSection.Tell),
        (Place.Breaks, BreakingSection.Tell),
        (Place.Robust, YardstickSection.Tell),
        (Place.TradeOff, TradeOffSection.Tell),
        (Place.Ending, EndingSection.Tell),
        (Place.Reasons, ReasonsSection.Tell),
        (Place.Signs, SignsSection.Tell),
        (Place.Readings, ReadingsSection.Tell),
        (Place.Views, ViewsSection.Tell),
        (Place.Obligations, ObligationsSection.Tell),
        (Place.Promises, PromisesSection.Tell),
        (Place.Beliefs, BeliefsSection.Tell),
        (Place.Diagram, DiagramSection.Tell),
        (Place.Information, InformationSection.Tell),
        (Place.Thresholds, ThresholdsSection.Tell),
        (Place.Assumptions, AssumptionsSection.Tell),
        (Place.ModelCheck, ModelCheckSection.Tell),
        (Place.Computed, ComputedSection.Tell),
    ];

    /// <summary>Everything that there is to say of it; a section with nothing to say is not there.</summary>
    public static ToldResult Of(WeighedDeal deal) =>
        new(
            deal.Result.Title + (deal.Result.Reading is { } reading ? $" – reading “{reading}”" : ""),
            deal.Result.Headline,
            [
                .. Sections
                    .OrderBy(section => section.Place)
                    .Select(section => section.Tell(deal))
                    .OfType<ToldSection>()
                    .Where(section => section.Blocks.Count > 0),
            ]
        )
        {
            Untold =
                deal.Reasons.Count > 0
                    ? []
                    : [new(Place.Ending, EndingSection.Question), new(Place.Reasons, ReasonsSection.Question), new(Place.Diagram, DiagramSection.Question)],
        };
}
