using System.Globalization;
using Foedus.Binding;
using Foedus.Lowering;
using Foedus.Model;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Holds payments and flows against the whole range of the assumptions: each must come to a number.</summary>
internal static class NumberCheck
{
    public static IEnumerable<Diagnostic> Run(IReadOnlyList<LoweredOffer> offers, IReadOnlyList<AssumptionSet> sets)
    {
        var reported = new HashSet<int>();
        foreach (var offer in offers)
        {
            var values = new double[offer.Table.Count];
            foreach (var number in offer.FailingNumbers)
                if (
                    !reported.Contains(number.Place.Start)
                    && sets.Select(set => Fault(offer.Table, number, set, values)).FirstOrDefault(fault => fault is not null) is { } fault
                    && reported.Add(number.Place.Start)
                )
                    yield return new Diagnostic(
                        DiagnosticCodes.BadCalculation,
                        Severity.Error,
                        fault,
                        number.Place,
                        "Narrow a range, or add a condition under which it is not used there."
                    );
        }
    }

    private static string? Fault(CoefficientTable table, FailingNumber number, AssumptionSet set, double[] values)
    {
        var needed = table.NeededFor([number.Points]);
        var depends = table.AssumptionsOf([number.Points]).ToArray();
        foreach (var point in RangePoints.Of(set, depends))
        {
            table.Evaluate(needed, point, values);
            if (double.IsFinite(values[number.Points.Index]))
                continue;
            var at =
                depends.Length == 0
                    ? ""
                    : $"{(number.When.Length == 0 ? "" : " and ")}{string.Join(", ", depends.Take(4).Select(a => $"{set.Assumptions[a].Name} = {point[a].ToString("0.####", CultureInfo.InvariantCulture)}"))}";
            return $"This comes to no number when {number.When}{at}: it divides by zero, takes a root or logarithm of too small a number, or grows too large.";
        }
        return null;
    }
}
