namespace Foedus.Workbench.Tests;

/// <summary>The workbench starts, and a newcomer finds the shipped deals.</summary>
public class FirstPages(Browser browser)
{
    [Fact]
    public async Task Shipped_deals_are_on_the_first_page_and_open()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        var page = await browser.OpenAsync(workbench.Url);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Ceasefire in Ukraine" }).ClickAsync();
        Assert.Equal("Ceasefire in Ukraine, with membership if it is broken", await page.Locator("h1").TextContentAsync());
        await page.Context.CloseAsync();
    }
}
