using System.CommandLine;
using Foedus.Answers;
using Foedus.Binding;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Units;
using Foedus.Weighing;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus check: what is wrong with a deal.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var (file, json) = (DealInputs.File(), DealInputs.Json());
        var solve = new Option<bool>("--solve")
        {
            Description =
                "Also solve every offer at the best values, for what of the model shows only then: slips, options that nobody means, what is hardly ever reached.",
        };
        var command = new Command(
            "check",
            "Say what is wrong with a deal, over the whole range of its assumptions, and what its offers owe to how it is written."
        )
        {
            file,
            solve,
            json,
        };
        command.SetAction((parsed, cancel) => Stoppable.Run(() => Run(parsed.GetValue(file)!, parsed.GetValue(solve), parsed.GetValue(json), cancel), cancel));
        return command.WithExamples(
            ("foedus check my.foedus", "check a deal"),
            ("foedus check my.foedus --solve", "and how its offers are played"),
            ("foedus check my.foedus --json", "the same for a program")
        );
    }

    private static int Run(string path, bool solve, bool json, CancellationToken cancel)
    {
        var file = DealFile.Read(path, cancel);
        var found =
            file.HasErrors || file.Offers.Count == 0 ? []
            : solve ? Output.Working("Solving every offer", () => CheckModel.Solved(file, new WeighingOptions(), cancel))
            : CheckModel.ByStructure(file, withoutWarned: !json);
        var errors = file.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(CheckAnswer.Of(file, found)));
        }
        else
        {
            var report = file.Report;
            Console.Error.Write(report);
            if (Pages.ForCodesIn(report) is { } pages)
                Console.Error.WriteLine(pages);
            foreach (var understood in file.Understood)
                Console.Error.WriteLine($"{file.Source.Where(understood.Place.Start)}: understood as {understood.Text}.");
            var warnings = file.Diagnostics.Count - errors;
            Output.Line(
                errors > 0
                    ? $"{Words.Counted(errors, "error")}, {Words.Counted(warnings, "warning")}."
                    : $"\"{file.Deal.Title}\" is sound: {Words.Counted(file.Deal.Parties.Count(), "party")}, {Words.Counted(file.Deal.Offers.Count(), "offer")}, {Words.Counted(file.Deal.Assumptions.Count(), "assumption")}"
                        + (warnings == 0 ? "." : $"; {Words.Counted(warnings, "warning")}.")
            );
            foreach (var (offer, size) in file.Offers.Select(offer => (offer, OfferSize.Work(offer))).Where(pair => pair.Item2.Seconds > Noticed))
                Output.Line(
                    FormattableString.Invariant(
                        $"'{offer.Offer.Name}': one solve takes about {size.Seconds:0} s of one core and {Math.Max(1, size.Bytes / 1e6):N0} MB, a weighing about {size.Seconds * new WeighingOptions().Draws / 60:N0} min."
                    )
                );
            if (found.Count > 0)
                Output.Line("Model check: none of this is wrong by itself.");
            foreach (var sentence in CheckModel.Told(found))
                Output.Line($"- {sentence}");
        }
        return errors > 0 ? ExitCode.InputAtFault : ExitCode.Fine;
    }

    // Seconds of one core; what takes longer is said before it is begun.
    private const double Noticed = 2;
}
