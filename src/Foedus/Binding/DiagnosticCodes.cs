namespace Foedus.Binding;

/// <summary>The codes of what can be wrong with a deal. Codes are stable: one is never used for something else. Each has a page, docs/diagnostics/CODE.md.</summary>
public static class DiagnosticCodes
{
    // The text.
    public const string Unexpected = "FD0001";
    public const string UnknownStatement = "FD0002";
    public const string UnknownCharacter = "FD0003";
    public const string TooDeep = "FD0004";
    public const string BadNumber = "FD0005";
    public const string TooMany = "FD0006";
    public const string MissingTitle = "FD0007";
    public const string ReservedWord = "FD0008";
    public const string CannotInclude = "FD0009";

    // What it means.
    public const string UnknownName = "FD0100";
    public const string Duplicate = "FD0101";
    public const string WrongKind = "FD0102";
    public const string OutOfRange = "FD0103";
    public const string ChancesDoNotAddUp = "FD0104";
    public const string NotKnownHere = "FD0105";
    public const string NotPublic = "FD0106";
    public const string ClauseFindsNothing = "FD0107";
    public const string HiddenFromNobody = "FD0108";
    public const string OneHider = "FD0109";
    public const string Missing = "FD0110";
    public const string BadCalculation = "FD0111";
    public const string BadRange = "FD0113";
    public const string MissingOffer = "FD0114";
    public const string UnknownUnit = "FD0115";
    public const string NotWholePeriods = "FD0116";

    // What is legal but odd.
    public const string Unused = "FD0200";
    public const string NeverReached = "FD0201";
    public const string OptionOnSameLine = "FD0202";
    public const string DoesNothing = "FD0203";
    public const string SameGame = "FD0204";
    public const string AskDecided = "FD0205";
    public const string BestNotDrawn = "FD0206";
    public const string Trap = "FD0207";
    public const string Alike = "FD0208";
    public const string SeldomMeant = "FD0209";
    public const string OddTitle = "FD0210";
}
