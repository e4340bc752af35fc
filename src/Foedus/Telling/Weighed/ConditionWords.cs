using System.Text.RegularExpressions;
using Foedus.Weighing;

namespace Foedus.Telling.Weighed;

/// <summary>The condition for holding as a reader says it: questions by their titles, comparisons in words.</summary>
internal static partial class ConditionWords
{
    /// <param name="condition">As typed: "holds_10 >= 0.6".</param>
    /// <param name="result">Whose questions it speaks of.</param>
    public static string Of(string condition, WeighingResult result)
    {
        var titles = result.Offers[0].Measures.ToDictionary(measure => measure.Name, measure => $"“{measure.Title}”");
        return Parts()
            .Replace(condition, part => part.Value switch
                {
                    ">=" => "is at least",
                    "<=" => "is at most",
                    ">" => "is more than",
                    "<" => "is less than",
                    var name => titles.GetValueOrDefault(name, name),
                });
    }

    [GeneratedRegex(@"[A-Za-z_]\w*|>=|<=|>|<")]
    private static partial Regex Parts();
}
