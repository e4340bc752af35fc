using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Foedus.Workbench.Accounts;

/// <summary>The user of a page that is open: looked at again every few seconds, so that a page does not outlive its session.</summary>
internal sealed class OpenPage(ILoggerFactory loggers, SessionBook sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsGoodAsync(authenticationState.User, cancellationToken);
}

/// <summary>Who writes from a page: asked before every write, since a page can be open for hours.</summary>
internal sealed class Writer(AuthenticationStateProvider state, IServiceProvider services)
{
    /// <summary>The user, who may save and weigh at this moment.</summary>
    /// <exception cref="InputException">Signed out, removed, or a reader.</exception>
    public async Task<ClaimsPrincipal> EditorAsync()
    {
        var user = (await state.GetAuthenticationStateAsync()).User;
        if (services.GetService<SessionBook>() is { } sessions && !await sessions.IsGoodAsync(user))
            throw new InputException(
                "You are no longer signed in here. Nothing was saved; what you wrote stays in this browser. Sign in again and take it up."
            );
        return user.CanEdit() ? user : throw new InputException("Readers cannot save or weigh.");
    }
}
