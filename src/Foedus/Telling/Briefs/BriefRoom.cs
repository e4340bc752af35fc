namespace Foedus.Telling.Briefs;

/// <summary>How much a brief tells on its first sheet: lines of each list, one more where that is the last. What goes beyond stands in its annex.</summary>
/// <param name="Reasons">That lower confidence.</param>
/// <param name="HoldOuts">Who would not sign.</param>
/// <param name="RestsOn">What it rests on.</param>
/// <param name="WouldChange">What would change it.</param>
/// <param name="Indicators">What to watch for.</param>
/// <param name="Dissent">Who sees it otherwise.</param>
/// <param name="HasStates">Whether what states are worth stands below the terms.</param>
internal sealed record BriefRoom(int Reasons, int HoldOuts, int RestsOn, int WouldChange, int Indicators, int Dissent, bool HasStates)
{
    /// <summary>From all that a sheet may have to the least that somebody who decides needs; what is missed least goes first.</summary>
    public static IReadOnlyList<BriefRoom> Narrowing { get; } =
    [
        new(int.MaxValue - 1, 4, int.MaxValue - 1, 4, 3, 4, HasStates: true),
        new(int.MaxValue - 1, 4, int.MaxValue - 1, 4, 3, 4, HasStates: false),
        new(int.MaxValue - 1, 4, 7, 4, 3, 4, HasStates: false),
        new(5, 3, 5, 3, 2, 3, HasStates: false),
        new(4, 3, 4, 2, 2, 2, HasStates: false),
        new(3, 2, 3, 2, 1, 2, HasStates: false),
        new(2, 1, 2, 1, 1, 1, HasStates: false),
    ];
}
