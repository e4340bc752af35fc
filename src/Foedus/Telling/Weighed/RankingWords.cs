using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>What would make another offer best by the measure that decides, in sentences for the page and the terminal.</summary>
/// <remarks>An offer is ahead by the headline's yardstick alone (<see cref="StandingWords"/>). Here one is better, in a world that is solved: by more than the numerical errors of both and than what is shown.</remarks>
internal static class RankingWords
{
    private const int MostNames = 12;

    private const string UpTo = "up to what is shown and to the numerical error";

    /// <summary>Who leads at the best values, and on what; said apart from the yardstick of the headline.</summary>
    public static string Standing(RankingResult ranking, WeighingResult result)
    {
        string TitleOf(string offer) => $"“{result.TitleOf(offer)}”";
        var behind = ranking.Others.Where(other => !ranking.Level.Contains(other.Offer)).ToList();
        var yardstick =
            $"By another yardstick than the headline's: here an offer is better that has {(ranking.HigherIsBetter ? "more" : "less")} of “{ranking.Title}”, signed or not. ";
        if (ranking.Challengers.Count == 0)
            return $"{yardstick}At the best values all {Words.Counted(ranking.Level.Count + 1, "offer")} are as good, {UpTo}: {ranking.Unit.Text(ranking.LeaderValue)}. A flip between these would say nothing.";
        return $"{yardstick}At the best values the best is {TitleOf(ranking.Leader)}, {ranking.Unit.Text(ranking.LeaderValue)}."
            + (ranking.Level.Count == 0 ? "" : $" As good, {UpTo}: {Words.Listed([.. ranking.Level.Select(TitleOf)])}; between these a flip would say nothing.")
            + (
                behind.Count == 0
                    ? ""
                    : $" Not as good: {string.Join(", ", behind.Select(other => $"{TitleOf(other.Offer)} {ranking.Unit.Text(other.Value)} (better than {TitleOf(ranking.Leader)} in {Words.OfHundred(other.Ahead)} of 100 worlds drawn)"))}."
                        + " That compares two offers; worlds in which none of all is better are counted among the yardsticks."
            )
            + (
                behind.Count == ranking.Challengers.Count
                    ? ""
                    : $" A flip was looked for to {Words.Listed([.. ranking.Challengers.Select(other => TitleOf(other.Offer))])}."
            );
    }

    /// <summary>One change of one assumption.</summary>
    public static string Change(RankingFlip flip, WeighingResult result) =>
        $"{(result.Assumptions.FirstOrDefault(assumption => assumption.Name == flip.Assumption)?.Sentence is { Length: > 0 } sentence ? $"“{sentence}” ({flip.Assumption})" : flip.Assumption)} {(flip.Value > flip.Best ? "up" : "down")} from {Words.Number(flip.Best)} to {Words.Number(flip.Value)}";

    /// <summary>What no assumption does alone.</summary>
    public static string Alone(RankingResult ranking)
    {
        if (ranking.Challengers.Count == 0)
            return "";
        var known =
            ranking.Flips.Count == 0
                ? $"None of {Words.Counted(ranking.NeverAlone.Count, "assumption")} alone makes another offer better, wherever it was tried in its range."
            : ranking.NeverAlone.Count == 0 ? ""
            : $"Nowhere in their range, as far as tried: {Names(ranking.NeverAlone)}.";
        return known
            + (
                ranking.NotKnown.Count == 0
                    ? ""
                    : $"{(known.Length > 0 ? " " : "")}Not known, for want of a certified solution somewhere: {Names(ranking.NotKnown)}."
            );
    }

    /// <summary>The nearest world found.</summary>
    public static string Together(RankingResult ranking, WeighingResult result) => Together(ranking, result, change => Change(change, result));

    private static string Together(RankingResult ranking, WeighingResult result, Func<RankingFlip, string> changed) =>
        ranking.Nearest switch
        {
            null => ranking.Challengers.Count == 0
                ? ""
                : $"In no world drawn is {Words.Either(ranking.Challengers.Select(other => $"“{result.TitleOf(other.Offer)}”"))} better.",
            { Changes.Count: 1 } => "No nearer world was found by changing several together.",
            { } nearest =>
                $"The nearest world found by changing several together: {string.Join(", ", nearest.Changes.Select(changed))}. Then “{result.TitleOf(nearest.Offer)}” is just better; there may be a nearer one.",
        };

    /// <summary>For a brief: who is best at the best values, what alone makes another better, the nearest world in which one is.</summary>
    public static IEnumerable<string> InBrief(RankingResult ranking, WeighingResult result)
    {
        var (first, level) = (
            ranking.Flips.Count > 0 ? ranking.Flips[0] : null,
            ranking.Level.Count == 0 ? "" : $", as good as {Words.Listed([.. ranking.Level.Select(offer => $"“{result.TitleOf(offer)}”")])} {UpTo}"
        );
        yield return $"By “{ranking.Title}” alone, signed or not, “{result.TitleOf(ranking.Leader)}” is best at the best values{level}. "
            + (
                ranking.Challengers.Count == 0 ? "No flip was looked for between offers that are as good."
                : first is null ? Alone(ranking)
                : $"“{result.TitleOf(first.Offer)}” is better with {Short(first)}{(ranking.Flips.Count > 1 ? $"; {Words.Counted(ranking.Flips.Count - 1, "assumption")} more {(ranking.Flips.Count == 2 ? "does" : "do")} as much alone, in the report under “What would change the answer?”" : "")}."
            );
        if (Together(ranking, result, Short) is { Length: > 0 } together && ranking.Nearest is null or { Changes.Count: > 1 })
            yield return together;

        string Short(RankingFlip flip) =>
            $"{AssumptionWords.Of(result.Assumptions.First(assumption => assumption.Name == flip.Assumption))} from {Words.Number(flip.Best)} to {Words.Number(flip.Value)}";
    }

    private static string Names(IReadOnlyList<string> names) => names.Count > MostNames ? Words.Counted(names.Count, "assumption") : string.Join(", ", names);
}
