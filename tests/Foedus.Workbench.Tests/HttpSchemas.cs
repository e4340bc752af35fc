using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foedus.Answers;
using Foedus.Tests.Answers;
using Foedus.Workbench.Api;
using Foedus.Workflow;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Foedus.Workbench.Tests;

/// <summary>docs/schemas/http-1.json: what the records of the API say, and what is really answered.</summary>
public class HttpSchemas(Shared shared)
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "schemas", "http-1.json");

    private static readonly (string Name, Type Record, string Words)[] Answers =
    [
        ("deal", typeof(DealShape), "A deal of the library."),
        ("version", typeof(VersionShape), "A saved version of a deal."),
        ("diagnostic", typeof(DiagnosticShape), "One thing that is wrong or odd in a text."),
        ("solved", typeof(PreviewAnswer), "One offer solved at one set of values."),
        ("run", typeof(RunShape), "A weighing in the queue, under way or over."),
        ("problem", typeof(ProblemDetails), "Why nothing else is answered: problem details (RFC 9457)."),
    ];

    [Fact]
    public void The_file_is_what_the_records_say()
    {
        // A number is asked for as a number or as a text, and answered as a number.
        var layout = new JsonSerializerOptions(shared.Workbench.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions)
        {
            NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        };
        var all = new JsonObject();
        foreach (var (name, record, words) in Answers)
        {
            // Whatever else stands in problem details is for whoever looks for a fault.
            var schema =
                record == typeof(ProblemDetails)
                    ? JsonNode
                        .Parse(
                            """
                            { "type": "object", "properties": { "type": { "type": ["string", "null"] }, "title": { "type": ["string", "null"] }, "status": { "type": ["integer", "null"] }, "detail": { "type": ["string", "null"] } }, "additionalProperties": true }
                            """
                        )!
                        .AsObject()
                    : RecordSchema.Of(record, layout);
            schema["type"] = "object";
            RecordSchema.Refer(schema, $"#/$defs/{name}/");
            schema.Remove("description");
            schema.Insert(0, "description", words);
            all.Add(name, schema);
        }
        var text =
            new JsonObject
            {
                ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
                ["title"] = "foedus/http/1",
                ["description"] = "What the workbench answers over HTTP. Which answer is which, and which are lists, stands in docs/workbench.md.",
                ["$defs"] = all,
            }.ToJsonString(AnswerJson.Layout) + "\n";
        if (Environment.GetEnvironmentVariable("FOEDUS_ACCEPT") == "1")
            System.IO.File.WriteAllText(File, text);
        Assert.Equal(text, System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : "(no such file)");
    }

    [Fact]
    public async Task Answers_are_what_the_file_says()
    {
        using var client = shared.Workbench.Client();
        async Task<JsonElement> Is(string name, Task<HttpResponseMessage> asked, bool isList = false)
        {
            using var document = JsonDocument.Parse(await (await asked).Content.ReadAsStringAsync());
            foreach (var one in isList ? document.RootElement.EnumerateArray().ToList() : [document.RootElement])
                Assert.Equal([], Faults(name, one));
            Assert.True(!isList || document.RootElement.GetArrayLength() > 0, name);
            return document.RootElement.Clone();
        }
        var id = (await Is("deal", client.PostAsJsonAsync("/api/deals", new { text = Endless, note = "for a test" }))).GetProperty("id").GetString();
        await Is("deal", client.GetAsync("/api/deals"), isList: true);
        await Is("deal", client.GetAsync($"/api/deals/{id}"));
        await Is("version", client.GetAsync($"/api/deals/{id}/versions"), isList: true);
        await Is("version", client.GetAsync($"/api/deals/{id}/versions/latest"));
        await Is("diagnostic", client.PostAsJsonAsync("/api/check", new { text = "deal \"x\"\nnonsense" }), isList: true);
        // What never comes has no number.
        var solved = await Is("solved", client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = "quiet" }));
        Assert.Equal(JsonValueKind.Null, solved.GetProperty("measures")[0].GetProperty("value").ValueKind);
        await Is("solved", client.PostAsJsonAsync($"/api/deals/{await shared.DealAsync()}/solve", new { offer = Offer }));
        await Is("problem", client.PostAsJsonAsync($"/api/deals/{id}/solve", new { offer = "nothing" }));
        await Is("problem", client.PostAsJsonAsync("/api/deals", new { note = "without a text" }));
        var run = await shared.RunAsync();
        await Is("run", client.GetAsync("/api/runs"), isList: true);
        Assert.Equal("finished", (await Is("run", client.GetAsync($"/api/runs/{run}"))).GetProperty("status").GetString());
        foreach (
            var line in (await client.GetStringAsync($"/api/runs/{run}/events")).Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal))
        )
            using (var document = JsonDocument.Parse(line["data:".Length..]))
                Assert.Equal([], Faults("run", document.RootElement));
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/deals/{id}")).StatusCode);
    }

    [Fact]
    public void A_wrong_answer_is_found()
    {
        const string right = """{"code":"FD0001","severity":"error","message":"m","remedy":null,"line":1,"column":1,"length":1}""";
        IReadOnlyList<string> Of(Action<JsonObject> change)
        {
            var json = JsonNode.Parse(right)!.AsObject();
            change(json);
            using var document = JsonDocument.Parse(json.ToJsonString());
            return Faults("diagnostic", document.RootElement);
        }
        Assert.Empty(Of(_ => { }));
        Assert.NotEmpty(Of(json => json["surprise"] = 1));
        Assert.NotEmpty(Of(json => json.Remove("line")));
        Assert.NotEmpty(Of(json => json["line"] = "first"));
    }

    private static string Offer => Shared.Text.Split('\n').First(line => line.StartsWith("offer ", StringComparison.Ordinal)).Split(' ', ':')[1];

    private static IReadOnlyList<string> Faults(string name, JsonElement answer)
    {
        var all = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        all["$ref"] = $"#/$defs/{name}";
        return RecordSchema.Faults(all, answer);
    }

    // The war never comes where nobody can begin it.
    private const string Endless = """
        deal "Endless"
        period year
        horizon endless
        party A
        discount 0.9
        precision lambda 1
        state s { calm, war } = calm
        turn A when s = calm { keep  attack: s = war }
        interest A { s = war: -1 }
        clause no_war { remove option attack at A }
        no deal none
        offer quiet: no_war
        ask war: time until s = war
        """;
}
