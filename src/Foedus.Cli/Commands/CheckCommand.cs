using Foedus.Binding;
using System.CommandLine;
using System.Text.Json.Nodes;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus check: what is wrong with a deal.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var (file, json) = (DealInputs.File(), DealInputs.Json());
        var command = new Command("check", "Say what is wrong with a deal, over the whole range of its assumptions.") { file, json };
        command.SetAction((parsed, cancel) => Stoppable.Run(() => Run(parsed.GetValue(file)!, parsed.GetValue(json), cancel), cancel));
        return command.WithExamples(("foedus check my.foedus", "check a deal"), ("foedus check my.foedus --json", "the same for a program"));
    }

    private static int Run(string path, bool json, CancellationToken cancel)
    {
        var file = DealFile.Read(path, cancel);
        var errors = file.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        if (json)
        {
            Console.WriteLine(Json(file).ToJsonString(Interop.Json.Layout));
        }
        else
        {
            Console.Error.Write(file.Report);
            foreach (var understood in file.Understood)
                Console.Error.WriteLine($"Line {file.Source.Locate(understood.Place.Start).Line}: understood as {understood.Text}.");
            var warnings = file.Diagnostics.Count - errors;
            Console.WriteLine(errors > 0 ? $"{errors} error{(errors == 1 ? "" : "s")}, {warnings} warning{(warnings == 1 ? "" : "s")}."
                : $"\"{file.Deal.Title}\" is sound: {Count(file.Deal.Parties.Count(), "party", "parties")}, {Count(file.Deal.Offers.Count(), "offer", "offers")}, {Count(file.Deal.Assumptions.Count(), "assumption", "assumptions")}"
                    + (warnings == 0 ? "." : $"; {Count(warnings, "warning", "warnings")}."));
        }
        return errors > 0 ? ExitCode.InputAtFault : ExitCode.Fine;
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static JsonObject Json(DealFile file) => new()
    {
        ["schema"] = "foedus/check/1",
        ["title"] = file.Deal.Title,
        ["sound"] = !file.HasErrors,
        ["diagnostics"] = Interop.Json.Array(file.Diagnostics.Select(diagnostic =>
        {
            var (line, column) = file.Source.Locate(Math.Min(diagnostic.Place.Start, file.Source.Text.Length));
            return new JsonObject
            {
                ["code"] = diagnostic.Code,
                ["severity"] = diagnostic.Severity == Severity.Error ? "error" : "warning",
                ["line"] = line,
                ["column"] = column,
                ["length"] = diagnostic.Place.Length,
                ["message"] = diagnostic.Message,
                ["remedy"] = diagnostic.Remedy,
            };
        })),
        ["understood"] = Interop.Json.Array(file.Understood.Select(understood => new JsonObject { ["line"] = file.Source.Locate(understood.Place.Start).Line, ["text"] = understood.Text })),
        ["offers"] = Interop.Json.Array(file.Offers.Select(offer => new JsonObject
        {
            ["name"] = offer.Offer.Name,
            ["states"] = offer.Game.StateCount,
            ["nodes"] = offer.Game.Nodes.Count,
        })),
    };
}
