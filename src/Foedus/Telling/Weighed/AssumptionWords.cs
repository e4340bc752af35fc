using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>An assumption in a sentence.</summary>
internal static class AssumptionWords
{
    /// <summary>By what its sentence says first, its name behind it: "“a year of war costs Russia” (war_cost)".</summary>
    public static string Of(AssumptionResult assumption) =>
        assumption.Sentence.Length > 0 ? $"“{Words.First(assumption.Sentence)}” ({assumption.Name})" : assumption.Name;
}
