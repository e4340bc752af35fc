using System.Globalization;
using Foedus.Interop.Incidents;

namespace Foedus.Cli.Commands;

/// <summary>What was wrong with a file of incidents, in lines.</summary>
internal static class ProblemLines
{
    /// <param name="problems">Of the file, a kind each.</param>
    /// <param name="examples">How many of each kind are shown with their line.</param>
    /// <param name="indent">Stands before each line.</param>
    public static IEnumerable<string> Of(IEnumerable<IncidentProblems.Entry> problems, int examples, string indent = "")
    {
        foreach (var entry in problems)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{indent}{entry.Kind.Meaning}: {entry.Count:N0}");
            foreach (var (line, words) in entry.First.Take(examples))
                yield return $"{indent}  line {line}: {words}";
            if (entry.Count > examples)
                yield return $"{indent}  …";
        }
    }
}
