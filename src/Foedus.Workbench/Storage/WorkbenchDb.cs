using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Foedus.Workbench.Storage;

/// <summary>Everything the workbench keeps.</summary>
public sealed class WorkbenchDb(DbContextOptions<WorkbenchDb> options) : IdentityDbContext<IdentityUser>(options)
{
    public DbSet<DealRecord> Deals => Set<DealRecord>();

    public DbSet<DealVersion> Versions => Set<DealVersion>();

    public DbSet<RunRecord> Runs => Set<RunRecord>();

    public DbSet<RunResult> Results => Set<RunResult>();

    public DbSet<DealShare> Shares => Set<DealShare>();

    public DbSet<Scenario> Scenarios => Set<Scenario>();

    public DbSet<SessionRecord> Sessions => Set<SessionRecord>();

    public DbSet<LayoutMark> Layouts => Set<LayoutMark>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<DealRecord>().HasMany(deal => deal.Versions).WithOne().HasForeignKey(version => version.DealId);
        builder.Entity<DealShare>().HasKey(share => new { share.DealId, share.User });
        builder.Entity<DealShare>().HasOne<DealRecord>().WithMany().HasForeignKey(share => share.DealId);
        builder.Entity<Scenario>().HasOne<DealRecord>().WithMany().HasForeignKey(scenario => scenario.DealId);
        builder.Entity<SessionRecord>().HasIndex(session => session.UserId);
        builder.Entity<DealVersion>().HasKey(version => new { version.DealId, version.Number });
        builder.Entity<RunRecord>().HasIndex(run => run.DealId);
        builder.Entity<RunRecord>().HasIndex(run => run.Status);
        builder.Entity<RunRecord>().Property(run => run.Status).HasConversion<string>();
        builder.Entity<RunResult>().HasKey(result => result.RunId);
        builder.Entity<RunResult>().HasOne<RunRecord>().WithOne().HasForeignKey<RunResult>(result => result.RunId);
    }

    // Times are UTC everywhere; SQLite gives them back without saying so.
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => conventions.Properties<DateTime>().HaveConversion<UtcTime>();

    private sealed class UtcTime()
        : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTime, DateTime>(
            time => time,
            time => DateTime.SpecifyKind(time, DateTimeKind.Utc)
        );
}
