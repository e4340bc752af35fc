using System.CommandLine;
using System.CommandLine.Completions;

namespace Foedus.Cli.Commands;

/// <summary>foedus docs: the documentation, out of the program itself.</summary>
internal static class DocsCommand
{
    public static Command Make()
    {
        var page = new Argument<string?>("PAGE")
        {
            Description = "Its name, as guide or decisions/time, or the code of a diagnostic, as FD0001; without it all pages are listed.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "PAGE",
        };
        page.CompletionSources.Add(_ => Pages.Names.Select(name => new CompletionItem(name)));
        var command = new Command("docs", "Read the documentation, without a network: the guide, the language, what each code means.") { page };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(page) is { } name)
            {
                Console.Write(Pages.Read(name));
                return ExitCode.Fine;
            }
            foreach (var known in Pages.Names.Where(known => !Pages.IsOfCode(known)))
                Output.Line($"{known, -22} {Pages.TitleOf(known)}");
            Output.Line("FD0001 …               What each code of a diagnostic means, with an example");
            return ExitCode.Fine;
        });
        return command.WithExamples(
            ("foedus docs", "which pages there are"),
            ("foedus docs guide | less", "the guide"),
            ("foedus docs FD0003", "what a code means")
        );
    }
}
