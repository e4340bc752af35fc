using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Foedus.Workbench.Tests.Browser))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Foedus.Workbench.Tests;

/// <summary>One headless Chromium for all tests; without it they are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh page, as a new user would open it.</summary>
    public async Task<IPage> OpenAsync(string url, int width = 1440, int height = 1000)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed, so nothing was looked at in a browser.");
        Assert.SkipUnless(Hosting.AssetFolder.HasCharts, "The browser libraries are not built in: npm was missing.");
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, AcceptDownloads = true, IgnoreHTTPSErrors = true });
        context.SetDefaultTimeout(Patience.Milliseconds);
        Assertions.SetDefaultExpectTimeout(Patience.Milliseconds);
        var page = await context.NewPageAsync();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                TestContext.Current.TestOutputHelper?.WriteLine($"browser: {said.Text}");
        };
        await page.GotoAsync(url);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
