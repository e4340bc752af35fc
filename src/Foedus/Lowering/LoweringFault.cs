using Foedus.Model;

namespace Foedus.Lowering;

/// <summary>Something in the deal that cannot be made into a game: in the words of the deal, with the place and what to do.</summary>
public sealed class LoweringFault(string code, Place place, string message, string? remedy = null) : Exception(message)
{
    /// <summary>Stable code; its page is docs/diagnostics/CODE.md.</summary>
    public string Code { get; } = code;

    public Place Place { get; } = place;

    public string? Remedy { get; } = remedy;
}

/// <summary>Codes of what lowering can find.</summary>
public static class LoweringCodes
{
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
    public const string BadNumber = "FD0111";
    public const string NoOption = "FD0112";
}
