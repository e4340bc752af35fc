using Foedus.Language.Comparing;
using Foedus.Language.Service;

namespace Foedus.Workbench.Live;

/// <summary>Writes tried values into a deal's text: each best value where it stands, everything else untouched.</summary>
internal static class ValueEdits
{
    /// <returns>The new text, and what changed in words: "credibility 0.5 → 0.35".</returns>
    public static (string Text, string Note) Apply(string text, IReadOnlyDictionary<string, double> changed)
    {
        var document = new DealDocument(text);
        // Steps of a slider add up with the noise of binary fractions; nine digits after the point are more than anybody sets.
        var after = document.With(changed.SelectMany(pair => AssumptionEdits.SetBest(document, pair.Key, Math.Round(pair.Value, 9))));
        return (after.Source.Text, DealDifference.Between(document.Deal, after.Deal).Summary());
    }
}
