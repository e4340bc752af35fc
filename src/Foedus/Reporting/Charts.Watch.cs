using Foedus.Model;
using Foedus.Monitoring;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Foedus.Reporting;

internal static partial class Charts
{
    private const double WatchWidth = 860;

    /// <summary>Most places that are drawn on a map; beyond, those with most incidents.</summary>
    public const int MostPlaces = 4_000;

    // Longer than this, a bar is a month and not a week.
    private const int MostWeeks = 320;

    private static readonly OxyColor Alarm = OxyColor.FromRgb(0xa3, 0x26, 0x2f);

    /// <summary>Incidents by week, with some runs of days shaded.</summary>
    public static string Incidents(IReadOnlyList<Selected> incidents, IEnumerable<Episode> shaded, DateOnly from, DateOnly to)
    {
        var plot = Plot();
        var byMonth = to.DayNumber - from.DayNumber > 7 * MostWeeks;
        plot.PlotMargins = new OxyThickness(double.NaN, double.NaN, 30, double.NaN);
        plot.Axes.Add(Days(from, to));
        var bars = new RectangleBarSeries
        {
            FillColor = Main,
            StrokeThickness = 0,
            Title = "incidents",
        };
        var counts = incidents
            .Where(incident => incident.First >= from.DayNumber && incident.First <= to.DayNumber)
            .CountBy(incident => Start(DateOnly.FromDayNumber(incident.First)))
            .ToList();
        foreach (var (start, count) in counts)
            bars.Items.Add(new RectangleBarItem(Day(start), 0, Day(byMonth ? start.AddMonths(1) : start.AddDays(7)), count));
        var vertical = Vertical(
            byMonth ? "incidents a month" : "incidents a week",
            0,
            Math.Max(1, counts.Count == 0 ? 1 : counts.Max(pair => pair.Value)) * 1.05
        );
        vertical.AxisTitleDistance = 14;
        plot.Axes.Add(vertical);
        foreach (var (first, last) in Union(shaded))
            plot.Annotations.Add(
                new RectangleAnnotation
                {
                    MinimumX = Day(first),
                    MaximumX = Day(last.AddDays(1)),
                    Fill = OxyColor.FromAColor(50, Alarm),
                    Layer = AnnotationLayer.BelowSeries,
                }
            );
        plot.Series.Add(bars);
        return Svg(plot, WatchWidth, 260);

        DateOnly Start(DateOnly day) => byMonth ? new DateOnly(day.Year, day.Month, 1) : day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    /// <summary>A lane for each trigger and certainty, filled on the days on which it is true.</summary>
    public static string Lanes(IReadOnlyList<TriggerVerdict> triggers, DateOnly from, DateOnly to)
    {
        var plot = Plot();
        var lanes = triggers
            .SelectMany(trigger => new[] { trigger.Certainly, trigger.Probably, trigger.Possibly }.Select(verdict => (trigger.Name, Verdict: verdict)))
            .ToList();
        plot.PlotMargins = new OxyThickness(double.NaN, double.NaN, 30, double.NaN);
        plot.Axes.Add(Rows(lanes.Select(lane => $"{Shortened(lane.Name)}, {Word(lane.Verdict.Certainty)}")));
        plot.Axes.Add(Days(from, to));
        for (var lane = 0; lane < lanes.Count; lane++)
            foreach (var episode in lanes[lane].Verdict.Episodes)
                plot.Annotations.Add(
                    new RectangleAnnotation
                    {
                        MinimumX = Day(episode.First),
                        MaximumX = Day(episode.Last.AddDays(1)),
                        MinimumY = lane - 0.34,
                        MaximumY = lane + 0.34,
                        Fill = OxyColor.FromAColor(
                            (byte)(
                                lanes[lane].Verdict.Certainty switch
                                {
                                    Certainty.Certainly => 255,
                                    Certainty.Probably => 170,
                                    _ => 90,
                                }
                            ),
                            Alarm
                        ),
                    }
                );
        return Svg(plot, WatchWidth, 70 + 24 * lanes.Count);
    }

    /// <summary>Places of incidents, larger where there were more, with the outlines of zones; a degree is as long both ways in the middle of the map.</summary>
    public static string Places(IReadOnlyList<Selected> incidents, IReadOnlyDictionary<string, Region> zones)
    {
        var plot = Plot();
        var places = incidents
            .Where(incident => double.IsFinite(incident.Latitude) && double.IsFinite(incident.Longitude))
            .CountBy(incident => (incident.Longitude, incident.Latitude))
            .OrderByDescending(pair => pair.Value)
            .Take(MostPlaces)
            .ToList();
        LineStyle[] styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot];
        foreach (var (zone, number) in zones.Select((zone, number) => (zone, number)))
        {
            var line = new LineSeries
            {
                Title = zone.Key,
                Color = Ink,
                StrokeThickness = 1.5,
                LineStyle = styles[number % styles.Length],
            };
            foreach (var outline in zone.Value.Outlines)
            {
                foreach (var (longitude, latitude) in outline)
                    line.Points.Add(new DataPoint(longitude, latitude));
                line.Points.Add(DataPoint.Undefined);
            }
            plot.Series.Add(line);
        }
        var dots = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerFill = OxyColor.FromAColor(110, Main),
            MarkerStrokeThickness = 0,
        };
        foreach (var ((longitude, latitude), count) in places)
            dots.Points.Add(new ScatterPoint(longitude, latitude, Math.Min(14, 2 + Math.Sqrt(count))));
        plot.Series.Add(dots);
        var all = places.Select(pair => pair.Key).Concat(zones.Values.SelectMany(zone => zone.Outlines).SelectMany(outline => outline)).ToList();
        var (west, east, south, north) = (all.Min(at => at.Longitude), all.Max(at => at.Longitude), all.Min(at => at.Latitude), all.Max(at => at.Latitude));
        var margin = Math.Max(0.05, 0.03 * Math.Max(east - west, north - south));
        (west, east, south, north) = (west - margin, east + margin, south - margin, north + margin);
        plot.Axes.Add(Horizontal("degrees east", west, east));
        var vertical = Vertical("degrees north", south, north);
        vertical.AxisTitleDistance = 8;
        plot.Axes.Add(vertical);
        if (zones.Count > 0)
            AddLegend(plot);
        const double width = 640,
            aside = 80,
            above = 80;
        var height = (width - aside) * (north - south) / ((east - west) * Math.Max(0.1, Math.Cos(double.DegreesToRadians((north + south) / 2))));
        return Svg(plot, width, above + Math.Clamp(height, 160, 760));
    }

    public static string Word(Certainty certainty) =>
        certainty switch
        {
            Certainty.Certainly => "certainly",
            Certainty.Probably => "probably",
            _ => "possibly",
        };

    private static string Shortened(string name) => name.Length <= 24 ? name : name[..23] + "…";

    private static double Day(DateOnly day) => DateTimeAxis.ToDouble(day.ToDateTime(TimeOnly.MinValue));

    private static DateTimeAxis Days(DateOnly from, DateOnly to) =>
        new()
        {
            Position = AxisPosition.Bottom,
            Minimum = Day(from),
            Maximum = Day(to.AddDays(1)),
            StringFormat = to.DayNumber - from.DayNumber > 200 ? "yyyy-MM" : "yyyy-MM-dd",
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Faint,
            MinorTickSize = 0,
            IntervalLength = 95,
        };

    // Shades that lie on each other would look like more.
    private static List<(DateOnly First, DateOnly Last)> Union(IEnumerable<Episode> episodes)
    {
        var union = new List<(DateOnly First, DateOnly Last)>();
        foreach (var episode in episodes.OrderBy(episode => episode.First))
            if (union.Count > 0 && episode.First <= union[^1].Last.AddDays(1))
                union[^1] = (union[^1].First, episode.Last > union[^1].Last ? episode.Last : union[^1].Last);
            else
                union.Add((episode.First, episode.Last));
        return union;
    }
}
