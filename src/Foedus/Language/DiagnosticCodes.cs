namespace Foedus.Language;

/// <summary>The codes of what can be wrong with a deal's text. Codes are stable: one is never used for something else.</summary>
public static class DiagnosticCodes
{
    public const string Unexpected = "FD0001";
    public const string UnknownStatement = "FD0002";
    public const string UnknownCharacter = "FD0003";
    public const string TooDeep = "FD0004";
    public const string BadNumber = "FD0005";
    public const string TooMany = "FD0006";
    public const string MissingTitle = "FD0007";
    public const string UnknownName = "FD0100";
    public const string Duplicate = "FD0101";
    public const string BadRange = "FD0113";
    public const string Unused = "FD0200";
    public const string NeverReached = "FD0201";
    public const string MissingOffer = "FD0114";
}
