namespace Foedus.Solving.Strategic;

/// <summary>The linear programs of OR-Tools, one at a time: several at once in one process have ended with wrong statuses.</summary>
internal static class Glop
{
    public static Lock OneAtATime { get; } = new();
}
