using Foedus.Units;

namespace Foedus.Telling.Weighed;

/// <summary>Every assumption: what was typed, what it was understood as, who says so.</summary>
internal static class AssumptionsSection
{
    public static ToldSection Tell(WeighedDeal deal) =>
        new(
            Place.Assumptions,
            "What was assumed",
            [
                new ToldTable(
                    [new ToldColumn("Assumption"), ToldColumn.Of("Best"), new ToldColumn("Range, as understood"), new ToldColumn("Source")],
                    [
                        .. deal.Result.Assumptions.Select(assumption =>
                            (IReadOnlyList<ToldCell>)
                                [
                                    ToldCell.Named(assumption.Name, assumption.Sentence),
                                    ToldCell.Of(assumption.Best, Unit.Plain),
                                    ToldCell.Say(assumption.Understood),
                                    assumption.Source is { } source
                                        ? ToldCell.Say(source) with
                                        {
                                            Soft = GroundsWords.Of(assumption),
                                        }
                                        : ToldCell.Say("") with
                                        {
                                            Badge = "unsourced",
                                        },
                                ]
                        ),
                        .. (deal.Result.Derived ?? []).Select(derived =>
                            (IReadOnlyList<ToldCell>)
                                [
                                    ToldCell.Named(derived.Name, derived.Sentence),
                                    ToldCell.Of(derived.Best, Unit.Plain),
                                    ToldCell.Say(
                                        $"follows: {derived.Formula}; from {Unit.Plain.Text(derived.Low)} to {Unit.Plain.Text(derived.High)} in these worlds"
                                    ),
                                    ToldCell.Say(derived.Source ?? "") with
                                    {
                                        Badge = derived.Source is null ? "derived" : null,
                                    },
                                ]
                        ),
                    ]
                ),
            ]
        );
}
