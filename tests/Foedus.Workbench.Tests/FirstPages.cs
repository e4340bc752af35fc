namespace Foedus.Workbench.Tests;

/// <summary>The workbench starts, and a newcomer finds the shipped deals.</summary>
public class FirstPages(Browser browser, Shared shared)
{
    [Fact]
    public async Task Shipped_deals_are_on_the_first_page_and_open()
    {
        var page = await browser.OpenAsync(shared.Url);
        await page.Locator("a[href='/deals/chain-store']").ClickAsync();
        Assert.Equal("Chain store with a reputation", await page.Locator("h1").TextContentAsync());
        await browser.LeaveAsync(page);
    }
}
