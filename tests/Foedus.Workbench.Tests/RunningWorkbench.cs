using System.Diagnostics;

namespace Foedus.Workbench.Tests;

/// <summary>The built program, serving in a process of its own on a free port with a data folder of its own.</summary>
public sealed class RunningWorkbench : IAsyncDisposable
{
    private readonly List<string> words = [];
    private Process? process;

    private RunningWorkbench()
    {
    }

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

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    public static async Task<RunningWorkbench> StartAsync(params string[] arguments)
    {
        var running = new RunningWorkbench();
        await running.BeginAsync(arguments);
        return running;
    }

    /// <summary>A data folder on which nothing runs yet.</summary>
    public static RunningWorkbench Prepared() => new();

    /// <summary>foedus serve with something on standard input, to its end.</summary>
    public static async Task<(int Code, string Words)> RunAsync(string input, string[] arguments)
    {
        using var process = Process.Start(Call(arguments))!;
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.ReplaceLineEndings(" "));
    }

    /// <summary>The same on this data folder.</summary>
    public Task<(int Code, string Words)> RunAsync(string input, string option, string value, params string[] more) => RunAsync(input, ["--data", Folder, option, value, .. more]);

    public async Task BeginAsync(params string[] arguments)
    {
        process = Process.Start(Call(["--port", "0", "--data", Folder, .. arguments]))!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (words)
                words.Add(line.Data ?? "");
        };
        process.BeginErrorReadLine();
        var first = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Url = first?.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"It did not start: {first} {Words}");
    }

    /// <summary>Ends the process at once, as a power cut would, and starts it again on the same data.</summary>
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
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        foreach (var argument in (string[])[Path.Combine(Root, "artifacts", "bin", "Foedus.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "Foedus.Cli.dll"), "serve", .. arguments])
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Foedus.slnx")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
