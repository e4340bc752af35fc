using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Pages on a desk, a tablet and a phone: nothing sticks out, and a picture of each is left in artifacts/screens to be looked at.</summary>
public class Layout(Browser browser, Shared shared)
{
    [Fact]
    public async Task The_picture_for_the_readme()
    {
        var page = await browser.OpenAsync(shared.Url + "/deals/ukraine-2025", 1440, 900);
        await Assertions.Expect(page.Locator("#a-credibility")).ToBeEnabledAsync();
        await page.Locator("#a-credibility").PressAsync("Home");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await page.Locator(".results[aria-busy=false]").WaitForAsync();
        await Assertions.Expect(page.Locator(".slider.changed")).ToHaveCountAsync(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screens, "workbench.png") });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_sticks_out_at_any_width()
    {
        var (run, deal) = (await shared.RunAsync(), "/deals/" + await shared.DealAsync());
        var page = await browser.OpenAsync(shared.Url);
        foreach (var (name, path, ready) in new[] { ("home", "/", "h1"), ("live", deal, ".results[aria-busy=false] svg"), ("weigh", deal + "/weigh", "form"), ("run", $"/runs/{run}", "figure svg"), ("versions", deal + "/versions", "table"), ("runs", "/runs", "table"), ("compare", $"/compare?run={run}&run={run}", "figure svg") })
            foreach (var width in new[] { 1440, 768, 390 })
            {
                await page.SetViewportSizeAsync(width, 1000);
                await page.GotoAsync(shared.Url + path);
                await page.Locator(ready).First.WaitForAsync();
                await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screens, $"{name}-{width}.png"), FullPage = true });
                Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            }
        await page.Context.CloseAsync();
    }
}
