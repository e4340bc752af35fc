using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>Waiting for runs.</summary>
internal static class Weighed
{
    /// <summary>Waits until a run is over, and gives its state.</summary>
    public static async Task<JsonObject> UntilOverAsync(HttpClient client, string id)
    {
        using var events = await client.GetStreamAsync($"/api/runs/{id}/events");
        using var reader = new StreamReader(events);
        await reader.ReadToEndAsync().WaitAsync(Patience.Long);
        return (await client.GetFromJsonAsync<JsonObject>($"/api/runs/{id}"))!;
    }
}
