using Foedus.Weighing.Reasons;

namespace Foedus.Telling.Weighed;

/// <summary>How it ends: by whom, how, when, at the best values.</summary>
internal static class EndingSection
{
    public const string Question = "How does it end?";

    public static ToldSection? Tell(WeighedDeal deal) =>
        ReasonsSection.ByOffer(
            deal,
            Place.Ending,
            Question,
            $"At the best values, exact: “of 100” counts runs there, not worlds. A course is what happened in the period in which it failed, as far as that decided; the likeliest {Endings.MostLines} courses at most are told, until nine tenths are told, and none that comes about in fewer than 1 of 100; the last line counts the others. Each is rounded by itself, so that they need not add up.",
            reasons => reasons.EndingSentences
        );
}
