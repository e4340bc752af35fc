using Foedus.Workbench.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foedus.Workbench.Tests;

/// <summary>The workbench inside the tests' process, on a free port with a data folder of its own: code that one test has compiled serves the next.</summary>
public sealed class RunningWorkbench : IAsyncDisposable
{
    private readonly Log log = new();
    private CancellationTokenSource? stop;
    private Task over = Task.CompletedTask;

    public RunningWorkbench() => Options = new WorkbenchOptions { Port = 0, DataFolder = Directory.CreateTempSubdirectory("foedus-workbench-").FullName };

    /// <summary>How it is started.</summary>
    public WorkbenchOptions Options { get; set; }

    public string Url { get; private set; } = "";

    /// <summary>Its parts, for what cannot be seen from outside.</summary>
    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>What it has logged so far.</summary>
    public string Words => log.Words;

    public static async Task<RunningWorkbench> StartAsync(Action<IServiceCollection>? change = null)
    {
        var running = new RunningWorkbench();
        await running.BeginAsync(change);
        return running;
    }

    public async Task BeginAsync(Action<IServiceCollection>? change = null)
    {
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        stop = new CancellationTokenSource();
        over = Task.Run(() =>
            WorkbenchHost.RunAsync(
                Options,
                started.SetResult,
                stop.Token,
                builder =>
                {
                    builder.Logging.ClearProviders().AddProvider(log);
                    change?.Invoke(builder.Services);
                },
                app => Services = app.Services
            )
        );
        await Task.WhenAny(started.Task, over).WaitAsync(Patience.Long);
        if (over.IsCompleted)
        {
            stop.Dispose();
            stop = null;
            await over;
        }
        Url = await started.Task;
    }

    /// <summary>Stops it, as Ctrl+C does; the data stay.</summary>
    public async Task EndAsync()
    {
        if (stop is null)
            return;
        await stop.CancelAsync();
        await over.WaitAsync(Patience.Long);
        stop.Dispose();
        stop = null;
    }

    public HttpClient Client(bool withCookies = true) =>
        new(
            new HttpClientHandler
            {
                UseCookies = withCookies,
                AllowAutoRedirect = true,
                ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
            }
        )
        {
            BaseAddress = new Uri(Url.Replace("0.0.0.0", "localhost", StringComparison.Ordinal)),
            Timeout = Patience.Long,
        };

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(Options.DataFolder, recursive: true);
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        private readonly List<string> lines = [];

        public string Words
        {
            get
            {
                lock (lines)
                    return string.Join('\n', lines);
            }
        }

        ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

        IDisposable? ILogger.BeginScope<TState>(TState state) => null;

        bool ILogger.IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        void ILogger.Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> words)
        {
            lock (lines)
                lines.Add($"{level}: {words(state, fault)} {fault}");
        }

        void IDisposable.Dispose() { }
    }
}
