using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>The walk of someone new: a shipped deal, a slider, a run, its report, a colleague's link.</summary>
public class Newcomer(Browser browser, Shared shared)
{
    [Fact]
    public async Task From_the_first_page_to_the_report()
    {
        var page = await browser.OpenAsync(shared.Url);
        await page.Locator("a[href='/deals/threat-and-assurance']").ClickAsync();
        Assert.Equal("Conditional accession: threat and assurance", await page.Locator("h1").TextContentAsync());

        // A slider moves, and the answer follows.
        await Assertions.Expect(page.Locator(".results[aria-busy=false] .measures")).ToBeVisibleAsync();
        var surplus = page.Locator("figure", new() { HasText = "Who would sign?" }).Locator("[data-chart]");
        var before = await surplus.GetAttributeAsync("data-chart");
        await MoveFirstSliderAsync(page);
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await Assertions.Expect(page.Locator(".results[aria-busy=false]")).ToBeVisibleAsync();
        Assert.NotEqual(before, await surplus.GetAttributeAsync("data-chart"));
        Assert.True(await page.Locator(".results figure svg").CountAsync() >= 2);

        // The address holds what is tried.
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("\\?set="));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await Assertions.Expect(page.Locator(".slider input").First).ToBeEnabledAsync();

        // Kept as a deal of one's own, with what changed.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as my own deal" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("threat-and-assurance", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("→");

        // Weighed, with pictures and a report.
        await page.GetByRole(AriaRole.Link, new() { Name = "Weigh", Exact = true }).ClickAsync();
        await page.Locator("#draws").SelectOptionAsync("64");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Also work out" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("of 100");
        var address = page.Url;
        var report = await page.Context.APIRequest.GetAsync(address + "/report.html");
        Assert.Contains("plausible worlds", await report.TextAsync());
        Assert.Contains("default-src 'none'", report.Headers["content-security-policy"]);

        // Pictures leave the page as files.
        var figure = page.Locator("figure.chart").First;
        await Assertions.Expect(figure.Locator("svg")).ToBeVisibleAsync();
        foreach (var (button, start) in new[] { ("PNG", "\u0089PNG"), ("SVG", "<svg"), ("CSV", "\u00ef\u00bb\u00bfoffer,") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => figure.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
            var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
            Assert.StartsWith(start, System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(20, bytes.Length)]));
        }

        // The address is enough for a colleague.
        var colleague = await browser.OpenAloneAsync(address);
        await Assertions.Expect(colleague.Locator(".answer")).ToContainTextAsync("of 100");
        await colleague.Context.CloseAsync();
        await browser.LeaveAsync(page);
    }

    [Fact]
    public async Task On_a_phone_a_file_comes_in_is_changed_restored_and_goes_out()
    {
        var page = await browser.OpenAsync(shared.Url + "/import", 390, 844);
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deals", "textbook", "kreps-wilson-1982", "chain-store.foedus"));
        await page.Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "mine.foedus",
                    MimeType = "text/plain",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it in" }).ClickAsync();
        await page.WaitForURLAsync("**/deals/*");
        await MoveFirstSliderAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Version 2 of 2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Restored version 1");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).First.ClickAsync());
        Assert.Equal(text, await File.ReadAllTextAsync(await download.PathAsync()));
        await browser.LeaveAsync(page);
    }

    // Pressing a key does not wait until the page answers.
    private static async Task MoveFirstSliderAsync(IPage page)
    {
        var slider = page.Locator(".slider input").First;
        await Assertions.Expect(slider).ToBeEnabledAsync();
        await slider.PressAsync("End");
    }
}
