using Foedus.Weighing;

namespace Foedus.Telling.Briefs;

internal static class BriefWords
{
    /// <summary>An assumption by its sentence, its name behind it.</summary>
    public static string Of(AssumptionResult assumption) => assumption.Sentence.Length > 0 ? $"“{assumption.Sentence}” ({assumption.Name})" : assumption.Name;
}
