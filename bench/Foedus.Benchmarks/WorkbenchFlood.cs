using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.Settings;

namespace Foedus.Benchmarks;

/// <summary>Thirty people with accounts, of whom one asks without end: how long the others wait.</summary>
/// <remarks>Starts a workbench of its own on loopback, as behind a proxy. The others each try a value every five seconds; the one keeps 24 solves and three runs waiting. Values are drawn anew each time, so that no answer comes from memory.</remarks>
internal static class WorkbenchFlood
{
    private const int People = 30;
    private const int AtOnce = 24;
    private const int WarmUp = 60;
    private const string Password = "a long enough passphrase";
    private const string Deal = "/api/deals/ukraine-2025";

    // What was refused, each once.
    private static readonly ConcurrentDictionary<string, bool> Faults = [];

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <param name="program">The built program foedus.</param>
    /// <param name="seconds">How long.</param>
    public static async Task<int> RunAsync(string program, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("foedus-flood-").FullName;
        var options = new WorkbenchOptions
        {
            DataFolder = folder,
            Port = 0,
            Proxy = IPAddress.Loopback,
            Hosts = ["localhost"],
        };
        for (var person = 0; person < People; person++)
            await AccountBook.SetAsync(options, $"person{person}", "editor", Password);
        using var serving = Process.Start(
            new ProcessStartInfo(
                program,
                ["serve", "--port", "0", "--listen", "127.0.0.1", "--behind-proxy", "127.0.0.1", "--host", "localhost", "--data", folder]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            var said = await serving.StandardOutput.ReadLineAsync() ?? "";
            var address = said.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal));
            if (address is null)
            {
                Console.Error.WriteLine($"It did not start: {said}");
                return 2;
            }
            var clients = await Task.WhenAll(
                Enumerable.Range(0, People).Select(person => SignedInAsync(new Uri($"http://localhost:{new Uri(address).Port}"), $"person{person}"))
            );
            // A program in use: its code is compiled, and everybody's solves after that are what is measured.
            var early = new Random(0);
            for (var solve = 0; solve < WarmUp; solve++)
                await SolveAsync(clients[^1], early);
            var (times, faults, floods) = (new ConcurrentBag<double>(), 0, 0);
            var clock = Stopwatch.StartNew();
            bool Over() => clock.Elapsed.TotalSeconds > seconds;
            for (var run = 0; run < 3; run++)
                (await clients[0].PostAsJsonAsync(Deal + "/runs", new { draws = 4096 })).Dispose();
            var flood = Enumerable
                .Range(0, AtOnce)
                .Select(async at =>
                {
                    var random = new Random(1_000 + at);
                    while (!Over())
                        if (await SolveAsync(clients[0], random))
                            Interlocked.Increment(ref floods);
                        else
                            await Task.Delay(50);
                });
            var others = clients
                .Skip(1)
                .Select(
                    async (client, person) =>
                    {
                        var random = new Random(person);
                        await Task.Delay(Every * random.NextDouble());
                        while (!Over())
                        {
                            var began = clock.Elapsed;
                            if (await SolveAsync(client, random))
                                times.Add((clock.Elapsed - began).TotalMilliseconds);
                            else
                                Interlocked.Increment(ref faults);
                            if (Every - (clock.Elapsed - began) is { Ticks: > 0 } rest)
                                await Task.Delay(rest);
                        }
                    }
                );
            await Task.WhenAll([.. flood, .. others]);
            var sorted = times.Order().ToArray();
            string At(double share) =>
                sorted.Length == 0 ? "–" : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)].ToString("0", CultureInfo.InvariantCulture);
            Console.WriteLine(
                $"{People - 1} people, one solve every {Every.TotalSeconds:0} s each, beside one with {AtOnce} solves at once and three runs; {seconds} s: {sorted.Length} answers, {faults} faults; ms: median {At(0.5)}, p95 {At(0.95)}, largest {At(1)}; the one had {floods} answers"
            );
            return faults == 0 ? 0 : 1;
        }
        finally
        {
            serving.Kill();
            await serving.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The cookie is for TLS alone, so it is carried by hand, as the proxy would.
    private static async Task<HttpClient> SignedInAsync(Uri address, string name)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        using var answer = await client.PostAsJsonAsync("/api/session", new { name, password = Password });
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add(
            "Cookie",
            answer.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("foedus=", StringComparison.Ordinal)).Split(';')[0]
        );
        return client;
    }

    private static async Task<bool> SolveAsync(HttpClient client, Random random)
    {
        using var answer = await client.PostAsJsonAsync(
            Deal + "/solve",
            new { offer = "conditional", values = new Dictionary<string, double> { ["credibility"] = 0.25 + (0.45 * random.NextDouble()) } }
        );
        var said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode && Faults.TryAdd($"{(int)answer.StatusCode}", true))
            await Console.Error.WriteLineAsync($"{(int)answer.StatusCode} {said}");
        return answer.IsSuccessStatusCode;
    }
}
