using System.Globalization;
using Foedus.Binding;
using Foedus.Games;
using Foedus.Language;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Holds every lottery of a deal against the whole range of the assumptions: chances in 0..1 that add to 1.</summary>
/// <remarks>Corners of the ranges of what a row depends on, where they are few enough, and a spread of points inside; under the deal as written and every reading.</remarks>
internal static class ChanceCheck
{
    private const double Slack = 1e-9;

    public static IEnumerable<Diagnostic> Run(IReadOnlyList<LoweredOffer> offers, IReadOnlyList<AssumptionSet> sets, SourceText source)
    {
        var reported = new HashSet<int>();
        var seen = new HashSet<(int Place, string? When)>();
        foreach (var offer in offers)
        {
            // What an earlier offer has in the same state is the same; within an offer the rows of several types stand in one state.
            var here = new HashSet<(int Place, string? When)>();
            var values = new double[offer.Table.Count];
            foreach (var row in offer.ChanceRows)
            {
                if (reported.Contains(row.Place.Start) || seen.Contains((row.Place.Start, row.When)))
                    continue;
                here.Add((row.Place.Start, row.When));
                if (sets.Select(set => Fault(offer.Table, row, set, values)).FirstOrDefault(fault => fault is not null) is not var (message, remedy))
                    continue;
                reported.Add(row.Place.Start);
                yield return new Diagnostic(DiagnosticCodes.ChancesDoNotAddUp, Severity.Error, message, FirstLine(row.Place, source), remedy);
            }
            seen.UnionWith(here);
        }
    }

    private static Place FirstLine(Place place, SourceText source)
    {
        var end = source.Text.IndexOf('\n', Math.Min(place.Start, source.Text.Length));
        return end < 0 || end >= place.End ? place : new Place(place.Start, Math.Max(1, end - place.Start));
    }

    private static (string Message, string Remedy)? Fault(CoefficientTable table, ChanceRow row, AssumptionSet set, double[] values)
    {
        var needed = table.NeededFor(row.Chances);
        var depends = table.AssumptionsOf(row.Chances).Where(a => set.Distributions[a].Low < set.Distributions[a].High).ToArray();
        foreach (var point in RangePoints.Of(set, depends))
        {
            table.Evaluate(needed, point, values);
            var sum = 0.0;
            for (var c = 0; c < row.Chances.Count; c++)
            {
                var value = values[row.Chances[c].Index];
                if (c == row.Rest)
                    continue;
                if (!(value >= -Slack && value <= 1 + Slack))
                    return (
                        $"A chance is {Text(value)} {When()}; it must lie between 0 and 1.",
                        table.IsConstant(row.Chances[c], out _)
                            ? (value > 1 ? ChancesInPercent.Remedy(value) : null) ?? "Write a number from 0 to 1."
                            : "Narrow a range, or cap it, as in min(…, 1) or max(…, 0)."
                    );
                sum += value;
            }
            if (row.Rest >= 0 ? sum > 1 + Slack : Math.Abs(sum - 1) > 1e-7)
                return (
                    $"The chances add to {Text(sum)} {When()}; they must {(row.Rest >= 0 ? "not exceed" : "add to")} 1.",
                    sum > 1
                        ? row.Rest >= 0
                            ? "Lower a chance, so that they do not exceed 1 anywhere in the range."
                            : "Lower a chance, so that they add to 1 over the whole range."
                        : row.When is null
                            ? "Write the last as 1 minus the others."
                            : "Add 'otherwise:' with what else happens, or with nothing after it if nothing does."
                );
            // Told only where there is a fault: there are many points.
            string When() => $"when {row.When ?? "the deal begins"}{At(set, depends, point)}";
        }
        return null;
    }

    private static string At(AssumptionSet set, int[] depends, double[] point) =>
        depends.Length == 0 ? "" : " and " + string.Join(", ", depends.Take(4).Select(a => $"{set.Assumptions[a].Name} = {Text(point[a])}"));

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
