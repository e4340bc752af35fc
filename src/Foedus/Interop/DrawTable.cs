using System.Globalization;
using System.Text;
using Foedus.Weighing;

namespace Foedus.Interop;

/// <summary>Every draw of a weighing as CSV, one row a world: its assumptions, then for every offer what it gave. Empty where there is no number.</summary>
public static class DrawTable
{
    public static string ToCsv(WeighingResult result)
    {
        var text = new StringBuilder();
        var columns = new List<(string Name, Func<int, double> Value)>();
        for (var a = 0; a < result.Assumptions.Count; a++)
        {
            var index = a;
            columns.Add((result.Assumptions[a].Name, draw => result.Worlds[draw][index]));
        }
        foreach (var offer in result.Offers)
        {
            columns.Add(($"{offer.Name}.holds", draw => offer.Draws.Holds[draw]));
            for (var m = 0; m < offer.Measures.Count; m++) Add($"{offer.Name}.{offer.Measures[m].Name}", offer.Draws.Measures[m]);
            for (var p = 0; p < offer.Promises.Count; p++) Add($"{offer.Name}.{offer.Promises[p].Name}.kept", offer.Draws.Kept[p]);
        }
        text.AppendJoin(',', columns.Select(column => column.Name)).Append('\n');
        for (var draw = 0; draw < result.Worlds.Length; draw++)
            text.AppendJoin(',', columns.Select(column => column.Value(draw) is var value && double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        return text.ToString();

        void Add(string name, double[] values) => columns.Add((name, draw => values[draw]));
    }
}
