using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Pages on a desk, a tablet and a phone: nothing sticks out, and a picture of each is left in artifacts/screens to be looked at.</summary>
public class Layout(Browser browser)
{
    [Fact]
    public async Task The_picture_for_the_readme()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url + "/deals/ukraine-2025", 1440, 900);
        await Assertions.Expect(page.Locator("#a-credibility")).ToBeEnabledAsync();
        await page.Locator("#a-credibility").PressAsync("Home");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await page.Locator(".results[aria-busy=false]").WaitForAsync();
        await Assertions.Expect(page.Locator(".slider.changed")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(RunningWorkbench.Root, "artifacts", "screens", "workbench.png") });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_sticks_out_at_any_width()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url + "/deals/budapest-1994/weigh");
        await page.Locator("#draws").SelectOptionAsync("64");
        await page.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var run = new Uri(page.Url).AbsolutePath;
        foreach (var (name, path, ready) in new[] { ("home", "/", "h1"), ("live", "/deals/ukraine-2025", ".results[aria-busy=false] svg"), ("weigh", "/deals/budapest-1994/weigh", "form"), ("run", run, "figure svg"), ("versions", "/deals/budapest-1994/versions", "table"), ("runs", "/runs", "table"), ("compare", $"/compare?run={run[6..]}&run={run[6..]}", "figure svg") })
            foreach (var width in new[] { 1440, 768, 390 })
            {
                await page.SetViewportSizeAsync(width, 1000);
                await page.GotoAsync(workbench.Url + path);
                await page.Locator(ready).First.WaitForAsync();
                await page.ScreenshotAsync(new() { Path = Path.Combine(RunningWorkbench.Root, "artifacts", "screens", $"{name}-{width}.png"), FullPage = true });
                Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            }
        await page.Context.CloseAsync();
    }
}
