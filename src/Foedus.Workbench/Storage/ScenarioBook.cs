using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>Tried values under a name, for everybody who sees the deal.</summary>
public sealed class ScenarioBook(IDbContextFactory<WorkbenchDb> databases)
{
    /// <summary>Scenarios that one deal may have.</summary>
    public const int MostPerDeal = 100;

    /// <summary>Of a deal, the oldest first.</summary>
    public async Task<List<Scenario>> OfAsync(string dealId, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await database.Scenarios.AsNoTracking().Where(scenario => scenario.DealId == dealId).OrderBy(scenario => scenario.KeptAt).ToListAsync(cancel);
    }

    /// <summary>Keeps one.</summary>
    /// <exception cref="InputException">No name, one there is, or too many already.</exception>
    public async Task<Scenario> KeepAsync(string dealId, string name, string query, ClaimsPrincipal user, CancellationToken cancel = default)
    {
        var words = name.Trim();
        if (words.Length is 0 or > 100)
            throw new InputException("Give the scenario a name of at most 100 letters.");
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Scenarios.AnyAsync(scenario => scenario.DealId == dealId && scenario.Name == words, cancel))
            throw new InputException($"There is a scenario '{words}' already. Give another name, or take that one off first.");
        if (await database.Scenarios.CountAsync(scenario => scenario.DealId == dealId, cancel) >= MostPerDeal)
            throw new InputException($"A deal keeps {MostPerDeal} scenarios. Take one off first.");
        var kept = new Scenario
        {
            Id = RandomNumberGenerator.GetHexString(12, lowercase: true),
            DealId = dealId,
            Name = words,
            User = user.NameOf(),
            KeptAt = DateTime.UtcNow,
            Query = query.Length > 8_000 ? throw new InputException("Too many values are changed to be kept as a scenario. Save them as a version.") : query,
        };
        database.Scenarios.Add(kept);
        await database.SaveChangesAsync(cancel);
        return kept;
    }

    /// <summary>Takes one off; for who kept it, and administrators.</summary>
    /// <exception cref="InputException">Somebody else's.</exception>
    public async Task TakeOffAsync(string id, ClaimsPrincipal user, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        if (await database.Scenarios.FirstOrDefaultAsync(scenario => scenario.Id == id, cancel) is not { } scenario)
            return;
        if (scenario.User != user.NameOf() && !user.IsInRole(Roles.Administrator))
            throw new InputException($"This scenario is {scenario.User}'s.");
        database.Scenarios.Remove(scenario);
        await database.SaveChangesAsync(cancel);
    }
}
