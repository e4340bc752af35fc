using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Units;

namespace Foedus.Workflow;

/// <summary>A table of experiments that is a design: its inputs in order, its results, and what stands beside them without ever changing.</summary>
/// <remarks>An input without a range still has its rows in the design, also where it is not asked for; so columns that never change are tried as part of it.</remarks>
public sealed class DesignTable
{
    /// <summary>The column that says which trajectory of a Morris design a row belongs to.</summary>
    public const string Trajectory = "trajectory";

    private readonly ExperimentTable table;
    private readonly string outcome;
    private readonly Lazy<IReadOnlyList<(string Name, double[] Values)>> beside;

    /// <param name="table">The table.</param>
    /// <param name="outcome">Column with the results.</param>
    /// <param name="inputs">Names of the inputs in the order of the design, with commas between; null for all other columns.</param>
    /// <exception cref="InputException">A column is not there, or holds something other than numbers.</exception>
    public DesignTable(ExperimentTable table, string outcome, string? inputs)
    {
        (this.table, this.outcome) = (table, outcome);
        Names = table.InputsFor(outcome, inputs, without: Trajectory);
        Results = table.Numbers(outcome);
        Inputs = [.. Names.Select(table.Numbers)];
        Still = [.. Names.Where((_, j) => IsStill(Inputs[j]))];
        beside = new(() =>
            [
                .. table
                    .Names.Where(name => name != this.outcome && name != Trajectory && !Names.Contains(name))
                    .Select(StillNumbers)
                    .OfType<(string, double[])>(),
            ]
        );
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>[input][row]</summary>
    public IReadOnlyList<double[]> Inputs { get; }

    /// <summary>[row]</summary>
    public double[] Results { get; }

    /// <summary>Inputs that have the same value in every row.</summary>
    public IReadOnlyList<string> Still { get; }

    /// <summary>What a reader should know of the file.</summary>
    public IReadOnlyList<string> Notes => table.Notes;

    /// <summary>What is told of trajectories that have fewer rows than the others; none where all are as long.</summary>
    /// <param name="trajectories">[row] as <see cref="Trajectories"/> gives them.</param>
    public static IEnumerable<string> CutOff(double[] trajectories)
    {
        var lengths = new List<int>();
        for (var row = 0; row < trajectories.Length; row++)
            if (row > 0 && trajectories[row] == trajectories[row - 1])
                lengths[^1]++;
            else
                lengths.Add(1);
        var most = lengths.DefaultIfEmpty().Max();
        return lengths
            .Select((length, t) => (length, t))
            .Where(each => each.length < most)
            .Select(each => $"Trajectory {each.t + 1} has {Words.Counted(each.length, "row")}, others have {most}: it counts as far as it goes.");
    }

    /// <summary>The order in which the rows stand, by the input columns.</summary>
    /// <returns>The design, and [input] its number in it.</returns>
    /// <exception cref="InputException">They stand in none; names the first row that does not fit.</exception>
    public (SaltelliDesign Design, IReadOnlyList<int> Place) Saltelli()
    {
        try
        {
            return (SaltelliDesign.Of(Names, Inputs), [.. Enumerable.Range(0, Names.Count)]);
        }
        catch (InputException) when (beside.Value.Count > 0)
        {
            var all = Names.Zip(Inputs).Concat(beside.Value).OrderBy(column => table.Names.ToList().IndexOf(column.Item1)).ToList();
            // The user's order stands where columns of the table have another.
            if (!all.Select(column => column.Item1).Where(Names.Contains).SequenceEqual(Names) || !Fits(all, out var design))
                throw;
            return (design, [.. Names.Select(name => all.FindIndex(column => column.Item1 == name))]);
        }
    }

    /// <summary>[row] which trajectory: as the table says, else from the number of inputs.</summary>
    public double[] Trajectories()
    {
        if (table.Names.Contains(Trajectory))
            return table.Numbers(Trajectory);
        double[] Of(int length) => [.. Enumerable.Range(0, Results.Length).Select(row => (double)(row / length))];
        var usual = Of(Names.Count + 1);
        var with = Of(Names.Count + beside.Value.Count + 1);
        return
            ElementaryEffects.Misfit(Inputs, Results, usual) is null && Results.Length % (Names.Count + 1) == 0
            || ElementaryEffects.Misfit(Inputs, Results, with) is not null
            ? usual
            : with;
    }

    private static bool Fits(List<(string, double[])> columns, out SaltelliDesign design)
    {
        try
        {
            design = SaltelliDesign.Of([.. columns.Select(column => column.Item1)], [.. columns.Select(column => column.Item2)]);
            return true;
        }
        catch (InputException)
        {
            design = new SaltelliDesign(0, false);
            return false;
        }
    }

    private (string, double[])? StillNumbers(string name)
    {
        try
        {
            var values = table.Numbers(name);
            return IsStill(values) ? (name, values) : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static bool IsStill(double[] values) => values.Length > 0 && Array.TrueForAll(values, value => value == values[0]);
}
