using System.Net.Http.Json;
using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Foedus.Workbench.Tests.Shared))]

namespace Foedus.Workbench.Tests;

/// <summary>One workbench for all tests that leave it as they found it, with a small deal and a finished run of it.</summary>
public sealed class Shared : IAsyncLifetime
{
    private readonly Lock door = new();
    private Task<string>? run;

    public RunningWorkbench Workbench { get; } = new();

    public string Url => Workbench.Url;

    /// <summary>Text of the small deal: private aims, a promise, sources, clauses.</summary>
    public static string Text { get; } = Repository.Given("small.foedus");

    public async ValueTask InitializeAsync() => await Workbench.BeginAsync();

    public ValueTask DisposeAsync() => Workbench.DisposeAsync();

    /// <summary>A small deal that belongs to one test; its id.</summary>
    public async Task<string> DealAsync(string? text = null)
    {
        using var client = Workbench.Client();
        var answer = await client.PostAsJsonAsync("/api/deals", new { text = text ?? Text, note = "for a test" });
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    /// <summary>A deal of two versions; its id.</summary>
    public async Task<string> ChangedDealAsync()
    {
        var id = await DealAsync();
        using var client = Workbench.Client();
        (
            await client.PostAsJsonAsync(
                $"/api/deals/{id}/versions",
                new { text = Text.Replace("audience 4", "audience 7", StringComparison.Ordinal), basedOn = 1 }
            )
        ).EnsureSuccessStatusCode();
        return id;
    }

    /// <summary>The one finished run, with effects; its id.</summary>
    public Task<string> RunAsync()
    {
        lock (door)
            return run ??= WeighAsync();
    }

    private async Task<string> WeighAsync()
    {
        using var client = Workbench.Client();
        var answer = await client.PostAsJsonAsync($"/api/deals/{await DealAsync()}/runs", new { draws = 32, resolution = 5 });
        var id = (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        await Weighed.UntilOverAsync(client, id);
        return id;
    }
}
