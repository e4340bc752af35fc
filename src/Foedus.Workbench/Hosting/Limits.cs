using System.Threading.RateLimiting;

namespace Foedus.Workbench.Hosting;

/// <summary>How often one user may ask.</summary>
internal static class Limits
{
    /// <summary>Requests to the API: 50 a second, 200 at a stroke.</summary>
    public const string PerUser = "per user";

    public static void Add(IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.AddPolicy(PerUser, context => RateLimitPartition.GetTokenBucketLimiter(context.User.NameOf(), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = 200,
                    TokensPerPeriod = 25,
                    ReplenishmentPeriod = TimeSpan.FromMilliseconds(500),
                    QueueLimit = 0,
                }));
        });
}
