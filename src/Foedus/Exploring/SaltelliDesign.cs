using Foedus.Units;

namespace Foedus.Exploring;

/// <summary>In which order a Saltelli design stands in a table: for each base point the rows A, AB₁ … AB_d, then with pairs BA₁ … BA_d, then B.</summary>
/// <remarks>AB_j is row A with column j of B, BA_j row B with column j of A. Saltelli 2002; the order is SALib's, with and without second order.</remarks>
/// <param name="Inputs">d.</param>
/// <param name="HasPairs">Whether the rows BA_j are there.</param>
public sealed record SaltelliDesign(int Inputs, bool HasPairs)
{
    public int RowsOfPoint => HasPairs ? 2 * Inputs + 2 : Inputs + 2;

    /// <summary>Looks at the input columns: which of the two orders they stand in.</summary>
    /// <param name="names">[input]</param>
    /// <param name="columns">[input][row]</param>
    /// <exception cref="InputException">In neither; the message names the first row that does not fit.</exception>
    public static SaltelliDesign Of(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        var rows = columns[0].Length;
        var found = new[] { new SaltelliDesign(names.Count, false), new SaltelliDesign(names.Count, true) };
        var fits = found
            .Where(design => rows > 0 && rows % design.RowsOfPoint == 0)
            .Select(design => (Design: design, Misfit: design.Misfit(names, columns)))
            .ToList();
        if (fits.Count == 0)
            throw new InputException(
                $"A Saltelli design of {Words.Counted(names.Count, "input")} ({string.Join(", ", names)}) has {Words.Counted(found[0].RowsOfPoint, "row")} for each base point (A, AB for each input, B), or {found[1].RowsOfPoint} with second order (BA for each input before B). "
                    + $"The number of rows, {rows:N0}, is a multiple of neither: rows or inputs are missing, or too many. Name the inputs in the order of the design with --inputs."
            );
        return fits.Find(fit => fit.Misfit is null).Design ?? throw new InputException(fits.MaxBy(fit => fit.Misfit!.Value.Row).Misfit!.Value.Words);
    }

    private (int Row, string Words)? Misfit(IReadOnlyList<string> names, IReadOnlyList<double[]> columns)
    {
        for (var first = 0; first < columns[0].Length; first += RowsOfPoint)
        {
            var last = first + RowsOfPoint - 1;
            for (var row = first + 1; row < last; row++)
            {
                var (exchanged, isBack) = row - first <= Inputs ? (row - first - 1, false) : (row - first - 1 - Inputs, true);
                for (var j = 0; j < Inputs; j++)
                {
                    var from = (j == exchanged) == isBack ? first : last;
                    if (columns[j][row] != columns[j][from])
                        return (
                            row,
                            string.Create(
                                System.Globalization.CultureInfo.InvariantCulture,
                                $"Row {row + 1} is not that of a Saltelli design{(HasPairs ? " with second order" : "")}: it should be row {(isBack ? last : first) + 1} with '{names[exchanged]}' of row {(isBack ? first : last) + 1}, but has {columns[j][row]:R} for '{names[j]}' where row {from + 1} has {columns[j][from]:R}. "
                            )
                                + $"For each base point the rows are A, AB for each input, {(HasPairs ? "BA for each input, " : "")}B, with the inputs in the order of the columns or of --inputs; a Morris design wants --method morris."
                        );
                }
            }
        }
        return null;
    }
}
