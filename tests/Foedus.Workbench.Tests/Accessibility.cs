using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>axe-core finds nothing serious on any kind of page, and the main things can be done from the keyboard.</summary>
public class Accessibility(Browser browser)
{
    [Fact]
    public async Task Nothing_serious_on_any_page()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url + "/deals/budapest-1994/weigh");
        await page.Locator("#draws").SelectOptionAsync("64");
        await page.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var run = new Uri(page.Url).AbsolutePath;
        foreach (var path in new[] { "/", "/deals/chain-store", "/deals/chain-store/edit", "/deals/chain-store/weigh", "/deals/chain-store/versions", "/import", "/runs", run, $"/compare?run={run[6..]}&run={run[6..]}", run + "/report.html" })
        {
            await page.GotoAsync(workbench.Url + path);
            await page.Locator("main").WaitForAsync();
            if (path is "/deals/chain-store")
                await page.Locator(".results[aria-busy=false] svg").First.WaitForAsync();
            var found = await page.RunAxe();
            Assert.Empty(found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(violation => $"{path}: {violation.Id} {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_deal_is_tried_from_the_keyboard_alone()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url + "/deals/chain-store");
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
