using Foedus.Solving;
using Foedus.Units;

namespace Foedus.Cli.Commands;

/// <summary>How large what was solved is, in words: "7 nodes", "1 node × belief points".</summary>
internal static class SolvedSize
{
    public static string Of(SolveReport report)
    {
        // What is multiplied stays in the plural.
        var parts = report.SizeUnit.Split(" × ");
        return string.Join(" × ", parts.Skip(1).Prepend(Words.Counted(report.Size, Words.Singular(parts[0]))));
    }
}
