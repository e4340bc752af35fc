using System.Globalization;
using System.Text;
using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Reporting;

/// <summary>A told figure as HTML or SVG.</summary>
internal static class FigureHtml
{
    public static string Draw(ToldFigure figure) =>
        figure switch
        {
            SharesFigure shares => Icons(shares),
            LinesFigure lines => $"<figure><figcaption><b>{Html.Text(lines.Title)}</b></figcaption>{Charts.Lines(lines)}</figure>",
            RangesFigure ranges => $"<figure><figcaption><b>{Html.Text(ranges.Title)}</b></figcaption>{Charts.Ranges(ranges)}</figure>",
            BarsFigure bars => Bars(bars),
            SpansFigure spans => Spans(spans),
            PointsFigure points => $"<figure><figcaption><b>{Html.Text(points.Title)}</b></figcaption>{PointsDrawing.Svg(points)}</figure>",
            MapFigure map => $"<figure class=\"map\">{MapPage.Svg(map.Map)}<figcaption>{Html.Text(map.Alternative)}</figcaption></figure>",
            DiagramFigure diagram => $"<figure><figcaption><b>{Html.Text(diagram.Title)}</b></figcaption>{DiagramDrawing.Svg(diagram.Diagram)}</figure>",
            _ => throw new InvalidOperationException($"The report cannot draw {figure.GetType().Name}."),
        };

    private static string Icons(SharesFigure figure)
    {
        var html = new StringBuilder("<div class=\"grid\">");
        foreach (var row in figure.Rows)
        {
            var yes = (int)Math.Round(100 * row.Shares[0].Share, MidpointRounding.AwayFromZero);
            html.Append(
                $"<figure><figcaption><b>{Html.Text(row.Title)}</b><br>{string.Join("<br>", row.Lines.Select(Html.Text))}</figcaption><div class=\"icons\" role=\"img\" aria-label=\"{yes} of 100 worlds\">"
            );
            for (var world = 0; world < 100; world++)
                html.Append(world < yes ? "<i class=\"yes\"></i>" : "<i></i>");
            html.Append("</div></figure>");
        }
        return html.Append("</div>").ToString();
    }

    private static string Bars(BarsFigure figure)
    {
        var unit = figure.Unit;
        string Of(double value) => unit.Number(unit.IsShare ? Math.Clamp(value, 0, 1) : value);
        var scale = Math.Max(0.05, figure.Rows.Select(row => row.WholeHigh).DefaultIfEmpty(0).Max());
        scale = unit.IsShare ? Math.Min(scale, 1) : scale;
        var html = new StringBuilder(
            $"<figure><figcaption><b>{Html.Text(figure.Title)}</b><br>{Html.Text(figure.Alternative)}</figcaption><div class=\"bars\">"
        );
        foreach (var row in figure.Rows)
        {
            html.Append(
                $"<div class=\"bar\"><span class=\"name\"><code>{Html.Text(row.Name)}</code> <small>{Html.Text(row.Sentence)}</small></span><span class=\"track\">"
            );
            html.Append(
                $"<i class=\"total\" style=\"width:{Percent(row.Whole / scale)}\"></i><i class=\"own\" style=\"width:{Percent(Math.Min(row.Part, row.Whole) / scale)}\"></i>"
            );
            html.Append(
                $"<i class=\"whisker\" style=\"left:{Percent(row.WholeLow / scale)};width:{Percent(Math.Min(row.WholeHigh, scale) / scale - Math.Min(row.WholeLow, scale) / scale)}\"></i></span>"
            );
            html.Append(
                $"<span class=\"value\">{Of(row.Whole)} <small>({Of(row.WholeLow)} to {Of(row.WholeHigh)}); {Html.Text(figure.Part)} {Of(row.Part)} ({Of(row.PartLow)} to {Of(row.PartHigh)})</small></span></div>"
            );
        }
        return html.Append(
                $"<div class=\"bar axis\"><span class=\"name\"></span><span class=\"track\"><b>0</b><b>{Of(scale)}</b></span><span class=\"value\"><small>{Html.Text(figure.XName)}</small></span></div></div></figure>"
            )
            .ToString();
    }

    private static string Spans(SpansFigure figure)
    {
        var html = new StringBuilder($"<figure><figcaption>{Html.Text(figure.Alternative)}</figcaption><div class=\"bars\">");
        foreach (var row in figure.Rows)
        {
            double Place(double value) => row.High > row.Low ? (value - row.Low) / (row.High - row.Low) : 0;
            html.Append(
                $"<div class=\"bar\"><span class=\"name\"><code>{Html.Text(row.Name)}</code> <small>{Html.Text(row.Sentence)}</small></span><span class=\"track range\">"
            );
            if (row.OneOf is { } values)
                foreach (var value in values)
                    html.Append($"<i class=\"span one\" style=\"left:{Percent(Place(value))}\"></i>");
            else
                html.Append($"<i class=\"span\" style=\"left:{Percent(Place(row.From))};width:{Percent(Place(row.To) - Place(row.From))}\"></i>");
            html.Append(
                $"</span><span class=\"value\">{Html.Text(row.Words)} <small>of {Words.Number(row.Low)} to {Words.Number(row.High)}; quasi-p {Html.Text(row.QuasiP)}</small></span></div>"
            );
        }
        return html.Append("</div></figure>").ToString();
    }

    private static string Percent(double share) =>
        (100 * Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1)).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
