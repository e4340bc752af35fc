using System.Globalization;
using System.Reflection;
using Foedus.BaseRates;
using Foedus.Interop.Streams;
using Foedus.Interop.Tables;

namespace Foedus.Interop.Ucdp;

/// <summary>Tables of UCDP from which base rates come, known by their headings.</summary>
public static class BaseRateFile
{
    /// <summary>The extracts that ship with Foedus (data/ucdp-base-rates/README.md).</summary>
    public static readonly IReadOnlyList<string> Shipped = ["termination-dyad", "termination-conflict", "peace-agreements", "armed-conflict"];

    private const int MostRows = 200_000;

    /// <summary>Years that the tables can speak of.</summary>
    internal const int FirstYear = 1900,
        LastYear = 2200;

    /// <param name="path">A file, plain or gzip.</param>
    /// <param name="problems">Receives rows that could not be read.</param>
    /// <param name="followUpEnd">Last day of watching; null for the last the file covers.</param>
    /// <param name="years">Horizons in calendar years.</param>
    /// <exception cref="InputException">None of the known tables.</exception>
    public static BaseRateTable Read(string path, IList<RowProblem> problems, DateOnly? followUpEnd = null, IReadOnlyList<int>? years = null)
    {
        using var table = CsvTable.Open(path, problems.Add);
        return Read(table, followUpEnd, years);
    }

    /// <param name="name">One of <see cref="Shipped"/>.</param>
    /// <param name="followUpEnd">Last day of watching; null for the last the file covers.</param>
    /// <param name="years">Horizons in calendar years.</param>
    public static BaseRateTable ReadShipped(string name, DateOnly? followUpEnd = null, IReadOnlyList<int>? years = null)
    {
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Foedus.Ucdp.{name}.csv.gz")
            ?? throw new InvalidOperationException($"'{name}' is not in the assembly.");
        using var table = CsvTable.Open(DataStream.Open(stream, name), name, problem =>
            throw new InvalidOperationException($"{name}:{problem.Line}: {problem.Kind}")
        );
        var rates = Read(table, followUpEnd, years);
        return rates with { Set = rates.Set with { IsExtract = true } };
    }

    private static BaseRateTable Read(CsvTable table, DateOnly? end, IReadOnlyList<int>? years)
    {
        if (table.Column("dyadterm") >= 0)
            return BaseRateTable.Make(TerminationReader.Read(table, "dyad", end), Groupings.ByOutcome(), years);
        if (table.Column("confterm") >= 0)
            return BaseRateTable.Make(TerminationReader.Read(table, "conflict", end), Groupings.ByOutcome(), years);
        if (table.Column("pa_date") >= 0)
            return BaseRateTable.Make(PeaceAgreementReader.Read(table, end), Groupings.ByProvisions(), years);
        if (table.Column("ep_end_date") >= 0)
            return BaseRateTable.Make(ArmedConflictReader.Read(table, end), Groupings.ByTime(), years);
        throw new InputException(
            "This is none of the tables that base rates are made of: UCDP Conflict Termination (a column 'dyadterm' or 'confterm'), UCDP Peace Agreements ('pa_date') "
                + "or UCDP/PRIO Armed Conflict ('ep_end_date').",
            $"{table.Path}:1"
        );
    }

    internal static bool Next(CsvTable table, ref int rows) =>
        table.Read()
        && (++rows <= MostRows ? true : throw new RefusedException($"{table.Path}: more than {MostRows:N0} rows. No table of conflict years is so long."));

    // A date outside has lost or gained a digit.
    internal static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? day
            : null;
}
