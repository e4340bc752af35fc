using Foedus.Model;

namespace Foedus.Monitoring;

/// <summary>A truth at the three degrees of certainty at once: what holds certainly, probably, possibly.</summary>
[Flags]
public enum Levels : byte
{
    None = 0,
    Certainly = 1,
    Probably = 2,
    Possibly = 4,
    All = 7,
}

internal static class LevelsExtensions
{
    public static Levels At(Certainty certainty) => (Levels)(1 << (int)certainty);

    public static bool Has(this Levels levels, Certainty certainty) => (levels & At(certainty)) != 0;

    /// <summary>Not: certainly what is not even possible, possibly what is not certain.</summary>
    public static Levels Negated(this Levels levels)
    {
        var not = ~levels & Levels.All;
        return not & Levels.Probably | (Levels)((int)(not & Levels.Certainly) << 2) | (Levels)((int)(not & Levels.Possibly) >> 2);
    }
}
