using Foedus.Cli;

return await CommandLine.RunAsync(args);
