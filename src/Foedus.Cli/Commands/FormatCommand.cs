using System.CommandLine;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;

namespace Foedus.Cli.Commands;

/// <summary>foedus format: lay a deal's text out.</summary>
internal static class FormatCommand
{
    public static Command Make()
    {
        var file = DealInputs.File();
        var check = new Option<bool>("--check") { Description = "Change nothing; exit with 1 if the file would change." };
        var upgrade = new Option<bool>("--upgrade") { Description = "Rewrite a deal of version 0.1, in which any unit of time was read as the period, so that it means what it meant." };
        var command = new Command("format", "Lay a deal's text out in place; comments stay.") { file, check, upgrade };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(file)!, parsed.GetValue(check), parsed.GetValue(upgrade), cancel));
        return command.WithExamples(("foedus format my.foedus", "lay out a file"), ("foedus format --check my.foedus", "only say whether it is laid out"), ("foedus format --upgrade old.foedus", "keep what a deal of version 0.1 meant"));
    }

    private static async Task<int> Run(string path, bool check, bool upgrade, CancellationToken cancel)
    {
        var (text, laidOut) = await Stoppable.Run(() => LaidOut(path, upgrade), cancel);
        if (laidOut == text)
            return ExitCode.Fine;
        if (check)
        {
            Console.Error.WriteLine($"{path}: not laid out. Run: foedus format {(upgrade ? "--upgrade " : "")}{path}");
            return ExitCode.InputAtFault;
        }
        Output.WriteFile(path, laidOut);
        return ExitCode.Fine;
    }

    private static (string Text, string LaidOut) LaidOut(string path, bool upgrade)
    {
        var source = SourceText.ReadFile(path);
        var parsed = DealParser.Parse(source);
        // A text that others include has no title of its own.
        if (parsed.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code != DiagnosticCodes.MissingTitle))
            throw new InputException(DiagnosticRenderer.Render(source, parsed.Diagnostics).TrimEnd());
        if (upgrade && source.IncludesFiles)
            throw new InputException("A deal of version 0.1 includes no files: put the texts together before it is upgraded.");
        return (source.Written, DealFormatter.Format(new SourceText(upgrade ? DealUpgrade.Apply(source) : source.Written, source.Name)));
    }
}
