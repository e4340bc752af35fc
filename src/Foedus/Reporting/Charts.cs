using System.Security.Cryptography;
using System.Text;
using Foedus.Monitoring;
using Foedus.Telling;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Foedus.Reporting;

/// <summary>The report's charts as SVG text, drawn so that they read in black and white: position and words carry the message, shade only helps.</summary>
internal static partial class Charts
{
    private const double FontSize = 13;

    // The only kind of font whose widths the exporter knows; the page then names what it likes better first.
    private const string MeasuredFont = "Arial";

    // A line along 0 or 1 is drawn as wide as any other, not cut by the edge.
    private const double EdgeOfShares = 0.03;

    private static readonly OxyColor Ink = OxyColor.FromRgb(0x22, 0x22, 0x22);
    private static readonly OxyColor Faint = OxyColor.FromRgb(0xdd, 0xdd, 0xdd);
    private static readonly OxyColor Main = OxyColor.FromRgb(0x1f, 0x5f, 0x99);

    private static readonly LineStyle[] Dashes = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot];
    private static readonly OxyColor[] Colours = [Main, OxyColor.FromRgb(0xb0, 0x50, 0x10), OxyColor.FromRgb(0x20, 0x80, 0x50), Ink];

    /// <summary>Lines over time, with bands behind them, the widest palest.</summary>
    public static string Lines(LinesFigure figure)
    {
        var plot = Plot();
        plot.Axes.Add(Horizontal(figure.XName, figure.X[0], figure.X[^1]));
        plot.Axes.Add(figure.Unit.IsShare ? Vertical(figure.YName, -EdgeOfShares, 1 + EdgeOfShares) : Vertical(figure.YName, double.NaN, double.NaN));
        for (var b = 0; b < figure.Bands.Count; b++)
        {
            var band = new AreaSeries
            {
                Color = OxyColors.Transparent,
                Color2 = OxyColors.Transparent,
                Fill = OxyColor.FromAColor((byte)(50 + 25 * b), Main),
                LineStyle = LineStyle.None,
            };
            for (var i = 0; i < figure.X.Count; i++)
            {
                band.Points.Add(new DataPoint(figure.X[i], figure.Bands[b].Low[i]));
                band.Points2.Add(new DataPoint(figure.X[i], figure.Bands[b].High[i]));
            }
            plot.Series.Add(band);
        }
        for (var l = 0; l < figure.Lines.Count; l++)
        {
            var line = new LineSeries
            {
                Title = figure.Lines[l].Name,
                Color = Colours[l % Colours.Length],
                LineStyle = Dashes[l % Dashes.Length],
                StrokeThickness = 2.2,
            };
            for (var i = 0; i < figure.X.Count; i++)
                line.Points.Add(new DataPoint(figure.X[i], figure.Lines[l].Values[i]));
            plot.Series.Add(line);
        }
        for (var m = 0; m < figure.Marks.Count; m++)
            plot.Series.Add(Mark(figure.Marks[m], m, (figure.X[^1] - figure.X[0]) / 60));
        AddLegend(plot);
        return Svg(plot, 560, 300);
    }

    // An upright bar with feet; a point where one value was found. Told apart by the shape of the point.
    private static LineSeries Mark(ToldMark mark, int index, double half)
    {
        var bar = new LineSeries
        {
            Title = mark.Name,
            Color = Ink,
            StrokeThickness = 2,
            LineStyle = index % 2 == 0 ? LineStyle.Solid : LineStyle.Dash,
        };
        foreach (
            var (x, y) in new[]
            {
                (mark.X - half, mark.Low),
                (mark.X + half, mark.Low),
                (mark.X, mark.Low),
                (mark.X, mark.High),
                (mark.X - half, mark.High),
                (mark.X + half, mark.High),
            }
        )
            bar.Points.Add(new DataPoint(x, y));
        if (mark.Middle is { } middle)
        {
            bar.Points.Add(DataPoint.Undefined);
            foreach (var x in new[] { mark.X - 2 * half, mark.X + 2 * half })
                bar.Points.Add(new DataPoint(x, middle));
        }
        return bar;
    }

    /// <summary>One bar from the 5% to the 95% quantile per row, a dot at the median, a cross at the best values.</summary>
    public static string Ranges(RangesFigure figure)
    {
        var rows = figure.Rows;
        var plot = Plot();
        var categories = Rows(rows.Select(row => row.Label));
        plot.Axes.Add(categories);
        var all = rows.SelectMany(row => new[] { row.Band.Low, row.Band.High, row.Band.AtBest, 0 }).Where(double.IsFinite).ToList();
        var margin = Math.Max((all.Max() - all.Min()) * 0.05, 0.1);
        plot.Axes.Add(Horizontal(figure.XName, all.Min() - margin, all.Max() + margin));
        var medians = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = Main,
            MarkerSize = 5,
            Title = "median world",
        };
        var bests = new ScatterSeries
        {
            MarkerType = MarkerType.Cross,
            MarkerStroke = Ink,
            MarkerStrokeThickness = 2,
            MarkerSize = 5,
            Title = "best values",
        };
        for (var row = 0; row < rows.Count; row++)
        {
            var band = rows[row].Band;
            if (!double.IsFinite(band.Median))
                continue;
            plot.Annotations.Add(
                new RectangleAnnotation
                {
                    MinimumX = band.Low,
                    MaximumX = band.High,
                    MinimumY = row - 0.22,
                    MaximumY = row + 0.22,
                    Fill = OxyColor.FromAColor(90, Main),
                    Layer = AnnotationLayer.BelowSeries,
                }
            );
            medians.Points.Add(new ScatterPoint(band.Median, row));
            bests.Points.Add(new ScatterPoint(band.AtBest, row));
        }
        plot.Annotations.Add(
            new LineAnnotation
            {
                Type = LineAnnotationType.Vertical,
                X = 0,
                Color = Ink,
                LineStyle = LineStyle.Solid,
                StrokeThickness = 1,
            }
        );
        plot.Series.Add(medians);
        plot.Series.Add(bests);
        AddLegend(plot);
        return Svg(plot, 640, 90 + 30 * rows.Count);
    }

    /// <summary>One point a threshold: quiet days on which it was true along the page, days until it fired up the page.</summary>
    public static string AlarmsAgainstDelay(Calibration calibration)
    {
        var known = calibration.Scores.Where(score => double.IsFinite(score.FalseShare) && double.IsFinite(score.Delay)).ToList();
        var latest = Math.Max(1, known.Select(score => score.Delay).DefaultIfEmpty(1).Max());
        var plot = Plot();
        plot.Axes.Add(Horizontal("quiet days on which it was true, of 100", -2, 102));
        var vertical = Vertical("mean days until it fired", -0.04 * latest, 1.06 * latest);
        vertical.AxisTitleDistance = 12;
        plot.Axes.Add(vertical);
        var rest = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = Main,
            MarkerStrokeThickness = 1.5,
            MarkerSize = 4,
            Title = "tried",
        };
        var best = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = Main,
            MarkerSize = 5,
            Title = "none better in both",
        };
        var own = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = Ink,
            MarkerStrokeThickness = 2,
            MarkerSize = 9,
            Title = "the deal's own",
        };
        foreach (var score in known)
        {
            (score.IsEfficient ? best : rest).Points.Add(new ScatterPoint(100 * score.FalseShare, score.Delay));
            if (score.IsOwn)
                own.Points.Add(new ScatterPoint(100 * score.FalseShare, score.Delay));
        }
        plot.Series.Add(rest);
        plot.Series.Add(best);
        plot.Series.Add(own);
        AddLegend(plot);
        return Svg(plot, 640, 380);
    }

    private static PlotModel Plot() =>
        new()
        {
            DefaultFont = MeasuredFont,
            DefaultFontSize = FontSize,
            PlotAreaBorderColor = Faint,
            TextColor = Ink,
        };

    private static void AddLegend(PlotModel plot) =>
        plot.Legends.Add(
            new OxyPlot.Legends.Legend
            {
                LegendPlacement = OxyPlot.Legends.LegendPlacement.Outside,
                LegendPosition = OxyPlot.Legends.LegendPosition.TopCenter,
                LegendOrientation = OxyPlot.Legends.LegendOrientation.Horizontal,
            }
        );

    private static LinearAxis Horizontal(string title, double least, double most) =>
        new()
        {
            Position = AxisPosition.Bottom,
            Title = title,
            Minimum = least,
            Maximum = most,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Faint,
            MinorTickSize = 0,
            LabelFormatter = Tick,
        };

    private static LinearAxis Vertical(string title, double least, double most) =>
        new()
        {
            Position = AxisPosition.Left,
            Title = title,
            Minimum = least,
            Maximum = most,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Faint,
            MinorTickSize = 0,
            LabelFormatter = Tick,
        };

    // As numbers are written everywhere: a minus is no hyphen.
    private static string Tick(double value) => Units.Words.Number(Math.Round(value, 9));

    private static CategoryAxis Rows(IEnumerable<string> labels)
    {
        var axis = new CategoryAxis
        {
            Position = AxisPosition.Left,
            StartPosition = 1,
            EndPosition = 0,
            GapWidth = 0.3,
            MajorTickSize = 0,
            MinorTickSize = 0,
        };
        axis.Labels.AddRange(labels);
        axis.Minimum = -0.5;
        axis.Maximum = axis.Labels.Count - 0.5;
        axis.AxisTickToLabelDistance = 8;
        return axis;
    }

    // The exporter writes a whole XML document in fixed pixels; inside a page it is an element that scales.
    private static string Svg(PlotModel plot, double width, double height)
    {
        var document = new SvgExporter
        {
            Width = width,
            Height = height,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new BrowserTextMeasurer(),
        }
            .ExportToString(plot)
            .Replace($"font-family=\"{MeasuredFont}\"", "font-family=\"Helvetica, Arial, sans-serif\"", StringComparison.Ordinal);
        // Ids count from 1 in every picture, but hold for the whole page: one picture would be cut to another's size.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)).AsSpan(0, 6));
        document = document
            .Replace("id=\"clipPath", $"id=\"clip{name}-", StringComparison.Ordinal)
            .Replace("url(#clipPath", $"url(#clip{name}-", StringComparison.Ordinal);
        var element = document[document.IndexOf("<svg", StringComparison.Ordinal)..];
        var head = element[..element.IndexOf('>')];
        var words = string.Join(" over ", plot.Axes.Reverse().Select(axis => axis.Title).Where(title => !string.IsNullOrEmpty(title)));
        var rows = string.Join("; ", plot.Axes.OfType<CategoryAxis>().SelectMany(axis => axis.Labels));
        return $"<svg role=\"img\" aria-label=\"{Html.Text($"Chart of {words}{(rows.Length == 0 ? "" : $" for {rows}")}")}\" viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
            + element[(head.Length + 1)..];
    }
}
