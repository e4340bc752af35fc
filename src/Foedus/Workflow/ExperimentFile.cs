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
        Directory.Exists(path) && RunDirectory.IsRun(path)
            ? new ExperimentTable(new RunSource(path, Weigh.Draws(path, cancel)))
            : ExperimentTable.Read(path, cancel);

    /// <summary>By this name behind an offer's every run has the condition for holding, whatever its asks are called.</summary>
    public const string Condition = "holds_when";

    private sealed class RunSource(string path, IDrawStore store)
        : TableSource(
            path,
            [.. store.Layout.Columns.Select(column => column.Name), .. Conditions(store.Layout).Select(condition => condition.Name)],
            Math.Min(store.Count, MostDraws)
        )
    {
        // An assumption without a range explains nothing, and one that is in no number of the offer has nothing to do with it, whatever a few draws show.
        public override IEnumerable<string> InputsOf(string outcome) =>
            InUse.OfColumn(store.Layout, At(outcome)) is var used
                ? store
                    .Layout.Columns.Take(store.Layout.AssumptionCount)
                    .Select((column, c) => (column.Name, c))
                    .Where(pair => used?.Contains(pair.c) != false && Varies(pair.c))
                    .Select(pair => pair.Name)
                : [];

        public override string? NoteOn(string outcome) =>
            Conditions(store.Layout).FirstOrDefault(condition => condition.IsShadowed && condition.Is(outcome)) is { Name: { } name }
                ? $"'{outcome}' is what the deal asks by that name. Whether the condition for holding is met stands in '{name}'."
                : null;

        public override TableColumn Column(int column, CancellationToken cancel) =>
            At(Names[column]) is var at ? TableColumn.Of(store.Head(at, Rows, cancel), store.Layout.Columns[at].Kind != DrawColumnKind.Real) : null!;

        private bool Varies(int column) => store.Head(column, 1000) is var values && values.Any(value => value != values[0]);

        private int At(string name) => ColumnOf(store.Layout, name);
    }

    /// <summary>A column of a run by a name that commands know it by; −1 where there is none.</summary>
    internal static int ColumnOf(DrawLayout layout, string name)
    {
        for (var c = 0; c < layout.Columns.Count; c++)
            if (layout.Columns[c].Name == name)
                return c;
        foreach (var condition in Conditions(layout))
            if (condition.Name == name)
                return condition.Column;
        return -1;
    }

    // Of each offer a second name for its column, where that name is free.
    private static IEnumerable<(string Name, int Column, bool IsShadowed, Func<string, bool> Is)> Conditions(DrawLayout layout)
    {
        for (var o = 0; o < layout.OfferCount; o++)
        {
            var (name, column) = (layout.Lowered[o].Offer.Name, layout.Offer(o).Holds);
            if (layout.Columns.All(other => other.Name != $"{name}.{Condition}"))
                yield return ($"{name}.{Condition}", column, layout.Columns[column].Name != $"{name}.holds", outcome => outcome == $"{name}.holds");
        }
    }
}
