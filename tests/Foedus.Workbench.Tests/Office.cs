[assembly: AssemblyFixture(typeof(Foedus.Workbench.Tests.Office))]

namespace Foedus.Workbench.Tests;

/// <summary>One workbench with accounts, for all tests that leave each other's people and deals alone: every test has people of its own.</summary>
public sealed class Office : IAsyncLifetime
{
    private readonly Lock door = new();
    private Task<RunningWorkbench>? workbench;

    /// <summary>Started by the first test that asks.</summary>
    public Task<RunningWorkbench> WorkbenchAsync()
    {
        lock (door)
            return workbench ??= StartAsync();
    }

    private static Task<RunningWorkbench> StartAsync() =>
        Team.StartAsync(
            ("anna", "editor"),
            ("ben", "editor"),
            ("carl", "editor"),
            ("dora", "administrator"),
            ("emma", "editor"),
            ("rolf", "reader"),
            ("gone", "editor"),
            ("lowered", "editor"),
            ("leaving", "editor"),
            ("removed", "editor"),
            ("olga", "editor"),
            ("otto", "editor"),
            ("busy", "editor")
        );

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (workbench is not null)
            await (await workbench).DisposeAsync();
    }
}
