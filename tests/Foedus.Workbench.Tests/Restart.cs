using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>The program is killed in the middle of a run: no deal and no finished run is lost, and the unfinished one goes on.</summary>
public class Restart(Browser browser)
{
    [Fact]
    public async Task Killed_in_the_middle_of_a_run_and_started_again()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url + "/deals/snapback-2231/versions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a copy" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("versions", StringComparison.Ordinal));
        var deal = new Uri(page.Url).AbsolutePath;
        var finished = await AskAsync(page, workbench.Url + deal, "64");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var answer = await page.Locator(".answer").TextContentAsync();

        var unfinished = await AskAsync(page, workbench.Url + "/deals/snapback-2231", "256");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("worlds:", new() { Timeout = 60_000 });
        await workbench.KillAndStartAgainAsync();

        await page.GotoAsync(workbench.Url + deal);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Sanctions that snap back");
        await page.GotoAsync(workbench.Url + finished);
        await Assertions.Expect(page.Locator(".answer")).ToHaveTextAsync(answer!);
        await page.GotoAsync(workbench.Url + unfinished);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        Assert.Equal("", workbench.Words);
        await page.Context.CloseAsync();
    }

    private static async Task<string> AskAsync(IPage page, string deal, string draws)
    {
        await page.GotoAsync(deal + "/weigh");
        await page.Locator("#draws").SelectOptionAsync(draws);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Also work out" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await page.WaitForURLAsync("**/runs/*");
        return new Uri(page.Url).AbsolutePath;
    }
}
