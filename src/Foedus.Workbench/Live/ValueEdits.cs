using System.Globalization;
using Foedus.Model;

namespace Foedus.Workbench.Live;

/// <summary>Writes tried values into a deal's text: each best value where it stands, everything else untouched.</summary>
internal static class ValueEdits
{
    /// <returns>The new text, and what changed in words: "credibility 0.5 → 0.35".</returns>
    public static (string Text, string Note) Apply(string text, Deal deal, IReadOnlyDictionary<string, double> changed)
    {
        var notes = new List<string>();
        foreach (var assumption in deal.Assumptions.Where(assumption => changed.ContainsKey(assumption.Name) && !assumption.ValuePlace.IsEmpty).OrderByDescending(assumption => assumption.ValuePlace.Start))
        {
            var value = changed[assumption.Name].ToString("0.######", CultureInfo.InvariantCulture);
            text = text[..assumption.ValuePlace.Start] + value + text[assumption.ValuePlace.End..];
            notes.Insert(0, $"{assumption.Name} {assumption.Best.ToString("0.######", CultureInfo.InvariantCulture)} → {value}");
        }
        return (text, string.Join("; ", notes));
    }
}
