using System.CommandLine;
using Foedus.Language;

namespace Foedus.Cli.Commands;

/// <summary>foedus format: lay a deal's text out.</summary>
internal static class FormatCommand
{
    public static Command Make()
    {
        var file = DealInputs.File();
        var check = new Option<bool>("--check") { Description = "Change nothing; exit with 1 if the file would change." };
        var command = new Command("format", "Lay a deal's text out in place; comments stay.") { file, check };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(check)));
        return command.WithExamples(("foedus format my.foedus", "lay out a file"), ("foedus format --check my.foedus", "only say whether it is laid out"));
    }

    private static int Run(string path, bool check)
    {
        var source = SourceText.ReadFile(path);
        var parsed = DealParser.Parse(source);
        if (parsed.HasErrors)
            throw new InputException(DiagnosticRenderer.Render(source, parsed.Diagnostics).TrimEnd());
        var laidOut = DealFormatter.Format(source);
        if (laidOut == source.Text)
            return ExitCode.Fine;
        if (check)
        {
            Console.Error.WriteLine($"{path}: not laid out. Run: foedus format {path}");
            return ExitCode.InputAtFault;
        }
        Output.WriteFile(path, laidOut);
        return ExitCode.Fine;
    }
}
