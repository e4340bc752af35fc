using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Foedus.Workbench.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Foedus.Workbench.Tests;

/// <summary>Signing in and out: what has ended has ended everywhere, at once, and nobody learns names or shuts others out.</summary>
public class SessionTests(Browser browser)
{
    [Fact]
    public async Task A_session_ends_for_every_copy_of_its_cookie()
    {
        await using var workbench = await Team.StartAsync(("anna", "editor"), ("ben", "editor"), ("carl", "editor"));
        // Signed out: the cookie that was copied before is worth nothing.
        using var anna = workbench.Client(withCookies: false);
        var cookie = CookieOf(await anna.PostAsJsonAsync("/api/session", new { name = "anna", password = Team.Password }));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(anna, HttpMethod.Get, "/api/deals", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(anna, HttpMethod.Delete, "/api/session", cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anna, HttpMethod.Get, "/api/deals", cookie)).StatusCode);

        // Removed, and made a reader: at the next request.
        using (var ben = await workbench.SignedInAsync("ben"))
        using (var carl = await workbench.SignedInAsync("carl"))
        {
            Assert.Equal(HttpStatusCode.Created, (await ben.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
            await AccountBook.RemoveAsync(workbench.Options, "ben");
            Assert.Equal(HttpStatusCode.Unauthorized, (await ben.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
            await AccountBook.SetAsync(workbench.Options, "carl", "reader", Team.Password);
            Assert.Equal(HttpStatusCode.Unauthorized, (await carl.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
        }
        using var reader = await workbench.SignedInAsync("carl");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).StatusCode);
    }

    [Fact]
    public async Task A_page_that_is_open_does_not_outlive_its_account()
    {
        await using var workbench = await Team.StartAsync(("anna", "editor"), ("ben", "editor"));
        using var ben = await workbench.SignedInAsync("ben");
        using var made = await workbench.SignedInAsync("anna");
        var id = (string)(await (await made.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        var page = await browser.OpenAsync($"{made.BaseAddress}login?ReturnUrl=/deals/{id}");
        await page.Locator("#name").FillAsync("anna");
        await page.Locator("#password").FillAsync(Team.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("#a-credibility:enabled").PressAsync("End");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("with 1 changed");
        await AccountBook.RemoveAsync(workbench.Options, "anna");
        // Asked at the moment of writing, before the page has looked again.
        await page.EvaluateAsync("document.querySelector('[data-save-key]').click()");
        await page.WaitForURLAsync("**/login?ended=true*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Your session has ended");
        Assert.Single((await ben.GetFromJsonAsync<JsonArray>($"/api/deals/{id}/versions"))!);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_office_behind_one_address_is_not_shut_out_by_one_of_its_people()
    {
        await using var workbench = await Team.StartAsync(("anna", "editor"), ("ben", "editor"));
        using var client = workbench.Client(withCookies: false);
        HttpResponseMessage answer = null!;
        for (var attempt = 0; attempt <= SignInDoor.PerName; attempt++)
            answer = await client.PostAsJsonAsync("/api/session", new { name = "anna", password = $"wrong {attempt}" });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Wait a minute", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!);
        (await workbench.SignedInAsync("ben")).Dispose();
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
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/api/session", new { name, password = "some other password" })).StatusCode);
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

    private static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("foedus=", StringComparison.Ordinal)).Split(';')[0];

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
