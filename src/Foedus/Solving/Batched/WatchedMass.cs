namespace Foedus.Solving.Batched;

/// <summary>Mass that is asked for.</summary>
/// <param name="Channel">0 for everything that happens, then one for each following.</param>
/// <param name="States">[state] which states count; null for all.</param>
/// <param name="Period">At the end of which period; 0 is the start.</param>
internal sealed record WatchedMass(int Channel, bool[]? States, int Period);
