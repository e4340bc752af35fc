using Foedus.Workbench.Hosting;
using Microsoft.AspNetCore.Identity;

namespace Foedus.Workbench.Api;

/// <summary>Signing in and out, for pages and programs.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/session", async (SignInShape given, SignInManager<IdentityUser> manager) =>
                (await manager.PasswordSignInAsync(given.Name, given.Password, isPersistent: false, lockoutOnFailure: true)).Succeeded
                    ? TypedResults.NoContent() : (IResult)TypedResults.Problem("This name and password do not go together, or there were too many attempts.", statusCode: StatusCodes.Status401Unauthorized))
            .AllowAnonymous().RequireRateLimiting(Limits.SignIn).WithTags("Session").WithSummary("Signs in; the cookie that comes back goes with further requests.");
        routes.MapPost("/logout", async ([Microsoft.AspNetCore.Mvc.FromForm] string? from, SignInManager<IdentityUser> manager) =>
        {
            await manager.SignOutAsync();
            return TypedResults.LocalRedirect("~/login");
        }).ExcludeFromDescription();
        routes.MapDelete("/api/session", async (SignInManager<IdentityUser> manager) =>
        {
            await manager.SignOutAsync();
            return TypedResults.NoContent();
        }).WithTags("Session").WithSummary("Signs out.");
    }
}
