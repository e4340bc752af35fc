using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Foedus.Workbench.Hosting;

/// <summary>Threads that the system puts behind all others: runs, and who asks for much at once, take what the answers to everybody else leave.</summary>
/// <remarks>The framework's thread priorities do nothing on Linux; there each thread is made nicer by itself.</remarks>
/// <param name="most">How many threads at most. They are made when there is work and end after a minute without.</param>
internal sealed partial class QuietThreads(int most) : TaskScheduler
{
    /// <summary>A third of the weight of others (sched(7)): refused to nobody, and never without a share.</summary>
    public const int Niceness = 5;

    private const int ProcessOrThread = 0,
        Caller = 0;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    [ThreadStatic]
    private static QuietThreads? mine;

    private readonly BlockingCollection<Task> waiting = [];
    private readonly Lock door = new();
    private int threads,
        idle;

    public override int MaximumConcurrencyLevel => most;

    protected override void QueueTask(Task task)
    {
        waiting.Add(task, CancellationToken.None);
        lock (door)
        {
            if (idle >= waiting.Count || threads == most)
                return;
            threads++;
        }
        new Thread(Work)
        {
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
            Name = "quiet",
        }.Start();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => mine == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => waiting.ToArray();

    private void Work()
    {
        mine = this;
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ProcessOrThread, Caller, Niceness);
        while (true)
        {
            lock (door)
                idle++;
            var found = waiting.TryTake(out var task, Idle);
            lock (door)
            {
                idle--;
                // Something may have come in at the very end.
                if (!found && !waiting.TryTake(out task))
                {
                    threads--;
                    return;
                }
            }
            TryExecuteTask(task!);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
