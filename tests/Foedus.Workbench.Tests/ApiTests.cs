using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>The pages' operations over HTTP, on loopback without accounts.</summary>
public class ApiTests(Shared shared, Office office)
{
    [Fact]
    public async Task Deal_check_solve_weigh_and_report()
    {
        using var client = shared.Workbench.Client();
        var description = await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json");
        Assert.Contains("/api/deals/{id}/solve", description!["paths"]!.AsObject().Select(path => path.Key));

        var text = Shared.Text;
        var deal = await Json(await client.PostAsJsonAsync("/api/deals", new { text, note = "by a program" }), HttpStatusCode.Created);
        var id = (string)deal["id"]!;
        var faults = await client.PostAsJsonAsync("/api/check", new { text = "deal \"x\"\nnonsense" });
        Assert.Contains((await faults.Content.ReadFromJsonAsync<JsonArray>())!, fault => (string)fault!["severity"]! == "error" && (int)fault["line"]! == 2);

        var offers = text.Split('\n')
            .Where(line => line.StartsWith("offer ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])
            .ToList();
        var answer = await Json(
            await client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = offers[0], values = new Dictionary<string, double>() }),
            HttpStatusCode.OK
        );
        Assert.True((bool)answer["isSolved"]!);
        Assert.NotEmpty(answer["sentences"]!.AsArray());
        var wrong = await Json(await client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = "nothing" }), HttpStatusCode.BadRequest);
        Assert.Contains(offers[0], (string)wrong["detail"]!);

        // A version that somebody else saved in between is not written over.
        await Json(await client.PostAsJsonAsync($"/api/deals/{id}/versions", new { text = text + "# one\n", basedOn = 1 }), HttpStatusCode.OK);
        await Json(await client.PostAsJsonAsync($"/api/deals/{id}/versions", new { text = text + "# two\n", basedOn = 1 }), HttpStatusCode.BadRequest);

        var asked = await client.PostAsJsonAsync(
            $"/api/deals/{id}/runs",
            new
            {
                draws = 8,
                resolution = 3,
                effects = false,
            }
        );
        var run = await Json(asked, HttpStatusCode.Accepted);
        var events = new StringBuilder();
        using (var stream = new StreamReader(await client.GetStreamAsync($"/api/runs/{run["id"]}/events")))
            events.Append(await stream.ReadToEndAsync().WaitAsync(Patience.Long));
        Assert.Contains("\"status\":\"finished\"", events.ToString());
        Assert.Contains("<html", await client.GetStringAsync($"/api/runs/{run["id"]}/report"));
        Assert.Equal("foedus/weigh/1", (string)(await client.GetFromJsonAsync<JsonObject>($"/api/runs/{run["id"]}/result"))!["schema"]!);
        Assert.Equal(9, (await client.GetStringAsync($"/api/runs/{run["id"]}/worlds")).Count(c => c == '\n'));
    }

    /// <summary>An answer of a fork is chosen for a solve and for a run, and the deal page has a control for it.</summary>
    [Fact]
    public async Task The_answer_of_a_fork_is_chosen()
    {
        const string text = """
            deal "Forked"
            period year
            horizon 3
            party A
            party B
            discount 0.9
            precision lambda 1
            state s { calm, attacked, over } = calm
            turn A when s = calm { keep  attack: s = attacked; A gains 2 }
            interest A each year { s = over: 0.4 s = calm: 0.1 }
            fork defence "After an attack" {
              certain "It is defended" { chance saved when s = attacked { 0.9: s = calm otherwise: s = over } }
              none "Nobody helps" { chance lost when s = attacked { 1: s = over } }
            }
            no deal bare "None"
            offer other "Other": dear
            clause dear "Dear" { option attack at A: A pays 1 }
            ask calm "Calm": chance s = calm at 3
            holds when calm >= 0.5
            """;
        using var client = shared.Workbench.Client();
        var id = (string)(await Json(await client.PostAsJsonAsync("/api/deals", new { text, note = "" }), HttpStatusCode.Created))["id"]!;
        async Task<double> Calm(object? forks) =>
            (double)
                (await Json(await client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = "other", forks }), HttpStatusCode.OK))["measures"]![0]![
                    "value"
                ]!;
        var (written, certain, nobody) = (await Calm(null), await Calm(new { defence = "certain" }), await Calm(new { defence = "none" }));
        Assert.Equal(written, certain);
        Assert.True(nobody < written - 0.05);
        Assert.Contains(
            "'what'",
            (string)
                (
                    await Json(
                        await client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = "other", forks = new { defence = "what" } }),
                        HttpStatusCode.BadRequest
                    )
                )["detail"]!
        );
        var page = await client.GetStringAsync($"/deals/{id}");
        Assert.Contains("id=\"fork-defence\"", page);
        Assert.Contains("Nobody helps", page);
        Assert.Contains("id=\"fork-defence\"", await client.GetStringAsync($"/deals/{id}/weigh?fork=defence%3Dnone"));
        var run = await Json(
            await client.PostAsJsonAsync(
                $"/api/deals/{id}/runs",
                new
                {
                    draws = 16,
                    effects = false,
                    forks = new { defence = "none" },
                }
            ),
            HttpStatusCode.Accepted
        );
        using (var stream = new StreamReader(await client.GetStreamAsync($"/api/runs/{run["id"]}/events")))
            await stream.ReadToEndAsync().WaitAsync(Patience.Long);
        var result = (await client.GetFromJsonAsync<JsonObject>($"/api/runs/{run["id"]}/result"))!;
        Assert.Equal(nobody, (double)result["offers"]!.AsArray().Single(offer => (string)offer!["name"]! == "other")!["measures"]![0]!["atBest"]!, 1e-6);
        Assert.NotNull(result["modelCheck"]);
        var shown = await client.GetStringAsync($"/runs/{run["id"]}");
        Assert.Contains("Do slips carry it?", shown);
        Assert.Contains("Is the model what was meant?", shown);
    }

    [Fact]
    public async Task One_user_cannot_fill_the_queue_and_cancelling_makes_room()
    {
        using var client = await (await office.WorkbenchAsync()).SignedInAsync("busy");
        var deal = "/api/deals/" + (string)(await Json(await client.PostAsJsonAsync("/api/deals", new { text = Shared.Text }), HttpStatusCode.Created))["id"]!;
        var ids = new List<string>();
        for (var run = 0; run < Runs.RunQueue.MostPerUser; run++)
            ids.Add((string)(await Json(await client.PostAsJsonAsync(deal + "/runs", new { draws = 16_000 }), HttpStatusCode.Accepted))["id"]!);
        await Json(await client.PostAsJsonAsync(deal + "/runs", new { draws = 64 }), HttpStatusCode.TooManyRequests);
        await Json(await client.PostAsJsonAsync(deal + "/runs", new { draws = 64_000 }), HttpStatusCode.BadRequest);
        foreach (var id in ids)
            Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync($"/api/runs/{id}/cancel", null)).StatusCode);
        await Patience.UntilAsync(
            async () =>
                (await client.GetFromJsonAsync<JsonArray>("/api/runs"))!
                    .Where(run => (string)run!["user"]! == "busy")
                    .All(run => (string)run!["status"]! == "cancelled"),
            "all runs are cancelled"
        );
    }

    [Fact]
    public async Task Other_sites_and_other_names_are_refused()
    {
        using var client = shared.Workbench.Client();
        var rebound = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example:80" } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(rebound)).StatusCode);
        var forged = new HttpRequestMessage(HttpMethod.Post, "/api/deals")
        {
            Content = JsonContent.Create(new { text = "deal \"x\"" }),
            Headers = { { "Origin", "https://evil.example" } },
        };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(forged)).StatusCode);
        var page = await client.GetAsync("/");
        Assert.Contains("script-src 'self'", string.Join(' ', page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        // The server answers the heading; with the body already on its way the connection would only break.
        var post = new HttpRequestMessage(HttpMethod.Post, "/api/deals")
        {
            Content = new StringContent("{\"text\":\"" + new string('x', 5_000_000) + "\"}", Encoding.UTF8, "application/json"),
        };
        post.Headers.ExpectContinue = true;
        var large = await client.SendAsync(post);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    internal static async Task<JsonObject> Json(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }
}
