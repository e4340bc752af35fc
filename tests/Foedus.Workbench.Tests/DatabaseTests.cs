using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Foedus.Workbench.Accounts;
using Foedus.Workbench.Settings;
using Foedus.Workbench.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Foedus.Workbench.Tests;

/// <summary>A database of an earlier version is brought up with everything in it; strangers' tables stay; copies are whole.</summary>
public class DatabaseTests
{
    [Fact]
    public async Task A_database_of_the_first_layout_is_brought_up_with_everything_in_it()
    {
        await using var workbench = await Team.PreparedAsync();
        Earlier(workbench.Options);
        await AccountBook.SetAsync(workbench.Options, "carl", Roles.Editor, Team.Password);
        await workbench.BeginAsync();
        // Accounts with their passwords and roles.
        using var anna = await workbench.SignedInAsync("anna");
        using var ben = await workbench.SignedInAsync("ben");
        var deals = (await anna.GetFromJsonAsync<JsonArray>("/api/deals"))!;
        var own = deals.Single(deal => !(bool)deal!["isShipped"]!)!;
        Assert.Equal("Two years of peace", (string)own["title"]!);
        Assert.Equal(2, (await anna.GetFromJsonAsync<JsonArray>($"/api/deals/{own["id"]}/versions"))!.Count);
        Assert.Contains("gain 3 in", (string)(await anna.GetFromJsonAsync<JsonObject>($"/api/deals/{own["id"]}/versions/latest"))!["text"]!);
        // The finished run with its page and report; what ben's program left unfinished is done again.
        var runs = (await anna.GetFromJsonAsync<JsonArray>("/api/runs"))!;
        var kept = runs.Single(run => (string)run!["user"]! == "anna")!;
        Assert.Contains("class=\"answer\"", await anna.GetStringAsync($"/runs/{kept["id"]}"));
        Assert.Contains("A report of layout 1", await anna.GetStringAsync($"/runs/{kept["id"]}/report.html"));
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(ben, (string)runs.Single(run => (string)run!["user"]! == "ben")!["id"]!))["status"]!);
        // Who could change it can; what was removed can be brought back.
        using var carl = await workbench.SignedInAsync("carl");
        Assert.Equal(HttpStatusCode.OK, (await carl.PostAsJsonAsync($"/api/deals/{own["id"]}/versions", new { text = Shared.Text, basedOn = 2 })).StatusCode);
        Assert.Contains("Removed: two years of peace", await anna.GetStringAsync("/removed"));
    }

    [Fact]
    public async Task A_new_database_and_one_that_was_brought_up_have_the_same_tables()
    {
        await using var fresh = await RunningWorkbench.StartAsync();
        await using var earlier = new RunningWorkbench();
        Earlier(earlier.Options);
        await earlier.BeginAsync();
        Assert.Equal(await TablesAsync(fresh), await TablesAsync(earlier));
        // An earlier program, which looks at this row, refuses both.
        foreach (var workbench in new[] { fresh, earlier })
        {
            await using var database = await workbench.Services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            Assert.True((await database.Layouts.SingleAsync()).Number > 1);
        }
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_left_alone()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        await using (var database = await workbench.Services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync())
            await database.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('9_of_the_future', '99')");
        await workbench.EndAsync();
        var refused = await Assert.ThrowsAsync<InputException>(() => workbench.BeginAsync());
        Assert.Contains("later version", refused.Message);
    }

    [Fact]
    public async Task A_copy_is_whole_while_the_workbench_runs()
    {
        await using var workbench = await RunningWorkbench.StartAsync();
        using var client = workbench.Client();
        (await client.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).EnsureSuccessStatusCode();
        await using var copy = new RunningWorkbench();
        var file = Path.Combine(copy.Options.DataFolder, "workbench.db");
        WorkbenchHost.Backup(workbench.Options, file);
        Assert.Throws<InputException>(() => WorkbenchHost.Backup(workbench.Options, file));
        await copy.BeginAsync();
        using var other = copy.Client();
        Assert.Contains((await other.GetFromJsonAsync<JsonArray>("/api/deals"))!, deal => (string)deal!["title"]! == "A small truce");
    }

    /// <summary>On PostgreSQL, where a test database is named in FOEDUS_TEST_POSTGRES: beside a table of somebody else's, two programs share one queue.</summary>
    [Fact]
    public async Task Two_programs_on_one_postgresql_share_their_runs()
    {
        var server = Environment.GetEnvironmentVariable("FOEDUS_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "No PostgreSQL is named in FOEDUS_TEST_POSTGRES.");
        var name = $"foedus_{Guid.NewGuid():N}";
        await CommandAsync(server!, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
        try
        {
            await CommandAsync(connection, "CREATE TABLE strangers (id int)");
            await using var one = new RunningWorkbench();
            await using var two = new RunningWorkbench();
            (one.Options, two.Options) = (one.Options with { Database = connection }, two.Options with { Database = connection });
            await one.BeginAsync();
            await two.BeginAsync();
            using var first = one.Client();
            using var second = two.Client();
            var deal = (string)(await (await first.PostAsJsonAsync("/api/deals", new { text = Shared.Text })).Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
            var ids = new List<string>();
            foreach (var client in new[] { first, second, first, second })
                ids.Add(
                    (string)
                        (
                            await (
                                await client.PostAsJsonAsync(
                                    $"/api/deals/{deal}/runs",
                                    new
                                    {
                                        draws = 8,
                                        resolution = 3,
                                        effects = false,
                                    }
                                )
                            ).Content.ReadFromJsonAsync<JsonObject>()
                        )!["id"]!
                );
            foreach (var id in ids)
                Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(first, id))["status"]!);
            Assert.Equal("", one.Words);
            Assert.Equal("", two.Words);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await CommandAsync(server!, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static void Earlier(WorkbenchOptions options)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "workbench.db")};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Repository.Given("layout-1.sql");
        command.ExecuteNonQuery();
    }

    // Columns with type and whether they may be empty, keys and indexes; the order of columns and defaults say nothing to us.
    private static async Task<IReadOnlyList<string>> TablesAsync(RunningWorkbench workbench)
    {
        await using var database = await workbench.Services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        const string Query = """
            SELECT 'column ' || m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value" FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '__EF%'
            UNION SELECT 'index ' || m.tbl_name || ' ' || m.name AS "Value" FROM sqlite_master m WHERE m.type = 'index' AND m.sql IS NOT NULL
            UNION SELECT 'foreign key ' || m.name || '.' || f."from" || ' ' || f."table" || ' ' || f.on_delete AS "Value" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
            """;
        return [.. (await database.Database.SqlQueryRaw<string>(Query).ToListAsync()).Order(StringComparer.Ordinal)];
    }

    private static async Task CommandAsync(string connection, string words)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(words, open);
        await command.ExecuteNonQueryAsync();
    }
}
