using System.Text.Json.Serialization;
using Foedus.Units;

namespace Foedus.Telling;

/// <summary>Rows under headings.</summary>
/// <param name="Columns">Headings; the first column names the row.</param>
/// <param name="Rows">[row][column]</param>
public sealed record ToldTable(IReadOnlyList<ToldColumn> Columns, IReadOnlyList<IReadOnlyList<ToldCell>> Rows) : ToldBlock
{
    /// <summary>How its numbers are to be read; null: as they stand.</summary>
    public string? Note { get; init; }

    /// <summary>Whether cells are shaded by <see cref="ToldCell.Shade"/>.</summary>
    public bool IsHeat { get; init; }

    /// <summary>Rows from the first that a reader in a hurry needs; null: all.</summary>
    public int? First { get; init; }

    /// <summary>So many columns, from the first, name the row: they stand in every part of a table that is too wide.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>The same as several tables of at most so many columns.</summary>
    public IEnumerable<ToldTable> InParts(int most) =>
        Columns.Count <= most ? [this] : Enumerable.Range(Heads, Columns.Count - Heads).Chunk(Math.Max(1, most - Heads)).Select(Part);

    /// <summary>Some of the columns, after those that name the row.</summary>
    public ToldTable Part(IReadOnlyList<int> columns) =>
        this with
        {
            Columns = [.. Columns.Take(Heads), .. columns.Select(column => Columns[column])],
            Rows = [.. Rows.Select(row => (IReadOnlyList<ToldCell>)[.. row.Take(Heads), .. columns.Select(column => row[column])])],
        };
}

/// <param name="Title">Words above the column.</param>
/// <param name="IsNumber">Whether its cells are numbers, to be set on the right.</param>
/// <param name="Soft">Small print under the title.</param>
public sealed record ToldColumn(string Title, bool IsNumber = false, string? Soft = null)
{
    /// <summary>A column of numbers.</summary>
    public static ToldColumn Of(string title, string? soft = null) => new(title, true, soft);
}

/// <summary>A value with its unit and interval, or words, or a name, or several of these.</summary>
public sealed record ToldCell
{
    /// <summary>The value; null where the cell is words only.</summary>
    public double? Value { get; init; }

    public Unit Unit { get; init; } = Unit.Plain;

    /// <summary>What the value lies between; null: no interval.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Words instead of the value.</summary>
    public string? Words { get; init; }

    /// <summary>The deal's word for what the cell names: its short title, which is enough where room is scarce.</summary>
    public string? Name { get; init; }

    /// <summary>The words of what is named, where there is room for them.</summary>
    public string? Title { get; init; }

    /// <summary>Small print.</summary>
    public string? Soft { get; init; }

    /// <summary>Set off so that nobody misses it: "unsourced".</summary>
    public string? Badge { get; init; }

    /// <summary>Whether it is the best of its row.</summary>
    public bool IsBest { get; init; }

    /// <summary>0 (worst of its row) to 1; null: no shade.</summary>
    public double? Shade { get; init; }

    /// <summary>Whether the value is a difference, written with its sign.</summary>
    public bool IsSigned { get; init; }

    /// <summary>What it says beside its name and its interval.</summary>
    [JsonIgnore]
    public string Text =>
        Words
        ?? (
            Value is { } value
                ? IsSigned
                    ? Unit.Signed(value)
                    : Unit.Number(value)
                : ""
        );

    /// <summary>"34 to 38"; null where there is no interval.</summary>
    [JsonIgnore]
    public string? Range => Low is { } low && High is { } high ? Unit.Between(low, high) : null;

    public static ToldCell Of(double value, Unit unit) => new() { Value = value, Unit = unit };

    public static ToldCell Of(double value, Unit unit, double low, double high) =>
        new()
        {
            Value = value,
            Unit = unit,
            Low = low,
            High = high,
        };

    public static ToldCell Say(string words) => new() { Words = words };

    public static ToldCell Named(string name, string? title = null) => new() { Name = name, Title = title };

    /// <summary>Nothing to say here.</summary>
    public static ToldCell None { get; } = new() { Words = "–" };
}
