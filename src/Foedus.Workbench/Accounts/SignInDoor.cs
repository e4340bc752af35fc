using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;

namespace Foedus.Workbench.Accounts;

/// <summary>Signing in, for page and API: how often, and that nobody learns which names there are.</summary>
public sealed class SignInDoor : IDisposable
{
    /// <summary>Attempts a minute with one name from one address, beside the lock on the account itself.</summary>
    public const int PerName = 10;

    /// <summary>Attempts a minute from one address with whatever names: an office shares one.</summary>
    public const int PerAddress = 300;

    private readonly PartitionedRateLimiter<(string Address, string Name)> limits = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string Address, string Name), string>(who =>
            RateLimitPartition.GetFixedWindowLimiter($"{who.Address} {who.Name}", _ => Window(PerName))
        ),
        PartitionedRateLimiter.Create<(string Address, string Name), string>(who =>
            RateLimitPartition.GetFixedWindowLimiter(who.Address, _ => Window(PerAddress))
        )
    );

    private string? nobody;

    /// <summary>Signs somebody in.</summary>
    /// <returns>null: signed in; otherwise why not, and whether it is for having asked too often.</returns>
    public async Task<(string Words, bool IsTooOften)?> TryAsync(SignInManager<IdentityUser> manager, string name, string password, string address)
    {
        using (var lease = limits.AttemptAcquire((address, manager.UserManager.NormalizeName(name) ?? "")))
            if (!lease.IsAcquired)
                return ("Too many attempts with this name from your address. Wait a minute, then try again.", true);
        // A name that is not there, or rests, must take as long to refuse as a wrong password.
        var isUnverified = await manager.UserManager.FindByNameAsync(name) is not { } user || await manager.UserManager.IsLockedOutAsync(user);
        var result = await manager.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return null;
        if (isUnverified)
        {
            var hasher = manager.UserManager.PasswordHasher;
            var stranger = new IdentityUser();
            nobody ??= hasher.HashPassword(stranger, "nobody's password");
            hasher.VerifyHashedPassword(stranger, nobody, password);
        }
        // The same words whether name or password is wrong, or the account is locked for some minutes.
        return ("This name and password do not go together, or there were too many attempts. Try again in ten minutes if you are sure.", false);
    }

    public void Dispose() => limits.Dispose();

    private static FixedWindowRateLimiterOptions Window(int most) =>
        new()
        {
            PermitLimit = most,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        };
}
