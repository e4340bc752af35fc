using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Foedus.Workbench.Tests;

/// <summary>Whose deal it is: saving, sharing, removing and bringing back.</summary>
public class OwnerTests(Office office)
{
    // Found in lists, where others' deals stand too.
    private const string Title = "A truce that is shared";
    private static readonly string Text = Shared.Text.Replace("A small truce", Title, StringComparison.Ordinal);

    [Fact]
    public async Task A_deal_is_its_owners_until_it_is_shared()
    {
        var workbench = await office.WorkbenchAsync();
        using var anna = await workbench.SignedInAsync("anna");
        using var ben = await workbench.SignedInAsync("ben");
        using var carl = await workbench.SignedInAsync("carl");
        using var dora = await workbench.SignedInAsync("dora");
        var deal =
            "/api/deals/" + (string)(await (await anna.PostAsJsonAsync("/api/deals", new { text = Text })).Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        var version = 1;
        async Task SaveAsync(HttpClient who, HttpStatusCode expected)
        {
            var answer = await who.PostAsJsonAsync(deal + "/versions", new { text = Text + $"# {version}\n", basedOn = version });
            Assert.Equal(expected, answer.StatusCode);
            version += expected == HttpStatusCode.OK ? 1 : 0;
        }

        await SaveAsync(ben, HttpStatusCode.Forbidden);
        await SaveAsync(anna, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.DeleteAsync(deal)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.PutAsJsonAsync(deal + "/sharing", new { toAll = true })).StatusCode);
        // Reading, trying and weighing are everybody's.
        Assert.Equal(HttpStatusCode.OK, (await ben.PostAsJsonAsync(deal + "/solve", new { offer = "pledged" })).StatusCode);
        Assert.Contains("Save as my own deal", await ben.GetStringAsync(deal[4..]));
        Assert.Contains("Save as a new version", await anna.GetStringAsync(deal[4..]));

        Assert.Equal(HttpStatusCode.BadRequest, (await anna.PutAsJsonAsync(deal + "/sharing", new { with = new[] { "nobody" } })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PutAsJsonAsync(deal + "/sharing", new { with = new[] { "ben" } })).StatusCode);
        await SaveAsync(ben, HttpStatusCode.OK);
        await SaveAsync(carl, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.DeleteAsync(deal)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PutAsJsonAsync(deal + "/sharing", new { toAll = true })).StatusCode);
        await SaveAsync(carl, HttpStatusCode.OK);

        // Removed, found again, brought back; nothing is saved into it meanwhile.
        Assert.Equal(HttpStatusCode.NoContent, (await dora.DeleteAsync(deal)).StatusCode);
        Assert.DoesNotContain(Title, await anna.GetStringAsync("/"));
        await SaveAsync(anna, HttpStatusCode.BadRequest);
        Assert.Contains(Title, await anna.GetStringAsync("/removed"));
        Assert.Contains("dora", await anna.GetStringAsync("/removed"));
        Assert.DoesNotContain(Title, await ben.GetStringAsync("/removed"));
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.PostAsync(deal + "/restore", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsync(deal + "/restore", null)).StatusCode);
        Assert.Contains(Title, await ben.GetStringAsync("/"));
        await SaveAsync(anna, HttpStatusCode.OK);
    }
}
