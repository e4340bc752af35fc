namespace Foedus.Interop.Incidents;

/// <summary>CAMEO event codes. They are text: '040' and '40' are not the same, and the root is the first two characters.</summary>
/// <remarks>Gerner, Schrodt, Yilmaz and Abu-Jabr (2002), "Conflict and Mediation Event Observations (CAMEO)".</remarks>
internal static class Cameo
{
    private static readonly string[] Roots =
    [
        "public statement",
        "appeal",
        "intent to cooperate",
        "consult",
        "diplomatic cooperation",
        "material cooperation",
        "aid",
        "yield",
        "investigate",
        "demand",
        "disapprove",
        "reject",
        "threaten",
        "protest",
        "force posture",
        "reduce relations",
        "coerce",
        "assault",
        "fight",
        "unconventional mass violence",
    ];

    /// <returns>The name of the code's root; null where it is no CAMEO code, for instance because its leading zero is lost.</returns>
    public static string? Root(string code) =>
        code.Length is >= 2 and <= 4
        && code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
        && int.Parse(code.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture) is var root and >= 1 and <= 20
            ? Roots[root - 1]
            : null;
}
