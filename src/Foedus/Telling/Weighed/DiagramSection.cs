using Foedus.Units;

namespace Foedus.Telling.Weighed;

/// <summary>The deal as states and turns, with what is played.</summary>
internal static class DiagramSection
{
    public const string Question = "The deal as states and turns";

    public static ToldSection? Tell(WeighedDeal deal) =>
        deal.Diagrams.Count == 0
            ? null
            : new ToldSection(
                Place.Diagram,
                Question,
                [
                    new ToldText(
                        "Boxes are states, arrows say who moves the world and by what; the number is how often it leads along the arrow when its turn is reached in that state, at the best values, over all periods and beliefs: not how often a promise is kept in the worlds, nor at its first call. An event, and what several decide at once, as in a vote, has none. Thick arrows are taken at least half of the time.",
                        TextRole.Note
                    ),
                    .. deal
                        .Result.Offers.Where(offer => deal.Diagrams.ContainsKey(offer.Name))
                        .Select(offer => new DiagramFigure(deal.Diagrams[offer.Name])
                        {
                            Title = offer.Title,
                            Alternative = $"{Words.Counted(deal.Diagrams[offer.Name].States.Count, "state")}; the arrows are listed in the table.",
                        }),
                ]
            );
}
