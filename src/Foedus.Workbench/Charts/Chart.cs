using System.Text.Json;
using System.Text.Json.Serialization;

namespace Foedus.Workbench.Charts;

/// <summary>A picture as data: what wwwroot/js/charts.js draws, what the table beside it says, and what the CSV holds.</summary>
/// <param name="Kind">Which drawing of charts.js.</param>
/// <param name="Title">The question that it answers.</param>
/// <param name="Alternative">What one sees in it, in a sentence, for those who do not see it.</param>
/// <param name="Data">What is drawn; its shape belongs to the kind.</param>
/// <param name="Columns">Headings of the table.</param>
/// <param name="Rows">The same numbers as a table.</param>
public sealed record Chart(string Kind, string Title, string Alternative, object Data, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new Finite() },
    };

    /// <summary>Height on the page, in CSS pixels.</summary>
    public int Height { get; init; } = 340;

    public string Json =>
        JsonSerializer.Serialize(
            new
            {
                Kind,
                Title,
                Data,
            },
            Layout
        );

    // What is not a number is a gap in a chart.
    private sealed class Finite : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(Math.Round(value, 5));
            else
                writer.WriteNullValue();
        }
    }
}

/// <summary>Lines over time or another axis, with bands behind them.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="YName">Words on the axis.</param>
/// <param name="X">Places.</param>
/// <param name="YMin">Least value shown; null lets the data decide.</param>
/// <param name="YMax">Largest value shown; null lets the data decide.</param>
/// <param name="Lines">Drawn in this order, each with a dash and a symbol of its own.</param>
/// <param name="Bands">Behind the lines, the widest first.</param>
/// <param name="Marks">Upright bars beside the lines.</param>
public sealed record LinesData(
    string XName,
    string YName,
    IReadOnlyList<double> X,
    double? YMin,
    double? YMax,
    IReadOnlyList<LineData> Lines,
    IReadOnlyList<BandData>? Bands = null,
    IReadOnlyList<MarkData>? Marks = null
);

public sealed record MarkData(string Name, double X, double Low, double High, double? Middle);

public sealed record LineData(string Name, IReadOnlyList<double> Values);

public sealed record BandData(string Name, IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <summary>Rows of bars or dots with an interval.</summary>
/// <param name="XName">Words on the axis.</param>
/// <param name="XMin">Least value shown; null lets the data decide.</param>
/// <param name="XMax">Largest value shown; null lets the data decide.</param>
/// <param name="Rows">From above.</param>
/// <param name="Series">Names of what each row shows.</param>
/// <param name="Dots">Dots instead of bars.</param>
public sealed record RowsData(string XName, double? XMin, double? XMax, IReadOnlyList<string> Rows, IReadOnlyList<RowSeries> Series, bool Dots = false);

/// <param name="Name">In the legend.</param>
/// <param name="Values">[row]; not a number leaves the row out.</param>
/// <param name="Low">[row] lower end of the interval; null: none.</param>
/// <param name="High">[row] upper end.</param>
/// <param name="Marks">[row] a second value, drawn as a cross; null: none.</param>
public sealed record RowSeries(
    string Name,
    IReadOnlyList<double> Values,
    IReadOnlyList<double>? Low = null,
    IReadOnlyList<double>? High = null,
    IReadOnlyList<double>? Marks = null
);
