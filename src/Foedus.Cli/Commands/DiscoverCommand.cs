using System.CommandLine;
using System.Globalization;
using Foedus.Answers;
using Foedus.Exploring;
using Foedus.Interop;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus discover: in which of the experiments the thing of interest happens.</summary>
internal static class DiscoverCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Experiments as CSV (with a heading) or Parquet, or the folder of a run." };
        var outcome = new Option<string>("--outcome") { Description = "The column to explain.", HelpName = "COLUMN", Required = true };
        var inputs = new Option<string?>("--inputs") { Description = "Columns that may explain it, with commas (default: all others; of a run, its assumptions).", HelpName = "A,B,…" };
        var above = new Option<double?>("--above") { Description = "Of interest are rows with the outcome above X (default: above 0.5).", HelpName = "X" };
        var below = new Option<double?>("--below") { Description = "Of interest are rows with the outcome below X.", HelpName = "X" };
        var method = new Option<string>("--method") { Description = "prim (boxes, peeled) or cart (a tree's leaves).", HelpName = "M", DefaultValueFactory = _ => "prim" };
        method.AcceptOnlyFromAmong("prim", "cart");
        var objective = new Option<PeelObjective>("--objective") { Description = "What a peel should gain: lenient1, lenient2 or original.", HelpName = "O", DefaultValueFactory = _ => PeelObjective.Lenient1 };
        var density = new Option<double>("--density") { Description = "Wanted share of the worlds in a box that are of interest (default 0.8).", HelpName = "D", DefaultValueFactory = _ => 0.8 };
        var mass = new Option<double>("--least-mass") { Description = "Smallest share of all rows in a box or leaf (default 0.05).", HelpName = "S", DefaultValueFactory = _ => 0.05 };
        foreach (var share in new[] { density, mass })
            share.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<double>() is not (> 0 and <= 1)) result.AddError($"{share.Name} must be above 0 and at most 1.");
            });
        var json = DealInputs.Json();
        var command = new Command("discover", "Find the boxes of assumptions in which something happens (PRIM or CART).") { file, outcome, inputs, above, below, method, objective, density, mass, json };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(Read(parsed.GetValue(file)!, parsed.GetValue(outcome)!, parsed.GetValue(inputs), parsed.GetValue(above), parsed.GetValue(below), cancel),
            parsed.GetValue(method)!, new PrimOptions(parsed.GetValue(objective), LeastMass: parsed.GetValue(mass), WantedDensity: parsed.GetValue(density)), parsed.GetValue(json), cancel)));
        return command.WithExamples(
            ("foedus discover experiments.csv --outcome fails", "boxes in which 'fails' is above 0.5"),
            ("foedus discover run --outcome conditional.holds --below 0.5", "what breaks an offer, after 'foedus weigh my.foedus --out run'"),
            ("foedus discover experiments.csv --outcome survival --below 0.6 --inputs credibility,detection --method cart --json", "a tree instead"));
    }

    private static Experiments Read(string path, string outcome, string? inputs, double? above, double? below, CancellationToken cancel)
    {
        if (above is not null && below is not null)
            throw new InputException("Say --above or --below, not both.");
        var table = ExperimentFile.Read(path, cancel);
        var names = table.InputsFor(outcome, inputs);
        foreach (var note in table.Notes)
            Console.Error.WriteLine(note);
        // A world without a certified result says nothing of the outcome; it is counted, not guessed.
        if (table.LeaveOutEmpty(outcome) is var empty and > 0)
            Console.Error.WriteLine($"Left out: {Units.Words.Counted(empty, "row")} without a '{outcome}'; {table.Rows:N0} remain.");
        if (table.Rows == 0)
            throw new InputException($"No row has a value in '{outcome}'.", path);
        var values = table.Numbers(outcome);
        return new Experiments([.. names.Select(table.Input)], Array.ConvertAll(values, value => below is { } limit ? value < limit : value > (above ?? 0.5)));
    }

    private static int Run(Experiments data, string method, PrimOptions options, bool json, CancellationToken cancel)
    {
        IReadOnlyList<FoundBox> boxes = method == "prim" ? Prim.Find(data, options, cancel)
            : [.. Cart.Find(data, new CartOptions((int)Math.Ceiling(options.LeastMass * data.Rows)), cancel).Leaves.Select(leaf => new FoundBox([leaf], 0))];
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(BoxesAnswer.Of(data, method, boxes)));
            return ExitCode.Fine;
        }
        Output.Line($"{data.CasesOfInterest:N0} of {Units.Words.Counted(data.Rows, "row")} are of interest ({100.0 * data.CasesOfInterest / data.Rows:0} of 100).");
        for (var b = 0; b < boxes.Count; b++)
        {
            var step = boxes[b].Trajectory[boxes[b].Chosen];
            Output.Line($"{(method == "prim" ? "box" : "leaf")} {b + 1}: {100 * step.Coverage:0} of 100 cases are here; {100 * step.Density:0} of 100 rows here are cases; {Units.Words.Counted(step.Count, "row")}");
            foreach (var c in step.Restricted)
                Output.Line($"  {data.Inputs[c].Name} {Words(data.Inputs[c], step.Limits[c], step.QuasiP[c])}");
        }
        return ExitCode.Fine;
    }

    private static string Words(InputColumn column, BoxLimit limit, (double Low, double High) quasiP) => limit.Allowed is { } allowed
        ? $"is {string.Join(" or ", column.Categories.Where((_, k) => allowed[k]).Select(name => name.Length == 0 ? "(empty)" : name))}"
        : limit.Low == limit.High ? string.Create(CultureInfo.InvariantCulture, $"is {limit.Low:R}")
        : $"from {Ends(limit).Low}{P(quasiP.Low)} to {Ends(limit).High}{P(quasiP.High)}";

    // As short as tells the two ends apart.
    private static (string Low, string High) Ends(BoxLimit limit)
    {
        string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        return Text(limit.Low, "G5") != Text(limit.High, "G5") ? (Text(limit.Low, "G5"), Text(limit.High, "G5")) : (Text(limit.Low, "R"), Text(limit.High, "R"));
    }

    private static string P(double quasiP) => double.IsNaN(quasiP) ? "" : string.Create(CultureInfo.InvariantCulture, $" (quasi-p {quasiP:0.0e+0;-0.0e+0;0})");
}
