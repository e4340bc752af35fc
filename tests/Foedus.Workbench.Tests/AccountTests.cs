using System.Net;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.Settings;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Several people: accounts, roles, TLS, and refusal to listen without them.</summary>
public class AccountTests(Browser browser)
{
    private const string Password = Team.Password;

    [Fact]
    public async Task It_does_not_listen_to_others_without_accounts_and_tls()
    {
        await using var workbench = new RunningWorkbench();
        var open = workbench.Options with { Listen = IPAddress.Any };
        Assert.Contains("passwords must not travel in the clear", await RefusalAsync(open with { Hosts = ["x"] }));
        Assert.Contains("--host", await RefusalAsync(open with { Proxy = IPAddress.Loopback }));
        Assert.Contains("there is no account yet", await RefusalAsync(open with { Hosts = ["x"], Proxy = IPAddress.Loopback }));
        Assert.Contains("12", (await Assert.ThrowsAsync<InputException>(() => AccountBook.SetAsync(workbench.Options, "anna", Roles.Editor, "short"))).Message);
    }

    [Fact]
    public async Task Two_people_at_once_an_editor_and_a_reader()
    {
        await using var workbench = await Team.StartAsync(("anna", "editor"), ("ben", "reader"));
        var url = workbench.Url.Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        Assert.StartsWith("https://", url);

        var (anna, ben) = (await browser.OpenAsync(url), await browser.OpenAsync(url));
        await SignInAsync(anna, "anna", Password);
        await SignInAsync(ben, "ben", Password);

        // The editor changes a deal and weighs it; the reader sees both, and may neither save nor weigh.
        await anna.GotoAsync(url + "/deals/chain-store/versions");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Make a copy" }).ClickAsync();
        await anna.WaitForURLAsync(address => !address.EndsWith("versions", StringComparison.Ordinal));
        var deal = new Uri(anna.Url).AbsolutePath;
        await anna.GotoAsync(url + deal + "/weigh");
        await anna.Locator("#draws").SelectOptionAsync("64");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await anna.WaitForURLAsync("**/runs/*");
        await ben.GotoAsync(anna.Url);
        await Assertions.Expect(ben.Locator("main")).ToContainTextAsync("by anna");
        await Assertions.Expect(ben.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
        await ben.GotoAsync(url + deal);
        await Assertions.Expect(ben.Locator(".slider input").First).ToBeEnabledAsync();
        await Assertions.Expect(ben.GetByRole(AriaRole.Button, new() { Name = "Save as" })).ToHaveCountAsync(0);
        var saved = await ben.Context.APIRequest.PostAsync(url + "/api/deals", new() { DataObject = new { text = "deal \"x\"" }, IgnoreHTTPSErrors = true });
        Assert.Equal(403, saved.Status);
        await Assertions.Expect(anna.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync();

        // Signed out, nothing is shown; a wrong password says no more than that.
        await ben.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await ben.WaitForURLAsync("**/login*");
        await SignInAsync(ben, "ben", "not the password at all");
        await Assertions.Expect(ben.Locator(".error")).ToContainTextAsync("do not go together");
        Assert.Equal(401, (await ben.Context.APIRequest.GetAsync(url + "/api/deals", new() { IgnoreHTTPSErrors = true })).Status);
        await ben.GotoAsync(url + deal);
        Assert.Contains("/login", ben.Url);
        Assert.DoesNotContain(Password, workbench.Words);
        await anna.Context.CloseAsync();
        await ben.Context.CloseAsync();
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static async Task<string> RefusalAsync(WorkbenchOptions options) => (await Assert.ThrowsAsync<InputException>(() => WorkbenchHost.RunAsync(options))).Message;
}
