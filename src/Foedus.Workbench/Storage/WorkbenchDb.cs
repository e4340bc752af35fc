using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>Everything the workbench keeps.</summary>
public sealed class WorkbenchDb(DbContextOptions<WorkbenchDb> options) : DbContext(options)
{
    public DbSet<DealRecord> Deals => Set<DealRecord>();

    public DbSet<DealVersion> Versions => Set<DealVersion>();

    public DbSet<RunRecord> Runs => Set<RunRecord>();

    public DbSet<RunResult> Results => Set<RunResult>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<DealRecord>().HasMany(deal => deal.Versions).WithOne().HasForeignKey(version => version.DealId);
        model.Entity<DealVersion>().HasKey(version => new { version.DealId, version.Number });
        model.Entity<RunRecord>().HasIndex(run => run.DealId);
        model.Entity<RunRecord>().HasIndex(run => run.Status);
        model.Entity<RunRecord>().Property(run => run.Status).HasConversion<string>();
        model.Entity<RunResult>().HasKey(result => result.RunId);
        model.Entity<RunResult>().HasOne<RunRecord>().WithOne().HasForeignKey<RunResult>(result => result.RunId);
    }

    // Times are UTC everywhere; SQLite gives them back without saying so.
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.Properties<DateTime>().HaveConversion<UtcTime>();

    private sealed class UtcTime() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
        time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
