using System.CommandLine;
using Foedus.Cli.Commands;

namespace Foedus.Cli;

/// <summary>The commands, and the one place where an exception becomes words and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        try
        {
            var parsed = Root().Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                    await Console.Error.WriteLineAsync($"foedus: {error.Message}");
                await Console.Error.WriteLineAsync($"Try: foedus {CommandPath(parsed)}--help");
                return ExitCode.Usage;
            }
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (InputException fault)
        {
            await Console.Error.WriteLineAsync(fault.Place is null ? fault.Message : $"{fault.Place}: {fault.Message}");
            return ExitCode.InputAtFault;
        }
        catch (RefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCode.NotConvergedOrRefused;
        }
        catch (Exception ended) when (ended is OperationCanceledException || ended is AggregateException { InnerException: OperationCanceledException })
        {
            await Console.Error.WriteLineAsync("Stopped. Nothing was written.");
            return ExitCode.Cancelled;
        }
        catch (IOException trouble)
        {
            await Console.Error.WriteLineAsync($"foedus: {trouble.Message}");
            return ExitCode.InputAtFault;
        }
        catch (UnauthorizedAccessException trouble)
        {
            await Console.Error.WriteLineAsync($"foedus: {trouble.Message}");
            return ExitCode.InputAtFault;
        }
        catch (Exception bug)
        {
            await Console.Error.WriteLineAsync(
                $"This is a bug in Foedus, not a fault of your input. Please report it with the deal, the command and the lines below.\n{bug}");
            return ExitCode.Bug;
        }
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand(
            "Foedus weighs peace deals: it solves a deal as a game between parties with private intentions, over the plausible range of every assumption.")
        {
            CheckCommand.Make(),
            FormatCommand.Make(),
            SolveCommand.Make(),
            WeighCommand.Make(),
            ExplainCommand.Make(),
            SimulateCommand.Make(),
        };
        return root.WithExamples(
            ("foedus weigh deals/ukraine-2025/ukraine-2025.foedus --html report.html", "weigh every offer and write the report"),
            ("foedus check my.foedus", "see what is wrong with a deal"),
            ("foedus explain my.foedus --offer conditional", "read why"));
    }

    private static string CommandPath(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command is RootCommand ? "" : command.Name + " ";
    }
}
