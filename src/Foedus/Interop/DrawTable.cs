using System.Globalization;
using Foedus.Weighing;

namespace Foedus.Interop;

/// <summary>Every draw of a weighing as CSV, one row a world: its assumptions, then for every offer what it gave. Empty where there is no number.</summary>
public static class DrawTable
{
    /// <summary>Writes draw after draw, so that their number does not matter.</summary>
    public static void WriteCsv(WeighingResult result, TextWriter writer, CancellationToken cancel = default)
    {
        var layout = result.Store.Layout;
        var columns = Enumerable.Range(0, layout.AssumptionCount).ToList();
        for (var o = 0; o < result.Offers.Count; o++)
        {
            var offer = layout.Offer(o);
            columns.AddRange([
                offer.Holds,
                .. Enumerable.Range(0, offer.Asks).Select(offer.Measure),
                .. Enumerable.Range(0, offer.Promises).Select(offer.Kept),
            ]);
        }
        writer.Write(string.Join(',', columns.Select(column => layout.Columns[column].Name)));
        writer.Write('\n');
        foreach (var chunk in result.Store.Read(columns, cancel))
            for (var row = 0; row < chunk.Count; row++)
            {
                for (var c = 0; c < columns.Count; c++)
                {
                    if (c > 0)
                        writer.Write(',');
                    if (chunk.Columns[c][row] is var value && !double.IsNaN(value))
                        writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
                }
                writer.Write('\n');
            }
    }
}
