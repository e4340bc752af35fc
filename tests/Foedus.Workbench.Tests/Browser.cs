using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Foedus.Workbench.Tests.Browser))]

namespace Foedus.Workbench.Tests;

/// <summary>One headless Chromium for all tests; without it they are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    // The first has no window of its own to keep, and costs less.
    private static readonly string? Chromium = Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"], File.Exists);

    private IPlaywright? playwright;
    private IBrowser? browser;
    private readonly Lock door = new();
    private Task<IBrowserContext>? everyday;
    private IPage? idle;

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium,
                // The last: no pages of the browser's own are made ready for every window.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-features=PreloadTopChromeWebUI,HttpsUpgrades,Translate,MediaRouter,PaintHolding",
                ],
            }
        );
        Assertions.SetDefaultExpectTimeout(Patience.Milliseconds);
    }

    /// <summary>A page of somebody who has been here before: window and scripts that one test has used are used again by the next.</summary>
    /// <param name="url">Where.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window.</param>
    /// <param name="before">Done with the page before it goes there.</param>
    public async Task<IPage> OpenAsync(string url, int width = 1440, int height = 1000, Func<IPage, Task>? before = null)
    {
        Skip();
        var page = before is null ? Interlocked.Exchange(ref idle, null) : null;
        return await GoAsync(page ?? await NewAsync(await Everyday()), url, width, height, before);
    }

    /// <summary>Gives a page back to the next test. Not one that would ask before it is left, or that was made otherwise.</summary>
    public async Task LeaveAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Null, ColorScheme = ColorScheme.Null });
        if (Interlocked.CompareExchange(ref idle, page, null) is not null)
            await page.CloseAsync();
    }

    /// <summary>A page of somebody new, with cookies and storage of his own; its context is closed with it.</summary>
    public async Task<IPage> OpenAloneAsync(string url, int width = 1440, int height = 1000)
    {
        Skip();
        return await GoAsync(await NewAsync(await ContextAsync()), url, width, height, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private void Skip()
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed, so nothing was looked at in a browser.");
        Assert.SkipUnless(Hosting.AssetFolder.HasCharts, "The browser libraries are not built in: npm was missing.");
    }

    private Task<IBrowserContext> Everyday()
    {
        lock (door)
            return everyday ??= ContextAsync();
    }

    private async Task<IBrowserContext> ContextAsync()
    {
        var context = await browser!.NewContextAsync(new BrowserNewContextOptions { AcceptDownloads = true, IgnoreHTTPSErrors = true });
        context.SetDefaultTimeout(Patience.Milliseconds);
        return context;
    }

    private static async Task<IPage> NewAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.Console += (_, said) =>
        {
            if (said.Type == "error")
                TestContext.Current.TestOutputHelper?.WriteLine($"browser: {said.Text}");
        };
        return page;
    }

    private static async Task<IPage> GoAsync(IPage page, string url, int width, int height, Func<IPage, Task>? before)
    {
        await page.SetViewportSizeAsync(width, height);
        if (before is not null)
            await before(page);
        await page.GotoAsync(url);
        return page;
    }
}
