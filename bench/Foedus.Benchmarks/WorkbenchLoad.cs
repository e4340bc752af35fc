using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Foedus.Benchmarks;

/// <summary>Many users, each moving a slider of one offer every few seconds, against a workbench on this machine.</summary>
/// <remarks>Values are drawn anew each time, so that no answer comes from a cache. Bounded in users and time; speaks to loopback alone.</remarks>
internal static class WorkbenchLoad
{
    private const int MostUsers = 500;
    private const int MostSeconds = 120;

    public static async Task<int> RunAsync(string[] args)
    {
        var address = new Uri(args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5080");
        var (users, seconds, every) = (Number(args, 1, 100, MostUsers), Number(args, 2, 60, MostSeconds), TimeSpan.FromSeconds(Number(args, 3, 5, 60)));
        if (!address.IsLoopback)
        {
            Console.Error.WriteLine("Only a workbench on this machine is loaded.");
            return 2;
        }
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var times = new ConcurrentBag<double>();
        var faults = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, users)
                .Select(async user =>
                {
                    var random = new Random(user);
                    await Task.Delay(every * random.NextDouble());
                    while (clock.Elapsed.TotalSeconds < seconds)
                    {
                        var began = clock.Elapsed;
                        var answer = await client.PostAsJsonAsync(
                            "/api/deals/ukraine-2025/solve",
                            new { offer = "conditional", values = new Dictionary<string, double> { ["credibility"] = 0.2 + 0.6 * random.NextDouble() } }
                        );
                        await answer.Content.ReadAsByteArrayAsync();
                        if (answer.IsSuccessStatusCode)
                            times.Add((clock.Elapsed - began).TotalMilliseconds);
                        else
                            Interlocked.Increment(ref faults);
                        if (every - (clock.Elapsed - began) is { Ticks: > 0 } rest)
                            await Task.Delay(rest);
                    }
                })
        );
        var sorted = times.Order().ToArray();
        string At(double share) =>
            sorted.Length == 0 ? "–" : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)].ToString("0", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{users} users, one solve every {every.TotalSeconds:0} s each, {clock.Elapsed.TotalSeconds:0} s: {sorted.Length} answers ({sorted.Length / clock.Elapsed.TotalSeconds:0.0} a second), {faults} faults; ms: median {At(0.5)}, p95 {At(0.95)}, p99 {At(0.99)}, largest {At(1)}"
        );
        return faults == 0 ? 0 : 1;
    }

    private static int Number(string[] args, int at, int standard, int most) =>
        Math.Clamp(args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : standard, 1, most);
}
