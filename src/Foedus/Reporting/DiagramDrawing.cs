using System.Globalization;
using System.Text;
using Foedus.Telling;

namespace Foedus.Reporting;

/// <summary>Draws a diagram: states in layers by their distance from the start, along or down the page, arrows between them, labels on the arrows.</summary>
internal static class DiagramDrawing
{
    private const string Ink = "#111",
        Faint = "#777";

    public static string Svg(Diagram diagram)
    {
        var layout = DiagramLayout.Of(diagram);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-label=\"States of the deal and what leads from one to another\" viewBox=\"0 0 {layout.Width:0} {layout.Height:0}\" style=\"max-width:{layout.Width:0}px\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">"
        );
        svg.Append(
            "<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#333\"/></marker></defs>"
        );
        foreach (var arrow in layout.Arrows)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<path d=\"M{arrow.X1:0.#} {arrow.Y1:0.#}C{arrow.AX:0.#} {arrow.AY:0.#} {arrow.BX:0.#} {arrow.BY:0.#} {arrow.X2:0.#} {arrow.Y2:0.#}\" fill=\"none\" stroke=\"#333\" stroke-width=\"{(arrow.IsThick ? 2.6 : 1.1)}\" marker-end=\"url(#arrow)\"/>"
            );
        foreach (var label in layout.Labels)
        {
            // What passes under words is broken there, so that they can be read.
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{label.X:0.#}\" y=\"{label.Y:0.#}\" width=\"{label.Width:0.#}\" height=\"{label.Height:0.#}\" fill=\"#fff\" opacity=\"0.85\"/>"
            );
            Text(svg, label, line => label.IsFaint[line] ? Faint : Ink, "");
        }
        foreach (var box in layout.Boxes)
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{box.X:0.#}\" y=\"{box.Y:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"5\" fill=\"#fff\" stroke=\"#333\" stroke-width=\"{(box.IsStart ? 3 : 1.2)}\"/>"
            );
            Text(svg, box, _ => Ink, " font-weight=\"bold\"");
        }
        foreach (var number in layout.Numbers)
            Ring(svg, number.X, number.Y, number);
        foreach (var (number, words) in layout.Numbers.Zip(layout.Beneath))
        {
            Ring(svg, words.X - number.Width - 6, words.Y - 2, number);
            for (var line = 0; line < words.Lines.Count; line++)
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{words.X:0.#}\" y=\"{words.Y + line * DiagramLayout.LineHeight + 12:0.#}\" fill=\"{(words.IsFaint[line] ? Faint : Ink)}\">{Html.Text(words.Lines[line])}</text>"
                );
        }
        return svg.Append("</svg>").ToString();
    }

    private static void Ring(StringBuilder svg, double x, double y, DiagramNumber number)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<circle cx=\"{x + number.Width / 2:0.#}\" cy=\"{y + number.Height / 2:0.#}\" r=\"{number.Width / 2 - 1:0.#}\" fill=\"#fff\" stroke=\"#333\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x + number.Width / 2:0.#}\" y=\"{y + number.Height / 2 + 3.7:0.#}\" font-size=\"10.5\" text-anchor=\"middle\" fill=\"{Ink}\">{number.Number}</text>"
        );
    }

    private static void Text(StringBuilder svg, DiagramText text, Func<int, string> ink, string weight)
    {
        for (var line = 0; line < text.Lines.Count; line++)
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{text.X + text.Width / 2:0.#}\" y=\"{text.Y + (text.Height - text.Lines.Count * DiagramLayout.LineHeight) / 2 + line * DiagramLayout.LineHeight + 11.5:0.#}\" text-anchor=\"middle\" fill=\"{ink(line)}\"{weight}>{Html.Text(text.Lines[line])}</text>"
            );
    }
}
