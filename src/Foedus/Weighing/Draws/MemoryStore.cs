namespace Foedus.Weighing.Draws;

/// <summary>All draws in memory: for as many as fit there with ease.</summary>
internal sealed class MemoryStore : IDrawStore, IDrawSink
{
    private readonly DrawRows all;

    public MemoryStore(DrawLayout layout, int draws)
        : this(layout, layout.Allocate(draws)) => all.Begin(0, draws);

    /// <param name="layout">Which columns there are.</param>
    /// <param name="all">Every draw.</param>
    public MemoryStore(DrawLayout layout, DrawRows all) => (Layout, this.all) = (layout, all);

    public DrawLayout Layout { get; }

    public int Count => all.Count;

    public IEnumerable<DrawChunk> Read(IReadOnlyList<int> columns, CancellationToken cancel = default) =>
        [new DrawChunk(0, Count, [.. columns.Select(column => all.Columns[column])])];

    /// <summary>Everything, without a copy.</summary>
    public DrawRows All => all;

    // The one part there is.
    DrawRows IDrawSink.Rent(int first, int count) => all;

    void IDrawSink.Keep(DrawRows rows, CancellationToken cancel) { }
}
