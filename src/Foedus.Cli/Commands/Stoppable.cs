namespace Foedus.Cli.Commands;

/// <summary>Work that keeps nothing until it is done: a signal ends the command at once, wherever the work stands.</summary>
internal static class Stoppable
{
    // Work that looks for signals is given so long to end by itself, with what it has to put away.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(400);

    /// <exception cref="OperationCanceledException">A signal came first; what is left of the work ends with the process.</exception>
    public static Task<T> Run<T>(Func<T> work, CancellationToken cancel) => Task.Run(() => Finish(work, cancel), CancellationToken.None);

    /// <summary>The same, waited for.</summary>
    /// <exception cref="OperationCanceledException">A signal came first; what is left of the work ends with the process.</exception>
    public static T Finish<T>(Func<T> work, CancellationToken cancel)
    {
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        WaitHandle.WaitAny([((IAsyncResult)task).AsyncWaitHandle, cancel.WaitHandle]);
        // What went wrong, or right, before the grace was over is told as it is.
        if (!task.IsCompleted && !((IAsyncResult)task).AsyncWaitHandle.WaitOne(Grace))
            cancel.ThrowIfCancellationRequested();
        return task.GetAwaiter().GetResult();
    }
}
