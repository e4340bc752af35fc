using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>axe-core finds nothing serious on any kind of page, and the main things can be done from the keyboard.</summary>
public class Accessibility(Browser browser, Shared shared)
{
    [Theory]
    [InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task Nothing_serious_on_any_page(ColorScheme colours)
    {
        var (run, deal) = (await shared.RunAsync(), "/deals/" + await shared.DealAsync());
        var page = await browser.OpenAsync(shared.Url);
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        foreach (var path in new[] { "/", "/guide", "/removed", deal, deal + "/edit", deal + "/weigh", deal + "/versions", "/import", "/runs", $"/runs/{run}", $"/compare?run={run}&run={run}", $"/runs/{run}/report.html" })
        {
            await page.GotoAsync(shared.Url + path);
            await page.Locator("main").WaitForAsync();
            if (path == deal)
                await page.Locator(".results[aria-busy=false] svg").First.WaitForAsync();
            Assert.Empty(await Axe.RunAsync(page));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_deal_is_tried_from_the_keyboard_alone()
    {
        var page = await browser.OpenAsync($"{shared.Url}/deals/{await shared.DealAsync()}");
        await Assertions.Expect(page.Locator(".slider input").First).ToBeEnabledAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        for (var press = 0; press < 30 && await page.EvaluateAsync<string>("document.activeElement.type ?? ''") != "range"; press++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await page.Context.CloseAsync();
    }
}
