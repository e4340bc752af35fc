using System.Diagnostics;

namespace Foedus.Workbench.Tests;

/// <summary>The built program, serving in a process of its own on a free port with a data folder of its own.</summary>
public sealed class RunningWorkbench : IAsyncDisposable
{
    private readonly List<string> words = [];
    private Process process = null!;

    public string Folder { get; private init; } = Directory.CreateTempSubdirectory("foedus-workbench-").FullName;

    public string Url { get; private set; } = "";

    /// <summary>What it has written to standard error so far.</summary>
    public string Words
    {
        get
        {
            lock (words)
                return string.Join('\n', words);
        }
    }

    public static async Task<RunningWorkbench> StartAsync(params string[] arguments)
    {
        var running = new RunningWorkbench();
        await running.BeginAsync(arguments);
        return running;
    }

    /// <summary>Ends the process at once, as a power cut would, and starts it again on the same data.</summary>
    public async Task KillAndStartAgainAsync(params string[] arguments)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await BeginAsync(arguments);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task BeginAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in (string[])[Program, "serve", "--port", "0", "--data", Folder, .. arguments])
            start.ArgumentList.Add(argument);
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (words)
                words.Add(line.Data ?? "");
        };
        process.BeginErrorReadLine();
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Url = first?.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"It did not start: {first} {Words}");
    }

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    private static string Program => Path.Combine(Root, "artifacts", "bin", "Foedus.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Foedus.Cli.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Foedus.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
