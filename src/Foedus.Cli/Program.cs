using Foedus.Cli;

Terminal.Guard();
return await CommandLine.RunAsync(args);
