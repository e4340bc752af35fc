using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Several people: accounts, roles, TLS, and refusal to listen without them.</summary>
public class AccountTests(Browser browser)
{
    private const string Password = "a long enough passphrase";

    [Fact]
    public async Task It_does_not_listen_to_others_without_accounts_and_tls()
    {
        var folder = Directory.CreateTempSubdirectory("foedus-workbench-").FullName;
        try
        {
            Assert.Contains("passwords must not travel in the clear", await RefusalAsync("", "--data", folder, "--listen", "0.0.0.0", "--host", "x"));
            Assert.Contains("--host", await RefusalAsync("", "--data", folder, "--listen", "0.0.0.0", "--behind-proxy", "127.0.0.1"));
            Assert.Contains("there is no account yet", await RefusalAsync("", "--data", folder, "--listen", "0.0.0.0", "--host", "x", "--behind-proxy", "127.0.0.1"));
            Assert.Contains("12", await RefusalAsync("short", "--data", folder, "--add-user", "anna"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Two_people_at_once_an_editor_and_a_reader()
    {
        await using var workbench = RunningWorkbench.Prepared();
        foreach (var (name, role) in new[] { ("anna", "editor"), ("ben", "reader") })
            Assert.Equal(0, (await workbench.RunAsync(Password, "--add-user", name, "--role", role)).Code);
        var certificate = Path.Combine(workbench.Folder, "test.pem");
        await File.WriteAllTextAsync(certificate, MadeUp());
        await workbench.BeginAsync("--listen", "0.0.0.0", "--certificate", certificate, "--host", "localhost");
        var url = workbench.Url.Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        Assert.StartsWith("https://", url);

        var (anna, ben) = (await browser.OpenAsync(url), await browser.OpenAsync(url));
        await SignInAsync(anna, "anna", Password);
        await SignInAsync(ben, "ben", Password);

        // The editor changes a deal and weighs it; the reader sees both, and may neither save nor weigh.
        await anna.GotoAsync(url + "/deals/budapest-1994/versions");
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
        await Assertions.Expect(anna.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

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

    private static async Task<string> RefusalAsync(string input, params string[] arguments)
    {
        var (code, words) = await RunningWorkbench.RunAsync(input, arguments);
        Assert.Equal(1, code);
        return words;
    }

    private static string MadeUp()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
