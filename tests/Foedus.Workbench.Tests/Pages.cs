using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Every kind of page is loaded once and looked at on a desk, a tablet, a phone and paper, in light and dark: nothing sticks out, and axe-core finds nothing serious.</summary>
/// <remarks>With a folder in FOEDUS_PICTURES a picture of each is kept there, to be looked at.</remarks>
public class Pages(Browser browser, Shared shared)
{
    private static readonly int[] Widths = [1440, 768, 390];

    // A sheet of A4 less its margins.
    private const int Paper = 718;

    public static TheoryData<string, string> All =>
        new()
        {
            { "home", "h1" },
            { "guide", "h1" },
            { "removed", "h1" },
            { "import", "form" },
            { "live", ".results[aria-busy=false] svg" },
            { "edit", ".monaco-host[data-ready=true]" },
            { "weigh", "form" },
            { "versions", "table" },
            { "changes", "table" },
            { "runs", "table" },
            { "run", "figure svg" },
            { "compare", "figure svg" },
            { "report", "main" },
        };

    [Theory, MemberData(nameof(All))]
    public async Task Nothing_sticks_out_and_nothing_is_a_serious_obstacle(string name, string ready)
    {
        var page = await browser.OpenAsync(shared.Url + await AddressAsync(name));
        await page.Locator(ready).First.WaitForAsync();
        if (name == "edit")
            await page.GetByText("No mistakes; 1 thing is odd.").First.WaitForAsync();
        foreach (var width in Widths)
        {
            await LookAsync(page, name, width);
            // What the editor shows at a width differs in more than its place.
            if (width == Widths[0] || name == "edit")
                Assert.Empty(await Axe.RunAsync(page));
        }
        await page.SetViewportSizeAsync(Widths[0], 1000);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await Axe.RunAsync(page, onColours: true));
        await PictureAsync(page, $"{name}-dark");
        // A picture as wide as the window would be cut off at the edge of the paper.
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.InRange(
            await page.EvaluateAsync<double>(
                "Math.max(0, ...[...document.querySelectorAll('.canvas svg')].map(picture => picture.getBoundingClientRect().width))"
            ),
            0,
            Paper
        );
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Null });
        await LookAsync(page, name, Paper);
        // What is folded is not printed, and says so where it is named.
        if (name == "report")
            Assert.True(
                await page.EvaluateAsync<bool>(
                    "[...document.querySelectorAll('details')].some(part => !part.open) && [...document.querySelectorAll('details:not([open])')].every(part => getComputedStyle(part.querySelector('summary'), '::after').content.includes('not printed') && part.getBoundingClientRect().height < 2 * part.querySelector('summary').getBoundingClientRect().height) && getComputedStyle(document.querySelector('main'), '::after').content.includes('not printed')"
                )
            );
        Assert.Equal(0, await page.Locator("header.top:visible, .tools:visible, .controls:visible, .actions button:visible").CountAsync());
        await browser.LeaveAsync(page);
    }

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
        await browser.LeaveAsync(page);
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
        await browser.LeaveAsync(page);
    }

    private async Task<string> AddressAsync(string name) =>
        name switch
        {
            "home" => "/",
            "live" => $"/deals/{await shared.DealAsync()}",
            "edit" or "weigh" or "versions" => $"/deals/{await shared.DealAsync()}/{name}",
            "changes" => $"/deals/{await shared.ChangedDealAsync()}/changes/1/2",
            "run" => $"/runs/{await shared.RunAsync()}",
            "compare" => $"/compare?run={await shared.RunAsync()}&run={await shared.RunAsync()}",
            "report" => $"/runs/{await shared.RunAsync()}/report.html",
            "runs" when await shared.RunAsync() is not null => "/runs",
            _ => $"/{name}",
        };

    private static async Task LookAsync(IPage page, string name, int width)
    {
        await page.SetViewportSizeAsync(width, 1000);
        // Pictures follow the width after the next two frames.
        await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await PictureAsync(page, $"{name}-{width}");
        Assert.Equal(
            "",
            await page.EvaluateAsync<string>(
                """
                (() => {
                  const reach = document.documentElement.clientWidth;
                  if (document.documentElement.scrollWidth > reach) return `the page is ${document.documentElement.scrollWidth} wide in ${reach}`;
                  const main = document.querySelector('main');
                  if (!main || main.scrollWidth <= main.clientWidth) return '';
                  const scrolls = one => { for (let box = one.parentElement; box && box !== main; box = box.parentElement) if (getComputedStyle(box).overflowX !== 'visible') return true; return false; };
                  const out = [...main.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > main.getBoundingClientRect().right + 1 && !scrolls(one));
                  return `main is ${main.scrollWidth} wide in ${main.clientWidth}: ${out.slice(0, 3).map(one => one.outerHTML.slice(0, 120)).join(' | ')}`;
                })()
                """
            )
        );
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FOEDUS_PICTURES") is { } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
