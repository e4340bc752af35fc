using System.Text.Json.Serialization;
using Foedus.Units;
using Foedus.Weighing;

namespace Foedus.Telling;

/// <summary>A picture as data: what is drawn, its axes in words, what one sees in it, and its numbers as a table.</summary>
public abstract record ToldFigure : ToldBlock
{
    /// <summary>What it is of.</summary>
    public required string Title { get; init; }

    /// <summary>What one sees in it, in a sentence, for those who do not see it.</summary>
    public required string Alternative { get; init; }

    /// <summary>Its numbers.</summary>
    [JsonIgnore]
    public abstract ToldTable Numbers { get; }
}

/// <summary>In how many of 100 worlds something is so, for every offer.</summary>
/// <param name="Rows">From above.</param>
public sealed record SharesFigure(IReadOnlyList<SharesRow> Rows) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn("offer"), .. Rows[0].Shares.Select(share => ToldColumn.Of($"{share.Name}, worlds of 100"))],
            [
                .. Rows.Select(row =>
                    (IReadOnlyList<ToldCell>)
                        [ToldCell.Named(row.Name, row.Title), .. row.Shares.Select(share => ToldCell.Of(share.Share, Unit.Worlds, share.Low, share.High))]
                ),
            ]
        );
}

/// <param name="Name">The deal's word for the offer.</param>
/// <param name="Title">Its words.</param>
/// <param name="Shares">Of the plausible worlds; the first is the one that is drawn where there is room for one.</param>
/// <param name="Lines">What stands beside it.</param>
public sealed record SharesRow(string Name, string Title, IReadOnlyList<NamedShare> Shares, IReadOnlyList<string> Lines);

/// <param name="Name">"holds", "all would sign".</param>
/// <param name="Share">Of the worlds; NaN where it does not apply.</param>
/// <param name="Low">95% sampling interval.</param>
/// <param name="High">95% sampling interval.</param>
public sealed record NamedShare(string Name, double Share, double Low, double High);

/// <summary>Lines over time or another axis, with bands behind them.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="YName">Words on the axis.</param>
/// <param name="Unit">Of what goes up the page.</param>
/// <param name="X">Places along the page.</param>
/// <param name="Lines">In this order.</param>
/// <param name="Bands">Behind the lines, the widest first.</param>
public sealed record LinesFigure(string XName, string YName, Unit Unit, IReadOnlyList<double> X, IReadOnlyList<ToldLine> Lines, IReadOnlyList<ToldBand> Bands)
    : ToldFigure
{
    /// <summary>What stands beside the lines: upright bars at one place.</summary>
    public IReadOnlyList<ToldMark> Marks { get; init; } = [];

    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [
                ToldColumn.Of(XName),
                .. Bands.SelectMany(band => new[] { ToldColumn.Of($"{band.Name}, from"), ToldColumn.Of("to") }),
                .. Lines.Select(line => ToldColumn.Of(line.Name)),
                .. Marks.Select(mark => ToldColumn.Of(mark.Name)),
            ],
            [
                .. X.Select(
                    (x, i) =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Of(x, Unit.Plain),
                                .. Bands.SelectMany(band => new[] { ToldCell.Of(band.Low[i], Unit), ToldCell.Of(band.High[i], Unit) }),
                                .. Lines.Select(line => ToldCell.Of(line.Values[i], Unit)),
                                .. Marks.Select(mark => mark.X == x ? ToldCell.Say($"{Unit.Number(mark.Low)} to {Unit.Number(mark.High)}") : ToldCell.Say("")),
                            ]
                ),
            ]
        );
}

/// <param name="Name">In the legend.</param>
/// <param name="X">Where along the page.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Middle">A point within; null: none.</param>
public sealed record ToldMark(string Name, double X, double Low, double High, double? Middle);

/// <param name="Name">In the legend.</param>
/// <param name="Values">[place]</param>
public sealed record ToldLine(string Name, IReadOnlyList<double> Values);

/// <param name="Name">In the legend.</param>
/// <param name="Low">[place]</param>
/// <param name="High">[place]</param>
public sealed record ToldBand(string Name, IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <summary>A bar from low to high a row, a dot at the median, a cross at the best values.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Rows">From above.</param>
public sealed record RangesFigure(string XName, Unit Unit, IReadOnlyList<RangesRow> Rows) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn(""), ToldColumn.Of("5%"), ToldColumn.Of("median"), ToldColumn.Of("95%"), ToldColumn.Of("best values")],
            [
                .. Rows.Select(row =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Say(row.Label),
                            .. new[] { row.Band.Low, row.Band.Median, row.Band.High, row.Band.AtBest }.Select(value =>
                                ToldCell.Of(value, Unit) with
                                {
                                    IsSigned = true,
                                }
                            ),
                        ]
                ),
            ]
        );
}

/// <param name="Label">Words.</param>
/// <param name="Band">Across the plausible worlds.</param>
public sealed record RangesRow(string Label, Band Band);

/// <summary>Bars with a second, darker bar inside and an interval across.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="Whole">What the pale bar is.</param>
/// <param name="Part">What the dark bar inside is.</param>
/// <param name="Unit">Of the values.</param>
/// <param name="Rows">The largest first.</param>
public sealed record BarsFigure(string XName, string Whole, string Part, Unit Unit, IReadOnlyList<BarsRow> Rows) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn("assumption"), ToldColumn.Of(Whole), ToldColumn.Of(Part)],
            [
                .. Rows.Select(row =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Named(row.Name, row.Sentence),
                            ToldCell.Of(Clamped(row.Whole), Unit, Clamped(row.WholeLow), Clamped(row.WholeHigh)),
                            ToldCell.Of(Clamped(row.Part), Unit, Clamped(row.PartLow), Clamped(row.PartHigh)),
                        ]
                ),
            ]
        );

    private double Clamped(double value) => Unit.IsShare ? Math.Clamp(value, 0, 1) : value;
}

/// <param name="Name">The deal's word.</param>
/// <param name="Sentence">Its words.</param>
/// <param name="Whole">Length of the pale bar.</param>
/// <param name="WholeLow">95% interval.</param>
/// <param name="WholeHigh">95% interval.</param>
/// <param name="Part">Length of the dark bar.</param>
/// <param name="PartLow">95% interval.</param>
/// <param name="PartHigh">95% interval.</param>
public sealed record BarsRow(string Name, string Sentence, double Whole, double WholeLow, double WholeHigh, double Part, double PartLow, double PartHigh);

/// <summary>For each assumption the range that was typed, and the stretch of it that is meant.</summary>
/// <param name="Rows">From above.</param>
public sealed record SpansFigure(IReadOnlyList<SpansRow> Rows) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn("assumption"), ToldColumn.Of("in the box"), ToldColumn.Of("range from"), ToldColumn.Of("to"), ToldColumn.Of("quasi-p")],
            [
                .. Rows.Select(row =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Named(row.Name, row.Sentence),
                            ToldCell.Say(row.Words),
                            ToldCell.Of(row.Low, Unit.Plain),
                            ToldCell.Of(row.High, Unit.Plain),
                            ToldCell.Say(row.QuasiP),
                        ]
                ),
            ]
        );
}

/// <param name="Name">The deal's word.</param>
/// <param name="Sentence">Its words.</param>
/// <param name="Low">Of the range.</param>
/// <param name="High">Of the range.</param>
/// <param name="From">Where the stretch begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="OneOf">The values that are meant where only a few can be drawn; null: the stretch.</param>
/// <param name="Words">"0.2 to 0.5".</param>
/// <param name="QuasiP">How easily luck alone would do as much.</param>
public sealed record SpansRow(
    string Name,
    string Sentence,
    double Low,
    double High,
    double From,
    double To,
    IReadOnlyList<double>? OneOf,
    string Words,
    string QuasiP
);

/// <summary>Named points.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="YName">Words on the axis.</param>
/// <param name="XUnit">Of what goes along the page.</param>
/// <param name="YUnit">Of what goes up the page.</param>
/// <param name="Full">What a full point is.</param>
/// <param name="Hollow">What a hollow point is.</param>
/// <param name="Points">In any order.</param>
public sealed record PointsFigure(string XName, string YName, Unit XUnit, Unit YUnit, string Full, string Hollow, IReadOnlyList<ToldPoint> Points) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn("offer"), ToldColumn.Of(XName), ToldColumn.Of(YName), new ToldColumn("")],
            [
                .. Points.Select(point =>
                    (IReadOnlyList<ToldCell>)
                        [
                            ToldCell.Named(point.Name),
                            ToldCell.Of(point.X, XUnit) with
                            {
                                IsSigned = true,
                            },
                            ToldCell.Of(point.Y, YUnit),
                            ToldCell.Say(point.IsHollow ? Hollow : Full),
                        ]
                ),
            ]
        );
}

/// <param name="Name">What it is.</param>
/// <param name="X">Along the page.</param>
/// <param name="Y">Up the page.</param>
/// <param name="IsHollow">Drawn hollow.</param>
public sealed record ToldPoint(string Name, double X, double Y, bool IsHollow)
{
    /// <summary>What stands beside it, where its name would not fit there.</summary>
    public string? Mark { get; init; }
}

/// <summary>The answer over two assumptions, with the line at which it flips.</summary>
/// <param name="Map">The answer.</param>
public sealed record MapFigure(AnswerMap Map) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [ToldColumn.Of($"{Map.Y} \\ {Map.X}"), .. Map.Xs.Select(x => ToldColumn.Of(Unit.Plain.Number(x)))],
            [
                .. Enumerable
                    .Range(0, Map.Ys.Count)
                    .Reverse()
                    .Select(row =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Of(Map.Ys[row], Unit.Plain),
                                .. Map.Values[row]
                                    .Select(
                                        (value, column) =>
                                            ToldCell.Say(
                                                $"{Map.Unit.Number(value)}{(Map.Unit.Kind != UnitKind.YesNo && Map.Holds[row][column] == true ? " holds" : "")}"
                                            )
                                    ),
                            ]
                    ),
            ]
        );
}

/// <summary>The deal as states and turns.</summary>
/// <param name="Diagram">States and moves.</param>
public sealed record DiagramFigure(Diagram Diagram) : ToldFigure
{
    [JsonIgnore]
    public override ToldTable Numbers =>
        new(
            [new ToldColumn("from"), new ToldColumn("to"), new ToldColumn("by"), ToldColumn.Of("how often, when its turn comes")],
            [
                .. Diagram
                    .Moves.OrderBy(move => move.From)
                    .ThenByDescending(move => double.IsNaN(move.Chance) ? -1 : move.Chance)
                    .Select(move =>
                        (IReadOnlyList<ToldCell>)
                            [
                                ToldCell.Say(Diagram.States[move.From]),
                                ToldCell.Say(Diagram.States[move.To]),
                                ToldCell.Say(move.Label),
                                double.IsNaN(move.Chance) ? ToldCell.Say("never reached")
                                : move.Told is { } chance ? ToldCell.Of(chance, Unit.Chance)
                                : ToldCell.None,
                            ]
                    ),
            ]
        );
}
