namespace Foedus.BaseRates;

/// <summary>The groups that a table shows, by the codes of each set.</summary>
internal static class Groupings
{
    public const string Outcome = "outcome",
        Interstate = "interstate",
        Ceasefire = "ceasefire",
        AgreementType = "type";

    /// <summary>How a conflict episode ended, by UCDP's code of the outcome.</summary>
    /// <remarks>Source: Kreutz, Journal of Peace Research 47 (2010) 243–250.</remarks>
    public static readonly IReadOnlyDictionary<string, string> Outcomes = new Dictionary<string, string>
    {
        ["1"] = "peace agreement",
        ["2"] = "ceasefire",
        ["3"] = "government victory",
        ["4"] = "rebel victory",
        ["5"] = "low activity",
        ["6"] = "actor ceases to exist",
    };

    private static readonly DateOnly ColdWarEnds = new(1989, 1, 1);

    public static IEnumerable<(string Name, Func<Spell, bool> Member)> ByOutcome() =>
        [
            ("all outcomes", _ => true),
            ("peace agreement or ceasefire", spell => spell.Kind(Outcome) is "peace agreement" or "ceasefire"),
            ("ceasefire", spell => spell.Kind(Outcome) == "ceasefire"),
            ("ceasefire, since 1989", spell => spell.Kind(Outcome) == "ceasefire" && spell.Start >= ColdWarEnds),
            ("ceasefire, between states", spell => spell.Kind(Outcome) == "ceasefire" && spell.Kind(Interstate) == "yes"),
            ("peace agreement", spell => spell.Kind(Outcome) == "peace agreement"),
            ("peace agreement, since 1989", spell => spell.Kind(Outcome) == "peace agreement" && spell.Start >= ColdWarEnds),
            .. Outcomes.Values.Skip(2).Select(outcome => (outcome, (Func<Spell, bool>)(spell => spell.Kind(Outcome) == outcome))),
        ];

    public static IEnumerable<(string Name, Func<Spell, bool> Member)> ByProvisions() =>
        [
            ("all agreements", _ => true),
            ("with a ceasefire in it", spell => spell.Kind(Ceasefire) == "1"),
            ("without one", spell => spell.Kind(Ceasefire) == "0"),
            ("full agreement", spell => spell.Kind(AgreementType) == "1"),
            ("partial agreement", spell => spell.Kind(AgreementType) == "2"),
            ("agreement on a process", spell => spell.Kind(AgreementType) == "3"),
        ];

    public static IEnumerable<(string Name, Func<Spell, bool> Member)> ByTime() =>
        [("all conflicts", _ => true), ("since 1989", spell => spell.Start >= ColdWarEnds), ("between states", spell => spell.Kind(Interstate) == "yes")];
}
