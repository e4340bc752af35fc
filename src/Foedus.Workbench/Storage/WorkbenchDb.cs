using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>Everything the workbench keeps.</summary>
public sealed class WorkbenchDb(DbContextOptions<WorkbenchDb> options) : DbContext(options)
{
    public DbSet<DealRecord> Deals => Set<DealRecord>();

    public DbSet<DealVersion> Versions => Set<DealVersion>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<DealRecord>().HasMany(deal => deal.Versions).WithOne().HasForeignKey(version => version.DealId);
        model.Entity<DealVersion>().HasKey(version => new { version.DealId, version.Number });
    }

    // Times are UTC everywhere; SQLite gives them back without saying so.
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.Properties<DateTime>().HaveConversion<UtcTime>();

    private sealed class UtcTime() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
        time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
