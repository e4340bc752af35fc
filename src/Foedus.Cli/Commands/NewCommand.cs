using System.CommandLine;
using Foedus.Workflow;

namespace Foedus.Cli.Commands;

/// <summary>foedus new: a small sound deal with comments, to be changed.</summary>
internal static class NewCommand
{
    public static Command Make()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The file to write; must not be there yet (default my.foedus).",
            DefaultValueFactory = _ => "my.foedus",
        };
        var from = new Option<string>("--from")
        {
            Description = "The pattern to begin from (default: the first).",
            HelpName = "PATTERN",
            DefaultValueFactory = _ => Pattern.All[0].Name,
        };
        from.CompletionSources.Add(_ => Pattern.All.Select(pattern => new System.CommandLine.Completions.CompletionItem(pattern.Name)));
        var list = new Option<bool>("--list") { Description = "List the patterns, and end." };
        var command = new WritingCommand("new", "Write a small sound deal with comments, to be changed.") { file, from, list };
        command.Excludes(list, from);
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) && result.GetResult(file) is { Implicit: false, Tokens.Count: > 0 })
                result.AddError("--list writes no file: leave FILE out.");
        });
        command.SetAction(parsed => parsed.GetValue(list) ? List() : Write(parsed.GetValue(file)!, parsed.GetValue(from)!));
        return command.WithExamples(
            ("foedus new", "my.foedus, a guarantee that may not be kept"),
            ("foedus new --list", "the patterns that there are"),
            ("foedus new grain.foedus --from money", "money in escrow")
        );
    }

    private static int List()
    {
        foreach (var pattern in Pattern.All)
            Output.Line($"{pattern.Name, -12} {pattern.Title}");
        return ExitCode.Fine;
    }

    private static int Write(string path, string name)
    {
        var pattern = Pattern.Named(name);
        if (Path.Exists(path))
            throw new InputException("There is something of that name already, and it is left as it is. Name another: foedus new FILE.", path);
        Output.WriteFile(path, pattern.WithComments());
        Output.Line($"{path}: {pattern.Title}.");
        Output.Line($"Next: read and change it; foedus check {path}; foedus weigh {path}. What the words mean: foedus docs language.");
        return ExitCode.Fine;
    }
}
