using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Runs;
using Foedus.Units;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus sensitivity: which input a result owes its spread to, from a design in a file.</summary>
internal static class SensitivityCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A Saltelli or Morris design with its results, as CSV (with a heading) or Parquet; or the folder of a run, for own shares.",
        };
        var outcome = new Option<string>("--outcome")
        {
            Description = "The column with the result.",
            HelpName = "COLUMN",
            Required = true,
        };
        var inputs = new Option<string?>("--inputs")
        {
            Description =
                "Input columns in the order of the design, with commas (default: all others but 'trajectory'; of a run, the assumptions with a range that are in any number of the offer).",
            HelpName = "A,B,…",
        };
        var method = new Option<string?>("--method")
        {
            Description = "saltelli or morris (default: morris where a column 'trajectory' stands).",
            HelpName = "M",
        };
        method.AcceptOnlyFromAmong("saltelli", "morris");
        var ranges = new Option<string?>("--ranges")
        {
            Description = "Morris: the width of each input's range, with commas (default: what the design spans).",
            HelpName = "W,W,…",
        };
        var json = DealInputs.Json();
        var command = new Command("sensitivity", "Estimate Sobol' indices or Morris' elementary effects from a design in a file.")
        {
            file,
            outcome,
            inputs,
            method,
            ranges,
            json,
        };
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        parsed.GetValue(file)!,
                        parsed.GetValue(outcome)!,
                        parsed.GetValue(inputs),
                        parsed.GetValue(method),
                        parsed.GetValue(ranges),
                        parsed.GetValue(json),
                        cancel
                    )
                )
        );
        return command.WithExamples(
            ("foedus sensitivity saltelli.csv --outcome y", "first-order and total indices with intervals"),
            ("foedus sensitivity run --outcome costly.peace", "what each assumption of a run explains on its own"),
            ("foedus sensitivity morris.csv --outcome y --ranges 1,2,10", "elementary effects")
        );
    }

    private static int Run(string path, string outcome, string? inputs, string? method, string? ranges, bool json, CancellationToken cancel)
    {
        if (RunDirectory.IsRun(path))
            return OfRun(path, outcome, ExperimentTable.Listed(inputs), method ?? ranges, json, cancel);
        var table = ExperimentFile.Read(path, cancel);
        return method == "morris" || (method is null && table.Names.Contains(DesignTable.Trajectory))
                ? Morris(new DesignTable(table, outcome, inputs), ranges, json)
            : ranges is not null ? throw new InputException("--ranges goes with --method morris.")
            : Saltelli(new DesignTable(table, outcome, inputs), json);
    }

    private const int MostNotes = 5;

    private static int Morris(DesignTable table, string? ranges, bool json)
    {
        var names = table.Names;
        if (table.Still is { Count: > 0 } still)
            throw new InputException(
                $"{Never(still)}: nothing can be said of {Words.Does(still.Count, "it", "them")}. {(still.Count == names.Count ? "No input is left." : $"Take {Words.Does(still.Count, "it", "them")} out: --inputs {string.Join(',', names.Except(still))}")}"
            );
        var trajectories = table.Trajectories();
        var effects = ElementaryEffects.Estimate(table.Inputs, table.Results, Widths(ranges, table.Inputs), trajectories);
        Notes(table);
        foreach (var note in DesignTable.CutOff(trajectories).Take(MostNotes))
            Console.Error.WriteLine(note);
        if (trajectories.Distinct().Count() == 1)
            Console.Error.WriteLine("There is one trajectory: nothing can be said of how effects differ from place to place. Take ten or more.");
        if (json)
            Console.WriteLine(AnswerJson.Text(ScreeningAnswer.Of(names, effects)));
        else
            for (var j = 0; j < names.Count; j++)
                Output.Line(
                    $"{names[j], -24} mean effect {Number(effects[j].Mean)}, of its size {Number(effects[j].MeanAbsolute)}, spread {Number(effects[j].Deviation)}"
                );
        return ExitCode.Fine;
    }

    private static int Saltelli(DesignTable table, bool json)
    {
        var (design, place) = table.Saltelli();
        var (all, allPairs) = SobolIndices.Estimate(table.Results, design);
        var (names, indices) = (table.Names, place.Select(at => all[at]).ToList());
        var pairs = allPairs.Where(pair => place.Contains(pair.First) && place.Contains(pair.Second)).Select(pair => Named(pair, place)).ToList();
        Notes(table);
        if (table.Still is { Count: > 0 } still)
            Console.Error.WriteLine($"{Never(still)}: the indices are 0 for want of a range.");
        if (json)
            Console.WriteLine(AnswerJson.Text(SensitivityAnswer.Of(names, indices, design.HasPairs ? pairs : null)));
        else
        {
            for (var j = 0; j < names.Count; j++)
                Output.Line(
                    $"{names[j], -24} on its own {Number(indices[j].First)} ({Number(indices[j].FirstInterval.Low)} to {Number(indices[j].FirstInterval.High)}), "
                        + $"with others {Number(indices[j].Total)} ({Number(indices[j].TotalInterval.Low)} to {Number(indices[j].TotalInterval.High)})"
                );
            foreach (var pair in pairs)
                Output.Line(
                    $"{$"{names[pair.First]} and {names[pair.Second]}", -24} only together {Number(pair.Share)} ({Number(pair.Interval.Low)} to {Number(pair.Interval.High)})"
                );
        }
        return ExitCode.Fine;
    }

    // By the numbers of the inputs that were asked for; the smaller first.
    private static PairIndex Named(PairIndex pair, IReadOnlyList<int> place)
    {
        var at = place.ToList();
        var (one, other) = (at.IndexOf(pair.First), at.IndexOf(pair.Second));
        return pair with { First = Math.Min(one, other), Second = Math.Max(one, other) };
    }

    private static void Notes(DesignTable table)
    {
        foreach (var note in table.Notes)
            Console.Error.WriteLine(note);
    }

    private static string Never(IReadOnlyList<string> names) =>
        $"The {Words.Noun(names.Count, "input")} {Words.Listed([.. names.Select(name => $"'{name}'")])} never {Words.Does(names.Count, "changes", "change")}";

    // A run's draws are no Saltelli design: own shares can be had from them, total effects cannot.
    private static int OfRun(string run, string outcome, IReadOnlyList<string>? inputs, string? design, bool json, CancellationToken cancel)
    {
        if (design is not null)
            throw new InputException(
                "--method and --ranges speak of designs; a run's draws are none. Total effects are in the run's summary.json and report.",
                run
            );
        var shares = Weigh.OwnShares(run, outcome, inputs, cancel);
        if (json)
            Console.WriteLine(
                AnswerJson.Text(
                    SensitivityAnswer.Of(
                        [.. shares.Select(of => of.Name)],
                        [.. shares.Select(of => new SobolIndex(of.Share.Share, double.NaN, (of.Share.Low, of.Share.High), (double.NaN, double.NaN)))]
                    )
                )
            );
        else
            foreach (var (name, share) in shares.OrderByDescending(of => of.Share.Share))
                Output.Line($"{name, -24} on its own {Number(share.Share)} ({Number(share.Low)} to {Number(share.High)})");
        return ExitCode.Fine;
    }

    private static double[] Widths(string? ranges, IReadOnlyList<double[]> columns)
    {
        if (ranges is null)
            return [.. columns.Select(column => column.Max() - column.Min())];
        var widths = ranges
            .Split(',')
            .Select(text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && width > 0 && double.IsFinite(width)
                    ? width
                    : throw new InputException($"'{text}' in --ranges is not a width above 0.")
            )
            .ToArray();
        return widths.Length == columns.Count
            ? widths
            : throw new InputException($"--ranges has {Words.Counted(widths.Length, "width")} for {Words.Counted(columns.Count, "input")}.");
    }

    private static string Number(double value) => Words.Rounded(value, 4);
}
