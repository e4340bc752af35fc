using System.Diagnostics;
using Foedus.Language;
using Foedus.Workbench.Hosting;
using Foedus.Workflow;

namespace Foedus.Workbench.Live;

/// <summary>Solves the largest shipped deal a few times when the first visitor comes, so that the first slider finds code that is compiled and optimised.</summary>
/// <remarks>Cold, a solve takes ten times as long, and a hundred users who come at once would wait for seconds. One thread of low priority, a few seconds at most; answers are thrown away.
/// A program that nobody visits does nothing.</remarks>
internal sealed class WarmUp(ILogger<WarmUp> log, IHostApplicationLifetime life)
{
    private const int Rounds = 12;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(4);
    private int begun;

    /// <summary>Begins once; later calls do nothing.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
            new Thread(() => Solve(life.ApplicationStopping))
            {
                IsBackground = true,
                Priority = ThreadPriority.Lowest,
                Name = "warm-up",
            }.Start();
    }

    private void Solve(CancellationToken stop)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            // The largest deal goes through most of the code.
            var path = Directory.Exists(AssetFolder.Deals)
                ? Directory.EnumerateFiles(AssetFolder.Deals, "*.foedus", SearchOption.AllDirectories).MaxBy(path => new FileInfo(path).Length)
                : null;
            if (path is null)
                return;
            var file = DealFile.Read(SourceText.ReadFile(path), stop);
            var preview = new Preview(file);
            for (var round = 0; round < Rounds; round++)
                foreach (var offer in file.Offers)
                {
                    if (clock.Elapsed > Most)
                        return;
                    preview.Solve(offer.Offer.Name, new Dictionary<string, double>(), withReasons: true, stop);
                }
        }
        catch (OperationCanceledException) { }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Warming up ended early; the first answers take longer.");
        }
    }
}
