using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>Every error has a status and words.</summary>
public class ErrorTests(Shared shared, Office office)
{
    [Theory]
    [InlineData("/api/deals", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals", "null", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals", "{\"text\":null}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals", "{\"text\":", HttpStatusCode.BadRequest)]
    [InlineData("/api/check", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/api/check", "{\"text\":null}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals/chain-store/solve", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals/chain-store/runs", "null", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals/chain-store/runs", "{\"draws\":\"many\"}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals/chain-store/versions", "{\"text\":\"deal\",\"basedOn\":1}", HttpStatusCode.BadRequest)]
    [InlineData("/api/deals/unknown/versions", "{\"text\":\"deal\",\"basedOn\":1}", HttpStatusCode.NotFound)]
    [InlineData("/api/deals/unknown/solve", "{\"offer\":\"x\"}", HttpStatusCode.NotFound)]
    [InlineData("/api/deals/unknown/runs", "{}", HttpStatusCode.NotFound)]
    [InlineData("/api/runs/unknown/cancel", "{}", HttpStatusCode.NotFound)]
    public async Task A_program_gets_problem_details(string path, string body, HttpStatusCode expected)
    {
        using var client = shared.Workbench.Client();
        var answer = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        await SaysAsync(answer, expected);
    }

    [Theory]
    [InlineData("solve", "{\"offer\":\"x\",\"value\":{\"a\":1}}", "'value'", "Did you mean 'values'?")]
    [InlineData("solve", "{\"offer\":\"x\",\"fork\":{}}", "'fork'", "Did you mean 'forks'?")]
    [InlineData("solve", "{\"offer\":\"x\",\"values\":{\"a\":1,\"a\":2}}", "The name 'a' stands twice")]
    [InlineData("solve", "{\"offer\":\"x\",\"offer\":\"y\"}", "The name 'offer' stands twice")]
    [InlineData("solve", "[]", "An object is wanted here. Members: offer, version, reading, values, reasons, forks.")]
    [InlineData("solve", "0xFF", "This is no JSON: 'x' is", "(line 1)")]
    [InlineData("runs", "{\"draws\":64,\"offer\":5}", "'offer'", "Did you mean 'offers'?")]
    [InlineData("runs", "{\"draws\":64,\"whatever\":5}", "Nothing here reads 'whatever'. Members: version, draws")]
    [InlineData("versions", "{\"text\":\"x\",\"basedon2\":5}", "'basedon2'")]
    public async Task What_is_not_understood_is_named(string operation, string body, params string[] words)
    {
        using var client = shared.Workbench.Client();
        var answer = await client.PostAsync($"/api/deals/chain-store/{operation}", new StringContent(body, Encoding.UTF8, "application/json"));
        await SaysAsync(answer, HttpStatusCode.BadRequest);
        var said = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!;
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
        Assert.DoesNotContain("Foedus.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", said, StringComparison.Ordinal);
    }

    // Every body that the API takes, those of operations to come among them.
    [Fact]
    public async Task A_member_that_nothing_reads_is_refused_everywhere()
    {
        using var client = shared.Workbench.Client();
        var description = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var taken = description["paths"]!
            .AsObject()
            .SelectMany(path =>
                path.Value!.AsObject()
                    .Where(operation => operation.Value!["requestBody"] is not null)
                    .Select(operation => (Path: path.Key, Method: operation.Key))
            )
            .ToList();
        Assert.True(taken.Count >= 6, $"{taken.Count} operations with a body");
        foreach (var (path, method) in taken)
        {
            var answer = await client.SendAsync(
                new HttpRequestMessage(HttpMethod.Parse(method), path.Replace("{id}", "chain-store", StringComparison.Ordinal))
                {
                    Content = new StringContent(
                        "{\"nobodyReadsThis\":1,\"text\":\"x\",\"offer\":\"x\",\"name\":\"x\",\"password\":\"x\"}",
                        Encoding.UTF8,
                        "application/json"
                    ),
                }
            );
            await SaysAsync(answer, HttpStatusCode.BadRequest);
            Assert.Contains(
                "Nothing here reads 'nobodyReadsThis'",
                (await answer.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Versions_begin_with_one()
    {
        using var client = shared.Workbench.Client();
        await SaysAsync(await client.GetAsync("/api/deals/chain-store/versions/0"), HttpStatusCode.NotFound);
        Assert.Equal(1, (int)(await client.GetFromJsonAsync<JsonObject>("/api/deals/chain-store/versions/1"))!["number"]!);
        Assert.NotNull((await client.GetFromJsonAsync<JsonObject>("/api/deals/chain-store/versions/latest"))!["text"]);
    }

    [Theory]
    [InlineData("/api/deals/unknown")]
    [InlineData("/api/deals/unknown/versions")]
    [InlineData("/api/deals/unknown/runs")]
    [InlineData("/api/runs/unknown/result")]
    [InlineData("/api/nothing")]
    public async Task What_is_not_there_is_said_to_programs(string path)
    {
        using var client = shared.Workbench.Client();
        await SaysAsync(await client.GetAsync(path), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/deals/unknown")]
    [InlineData("/deals/unknown/edit")]
    [InlineData("/deals/unknown/weigh")]
    [InlineData("/deals/unknown/versions")]
    [InlineData("/deals/chain-store/versions/99")]
    [InlineData("/runs/unknown")]
    [InlineData("/nothing/at/all")]
    public async Task What_is_not_there_is_said_to_people(string path)
    {
        using var client = shared.Workbench.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,*/*");
        var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_version_that_was_not_seen_is_not_written_over_by_leaving_the_number_out()
    {
        using var client = shared.Workbench.Client();
        var answer = await client.PostAsJsonAsync($"/api/deals/{await shared.DealAsync()}/versions", new { text = Shared.Text + "# more\n" });
        await SaysAsync(answer, HttpStatusCode.BadRequest);
        Assert.Contains("basedOn", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words()
    {
        using var client = shared.Workbench.Client();
        var page = await client.GetStringAsync("/import");
        string Hidden(string name) =>
            System.Text.RegularExpressions.Regex.Match(page, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"|value=\"([^\"]*)\"[^>]*name=\"{name}\"")
                is { Success: true } found
                ? found.Groups[1].Value + found.Groups[2].Value
                : "";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Hidden("__RequestVerificationToken")), "__RequestVerificationToken" },
            { new StringContent("import"), "_handler" },
        };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('x', 6_000_000)));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        form.Add(file, "Given.File", "large.foedus");
        var answer = await client.PostAsync("/import", form);
        Assert.Contains("is this the right file?", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nothing_of_the_inside_is_shown_in_any_environment()
    {
        var before = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT");
        try
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
            var away = new StorageAway();
            await using var workbench = await RunningWorkbench.StartAsync(away.Into);
            using var client = workbench.Client();
            away.IsAway = true;
            foreach (var path in new[] { "/", "/api/deals" })
            {
                var answer = await client.GetAsync(path);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.Contains("does not answer", text);
                Assert.DoesNotContain("   at ", text);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", before);
        }
    }

    [Fact]
    public async Task Cookies_of_a_workbench_with_accounts_travel_over_tls_alone()
    {
        using var client = (await office.WorkbenchAsync()).Client(withCookies: false);
        var cookies = (await client.GetAsync("/login"))
            .Headers.GetValues("Set-Cookie")
            .Concat((await client.PostAsJsonAsync("/api/session", new { name = "emma", password = Team.Password })).Headers.GetValues("Set-Cookie"))
            .ToList();
        Assert.True(cookies.Count >= 2);
        Assert.All(cookies, cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task SaysAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEqual("", (string)JsonNode.Parse(text)!["detail"]!);
    }
}
