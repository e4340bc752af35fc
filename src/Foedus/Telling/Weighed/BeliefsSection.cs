using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What the others come to believe.</summary>
internal static class BeliefsSection
{
    public static ToldSection? Tell(WeighedDeal deal)
    {
        var shown = deal.Result.Offers.Where(offer => offer.Beliefs.Count > 0 && offer.Beliefs[0].AtBest.Count > 2).ToList();
        return shown.Count == 0 ? null : new ToldSection(Place.Beliefs, "What do the others come to believe?",
        [
            new ToldText("Mean public belief along the path, at the best values.", TextRole.Note),
            .. shown.Select(offer => Figure(offer.Title, offer.Beliefs, deal.Result.PeriodUnit)),
        ]);
    }

    /// <summary>Beliefs as lines. With two types one line says both.</summary>
    internal static LinesFigure Figure(string title, IReadOnlyList<BeliefPath> beliefs, string period)
    {
        var paths = beliefs.GroupBy(path => path.Party).SelectMany(paths => paths.Count() == 2 ? paths.Take(1) : paths).ToList();
        return new LinesFigure($"{Words.Plural(period)} since signature", "mean public belief", Unit.Chance, [.. Enumerable.Range(0, paths[0].AtBest.Count).Select(at => (double)at)],
            [.. paths.Select(path => new ToldLine($"{path.Party} is {path.Type}", path.AtBest))], [])
        {
            Title = title,
            Alternative = string.Join(" ", paths.Select(path => $"That {path.Party} is {path.Type}: from {Words.Chance(path.AtBest[0])} to {Words.Chance(path.AtBest[^1])}.")),
        };
    }
}
