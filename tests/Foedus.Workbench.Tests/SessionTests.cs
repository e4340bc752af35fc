using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Foedus.Workbench.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Signing in and out: what has ended has ended everywhere, at once, and nobody learns names or shuts others out.</summary>
public class SessionTests(Browser browser, Office office)
{
    [Fact]
    public async Task A_session_ends_for_every_copy_of_its_cookie()
    {
        var workbench = await office.WorkbenchAsync();
        // Signed out: the cookie that was copied before is worth nothing.
        using var leaving = workbench.Client(withCookies: false);
        var cookie = CookieOf(await leaving.PostAsJsonAsync("/api/session", new { name = "leaving", password = Team.Password }));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(leaving, HttpMethod.Get, "/api/deals", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(leaving, HttpMethod.Delete, "/api/session", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(leaving, HttpMethod.Get, "/api/deals", cookie)).StatusCode);

        // Removed, and made a reader: at the next request.
        using (var gone = await workbench.SignedInAsync("gone"))
        using (var lowered = await workbench.SignedInAsync("lowered"))
        {
            Assert.Equal(HttpStatusCode.Created, (await gone.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
            await AccountBook.RemoveAsync(workbench.Options, "gone");
            Assert.Equal(HttpStatusCode.Unauthorized, (await gone.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
            await AccountBook.SetAsync(workbench.Options, "lowered", "reader", Team.Password);
            Assert.Equal(HttpStatusCode.Unauthorized, (await lowered.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
        }
        using var reader = await workbench.SignedInAsync("lowered");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_open_does_not_outlive_its_account()
    {
        var workbench = await office.WorkbenchAsync();
        using var otto = await workbench.SignedInAsync("otto");
        using var made = await workbench.SignedInAsync("removed");
        var id = (string)(await (await made.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        var page = await browser.OpenAloneAsync($"{made.BaseAddress}login?ReturnUrl=/deals/{id}");
        await page.Locator("#name").FillAsync("removed");
        await page.Locator("#password").FillAsync(Team.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("#a-credibility:enabled").PressAsync("End");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await AccountBook.RemoveAsync(workbench.Options, "removed");
        // Asked at the moment of writing, before the page has looked again.
        await page.EvaluateAsync("document.querySelector('[data-save-key]').click()");
        await page.WaitForURLAsync("**/login?ended=true*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your session has ended");
        Assert.Single((await otto.GetFromJsonAsync<JsonArray>($"/api/deals/{id}/versions"))!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_office_behind_one_address_is_not_shut_out_by_one_of_its_people()
    {
        var workbench = await office.WorkbenchAsync();
        using var client = workbench.Client(withCookies: false);
        HttpResponseMessage answer = null!;
        for (var attempt = 0; attempt <= SignInDoor.PerName; attempt++)
            answer = await client.PostAsJsonAsync("/api/session", new { name = "olga", password = $"wrong {attempt}" });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Wait a minute", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!);
        (await workbench.SignedInAsync("otto")).Dispose();
    }

    [Fact]
    public async Task A_name_that_is_not_there_costs_as_much_to_refuse_as_a_wrong_password()
    {
        var counted = new CountedHasher();
        await using var workbench = await Team.PreparedAsync(("anna", "editor"));
        await workbench.BeginAsync(services => services.AddSingleton<IPasswordHasher<IdentityUser>>(counted));
        using var client = workbench.Client(withCookies: false);
        async Task<int> Verified(string name)
        {
            var before = counted.Verified;
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await client.PostAsJsonAsync("/api/session", new { name, password = "some other password" })).StatusCode
            );
            return counted.Verified - before;
        }

        var wrong = await Verified("anna");
        Assert.Equal(1, wrong);
        Assert.Equal(wrong, await Verified("nobody"));
        for (var attempt = 0; attempt < 5; attempt++)
            await Verified("anna");
        // Resting after too many wrong ones.
        Assert.Equal(wrong, await Verified("anna"));
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("foedus=", StringComparison.Ordinal)).Split(';')[0];

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string cookie) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Headers = { { "Cookie", cookie } } });

    private sealed class CountedHasher : PasswordHasher<IdentityUser>
    {
        private int verified;

        public int Verified => verified;

        public override PasswordVerificationResult VerifyHashedPassword(IdentityUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref verified);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
