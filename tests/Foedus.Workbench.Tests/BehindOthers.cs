using System.Globalization;
using Foedus.Workbench.Hosting;

namespace Foedus.Workbench.Tests;

/// <summary>Runs take what the answers to people leave.</summary>
public class BehindOthers
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Work_and_what_it_divides_stay_on_their_threads()
    {
        var quiet = new QuietThreads(3);
        var names = await Task
            .Factory.StartNew(
                () =>
                {
                    var seen = new System.Collections.Concurrent.ConcurrentBag<(string? Name, int Niceness)>();
                    Parallel.For(0, 200, new ParallelOptions { TaskScheduler = null, MaxDegreeOfParallelism = 3 }, _ =>
                    {
                        Thread.SpinWait(10_000);
                        seen.Add((Thread.CurrentThread.Name, Niceness()));
                    });
                    return seen;
                },
                None,
                TaskCreationOptions.None,
                quiet
            )
            .WaitAsync(Patience.Long);
        Assert.Equal(200, names.Count);
        Assert.All(names, seen => Assert.Equal("quiet", seen.Name));
        if (OperatingSystem.IsLinux())
            Assert.All(names, seen => Assert.Equal(QuietThreads.Niceness, seen.Niceness));
    }

    [Fact]
    public async Task More_work_than_threads_is_all_done_and_what_waits_leaves_its_thread()
    {
        var quiet = new QuietThreads(2);
        var done = 0;
        await Task.WhenAll(
                Enumerable
                    .Range(0, 50)
                    .Select(_ =>
                        Task.Factory.StartNew(
                                async () =>
                                {
                                    await Task.Yield();
                                    Assert.Equal("quiet", Thread.CurrentThread.Name);
                                    Interlocked.Increment(ref done);
                                },
                                None,
                                TaskCreationOptions.None,
                                quiet
                            )
                            .Unwrap()
                    )
            )
            .WaitAsync(Patience.Long);
        Assert.Equal(50, done);
    }

    // Of this thread, as the system has it (proc_pid_stat(5): the 19th number).
    private static int Niceness() =>
        OperatingSystem.IsLinux() ? int.Parse(File.ReadAllText("/proc/thread-self/stat").Split(')')[1].Split(' ')[17], CultureInfo.InvariantCulture) : 0;
}
