using System.CommandLine;
using System.Globalization;
using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Runs;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus sensitivity: which input a result owes its spread to, from a design in a file.</summary>
internal static class SensitivityCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A Saltelli or Morris design with its results, as CSV (with a heading) or Parquet; or the folder of a run, for own shares." };
        var outcome = new Option<string>("--outcome") { Description = "The column with the result.", HelpName = "COLUMN", Required = true };
        var inputs = new Option<string?>("--inputs") { Description = "Input columns in the order of the design, with commas (default: all others but 'trajectory').", HelpName = "A,B,…" };
        var method = new Option<string?>("--method") { Description = "saltelli or morris (default: morris where a column 'trajectory' stands).", HelpName = "M" };
        method.AcceptOnlyFromAmong("saltelli", "morris");
        var ranges = new Option<string?>("--ranges") { Description = "Morris: the width of each input's range, with commas (default: what the design spans).", HelpName = "W,W,…" };
        var json = DealInputs.Json();
        var command = new Command("sensitivity", "Estimate Sobol' indices or Morris' elementary effects from a design in a file.") { file, outcome, inputs, method, ranges, json };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(outcome)!, parsed.GetValue(inputs), parsed.GetValue(method), parsed.GetValue(ranges), parsed.GetValue(json), cancel)));
        return command.WithExamples(
            ("foedus sensitivity saltelli.csv --outcome y", "first-order and total indices with intervals"),
            ("foedus sensitivity run --outcome conditional.holds_10", "what each assumption of a run explains on its own"),
            ("foedus sensitivity morris.csv --outcome y --ranges 1,2,10", "elementary effects"));
    }

    private static int Run(string path, string outcome, string? inputs, string? method, string? ranges, bool json, CancellationToken cancel)
    {
        const string trajectory = "trajectory";
        if (RunDirectory.IsRun(path))
            return OfRun(path, outcome, inputs?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), method ?? ranges, json, cancel);
        var table = ExperimentFile.Read(path, cancel);
        var results = table.Numbers(outcome);
        string[] names = inputs?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [.. table.InputsFor(outcome).Where(name => name != trajectory)];
        if (names.Length == 0)
            throw new InputException("There is no input column.");
        if (method == "morris" || (method is null && table.Names.Contains(trajectory)))
        {
            var columns = names.Select(table.Numbers).ToArray();
            var effects = ElementaryEffects.Estimate(columns, results, Widths(ranges, columns), table.Names.Contains(trajectory) ? table.Numbers(trajectory)
                : [.. Enumerable.Range(0, results.Length).Select(row => (double)(row / (names.Length + 1)))]);
            if (json)
                Console.WriteLine(ExploringJson.Effects(names, effects).ToJsonString(Json.Layout));
            else
                for (var j = 0; j < names.Length; j++)
                    Output.Line($"{names[j],-24} mean effect {Number(effects[j].Mean)}, of its size {Number(effects[j].MeanAbsolute)}, spread {Number(effects[j].Deviation)}");
            return ExitCode.Fine;
        }
        var indices = SobolIndices.Estimate(results, names.Length);
        if (json)
            Console.WriteLine(ExploringJson.Indices(names, indices).ToJsonString(Json.Layout));
        else
            for (var j = 0; j < names.Length; j++)
                Output.Line($"{names[j],-24} on its own {Number(indices[j].First)} ({Number(indices[j].FirstInterval.Low)} to {Number(indices[j].FirstInterval.High)}), "
                    + $"with others {Number(indices[j].Total)} ({Number(indices[j].TotalInterval.Low)} to {Number(indices[j].TotalInterval.High)})");
        return ExitCode.Fine;
    }

    // A run's draws are no Saltelli design: own shares can be had from them, total effects cannot.
    private static int OfRun(string run, string outcome, string[]? inputs, string? design, bool json, CancellationToken cancel)
    {
        if (design is not null)
            throw new InputException("--method and --ranges speak of designs; a run's draws are none. Total effects are in the run's summary.json and report.", run);
        var shares = Weigh.OwnShares(run, outcome, inputs, cancel);
        if (json)
            Console.WriteLine(ExploringJson.Indices([.. shares.Select(of => of.Name)], [.. shares.Select(of => new SobolIndex(of.Share.Share, double.NaN, (of.Share.Low, of.Share.High), (double.NaN, double.NaN)))]).ToJsonString(Json.Layout));
        else
            foreach (var (name, share) in shares)
                Output.Line($"{name,-24} on its own {Number(share.Share)} ({Number(share.Low)} to {Number(share.High)})");
        return ExitCode.Fine;
    }

    private static double[] Widths(string? ranges, double[][] columns)
    {
        if (ranges is null)
            return [.. columns.Select(column => column.Max() - column.Min())];
        var widths = ranges.Split(',').Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && width > 0 && double.IsFinite(width) ? width
            : throw new InputException($"'{text}' in --ranges is not a width above 0.")).ToArray();
        return widths.Length == columns.Length ? widths : throw new InputException($"--ranges has {widths.Length} widths for {columns.Length} inputs.");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
