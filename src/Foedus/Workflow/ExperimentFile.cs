using Foedus.Interop;
using Foedus.Runs;
using Foedus.Weighing;

namespace Foedus.Workflow;

/// <summary>Experiments from whatever the user names: a CSV or Parquet file, or a run's folder.</summary>
public static class ExperimentFile
{
    /// <summary>Of a longer run the first so many draws are read: an even sample of its worlds.</summary>
    public const int MostDraws = 1_000_000;

    /// <exception cref="InputException">Neither a table nor a finished run.</exception>
    public static ExperimentTable Read(string path, CancellationToken cancel = default) =>
        Directory.Exists(path) && RunDirectory.IsRun(path) ? new ExperimentTable(new RunSource(path, Weigh.Draws(path, cancel))) : ExperimentTable.Read(path, cancel);

    private sealed class RunSource(string path, IDrawStore store)
        : TableSource(path, [.. store.Layout.Columns.Select(column => column.Name)], Math.Min(store.Count, MostDraws))
    {
        // An assumption without a range explains nothing.
        public override IEnumerable<string> Inputs => store.Layout.Columns.Select((column, c) => (column, c)).Where(pair => pair.column.IsAssumption && Varies(pair.c)).Select(pair => pair.column.Name);

        public override TableColumn Column(int column, CancellationToken cancel) =>
            TableColumn.Of(store.Head(column, Rows, cancel), store.Layout.Columns[column].Kind != DrawColumnKind.Real);

        private bool Varies(int column) => store.Head(column, 1000) is var values && values.Any(value => value != values[0]);
    }
}
