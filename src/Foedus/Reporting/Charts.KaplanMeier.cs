using Foedus.BaseRates;
using OxyPlot;
using OxyPlot.Series;

namespace Foedus.Reporting;

internal static partial class Charts
{
    private const double DaysAYear = 365.25;

    /// <summary>Steps of survival with Greenwood's band; a short upright stroke where a peace was last seen unbroken.</summary>
    /// <param name="curves">One curve with its band, or several without.</param>
    /// <param name="years">Length of the axis.</param>
    public static string KaplanMeier(IReadOnlyList<(string Name, KaplanMeier Curve)> curves, double years)
    {
        var plot = Plot();
        plot.Axes.Add(Horizontal("years since the fighting ended or the agreement was signed", 0, years));
        var vertical = Vertical("share that has not failed", 0, 1);
        vertical.AxisTitleDistance = 12;
        plot.Axes.Add(vertical);
        for (var i = 0; i < curves.Count; i++)
        {
            var (name, curve) = curves[i];
            if (curves.Count == 1)
                plot.Series.Add(Band(curve, years));
            var line = new LineSeries
            {
                Title = $"{name} ({curve.Count})",
                Color = Colours[i % Colours.Length],
                LineStyle = Dashes[i % Dashes.Length],
                StrokeThickness = 2,
            };
            var ticks = new ScatterSeries
            {
                MarkerType = MarkerType.Custom,
                MarkerOutline = [new ScreenPoint(0, -1), new ScreenPoint(0, 1)],
                MarkerSize = 4,
                MarkerStroke = Colours[i % Colours.Length],
                MarkerStrokeThickness = 1,
            };
            var survival = 1.0;
            line.Points.Add(new DataPoint(0, 1));
            foreach (var step in curve.Steps.TakeWhile(step => step.Day <= years * DaysAYear))
            {
                line.Points.Add(new DataPoint(step.Day / DaysAYear, survival));
                line.Points.Add(new DataPoint(step.Day / DaysAYear, step.Survival));
                survival = step.Survival;
                if (step.Censored > 0)
                    ticks.Points.Add(new ScatterPoint(step.Day / DaysAYear, survival));
            }
            // The curve says nothing beyond the last day that anything was watched.
            if (curve.Steps.Count > 0 && curve.Steps[^1].Day > years * DaysAYear)
                line.Points.Add(new DataPoint(years, survival));
            plot.Series.Add(line);
            plot.Series.Add(ticks);
        }
        if (curves.Count > 1)
            AddLegend(plot);
        return Svg(plot, 560, 300);
    }

    private static AreaSeries Band(KaplanMeier curve, double years)
    {
        var band = new AreaSeries
        {
            Color = OxyColors.Transparent,
            Color2 = OxyColors.Transparent,
            Fill = OxyColor.FromAColor(60, Main),
            LineStyle = LineStyle.None,
        };
        var (low, high) = (1.0, 1.0);
        void Add(double year)
        {
            band.Points.Add(new DataPoint(year, low));
            band.Points2.Add(new DataPoint(year, high));
        }
        Add(0);
        foreach (var step in curve.Steps.TakeWhile(step => step.Day <= years * DaysAYear).Where(step => step.Failed > 0))
        {
            Add(step.Day / DaysAYear);
            (low, high) = BaseRates.KaplanMeier.Interval(step);
            Add(step.Day / DaysAYear);
        }
        if (curve.Steps.Count > 0)
            Add(Math.Min(years, curve.Steps[^1].Day / DaysAYear));
        return band;
    }
}
