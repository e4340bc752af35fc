using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Foedus.Workbench.Settings;

namespace Foedus.Workbench.Storage;

/// <summary>Where everything is kept: SQLite in the data folder, or PostgreSQL.</summary>
internal static class Database
{
    /// <summary>Number of the present layout of the tables.</summary>
    public const int Layout = 1;

    public static void Add(IServiceCollection services, WorkbenchOptions options)
    {
        services.AddPooledDbContextFactory<WorkbenchDb>(database =>
        {
            if (options.Database is { } connection)
                database.UseNpgsql(connection);
            else
                database.UseSqlite($"Data Source={Path.Combine(options.DataFolder, "workbench.db")}");
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContext());
    }

    /// <exception cref="InputException">The folder cannot be used, the database does not answer or has another layout.</exception>
    public static async Task PrepareAsync(IServiceProvider services, WorkbenchOptions options, CancellationToken cancel)
    {
        MakeFolder(options.DataFolder);
        var place = options.Database is null ? options.DataFolder : "--database";
        try
        {
            await using var database = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(cancel);
            if (await database.Database.EnsureCreatedAsync(cancel))
            {
                database.Add(new LayoutMark { Id = 1, Number = Layout });
                await database.SaveChangesAsync(cancel);
            }
            else if (await database.Layouts.AsNoTracking().SingleAsync(cancel) is { Number: var found } && found != Layout)
                throw new InputException($"The data are laid out for another version of Foedus (layout {found}, this one has {Layout}). Use that version, or name another folder with --data.", place);
            if (options.Database is null)
            {
                // Readers go on while somebody writes, and a killed process leaves nothing half written.
                await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(Path.Combine(options.DataFolder, "workbench.db"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException { InnerException: DbException } or ArgumentException)
        {
            // A connection string can hold a password: the database's own words do not.
            throw new InputException($"The database cannot be used: {(fault as DbException ?? fault.InnerException ?? fault).Message}", place, fault);
        }
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder for the workbench's data cannot be made: {fault.Message} Choose another with --data.", folder, fault);
        }
    }
}

/// <summary>The one row that says how the tables are laid out.</summary>
public sealed class LayoutMark
{
    public int Id { get; init; }

    public int Number { get; init; }
}
