using System.CommandLine;
using Foedus.Binding;
using Foedus.Language;
using Foedus.Language.Service;

namespace Foedus.Cli.Commands;

/// <summary>foedus format: lay the text of deals out.</summary>
internal static class FormatCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Deals, text files ending in .foedus. Where one of them cannot be read, none is changed.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit with 1 if a file would change." };
        var upgrade = new Option<bool>("--upgrade")
        {
            Description =
                "Rewrite a deal of version 0.1 so that it means what it meant: the unit of time in interests (each), drifts (each) and the horizon, which was read as the period, and additions to an option that have a condition (option … at … when). Each line that is rewritten is told; what else 0.1 read otherwise: docs/upgrading.md.",
        };
        var command = new WritingCommand("format", "Lay a deal's text out in place; comments stay.") { files, check, upgrade };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(files)!, parsed.GetValue(check), parsed.GetValue(upgrade), cancel));
        return command.WithExamples(
            ("foedus format my.foedus", "lay out a file"),
            ("foedus format --check deals/*.foedus", "only say which of them are not laid out"),
            ("foedus format --upgrade old.foedus", "keep what a deal of version 0.1 meant")
        );
    }

    private static async Task<int> Run(string[] paths, bool check, bool isUpgrade, CancellationToken cancel)
    {
        var changed = await Stoppable.Run(() => Changed(paths, isUpgrade), cancel);
        foreach (var (path, laidOut, upgrades) in changed)
        {
            foreach (var upgrade in upgrades)
                Console.Error.WriteLine(
                    $"{path}:{upgrade.Line}: {upgrade.Before}{Environment.NewLine}{new string(' ', $"{path}:{upgrade.Line}:".Length - 3)} → {upgrade.After}"
                );
            if (check)
                Console.Error.WriteLine($"{path}: not laid out. Run: foedus format {(isUpgrade ? "--upgrade " : "")}{path}");
            else
                Output.WriteFile(path, laidOut);
        }
        return check && changed.Count > 0 ? ExitCode.InputAtFault : ExitCode.Fine;
    }

    // Those that are not laid out yet, each once; all faults of all files are said before anything is written.
    private static List<(string Path, string LaidOut, IReadOnlyList<DealUpgrade.Change> Upgrades)> Changed(string[] paths, bool upgrade)
    {
        var changed = new List<(string, string, IReadOnlyList<DealUpgrade.Change>)>();
        var faults = new List<InputException>();
        foreach (var path in paths.DistinctBy(Path.GetFullPath))
            try
            {
                var (text, laidOut, upgrades) = LaidOut(path, upgrade);
                if (laidOut != text)
                    changed.Add((path, laidOut, upgrades));
            }
            catch (InputException fault)
            {
                faults.Add(fault);
            }
        return faults.Count switch
        {
            0 => changed,
            1 => throw faults[0],
            _ => throw new InputException(
                string.Join(Environment.NewLine, faults.Select(fault => fault.Place is null ? fault.Message : $"{fault.Place}: {fault.Message}"))
            ),
        };
    }

    private static (string Text, string LaidOut, IReadOnlyList<DealUpgrade.Change> Upgrades) LaidOut(string path, bool upgrade)
    {
        var source = SourceText.ReadFile(path);
        var parsed = DealParser.Parse(source);
        // A text that others include has no title of its own.
        if (parsed.Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error && diagnostic.Code != DiagnosticCodes.MissingTitle))
            throw new InputException(DiagnosticRenderer.Render(source, parsed.Diagnostics).TrimEnd());
        if (upgrade && source.IncludesFiles)
            throw new InputException("A deal of version 0.1 includes no files: put the texts together before it is upgraded.", path);
        return (
            source.Written,
            DealFormatter.Format(new SourceText(upgrade ? DealUpgrade.Apply(source) : source.Written, source.Name)),
            upgrade ? DealUpgrade.Changes(source) : []
        );
    }
}
