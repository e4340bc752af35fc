using System.Diagnostics;
using Foedus.Language;
using Foedus.Workbench.Hosting;
using Foedus.Workflow;

namespace Foedus.Workbench.Live;

/// <summary>Solves the shipped deals a few times after the start, so that the first slider finds code that is compiled and optimised.</summary>
/// <remarks>Cold, a solve takes ten times as long, and a hundred users who come at once would wait for seconds. One thread of low priority, a few seconds at most; answers are thrown away.</remarks>
internal sealed class WarmUp(ILogger<WarmUp> log) : BackgroundService
{
    private const int Rounds = 12;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(8);

    protected override Task ExecuteAsync(CancellationToken stop)
    {
        new Thread(() => Solve(stop)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "warm-up" }.Start();
        return Task.CompletedTask;
    }

    private void Solve(CancellationToken stop)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            // The largest deal goes through most of the code.
            var path = Directory.Exists(AssetFolder.Deals) ? Directory.EnumerateFiles(AssetFolder.Deals, "*.foedus", SearchOption.AllDirectories).MaxBy(path => new FileInfo(path).Length) : null;
            if (path is null)
                return;
            var file = DealFile.Read(SourceText.ReadFile(path), stop);
            var preview = new Preview(file);
            for (var round = 0; round < Rounds && clock.Elapsed < Most; round++)
                foreach (var offer in file.Offers)
                    preview.Solve(offer.Offer.Name, new Dictionary<string, double>(), withReasons: true, stop);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Warming up ended early; the first answers take longer.");
        }
    }
}
