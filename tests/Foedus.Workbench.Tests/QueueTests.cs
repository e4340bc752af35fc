using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Foedus.Workbench.Runs;
using Foedus.Workbench.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Foedus.Workbench.Tests;

/// <summary>The queue does not stand still, whatever happens to the storage or to another program.</summary>
public class QueueTests(QueueTests.Own own) : IClassFixture<QueueTests.Own>
{
    private static readonly object Small = new
    {
        draws = 8,
        resolution = 3,
        effects = false,
    };

    [Fact]
    public async Task A_database_that_goes_away_at_the_end_of_a_run_delays_it_and_no_more()
    {
        var away = new StorageAway();
        await using var workbench = await RunningWorkbench.StartAsync(away.Into);
        using var client = workbench.Client();
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text });
        var queue = workbench.Services.GetRequiredService<RunQueue>();
        var run = await AskAsync(client, $"/api/deals/{deal}/runs", Small);
        await Patience.UntilAsync(() => Task.FromResult(queue.ProgressOf(run) is { Phase: "worlds" or "report" }), "the run is under way");
        away.IsAway = true;
        await Patience.UntilAsync(
            () => Task.FromResult(queue.ProgressOf(run)?.Phase.Contains("not take the result", StringComparison.Ordinal) == true),
            "the end of the run is refused by the database"
        );
        away.IsAway = false;
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(client, run))["status"]!);
        // And the next of the same user is worked on.
        var next = await AskAsync(client, $"/api/deals/{deal}/runs", Small);
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(client, next))["status"]!);
    }

    [Fact]
    public async Task A_run_that_nobody_works_on_is_ended_by_cancel_and_stops_nobody()
    {
        var workbench = own.Workbench;
        using var client = workbench.Client();
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text });
        // Another program's, whose word still holds.
        await ChangeAsync(workbench, database => database.Runs.Add(RunOf(deal, "elsewhere12345", "another program", DateTime.UtcNow.AddMinutes(5))));
        var mine = await AskAsync(client, $"/api/deals/{deal}/runs", Small);
        Assert.Equal("running", (string)(await client.GetFromJsonAsync<JsonObject>("/api/runs/elsewhere12345"))!["status"]!);
        (await client.PostAsync("/api/runs/elsewhere12345/cancel", null)).EnsureSuccessStatusCode();
        Assert.Equal("cancelled", (string)(await client.GetFromJsonAsync<JsonObject>("/api/runs/elsewhere12345"))!["status"]!);
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(client, mine))["status"]!);
    }

    [Fact]
    public async Task What_a_dead_program_left_is_taken_over_when_its_word_has_run_out()
    {
        var workbench = own.Workbench;
        using var client = workbench.Client();
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text });
        await ChangeAsync(workbench, database => database.Runs.Add(RunOf(deal, "left1234567890", "a program that died", DateTime.UtcNow.AddSeconds(-1))));
        // Asking for anything wakes the queue; else it looks every quarter of a minute.
        var mine = await AskAsync(client, $"/api/deals/{deal}/runs", Small);
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(client, "left1234567890"))["status"]!);
        Assert.Equal("finished", (string)(await Weighed.UntilOverAsync(client, mine))["status"]!);
    }

    [Fact]
    public async Task A_run_that_another_program_has_taken_over_or_somebody_cancelled_there_is_given_up()
    {
        var workbench = own.Workbench;
        using var client = workbench.Client();
        var deal = await AskAsync(client, "/api/deals", new { text = Shared.Text });
        var queue = workbench.Services.GetRequiredService<RunQueue>();
        var run = await AskAsync(client, $"/api/deals/{deal}/runs", new { draws = 16_000, effects = false });
        await Patience.UntilAsync(() => Task.FromResult(queue.ProgressOf(run) is { Phase: "first look" or "worlds" }), "the run is under way");
        await ChangeAsync(workbench, database =>
            database
                .Runs.Where(one => one.Id == run)
                .ExecuteUpdate(set => set.SetProperty(one => one.Worker, "another program").SetProperty(one => one.LeaseEndsAt, DateTime.UtcNow.AddMinutes(5)))
        );
        // Asking for anything wakes the queue; else it looks every quarter of a minute.
        await AskAsync(client, $"/api/deals/{deal}/runs", Small);
        await Patience.UntilAsync(() => Task.FromResult(queue.ProgressOf(run) is null), "the run is given up");
        // What the other one does with it stands.
        Assert.Equal("running", (string)(await client.GetFromJsonAsync<JsonObject>($"/api/runs/{run}"))!["status"]!);
        // Out of the way of the tests that follow.
        (await client.PostAsync($"/api/runs/{run}/cancel", null)).EnsureSuccessStatusCode();
    }

    /// <summary>A workbench of these tests alone: what they do to its queue is nobody else's.</summary>
    public sealed class Own : IAsyncLifetime
    {
        public RunningWorkbench Workbench { get; } = new();

        public async ValueTask InitializeAsync() => await Workbench.BeginAsync();

        public ValueTask DisposeAsync() => Workbench.DisposeAsync();
    }

    private static RunRecord RunOf(string deal, string id, string worker, DateTime lease) =>
        new()
        {
            Id = id,
            DealId = deal,
            VersionNumber = 1,
            Title = "A small truce",
            User = Environment.UserName,
            Request = new RunRequest
            {
                Draws = 8,
                Resolution = 3,
                Effects = false,
            }.ToJson(),
            AskedAt = DateTime.UtcNow.AddMinutes(-1),
            Status = RunStatus.Running,
            Worker = worker,
            LeaseEndsAt = lease,
        };

    private static async Task ChangeAsync(RunningWorkbench workbench, Action<WorkbenchDb> change)
    {
        await using var database = await workbench.Services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        change(database);
        await database.SaveChangesAsync();
    }

    private static async Task<string> AskAsync(HttpClient client, string address, object given) =>
        (string)(await (await client.PostAsJsonAsync(address, given)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
}
