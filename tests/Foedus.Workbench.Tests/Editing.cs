using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Text and forms as two views of one deal, in a real browser: mistakes, sliders, checkboxes, rename, undo, versions.</summary>
public class Editing(Browser browser, Shared shared)
{
    // What is said of the small deal without a mistake in it.
    private const string Sound = "No mistakes; 1 thing is odd.";

    private async Task<IPage> OpenAsync(string? deal = null)
    {
        var page = await browser.OpenAsync($"{shared.Url}/deals/{deal ?? await shared.DealAsync()}/edit");
        await page.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        return page;
    }

    private static async Task SayAsync(IPage page, string words) => await page.GetByText(words).First.WaitForAsync();

    // The whole text, as the box for those who prefer one shows it.
    private static async Task<string> TextAsync(IPage page)
    {
        await page.GetByLabel("Plain text box").CheckAsync();
        var text = await page.Locator("textarea#text").InputValueAsync();
        await page.GetByLabel("Plain text box").UncheckAsync();
        await page.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        return text;
    }

    // The same as the editor holds it.
    private static Task<string> ModelAsync(IPage page) =>
        page.EvaluateAsync<string>("new Promise(done => require(['vs/editor/editor.main'], monaco => done(monaco.editor.getModels().at(-1).getValue())))");

    private static ILocator Form(IPage page, string assumption) => page.Locator($"fieldset[data-assumption={assumption}]");

    private static async Task TypeAtEndAsync(IPage page, string text)
    {
        await page.Locator(".monaco-host .view-lines")
            .ClickAsync(
                new LocatorClickOptions
                {
                    Position = new Position { X = 60, Y = 30 },
                }
            );
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(text);
    }

    // Puts the cursor on a name, as the forms' links do.
    private static async Task ShowInTextAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"{name}: show in the text" }).ClickAsync();
        await page.Locator(".monaco-host .monaco-editor.focused").WaitForAsync();
    }

    // With a folder in FOEDUS_PICTURES, what the page looks like is kept there for somebody to look at.
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("FOEDUS_PICTURES") is { } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
    }

    [Fact]
    public async Task A_mistake_is_shown_with_its_remedy_while_typing_and_goes_when_it_is_mended()
    {
        var page = await OpenAsync();
        await SayAsync(page, Sound);
        await TypeAtEndAsync(page, "ofer better \"A better one\"");
        await SayAsync(page, "Did you mean 'offer'?");
        await SayAsync(page, "1 mistake.");
        await PictureAsync(page, "mistake");
        await Assertions.Expect(page.Locator(".monaco-host .squiggly-error")).Not.ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.TypeAsync("of");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("f");
        await SayAsync(page, "No mistakes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Offers (4)" }).ClickAsync();
        await Assertions.Expect(page.Locator("fieldset[data-offer=better]")).ToContainTextAsync("A better one");
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_slider_changes_the_text_and_nothing_else_and_can_be_undone()
    {
        var page = await OpenAsync();
        var before = await ModelAsync(page);
        var slider = Form(page, "credibility").Locator("input[type=range]");
        await Assertions.Expect(slider).ToBeEnabledAsync();
        await slider.FocusAsync();
        // One step at a time, as seen.
        foreach (var value in new[] { "0.51", "0.52", "0.53", "0.54", "0.55" })
        {
            await page.Keyboard.PressAsync("ArrowRight");
            await Assertions.Expect(Form(page, "credibility").Locator("input.value").First).ToHaveValueAsync(value);
        }
        await SayAsync(page, "Not saved: credibility 0.5 → 0.55");
        Assert.Equal(
            before.Replace("assume credibility  0.5 in 0.2..0.8   from", "assume credibility  0.55 in 0.2..0.8  from", StringComparison.Ordinal),
            (await ModelAsync(page)).Replace("0.55 in 0.2..0.8   from", "0.55 in 0.2..0.8  from", StringComparison.Ordinal)
        );
        await Form(page, "credibility").Locator("input.value").First.FillAsync("0.35");
        await page.Keyboard.PressAsync("Tab");
        await SayAsync(page, "Not saved: credibility 0.5 → 0.35");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(Form(page, "credibility").Locator("input.value").First).Not.ToHaveValueAsync("0.35");
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_shows_in_the_forms_and_a_checkbox_in_the_text()
    {
        var page = await OpenAsync();
        await page.GetByLabel("Plain text box").CheckAsync();
        var text = await page.Locator("textarea#text").InputValueAsync();
        await page.Locator("textarea#text").FillAsync(text.Replace("audience 4 in 1..10", "audience 7 in 1..10", StringComparison.Ordinal));
        await Assertions.Expect(Form(page, "audience").Locator("input.value").First).ToHaveValueAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Offers (3)" }).ClickAsync();
        var box = page.Locator("fieldset[data-offer=fenced]").GetByLabel("A fence along the line");
        Assert.True(await box.IsCheckedAsync());
        await box.UncheckAsync();
        await Assertions.Expect(page.Locator("textarea#text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"A pledge and a fence\": pledge\n"));
        await box.CheckAsync();
        await Assertions
            .Expect(page.Locator("textarea#text"))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"A pledge and a fence\": pledge, fence\n"));
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_name_is_renamed_everywhere_and_a_clash_is_refused()
    {
        var page = await OpenAsync();
        await ShowInTextAsync(page, "credibility");
        await page.Keyboard.PressAsync("F2");
        await page.Locator(".rename-input").FillAsync("belief");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "belief: show in the text" })).ToBeVisibleAsync();
        var text = await TextAsync(page);
        Assert.DoesNotContain("credibility", text, StringComparison.Ordinal);
        Assert.Contains("firm: belief, wavering: 1 - belief", text, StringComparison.Ordinal);
        await ShowInTextAsync(page, "belief");
        await page.Keyboard.PressAsync("F2");
        await page.Locator(".rename-input").FillAsync("appetite");
        await page.Keyboard.PressAsync("Enter");
        await SayAsync(page, "There is already an assumption called 'appetite'");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Hover_gives_value_range_and_source_and_completion_what_fits()
    {
        var page = await OpenAsync();
        await ShowInTextAsync(page, "credibility");
        // Not by its two keys, of which the editor forgets the first when the second is late.
        await page.EvaluateAsync(
            "new Promise(done => require(['vs/editor/editor.main'], monaco => done(monaco.editor.getEditors().at(-1).trigger('test', 'editor.action.showHover'))))"
        );
        await Assertions.Expect(page.Locator(".monaco-hover:visible").First).ToContainTextAsync("credibility = 0.5");
        await Assertions.Expect(page.Locator(".monaco-hover:visible").First).ToContainTextAsync("Anywhere from 0.2 to 0.8, evenly.");
        await page.Keyboard.PressAsync("Escape");
        await ShowInTextAsync(page, "credibility");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("turn last of North when status = tr");
        await Assertions.Expect(page.Locator(".suggest-widget:visible")).ToContainTextAsync("truce");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync(" { wait }");
        Assert.Contains(
            "turn last of North when status = truce { wait }",
            (await ModelAsync(page)).Replace("}}", "}", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        await page.CloseAsync();
    }

    [Fact]
    public async Task Versions_say_what_changed_and_an_old_one_comes_back()
    {
        var page = await OpenAsync();
        await Form(page, "credibility").Locator("input.value").First.FillAsync("0.35");
        await page.Keyboard.PressAsync("Tab");
        await SayAsync(page, "Not saved: credibility 0.5 → 0.35");
        await page.Keyboard.PressAsync("Control+s");
        await SayAsync(page, "Saved as version 2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Offers (3)" }).ClickAsync();
        await page.Locator("fieldset[data-offer=pledged]").GetByLabel("A fence along the line").CheckAsync();
        await SayAsync(page, "Not saved: offer pledged gains fence");
        await PictureAsync(page, "offers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await SayAsync(page, "Saved as version 3");
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions" }).ClickAsync();
        await SayAsync(page, "offer pledged gains fence");
        await PictureAsync(page, "versions");
        await page.GetByRole(AriaRole.Link, new() { Name = "What changed in version 3" }).ClickAsync();
        await SayAsync(page, "From version 2 to version 3");
        await Assertions.Expect(page.Locator("tr.added")).ToContainTextAsync("pledge, fence");
        await PictureAsync(page, "changes");
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore" }).First.ClickAsync();
        await SayAsync(page, "Restored version 2");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        var text = await ModelAsync(page);
        Assert.Contains("\"A pledge\": pledge\n", text, StringComparison.Ordinal);
        Assert.Contains("credibility  0.35 in 0.2..0.8", text, StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_text_that_was_not_saved_survives_the_page_and_somebody_elses_version_is_not_written_over()
    {
        var page = await OpenAsync("chain-store");
        await Form(page, "strong").Locator("input.value").First.FillAsync("0.2");
        await page.Keyboard.PressAsync("Tab");
        await SayAsync(page, "Not saved: strong 0.1 → 0.2");
        for (var tries = 0; tries < 100 && !await page.EvaluateAsync<bool>("'foedus-unsaved-chain-store' in localStorage"); tries++)
            await Task.Delay(100);
        page.Dialog += (_, leaving) => leaving.AcceptAsync();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it up" }).ClickAsync();
        await SayAsync(page, "Not saved: strong 0.1 → 0.2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as my own deal" }).ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/deals/[a-z0-9]{12}/edit"));
        await page.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        var other = await browser.OpenAsync(page.Url);
        await other.Locator(".monaco-host[data-ready=true]").WaitForAsync();
        foreach (var (who, value) in new[] { (other, "0.25"), (page, "0.15") })
        {
            await Form(who, "strong").Locator("input.value").First.FillAsync(value);
            await who.Keyboard.PressAsync("Tab");
            await SayAsync(who, $"Not saved: strong 0.2 → {value}");
            await who.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        }
        await SayAsync(other, "Saved as version 2");
        await SayAsync(page, "saved version 2 after you began from version 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine as the newest version all the same" }).ClickAsync();
        await SayAsync(page, "Saved as version 3");
        await other.CloseAsync();
        await page.CloseAsync();
    }
}
