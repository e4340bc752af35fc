using System.Globalization;
using System.Text;

using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>Draws a diagram: states in columns by their distance from the start, arrows between them, labels beside the arrows.</summary>
/// <remarks>Layered drawing after Sugiyama, Tagawa and Toda 1981, without the crossing step: the graphs are small. No layout library with a fitting licence
/// and a maintained package was found; see docs/decisions/charts.md.</remarks>
internal static class DiagramDrawing
{
    private const int BoxWidth = 130;
    private const int BoxHeight = 34;
    private const int ColumnWidth = 300;
    private const int LabelHeight = 15;

    public static string Svg(Diagram diagram)
    {
        var column = Columns(diagram);
        var groups = diagram.Moves.Where(move => move.From != move.To).GroupBy(move => (move.From, move.To)).ToList();
        var rowHeight = BoxHeight + 40 + LabelHeight * Math.Max(1, groups.Select(group => group.Count()).DefaultIfEmpty(1).Max());
        var place = new (double X, double Y)[diagram.States.Count];
        var inColumn = new Dictionary<int, int>();
        for (var state = 0; state < diagram.States.Count; state++)
        {
            var row = inColumn.GetValueOrDefault(column[state]);
            inColumn[column[state]] = row + 1;
            place[state] = (20 + column[state] * ColumnWidth, 20 + row * rowHeight + (column[state] % 2) * 0.5 * rowHeight);
        }
        var width = 40 + BoxWidth + column.DefaultIfEmpty(0).Max() * ColumnWidth;
        var height = place.Select(p => p.Y).DefaultIfEmpty(0).Max() + BoxHeight + rowHeight;

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" aria-label=\"States of the deal and what leads from one to another\" viewBox=\"0 0 {width} {height:0}\" style=\"max-width:{width}px\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#333\"/></marker></defs>");
        foreach (var group in groups)
            Arrow(svg, place, column, group.Key.From, group.Key.To, [.. group]);
        for (var state = 0; state < diagram.States.Count; state++)
            Box(svg, place[state], diagram.States[state], state == 0, [.. diagram.Moves.Where(move => move.From == state && move.To == state)]);
        return svg.Append("</svg>").ToString();
    }

    private static int[] Columns(Diagram diagram)
    {
        var column = new int[diagram.States.Count];
        Array.Fill(column, -1);
        if (column.Length == 0)
            return column;
        var queue = new Queue<int>([0]);
        column[0] = 0;
        while (queue.TryDequeue(out var state))
            foreach (var move in diagram.Moves.Where(move => move.From == state && column[move.To] < 0))
            {
                column[move.To] = column[state] + 1;
                queue.Enqueue(move.To);
            }
        var last = column.Max();
        for (var state = 0; state < column.Length; state++)
            if (column[state] < 0)
                column[state] = last + 1;
        return column;
    }

    private static void Box(StringBuilder svg, (double X, double Y) at, string name, bool isStart, List<DiagramMove> stays)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at.X}\" y=\"{at.Y}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"5\" fill=\"#fff\" stroke=\"#333\" stroke-width=\"{(isStart ? 3 : 1.2)}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at.X + BoxWidth / 2}\" y=\"{at.Y + 21}\" text-anchor=\"middle\" font-weight=\"bold\">{Html.Text(name)}</text>");
        for (var i = 0; i < stays.Count; i++)
            Label(svg, at.X, at.Y + BoxHeight + 14 + i * LabelHeight, stays[i], "start", "↻ ");
    }

    private static void Arrow(StringBuilder svg, (double X, double Y)[] place, int[] column, int from, int to, List<DiagramMove> moves)
    {
        var thick = moves.Any(move => move.Chance >= 0.5) ? 2.6 : 1.1;
        var (a, b) = (place[from], place[to]);
        double x1, y1, x2, y2, bend;
        if (column[to] > column[from])
            (x1, y1, x2, y2, bend) = (a.X + BoxWidth, a.Y + 12, b.X, b.Y + 12, 0.4);
        else if (column[to] < column[from])
            (x1, y1, x2, y2, bend) = (a.X, a.Y + 26, b.X + BoxWidth, b.Y + 26, 0.4);
        else
            (x1, y1, x2, y2, bend) = (a.X + BoxWidth / 2.0, a.Y + (b.Y > a.Y ? BoxHeight : 0), b.X + BoxWidth / 2.0, b.Y + (b.Y > a.Y ? 0 : BoxHeight), 0);
        var dx = (x2 - x1) * bend;
        var shift = column[to] < column[from] ? 18 : 0;
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.#} {y1:0.#}C{x1 + dx:0.#} {y1 + shift:0.#} {x2 - dx:0.#} {y2 + shift:0.#} {x2:0.#} {y2:0.#}\" fill=\"none\" stroke=\"#333\" stroke-width=\"{thick}\" marker-end=\"url(#arrow)\"/>");
        // Labels sit on the half of the arrow nearer to its start, so that arrows that cross keep theirs apart.
        var (lx, ly) = (x1 + 0.42 * (x2 - x1), y1 + 0.42 * (y2 - y1) + 0.75 * shift);
        for (var i = 0; i < moves.Count; i++)
            Label(svg, lx, ly - 5 - (moves.Count - 1 - i) * LabelHeight, moves[i], "middle", "");
    }

    private static void Label(StringBuilder svg, double x, double y, DiagramMove move, string anchor, string prefix)
    {
        var chance = double.IsNaN(move.Chance) ? "" : " " + Words.Chance(move.Chance);
        var ink = double.IsNaN(move.Chance) || move.Chance < 0.05 ? "#777" : "#111";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" fill=\"{ink}\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"3\">{prefix}{Html.Text(move.Label)}{chance}</text>");
    }
}
