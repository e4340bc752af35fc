using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Foedus.Workbench.Accounts;

/// <summary>On loopback the one user is whoever runs the program, and may do everything. Another machine cannot reach it: <see cref="Hosting.LoopbackGuard"/>.</summary>
internal sealed class LocalUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "local";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var claims = new[]
        {
            new Claim(ClaimTypes.Name, Environment.UserName is { Length: > 0 } name ? name : "local"),
            new Claim(ClaimTypes.Role, Roles.Editor),
            new Claim(ClaimTypes.Role, Roles.Administrator),
        };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name)));
    }
}
