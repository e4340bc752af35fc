using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>The program is killed while a run waits, while worlds are weighed and while it is worked out what they hang on: no deal and no finished run is lost, and unfinished ones go on with what they have.</summary>
public class Restart
{
    [Fact]
    public async Task Killed_in_every_stage_and_started_again()
    {
        await using var workbench = await ServingProgram.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(workbench.Url), Timeout = Patience.Long };
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text, note = "" });
        var finished = await AskAsync(
            client,
            $"/api/deals/{deal}/runs",
            new
            {
                draws = 8,
                resolution = 3,
                effects = false,
            }
        );
        var words = (string)(await Weighed.UntilOverAsync(client, finished))["words"]!;
        Assert.NotEqual("", words);

        var unfinished = await AskAsync(
            client,
            $"/api/deals/{deal}/runs",
            new
            {
                draws = 256,
                resolution = 5,
                effects = false,
            }
        );
        var waiting = await AskAsync(client, $"/api/deals/{deal}/runs", new { draws = 16, resolution = 3 });
        await Patience.UntilAsync(
            async () =>
                await client.GetFromJsonAsync<JsonObject>($"/api/runs/{unfinished}") is { } run && (string?)run["phase"] == "worlds" && (int)run["done"]! > 0,
            "worlds are weighed"
        );
        await workbench.KillAndStartAgainAsync();

        using (var between = new HttpClient { BaseAddress = new Uri(workbench.Url), Timeout = Patience.Long })
            await Patience.UntilAsync(
                async () =>
                    await between.GetFromJsonAsync<JsonObject>($"/api/runs/{waiting}") is { } run
                    && ((string?)run["phase"])?.StartsWith("what it hangs on", StringComparison.Ordinal) == true
                    && (int)run["done"]! > 0,
                "further solves are under way"
            );
        await workbench.KillAsync();
        // What was solved by then is on the disk.
        Assert.True(new FileInfo(Path.Combine(workbench.Folder, "runs", waiting, "further.blocks")).Length > 100);
        await workbench.BeginAsync();

        using var again = new HttpClient { BaseAddress = new Uri(workbench.Url), Timeout = Patience.Long };
        Assert.Equal(Shared.Text, (string)(await again.GetFromJsonAsync<JsonObject>($"/api/deals/{deal}/versions/latest"))!["text"]!);
        Assert.Equal(words, (string)(await again.GetFromJsonAsync<JsonObject>($"/api/runs/{finished}"))!["words"]!);
        Assert.Contains("class=\"answer\"", await again.GetStringAsync($"/runs/{finished}"));
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(again, unfinished))["status"]!);
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(again, waiting))["status"]!);
        Assert.NotEmpty((await again.GetFromJsonAsync<JsonObject>($"/api/runs/{waiting}/result"))!["analysis"]!["effects"]!.AsArray());
        Assert.Equal("", workbench.Words);
    }

    private static async Task<string> AskAsync(HttpClient client, string address, object given) =>
        (string)(await (await client.PostAsJsonAsync(address, given)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
}
