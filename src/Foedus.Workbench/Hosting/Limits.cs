using System.Threading.RateLimiting;
using Foedus.Workbench.Accounts;

namespace Foedus.Workbench.Hosting;

/// <summary>How often one user may ask.</summary>
internal static class Limits
{
    /// <summary>Requests to the API: 50 a second, 200 at a stroke.</summary>
    public const string PerUser = "per user";

    /// <summary>Attempts to sign in: 10 a minute from one address, beside the lock on the account itself.</summary>
    public const string SignIn = "sign in";

    public static void Add(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(PerUser, context => RateLimitPartition.GetTokenBucketLimiter(context.User.NameOf(),
            _ => new TokenBucketRateLimiterOptions { TokenLimit = 200, TokensPerPeriod = 25, ReplenishmentPeriod = TimeSpan.FromMilliseconds(500), QueueLimit = 0 }));
        limits.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(""));
    });
}
