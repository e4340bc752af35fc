using System.Diagnostics;

namespace Foedus.Mutants;

internal enum Ending
{
    Passed,
    Failed,
    TimedOut,
}

/// <summary>A copy of the built tests in which the library can be replaced, run in a process of its own.</summary>
internal sealed class TestRun : IDisposable
{
    private readonly string folder;

    /// <param name="root">The repository's root, in which the copy must lie: tests look for the files that ship beside the code.</param>
    public TestRun(string root)
    {
        var built = Path.Combine(root, "artifacts/bin/Foedus.Tests/release");
        if (!File.Exists(Path.Combine(built, "Foedus.Tests.dll")))
            throw new InputException("The tests are not built. Run: dotnet build -c Release tests/Foedus.Tests");
        folder = Path.Combine(root, "artifacts/mutants", $"{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(built))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        // Native libraries are large and never changed.
        if (Directory.Exists(Path.Combine(built, "runtimes")))
            Directory.CreateSymbolicLink(Path.Combine(folder, "runtimes"), Path.Combine(built, "runtimes"));
        File.Delete(Path.Combine(folder, "Foedus.pdb"));
    }

    /// <summary>Puts a library beside the tests.</summary>
    public void Use(byte[] library) => File.WriteAllBytes(Path.Combine(folder, "Foedus.dll"), library);

    /// <summary>Runs tests until one fails.</summary>
    /// <param name="number">Which of the library's changes is in force; 0 for none.</param>
    /// <param name="patterns">Patterns of test classes.</param>
    /// <param name="most">Processor time after which the run is ended; on the clock ten times as much. What hangs without computing ends by the second.</param>
    public (Ending Ending, TimeSpan Processor, string Output) Run(int number, IReadOnlyList<string> patterns, TimeSpan most)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["exec", Path.Combine(folder, "Foedus.Tests.dll"), "-stopOnFail", "-noColor", "-noLogo", "-maxThreads", "1"])
            start.ArgumentList.Add(argument);
        foreach (var pattern in patterns)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add($"Foedus.Tests.{pattern}");
        }
        start.Environment[Schema.Variable] = $"{number}";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var clock = Stopwatch.StartNew();
        var used = TimeSpan.Zero;
        while (!process.WaitForExit(100))
        {
            try
            {
                used = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                continue;
            }
            if (used <= most && clock.Elapsed <= most * 10)
                continue;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return (Ending.TimedOut, used, "");
        }
        return (process.ExitCode == 0 ? Ending.Passed : Ending.Failed, used, output.Result + errors.Result);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
