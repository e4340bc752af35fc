using Foedus.Cli;

// Before anything else is set up: a word takes no longer than the runtime does.
if (args is ["--version"] && Terminal.HasOutput)
{
    Console.WriteLine(CommandLine.Version);
    return ExitCode.Fine;
}
Terminal.Guard();
using var signals = new StopSignals();
return await CommandLine.RunAsync(args, signals.Token);
