namespace Foedus.Weighing.Draws;

/// <summary>All draws in memory: for as many as fit there with ease.</summary>
public sealed class MemoryStore : IDrawStore, IDrawSink
{
    private readonly DrawRows all;

    public MemoryStore(DrawLayout layout, int draws)
    {
        Layout = layout;
        all = layout.Allocate(draws);
        all.Begin(0, draws);
    }

    public DrawLayout Layout { get; }

    public int Count => all.Count;

    public IEnumerable<DrawChunk> Read(IReadOnlyList<int> columns, CancellationToken cancel = default) => [new DrawChunk(0, Count, [.. columns.Select(column => all.Columns[column])])];

    /// <summary>Everything, without a copy.</summary>
    public DrawRows All => all;

    // The one part there is.
    DrawRows IDrawSink.Rent(int first, int count) => all;

    void IDrawSink.Keep(DrawRows rows, CancellationToken cancel)
    {
    }
}
