using Foedus.Cli;

Terminal.Guard();
using var signals = new StopSignals();
return await CommandLine.RunAsync(args, signals.Token);
