namespace Foedus.Weighing.Reasons;

/// <summary>What slips do, in sentences.</summary>
internal static class SlipWords
{
    /// <summary>A sentence for each slip that moves something or could not be taken out, then for all together; last how many move nothing.</summary>
    /// <param name="slips">Of one offer.</param>
    /// <param name="most">So many one by one.</param>
    public static IEnumerable<string> Of(IReadOnlyList<SlipEffect> slips, int most = int.MaxValue)
    {
        var told = slips.GroupBy(each => (each.IsTogether, each.Turn, each.Party, each.Type, each.Option)).Select(rows => rows.First()).Where(IsTold).ToList();
        foreach (var slip in told.Where(slip => !slip.IsTogether).Take(most).Concat(told.Where(slip => slip.IsTogether)))
            yield return slip.Words;
        foreach (var tie in slips.Where(slip => slip.IsNearTie).Take(most))
            yield return tie.Words;
        var silent = slips.Count(slip => !IsTold(slip) && !slip.IsTogether && !slip.IsNearTie);
        var further = Math.Max(0, told.Count(slip => !slip.IsTogether) - most);
        if (silent + further > 0)
            yield return $"{Units.Words.Counted(silent + further, told.Any(slip => !slip.IsTogether) ? "further slip" : "slip")}{(further == 0 ? ", without which no chance asked moves by 2 of 100" : silent == 0 ? $", {Units.Words.Does(further, "which moves", "each of which moves")} a chance asked by 2 of 100 or more" : $", {further} of which {Units.Words.Does(further, "moves", "move")} a chance asked by 2 of 100 or more")}.";
    }

    // A chance that moves by less hangs on other things as well.
    private const double Much = 0.1;

    /// <summary>The one slip without which a chance of an offer moves most, by a tenth or more: one that the condition for holding speaks of before all others; null where there is none.</summary>
    public static SlipEffect? Most(IReadOnlyList<SlipEffect> slips, string offer) =>
        slips
            .Where(slip =>
                slip.Offer == offer && !slip.IsTogether && slip.Unit.IsShare && slip is { AsWritten: not null, Without: not null } && Moved(slip) >= Much
            )
            .OrderByDescending(slip => slip.Decides)
            .ThenByDescending(Moved)
            .FirstOrDefault();

    private static double Moved(SlipEffect slip) => Math.Abs(slip.AsWritten!.Value - slip.Without!.Value);

    private static bool IsTold(SlipEffect slip) => slip.Measure is not null || slip.Refused is not null;
}
