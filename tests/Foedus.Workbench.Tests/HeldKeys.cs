using System.Globalization;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>A key that is held moves a slider by as many steps as it was pressed, however late the answers come.</summary>
public class HeldKeys(Browser browser, Shared shared)
{
    private const int Presses = 12;

    [Fact]
    public async Task A_slider_of_the_deal_page_is_not_taken_back_by_answers_to_earlier_presses()
    {
        var page = await browser.OpenAsync($"{shared.Url}/deals/{await shared.DealAsync()}", before: SlowlyAsync);
        var slider = page.Locator("#a-credibility");
        await Assertions.Expect(slider).ToBeEnabledAsync();
        await HoldAsync(page, slider);
        // A hundredth of 0.2 to 0.8 each.
        await Assertions
            .Expect(page.GetByLabel("credibility as a number"))
            .ToHaveValueAsync((0.5 + (Presses * 0.006)).ToString("0.###", CultureInfo.InvariantCulture));
        await page.Locator(".results[aria-busy=false]").WaitForAsync();
        Assert.Equal(0.5 + (Presses * 0.006), double.Parse(await slider.InputValueAsync(), CultureInfo.InvariantCulture), 1e-9);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_slider_of_the_editor_is_not_taken_back_and_shows_the_text_when_all_has_come_back()
    {
        var page = await browser.OpenAsync($"{shared.Url}/deals/{await shared.DealAsync()}/edit", before: SlowlyAsync);
        await page.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        var form = page.Locator("fieldset[data-assumption=credibility]");
        var slider = form.Locator("input[type=range]");
        await Assertions.Expect(slider).ToBeEnabledAsync();
        await HoldAsync(page, slider);
        await page.GetByText("Not saved: credibility 0.5 → 0.62").First.WaitForAsync();
        Assert.Equal("0.62", await slider.InputValueAsync());
        // Nothing is held any longer: what the text becomes by another way is what the slider shows.
        await form.Locator("input.value").First.FillAsync("0.3");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(slider).ToHaveValueAsync("0.3");
        await page.CloseAsync();
    }

    private static async Task HoldAsync(IPage page, ILocator slider)
    {
        await slider.FocusAsync();
        for (var press = 0; press < Presses; press++)
            await page.Keyboard.PressAsync("ArrowRight");
    }

    // Whatever the server says comes a quarter of a second late, in its order.
    private static Task SlowlyAsync(IPage page) => page.RouteWebSocketAsync("**/*", socket =>
        {
            var server = socket.ConnectToServer();
            var last = Task.CompletedTask;
            server.OnMessage(frame => last = LaterAsync(last, Task.Delay(250), () =>
                {
                    if (frame.Binary is { } bytes)
                        socket.Send(bytes);
                    else
                        socket.Send(frame.Text!);
                }));
        });

    private static async Task LaterAsync(Task before, Task pause, Action send)
    {
        await before;
        await pause;
        send();
    }
}
