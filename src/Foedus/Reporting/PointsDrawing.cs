using System.Globalization;
using System.Text;
using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>Named points as SVG: a share up the page against something along it; hollow where another is at least as good.</summary>
internal static class PointsDrawing
{
    private const double Width = 380;
    private const double Height = 306;
    private const double Left = 46;
    private const double Right = 18;
    private const double Top = 30;
    private const double Bottom = 50;

    // Of a dot, and what is seen of one behind another.
    private const double Radius = 5.5,
        Ring = 3.5;

    public static string Svg(PointsFigure figure)
    {
        var shown = figure.Points.OrderBy(point => point.X).ToList();
        if (shown.Count == 0)
            return "";
        var (least, most) = (Math.Min(0, shown.Min(point => point.X)), Math.Max(0, shown.Max(point => point.X)));
        var margin = Math.Max(1e-6, (most - least) * 0.08);
        (least, most) = (least - margin, most + margin);
        double X(double surplus) => Left + (surplus - least) / (most - least) * (Width - Left - Right);
        double Y(double share) => Top + (1 - share) * (Height - Top - Bottom);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-label=\"{Html.Text(figure.Alternative)}\" viewBox=\"0 0 {Width} {Height}\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" fill=\"#1c1c1c\">"
        );
        // A share goes from 0 to 1, so that pictures can be compared.
        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(share):0.#}\" y2=\"{Y(share):0.#}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(share) + 4.5:0.#}\" text-anchor=\"end\">{figure.YUnit.Number(share)}</text>"
            );
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(0):0.#}\" x2=\"{X(0):0.#}\" y1=\"{Top}\" y2=\"{Height - Bottom}\" stroke=\"#888\"/>");
        foreach (var tick in Ticks(least, most))
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{X(tick):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Words.Number(tick)}</text>"
            );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{(Left + Width - Right) / 2:0.#}\" y=\"{Height - 8}\" text-anchor=\"middle\">{Html.Text(figure.XName)}</text>"
        );
        // Labels keep clear of every dot and of each other.
        var labels = shown.Select(point => (X: X(point.X) - 6, Y: Y(point.Y) + 4.5, Width: 12.0)).ToList();
        var dots = shown.Select(point => (X: X(point.X), Y: Y(point.Y))).ToList();
        for (var p = 0; p < shown.Count; p++)
        {
            var (point, x, y, faded) = (shown[p], dots[p].X, dots[p].Y, shown[p].IsHollow);
            // Where several meet, those drawn first are larger, so that each is seen round the next.
            var radius = Radius + Ring * dots.Skip(p + 1).Count(other => Math.Abs(other.X - x) < Radius && Math.Abs(other.Y - y) < Radius);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{(faded ? "#fff" : "#1f5f99")}\" stroke=\"{(faded ? "#999" : dots.Take(p).Any(other => Math.Abs(other.X - x) < Radius && Math.Abs(other.Y - y) < Radius) ? "#fff" : "#1f5f99")}\" stroke-width=\"1.8\"/>"
            );
            var label = Label(point.Mark ?? point.Name, x, y, labels);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{label.X:0.#}\" y=\"{label.Y:0.#}\" fill=\"{(faded ? "#666" : "#1c1c1c")}\"{(faded ? "" : " font-weight=\"bold\"")}>{Html.Text(point.Mark ?? point.Name)}</text>"
            );
        }
        return svg.Append("</svg>").ToString();
    }

    // Beside the dot, right or left; moved down or up until it meets no other.
    private static (double X, double Y) Label(string text, double x, double y, List<(double X, double Y, double Width)> taken)
    {
        var width = text.Length * 7.6;
        var places = new[] { 0.0, 15, -15, 30, -30, 45, -45 }
            .SelectMany(shift => new[] { (X: x + 10, Y: y + 4.5 + shift), (X: x - 10 - width, Y: y + 4.5 + shift) })
            .Where(place => place.X > 2 && place.X + width < Width - 2 && place.Y > 12 && place.Y < Height - Bottom + 4)
            .ToList();
        var free = places.FirstOrDefault(
            place => !taken.Any(other => Math.Abs(other.Y - place.Y) < 14 && place.X < other.X + other.Width && other.X < place.X + width),
            places.Count > 0 ? places[0] : (X: x + 10, Y: y + 4.5)
        );
        taken.Add((free.X, free.Y, width));
        return free;
    }

    private static IEnumerable<double> Ticks(double least, double most)
    {
        var raw = (most - least) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(candidate => candidate >= raw);
        for (var tick = Math.Ceiling(least / step); tick * step <= most; tick++)
            yield return tick * step;
    }
}
