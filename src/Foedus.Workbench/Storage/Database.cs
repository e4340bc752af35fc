using System.Data.Common;
using Foedus.Workbench.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Foedus.Workbench.Storage;

/// <summary>Where everything is kept: SQLite in the data folder, or PostgreSQL.</summary>
/// <remarks>
/// A new database gets the tables of the present model at once, and is marked as having every migration. One that an earlier version made goes through the migrations it lacks;
/// tests hold that both ways end at the same tables. Tables of other programs in the same database are left alone.
/// </remarks>
internal static class Database
{
    private const string FileName = "workbench.db";

    public static void Add(IServiceCollection services, WorkbenchOptions options)
    {
        services.AddPooledDbContextFactory<WorkbenchDb>(
            (provider, database) =>
            {
                if (options.Database is { } connection)
                    database.UseNpgsql(connection);
                else
                    database.UseSqlite($"Data Source={PathOf(options)}");
                // The model goes ahead of the migrations on a new database; a test compares the two instead.
                database.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
                database.AddInterceptors(provider.GetServices<IInterceptor>());
            }
        );
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContext());
    }

    /// <exception cref="InputException">The folder cannot be used, the database does not answer, or a later version of Foedus has been at it.</exception>
    public static async Task PrepareAsync(IServiceProvider services, WorkbenchOptions options, CancellationToken cancel)
    {
        MakeFolder(options.DataFolder);
        var place = options.Database is null ? options.DataFolder : "--database";
        try
        {
            await using var database = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(cancel);
            await BringUpAsync(database, place, cancel);
            if (options.Database is null)
            {
                // Readers go on while somebody writes, and a killed process leaves nothing half written.
                await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(PathOf(options), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException { InnerException: DbException } or ArgumentException)
        {
            // A connection string can hold a password: the database's own words do not.
            throw new InputException($"The database cannot be used: {(fault as DbException ?? fault.InnerException ?? fault).Message}", place, fault);
        }
    }

    /// <summary>A copy of the SQLite database as it is at this moment, while others go on writing.</summary>
    /// <exception cref="InputException">PostgreSQL, no database there, or the file cannot be written.</exception>
    public static void Backup(WorkbenchOptions options, string file)
    {
        if (options.Database is not null)
            throw new InputException("PostgreSQL has tools of its own for this: pg_dump.", "--backup");
        if (!File.Exists(PathOf(options)))
            throw new InputException("There is no workbench in this folder. Name its folder with --data.", options.DataFolder);
        if (File.Exists(file))
            throw new InputException("There is a file of this name already. Name another, so that no older backup is lost.", file);
        try
        {
            using var from = new SqliteConnection($"Data Source={PathOf(options)};Mode=ReadOnly");
            using var to = new SqliteConnection($"Data Source={file};Pooling=False");
            from.Open();
            to.Open();
            from.BackupDatabase(to);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (SqliteException fault)
        {
            throw new InputException($"The backup could not be written: {fault.Message}", file, fault);
        }
    }

    private static string PathOf(WorkbenchOptions options) => Path.Combine(options.DataFolder, FileName);

    private static async Task BringUpAsync(WorkbenchDb database, string place, CancellationToken cancel)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancel))
            await creator.CreateAsync(cancel);
        var history = database.GetService<IHistoryRepository>();
        var known = database.Database.GetMigrations().ToList();
        if (!await HasTablesAsync(database, cancel))
        {
            await creator.CreateTablesAsync(cancel);
            await database.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), cancel);
            foreach (var migration in known)
                await database.Database.ExecuteSqlRawAsync(history.GetInsertScript(new HistoryRow(migration, ProductInfo.GetVersion())), cancel);
            database.Add(new LayoutMark { Id = 1, Number = LayoutMark.BeforeMigrations + 1 });
            await database.SaveChangesAsync(cancel);
            return;
        }
        var done = (await database.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        if (done.Except(known).FirstOrDefault() is { } later)
            throw new InputException(
                $"A later version of Foedus has been at these data ('{later}'). Use that version, or name another folder with --data.",
                place
            );
        await database.Database.MigrateAsync(cancel);
    }

    // Of ours: another program's tables in the same database say nothing.
    private static async Task<bool> HasTablesAsync(WorkbenchDb database, CancellationToken cancel)
    {
        try
        {
            await database.Layouts.AsNoTracking().AnyAsync(cancel);
            return true;
        }
        catch (DbException)
        {
            return false;
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

/// <summary>One row of the time before there were migrations; it stays, so that those versions refuse what they do not know.</summary>
public sealed class LayoutMark
{
    /// <summary>The last number that those versions know.</summary>
    public const int BeforeMigrations = 1;

    public int Id { get; init; }

    public int Number { get; init; }
}
