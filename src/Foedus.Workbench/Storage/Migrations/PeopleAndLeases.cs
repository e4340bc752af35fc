using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Foedus.Workbench.Storage.Migrations;

/// <summary>Owners and sharing, removed deals, scenarios, sessions, and who works on a run.</summary>
[DbContext(typeof(WorkbenchDb))]
[Migration("2_people_and_leases")]
public sealed class PeopleAndLeases : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Layouts\" SET \"Number\" = 2");
        // Until now every editor could change every deal; nobody loses what they could do.
        migrationBuilder.AddColumn<bool>("IsOpenToAll", "Deals", nullable: false, defaultValue: true);
        migrationBuilder.AddColumn<string>("RemovedBy", "Deals", nullable: true);
        migrationBuilder.AddColumn<DateTime>("RemovedAt", "Deals", nullable: true);
        migrationBuilder.AddColumn<string>("Worker", "Runs", nullable: true);
        migrationBuilder.AddColumn<DateTime>("LeaseEndsAt", "Runs", nullable: true);
        migrationBuilder.CreateTable(
            "Shares",
            table => new { DealId = table.Column<string>(nullable: false), User = table.Column<string>(nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("PK_Shares", row => new { row.DealId, row.User });
                table.ForeignKey("FK_Shares_Deals_DealId", row => row.DealId, "Deals", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migrationBuilder.CreateTable(
            "Scenarios",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                DealId = table.Column<string>(nullable: false),
                Name = table.Column<string>(nullable: false),
                User = table.Column<string>(nullable: false),
                KeptAt = table.Column<DateTime>(nullable: false),
                Query = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Scenarios", row => row.Id);
                table.ForeignKey("FK_Scenarios_Deals_DealId", row => row.DealId, "Deals", "Id", onDelete: ReferentialAction.Cascade);
            }
        );
        migrationBuilder.CreateIndex("IX_Scenarios_DealId", "Scenarios", "DealId");
        migrationBuilder.CreateTable(
            "Sessions",
            table => new
            {
                Id = table.Column<string>(nullable: false),
                UserId = table.Column<string>(nullable: false),
                Stamp = table.Column<string>(nullable: false),
                Ticket = table.Column<byte[]>(nullable: false),
                EndsAt = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Sessions", row => row.Id)
        );
        migrationBuilder.CreateIndex("IX_Sessions_UserId", "Sessions", "UserId");
    }
}
