using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>The program is killed in the middle of a run: no deal and no finished run is lost, and the unfinished one goes on.</summary>
public class Restart
{
    [Fact]
    public async Task Killed_in_the_middle_of_a_run_and_started_again()
    {
        await using var workbench = await ServingProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(workbench.Url), Timeout = Patience.Long };
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text, note = "" });
        var finished = await AskAsync(client, $"/api/deals/{deal}/runs", new { draws = 8, resolution = 3, effects = false });
        var words = (string)(await Weighed.UntilOverAsync(client, finished))["words"]!;
        Assert.NotEqual("", words);

        var unfinished = await AskAsync(client, $"/api/deals/{deal}/runs", new { draws = 512, resolution = 5, effects = false });
        await Patience.UntilAsync(async () => await client.GetFromJsonAsync<JsonObject>($"/api/runs/{unfinished}") is { } run && (string?)run["phase"] == "worlds" && (int)run["done"]! > 0, "worlds are weighed");
        await workbench.KillAndStartAgainAsync();

        using var again = new HttpClient { BaseAddress = new Uri(workbench.Url), Timeout = Patience.Long };
        Assert.Equal(Shared.Text, (string)(await again.GetFromJsonAsync<JsonObject>($"/api/deals/{deal}/versions/0"))!["text"]!);
        Assert.Equal(words, (string)(await again.GetFromJsonAsync<JsonObject>($"/api/runs/{finished}"))!["words"]!);
        Assert.Contains("class=\"answer\"", await again.GetStringAsync($"/runs/{finished}"));
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(again, unfinished))["status"]!);
        Assert.Equal("", workbench.Words);
    }

    private static async Task<string> AskAsync(HttpClient client, string address, object given) =>
        (string)(await (await client.PostAsJsonAsync(address, given)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
}
