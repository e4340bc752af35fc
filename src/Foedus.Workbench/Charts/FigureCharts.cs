using Foedus.Telling;
using Foedus.Units;

namespace Foedus.Workbench.Charts;

/// <summary>A told figure as a picture of the page: what charts.js draws, and its numbers beside it.</summary>
internal static class FigureCharts
{
    public static Chart Of(ToldFigure figure)
    {
        var (columns, rows) = Table(figure.Numbers);
        var (kind, data, height) = figure switch
        {
            SharesFigure shares => ("rows", Shares(shares), 100 + 62 * shares.Rows.Count),
            LinesFigure lines => ("lines", Lines(lines), 320),
            RangesFigure ranges => ("rows", Ranges(ranges), 110 + 36 * ranges.Rows.Count),
            BarsFigure bars => ("rows", Bars(bars), 120 + 48 * bars.Rows.Count),
            SpansFigure spans => (
                "boxes",
                (object)
                    new
                    {
                        Rows = spans
                            .Rows.Where(row => row.OneOf is null)
                            .Select(row => new
                            {
                                Label = Named(row.Name, row.Sentence),
                                row.Low,
                                row.High,
                                row.From,
                                row.To,
                            }),
                    },
                90 + 48 * spans.Rows.Count(row => row.OneOf is null)
            ),
            PointsFigure points => ("points", Points(points), 340),
            MapFigure { Map: var map } => (
                "map",
                new
                {
                    map.Title,
                    Unit = map.Unit.Name,
                    XName = map.X,
                    YName = map.Y,
                    map.Xs,
                    map.Ys,
                    map.XBest,
                    map.YBest,
                    map.Values,
                    Holds = map.Holds.Select(row =>
                        row.Select(holds =>
                            holds is null ? (int?)null
                            : holds.Value ? 1
                            : 0
                        )
                    ),
                },
                420
            ),
            DiagramFigure { Diagram: var diagram } => (
                "diagram",
                new
                {
                    diagram.States,
                    Moves = diagram.Moves.Select(move => new
                    {
                        move.From,
                        move.To,
                        move.Label,
                        move.Chance,
                        move.HasChance,
                    }),
                },
                420
            ),
            _ => throw new InvalidOperationException($"The workbench cannot draw {figure.GetType().Name}."),
        };
        return new Chart(kind, figure.Title, figure.Alternative, data, columns, rows) { Height = height };
    }

    private static RowsData Shares(SharesFigure figure) =>
        new(
            "worlds of 100",
            0,
            100,
            [.. figure.Rows.Select(row => row.Title)],
            [
                .. figure
                    .Rows[0]
                    .Shares.Select(
                        (share, s) =>
                            new RowSeries(
                                share.Name,
                                [.. figure.Rows.Select(row => 100 * row.Shares[s].Share)],
                                [.. figure.Rows.Select(row => 100 * row.Shares[s].Low)],
                                [.. figure.Rows.Select(row => 100 * row.Shares[s].High)]
                            )
                    ),
            ]
        );

    private static LinesData Lines(LinesFigure figure) =>
        new(
            figure.XName,
            figure.YName,
            figure.X,
            figure.Unit.IsShare ? 0 : null,
            figure.Unit.IsShare ? 1 : null,
            [.. figure.Lines.Select(line => new LineData(line.Name, line.Values))],
            [.. figure.Bands.Select(band => new BandData(band.Name, band.Low, band.High))],
            figure.Marks.Count == 0 ? null : [.. figure.Marks.Select(mark => new MarkData(mark.Name, mark.X, mark.Low, mark.High, mark.Middle))]
        );

    private static RowsData Ranges(RangesFigure figure) =>
        new(
            figure.XName,
            null,
            null,
            [.. figure.Rows.Select(row => row.Label)],
            [
                new RowSeries(
                    "median world, and nine in ten of them",
                    [.. figure.Rows.Select(row => row.Band.Median)],
                    [.. figure.Rows.Select(row => row.Band.Low)],
                    [.. figure.Rows.Select(row => row.Band.High)],
                    [.. figure.Rows.Select(row => row.Band.AtBest)]
                ),
            ],
            Dots: true
        );

    private static RowsData Bars(BarsFigure figure) =>
        new(
            figure.XName,
            0,
            null,
            [.. figure.Rows.Select(row => Named(row.Name, row.Sentence))],
            [
                new RowSeries(
                    figure.Whole,
                    [.. figure.Rows.Select(row => row.Whole)],
                    [.. figure.Rows.Select(row => row.WholeLow)],
                    [.. figure.Rows.Select(row => row.WholeHigh)]
                ),
                new RowSeries(
                    figure.Part,
                    [.. figure.Rows.Select(row => Math.Max(0, row.Part))],
                    [.. figure.Rows.Select(row => Math.Max(0, row.PartLow))],
                    [.. figure.Rows.Select(row => row.PartHigh)]
                ),
            ]
        );

    private static object Points(PointsFigure figure)
    {
        var scale = figure.YUnit.Kind == UnitKind.Worlds ? 100 : 1;
        object Those(bool hollow) =>
            figure
                .Points.Where(point => point.IsHollow == hollow)
                .Select(point => new
                {
                    point.X,
                    Y = scale * point.Y,
                    point.Name,
                    Mark = point.Mark ?? point.Name,
                });
        return new
        {
            figure.XName,
            figure.YName,
            YMin = figure.YUnit.IsShare ? 0 : (int?)null,
            YMax = figure.YUnit.IsShare ? scale : (int?)null,
            Series = new[] { new { Name = figure.Full, Points = Those(false) }, new { Name = figure.Hollow, Points = Those(true) } },
        };
    }

    // A sentence where it is short enough to stand beside a bar.
    private static string Named(string name, string sentence) => sentence is { Length: > 0 and < 90 } ? sentence : name;

    // An interval has columns of its own, so that a spreadsheet can read it.
    private static (List<string> Columns, List<IReadOnlyList<string>> Rows) Table(ToldTable table)
    {
        var (columns, rows) = (new List<string>(), table.Rows.Select(_ => new List<string>()).ToList());
        for (var c = 0; c < table.Columns.Count; c++)
        {
            var ranged = table.Rows.Any(row => row[c].Range is not null);
            columns.AddRange(ranged ? [table.Columns[c].Title, "95% from", "to"] : [table.Columns[c].Title]);
            for (var r = 0; r < rows.Count; r++)
            {
                var cell = table.Rows[r][c];
                rows[r].Add(string.Join(" ", new[] { cell.Title ?? cell.Name ?? "", cell.Text }.Where(text => text.Length > 0)));
                if (ranged)
                    rows[r].AddRange([cell.Unit.Number(cell.Low ?? double.NaN), cell.Unit.Number(cell.High ?? double.NaN)]);
            }
        }
        return (columns, [.. rows]);
    }
}
