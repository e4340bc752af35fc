namespace Foedus.Workbench.Tests;

/// <summary>How long a test waits for a condition before it calls that a fault: for a machine that is slow and has other things to do. Nobody waits longer than it takes.</summary>
internal static class Patience
{
    public static TimeSpan Long { get; } = TimeSpan.FromMinutes(3);

    public const float Milliseconds = 180_000;

    /// <summary>Looks until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); !await isSo(); await Task.Delay(50))
            Assert.True(clock.Elapsed < Long, $"Waited in vain: {what}");
    }
}
