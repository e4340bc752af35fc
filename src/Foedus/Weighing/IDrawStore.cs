namespace Foedus.Weighing;

/// <summary>The draws of a weighing, wherever they are kept, read column by column and never changed.</summary>
public interface IDrawStore
{
    DrawLayout Layout { get; }

    /// <summary>Draws in all.</summary>
    int Count { get; }

    /// <summary>Some columns of all draws, in order, a chunk at a time.</summary>
    /// <param name="columns">Indices into the layout's columns.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Chunks whose arrays may be used again for the next.</returns>
    IEnumerable<DrawChunk> Read(IReadOnlyList<int> columns, CancellationToken cancel = default);
}

/// <param name="First">Number of the first draw.</param>
/// <param name="Count">Draws in the chunk.</param>
/// <param name="Columns">[asked for column][row], at least <paramref name="Count"/> long.</param>
public readonly record struct DrawChunk(int First, int Count, double[][] Columns);

/// <summary>Where finished draws go. Used by several threads.</summary>
internal interface IDrawSink
{
    /// <summary>Room for draws, all NaN.</summary>
    DrawRows Rent(int first, int count);

    /// <summary>Takes what has been solved; the rows are the sink's again.</summary>
    void Keep(DrawRows rows, CancellationToken cancel);
}

internal static class DrawStores
{
    /// <summary>The first draws of one column in an array of its own.</summary>
    public static double[] Head(this IDrawStore store, int column, int most = int.MaxValue, CancellationToken cancel = default)
    {
        var values = new double[Math.Min(most, store.Count)];
        foreach (var chunk in store.Read([column], cancel))
        {
            if (chunk.First >= values.Length)
                break;
            Array.Copy(chunk.Columns[0], 0, values, chunk.First, Math.Min(chunk.Count, values.Length - chunk.First));
        }
        return values;
    }

    /// <summary>The first draws with all columns.</summary>
    public static DrawRows First(this IDrawStore store, int most, CancellationToken cancel = default)
    {
        var rows = store.Layout.Allocate(Math.Min(most, store.Count));
        rows.Count = Math.Min(most, store.Count);
        foreach (var chunk in store.Read([.. Enumerable.Range(0, rows.Columns.Length)], cancel))
        {
            if (chunk.First >= rows.Count)
                break;
            for (var c = 0; c < rows.Columns.Length; c++)
                Array.Copy(chunk.Columns[c], 0, rows.Columns[c], chunk.First, Math.Min(chunk.Count, rows.Count - chunk.First));
        }
        return rows;
    }
}
