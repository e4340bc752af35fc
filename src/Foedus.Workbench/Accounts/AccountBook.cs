using Foedus.Workbench.Settings;
using Foedus.Workbench.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Accounts;

/// <summary>Accounts, looked after by whoever may run the program on the machine.</summary>
public static class AccountBook
{
    /// <summary>Least length of a password; no other rules.</summary>
    public const int LeastPassword = 12;

    /// <summary>Adds an account, or gives one there is a new password and role.</summary>
    /// <exception cref="InputException">No such role, a name or password that cannot be used.</exception>
    public static async Task SetAsync(WorkbenchOptions options, string name, string role, string password, CancellationToken cancel = default)
    {
        if (!Roles.All.Contains(role))
            throw new InputException($"There is no role '{role}'. Roles: {string.Join(", ", Roles.All)}.");
        await using var services = await OpenAsync(options, cancel);
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        if (!await roles.RoleExistsAsync(role))
            Sound(await roles.CreateAsync(new IdentityRole(role)));
        var user = await users.FindByNameAsync(name);
        if (user is null)
            Sound(await users.CreateAsync(user = new IdentityUser(name), password));
        else
        {
            foreach (var check in users.PasswordValidators)
                Sound(await check.ValidateAsync(users, user, password));
            Sound(await users.RemovePasswordAsync(user));
            Sound(await users.AddPasswordAsync(user, password));
            Sound(await users.RemoveFromRolesAsync(user, await users.GetRolesAsync(user)));
            await users.SetLockoutEndDateAsync(user, null);
        }
        Sound(await users.AddToRoleAsync(user, role));
    }

    /// <exception cref="InputException">There is no such account.</exception>
    public static async Task RemoveAsync(WorkbenchOptions options, string name, CancellationToken cancel = default)
    {
        await using var services = await OpenAsync(options, cancel);
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = await users.FindByNameAsync(name) ?? throw new InputException("There is no such account.", name);
        Sound(await users.DeleteAsync(user));
    }

    /// <summary>Names with their roles.</summary>
    public static async Task<IReadOnlyList<(string Name, string Role)>> ListAsync(WorkbenchOptions options, CancellationToken cancel = default)
    {
        await using var services = await OpenAsync(options, cancel);
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkbenchDb>();
        var found = await (
            from user in database.Users
            join held in database.UserRoles on user.Id equals held.UserId
            join role in database.Roles on held.RoleId equals role.Id
            orderby user.UserName
            select new { user.UserName, role.Name }
        ).ToListAsync(cancel);
        return [.. found.Select(row => (row.UserName ?? "", row.Name ?? ""))];
    }

    internal static void AddIdentity(IServiceCollection services) =>
        services
            .AddIdentityCore<IdentityUser>(identity =>
            {
                // A long password beats a decorated one.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = LeastPassword,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 5,
                };
                identity.Lockout = new LockoutOptions
                {
                    MaxFailedAccessAttempts = 5,
                    DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10),
                    AllowedForNewUsers = true,
                };
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<WorkbenchDb>()
            .AddSignInManager();

    private static async Task<ServiceProvider> OpenAsync(WorkbenchOptions options, CancellationToken cancel)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication();
        Database.Add(services, options);
        AddIdentity(services);
        var provider = services.BuildServiceProvider();
        await Database.PrepareAsync(provider, options, cancel);
        return provider;
    }

    private static void Sound(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InputException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
