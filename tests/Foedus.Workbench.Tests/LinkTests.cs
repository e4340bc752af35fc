using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Foedus.Workbench.Live;
using Foedus.Workbench.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Foedus.Workbench.Tests;

/// <summary>The link is the state: what is tried stands in the address, and under a name.</summary>
public class LinkTests(Shared shared)
{
    [Theory]
    [InlineData("")]
    [InlineData("?offer=fenced")]
    [InlineData("?offer=fenced&reading=moscow&fork=a%3Db&set=appetite%3D0.1&set=credibility%3D0.35")]
    public void An_address_is_read_as_it_was_written(string query) => Assert.Equal(query, TriedValues.Parse(query).Query);

    [Theory]
    [InlineData("?set=credibility%3Dmany&set=%3D&set=credibility&set=a%3DNaN&fork=b")]
    [InlineData("?set=x%3D1e999")]
    public void What_is_not_understood_is_left_out(string query) => Assert.Equal("", TriedValues.Parse(query).Query);

    [Fact]
    public async Task A_link_shows_what_was_tried()
    {
        using var client = shared.Workbench.Client();
        var deal = await shared.DealAsync();
        var page = await client.GetStringAsync($"/deals/{deal}?offer=fenced&set=credibility%3D0.35&set=prize%3D2&set=nobody%3D1");
        Assert.Contains("A pledge and a fence, with 2 changed", page);
        Assert.Matches("id=\"a-credibility\"[^>]*value=\"0.35\"", page);
        Assert.Contains($"/deals/{deal}/weigh?set=credibility%3D0.35&amp;set=prize%3D2", page);
        // Beyond its range a value stands at the end; a link is no way round the ranges.
        Assert.Matches("id=\"a-credibility\"[^>]*value=\"0.8\"", await client.GetStringAsync($"/deals/{deal}?set=credibility%3D7"));
        Assert.Contains(
            "credibility=0.35, prize=2",
            WebUtility.HtmlDecode(await client.GetStringAsync($"/deals/{deal}/weigh?set=credibility%3D0.35&set=prize%3D2"))
        );
    }

    [Fact]
    public async Task A_scenario_is_kept_shown_and_taken_off()
    {
        using var client = shared.Workbench.Client();
        var deal = await shared.DealAsync();
        var book = shared.Workbench.Services.GetRequiredService<ScenarioBook>();
        var (anna, ben) = (UserOf("anna"), UserOf("ben"));
        var kept = await book.KeepAsync(deal, " Moscow doubts it ", "?set=credibility%3D0.25", anna);
        await Assert.ThrowsAsync<InputException>(() => book.KeepAsync(deal, "Moscow doubts it", "?set=credibility%3D0.3", ben));
        await Assert.ThrowsAsync<InputException>(() => book.KeepAsync(deal, "  ", "?set=credibility%3D0.3", ben));
        var page = await client.GetStringAsync($"/deals/{deal}");
        Assert.Contains($"<a href=\"/deals/{deal}?set=credibility%3D0.25\"><bdi>Moscow doubts it</bdi></a>", page);
        Assert.Contains($"/deals/{deal}/weigh?set=credibility%3D0.25", page);
        await Assert.ThrowsAsync<InputException>(() => book.TakeOffAsync(kept.Id, ben));
        await book.TakeOffAsync(kept.Id, anna);
        Assert.DoesNotContain("Moscow doubts it", await client.GetStringAsync($"/deals/{deal}"));
    }

    [Fact]
    public async Task A_table_of_versions_has_a_heading_for_every_cell_and_says_when_a_version_has_mistakes()
    {
        using var client = shared.Workbench.Client();
        var deal = await shared.DealAsync();
        var library = shared.Workbench.Services.GetRequiredService<DealLibrary>();
        await library.SaveAsync(
            deal,
            Shared.Text.Replace("chance status = truce through 4", "chance status = truse through 4", StringComparison.Ordinal),
            UserOf(Environment.UserName),
            "Layout or comments",
            1
        );
        var page = await client.GetStringAsync($"/deals/{deal}/versions");
        var table = Regex.Match(page, "<table.*?</table>", RegexOptions.Singleline).Value;
        var heads = Regex.Count(table, "<th ");
        Assert.True(heads >= 5);
        Assert.All(Regex.Matches(table, "<tr>.*?</tr>", RegexOptions.Singleline).Skip(1), row => Assert.Equal(heads, Regex.Count(row.Value, "<td")));
        Assert.Matches("with (a|\\d+) mistakes? in it", table);
    }

    private static ClaimsPrincipal UserOf(string name) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, Roles.Editor)], "test"));
}
