using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Foedus.Workbench.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Accounts;

/// <summary>Who is signed in, in the database: a session ends for every page, cookie and program at once, when somebody signs out, the account is removed, or its password or role is set anew.</summary>
public sealed class SessionBook(IDbContextFactory<WorkbenchDb> databases) : ITicketStore
{
    /// <summary>How long a session lasts that nobody uses.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(12);

    private const string SessionClaim = "foedus:session";

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = RandomNumberGenerator.GetHexString(64, lowercase: true);
        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new Claim(SessionClaim, HashOf(key)));
        var user = ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("A ticket names its user.");
        await using var database = await databases.CreateDbContextAsync();
        await database.Sessions.Where(session => session.EndsAt < DateTime.UtcNow).ExecuteDeleteAsync();
        database.Sessions.Add(
            new SessionRecord
            {
                Id = HashOf(key),
                UserId = user,
                Stamp = StampOf(ticket.Principal),
                Ticket = TicketSerializer.Default.Serialize(ticket),
                EndsAt = DateTime.UtcNow + Lasts,
            }
        );
        await database.SaveChangesAsync();
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        await using var database = await databases.CreateDbContextAsync();
        var bytes = TicketSerializer.Default.Serialize(ticket);
        await database
            .Sessions.Where(session => session.Id == HashOf(key))
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, bytes).SetProperty(session => session.EndsAt, DateTime.UtcNow + Lasts));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var id = HashOf(key);
        await using var database = await databases.CreateDbContextAsync();
        return await Good(database, id).Select(session => session.Ticket).FirstOrDefaultAsync() is { } ticket
            ? TicketSerializer.Default.Deserialize(ticket)
            : null;
    }

    public async Task RemoveAsync(string key)
    {
        await using var database = await databases.CreateDbContextAsync();
        await database.Sessions.Where(session => session.Id == HashOf(key)).ExecuteDeleteAsync();
    }

    /// <summary>Whether the session of a page that was opened with it is still there, and its account as it was.</summary>
    public async Task<bool> IsGoodAsync(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        if (user.FindFirstValue(SessionClaim) is not { } id)
            return false;
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await Good(database, id).AnyAsync(cancel);
    }

    private static IQueryable<SessionRecord> Good(WorkbenchDb database, string id) =>
        database
            .Sessions.AsNoTracking()
            .Where(session =>
                session.Id == id
                && session.EndsAt > DateTime.UtcNow
                && database.Users.Any(user => user.Id == session.UserId && user.SecurityStamp == session.Stamp)
            );

    private static string StampOf(ClaimsPrincipal user) => user.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType) ?? "";

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}
