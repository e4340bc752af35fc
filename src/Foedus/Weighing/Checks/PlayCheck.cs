using Foedus.Units;
using Foedus.Weighing.Reasons;

namespace Foedus.Weighing.Checks;

/// <summary>What of an offer's answer is owed to how carefully parties are said to choose: read off a solution.</summary>
internal static class PlayCheck
{
    public static IEnumerable<ModelFinding> Of(SolvedPlay play) => Imprecise(play).Concat(Unchosen(play));

    // A party whose slip is as large as what its own decisions move.
    private static IEnumerable<ModelFinding> Imprecise(SolvedPlay play)
    {
        var stakes = new Stakes(play);
        for (var party = 0; party < stakes.Parties.Count; party++)
            if (stakes.IsAsLarge(party))
                yield return new ModelFinding(play.Offer.Offer.Name, "slip", $"{stakes.Beside(party)}, which is much like a coin: {stakes.Remedy(party)}.");
    }

    private static IEnumerable<ModelFinding> Unchosen(SolvedPlay play)
    {
        foreach (var slips in play.Slips.Where(slip => !slip.IsNearTie).GroupBy(slip => (slip.Step, slip.Party, slip.Option)))
            if (Slips.Meant(play, slips.Key.Step, slips.Key.Party, slips.Key.Option, [.. slips]) < Slips.Least / 4)
                yield return new ModelFinding(
                    play.Offer.Offer.Name,
                    "unchosen",
                    $"Nobody but by slip chooses “{play.Words.Option(slips.Key.Step, slips.Key.Party, slips.Key.Option)}”{play.Words.At(slips.Key.Step, slips.Key.Party, slips.Key.Option)}, and yet {play.Words.Subject(slips.Key.Party).Inside} {play.Words.Subject(slips.Key.Party).Does("does", "do")} so {Words.Several(Words.Number(Math.Round(100 * slips.Sum(slip => slip.Times))), "time")} in 100 runs."
                );
    }
}
