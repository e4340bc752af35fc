using System.Globalization;
using System.Text;
using Foedus.Telling;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Reporting;

/// <summary>The answer over two assumptions as a picture: cells with their number, darker where it is more, and a thick line where the offer stops to hold.</summary>
public static class MapPage
{
    private const double Cell = 38;
    private const double Left = 96;
    private const double Top = 14;
    private const double Bottom = 74;
    private const int MostNumbers = 21;

    /// <summary>A page of its own.</summary>
    public static string Render(MapFigure figure, string deal, string offer) =>
        HtmlReport.Page(
            $"{figure.Map.Offer}: {figure.Map.X} and {figure.Map.Y}",
            $"<header><h1>{Html.Text(deal)}</h1><p class=\"answer\">{Html.Text(offer)}: where it holds and where it breaks</p></header>{FigureHtml.Draw(figure)}"
                + "<p class=\"note\">Models here are generators of cases, not predictors.</p>"
        );

    public static string Svg(AnswerMap map)
    {
        var (columns, rows) = (map.Xs.Count, map.Ys.Count);
        var cell = columns > MostNumbers ? Cell * MostNumbers / columns : Cell;
        var (width, height) = (Left + columns * cell + 20, Top + rows * cell + Bottom);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-label=\"Map of {Html.Text(map.Offer)} over {Html.Text(map.X)} and {Html.Text(map.Y)}\" viewBox=\"0 0 {width:0.#} {height:0.#}\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">"
        );
        var pattern = $"breaks-{map.Offer}-{map.X}-{map.Y}";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<defs><pattern id=\"{Html.Text(pattern)}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#000\" stroke-opacity=\"0.16\" stroke-width=\"1.5\"/></pattern></defs>"
        );
        var known = map.Values.SelectMany(row => row).Where(value => !double.IsNaN(value)).ToList();
        var (least, most) = map.Unit.IsShare || known.Count == 0 ? (0.0, 1.0) : (known.Min(), known.Max());
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
        {
            var (x, y, value) = (Left + column * cell, Top + (rows - 1 - row) * cell, map.Values[row][column]);
            var share =
                double.IsNaN(value) ? 0
                : most > least ? (value - least) / (most - least)
                : 1;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{cell:0.##}\" height=\"{cell:0.##}\" fill=\"{Shade(share)}\"/>"
            );
            if (map.Holds[row][column] == false)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{cell:0.##}\" height=\"{cell:0.##}\" fill=\"url(#{Html.Text(pattern)})\"/>"
                );
            if (columns <= MostNumbers)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{x + cell / 2:0.##}\" y=\"{y + cell / 2 + 4.5:0.##}\" text-anchor=\"middle\" fill=\"{(share > 0.55 ? "#fff" : "#1c1c1c")}\">{Text(map, value)}</text>"
                );
        }
        FlipLine(svg, map, cell);
        var (bestX, bestY) = (Place(map.Xs, map.XBest), Place(map.Ys, map.YBest));
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{Left + (bestX + 0.5) * cell:0.##}\" cy=\"{Top + (rows - 0.5 - bestY) * cell:0.##}\" r=\"{cell * 0.46:0.##}\" fill=\"none\" stroke=\"#fff\" stroke-width=\"4\"/><circle cx=\"{Left + (bestX + 0.5) * cell:0.##}\" cy=\"{Top + (rows - 0.5 - bestY) * cell:0.##}\" r=\"{cell * 0.46:0.##}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.6\"/>"
        );
        foreach (var column in Ticks(columns))
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left + (column + 0.5) * cell:0.##}\" y=\"{Top + rows * cell + 20:0.##}\" text-anchor=\"middle\">{Words.Number(map.Xs[column])}</text>"
            );
        foreach (var row in Ticks(rows))
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left - 8:0.##}\" y=\"{Top + (rows - 0.5 - row) * cell + 4.5:0.##}\" text-anchor=\"end\">{Words.Number(map.Ys[row])}</text>"
            );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Left + columns * cell / 2:0.##}\" y=\"{Top + rows * cell + 48:0.##}\" text-anchor=\"middle\" font-weight=\"bold\">{Html.Text(map.X)}</text>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text transform=\"translate(22 {Top + rows * cell / 2:0.##}) rotate(-90)\" text-anchor=\"middle\" font-weight=\"bold\">{Html.Text(map.Y)}</text>"
        );
        return svg.Append("</svg>").ToString();
    }

    // Edges between a cell that holds and one that breaks.
    private static void FlipLine(StringBuilder svg, AnswerMap map, double cell)
    {
        var (columns, rows) = (map.Xs.Count, map.Ys.Count);
        var path = new StringBuilder();
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < columns; column++)
        {
            var (x, y) = (Left + column * cell, Top + (rows - 1 - row) * cell);
            if (column + 1 < columns && Differ(map.Holds[row][column], map.Holds[row][column + 1]))
                path.Append(CultureInfo.InvariantCulture, $"M{x + cell:0.##} {y:0.##}v{cell:0.##}");
            if (row + 1 < rows && Differ(map.Holds[row][column], map.Holds[row + 1][column]))
                path.Append(CultureInfo.InvariantCulture, $"M{x:0.##} {y:0.##}h{cell:0.##}");
        }
        if (path.Length > 0)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"{path}\" stroke=\"#fff\" stroke-width=\"6\" stroke-linecap=\"square\" fill=\"none\"/><path d=\"{path}\" stroke=\"#000\" stroke-width=\"3\" stroke-linecap=\"square\" fill=\"none\"/>"
            );

        static bool Differ(bool? a, bool? b) => a is not null && b is not null && a != b;
    }

    private static string Text(AnswerMap map, double value) =>
        double.IsNaN(value) ? "?"
        : map.Unit.Kind == UnitKind.Chance ? Words.OfHundred(value)
        : map.Unit.Number(value);

    /// <summary>From white to the report's blue.</summary>
    internal static string Shade(double share)
    {
        int Mix(int light, int dark) => (int)Math.Round(light + (dark - light) * Math.Clamp(share, 0, 1));
        return $"#{Mix(0xf6, 0x1f):x2}{Mix(0xf9, 0x5f):x2}{Mix(0xfc, 0x99):x2}";
    }

    // Between its neighbours, in columns or rows from the first.
    private static double Place(IReadOnlyList<double> places, double value)
    {
        var above = Enumerable.Range(1, Math.Max(1, places.Count - 1)).FirstOrDefault(i => i >= places.Count - 1 || places[i] >= value);
        return places.Count < 2 ? 0 : Math.Clamp(above - 1 + (value - places[above - 1]) / (places[above] - places[above - 1]), 0, places.Count - 1);
    }

    private static IEnumerable<int> Ticks(int count)
    {
        var every = (int)Math.Ceiling(count / 8.0);
        return Enumerable.Range(0, count).Where(i => i % every == 0);
    }
}
