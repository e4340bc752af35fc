using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What would make another offer best, in sentences for the page and the terminal.</summary>
internal static class RankingWords
{
    private const int MostNames = 12;

    /// <summary>Who leads at the best values, and on what.</summary>
    public static string Standing(RankingResult ranking) =>
        $"At the best values '{ranking.Leader}' is best in “{ranking.Title}”: {ranking.Unit.Text(ranking.LeaderValue)}."
        + (ranking.Challengers.Count == 0 ? "" : $" Behind it: {string.Join(", ", ranking.Challengers.Select(other => $"{other.Offer} {ranking.Unit.Text(other.Value)} (ahead in {Words.OfHundred(other.Ahead)} of 100 worlds)"))}.")
        + (ranking.Level.Count == 0 ? "" : $" As good, up to the numerical error: {string.Join(", ", ranking.Level)}; between these a flip would say nothing.");

    /// <summary>One change of one assumption.</summary>
    public static string Change(RankingFlip flip) => $"{flip.Assumption} {(flip.Value > flip.Best ? "up" : "down")} from {Words.Number(flip.Best)} to {Words.Number(flip.Value)}";

    /// <summary>What no assumption does alone.</summary>
    public static string Alone(RankingResult ranking)
    {
        var known = ranking.Flips.Count == 0 ? $"None of {Words.Counted(ranking.NeverAlone.Count, "assumption")} alone puts another offer ahead, wherever it was tried in its range."
            : ranking.NeverAlone.Count == 0 ? "" : $"Nowhere in their range, as far as tried: {Names(ranking.NeverAlone)}.";
        return known + (ranking.NotKnown.Count == 0 ? "" : $"{(known.Length > 0 ? " " : "")}Not known, for want of a certified solution somewhere: {Names(ranking.NotKnown)}.");
    }

    /// <summary>The nearest world found.</summary>
    public static string Together(RankingResult ranking) => ranking.Nearest switch
    {
        null => ranking.Challengers.Count == 0 ? "" : $"In no world drawn is {(ranking.Challengers.Count == 1 ? "it" : "one of these")} ahead.",
        { Changes.Count: 1 } => "No nearer world was found by changing several together.",
        { } nearest => $"The nearest world found by changing several together: {string.Join(", ", nearest.Changes.Select(Change))}. Then {nearest.Offer} is ahead by {Words.Number(nearest.Lead)}; there may be a nearer one.",
    };

    private static string Names(IReadOnlyList<string> names) => names.Count > MostNames ? Words.Counted(names.Count, "assumption") : string.Join(", ", names);
}
