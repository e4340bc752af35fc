namespace Foedus.BaseRates;

/// <summary>Failures within so many calendar years, among the spells that could be watched so long.</summary>
/// <param name="Years">Calendar years; 29 February comes to 28 February.</param>
/// <param name="Within">Failures, and spells that began early enough to be watched to the end.</param>
/// <param name="Curve">Kaplan–Meier survival at 365.25 days a year, with its standard error and interval, and how many are still at risk. Where it has none, since none or all have failed, the interval is Wilson's of <see cref="Within"/>; from 0 to 1 where nothing was watched so long.</param>
public sealed record Horizon(int Years, Proportion Within, (double Survival, double StandardError, double Low, double High, int AtRisk) Curve);

/// <summary>One group of spells.</summary>
/// <param name="Name">What unites them.</param>
/// <param name="Curve">Their survival.</param>
/// <param name="EverFailed">How many failed at any time that was seen.</param>
/// <param name="Horizons">At the years asked for.</param>
public sealed record BaseRateGroup(string Name, KaplanMeier Curve, int EverFailed, IReadOnlyList<Horizon> Horizons)
{
    public int Count => Curve.Count;

    /// <summary>Last seen unbroken.</summary>
    public int Censored => Count - EverFailed;
}

/// <summary>How often, and how soon, peaces of each kind failed.</summary>
public sealed record BaseRateTable(SpellSet Set, IReadOnlyList<BaseRateGroup> Groups)
{
    public static readonly IReadOnlyList<int> UsualYears = [1, 2, 5, 10];

    public static BaseRateTable Make(SpellSet set, IEnumerable<(string Name, Func<Spell, bool> Member)> groups, IReadOnlyList<int>? years = null) =>
        new(
            set,
            [
                .. groups
                    .Select(group => Group(group.Name, [.. set.Spells.Where(group.Member)], set.FollowUpEnd, years ?? UsualYears))
                    .Where(group => group.Count > 0),
            ]
        );

    private static BaseRateGroup Group(string name, IReadOnlyList<Spell> spells, DateOnly end, IReadOnlyList<int> years)
    {
        var curve = KaplanMeier.Estimate(spells.Select(spell => (spell.Days(end), spell.Failed(end))));
        return new BaseRateGroup(
            name,
            curve,
            curve.Failures,
            [
                .. years.Select(k =>
                {
                    // AddYears takes 29 February to 28 February.
                    var watched = spells.Where(spell => spell.Start.AddYears(k) <= end).ToList();
                    var within = new Proportion(watched.Count(spell => spell.Failure <= spell.Start.AddYears(k)), watched.Count);
                    return new Horizon(k, within, curve.At(365.25 * k) is var at && at.Low < at.High ? at : Besides(at, within));
                }),
            ]
        );

        static (double Survival, double StandardError, double Low, double High, int AtRisk) Besides(
            (double Survival, double StandardError, double Low, double High, int AtRisk) at,
            Proportion within
        )
        {
            var (low, high) = within.Of == 0 ? (0, 1) : within.Interval();
            return at with { Low = Math.Min(at.Survival, 1 - high), High = Math.Max(at.Survival, 1 - low) };
        }
    }
}
