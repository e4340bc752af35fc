using System.Globalization;

namespace Foedus.Workbench.Live;

/// <summary>Values of assumptions as people write them: "credibility=0.35".</summary>
internal static class ValueText
{
    /// <exception cref="InputException">Not of that form.</exception>
    public static Dictionary<string, double> Parse(IEnumerable<string> pairs)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !double.TryParse(pair[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                throw new InputException($"'{pair}' is not of the form NAME=VALUE, as in credibility=0.4.");
            if (values.Count >= 500)
                throw new InputException("So many values cannot be set at once.");
            values[pair[..at].Trim()] = value;
        }
        return values;
    }
}
