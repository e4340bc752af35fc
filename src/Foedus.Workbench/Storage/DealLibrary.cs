using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Foedus.Language;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>The deals: shipped and one's own, each with all its versions.</summary>
public sealed class DealLibrary(IDbContextFactory<WorkbenchDb> databases)
{
    /// <summary>Versions that one deal may have: a bound against a script gone wild.</summary>
    public const int MostVersions = 10_000;

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public async Task<List<DealRecord>> AllAsync(CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database
            .Deals.AsNoTracking()
            .Where(deal => !deal.IsDeleted)
            .OrderByDescending(deal => deal.ChangedAt)
            .ThenBy(deal => deal.Id)
            .ToListAsync(cancel);
    }

    public async Task<DealRecord?> FindAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Deals.AsNoTracking().FirstOrDefaultAsync(deal => deal.Id == id, cancel);
    }

    /// <param name="id">The deal.</param>
    /// <param name="number">From 1; null for the latest.</param>
    /// <param name="cancel">Stops the look-up.</param>
    public async Task<DealVersion?> VersionAsync(string id, int? number = null, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database
            .Versions.AsNoTracking()
            .Where(version => version.DealId == id && (number == null || version.Number == number))
            .OrderByDescending(version => version.Number)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>All versions, the latest first.</summary>
    public async Task<List<DealVersion>> VersionsAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Versions.AsNoTracking().Where(version => version.DealId == id).OrderByDescending(version => version.Number).ToListAsync(cancel);
    }

    /// <summary>A new deal of one's own; the text may still have mistakes.</summary>
    /// <exception cref="InputException">The text is too large.</exception>
    public async Task<DealRecord> AddAsync(string text, string author, string note, CancellationToken cancel = default)
    {
        CheckSize(text);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = DateTime.UtcNow;
        var deal = new DealRecord
        {
            Id = RandomNumberGenerator.GetString(Alphabet, 12),
            Title = TitleOf(text),
            Owner = author,
            CreatedAt = now,
            ChangedAt = now,
            Latest = 1,
        };
        deal.Versions.Add(Version(deal.Id, 1, text, author, note, now));
        database.Deals.Add(deal);
        await database.SaveChangesAsync(cancel);
        return deal;
    }

    /// <summary>Saves a text as the next version; a text equal to the latest adds none.</summary>
    /// <param name="id">The deal.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="author">Who saves.</param>
    /// <param name="note">What was changed, may be empty.</param>
    /// <param name="basedOn">The version the author has seen; a later one in between is somebody else's work and is not written over.</param>
    /// <param name="cancel">Stops before anything is written.</param>
    /// <exception cref="InputException">Shipped, unknown, removed, somebody else's, too large, or somebody else saved in between.</exception>
    public async Task<DealVersion> SaveAsync(string id, string text, ClaimsPrincipal author, string note, int basedOn, CancellationToken cancel = default)
    {
        CheckSize(text);
        await using var database = await databases.CreateDbContextAsync(cancel);
        var deal = await database.Deals.FirstOrDefaultAsync(deal => deal.Id == id, cancel) ?? throw new InputException("There is no such deal.", id);
        if (deal.IsShipped)
            throw new InputException("A shipped deal cannot be changed. Make a copy of your own first.", id);
        if (!await MayChangeAsync(database, deal, author, cancel))
            throw new InputException($"This deal is {deal.Owner}'s. Make a copy of your own, or ask for it to be shared with you.", id);
        if (deal.IsDeleted)
            throw new InputException(
                $"{deal.RemovedBy ?? deal.Owner} has removed this deal. Bring it back from the list of removed deals first, or make a copy.",
                id
            );
        var latest = await database.Versions.AsNoTracking().FirstAsync(version => version.DealId == id && version.Number == deal.Latest, cancel);
        if (latest.Hash == HashOf(text))
            return latest;
        if (basedOn != deal.Latest)
            throw new InputException(
                $"{latest.Author} saved version {latest.Number} after you began from version {basedOn}. Your text is not saved: compare the two, then save again.",
                id
            );
        if (deal.Latest >= MostVersions)
            throw new InputException($"A deal keeps {MostVersions:N0} versions. Make a copy to go on.", id);
        var version = Version(id, deal.Latest + 1, text, author.NameOf(), note, DateTime.UtcNow);
        (deal.Latest, deal.ChangedAt, deal.Title) = (version.Number, version.SavedAt, TitleOf(text));
        database.Versions.Add(version);
        try
        {
            await database.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            throw new InputException(
                "Somebody else saved this deal at the same moment. Your text is not saved: look at the latest version, then save again.",
                id
            );
        }
        return version;
    }

    /// <summary>Whether somebody may save versions of a deal: its owner, those it is shared with, administrators.</summary>
    public async Task<bool> MayChangeAsync(DealRecord deal, ClaimsPrincipal user, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await MayChangeAsync(database, deal, user, cancel);
    }

    /// <summary>Whether somebody may remove, bring back and share a deal: its owner, and administrators.</summary>
    public static bool Owns(DealRecord deal, ClaimsPrincipal user) =>
        !deal.IsShipped && user.CanEdit() && (deal.Owner == user.NameOf() || user.IsInRole(Roles.Administrator));

    /// <summary>Takes a deal off the list; its versions and runs stay, and it can be brought back.</summary>
    /// <exception cref="InputException">Shipped, unknown or somebody else's.</exception>
    public Task RemoveAsync(string id, ClaimsPrincipal user, CancellationToken cancel = default) =>
        ChangeAsync(id, user, deal => (deal.IsDeleted, deal.RemovedBy, deal.RemovedAt) = (true, user.NameOf(), DateTime.UtcNow), cancel);

    /// <summary>Puts a removed deal on the list again.</summary>
    /// <exception cref="InputException">Shipped, unknown or somebody else's.</exception>
    public Task BringBackAsync(string id, ClaimsPrincipal user, CancellationToken cancel = default) =>
        ChangeAsync(id, user, deal => (deal.IsDeleted, deal.RemovedBy, deal.RemovedAt) = (false, null, null), cancel);

    /// <summary>Removed deals that somebody may bring back, the latest first.</summary>
    public async Task<List<DealRecord>> RemovedAsync(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return
        [
            .. (await database.Deals.AsNoTracking().Where(deal => deal.IsDeleted).ToListAsync(cancel))
                .Where(deal => Owns(deal, user))
                .OrderByDescending(deal => deal.RemovedAt),
        ];
    }

    /// <summary>Names of those who may change a deal beside its owner and administrators, where it is not open to all.</summary>
    public async Task<List<string>> SharedWithAsync(string id, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Shares.AsNoTracking().Where(share => share.DealId == id).Select(share => share.User).OrderBy(user => user).ToListAsync(cancel);
    }

    /// <summary>Says who may change a deal.</summary>
    /// <param name="id">The deal.</param>
    /// <param name="isOpenToAll">Every editor.</param>
    /// <param name="users">Otherwise these.</param>
    /// <param name="user">Who says so.</param>
    /// <param name="cancel">Stops before anything is written.</param>
    /// <exception cref="InputException">Shipped, unknown, somebody else's, or a name without an account.</exception>
    public async Task ShareAsync(string id, bool isOpenToAll, IReadOnlyList<string> users, ClaimsPrincipal user, CancellationToken cancel = default)
    {
        await using (var database = await databases.CreateDbContextAsync(cancel))
        {
            var known = await database
                .Users.AsNoTracking()
                .Where(account => users.Contains(account.UserName!))
                .Select(account => account.UserName!)
                .ToListAsync(cancel);
            if (users.Except(known).FirstOrDefault() is { } stranger)
                throw new InputException($"There is no account '{stranger}'.", id);
        }
        await ChangeAsync(
            id,
            user,
            deal => deal.IsOpenToAll = isOpenToAll,
            cancel,
            database =>
            {
                database.Shares.RemoveRange(database.Shares.Where(share => share.DealId == id));
                database.Shares.AddRange(users.Distinct().Select(name => new DealShare { DealId = id, User = name }));
            }
        );
    }

    private async Task ChangeAsync(string id, ClaimsPrincipal user, Action<DealRecord> change, CancellationToken cancel, Action<WorkbenchDb>? further = null)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var deal = await database.Deals.FirstOrDefaultAsync(deal => deal.Id == id, cancel) ?? throw new InputException("There is no such deal.", id);
        if (!Owns(deal, user))
            throw new InputException(deal.IsShipped ? "A shipped deal cannot be changed." : $"This deal is {deal.Owner}'s.", id);
        change(deal);
        further?.Invoke(database);
        await database.SaveChangesAsync(cancel);
    }

    private static async Task<bool> MayChangeAsync(WorkbenchDb database, DealRecord deal, ClaimsPrincipal user, CancellationToken cancel)
    {
        if (Owns(deal, user))
            return true;
        var name = user.NameOf();
        return !deal.IsShipped
            && user.CanEdit()
            && (deal.IsOpenToAll || await database.Shares.AnyAsync(share => share.DealId == deal.Id && share.User == name, cancel));
    }

    /// <summary>Brings the shipped deals up to the files beside the program.</summary>
    public async Task TakeInShippedAsync(string folder, CancellationToken cancel = default)
    {
        if (!Directory.Exists(folder))
            return;
        await using var database = await databases.CreateDbContextAsync(cancel);
        foreach (var path in Directory.EnumerateFiles(folder, "*.foedus", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (id, text) = (Path.GetFileNameWithoutExtension(path), SourceText.ReadFile(path).Text);
            var now = DateTime.UtcNow;
            var deal = await database.Deals.FirstOrDefaultAsync(deal => deal.Id == id, cancel);
            if (deal is null)
                database.Deals.Add(
                    deal = new DealRecord
                    {
                        Id = id,
                        Title = "",
                        IsShipped = true,
                        Owner = "Foedus",
                        CreatedAt = now,
                    }
                );
            else if (
                (await database.Versions.AsNoTracking().FirstAsync(version => version.DealId == id && version.Number == deal.Latest, cancel)).Hash
                == HashOf(text)
            )
                continue;
            (deal.Latest, deal.ChangedAt, deal.Title) = (deal.Latest + 1, now, TitleOf(text));
            database.Versions.Add(Version(id, deal.Latest, text, "Foedus", $"Shipped with Foedus {Workflow.Weigh.Version.Split('+')[0]}", now));
        }
        await database.SaveChangesAsync(cancel);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static DealVersion Version(string id, int number, string text, string author, string note, DateTime time) =>
        new()
        {
            DealId = id,
            Number = number,
            Text = text,
            Hash = HashOf(text),
            Author = author,
            SavedAt = time,
            Note = note.Length > 500 ? note[..500] : note,
        };

    private static string TitleOf(string text)
    {
        var title = DealParser.Parse(new SourceText(text)).Deal.Title;
        return string.IsNullOrWhiteSpace(title) ? "Without a title"
            : title.Length > 200 ? title[..200]
            : title;
    }

    private static void CheckSize(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > SourceText.MostBytes)
            throw new InputException($"The text is larger than {SourceText.MostBytes / 1_000_000} MB. A deal is text that a person can read.");
    }
}
