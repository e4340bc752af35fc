using Foedus.Workbench.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Foedus.Workbench.Api;

/// <summary>Signing in and out, for pages and programs.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/session", async (SignInShape given, SignInManager<IdentityUser> manager, SignInDoor door, HttpContext context) =>
                await door.TryAsync(manager, given.Name, given.Password, context.Connection.RemoteIpAddress?.ToString() ?? "") is { } refused
                    ? (IResult)
                        TypedResults.Problem(
                            refused.Words,
                            statusCode: refused.IsTooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized
                        )
                    : TypedResults.NoContent()
            )
            .AllowAnonymous()
            .WithTags("Session")
            .WithSummary("Signs in; the cookie that comes back goes with further requests.");
        routes
            .MapPost("/logout", async ([Microsoft.AspNetCore.Mvc.FromForm] string? from, SignInManager<IdentityUser> manager) =>
            {
                await manager.SignOutAsync();
                return TypedResults.LocalRedirect("~/login");
            })
            .ExcludeFromDescription();
        routes
            .MapDelete("/api/session", async (SignInManager<IdentityUser> manager) =>
            {
                await manager.SignOutAsync();
                return TypedResults.NoContent();
            })
            .WithTags("Session")
            .WithSummary("Signs out.");
    }
}
