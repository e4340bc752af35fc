using System.Diagnostics;

namespace Foedus.Workbench.Tests;

/// <summary>The built program, serving in a process of its own on a free port with a data folder of its own: for what only a process can show, its death and its words.</summary>
public sealed class ServingProgram : IAsyncDisposable
{
    private readonly List<string> words = [];
    private Process? process;

    private ServingProgram() { }

    public string Folder { get; } = Directory.CreateTempSubdirectory("foedus-workbench-").FullName;

    public string Url { get; private set; } = "";

    /// <summary>What it has written to standard error so far.</summary>
    public string Words
    {
        get
        {
            lock (words)
                return string.Join('\n', words.Where(line => line.Length > 0));
        }
    }

    public static async Task<ServingProgram> StartAsync(params string[] arguments)
    {
        var running = new ServingProgram();
        await running.BeginAsync(arguments);
        return running;
    }

    public async Task BeginAsync(params string[] arguments)
    {
        process = Process.Start(Call(["--port", "0", "--data", Folder, .. arguments]))!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (words)
                words.Add(line.Data ?? "");
        };
        process.BeginErrorReadLine();
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Long);
        Url = first?.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"It did not start: {first} {Words}");
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public Task KillAsync() => EndAsync();

    /// <summary>The same, and starts it again on the same data.</summary>
    public async Task KillAndStartAgainAsync(params string[] arguments)
    {
        await EndAsync();
        await BeginAsync(arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task EndAsync()
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private static ProcessStartInfo Call(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(Repository.Root, "artifacts", "bin", "Foedus.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Foedus.Cli.dll"),
                    "serve",
                    .. arguments,
                ]
        )
            start.ArgumentList.Add(argument);
        return start;
    }
}
