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
        var outcome = new Option<string>("--outcome")
        {
            Description = "The column to explain.",
            HelpName = "COLUMN",
            Required = true,
        };
        var inputs = new Option<string?>("--inputs")
        {
            Description =
                "Columns that may explain it, with commas (default: all others; of a run, the assumptions with a range that are in any number of the offer).",
            HelpName = "A,B,…",
        };
        var above = new Option<double?>("--above") { Description = "Of interest are rows with the outcome above X (default: above 0.5).", HelpName = "X" };
        var below = new Option<double?>("--below") { Description = "Of interest are rows with the outcome below X.", HelpName = "X" };
        var method = new Option<string>("--method")
        {
            Description = "prim (boxes, peeled) or cart (a tree's leaves).",
            HelpName = "M",
            DefaultValueFactory = _ => "prim",
        };
        method.AcceptOnlyFromAmong("prim", "cart");
        var objective = new Option<PeelObjective>("--objective")
        {
            Description = "What a peel should gain: lenient1, lenient2 or original.",
            HelpName = "O",
            DefaultValueFactory = _ => PeelObjective.Lenient1,
        };
        var density = new Option<double>("--density")
        {
            Description = "Wanted share of the worlds in a box that are of interest (default 0.8).",
            HelpName = "D",
            DefaultValueFactory = _ => 0.8,
        };
        var mass = new Option<double>("--least-mass")
        {
            Description = "Smallest share of all rows in a box or leaf (default 0.05).",
            HelpName = "S",
            DefaultValueFactory = _ => 0.05,
        };
        var luck = new Option<double>("--luck")
        {
            Description = "Drop limits whose quasi-p is above this, and show boxes of at most four inputs (default 0.05); 1 shows boxes as they are peeled.",
            HelpName = "P",
            DefaultValueFactory = _ => BoxSearch.LuckAbove,
        };
        foreach (var share in new[] { density, mass, luck })
            share.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<double>() is not (> 0 and <= 1))
                    result.AddError($"{share.Name} must be above 0 and at most 1.");
            });
        var json = DealInputs.Json();
        var command = new Command("discover", "Find the boxes of assumptions in which something happens (PRIM or CART).")
        {
            file,
            outcome,
            inputs,
            above,
            below,
            method,
            objective,
            density,
            mass,
            luck,
            json,
        };
        command.Excludes(above, below);
        command.OnlyWith(method, "prim", objective, density, luck);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    Run(
                        Read(
                            parsed.GetValue(file)!,
                            parsed.GetValue(outcome)!,
                            parsed.GetValue(inputs),
                            parsed.GetValue(above),
                            parsed.GetValue(below),
                            cancel
                        ),
                        parsed.GetValue(method)!,
                        new PrimOptions(
                            parsed.GetValue(objective),
                            LeastMass: parsed.GetValue(mass),
                            WantedDensity: parsed.GetValue(density),
                            DropAbove: parsed.GetValue(luck) is var p and < 1 ? p : null
                        ),
                        parsed.GetValue(json),
                        cancel
                    )
                )
        );
        return command.WithExamples(
            ("foedus discover experiments.csv --outcome fails", "boxes in which 'fails' is above 0.5"),
            ("foedus discover run --outcome costly.holds_when --below 0.5", "where an offer does not hold, after 'foedus weigh my.foedus --out run'"),
            ("foedus discover run --outcome costly.peace --below 0.5 --inputs firm,shame --method cart --json", "a tree instead, of some inputs")
        );
    }

    private static Experiments Read(string path, string outcome, string? inputs, double? above, double? below, CancellationToken cancel)
    {
        var table = ExperimentFile.Read(path, cancel);
        var names = table.InputsFor(outcome, inputs);
        // A world without a certified result says nothing of the outcome; it is counted, not guessed.
        if (table.LeaveOutEmpty(outcome) is var empty and > 0)
            Console.Error.WriteLine($"Left out: {Units.Words.Counted(empty, "row")} without a '{outcome}'; {table.Rows:N0} remain.");
        if (table.Rows == 0)
            throw new InputException($"No row has a value in '{outcome}'.", path);
        var values = table.Numbers(outcome);
        IReadOnlyList<InputColumn> columns = [.. names.Select(table.Input)];
        foreach (var note in table.Notes)
            Console.Error.WriteLine(note);
        return new Experiments(columns, Array.ConvertAll(values, value => below is { } limit ? value < limit : value > (above ?? 0.5)));
    }

    private static int Run(Experiments data, string method, PrimOptions options, bool json, CancellationToken cancel)
    {
        IReadOnlyList<FoundBox> boxes =
            method == "prim"
                ? BoxSearch.Boxes(data, options, cancel)
                :
                [
                    .. Cart.Find(data, new CartOptions((int)Math.Ceiling(options.LeastMass * data.Rows)), cancel)
                        .Leaves.Select(leaf => new FoundBox([leaf], 0)),
                ];
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(BoxesAnswer.Of(data, method, boxes)));
            return ExitCode.Fine;
        }
        Output.Line(
            $"{data.CasesOfInterest:N0} of {Units.Words.Counted(data.Rows, "row")} are of interest ({100.0 * data.CasesOfInterest / data.Rows:0} of 100)."
        );
        // Where nothing was cut, there is one leaf of everything.
        if (boxes.All(box => box.Trajectory[box.Chosen].Restricted.Count == 0))
            Output.Line(
                method == "cart" ? "There is no box: no split tells the cases apart."
                : options.DropAbove is null ? "There is no box: no limit makes the cases denser."
                : "There is no box: no pattern of up to four limits stands out from luck."
            );
        for (var b = 0; b < boxes.Count; b++)
        {
            var step = boxes[b].Trajectory[boxes[b].Chosen];
            if (step.Restricted.Count == 0)
                continue;
            Output.Line(
                $"{(method == "prim" ? "box" : "leaf")} {b + 1}: {100 * step.Coverage:0} of 100 cases are here; {100 * step.Density:0} of 100 rows here are cases; {Units.Words.Counted(step.Count, "row")}"
            );
            foreach (var c in step.Restricted)
                Output.Line($"  {data.Inputs[c].Name} {Words(data.Inputs[c], step.Limits[c], step.QuasiP[c])}");
        }
        return ExitCode.Fine;
    }

    // A side at the outermost value of the table is no limit.
    private static string Words(InputColumn column, BoxLimit limit, (double Low, double High) quasiP)
    {
        if (limit.Allowed is { } allowed)
            return $"is {string.Join(" or ", column.Categories.Where((_, k) => allowed[k]).Select(name => name.Length == 0 ? "(empty)" : name))}{P(quasiP.Low)}";
        if (limit.Low == limit.High)
            return string.Create(CultureInfo.InvariantCulture, $"is {limit.Low:R}{P(double.IsNaN(quasiP.Low) ? quasiP.High : quasiP.Low)}");
        var (low, high) = (limit.Low > column.Values.Min() && !IsOpen(quasiP, quasiP.Low), limit.High < column.Values.Max() && !IsOpen(quasiP, quasiP.High));
        return low && high ? $"from {Ends(limit).Low}{P(quasiP.Low)} to {Ends(limit).High}{P(quasiP.High)}"
            : low ? $"at least {Ends(limit).Low}{P(quasiP.Low)}"
            : $"at most {Ends(limit).High}{P(quasiP.High)}";
    }

    // Of a later box a side may end before the table does only because an earlier box took what lies beyond; a tree has no quasi-p at all.
    private static bool IsOpen((double Low, double High) both, double side) => double.IsNaN(side) && !(double.IsNaN(both.Low) && double.IsNaN(both.High));

    // As short as tells the two ends apart.
    private static (string Low, string High) Ends(BoxLimit limit)
    {
        string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        return Text(limit.Low, "G5") != Text(limit.High, "G5")
            ? (Text(limit.Low, "G5"), Text(limit.High, "G5"))
            : (Text(limit.Low, "R"), Text(limit.High, "R"));
    }

    private static string P(double quasiP) => double.IsNaN(quasiP) ? "" : string.Create(CultureInfo.InvariantCulture, $" (quasi-p {quasiP:0.0e+0;-0.0e+0;0})");
}
