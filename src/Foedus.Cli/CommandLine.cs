using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using Foedus.Cli.Commands;

namespace Foedus.Cli;

/// <summary>The commands, and the one place where an exception becomes words and an exit code.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Command> Make)[] Commands =
    [
        ("check", CheckCommand.Make),
        ("format", FormatCommand.Make),
        ("diff", DiffCommand.Make),
        ("solve", SolveCommand.Make),
        ("weigh", WeighCommand.Make),
        ("merge", MergeCommand.Make),
        ("work", WorkCommand.Make),
        ("report", ReportCommand.Make),
        ("brief", BriefCommand.Make),
        ("explain", ExplainCommand.Make),
        ("map", MapCommand.Make),
        ("watch", WatchCommand.Make),
        ("calibrate", CalibrateCommand.Make),
        ("simulate", SimulateCommand.Make),
        ("export", ExportCommand.Make),
        ("verify", VerifyCommand.Make),
        ("stability", StabilityCommand.Make),
        ("discover", DiscoverCommand.Make),
        ("elicit", ElicitCommand.Make),
        ("baserates", BaseRatesCommand.Make),
        ("sensitivity", SensitivityCommand.Make),
        ("incidents", IncidentsCommand.Make),
        ("serve", ServeCommand.Make),
        ("new", NewCommand.Make),
        ("demo", DemoCommand.Make),
        ("docs", DocsCommand.Make),
        ("completion", CompletionCommand.Make),
    ];

    /// <summary>As 'foedus --version' says it.</summary>
    public static string Version => typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <param name="args">The command and what stands after it.</param>
    /// <param name="stop">Somebody wants the command to end.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        ParseResult? parsed = null;
        try
        {
            parsed = Root(args).Parse(args);
            var wrong = Mistakes(parsed, args);
            if (wrong.Count > 0)
            {
                foreach (var mistake in wrong)
                    await Console.Error.WriteLineAsync($"foedus: {mistake}");
                await Console.Error.WriteLineAsync($"Try: foedus {CommandPath(parsed)}--help");
                return ExitCode.Usage;
            }
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop);
        }
        catch (Exception ended)
        {
            return await SayAsync(
                ended is AggregateException many ? many.Flatten().InnerExceptions[0] : ended,
                parsed is not null && Writing.IsAskedOf(parsed)
            );
        }
    }

    // What is typed wrongly, in any command, before any of its work.
    private static IReadOnlyList<string> Mistakes(ParseResult parsed, string[] args)
    {
        if (UsageWords.NoNumber(parsed) is { } number)
            return [number];
        if (parsed.Errors.Count > 0)
            return [.. parsed.Errors.Select(error => UsageWords.Of(error.Message, parsed))];
        return (UsageWords.NoSuchOption(parsed, args) ?? UsageWords.NoName(parsed) ?? Writing.Overwritten(parsed)) is { } wrong ? [wrong] : [];
    }

    private static async Task<int> SayAsync(Exception ended, bool writes)
    {
        var (words, code) = ended switch
        {
            InputException { Place: { } place } fault => ($"{place}: {fault.Message}", ExitCode.InputAtFault),
            InputException fault => (fault.Message, ExitCode.InputAtFault),
            RefusedException refused => (refused.Message, ExitCode.NotConvergedOrRefused),
            OutOfMemoryException => (
                "There is not enough memory for this: the machine, or a limit that was set for the process, gave no more. Ask for fewer threads (--threads 1) or fewer draws, or allow more memory.",
                ExitCode.NotConvergedOrRefused
            ),
            OperationCanceledException => (writes ? "Stopped. Nothing was written." : "Stopped.", ExitCode.Cancelled),
            IOException or UnauthorizedAccessException => ($"foedus: {ended.Message}", ExitCode.InputAtFault),
            _ => (
                $"This is a bug in Foedus, not a fault of your input. Please report it with the deal, the command and the lines below.\n{ended}",
                ExitCode.Bug
            ),
        };
        await Console.Error.WriteLineAsync(words);
        if (ended is InputException && Pages.ForCodesIn(words) is { } pages)
            await Console.Error.WriteLineAsync(pages);
        return code;
    }

    /// <param name="args">Where the first word is a command, no other is made, and none where no command is asked for: to set up all of them takes longer than most of the work.</param>
    internal static RootCommand Root(string[] args)
    {
        var root = new RootCommand(
            "Foedus weighs peace deals: it solves a deal as a game between parties with private intentions, over the plausible range of every assumption."
        );
        if (args.Length > 0 && Array.Find(Commands, command => command.Name == args[0]).Make is { } asked)
            root.Add(asked());
        else if (args is not ([] or ["--version"]))
            foreach (var (_, make) in Commands)
                root.Add(make());
        foreach (var command in root.Subcommands)
            Guard(command);
        root.SetAction(_ => FirstSteps());
        return root.WithExamples(
            ("foedus weigh deals/ukraine-2025/ukraine-2025.foedus --html report.html", "weigh every offer and write the report"),
            ("foedus check my.foedus", "see what is wrong with a deal"),
            ("foedus explain my.foedus --offer costly", "read why")
        );
    }

    // What holds between options is asked of their values; one that is none of its kind is said by the option itself, afterwards.
    private static void Guard(Command command)
    {
        var rules = command.Validators.ToList();
        command.Validators.Clear();
        foreach (var rule in rules)
            command.Validators.Add(result =>
            {
                try
                {
                    rule(result);
                }
                catch (InvalidOperationException) when (!AreRead(result)) { }
            });
    }

    private static bool AreRead(CommandResult result) => result.Children.OfType<OptionResult>().All(said => UsageWords.IsRead(said));

    private static int FirstSteps()
    {
        Console.WriteLine(
            """
            Foedus weighs peace deals: what holds, who would sign, and what it hangs on.

            To begin:
              foedus demo               see what an answer looks like (ten seconds)
              foedus new my.foedus      write a small deal with comments, to be changed
              foedus check my.foedus    what is wrong with it
              foedus weigh my.foedus    weigh it; --html report.html writes the report
              foedus serve --open       the same in the browser
              foedus docs guide         a deal written step by step

            All commands: foedus --help
            """
        );
        return ExitCode.Fine;
    }

    private static string CommandPath(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command is RootCommand ? "" : command.Name + " ";
    }
}
