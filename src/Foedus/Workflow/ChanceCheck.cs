using Foedus.Binding;
using System.Globalization;
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
        var seen = new HashSet<(int Place, string When)>();
        foreach (var offer in offers)
        {
            var values = new double[offer.Table.Count];
            foreach (var row in offer.ChanceRows)
            {
                if (reported.Contains(row.Place.Start) || !seen.Add((row.Place.Start, row.When)))
                    continue;
                if (sets.Select(set => Fault(offer.Table, row, set, values)).FirstOrDefault(fault => fault is not null) is not var (message, remedy))
                    continue;
                reported.Add(row.Place.Start);
                yield return new Diagnostic(DiagnosticCodes.ChancesDoNotAddUp, Severity.Error, message, FirstLine(row.Place, source), remedy);
            }
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
            foreach (var chance in row.Chances)
            {
                var value = values[chance.Index];
                if (!(value >= -Slack && value <= 1 + Slack))
                    return ($"A chance is {Text(value)} when {row.When}{At(set, depends, point)}; it must lie between 0 and 1.", row.HasRest ? "Narrow a range, or cap a chance with min(…, 1)." : "Narrow a range, or cap it with min(…, 1).");
                sum += value;
            }
            if (Math.Abs(sum - 1) > 1e-7)
                return ($"The chances add to {Text(sum)} when {row.When}{At(set, depends, point)}; they must add to 1.",
                    sum < 1 ? "Add 'otherwise:' with what else happens, or with nothing after it if nothing does." : "Lower a chance, so that they add to 1 over the whole range.");
        }
        return null;
    }

    private static string At(AssumptionSet set, int[] depends, double[] point) =>
        depends.Length == 0 ? "" : " and " + string.Join(", ", depends.Take(4).Select(a => $"{set.Assumptions[a].Name} = {Text(point[a])}"));

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
