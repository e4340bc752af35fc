using System.CommandLine;
using Foedus.Answers;
using Foedus.Interop;
using Foedus.Language;
using Foedus.Language.Comparing;

namespace Foedus.Cli.Commands;

/// <summary>foedus diff: in what two deals differ.</summary>
internal static class DiffCommand
{
    public static Command Make()
    {
        var before = new Argument<string>("BEFORE") { Description = "The deal as it was." };
        var after = new Argument<string>("AFTER") { Description = "The deal as it is." };
        var text = new Option<bool>("--text") { Description = "Show the lines that differ as well." };
        var json = DealInputs.Json();
        var command = new Command(
            "diff",
            "Say in what two deals differ: in what they say, not in how they are laid out. Exits with 0 whether they differ or not."
        )
        {
            before,
            after,
            text,
            json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(text), parsed.GetValue(json)));
        return command.WithExamples(
            ("foedus diff yesterday.foedus today.foedus", "say what changed"),
            ("foedus diff yesterday.foedus today.foedus --text", "and show the lines"),
            ("foedus diff yesterday.foedus today.foedus --json", "the same for a program")
        );
    }

    private static int Run(string beforePath, string afterPath, bool text, bool json)
    {
        var (before, after) = (Read(beforePath), Read(afterPath));
        var difference = DealDifference.Between(before.Deal, after.Deal);
        if (json)
        {
            Console.WriteLine(AnswerJson.Text(DifferenceAnswer.Of(difference, before.Source.Text, after.Source.Text)));
            return ExitCode.Fine;
        }
        if (difference.IsEmpty)
            Output.Line(
                before.Source.Text == after.Source.Text
                    ? "The two are the same, letter for letter."
                    : "The two deals say the same; only layout or comments differ."
            );
        foreach (var change in difference.Changes)
            Output.Line(string.Join(' ', change.Words.Split('\n', StringSplitOptions.TrimEntries)));
        if (text)
            Lines(before.Source.Text, after.Source.Text);
        return ExitCode.Fine;
    }

    private static void Lines(string before, string after)
    {
        var lines = TextDifference.Around(TextDifference.Between(before, after));
        if (lines.Count > 0)
            Console.WriteLine();
        foreach (var line in lines)
            Console.WriteLine(
                line is not { } shown
                    ? "  …"
                    : $"{Mark(shown.Change)}{shown.Before ?? shown.After, 5} {new string([.. shown.Text.Select(c => char.IsControl(c) && c != '\t' ? '?' : c)])}"
            );
    }

    private static char Mark(LineChange change) =>
        change switch
        {
            LineChange.Added => '+',
            LineChange.Removed => '-',
            _ => ' ',
        };

    // Names need not be right for two texts to be compared, but every statement must be readable.
    private static Language.ParseResult Read(string path)
    {
        var parsed = DealParser.Parse(SourceText.ReadFile(path));
        return parsed.HasErrors ? throw new InputException(DiagnosticRenderer.Render(parsed.Source, parsed.Diagnostics).TrimEnd()) : parsed;
    }
}
