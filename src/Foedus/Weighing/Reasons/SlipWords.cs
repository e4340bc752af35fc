namespace Foedus.Weighing.Reasons;

/// <summary>What slips do, in sentences.</summary>
public static class SlipWords
{
    /// <summary>A sentence for each slip that moves something or could not be taken out, then for all together; last how many move nothing.</summary>
    /// <param name="slips">Of one offer, or of several one after another.</param>
    public static IEnumerable<string> Of(IReadOnlyList<SlipEffect> slips)
    {
        foreach (var slip in slips.GroupBy(each => (each.Offer, each.IsTogether, each.Turn, each.Party, each.Type, each.Option)).Select(rows => rows.First()).Where(IsTold))
            yield return slip.Words;
        if (slips.Count(slip => !IsTold(slip) && !slip.IsTogether) is > 0 and var silent)
            yield return $"{(silent == slips.Count ? "" : "Other slips: ")}{Units.Words.Counted(silent, "slip")} without which no chance asked moves by 2 of 100.";
    }

    private static bool IsTold(SlipEffect slip) => slip.Measure is not null || slip.Refused is not null;
}
