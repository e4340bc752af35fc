namespace Foedus.Interop;

/// <summary>Where a table of experiments comes from; columns are read when they are asked for.</summary>
internal abstract class TableSource(string path, IReadOnlyList<string> names, int rows)
{
    public string Path => path;

    public IReadOnlyList<string> Names => names;

    public int Rows => rows;

    /// <summary>Columns that may explain an outcome where the user names none.</summary>
    public virtual IEnumerable<string> InputsOf(string outcome) => names;

    /// <summary>What a reader should know of a column before it is explained; null where it is what its name says.</summary>
    public virtual string? NoteOn(string outcome) => null;

    /// <summary>What a reader should know of the file though it could be read, a sentence each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    public abstract TableColumn Column(int column, CancellationToken cancel);
}

/// <summary>A column as it was found: texts ("" is empty) or numbers (NaN is empty).</summary>
internal sealed record TableColumn(string[]? Texts, double[]? Numbers, bool AreWhole)
{
    public static TableColumn Of(string[] texts) => new(texts, null, false);

    public static TableColumn Of(double[] numbers, bool areWhole) => new(null, numbers, areWhole);

    /// <summary>Whether there is no value: nothing, or a word that says so.</summary>
    public bool IsEmpty(int row) => Texts is null ? double.IsNaN(Numbers![row]) : TextColumn.IsGap(Texts[row]);

    /// <summary>Some of the rows.</summary>
    public TableColumn Where(int[] rows) =>
        this with
        {
            Texts = Texts is { } texts ? Array.ConvertAll(rows, row => texts[row]) : null,
            Numbers = Numbers is { } numbers ? Array.ConvertAll(rows, row => numbers[row]) : null,
        };
}
