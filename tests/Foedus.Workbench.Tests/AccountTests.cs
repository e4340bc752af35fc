using System.Net;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.Settings;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Several people: accounts, roles, TLS, and refusal to listen without them.</summary>
public class AccountTests(Browser browser, Office office)
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
        var workbench = await office.WorkbenchAsync();
        var url = workbench.Url.Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        Assert.StartsWith("https://", url);

        var (emma, rolf) = (await browser.OpenAloneAsync(url), await browser.OpenAloneAsync(url));
        await SignInAsync(emma, "emma", Password);
        await SignInAsync(rolf, "rolf", Password);

        // The editor changes a deal and weighs it; the reader sees both, and may neither save nor weigh.
        await emma.GotoAsync(url + "/deals/chain-store/versions");
        await emma.GetByRole(AriaRole.Button, new() { Name = "Make a copy" }).ClickAsync();
        await emma.WaitForURLAsync(address => !address.EndsWith("versions", StringComparison.Ordinal));
        var deal = new Uri(emma.Url).AbsolutePath;
        await emma.GotoAsync(url + deal + "/weigh");
        await emma.Locator("#draws").SelectOptionAsync("64");
        await emma.GetByRole(AriaRole.Button, new() { Name = "Weigh" }).ClickAsync();
        await emma.WaitForURLAsync("**/runs/*");
        await rolf.GotoAsync(emma.Url);
        await Assertions.Expect(rolf.Locator("main")).ToContainTextAsync("by emma");
        await Assertions.Expect(rolf.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
        await rolf.GotoAsync(url + deal);
        await Assertions.Expect(rolf.Locator(".slider input").First).ToBeEnabledAsync();
        await Assertions.Expect(rolf.GetByRole(AriaRole.Button, new() { Name = "Save as" })).ToHaveCountAsync(0);
        var saved = await rolf.Context.APIRequest.PostAsync(url + "/api/deals", new() { DataObject = new { text = "deal \"x\"" }, IgnoreHTTPSErrors = true });
        Assert.Equal(403, saved.Status);
        await Assertions.Expect(emma.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync();

        // Signed out, nothing is shown; a wrong password says no more than that.
        await rolf.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await rolf.WaitForURLAsync("**/login*");
        await SignInAsync(rolf, "rolf", "not the password at all");
        await Assertions.Expect(rolf.Locator(".error")).ToContainTextAsync("do not go together");
        Assert.Equal(401, (await rolf.Context.APIRequest.GetAsync(url + "/api/deals", new() { IgnoreHTTPSErrors = true })).Status);
        await rolf.GotoAsync(url + deal);
        Assert.Contains("/login", rolf.Url);
        Assert.DoesNotContain(Password, workbench.Words);
        await emma.Context.CloseAsync();
        await rolf.Context.CloseAsync();
    }

    private static async Task SignInAsync(IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    private static async Task<string> RefusalAsync(WorkbenchOptions options) =>
        (await Assert.ThrowsAsync<InputException>(() => WorkbenchHost.RunAsync(options))).Message;
}
